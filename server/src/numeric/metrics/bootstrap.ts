import { at, intAt } from '../element.ts';
import type { Target } from '../estimators/estimator.ts';
import type { Rng } from '../rng/rng.ts';
import { sampleByClass } from '../selection/split.ts';
import type { Measure, MetricValues } from './measure.ts';
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
  options: BootstrapOptions,
): Readonly<Record<string, Interval>> {
  return percentilesOf(measure, rows, options, (weights) => {
    weights.fill(0);
    for (let i = 0; i < rows; i += 1) {
      const row = rng.integer(rows);
      weights[row] = at(weights, row) + 1;
    }
  });
}

/** How many draws, and the share of them inside of the interval, 0 … 1. */
interface BootstrapOptions {
  readonly resamples: number;
  readonly level: number;
}

/** Percentiles of each metric over draws of the rows' weights. */
function percentilesOf(
  measure: Measure,
  rows: number,
  { resamples, level }: BootstrapOptions,
  drawInto: (weights: Float64Array) => void,
): Readonly<Record<string, Interval>> {
  const draws = new Map<string, number[]>();
  const weights = new Float64Array(rows);
  for (let draw = 0; draw < resamples; draw += 1) {
    drawInto(weights);
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

/** Rows that stand for all, and how many rows each stands for. */
interface ThinnedRows {
  readonly rows: Int32Array;
  readonly counts: Float64Array;
}

/**
 * Thins many rows out, those of frequent classes first: each class keeps an equal share of `most` rows, or all it has.
 *
 * @param most at least the number of classes
 */
export function thinRows(y: Target, most: number, rng: Rng): ThinnedRows {
  const kept = sampleByClass(y, Math.floor(most / Math.max(1, y.classCount)), rng);
  const rows = new Int32Array(kept.reduce((sum, each) => sum + each.rows.length, 0));
  const counts = new Float64Array(rows.length);
  let next = 0;
  for (const { rows: own, all } of kept) {
    rows.set(own, next);
    counts.fill(all / own.length, next, next + own.length);
    next += own.length;
  }
  return { rows, counts };
}

const QUANTILE_BITS = 16;
const QUANTILES = 2 ** QUANTILE_BITS;

/** Poisson's distribution at evenly spaced chances: what a random one of them looks up. */
function poissonQuantiles(mean: number): Int32Array {
  const quantiles = new Int32Array(QUANTILES);
  let count = 0;
  let logChance = -mean;
  let below = Math.exp(logChance);
  for (let i = 0; i < QUANTILES; i += 1) {
    while (below < (i + 0.5) / QUANTILES && count < 10 * mean + 100) {
      count += 1;
      logChance += Math.log(mean / count);
      below += Math.exp(logChance);
    }
    quantiles[i] = count;
  }
  return quantiles;
}

/**
 * Bootstrap intervals from a part of many rows (Kleiner, Talwalkar, Sarkar & Jordan 2014, "A scalable bootstrap for
 * massive data", with one subset): draws are as large as all rows together, so intervals are as narrow as theirs. Each
 * row of the part counts as often as Poisson's distribution says (Hanley & MacGibbon 2006, "Creating non-parametric
 * bootstrap samples using Poisson frequencies"), and the intervals are moved from the part's figures to those of all.
 *
 * @param measure of the part
 * @param counts how many rows each row of the part stands for, > 0
 * @param whole the figures of all rows
 * @returns as {@link bootstrapIntervals}
 */
export function littleBootstrapIntervals(
  measure: Measure,
  counts: Float64Array,
  whole: MetricValues,
  rng: Rng,
  options: BootstrapOptions,
): Readonly<Record<string, Interval>> {
  const tables = new Map([...new Set(counts)].map((mean) => [mean, poissonQuantiles(mean)]));
  const tableOf = Array.from(counts, (mean) => tables.get(mean));
  const intervals = percentilesOf(measure, counts.length, options, (weights) => {
    tableOf.forEach((table = new Int32Array(QUANTILES), row) => {
      weights[row] = intAt(table, rng.uint32() >>> (32 - QUANTILE_BITS));
    });
  });
  const part = measure(counts);
  return Object.fromEntries(
    Object.entries(intervals).map(([name, { lower, upper }]) => {
      const shift = (whole[name] ?? Number.NaN) - (part[name] ?? Number.NaN);
      return [name, { lower: lower + shift, upper: upper + shift }];
    }),
  );
}
