/** Types of PostgreSQL by their object ids, which never change. */
const JSON_TEXT = 114;
const INT4 = 23;
const TEXT = 25;
const FLOAT8 = 701;
const JSONB = 3802;
const JSONB_VERSION = 1;

const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;
const INT4_BYTES = 4;
const FLOAT8_BYTES = 8;

type Texts = readonly (string | null)[];
type Numbers = readonly (number | null)[];

/** `text[]`, `json[]` and `jsonb[]` as PostgreSQL's wire takes them: documents need not be quoted, nor read twice. */
export const textArray = (items: Texts): Buffer => encodeTexts(TEXT, items);
export const jsonArray = (items: Texts): Buffer => encodeTexts(JSON_TEXT, items);
export const jsonbArray = (items: Texts): Buffer => encodeTexts(JSONB, items);
/** `integer[]` and `double precision[]`. */
export const intArray = (items: Numbers): Buffer => encodeNumbers(INT4, items);
export const doubleArray = (items: Numbers): Buffer => encodeNumbers(FLOAT8, items);

/** One dimension, whether there are nulls, the type; how many, counted from 1. */
function writeHeader(bytes: Buffer, type: number, items: readonly unknown[]): number {
  let at = bytes.writeInt32BE(1, 0);
  at = bytes.writeInt32BE(items.includes(null) ? 1 : 0, at);
  at = bytes.writeInt32BE(type, at);
  at = bytes.writeInt32BE(items.length, at);
  return bytes.writeInt32BE(1, at);
}

function encodeTexts(type: number, items: Texts): Buffer {
  const prefixBytes = type === JSONB ? 1 : 0;
  let sizeBytes = HEADER_BYTES + LENGTH_BYTES * items.length;
  for (const item of items) if (item !== null) sizeBytes += prefixBytes + Buffer.byteLength(item);
  const bytes = Buffer.allocUnsafe(sizeBytes);
  let at = writeHeader(bytes, type, items);
  for (const item of items) {
    if (item === null) {
      at = bytes.writeInt32BE(-1, at);
      continue;
    }
    const from = at + LENGTH_BYTES + prefixBytes;
    const end = from + bytes.write(item, from);
    bytes.writeInt32BE(end - at - LENGTH_BYTES, at);
    if (prefixBytes > 0) bytes.writeUInt8(JSONB_VERSION, from - 1);
    at = end;
  }
  return bytes;
}

function encodeNumbers(type: typeof INT4 | typeof FLOAT8, items: Numbers): Buffer {
  const itemBytes = type === INT4 ? INT4_BYTES : FLOAT8_BYTES;
  const sizeBytes = items.reduce<number>((sum, item) => sum + LENGTH_BYTES + (item === null ? 0 : itemBytes), 0);
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + sizeBytes);
  let at = writeHeader(bytes, type, items);
  for (const item of items) {
    at = bytes.writeInt32BE(item === null ? -1 : itemBytes, at);
    if (item !== null) at = type === INT4 ? bytes.writeInt32BE(item, at) : bytes.writeDoubleBE(item, at);
  }
  return bytes;
}
