import type { Column } from '../../../numeric/index.ts';
import { modelErrors } from '../models.errors.ts';
import type { TrainingOptions } from '../training-options.ts';
import type { RowSeries } from './series-of-rows.ts';

/** Series that one model holds: each takes a few tenths of a second to learn, and is told as far ahead as the others. */
const MOST_GROUPS = 1000;

/** Rows by the value of a column, in the order of the values' names; rows without a value are in none. */
export type GroupedRows = ReadonlyMap<string, readonly number[]>;

/** @throws AppError too_many_groups */
export function groupRows(column: Column): GroupedRows {
  const nameOf = namesOf(column);
  const found = new Map<string, number[]>();
  const rows = 'codes' in column ? column.codes.length : column.values.length;
  for (let row = 0; row < rows; row += 1) {
    const name = nameOf(row);
    if (name === null) continue;
    const known = found.get(name);
    if (known) known.push(row);
    else found.set(name, [row]);
  }
  if (found.size > MOST_GROUPS) {
    throw modelErrors.too_many_groups({ column: column.name, groups: found.size, limit: MOST_GROUPS });
  }
  return new Map([...found].toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

function namesOf(column: Column): (row: number) => string | null {
  if ('codes' in column) return (row) => column.dictionary[column.codes[row] ?? -1] ?? null;
  return (row) => {
    const value = column.values[row] ?? Number.NaN;
    if (Number.isNaN(value)) return null;
    if (column.kind === 'time') return new Date(value).toISOString();
    return column.kind === 'boolean' ? String(value !== 0) : String(value);
  };
}

/** A column without the values of rows that are in no group, for the whole is what its groups make; and how many. */
export function onlyGrouped(column: Column, groups: GroupedRows): { target: Column; leftOut: number } {
  if (!('values' in column)) return { target: column, leftOut: 0 };
  const values = new Float64Array(column.values.length).fill(Number.NaN);
  for (const rows of groups.values()) for (const row of rows) values[row] = column.values[row] ?? Number.NaN;
  return { target: { ...column, values }, leftOut: countKnown(column.values) - countKnown(values) };
}

const countKnown = (values: Float64Array): number => values.filter((value) => Number.isFinite(value)).length;

/**
 * One value a period of the rows of a group, over the periods of the whole: NaN before its first. After it, a sum of no
 * rows is nought wherever another group has some, unless `gaps` says that nothing is known of it.
 *
 * @returns null where none of the rows has a moment and a value
 */
export function seriesOfGroup(
  whole: RowSeries,
  target: Column,
  rows: readonly number[],
  { aggregate, gaps }: NonNullable<TrainingOptions['series']>,
): Float64Array | null {
  const amounts = 'values' in target ? target.values : new Float64Array(0);
  const { length } = whole.values;
  const start = whole.last - length + 1;
  const sums = new Float64Array(length);
  const counts = new Float64Array(length);
  for (const row of rows) {
    const place = whole.periodOfRow(row) - start;
    const amount = amounts[row] ?? Number.NaN;
    if (!Number.isFinite(amount) || !(place >= 0)) continue;
    sums[place] = (sums[place] ?? 0) + amount;
    counts[place] = (counts[place] ?? 0) + 1;
  }
  const first = counts.findIndex((count) => count > 0);
  if (first === -1) return null;
  const isNought = gaps === 'zero' || (gaps === undefined && aggregate !== 'mean');
  return sums.map((sum, place) => {
    const count = counts[place] ?? 0;
    if (count > 0) return aggregate === 'mean' ? sum / count : sum;
    return place > first && isNought && !Number.isNaN(whole.values[place] ?? Number.NaN) ? 0 : Number.NaN;
  });
}
