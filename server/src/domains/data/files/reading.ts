import type { DateOrder } from '../csv/moments.ts';
import type { RowBatch } from '../csv/scanner.ts';
import type { DecimalMark } from '../csv/written-numbers.ts';
import type { Encoding } from './encodings.ts';

export const fileFormats = ['csv', 'jsonl'] as const;
export type FileFormat = (typeof fileFormats)[number];

/** How a file is to be read, as far as somebody has said it; null: what the file itself tells. */
export interface ReadingOptions {
  format: FileFormat | null;
  encoding: Encoding | null;
  /** One character of ASCII. */
  delimiter: string | null;
  dateOrder: DateOrder | null;
  decimalMark: DecimalMark | null;
  /** Whether apostrophes that keep spreadsheets from running a cell are left where they are. */
  keepApostrophes: boolean;
}

/** What a reader of the organization's language takes for granted where the file does not tell. */
export interface ReadingHabit {
  dateOrder: DateOrder | null;
  decimalMark: DecimalMark | null;
}

export const NOTHING_SAID: ReadingOptions = {
  format: null,
  encoding: null,
  delimiter: null,
  dateOrder: null,
  decimalMark: null,
  keepApostrophes: false,
};

export const NO_HABIT: ReadingHabit = { dateOrder: null, decimalMark: null };

/** Reads the rows of a file that comes in chunks of any size, in UTF-8. */
export interface RowReader {
  /** The rows that end in this chunk, headings left out. A batch is good until the next one is asked for. */
  push(chunk: Uint8Array): Generator<RowBatch, void>;
  /** The last rows. Call once, after the last chunk. */
  end(): Generator<RowBatch, void>;
  /** The headings as the file has them; empty until they were read. Where each row names its columns, they may grow. */
  readonly labels: readonly string[];
  /** What was found before the headings. */
  readonly commentLines: number;
}
