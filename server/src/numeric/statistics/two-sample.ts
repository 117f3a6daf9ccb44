import { at } from '../element.ts';
import { chiSquareDistribution } from './distributions.ts';

/** A statistic and the chance of one at least as large where nothing differs. */
export interface TestResult {
  readonly statistic: number;
  readonly pValue: number;
}

/**
 * Kolmogorov's limiting distribution, P(K > x) = 2 Σ (−1)^(k−1) e^(−2k²x²) (Kolmogorov 1933); for small x by its theta
 * transform (Feller 1948, eq. 1.4), which converges there.
 *
 * @param x ≥ 0; 1 at 0
 */
export function kolmogorovSurvival(x: number): number {
  if (!(x > 0)) return 1;
  let sum = 0;
  if (x < 1.18) {
    const step = (Math.PI * Math.PI) / (8 * x * x);
    for (let k = 1; k <= 9; k += 2) sum += Math.exp(-k * k * step);
    return 1 - (Math.sqrt(2 * Math.PI) / x) * sum;
  }
  for (let k = 1; k <= 10; k += 1) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * x * x);
  return sum;
}

/**
 * The chance that two samples of one distribution lie at least `distance` apart: asymptotic, with Stephens' correction
 * (Stephens 1970; Smirnov 1939).
 *
 * @param distance 0 … 1
 * @param n rows of one sample, ≥ 1; `m` those of the other
 */
export function kolmogorovChance(distance: number, n: number, m: number): number {
  const root = Math.sqrt((n * m) / (n + m));
  return kolmogorovSurvival((root + 0.12 + 0.11 / root) * distance);
}

/**
 * Two-sample Kolmogorov–Smirnov test: D is the largest distance between the two empirical distributions. Ties are
 * allowed and make it conservative. NaN is left out; where either sample is empty, both values are NaN.
 */
export function kolmogorovSmirnovTest(a: Float64Array, b: Float64Array): TestResult {
  const [x, y] = [a, b].map((sample) => sample.filter((value) => !Number.isNaN(value)).toSorted());
  if (x === undefined || y === undefined || x.length === 0 || y.length === 0) {
    return { statistic: Number.NaN, pValue: Number.NaN };
  }
  let statistic = 0;
  for (let i = 0, j = 0; i < x.length && j < y.length;) {
    const value = Math.min(at(x, i), at(y, j));
    while (i < x.length && at(x, i) <= value) i += 1;
    while (j < y.length && at(y, j) <= value) j += 1;
    statistic = Math.max(statistic, Math.abs(i / x.length - j / y.length));
  }
  return { statistic, pValue: kolmogorovChance(statistic, x.length, y.length) };
}

function sumOf(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * χ² test that two samples of categories come from one distribution (Pearson 1900): k − 1 degrees of freedom, k being
 * the categories that occur. Trust it where most expected counts are 5 or more.
 *
 * @param a counts by category, ≥ 0
 * @param b counts of the same categories
 * @returns statistic 0 and chance 1 for one category; both NaN where a sample is empty
 */
export function homogeneityTest(a: Float64Array, b: Float64Array): TestResult & { readonly degrees: number } {
  const [totalA, totalB] = [sumOf(a), sumOf(b)];
  const total = totalA + totalB;
  let statistic = 0;
  let categories = 0;
  for (let k = 0; k < a.length; k += 1) {
    const both = at(a, k) + at(b, k);
    if (both === 0) continue;
    categories += 1;
    const [expectedA, expectedB] = [(both * totalA) / total, (both * totalB) / total];
    statistic += (at(a, k) - expectedA) ** 2 / expectedA + (at(b, k) - expectedB) ** 2 / expectedB;
  }
  const degrees = Math.max(0, categories - 1);
  const isEmpty = totalA === 0 || totalB === 0;
  if (isEmpty) return { statistic: Number.NaN, pValue: Number.NaN, degrees };
  return { statistic, pValue: degrees === 0 ? 1 : chiSquareDistribution(degrees).survival(statistic), degrees };
}

/** Shares of the cells, half a row added to each. */
function sharesOf(counts: Float64Array): Float64Array {
  const total = sumOf(counts) + counts.length / 2;
  return counts.map((count) => (count + 0.5) / total);
}

/**
 * Population stability index Σ (a_k − e_k) ln(a_k / e_k) over shares (Siddiqi 2006, Credit Risk Scorecards, chapter 9;
 * Jeffreys' divergence). Half a row is added to every cell, so that an empty one does not make it infinite. Usual
 * reading: below 0.1 stable, above 0.25 shifted.
 *
 * @param expected counts by cell, ≥ 0, of the reference
 * @param actual counts of the same cells
 * @returns ≥ 0; 0 for no cells
 */
export function stabilityIndex(expected: Float64Array, actual: Float64Array): number {
  const reference = sharesOf(expected);
  const shares = sharesOf(actual);
  return reference.reduce((sum, share, k) => sum + (at(shares, k) - share) * Math.log(at(shares, k) / share), 0);
}
