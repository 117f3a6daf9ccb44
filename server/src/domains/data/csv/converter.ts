import type { DateOrder } from './moments.ts';
import type { ColumnType } from './inference.ts';
import { isGuarded } from './guard.ts';
import type { DecimalMark } from './written-numbers.ts';
import {
  createRejections,
  type Rejection,
  type RejectionReason,
  type Rejections,
  type RejectionSummary,
} from './rejections.ts';
import { createRowWriter, type RowWriter, writeNull } from './row-writer.ts';
import { checkRow, EMPTY, FIT, NOT_AN_OBJECT, STRAY_QUOTE, TOO_FEW_VALUES, TOO_MANY_VALUES } from './rows.ts';
import { PLAIN, type RowBatch, STRING } from './scanner.ts';
import { createValueWriter, type ValueWriter } from './value-writers.ts';
import { isBlank, NULL_WORD, readWord } from './values.ts';
import { isMissingWord } from './written-words.ts';

/** A column of the table that is filled. */
export interface TargetColumn {
  name: string;
  type: ColumnType;
  dateOrder: DateOrder | null;
  /** What stands before decimals. */
  mark: DecimalMark;
  /** Whether a row without a value is left out. */
  required: boolean;
  /** The value's place in a row of the file, from 0. */
  index: number;
}

export interface Converter {
  /** Adds the rows of a batch that fit. */
  add(batch: RowBatch): void;
  /** What has been filled since the last call, as PostgreSQL's COPY reads it in its binary format. */
  take(): Buffer[];
  /** The end of that format. Call once, after the last batch. */
  end(): Buffer[];
  /** What has come of it so far. */
  readonly conversion: Conversion;
}

/** What came of converting rows. Plain data. */
export interface Conversion {
  rowsConverted: number;
  rowsRejected: number;
  kept: readonly Rejection[];
  summaries: RejectionSummary[];
  /** Apostrophes that guarded texts against spreadsheets, and were taken off. */
  apostrophes: number;
  /** Whether some row has no value, by the target's place. */
  hasBlanks: readonly boolean[];
}

/** What comes before the values of a row: the import's number; a number of its own and the import's; its line of the file. */
export type RowBeginning = 'import' | 'number and import' | 'line';

export interface ConverterOptions {
  importId: number;
  keepApostrophes?: boolean;
  begin?: RowBeginning;
}

/**
 * Turns rows of text into rows of typed columns and puts aside those that do not fit. `width` is the heading's. Rows that
 * are to have numbers of their own are counted from 1.
 */
export function createConverter(
  width: number,
  targets: readonly TargetColumn[],
  { importId, keepApostrophes = false, begin = 'import' }: ConverterOptions,
): Converter {
  const writer = createRowWriter(targets.length, begin === 'number and import');
  const rejections = createRejections();
  const columns = targets.map((target) => ({ ...target, write: createValueWriter(target, writer.row) }));
  const hasBlanks = targets.map(() => false);
  let rowsConverted = 0;
  let rowsRejected = 0;
  const work: Work = { columns, writer, rejections, hasBlanks, keepApostrophes, newBlanks: [], apostrophes: 0 };

  function convert(batch: RowBatch, row: number, state: number): boolean {
    if (state !== FIT) {
      rejections.add(batch, row, ROW_FAULTS[state] ?? 'stray_quote');
      return false;
    }
    const textBytes = batch.rowBytes?.[row] ?? (batch.rowEnd[row] ?? 0) - (batch.rowStart[row] ?? 0);
    writer.begin(textBytes, begin === 'line' ? (batch.rowLine[row] ?? 0) : importId, rowsConverted + 1);
    work.newBlanks = [];
    if (!convertRow(batch, row, work)) return false;
    writer.keep();
    for (const place of work.newBlanks) hasBlanks[place] = true;
    return true;
  }

  return {
    add(batch) {
      for (let row = batch.firstRow; row < batch.rows; row += 1) {
        const state = checkRow(batch, row, width);
        if (state === EMPTY) continue;
        if (convert(batch, row, state)) rowsConverted += 1;
        else rowsRejected += 1;
      }
    },
    take: () => writer.take(),
    end: () => writer.end(),
    get conversion() {
      const { apostrophes } = work;
      const { kept } = rejections;
      return { rowsConverted, rowsRejected, kept, summaries: rejections.summarize(), apostrophes, hasBlanks };
    },
  };
}

interface Work {
  columns: readonly (TargetColumn & { write: ValueWriter })[];
  writer: RowWriter;
  rejections: Rejections;
  hasBlanks: readonly boolean[];
  keepApostrophes: boolean;
  /** Places of the present row that have no value, and are not known for it yet. */
  newBlanks: number[];
  apostrophes: number;
}

/** Writes the values of a row; false where one does not fit. */
function convertRow(batch: RowBatch, row: number, work: Work): boolean {
  const { columns, writer, rejections, hasBlanks, keepApostrophes } = work;
  const { bytes, valueStart, valueEnd } = batch;
  const firstValue = batch.rowValues[row] ?? 0;
  let fits = true;
  let place = 0;
  for (const { name, type, index, required, write } of columns) {
    const value = firstValue + index;
    const start = valueStart[value] ?? 0;
    const end = valueEnd[value] ?? 0;
    let from = start;
    let to = end;
    while (from < to && isBlank(bytes[from] ?? 0)) from += 1;
    while (to > from && isBlank(bytes[to - 1] ?? 0)) to -= 1;
    const quotes = batch.valueQuotes[value] ?? PLAIN;
    const isMissing =
      from === to ? type !== 'text' || quotes !== STRING : type !== 'text' && readWord(bytes, from, to) === NULL_WORD;
    // What stands in quotes is meant as it stands, blanks and all.
    const exact = type === 'text' && quotes !== PLAIN;
    let reason: RejectionReason | null = null;
    if (!isMissing) {
      const guarded = exact && !keepApostrophes && quotes !== STRING && isGuarded(bytes, start, end);
      if (guarded) work.apostrophes += 1;
      reason = write(bytes, exact ? (guarded ? start + 1 : start) : from, exact ? end : to, quotes);
    }
    if (isMissing || (reason !== null && isMissingWord(bytes, from, to))) {
      writeNull(writer.row);
      if (!hasBlanks[place]) work.newBlanks.push(place);
      reason = required ? 'value_missing' : null;
    }
    if (reason !== null) {
      fits = false;
      rejections.add(batch, row, reason, { column: name, value });
    }
    place += 1;
  }
  return fits;
}

const ROW_FAULTS: Readonly<Record<number, RejectionReason>> = {
  [TOO_FEW_VALUES]: 'too_few_values',
  [TOO_MANY_VALUES]: 'too_many_values',
  [STRAY_QUOTE]: 'stray_quote',
  [NOT_AN_OBJECT]: 'not_an_object',
};
