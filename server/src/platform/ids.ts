import { randomFillSync } from 'node:crypto';

const RANDOM_BYTES = 10;
/** The system is asked for so many at once: asking costs more than the bytes. */
const IDS_A_FILL = 256;

/** Makes ids that sort by the time they were made: `job_` and 26 characters, 48 bits of milliseconds and 80 random bits. */
export function createIds(now: () => number): (prefix: string) => string {
  const pool = Buffer.alloc(RANDOM_BYTES * IDS_A_FILL);
  let used = pool.length;
  return (prefix) => {
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    const bytes = Buffer.alloc(16);
    bytes.writeUIntBE(now(), 0, 6);
    pool.copy(bytes, 6, used, used + RANDOM_BYTES);
    used += RANDOM_BYTES;
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
