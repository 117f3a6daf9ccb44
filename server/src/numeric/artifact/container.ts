import { NumericError } from '../numeric-error.ts';
import { crc32 } from './crc32.ts';

// Bytes, little-endian: 0 magic · 8 format version (u32) · 12 CRC-32 of all that follows (u32) · 16 total bytes (u32) ·
// 20 bytes of JSON (u32) · 24 JSON, padded with spaces to 8 · then the sections it names, each a multiple of 8 long.

const MAGIC = 'BSMODEL\n';
const HEADER_BYTES = 24;
const ALIGNMENT = 8;

function padded(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

/** Where a typed array stands behind the JSON. */
interface Section {
  readonly array: Float64Array | Int32Array;
  readonly from: number;
}

function isTypedArray(value: unknown): value is Float64Array | Int32Array {
  return value instanceof Float64Array || value instanceof Int32Array;
}

/** JSON in which `{"$f64": [from, length]}` and `{"$i32": …}` stand for typed arrays; offsets from the first section. */
function toJson(payload: object, sections: Section[]): string {
  let from = 0;
  return JSON.stringify(payload, (key, value: unknown) => {
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new NumericError('not_finite', { what: key, index: 0 });
    if (!isTypedArray(value)) return value;
    const reference = [from, value.length];
    sections.push({ array: value, from });
    from += padded(value.byteLength);
    return value instanceof Float64Array ? { $f64: reference } : { $i32: reference };
  });
}

function writeSection(view: DataView, at: number, array: Float64Array | Int32Array): void {
  if (array instanceof Float64Array) array.forEach((value, i) => view.setFloat64(at + 8 * i, value, true));
  else array.forEach((value, i) => view.setInt32(at + 4 * i, value, true));
}

/**
 * Writes a payload as one buffer. Equal payloads, keys in equal order, give equal bytes.
 *
 * @param payload plain data: what JSON holds, and Float64Array and Int32Array anywhere in it; no key begins with "$"
 * @param version of the payload's format, 32 bits
 * @throws NumericError not_finite where a plain number is NaN or infinite (in typed arrays they may be)
 */
export function writeContainer(version: number, payload: object): Uint8Array {
  const sections: Section[] = [];
  const json = new TextEncoder().encode(toJson(payload, sections));
  const start = padded(HEADER_BYTES + json.length);
  const total = sections.reduce(
    (end, { array, from }) => Math.max(end, start + from + padded(array.byteLength)),
    start,
  );
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(MAGIC));
  view.setUint32(8, version, true);
  view.setUint32(16, total, true);
  view.setUint32(20, json.length, true);
  bytes.fill(0x20, HEADER_BYTES, start);
  bytes.set(json, HEADER_BYTES);
  for (const { array, from } of sections) writeSection(view, start + from, array);
  view.setUint32(12, crc32(bytes.subarray(16)), true);
  return bytes;
}

function checkHeader(bytes: Uint8Array, view: DataView, version: number): void {
  const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC) throw new NumericError('artifact_not_recognized');
  const expected = bytes.length < HEADER_BYTES ? HEADER_BYTES : view.getUint32(16, true);
  const found = bytes.length < 12 ? version : view.getUint32(8, true);
  if (found !== version) throw new NumericError('artifact_version_unsupported', { version: found, supported: version });
  if (bytes.length !== expected) throw new NumericError('artifact_truncated', { expected, actual: bytes.length });
  if (crc32(bytes.subarray(16)) !== view.getUint32(12, true)) {
    throw new NumericError('artifact_corrupted', { where: 'checksum' });
  }
}

/**
 * The payload's format version, of whatever may be an artifact.
 *
 * @throws NumericError artifact_not_recognized, artifact_truncated (shorter than the version's place)
 */
export function containerVersion(bytes: Uint8Array): number {
  const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC) throw new NumericError('artifact_not_recognized');
  if (bytes.length < 12) throw new NumericError('artifact_truncated', { expected: HEADER_BYTES, actual: bytes.length });
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(8, true);
}

function readSection(
  view: DataView,
  kind: '$f64' | '$i32',
  start: number,
  reference: unknown,
): Float64Array | Int32Array {
  const [from, length] = Array.isArray(reference) ? reference.map(Number) : [];
  const size = kind === '$f64' ? 8 : 4;
  if (from === undefined || length === undefined || !(from >= 0 && start + from + size * length <= view.byteLength)) {
    throw new NumericError('artifact_corrupted', { where: kind });
  }
  const at = start + from;
  if (kind === '$f64') return Float64Array.from({ length }, (_, i) => view.getFloat64(at + 8 * i, true));
  return Int32Array.from({ length }, (_, i) => view.getInt32(at + 4 * i, true));
}

function fromJson(json: string, revive: (key: string, value: unknown) => unknown): unknown {
  try {
    return JSON.parse(json, revive);
  } catch (error) {
    if (error instanceof NumericError) throw error;
    throw new NumericError('artifact_corrupted', { where: 'json' });
  }
}

/**
 * Reads what {@link writeContainer} wrote, after checking all of it. The result shares no memory with `bytes`.
 *
 * @param version the one that the caller understands
 * @throws NumericError artifact_not_recognized, artifact_version_unsupported, artifact_truncated, artifact_corrupted
 */
export function readContainer(version: number, bytes: Uint8Array): unknown {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  checkHeader(bytes, view, version);
  const jsonBytes = view.getUint32(20, true);
  const start = padded(HEADER_BYTES + jsonBytes);
  const json = new TextDecoder().decode(bytes.subarray(HEADER_BYTES, HEADER_BYTES + jsonBytes));
  return fromJson(json, (_key, value) => {
    if (typeof value !== 'object' || value === null) return value;
    if ('$f64' in value) return readSection(view, '$f64', start, value.$f64);
    return '$i32' in value ? readSection(view, '$i32', start, value.$i32) : value;
  });
}
