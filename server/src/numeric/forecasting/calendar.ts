import { at, itemAt } from '../element.ts';
import { NumericError } from '../numeric-error.ts';
import type { OutsideColumn } from './series.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Days since 1970 of an ISO date; the proleptic Gregorian calendar, no time zone. NaN where it cannot be read. */
export function dayNumber(date: string): number {
  return Math.floor(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / DAY_MS);
}

/**
 * How many of some days fall into each period, which lasts to the next one's date; the last as long as the one before
 * it. Hours belong to their day.
 *
 * @param dates n ISO dates, ascending; hours as `2026-03-31T05`
 * @param lists day numbers
 * @returns one array for each list
 */
export function countDays(dates: readonly string[], lists: readonly (readonly number[])[]): Float64Array[] {
  const starts = dates.map(dayNumber);
  const isHourly = dates.some((date) => date.length > 10);
  const ends = starts.map((day, t) =>
    isHourly ? day + 1 : (starts[t + 1] ?? day + Math.max(1, day - (starts[t - 1] ?? day - 1))),
  );
  return lists.map((days) => {
    const counts = new Float64Array(starts.length);
    for (const day of days) {
      for (let t = firstEndAfter(ends, day); t < starts.length && itemAt(starts, t) <= day; t += 1) {
        counts[t] = at(counts, t) + 1;
      }
    }
    return counts;
  });
}

/** The place of the first of ascending `ends` that lies after a day. */
function firstEndAfter(ends: readonly number[], day: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (itemAt(ends, middle) > day) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Days that move a series, and for how long around them. */
export interface DayList {
  readonly name: string;
  /** ISO, past and to come. */
  readonly dates: readonly string[];
  /** Days before each that differ already, ≥ 0; default 0. */
  readonly before?: number;
  /** Days after each that still differ, ≥ 0; default 0. */
  readonly after?: number;
}

const signed = (days: number): string => (days < 0 ? `−${-days}` : `+${days}`);

/**
 * Columns for lists of days: one for the days themselves, by their name, and one for each day before (`name −1`) and
 * after (`name +1`), so that each has an effect of its own. Values are how many such days a period holds.
 *
 * @param dates of all periods, past and to come, ISO, ascending
 * @throws NumericError shape_mismatch where a date cannot be read, invalid_hyperparameter (before, after)
 */
export function dayColumns(dates: readonly string[], lists: readonly DayList[]): OutsideColumn[] {
  return lists.flatMap(({ name, dates: marked, before = 0, after = 0 }) => {
    const days = marked.map(dayNumber);
    const wrong = [...days, ...dates.map(dayNumber)].findIndex((day) => Number.isNaN(day));
    if (wrong >= 0) throw new NumericError('shape_mismatch', { what: 'dates', expected: dates.length, actual: wrong });
    for (const [side, value] of Object.entries({ before, after })) {
      const max = 366;
      if (!(Number.isInteger(value) && value >= 0 && value <= max)) {
        throw new NumericError('invalid_hyperparameter', { name: side, value, min: 0, max });
      }
    }
    const offsets = Array.from({ length: before + after + 1 }, (_, i) => i - before);
    const moved = offsets.map((offset) => days.map((day) => day + offset));
    return countDays(dates, moved).map((values, i) => {
      const offset = i - before;
      return { name: offset === 0 ? name : `${name} ${signed(offset)}`, values };
    });
  });
}

/** An hour as the clock on the wall showed it, and what happened in it; NaN where unknown. */
export interface LocalHour {
  /** `2026-03-29T05`; what follows the hour is not read. */
  readonly time: string;
  readonly value: number;
}

/**
 * Hours of the local clock as days of 24: the hour that clocks skip in spring is NaN, as are all that are missing; the
 * hour that they show twice in autumn is the mean of both, what such an hour is like. For {@link completeSeries}, with
 * seasons of 24 and 168.
 *
 * @param hours in any order
 * @returns the hours from the first to the last, none left out; empty where there is none
 * @throws NumericError shape_mismatch where a time cannot be read (actual: which)
 */
export function completeLocalDays(hours: readonly LocalHour[]): { dates: string[]; values: Float64Array } {
  const places = hours.map(({ time }) => Date.parse(`${time.slice(0, 13)}:00:00Z`) / HOUR_MS);
  const wrong = places.findIndex((place) => Number.isNaN(place));
  if (wrong >= 0) throw new NumericError('shape_mismatch', { what: 'time', expected: hours.length, actual: wrong });
  const first = places.reduce((least, place) => Math.min(least, place), Number.POSITIVE_INFINITY);
  const last = places.reduce((most, place) => Math.max(most, place), Number.NEGATIVE_INFINITY);
  const length = hours.length === 0 ? 0 : last - first + 1;
  const sums = new Float64Array(length);
  const counts = new Float64Array(length);
  for (const [i, { value }] of hours.entries()) {
    if (Number.isNaN(value)) continue;
    const place = itemAt(places, i) - first;
    sums[place] = at(sums, place) + value;
    counts[place] = at(counts, place) + 1;
  }
  return {
    dates: Array.from({ length }, (_, i) => new Date((first + i) * HOUR_MS).toISOString().slice(0, 13)),
    values: sums.map((sum, i) => sum / at(counts, i)),
  };
}
