import type { Column } from '../../../numeric/index.ts';

/** A row of a batch as the watch sees it. */
export interface SampledRow {
  input: Record<string, string | number | boolean>;
  output: { prediction: number; label?: string };
}

/** Rows that were answered. */
interface Answered {
  firstRow: number;
  /** Null where there is no answer. */
  predictions: readonly (number | null)[];
  labels: readonly string[] | null;
}

/** Most batches end here; of the rows of longer ones a few in a chunk say enough. */
const FIRST_ROWS = 20_000;
const ROWS_OF_FIRST = 250;
const ROWS_OF_OTHERS = 25;

/** Some rows of a chunk, evenly spread, so that what a batch was asked can be held against the training. */
export function sampleRows(features: readonly Column[], { firstRow, predictions, labels }: Answered): SampledRow[] {
  const answered = [...predictions.keys()].filter((row) => predictions[row] !== null);
  const wanted = Math.min(answered.length, firstRow <= FIRST_ROWS ? ROWS_OF_FIRST : ROWS_OF_OTHERS);
  return Array.from({ length: wanted }, (_, place) => {
    const row = answered[Math.floor((place * answered.length) / wanted)] ?? 0;
    const label = labels?.[row];
    return {
      input: inputOf(features, row),
      output: { prediction: predictions[row] ?? 0, ...(label === undefined ? {} : { label }) },
    };
  });
}

function inputOf(features: readonly Column[], row: number): SampledRow['input'] {
  return Object.fromEntries(
    features.flatMap((column) => {
      const value = valueOf(column, row);
      return value === null ? [] : [[column.name, value]];
    }),
  );
}

function valueOf(column: Column, row: number): string | number | boolean | null {
  if ('codes' in column) return column.dictionary[column.codes[row] ?? -1] ?? null;
  const value = column.values[row] ?? Number.NaN;
  if (!Number.isFinite(value)) return null;
  if (column.kind === 'boolean') return value !== 0;
  return column.kind === 'time' ? new Date(value).toISOString() : value;
}
