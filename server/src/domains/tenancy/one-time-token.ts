import { hash, randomBytes } from 'node:crypto';

/** 256 random bits: nobody guesses them, so that a quick hash is as good as a slow one. */
export function makeToken(): { token: string; tokenHash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: hashToken(token) };
}

export const hashToken = (token: string): Buffer => hash('sha256', token, 'buffer');
