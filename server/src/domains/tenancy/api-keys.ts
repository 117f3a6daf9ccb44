import { hash, randomBytes } from 'node:crypto';

const PREFIX = 'bsk_';
/** So much of a key is kept in the clear, that people can tell their keys apart. */
const SHOWN_LENGTH = 12;

/** A new key: 256 random bits. It is shown once; only its hash is kept, and SHA-256 is enough: it cannot be guessed. */
export function makeApiKey(): { key: string; prefix: string; hash: Buffer } {
  const key = PREFIX + randomBytes(32).toString('base64url');
  return { key, prefix: key.slice(0, SHOWN_LENGTH), hash: hash('sha256', key, 'buffer') };
}

/** The key in an Authorization header, or null. */
export function readApiKey(authorization: string | undefined): string | null {
  const [scheme, key, ...rest] = (authorization ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' && key !== undefined && rest.length === 0 && key.length <= 200 ? key : null;
}
