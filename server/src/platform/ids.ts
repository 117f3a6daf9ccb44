import { randomFillSync } from 'node:crypto';

/** Of each id: seven bits and seven times ten, and three more out of the first. */
const RANDOM_NUMBERS = 8;
/** The system is asked for so many at once: asking costs more than the bytes. */
const IDS_A_FILL = 256;

/** Makes ids that sort by the time they were made: `job_` and 26 characters, 48 bits of milliseconds and 80 random bits. */
export function createIds(now: () => number): (prefix: string) => string {
  const pool = new Uint16Array(RANDOM_NUMBERS * IDS_A_FILL);
  let used = pool.length;
  let eighth = -1;
  let head = '';
  const random = () => pool[used++] ?? 0;
  return (prefix) => {
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    const time = now();
    if (Math.floor(time / 8) !== eighth) {
      eighth = Math.floor(time / 8);
      head = encodeBase32(timeBytes(time)).slice(0, HEAD_LENGTH);
    }
    const first = random();
    let id = `${prefix}_${head}${pairOf(((time % 8) << 7) | (first >>> 9))}`;
    for (let pair = 0; pair < 7; pair += 1) id += pairOf(random() >>> 6);
    return id + ALPHABET.charAt((first & 7) << 2);
  };
}

/** What every id made at `atMs` or later sorts behind, and every earlier one before. */
export function lowestIdAt(prefix: string, atMs: number): string {
  return `${prefix}_${encodeBase32(Buffer.concat([timeBytes(Math.max(0, Math.floor(atMs))), Buffer.alloc(10)]))}`;
}

function timeBytes(time: number): Buffer {
  const bytes = Buffer.alloc(6);
  bytes.writeUIntBE(time, 0, 6);
  return bytes;
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
/** So many characters of five bits say the time but for its last three bits. */
const HEAD_LENGTH = 9;
/** Two characters for ten bits. */
const PAIRS = Array.from({ length: 1024 }, (_, bits) => ALPHABET.charAt(bits >>> 5) + ALPHABET.charAt(bits & 31));

const pairOf = (bits: number): string => PAIRS[bits] ?? '';

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
