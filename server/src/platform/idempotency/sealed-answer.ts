import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** An answer as it is given again. */
export interface KeptAnswer {
  status: number;
  headers: Readonly<Record<string, string | string[]>>;
  /** Null: it was too large to be kept. */
  body: Buffer | null;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Where a key of a client is kept, and what its answer is encrypted with. The key itself is kept nowhere. */
export interface KeyPlace {
  hash: Buffer;
  cipherKey: Buffer;
}

/** @param scope who sent the key, and to which route: the same key elsewhere is another */
export function placeOf(secret: string, scope: readonly (string | number)[], key: string): KeyPlace {
  const derive = (purpose: string) =>
    createHmac('sha256', secret)
      .update(JSON.stringify([`idempotency ${purpose}`, ...scope, key]))
      .digest();
  return { hash: derive('place'), cipherKey: derive('answer') };
}

/** AES-256-GCM: an answer may hold what is shown once, such as an API key. */
export function sealAnswer({ cipherKey, hash }: KeyPlace, { status, headers, body }: KeptAnswer): Buffer {
  const head = Buffer.from(JSON.stringify({ status, headers, whole: body !== null }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', cipherKey, iv).setAAD(hash);
  const parts = [length, head, ...(body ? [body] : [])].map((part) => cipher.update(part));
  return Buffer.concat([iv, ...parts, cipher.final(), cipher.getAuthTag()]);
}

/** @throws when the bytes are not those that were sealed for this place */
export function openAnswer({ cipherKey, hash }: KeyPlace, sealed: Buffer): KeptAnswer {
  const decipher = createDecipheriv('aes-256-gcm', cipherKey, sealed.subarray(0, IV_BYTES))
    .setAAD(hash)
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  const text = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
  const end = 4 + text.readUInt32BE();
  const { status, headers, whole }: { status: number; headers: Record<string, string>; whole: boolean } = JSON.parse(
    text.toString('utf8', 4, end),
  );
  return { status, headers, body: whole ? text.subarray(end) : null };
}
