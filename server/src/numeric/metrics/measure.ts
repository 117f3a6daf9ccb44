import { at } from '../element.ts';

/** Metrics by name; NaN where the rows do not allow one. */
export type MetricValues<Name extends string = string> = Readonly<Record<Name, number>>;

/**
 * Computes all metrics of a task over weighted rows. Whatever does not depend on the weights has been worked out
 * before, so that a bootstrap asks it often.
 *
 * @param weights n, ≥ 0: how often each row counts; without rows or weight every metric is NaN
 */
export type Measure<Name extends string = string> = (weights: Float64Array) => MetricValues<Name>;

/** Σ weights × values / Σ weights; NaN where there is no weight. */
export function weightedMean(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < values.length; i += 1) {
    sum += at(weights, i) * at(values, i);
    total += at(weights, i);
  }
  return sum / total;
}

/** All metrics with every row counted once. */
export function measureOnce<Name extends string>(measure: Measure<Name>, rows: number): MetricValues<Name> {
  return measure(new Float64Array(rows).fill(1));
}
