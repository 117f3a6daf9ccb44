/** Full buffers are handed over at about this size. */
const BUFFER_BYTES = 256 * 1024;
const HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const TRAILER = Buffer.from([0xff, 0xff]);
/** A value's length, and at most eight bytes where the value is not copied from the row. */
const FIXED_BYTES = 12;
const QUOTE = 34;
const TWO_32 = 2 ** 32;

/** The row that is being written, in PostgreSQL's binary COPY format. */
export interface RowBuffer {
  bytes: Buffer;
  view: DataView;
  /** Where the next value begins. */
  position: number;
}

/** Gathers rows. Between `begin` and `keep`, one value after the other is written in the order of the columns. */
export interface RowWriter {
  readonly row: RowBuffer;
  /**
   * Begins a row, forgetting the one before unless it was kept. `textBytes` bounds what its texts take together;
   * `firstValue` is an int4 in front of the others, and `number`, where rows have one, an int8 in front of that.
   */
  begin(textBytes: number, firstValue: number, number: number): void;
  keep(): void;
  /** The buffers that have become full since the last call. */
  take(): Buffer[];
  /** The last rows and the end of the stream. */
  end(): Buffer[];
}

export function createRowWriter(columns: number, hasNumber = false): RowWriter {
  const values = columns + (hasNumber ? 2 : 1);
  const done: Buffer[] = [HEADER];
  const row: RowBuffer = { bytes: Buffer.alloc(0), view: new DataView(new ArrayBuffer(0)), position: 0 };
  let kept = 0;

  function replaceBuffer(size: number): void {
    if (kept > 0) done.push(row.bytes.subarray(0, kept));
    kept = 0;
    row.bytes = Buffer.allocUnsafeSlow(size);
    row.view = new DataView(row.bytes.buffer, row.bytes.byteOffset, size);
  }

  return {
    row,
    begin(textBytes, firstValue, number) {
      const needed = 2 + values * FIXED_BYTES + textBytes;
      if (kept + needed > row.bytes.length) replaceBuffer(Math.max(BUFFER_BYTES, needed));
      row.view.setInt16(kept, values);
      row.position = kept + 2;
      if (hasNumber) writeInt64(row, number);
      writeInt32(row, firstValue);
    },
    keep() {
      kept = row.position;
    },
    take: () => done.splice(0),
    end() {
      replaceBuffer(0);
      return [...done.splice(0), TRAILER];
    },
  };
}

function beginValue(row: RowBuffer, length: number): number {
  const { position } = row;
  row.view.setInt32(position, length);
  row.position = position + 4 + length;
  return position + 4;
}

export function writeNull(row: RowBuffer): void {
  row.view.setInt32(row.position, -1);
  row.position += 4;
}

export function writeBoolean(row: RowBuffer, value: boolean): void {
  row.view.setUint8(beginValue(row, 1), value ? 1 : 0);
}

export function writeInt32(row: RowBuffer, value: number): void {
  row.view.setInt32(beginValue(row, 4), value);
}

/** @param value a whole number that a double holds exactly */
export function writeInt64(row: RowBuffer, value: number): void {
  const position = beginValue(row, 8);
  const high = Math.floor(value / TWO_32);
  row.view.setInt32(position, high);
  row.view.setUint32(position + 4, value - high * TWO_32);
}

export function writeFloat64(row: RowBuffer, value: number): void {
  row.view.setFloat64(beginValue(row, 8), value);
}

/** Writes `seconds` × 1,000,000 + `microseconds` as an int8. */
export function writeMicroseconds(row: RowBuffer, seconds: number, microseconds: number): void {
  const total = seconds * 1e6 + microseconds;
  if (Number.isSafeInteger(total)) writeInt64(row, total);
  else row.view.setBigInt64(beginValue(row, 8), BigInt(seconds) * 1_000_000n + BigInt(microseconds));
}

/** Copying short text byte by byte costs less than the call that copies it at once. */
const SHORT_BYTES = 40;

export function writeBytes(row: RowBuffer, from: Buffer, start: number, end: number): void {
  const { bytes } = row;
  let position = beginValue(row, end - start);
  if (end - start > SHORT_BYTES) from.copy(bytes, position, start, end);
  else for (let source = start; source < end; source += 1, position += 1) bytes[position] = from[source] ?? 0;
}

/** Writes text in which each quote stands twice. */
export function writeUnquoted(row: RowBuffer, from: Buffer, start: number, end: number): void {
  const first = row.position + 4;
  let position = first;
  for (let source = start; source < end; source += 1, position += 1) {
    row.bytes[position] = from[source] ?? 0;
    if (from[source] === QUOTE) source += 1;
  }
  row.view.setInt32(row.position, position - first);
  row.position = position;
}
