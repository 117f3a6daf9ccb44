import { dataErrors } from '../data.errors.ts';
import { createScanner } from './scanner.ts';

const DELIMITERS = [',', ';', '\t', '|'];
/** So many rows of the sample decide. */
const SAMPLE_ROWS = 500;

/** How a file begins: where its rows start, and what stands between the values. */
export interface Dialect {
  delimiter: number;
  /** Bytes to skip: a byte order mark, and the line `sep=;` that spreadsheets write. */
  skip: number;
  /** Lines in those bytes. */
  skippedLines: number;
  /** Of those: lines before the headings that begin with #. */
  commentLines: number;
}

/**
 * Looks at the first bytes of a file.
 * @param asked the delimiter, where somebody has said it
 * @throws AppError csv_empty, csv_not_text, csv_utf16
 */
export function detectDialect(sample: Buffer, asked: string | null = null): Dialect {
  refuseOtherFormats(sample);
  const mark = startsWith(sample, 0xef, 0xbb, 0xbf) ? 3 : 0;
  if (sample.toString('latin1', mark, mark + 4096).trim() === '') throw dataErrors.csv_empty();
  const declared = /^sep=(.)(?:\r\n|\n|\r)/.exec(sample.toString('latin1', mark, mark + 7));
  if (declared?.[1] !== undefined) {
    const delimiter = (asked ?? declared[1]).charCodeAt(0);
    return { delimiter, skip: mark + declared[0].length, skippedLines: 1, commentLines: 0 };
  }
  const comments = findComments(sample.subarray(mark), asked);
  const skip = mark + comments.bytes;
  const delimiter = asked?.charCodeAt(0) ?? guessDelimiter(sample.subarray(skip));
  return { delimiter, skip, skippedLines: comments.lines, commentLines: comments.lines };
}

const LF = 10;
const CR = 13;
const HASH = 35;

/** The lines in front that begin with #, but for a last one that has as many values as the line after it: the headings. */
function findComments(sample: Buffer, asked: string | null): { bytes: number; lines: number } {
  const starts = [0];
  let position = 0;
  while (sample[position] === HASH) {
    while (position < sample.length && sample[position] !== LF && sample[position] !== CR) position += 1;
    position += sample[position] === CR && sample[position + 1] === LF ? 2 : 1;
    if (position >= sample.length) return { bytes: 0, lines: 0 };
    starts.push(position);
  }
  const from = starts.at(-2) ?? 0;
  if (position > 0) {
    const delimiter = asked?.charCodeAt(0) ?? guessDelimiter(sample.subarray(position));
    const [heading = 0, next = 0] = measureRows(sample.subarray(from), delimiter, 2);
    if (heading > 1 && heading === next) return { bytes: from, lines: starts.length - 2 };
  }
  return { bytes: position, lines: starts.length - 1 };
}

/** The number of values of the first rows. */
function measureRows(sample: Buffer, delimiter: number, most: number): number[] {
  const bytes = Buffer.alloc(sample.length + 1);
  sample.copy(bytes);
  const scanner = createScanner(delimiter);
  scanner.scan(bytes, sample.length, true);
  const { rows, rowValues } = scanner.batch;
  return Array.from({ length: Math.min(most, rows) }, (_, row) => (rowValues[row + 1] ?? 0) - (rowValues[row] ?? 0));
}

function startsWith(sample: Buffer, ...bytes: number[]): boolean {
  return bytes.every((byte, index) => sample[index] === byte);
}

function refuseOtherFormats(sample: Buffer): void {
  if (startsWith(sample, 0xff, 0xfe) || startsWith(sample, 0xfe, 0xff)) throw dataErrors.csv_utf16();
  const archive = startsWith(sample, 0x50, 0x4b, 3, 4) || startsWith(sample, 0x1f, 0x8b);
  const document = startsWith(sample, 0x25, 0x50, 0x44, 0x46) || startsWith(sample, 0xd0, 0xcf, 0x11, 0xe0);
  if (archive || document) throw dataErrors.csv_not_text();
  // Latin text in UTF-16 is half zeros.
  const zeros = sample.reduce((count, byte) => (byte === 0 ? count + 1 : count), 0);
  if (zeros * 4 > sample.length) throw dataErrors.csv_utf16();
}

/** The delimiter that splits most rows as it splits the first, and into most values. */
function guessDelimiter(sample: Buffer): number {
  const bytes = Buffer.alloc(sample.length + 1);
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    sample.copy(bytes);
    const scanner = createScanner(delimiter.charCodeAt(0));
    scanner.scan(bytes, sample.length, false);
    if (scanner.batch.rows === 0) scanner.scan(bytes, sample.length, true);
    const { rows, rowValues } = scanner.batch;
    const width = (row: number): number => (rowValues[row + 1] ?? 0) - (rowValues[row] ?? 0);
    const looked = Math.min(rows, SAMPLE_ROWS);
    let alike = 0;
    for (let row = 0; row < looked; row += 1) if (width(row) === width(0)) alike += 1;
    const score = looked === 0 ? 0 : (alike / looked) * (width(0) - 1);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter.charCodeAt(0);
}
