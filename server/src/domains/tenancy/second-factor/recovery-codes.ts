import { randomBytes } from 'node:crypto';
import { hashToken } from '../one-time-token.ts';
import { toBase32 } from './totp.ts';

const HOW_MANY = 10;
/** 16 letters: too many to try, so that a quick hash without salt is enough. */
const BYTES = 10;

/** Each opens the account once, where the authenticator is lost. */
export const makeRecoveryCodes = (): string[] =>
  Array.from({ length: HOW_MANY }, () =>
    toBase32(randomBytes(BYTES))
      .toLowerCase()
      .replaceAll(/.{4}(?=.)/g, '$&-'),
  );

/** However it was written down. */
export const hashRecoveryCode = (code: string): Buffer => hashToken(code.toLowerCase().replaceAll(/[^a-z2-7]/g, ''));
