import { randomBytes } from 'node:crypto';

/** Makes ids that sort by the time they were made: `job_` and 26 characters, 48 bits of milliseconds and 80 random bits. */
export function createIds(now: () => number): (prefix: string) => string {
  return (prefix) => {
    const bytes = Buffer.alloc(16);
    bytes.writeUIntBE(now(), 0, 6);
    randomBytes(10).copy(bytes, 6);
    return `${prefix}_${encodeBase32(bytes)}`;
  };
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Crockford's base 32, whose order is that of the bytes. */
function encodeBase32(bytes: Buffer): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET.charAt((value >>> bits) & 31);
      value &= (1 << bits) - 1;
    }
  }
  return bits === 0 ? text : text + ALPHABET.charAt((value << (5 - bits)) & 31);
}
