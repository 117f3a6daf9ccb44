/** Types of PostgreSQL by their object ids, which never change. */
const TEXT = 25;
const JSON_TEXT = 114;
const JSONB = 3802;
const JSONB_VERSION = 1;

const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;

type Items = readonly (string | null)[];

/** `text[]`, `json[]` and `jsonb[]` as PostgreSQL's wire takes them: documents need not be quoted, nor read twice. */
export const textArray = (items: Items): Buffer => encode(TEXT, items);
export const jsonArray = (items: Items): Buffer => encode(JSON_TEXT, items);
export const jsonbArray = (items: Items): Buffer => encode(JSONB, items);

function encode(type: number, items: Items): Buffer {
  const prefixBytes = type === JSONB ? 1 : 0;
  let sizeBytes = HEADER_BYTES + LENGTH_BYTES * items.length;
  for (const item of items) if (item !== null) sizeBytes += prefixBytes + Buffer.byteLength(item);
  const bytes = Buffer.allocUnsafe(sizeBytes);
  // One dimension, whether there are nulls, the type; how many, counted from 1.
  for (const [place, field] of [1, Number(items.includes(null)), type, items.length, 1].entries()) {
    bytes.writeInt32BE(field, place * LENGTH_BYTES);
  }
  let at = HEADER_BYTES;
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
