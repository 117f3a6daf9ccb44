import { at } from '../element.ts';
import { quantileOfSorted } from '../metrics/quantile.ts';
import { normalDistribution } from '../statistics/distributions.ts';
import { standardNormalQuantile } from '../statistics/normal-quantile.ts';
import type { TestResult } from '../statistics/two-sample.ts';

/** Variance of Kendall's S under no trend, corrected for ties (Kendall 1975). */
function varianceOfS(values: Float64Array): number {
  const n = values.length;
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let sum = n * (n - 1) * (2 * n + 5);
  for (const ties of counts.values()) sum -= ties * (ties - 1) * (2 * ties + 5);
  return sum / 18;
}

/**
 * Whether a series rises or falls steadily (Mann 1945; Kendall 1975): S counts rises less falls over all pairs. The
 * two-sided chance is by the normal approximation with continuity and tie correction; values that depend on their
 * predecessors make it too small.
 *
 * @param values n ≥ 1, without NaN; n² time
 */
export function mannKendall(values: Float64Array): TestResult {
  let statistic = 0;
  for (let i = 0; i < values.length; i += 1) {
    for (let j = i + 1; j < values.length; j += 1) statistic += Math.sign(at(values, j) - at(values, i));
  }
  const variance = varianceOfS(values);
  if (variance === 0) return { statistic, pValue: 1 };
  const score = Math.max(0, Math.abs(statistic) - 1) / Math.sqrt(variance);
  return { statistic, pValue: Math.min(1, 2 * normalDistribution().survival(score)) };
}

/**
 * The median of all slopes between pairs (Theil 1950; Sen 1968), with Sen's 95 % interval.
 *
 * @param values n ≥ 1, without NaN; n² time and memory
 * @returns slope a period; intercept at the first value's time. All slopes 0 for a single value
 */
export function theilSen(values: Float64Array): {
  readonly slope: number;
  readonly intercept: number;
  readonly lower: number;
  readonly upper: number;
} {
  const n = values.length;
  if (n < 2) return { slope: 0, intercept: at(values, 0), lower: 0, upper: 0 };
  const slopes = new Float64Array((n * (n - 1)) / 2);
  let count = 0;
  for (let i = 0; i < n; i += 1) {
    for (let j = i + 1; j < n; j += 1) slopes[count++] = (at(values, j) - at(values, i)) / (j - i);
  }
  slopes.sort();
  const slope = quantileOfSorted(slopes, 0.5);
  const intercept = quantileOfSorted(values.map((value, t) => value - slope * t).sort(), 0.5);
  const reach = standardNormalQuantile(0.975) * Math.sqrt(varianceOfS(values));
  const low = Math.max(0, Math.floor((count - reach) / 2));
  const high = Math.min(count - 1, Math.ceil((count + reach) / 2));
  return { slope, intercept, lower: at(slopes, low), upper: at(slopes, high) };
}
