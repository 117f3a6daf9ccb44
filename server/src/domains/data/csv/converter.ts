import type { DateOrder } from './moments.ts';
import type { ColumnType } from './inference.ts';
import { isGuarded } from './guard.ts';
import type { DecimalMark } from './written-numbers.ts';
import { createRejections, type Rejection, type RejectionReason, type Rejections } from './rejections.ts';
import { createRowWriter, type RowWriter, writeNull } from './row-writer.ts';
import { checkRow, EMPTY, FIT, NOT_AN_OBJECT, STRAY_QUOTE, TOO_FEW_VALUES, TOO_MANY_VALUES } from './rows.ts';
import { PLAIN, type RowBatch, STRING } from './scanner.ts';
import { createValueWriter, type ValueWriter } from './value-writers.ts';
import { isBlank, NULL_WORD, readWord } from './values.ts';

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
  /** What was added since the last call, as PostgreSQL's COPY reads it in its binary format. */
  take(): Buffer[];
  /** The end of that format. Call once, after the last batch. */
  end(): Buffer[];
  /** Leaves a row out that was converted before. */
  reject(rejection: Rejection): void;
  readonly rowsConverted: number;
  readonly rowsRejected: number;
  readonly rejections: Rejections;
  /** Apostrophes that guarded texts against spreadsheets, and were taken off. */
  readonly apostrophes: number;
  /** Whether some row has no value, by the target's place. */
  readonly hasBlanks: readonly boolean[];
}

interface ConverterOptions {
  /** Comes first in every row. */
  importId: number;
  keepApostrophes?: boolean;
  /** Whether the row's line in the file comes first instead. */
  withLines?: boolean;
}

/**
 * Turns rows of text into rows of typed columns, the import's number first, and puts aside those that do not fit.
 * `width` is the heading's.
 */
export function createConverter(
  width: number,
  targets: readonly TargetColumn[],
  { importId, keepApostrophes = false, withLines = false }: ConverterOptions,
): Converter {
  const writer = createRowWriter(targets.length);
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
    const lineOrImport = withLines ? (batch.rowLine[row] ?? 0) : importId;
    writer.begin(batch.rowBytes?.[row] ?? (batch.rowEnd[row] ?? 0) - (batch.rowStart[row] ?? 0), lineOrImport);
    work.newBlanks = [];
    if (!convertRow(batch, row, work)) return false;
    writer.keep();
    for (const place of work.newBlanks) hasBlanks[place] = true;
    return true;
  }

  return {
    rejections,
    hasBlanks,
    add(batch) {
      for (let row = batch.firstRow; row < batch.rows; row += 1) {
        const state = checkRow(batch, row, width);
        if (state === EMPTY) continue;
        if (convert(batch, row, state)) rowsConverted += 1;
        else rowsRejected += 1;
      }
    },
    reject(rejection) {
      rejections.addLater(rejection);
      rowsRejected += 1;
    },
    take: () => writer.take(),
    end: () => writer.end(),
    get rowsConverted() {
      return rowsConverted;
    },
    get rowsRejected() {
      return rowsRejected;
    },
    get apostrophes() {
      return work.apostrophes;
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
    if (isMissing) {
      writeNull(writer.row);
      if (!hasBlanks[place]) work.newBlanks.push(place);
      if (required) {
        fits = false;
        rejections.add(batch, row, 'value_missing', { column: name, value });
      }
    } else {
      // What stands in quotes is meant as it stands, blanks and all.
      const exact = type === 'text' && quotes !== PLAIN;
      const guarded = exact && !keepApostrophes && quotes !== STRING && isGuarded(bytes, start, end);
      if (guarded) work.apostrophes += 1;
      const first = exact ? (guarded ? start + 1 : start) : from;
      const reason = write(bytes, first, exact ? end : to, quotes);
      if (reason !== null) {
        fits = false;
        rejections.add(batch, row, reason, { column: name, value });
      }
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
