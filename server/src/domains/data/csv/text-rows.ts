import { nameColumns } from './header.ts';
import { createCsvReader } from './reader.ts';
import { readOriginal, type RejectionReason } from './rejections.ts';
import { checkRow, EMPTY, FIT, STRAY_QUOTE, TOO_FEW_VALUES, TOO_MANY_VALUES } from './rows.ts';
import { type RowBatch, textOf } from './scanner.ts';

/** A row of a file. Ask it before the next one comes. */
export interface TextRow {
  /** Where it begins, from 1. */
  readonly line: number;
  /** Why it cannot be read; null where it can. */
  readonly fault: RejectionReason | null;
  /** The value in a column, counted from 0; empty where there is none. */
  value(column: number): string;
  /** As the file has it, cut when it is very long. */
  original(): string;
}

export interface TextRows {
  /** The rows that end in this chunk, blank ones left out. @throws AppError csv_… */
  push(chunk: Uint8Array): Generator<TextRow, void>;
  /** The last rows. Call once, after the last chunk. @throws AppError csv_… */
  end(): Generator<TextRow, void>;
  /** Names of the columns, as an import would give them; empty until the heading was read. */
  readonly names: readonly string[];
}

const FAULTS: Readonly<Record<number, RejectionReason>> = {
  [TOO_FEW_VALUES]: 'too_few_values',
  [TOO_MANY_VALUES]: 'too_many_values',
  [STRAY_QUOTE]: 'stray_quote',
};

/** Reads a CSV file that comes in chunks, row by row, as texts. */
export function createTextRows(): TextRows {
  const reader = createCsvReader();
  let names: readonly string[] = [];

  function* rowsOf(batches: Iterable<RowBatch>): Generator<TextRow, void> {
    for (const batch of batches) {
      for (let row = batch.firstRow; row < batch.rows; row += 1) {
        const state = checkRow(batch, row, reader.labels.length);
        if (state !== EMPTY) yield toRow(batch, row, state);
      }
    }
  }

  return {
    push: (chunk) => rowsOf(reader.push(chunk)),
    end: () => rowsOf(reader.end()),
    get names() {
      if (names.length === 0) names = nameColumns(reader.labels).names;
      return names;
    },
  };
}

function toRow(batch: RowBatch, row: number, state: number): TextRow {
  const first = batch.rowValues[row] ?? 0;
  return {
    line: batch.rowLine[row] ?? 0,
    fault: state === FIT ? null : (FAULTS[state] ?? 'stray_quote'),
    value: (column) => (first + column < (batch.rowValues[row + 1] ?? 0) ? textOf(batch, first + column) : ''),
    original: () => readOriginal(batch, row),
  };
}
