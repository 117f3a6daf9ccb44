import type { Column } from '../column.ts';
import { at } from '../element.ts';

const DAY_MS = 86_400_000;
/** Fewer rows than this share may be typing errors; more are a habit. */
const TOLERATED_SHARE = 0.01;

/**
 * The share of rows in which a moment lies after the row's own: such a value was written down later, and cannot be known
 * when a prediction is asked for. A row's time that is a day (all of them at midnight UTC) lasts until its end.
 *
 * @param column n rows; other kinds than time are never late
 * @param time n epoch milliseconds, NaN where missing
 * @returns 0 … 1 of the rows that have both; 0 where no more than 1 % of them are late
 */
export function lateShareOf(column: Column, time: Float64Array): number {
  if (column.kind !== 'time') return 0;
  const isDaily = time.every((value) => Number.isNaN(value) || value % DAY_MS === 0);
  const lasts = isDaily ? DAY_MS - 1 : 0;
  let rows = 0;
  let late = 0;
  for (let i = 0; i < time.length; i += 1) {
    const ahead = at(column.values, i) - at(time, i);
    if (Number.isNaN(ahead)) continue;
    rows += 1;
    if (ahead > lasts) late += 1;
  }
  return late > TOLERATED_SHARE * rows ? late / rows : 0;
}
