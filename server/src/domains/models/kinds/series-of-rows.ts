import type { Column, OutsideColumn } from '../../../numeric/index.ts';
import { modelErrors } from '../models.errors.ts';
import type { TrainingOptions } from '../training-options.ts';
import { createWallClock } from '../../../platform/wall-clock.ts';
import { type Period, periodOf, typicalPeriod } from './periods.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

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
  /** The number of the period that a row lies in; NaN where its moment is not known. */
  periodOfRow(row: number): number;
}

/** Periods that a forecast learns from: older ones say little, and cost as much. */
const MOST_PERIODS = 5000;
/** Below, there is no telling a method from a guess. */
const LEAST_PERIODS = 10;

/**
 * Makes a series of the rows of a dataset.
 * @param time moments, in any order
 * @param timeZone whose days, weeks and months they are; hours are those of the world, which none skips or has twice
 * @throws AppError too_few_rows
 */
export function seriesOfRows(
  time: Column,
  target: Column,
  { timeZone = 'UTC', ...options }: NonNullable<TrainingOptions['series']> & { timeZone?: string },
): RowSeries {
  const [instants, amounts] = [valuesOf(time), valuesOf(target)];
  const known = Array.from(instants.keys()).filter((row) => isKnown(instants, row) && isKnown(amounts, row));
  const sorted = Float64Array.from(known, (row) => instants[row] ?? 0).toSorted();
  const period = options.period ?? typicalPeriod(sorted);
  const moments = period === 'hour' ? instants : onTheWall(instants, timeZone);
  const periodOfRow = (row: number): number => periodOf(period, moments[row] ?? Number.NaN);
  const numbers = known.map(periodOfRow);
  const oldest = numbers.reduce((least, number) => Math.min(least, number), Number.POSITIVE_INFINITY);
  const newest = numbers.reduce((most, number) => Math.max(most, number), Number.NEGATIVE_INFINITY);
  const first = Math.max(oldest, newest - MOST_PERIODS + 1);
  const length = known.length === 0 ? 0 : newest - first + 1;
  const sums = new Float64Array(length);
  const counts = new Float64Array(length);
  for (const [k, row] of known.entries()) {
    const place = (numbers[k] ?? first) - first;
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
  return { period, last: newest, values, rows: known.length, rowsLeftOut: instants.length - known.length, periodOfRow };
}

/** What is known beforehand, over the periods of a series and those to come. */
interface Outside {
  columns: OutsideColumn[];
  /** Columns whose last value goes on because rows tell no more; the longest such stretch, in periods. */
  carriedOn: { column: string; periods: number }[];
}

/**
 * Means of columns by period; between known ones, and behind the last, a value goes on, and the first one stands for all
 * before it. A column of which nothing is known is left out.
 *
 * @param ahead how many periods follow the series
 * @param rows that are looked at; by default all
 */
export function outsideOfRows(
  columns: readonly Column[],
  { values, last, periodOfRow }: RowSeries,
  ahead: number,
  rows?: readonly number[],
): Outside {
  const first = last - values.length + 1;
  const found: Outside = { columns: [], carriedOn: [] };
  for (const column of columns) {
    const amounts = valuesOf(column);
    const sums = new Float64Array(values.length + ahead);
    const counts = new Float64Array(sums.length);
    for (const row of rows ?? amounts.keys()) {
      const amount = amounts[row] ?? Number.NaN;
      const place = periodOfRow(row) - first;
      if (!Number.isFinite(amount) || !(place >= 0 && place < sums.length)) continue;
      sums[place] = (sums[place] ?? 0) + amount;
      counts[place] = (counts[place] ?? 0) + 1;
    }
    const means = sums.map((sum, place) => sum / (counts[place] ?? 0));
    const start = means.findIndex((mean) => !Number.isNaN(mean));
    if (start === -1) continue;
    let [value, lastKnown] = [means[start] ?? 0, start];
    const whole = means.map((mean, place) => {
      if (Number.isNaN(mean)) return value;
      [value, lastKnown] = [mean, place];
      return mean;
    });
    found.columns.push({ name: column.name, values: whole });
    const periods = sums.length - Math.max(lastKnown + 1, values.length);
    if (periods > 0) found.carriedOn.push({ column: column.name, periods });
  }
  return found;
}

/** Moments as a clock in the zone shows them; days without a time of day are the same everywhere. */
function onTheWall(instants: Float64Array, timeZone: string): Float64Array {
  const isDays = instants.every((instant) => !Number.isFinite(instant) || instant % DAY_MS === 0);
  if (timeZone === 'UTC' || isDays) return instants;
  const toWall = createWallClock(timeZone);
  return instants.map((instant) => {
    if (!Number.isFinite(instant)) return instant;
    const { day, hour } = toWall(instant);
    return day * DAY_MS + hour * HOUR_MS;
  });
}

const isKnown = (values: Float64Array, row: number): boolean => Number.isFinite(values[row] ?? Number.NaN);

/** @throws where the column holds words, which the definition's check did not let through */
function valuesOf(column: Column): Float64Array {
  if ('values' in column) return column.values;
  throw new Error(`The column ${column.name} holds words`);
}
