import { incompleteBeta } from '../statistics/beta.ts';
import { incompleteGamma, logGamma } from '../statistics/gamma.ts';

/** Whole events (orders, requests, returns), or what they are worth together. */
export type AmountKind = 'count' | 'sum';

/** P(X ≤ x) and P(X ≥ x). */
interface Tails {
  readonly below: number;
  readonly above: number;
}

/** Counts that vary no more than by chance are Poisson; Poisson tails are incomplete gammas (Abramowitz & Stegun 26.4.21). */
function countTails(count: number, mean: number, variance: number): Tails {
  if (variance <= mean * 1.001) {
    const below = incompleteGamma(count + 1, mean).upper;
    return { below, above: count === 0 ? 1 : incompleteGamma(count, mean).lower };
  }
  const shape = mean ** 2 / (variance - mean);
  const share = mean / variance;
  const below = incompleteBeta(shape, count + 1, share).lower;
  return { below, above: count === 0 ? 1 : incompleteBeta(shape, count, share).upper };
}

/** Above so many jumps, their sum is told from a gamma by nobody. */
const MANY_JUMPS = 300;

/**
 * Sums of a Poisson number of exponential amounts: the compound Poisson distribution whose variance is its mean to the
 * power of 3/2 (Smyth & Jørgensen 2002, "Fitting Tweedie's compound Poisson model to insurance claims data", section 2).
 * Nothing at all has a chance of its own.
 */
function sumTails(value: number, mean: number, variance: number): Tails {
  const jumps = (2 * mean ** 2) / variance;
  if (jumps > MANY_JUMPS) {
    const { lower, upper } = incompleteGamma(mean ** 2 / variance, (value * mean) / variance);
    return { below: lower, above: upper };
  }
  const x = (value * jumps) / mean;
  const middle = Math.max(1, Math.round(jumps));
  const reach = 15 * Math.sqrt(jumps) + 60;
  let [below, above] = [Math.exp(-jumps), value === 0 ? Math.exp(-jumps) : 0];
  for (let count = Math.max(1, Math.floor(middle - reach)); count <= middle + reach; count += 1) {
    const weight = Math.exp(count * Math.log(jumps) - jumps - logGamma(count + 1));
    if (weight === 0) continue;
    const { lower, upper } = incompleteGamma(count, x);
    below += weight * lower;
    above += weight * upper;
  }
  return { below: Math.min(1, below), above: Math.min(1, above) };
}

/**
 * How likely a value at least so far off is, to the side on which it is: of counts by the negative binomial (the Poisson
 * where the variance is the mean), of sums as of a Poisson number of exponential amounts.
 *
 * @param value ≥ 0; of a count, rounded
 * @param mean > 0
 * @param variance > 0
 * @returns 0 … 1
 */
export function tailChance(kind: AmountKind, value: number, mean: number, variance: number): number {
  const tails = kind === 'count' ? countTails(Math.round(value), mean, variance) : sumTails(value, mean, variance);
  return value < mean ? tails.below : tails.above;
}
