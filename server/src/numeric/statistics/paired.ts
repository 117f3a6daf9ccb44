import { at, intAt } from '../element.ts';
import { type Interval } from '../metrics/bootstrap.ts';
import type { Measure } from '../metrics/measure.ts';
import { measureOnce } from '../metrics/measure.ts';
import { quantileOfSorted } from '../metrics/quantile.ts';
import type { Rng } from '../rng/rng.ts';
import { normalDistribution, studentDistribution } from './distributions.ts';

/** A difference between two models on the same rows. */
export interface PairedResult {
  /** First minus second. */
  readonly difference: number;
  readonly standardError: number;
  /** Two-sided; 1 where both are the same, NaN where it cannot be told. */
  readonly pValue: number;
}

function resultOf(difference: number, standardError: number, twoSided: (score: number) => number): PairedResult {
  if (Number.isNaN(standardError)) return { difference, standardError, pValue: Number.NaN };
  if (difference === 0) return { difference, standardError, pValue: 1 };
  return {
    difference,
    standardError,
    pValue: standardError === 0 ? 0 : twoSided(Math.abs(difference) / standardError),
  };
}

/**
 * Paired t-test of the mean difference of two losses (Student 1908).
 *
 * @param a n losses of the first model
 * @param b n losses of the second, on the same rows
 * @returns NaN error and chance for fewer than two rows
 */
export function pairedMeanTest(a: Float64Array, b: Float64Array): PairedResult {
  const rows = a.length;
  const differences = a.map((loss, i) => loss - at(b, i));
  const mean = differences.reduce((sum, each) => sum + each, 0) / rows;
  const squares = differences.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  const error = rows < 2 ? Number.NaN : Math.sqrt(squares / (rows - 1) / rows);
  return resultOf(mean, error, (score) => 2 * studentDistribution(rows - 1).survival(score));
}

/** Rank of each value from 1, ties at their mean. */
function midranks(values: Float64Array): Float64Array {
  const order = Int32Array.from(values, (_, i) => i).sort((i, j) => at(values, i) - at(values, j));
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < order.length;) {
    let end = start;
    while (end < order.length && at(values, intAt(order, end)) === at(values, intAt(order, start))) end += 1;
    for (let i = start; i < end; i += 1) ranks[intAt(order, i)] = (start + end + 1) / 2;
    start = end;
  }
  return ranks;
}

/** Of each positive the share of negatives below it, and of each negative the share of positives above it. */
function placements(scores: Float64Array, positives: readonly number[], negatives: readonly number[]) {
  const take = (rows: readonly number[]): Float64Array => Float64Array.from(rows, (row) => at(scores, row));
  const [above, below] = [take(positives), take(negatives)];
  const all = midranks(Float64Array.of(...above, ...below));
  const [ownAbove, ownBelow] = [midranks(above), midranks(below)];
  return {
    positive: ownAbove.map((rank, i) => (at(all, i) - rank) / below.length),
    negative: ownBelow.map((rank, i) => 1 - (at(all, above.length + i) - rank) / above.length),
  };
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function varianceOf(values: Float64Array): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

/**
 * DeLong's test of two areas under the ROC curve on the same rows (DeLong, DeLong & Clarke-Pearson 1988, eq. 5; fast
 * form by midranks, Sun & Xu 2014).
 *
 * @param a n scores of the first model
 * @param b n scores of the second
 * @param positives n: 1 for a positive row, else 0
 * @returns NaN error and chance with fewer than two rows of either class
 */
export function delongTest(a: Float64Array, b: Float64Array, positives: Float64Array): PairedResult {
  const rows = [...positives.keys()];
  const above = rows.filter((row) => at(positives, row) === 1);
  const below = rows.filter((row) => at(positives, row) !== 1);
  const [first, second] = [placements(a, above, below), placements(b, above, below)];
  const difference = meanOf(first.positive) - meanOf(second.positive);
  const variance =
    varianceOf(first.positive.map((share, i) => share - at(second.positive, i))) / above.length +
    varianceOf(first.negative.map((share, i) => share - at(second.negative, i))) / below.length;
  const isEnough = above.length >= 2 && below.length >= 2;
  return resultOf(difference, isEnough ? Math.sqrt(variance) : Number.NaN, (score) =>
    Math.min(1, 2 * normalDistribution().survival(score)),
  );
}

/**
 * Bootstrap interval of the difference of one metric of two models, both measured on the same draws (Efron & Tibshirani
 * 1993, section 13.3). An interval without 0 says that one is better.
 *
 * @param first and `second` measure the same n rows
 * @param metric a name that both measure
 * @param resamples ≥ 1
 * @param level share of the draws inside, 0 … 1
 * @returns bounds NaN where no draw allowed the metric
 */
export function bootstrapDifference<Name extends string>(
  first: Measure<Name>,
  second: Measure<Name>,
  metric: Name,
  rows: number,
  rng: Rng,
  { resamples, level }: { readonly resamples: number; readonly level: number },
): Interval & { readonly difference: number } {
  const weights = new Float64Array(rows);
  const draws: number[] = [];
  for (let draw = 0; draw < resamples; draw += 1) {
    weights.fill(0);
    for (let i = 0; i < rows; i += 1) {
      const row = rng.integer(rows);
      weights[row] = at(weights, row) + 1;
    }
    const difference = first(weights)[metric] - second(weights)[metric];
    if (!Number.isNaN(difference)) draws.push(difference);
  }
  const sorted = Float64Array.from(draws).toSorted();
  return {
    difference: measureOnce(first, rows)[metric] - measureOnce(second, rows)[metric],
    lower: quantileOfSorted(sorted, (1 - level) / 2),
    upper: quantileOfSorted(sorted, (1 + level) / 2),
  };
}
