import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a message of Standard Webhooks carries beside its body. */
export interface SignedMessage {
  id: string | undefined;
  timestamp: string | undefined;
  signatures: string | undefined;
  body: Buffer;
}

/** Why a signature is none: said to the sender, who has to mend it. */
export type SignatureFault = 'missing' | 'too_old' | 'wrong';

const PREFIX = 'whsec_';
const TOLERANCE_S = 300;
const SECRET_BYTES = { least: 24, most: 64 };
export const MESSAGE_ID = /^[\w.:~-]{1,200}$/;

export function makeSigningSecret(): string {
  return PREFIX + randomBytes(32).toString('base64');
}

/** The key in a signing secret, with or without its prefix; null where there is none. */
export function readSigningSecret(text: string): Buffer | null {
  const encoded = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : text;
  const key = Buffer.from(encoded, 'base64');
  const isWhole = key.toString('base64').replace(/=+$/, '') === encoded.replace(/=+$/, '');
  return isWhole && key.length >= SECRET_BYTES.least && key.length <= SECRET_BYTES.most ? key : null;
}

/** Checks a message by the specification Standard Webhooks, version 1, symmetric. @returns null where it is right */
export function findSignatureFault(
  { id, timestamp, signatures, body }: SignedMessage,
  key: Buffer,
  nowMs: number,
): SignatureFault | null {
  if (id === undefined || timestamp === undefined || signatures === undefined) return 'missing';
  if (!MESSAGE_ID.test(id) || !/^\d{1,12}$/.test(timestamp)) return 'wrong';
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > TOLERANCE_S) return 'too_old';
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
  // While a secret is rotated a message carries a signature by each.
  const isSigned = signatures.split(' ', 20).some((each) => {
    const [version, encoded = ''] = each.split(',', 2);
    const given = Buffer.from(encoded, 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
  return isSigned ? null : 'wrong';
}
