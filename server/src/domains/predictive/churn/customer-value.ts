import {
  type BgNbd,
  fitGammaGamma,
  type GammaGamma,
  normalDistribution,
  valueIfAlive,
} from '../../../numeric/index.ts';
import type { Histories, Purchases } from './purchases.ts';

/** Of the interval of a value. */
const VALUE_LEVEL = 0.8;
const PERIOD_DAYS = 30;

export interface ValueTerms {
  readonly horizonDays: number;
  readonly discountRate: number;
  readonly margin: number;
}

/** What a customer is worth over a horizon while they are one, and how far that may be off, as a variance of its logarithm. */
export interface CustomerValue {
  readonly value: number;
  readonly spread: number;
}

/** Worth of an order by customer: what they have spent, drawn towards what all spend. */
function learnSpending(
  { starts, values }: Purchases,
  { customers, ends }: Histories,
): { spending: GammaGamma | null; counts: Float64Array; means: Float64Array } {
  const counts = new Float64Array(customers.length);
  const means = new Float64Array(customers.length);
  for (const [row, customer] of customers.entries()) {
    const paid = values.subarray(starts[customer] ?? 0, ends[row] ?? 0).filter((value) => value > 0);
    counts[row] = paid.length;
    means[row] = paid.length === 0 ? 0 : paid.reduce((sum, value) => sum + value, 0) / paid.length;
  }
  const known = Int32Array.from(counts.keys()).filter((row) => (counts[row] ?? 0) > 0);
  if (known.length < 2) return { spending: null, counts, means };
  const pick = (of: Float64Array): Float64Array => Float64Array.from(known, (row) => of[row] ?? 0);
  return { spending: fitGammaGamma({ purchases: pick(counts), meanValue: pick(means) }), counts, means };
}

/** Values of all customers of a day, by BG/NBD and Gamma–Gamma. */
export function valuesOf(
  purchases: Purchases,
  histories: Histories,
  buying: BgNbd,
  { horizonDays, discountRate, margin }: ValueTerms,
): CustomerValue[] {
  const { spending, counts, means } = learnSpending(purchases, histories);
  if (spending === null) return Array.from(histories.customers, () => ({ value: 0, spread: 0 }));
  const periods = Math.max(1, Math.round(horizonDays / PERIOD_DAYS));
  const periodLength = horizonDays / periods;
  const terms = { periods, periodLength, discountRate: (1 + discountRate) ** (periodLength / 365) - 1, margin };
  const { p, q } = spending;
  return Array.from(histories.customers, (_, row) => {
    const [repeats, age] = [histories.repeats[row] ?? 0, histories.age[row] ?? 0];
    const [count, meanValue] = [counts[row] ?? 0, means[row] ?? 0];
    // The gamma–gamma model counts purchases that have a value; BG/NBD those after the first.
    const worth = valueIfAlive({ buying, spending }, { repeats, age, meanValue, purchases: count }, terms);
    // Rates given the history are Gamma(r + x), scales of spending Gamma(p n + q): squared coefficients of variation.
    const ofRate = 1 / (buying.r + repeats);
    const ofSpending = 1 / Math.max(1, p * count + q - 2);
    return { value: worth, spread: Math.log1p(ofRate) + Math.log1p(ofSpending) };
  });
}

/** The interval of a log-normal of this mean and variance of its logarithm. */
export function intervalOf(mean: number, spread: number): { lower: number; upper: number } {
  const z = normalDistribution().quantile(0.5 + VALUE_LEVEL / 2);
  const middle = mean * Math.exp(-spread / 2);
  const reach = Math.exp(z * Math.sqrt(spread));
  return { lower: middle / reach, upper: middle * reach };
}

/**
 * What will be lost of all together: each customer leaves or does not, and is worth more or less than expected.
 *
 * @param bias by which values were off where they could be compared, as a share
 */
export function totalAtRisk(
  chances: Float64Array,
  values: readonly CustomerValue[],
  bias: number,
): { mean: number; lower: number; upper: number } {
  let mean = 0;
  let variance = 0;
  for (const [row, { value, spread }] of values.entries()) {
    const chance = chances[row] ?? 0;
    mean += chance * value;
    variance += chance * value * value * Math.exp(spread) - (chance * value) ** 2;
  }
  const deviation = Math.sqrt(variance + (bias * mean) ** 2);
  const z = normalDistribution().quantile(0.5 + VALUE_LEVEL / 2);
  return { mean, lower: Math.max(0, mean - z * deviation), upper: mean + z * deviation };
}
