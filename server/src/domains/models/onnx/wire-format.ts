/** A field of a protobuf message: a number, or the bytes of a text, a message or packed numbers. */
export interface WireField {
  readonly field: number;
  /** Of varints and fixed numbers, as unsigned; 0 for bytes. */
  readonly number: number;
  /** Null for numbers. A view, not a copy. */
  readonly bytes: Uint8Array | null;
}

/** The bytes are no protobuf message. */
export class WireFormatError extends Error {
  override readonly name = 'WireFormatError';
}

const FIXED_BYTES: Readonly<Record<number, number>> = { 1: 8, 5: 4 };

/**
 * Walks the fields of one message (Protocol Buffers, "Encoding"). Messages inside are bytes, to be walked in their turn;
 * what nobody asks for is skipped, so a file of many megabytes of numbers takes no time.
 *
 * @throws WireFormatError
 */
export function* readFields(bytes: Uint8Array): Generator<WireField> {
  let at = 0;
  function varint(): number {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = bytes[at];
      if (byte === undefined) break;
      at += 1;
      // Beyond 2^53 precision is lost; nothing that is looked at is so large.
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new WireFormatError('A number has no end');
  }
  while (at < bytes.length) {
    const key = varint();
    const [field, kind] = [Math.floor(key / 8), key % 8];
    if (kind === 0) {
      yield { field, number: varint(), bytes: null };
      continue;
    }
    const length = kind === 2 ? varint() : FIXED_BYTES[kind];
    if (length === undefined || field === 0) throw new WireFormatError(`There is no wire type ${kind}`);
    if (at + length > bytes.length) throw new WireFormatError('A field ends behind the message');
    const content = bytes.subarray(at, at + length);
    at += length;
    yield { field, number: 0, bytes: content };
  }
}

/** Fields that are bytes, by their number. */
export function* readMessages(bytes: Uint8Array, wanted: number): Generator<Uint8Array> {
  for (const { field, bytes: content } of readFields(bytes)) if (field === wanted && content) yield content;
}

const decoder = new TextDecoder();

export const textOf = (bytes: Uint8Array | undefined): string => decoder.decode(bytes);
