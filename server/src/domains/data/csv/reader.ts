import { isUtf8 } from 'node:buffer';
import { dataErrors } from '../data.errors.ts';
import { type Dialect, detectDialect } from './dialect.ts';
import { MAX_COLUMNS, MAX_ROW_BYTES, MAX_VALUE_BYTES } from './limits.ts';
import type { ReadingOptions } from '../files/reading.ts';
import type { RowReader } from '../files/reading.ts';
import { isGuarded } from './guard.ts';
import { createScanner, PLAIN, type RowBatch, type Scanner, textOf } from './scanner.ts';

/** Bytes are looked at in pieces of this size, so that a file of any size takes little memory and no long turn. */
const PIECE_BYTES = 256 * 1024;
/** The dialect is guessed from so many bytes. */
const SAMPLE_BYTES = 64 * 1024;

/**
 * Reads a CSV file that comes in chunks of any size.
 * Its generators throw AppError csv_empty, csv_not_text, csv_utf16, csv_not_utf8, csv_nul_byte, csv_quote_not_closed,
 * csv_value_too_long, csv_row_too_long, csv_too_many_columns, each with the line where there is one.
 */
export function createCsvReader(
  options: Partial<Pick<ReadingOptions, 'delimiter' | 'keepApostrophes'>> = {},
): RowReader {
  let window = Buffer.alloc(0);
  let length = 0;
  let scanAt = SAMPLE_BYTES;
  let scanner: Scanner | null = null;
  let labels: string[] = [];
  let commentLines = 0;

  function append(piece: Uint8Array): void {
    // One byte more, for the scanner's stop mark.
    if (window.length <= length + piece.length) {
      const larger = Buffer.alloc(Math.max(length + piece.length + 1, 2 * window.length, 2 * SAMPLE_BYTES));
      window.copy(larger, 0, 0, length);
      window = larger;
    }
    window.set(piece, length);
    length += piece.length;
  }

  function drop(count: number): void {
    window.copyWithin(0, count, length);
    length -= count;
  }

  function begin(): Scanner {
    const dialect: Dialect = detectDialect(window.subarray(0, Math.min(length, SAMPLE_BYTES)), options.delimiter);
    commentLines = dialect.commentLines;
    drop(dialect.skip);
    return createScanner(dialect.delimiter, dialect.skippedLines + 1);
  }

  function* read(last: boolean): Generator<RowBatch, void> {
    scanner ??= begin();
    const consumed = scanner.scan(window, length, last);
    const { batch } = scanner;
    checkText(batch, consumed);
    if (consumed > MAX_VALUE_BYTES) checkLengths(batch);
    if (labels.length === 0) labels = takeHeading(batch, options.keepApostrophes ?? false);
    if (batch.rows > batch.firstRow) yield batch;
    drop(consumed);
    if ((last && length > 0) || length > MAX_ROW_BYTES) throw faultOf(scanner, window.subarray(0, length));
    // A long row is looked at again only when it has doubled, so that no file makes the work grow with its square.
    scanAt = Math.min(2 * length, MAX_ROW_BYTES + 1);
  }

  return {
    *push(chunk) {
      for (let from = 0; from < chunk.length; from += PIECE_BYTES) {
        append(chunk.subarray(from, from + PIECE_BYTES));
        if (length >= scanAt) yield* read(false);
      }
    },
    *end() {
      yield* read(true);
      if (labels.length === 0) throw dataErrors.csv_empty();
    },
    get labels() {
      return labels;
    },
    get commentLines() {
      return commentLines;
    },
  };
}

/** Moves the batch's first row behind the heading, which is the first row that says anything. */
function takeHeading(batch: RowBatch, keepApostrophes: boolean): string[] {
  while (batch.firstRow < batch.rows) {
    const from = batch.rowValues[batch.firstRow] ?? 0;
    const to = batch.rowValues[batch.firstRow + 1] ?? 0;
    batch.firstRow += 1;
    if (to - from > MAX_COLUMNS + 1) {
      throw dataErrors.csv_too_many_columns({ columns: to - from, limit: MAX_COLUMNS });
    }
    const labels = Array.from({ length: to - from }, (_, index) => headingOf(batch, from + index, keepApostrophes));
    if (labels.some((label) => label !== '')) return labels;
  }
  return [];
}

function headingOf(batch: RowBatch, value: number, keepApostrophes: boolean): string {
  const text = textOf(batch, value);
  const quoted = !keepApostrophes && batch.valueQuotes[value] !== PLAIN;
  const guarded = quoted && isGuarded(batch.bytes, batch.valueStart[value] ?? 0, batch.valueEnd[value] ?? 0);
  return (guarded ? text.slice(1) : text).trim();
}

function checkText(batch: RowBatch, consumed: number): void {
  const text = batch.bytes.subarray(0, consumed);
  const hasZero = text.includes(0);
  if (!hasZero && isUtf8(text)) return;
  for (let row = 0; row < batch.rows; row += 1) {
    const bytes = batch.bytes.subarray(batch.rowStart[row], batch.rowEnd[row]);
    const line = batch.rowLine[row] ?? 0;
    if (bytes.includes(0)) throw dataErrors.csv_nul_byte({ line });
    if (!isUtf8(bytes)) throw dataErrors.csv_not_utf8({ line });
  }
}

function checkLengths(batch: RowBatch): void {
  for (let row = 0; row < batch.rows; row += 1) {
    const line = batch.rowLine[row] ?? 0;
    const size = (batch.rowEnd[row] ?? 0) - (batch.rowStart[row] ?? 0);
    if (size > MAX_ROW_BYTES) throw dataErrors.csv_row_too_long({ line, limit_mb: MAX_ROW_BYTES / 1024 ** 2 });
    if (size <= MAX_VALUE_BYTES) continue;
    for (let value = batch.rowValues[row] ?? 0; value < (batch.rowValues[row + 1] ?? 0); value += 1) {
      if ((batch.valueEnd[value] ?? 0) - (batch.valueStart[value] ?? 0) > MAX_VALUE_BYTES) {
        throw dataErrors.csv_value_too_long({ line, limit_mb: MAX_VALUE_BYTES / 1024 ** 2 });
      }
    }
  }
}

/** Why the bytes that are left over are no row. */
function faultOf(scanner: Scanner, rest: Buffer): Error {
  const line = scanner.line;
  if (rest.includes(0)) return dataErrors.csv_nul_byte({ line });
  if (scanner.openQuoteLine > 0) return dataErrors.csv_quote_not_closed({ line: scanner.openQuoteLine });
  return dataErrors.csv_row_too_long({ line, limit_mb: MAX_ROW_BYTES / 1024 ** 2 });
}
