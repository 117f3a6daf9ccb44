/** Writes Protocol Buffers ("Encoding"): what `readFields` reads. */

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  // By division: shifts end at 32 bits.
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  bytes.push(rest);
  return Uint8Array.from(bytes);
}

/** A whole number of 0 or more. */
export const number = (field: number, value: number): Uint8Array => Buffer.concat([varint(field * 8), varint(value)]);

export const bytes = (field: number, value: Uint8Array): Uint8Array =>
  Buffer.concat([varint(field * 8 + 2), varint(value.length), value]);

export const text = (field: number, value: string): Uint8Array => bytes(field, Buffer.from(value, 'utf8'));

/** Whole numbers of 0 or more, one behind the other. */
export const packed = (field: number, values: Iterable<number>): Uint8Array =>
  bytes(field, Buffer.concat(Array.from(values, varint)));

export const message = (field: number, parts: readonly Uint8Array[]): Uint8Array => bytes(field, Buffer.concat(parts));
