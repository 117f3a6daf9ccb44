import type { Column } from '../../../numeric/index.ts';

/** The values of a column, numbered in the order in which they come. */
export interface Codes {
  /** By row; -1 where there is no value. */
  codes: Int32Array;
  /** How often each occurs. */
  counts: Int32Array;
  distinct: number;
  /** Rows with a value. */
  filled: number;
  /** How many values occur just once. */
  singles: number;
  /** The value of a code: a number as it is kept, or a text. */
  valueOf(code: number): number | string;
}

export function codesOf(column: Column): Codes {
  const { codes, values } = 'codes' in column ? ofTexts(column.codes, column.dictionary) : ofNumbers(column.values);
  const counts = new Int32Array(values.length);
  let filled = 0;
  for (const code of codes) {
    if (code < 0) continue;
    filled += 1;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  let singles = 0;
  for (const count of counts) singles += Number(count === 1);
  const valueOf = (code: number): number | string => values[code] ?? '';
  return { codes, counts, distinct: values.length, filled, singles, valueOf };
}

const ofTexts = (codes: Int32Array, values: readonly string[]) => ({ codes, values });

function ofNumbers(given: Float64Array): { codes: Int32Array; values: readonly number[] } {
  const places = new Map<number, number>();
  const values: number[] = [];
  const codes = new Int32Array(given.length);
  for (let row = 0; row < given.length; row += 1) {
    const value = given[row] ?? Number.NaN;
    if (Number.isNaN(value)) {
      codes[row] = -1;
      continue;
    }
    let place = places.get(value);
    if (place === undefined) {
      place = values.push(value) - 1;
      places.set(value, place);
    }
    codes[row] = place;
  }
  return { codes, values };
}

/**
 * How many different values a column has of which a sample was read (Haas and Stokes 1998, estimator "Duj1"), as
 * PostgreSQL estimates it for its statistics.
 * @param filled rows of the table that have a value
 */
export function estimateDistinct({ distinct, singles, filled: sampled }: Codes, filled: number): number {
  if (sampled === 0 || filled <= sampled) return distinct;
  const estimate = (sampled * distinct) / (sampled - singles + (singles * sampled) / filled);
  return Math.min(filled, Math.max(distinct, Math.round(estimate)));
}
