import type { DateOrder } from './moments.ts';
import type { ColumnType } from './inference.ts';
import { createRejections, type RejectionReason, type Rejections } from './rejections.ts';
import { createRowWriter, writeNull } from './row-writer.ts';
import { checkRow, EMPTY, FIT, STRAY_QUOTE, TOO_FEW_VALUES, TOO_MANY_VALUES } from './rows.ts';
import { PLAIN, type RowBatch } from './scanner.ts';
import { createValueWriter } from './value-writers.ts';
import { isBlank, NULL_WORD, readWord } from './values.ts';

/** A column of the table that is filled. */
export interface TargetColumn {
  name: string;
  type: ColumnType;
  dateOrder: DateOrder | null;
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
  readonly rowsConverted: number;
  readonly rowsRejected: number;
  readonly rejections: Rejections;
  /** Whether some row has no value, by the target's place. */
  readonly hasBlanks: readonly boolean[];
}

/** Turns rows of text into rows of typed columns, and puts aside those that do not fit. `width` is the heading's. */
export function createConverter(width: number, targets: readonly TargetColumn[]): Converter {
  const writer = createRowWriter(targets.length);
  const rejections = createRejections();
  const columns = targets.map((target) => ({ ...target, write: createValueWriter(target, writer.row) }));
  const hasBlanks = targets.map(() => false);
  let newBlanks: number[] = [];
  let rowsConverted = 0;
  let rowsRejected = 0;

  function convertRow(batch: RowBatch, row: number): boolean {
    const { bytes, valueStart, valueEnd } = batch;
    const first = batch.rowValues[row] ?? 0;
    let fits = true;
    let place = 0;
    for (const { name, type, index, write } of columns) {
      const value = first + index;
      const start = valueStart[value] ?? 0;
      const end = valueEnd[value] ?? 0;
      let from = start;
      let to = end;
      while (from < to && isBlank(bytes[from] ?? 0)) from += 1;
      while (to > from && isBlank(bytes[to - 1] ?? 0)) to -= 1;
      if (from === to || (type !== 'text' && readWord(bytes, from, to) === NULL_WORD)) {
        writeNull(writer.row);
        if (!hasBlanks[place]) newBlanks.push(place);
      } else {
        // What stands in quotes is meant as it stands, blanks and all.
        const quotes = batch.valueQuotes[value] ?? PLAIN;
        const exact = type === 'text' && quotes !== PLAIN;
        const reason = write(bytes, exact ? start : from, exact ? end : to, quotes);
        if (reason !== null) {
          fits = false;
          rejections.add(batch, row, reason, { column: name, value });
        }
      }
      place += 1;
    }
    return fits;
  }

  function convert(batch: RowBatch, row: number, state: number): boolean {
    if (state !== FIT) {
      rejections.add(batch, row, ROW_FAULTS[state] ?? 'stray_quote');
      return false;
    }
    writer.begin((batch.rowEnd[row] ?? 0) - (batch.rowStart[row] ?? 0));
    newBlanks = [];
    if (!convertRow(batch, row)) return false;
    writer.keep();
    for (const place of newBlanks) hasBlanks[place] = true;
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
    take: () => writer.take(),
    end: () => writer.end(),
    get rowsConverted() {
      return rowsConverted;
    },
    get rowsRejected() {
      return rowsRejected;
    },
  };
}

const ROW_FAULTS: Readonly<Record<number, RejectionReason>> = {
  [TOO_FEW_VALUES]: 'too_few_values',
  [TOO_MANY_VALUES]: 'too_many_values',
  [STRAY_QUOTE]: 'stray_quote',
};
