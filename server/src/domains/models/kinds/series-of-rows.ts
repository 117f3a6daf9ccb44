import type { Column } from '../../../numeric/index.ts';
import { modelErrors } from '../models.errors.ts';
import type { TrainingOptions } from '../training-options.ts';
import { type Period, periodOf, typicalPeriod } from './periods.ts';

/** One value a period, oldest first. */
export interface RowSeries {
  period: Period;
  /** Number of the last period. */
  last: number;
  /** NaN where nothing is known. */
  values: Float64Array;
  /** Rows that have a moment and a value, and the others. */
  rows: number;
  rowsLeftOut: number;
}

/** Periods that a forecast learns from: older ones say little, and cost as much. */
const MOST_PERIODS = 5000;
/** Below, there is no telling a method from a guess. */
const LEAST_PERIODS = 10;

/**
 * Makes a series of the rows of a dataset.
 * @param time moments, in any order
 * @throws AppError too_few_rows
 */
export function seriesOfRows(time: Column, target: Column, options: NonNullable<TrainingOptions['series']>): RowSeries {
  const [moments, amounts] = [valuesOf(time), valuesOf(target)];
  const known = Array.from(moments.keys()).filter((row) => isKnown(moments, row) && isKnown(amounts, row));
  const sorted = Float64Array.from(known, (row) => moments[row] ?? 0).toSorted();
  const period = options.period ?? typicalPeriod(sorted);
  const [oldest = 0, newest = 0] = [sorted[0], sorted.at(-1)].map((moment) => periodOf(period, moment ?? 0));
  const first = Math.max(oldest, newest - MOST_PERIODS + 1);
  const length = known.length === 0 ? 0 : newest - first + 1;
  const sums = new Float64Array(length);
  const counts = new Float64Array(length);
  for (const row of known) {
    const place = periodOf(period, moments[row] ?? 0) - first;
    if (place < 0) continue;
    sums[place] = (sums[place] ?? 0) + (amounts[row] ?? 0);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  const filled = counts.filter((count) => count > 0).length;
  if (filled < LEAST_PERIODS) throw modelErrors.too_few_rows({ rows: filled, required: LEAST_PERIODS });
  const empty = options.gaps === 'zero' ? 0 : Number.NaN;
  const values = sums.map((sum, place) => {
    const count = counts[place] ?? 0;
    if (count === 0) return empty;
    return options.aggregate === 'mean' ? sum / count : sum;
  });
  return { period, last: newest, values, rows: known.length, rowsLeftOut: moments.length - known.length };
}

const isKnown = (values: Float64Array, row: number): boolean => Number.isFinite(values[row] ?? Number.NaN);

/** @throws where the column holds words, which the definition's check did not let through */
function valuesOf(column: Column): Float64Array {
  if ('values' in column) return column.values;
  throw new Error(`The column ${column.name} holds words`);
}
