import { at } from '../element.ts';
import type { Rng } from '../rng/rng.ts';
import type { Measure } from './measure.ts';
import { quantileOfSorted } from './quantile.ts';

/** The bounds of an interval, both included. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Percentile bootstrap intervals (Efron & Tibshirani 1993, An Introduction to the Bootstrap, section 13.3): rows are
 * drawn with replacement and every metric is computed anew. Draws in which a metric is NaN are left out of it.
 *
 * @param rows n ≥ 0
 * @param resamples ≥ 1
 * @param level share of the draws inside, 0 … 1
 * @returns one interval per metric; a metric that was NaN in half of the draws or more is absent
 */
export function bootstrapIntervals(
  measure: Measure,
  rows: number,
  rng: Rng,
  { resamples, level }: { readonly resamples: number; readonly level: number },
): Readonly<Record<string, Interval>> {
  const draws = new Map<string, number[]>();
  const weights = new Float64Array(rows);
  for (let draw = 0; draw < resamples; draw += 1) {
    weights.fill(0);
    for (let i = 0; i < rows; i += 1) {
      const row = rng.integer(rows);
      weights[row] = at(weights, row) + 1;
    }
    for (const [name, value] of Object.entries(measure(weights))) {
      const values = draws.get(name) ?? [];
      if (!Number.isNaN(value)) values.push(value);
      draws.set(name, values);
    }
  }
  const intervals: Record<string, Interval> = {};
  for (const [name, values] of draws) {
    if (values.length * 2 <= resamples) continue;
    const sorted = Float64Array.from(values).toSorted();
    intervals[name] = {
      lower: quantileOfSorted(sorted, (1 - level) / 2),
      upper: quantileOfSorted(sorted, (1 + level) / 2),
    };
  }
  return intervals;
}
