import { at, itemAt } from '../element.ts';
import { NumericError } from '../numeric-error.ts';
import { countDays, dayNumber } from './calendar.ts';
import { type Series, usableSeasons } from './series.ts';

/** What is known of every period beforehand: one column a regressor, over n + horizon periods. */
export interface Regressor {
  /** `trend`, `season`, `holiday` or the outside column's name: where its share of a forecast belongs. */
  readonly group: string;
  readonly values: Float64Array;
}

const HARMONICS = 5;
const WEEK = 7;

function fourier(season: number, length: number): Regressor[] {
  const found: Regressor[] = [];
  for (let k = 1; k <= Math.min(HARMONICS, Math.floor(season / 2)); k += 1) {
    const angle = (2 * Math.PI * k) / season;
    found.push({ group: 'season', values: Float64Array.from({ length }, (_, t) => Math.cos(angle * t)) });
    if (2 * k < season) {
      found.push({ group: 'season', values: Float64Array.from({ length }, (_, t) => Math.sin(angle * t)) });
    }
  }
  return found;
}

/**
 * Trading days: how many of each weekday a month or a quarter holds beyond its mean. A date stands for the period that
 * begins with it. Shorter periods have none.
 */
function weekdays(dates: readonly string[]): Regressor[] {
  const days = dates.map(dayNumber);
  const [first, end] = [itemAt(days, 0), itemAt(days, days.length - 1)];
  const last = end + Math.round((end - first) / Math.max(1, days.length - 1));
  const lengths = days.map((day, t) => (days[t + 1] ?? last) - day);
  if (lengths.some((length) => length < 4 * WEEK - 1)) return [];
  return Array.from({ length: WEEK }, (_, weekday) => ({
    group: 'calendar',
    values: Float64Array.from(days, (day, t) => {
      const length = itemAt(lengths, t);
      let count = 0;
      for (let k = 0; k < length; k += 1) if ((day + k) % WEEK === weekday) count += 1;
      return count - length / WEEK;
    }),
  }));
}

/** Days of each holiday within each period. */
function holidayColumns({ dates = [], holidays = [] }: Series): Regressor[] {
  const lists = holidays.map((holiday) => holiday.dates.map(dayNumber));
  return countDays(dates, lists).map((values) => ({ group: 'holiday', values }));
}

/**
 * Everything known beforehand as columns: a line, sine and cosine of each season, trading days and holidays where dates
 * are given, outside columns. Constant columns are left in; the methods cope.
 *
 * @param length periods, those to come included
 * @param trained periods that training knew: they say how steep the line is and which seasons show
 * @throws NumericError shape_mismatch where dates or outside columns are shorter, or a date cannot be read
 */
export function regressorsOf(series: Series, length: number, trained: number): Regressor[] {
  const { dates, columns = [], seasonLengths } = series;
  if (dates !== undefined && (dates.length < length || dates.some((date) => Number.isNaN(dayNumber(date))))) {
    throw new NumericError('shape_mismatch', { what: 'dates', expected: length, actual: dates.length });
  }
  for (const column of columns) {
    const actual = column.values.subarray(0, length).filter((value) => Number.isFinite(value)).length;
    if (actual < length) throw new NumericError('shape_mismatch', { what: column.name, expected: length, actual });
  }
  return [
    { group: 'trend', values: Float64Array.from({ length }, (_, t) => t / trained) },
    ...usableSeasons(seasonLengths, trained).flatMap((season) => fourier(season, length)),
    ...(dates === undefined ? [] : weekdays(dates)),
    ...holidayColumns(series),
    ...columns.map((column) => ({ group: column.name, values: column.values })),
  ];
}

/** Element t of every regressor, the t-th row of a design. */
export function regressorRow(regressors: readonly Regressor[], t: number): number[] {
  return regressors.map(({ values }) => at(values, t));
}
