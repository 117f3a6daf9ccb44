/** What precedes the rows of PostgreSQL's binary COPY format when it carries no extension. */
const HEADER_BYTES = 19;
/** A row's count of values, and the length of its first. */
const ROW_HEAD_BYTES = 6;
const END = -1;

/** The values of a table of one bytea column in binary COPY format, in pieces as they come. */
export async function* readSingleColumn(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let headerRead = false;
  // Bytes of the present value that are still to come.
  let missing = 0;
  for await (const chunk of chunks) {
    let bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    if (!headerRead) {
      if (bytes.length < HEADER_BYTES) {
        rest = bytes;
        continue;
      }
      headerRead = true;
      bytes = bytes.subarray(HEADER_BYTES);
    }
    while (bytes.length > 0) {
      if (missing > 0) {
        const piece = bytes.subarray(0, missing);
        missing -= piece.length;
        bytes = bytes.subarray(piece.length);
        yield piece;
        continue;
      }
      if (bytes.length < ROW_HEAD_BYTES) break;
      missing = Math.max(0, bytes.readInt32BE(2));
      bytes = bytes.subarray(ROW_HEAD_BYTES);
    }
    rest = Buffer.from(bytes);
    if (rest.length >= 2 && rest.readInt16BE(0) === END) return;
  }
}

/** Takes one value of a row, which is `bytes[start … start + length − 1]`; a length of -1 means null. */
export type TakeValue = (row: number, bytes: Buffer, start: number, length: number) => void;

/**
 * Reads rows in binary COPY format and hands each value to the `take` of its column.
 * @returns the number of rows
 */
export async function readRows(
  chunks: AsyncIterable<Buffer>,
  takes: readonly TakeValue[],
  signal?: AbortSignal,
): Promise<number> {
  let rest: Buffer = Buffer.alloc(0);
  let headerRead = false;
  let rows = 0;
  for await (const chunk of chunks) {
    // The rest is let pass: leaving it would leave the connection in the middle of an answer.
    if (signal?.aborted === true) continue;
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let position = 0;
    if (!headerRead) {
      rest = bytes;
      if (bytes.length < HEADER_BYTES) continue;
      headerRead = true;
      position = HEADER_BYTES;
    }
    for (;;) {
      const next = readRow(bytes, position, takes, rows);
      if (next < 0) break;
      position = next;
      rows += 1;
    }
    rest = Buffer.from(bytes.subarray(position));
  }
  signal?.throwIfAborted();
  return rows;
}

/** @returns where the next row begins, or -1 where the bytes end before; the row is then read again with more bytes */
function readRow(bytes: Buffer, start: number, takes: readonly TakeValue[], row: number): number {
  const end = bytes.length;
  if (start + 2 > end || bytes.readInt16BE(start) === END) return -1;
  let position = start + 2;
  for (const take of takes) {
    if (position + 4 > end) return -1;
    const length = bytes.readInt32BE(position);
    position += 4;
    if (position + length > end) return -1;
    take(row, bytes, position, length);
    if (length > 0) position += length;
  }
  return position;
}
