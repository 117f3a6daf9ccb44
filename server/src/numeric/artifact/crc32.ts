import { intAt } from '../element.ts';

const POLYNOMIAL = 0xedb8_8320;

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1)
    remainder = (remainder & 1) === 1 ? (remainder >>> 1) ^ POLYNOMIAL : remainder >>> 1;
  return remainder;
});

/**
 * CRC-32 as in ISO 3309 and zip: polynomial 0x04C11DB7, reflected (Peterson & Brown 1961; table form by Sarwate 1988).
 *
 * @returns 32 bits, unsigned; 0 for no bytes
 */
export function crc32(bytes: Uint8Array): number {
  let remainder = -1;
  for (const byte of bytes) remainder = intAt(TABLE, (remainder ^ byte) & 0xff) ^ (remainder >>> 8);
  return ~remainder >>> 0;
}
