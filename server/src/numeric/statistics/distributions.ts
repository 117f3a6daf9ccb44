import { incompleteBeta } from './beta.ts';
import { erfc, incompleteGamma } from './gamma.ts';
import { standardNormalQuantile } from './normal-quantile.ts';

/**
 * A probability distribution of a number. Parameters outside their range make every value NaN, and so does NaN as an
 * argument.
 */
export interface Distribution {
  /** P(X ≤ x). */
  cdf(x: number): number;
  /** P(X > x), without cancellation in the upper tail. */
  survival(x: number): number;
  /** The smallest x with P(X ≤ x) ≥ p, p within 0 … 1; NaN outside. */
  quantile(p: number): number;
}

/** Normal with the given mean and standard deviation > 0 (Abramowitz & Stegun 1964, 26.2.29). */
export function normalDistribution(mean = 0, deviation = 1): Distribution {
  const spread = deviation > 0 ? deviation : Number.NaN;
  const score = (x: number): number => (x - mean) / (spread * Math.SQRT2);
  return {
    cdf: (x) => erfc(-score(x)) / 2,
    survival: (x) => erfc(score(x)) / 2,
    quantile: (p) => mean + spread * standardNormalQuantile(p),
  };
}

const MAX_HALVINGS = 2000;

/** The point where a rising function reaches `goal`, to neighbouring floats: bisection. */
function crossing(low: number, high: number, reaches: (x: number) => boolean): number {
  let [below, above] = [low, high];
  for (let step = 0; step < MAX_HALVINGS; step += 1) {
    const middle = below + (above - below) / 2;
    if (middle === below || middle === above) break;
    if (reaches(middle)) above = middle;
    else below = middle;
  }
  return above;
}

/** The quantile of a distribution of numbers ≥ 0, by whichever tail is the smaller. */
function positiveQuantile(p: number, { cdf, survival }: Pick<Distribution, 'cdf' | 'survival'>): number {
  if (!(p >= 0 && p <= 1) || Number.isNaN(cdf(1))) return Number.NaN;
  if (p === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const reaches = (x: number): boolean => (p < 0.5 ? cdf(x) >= p : survival(x) <= 1 - p);
  let high = 1;
  while (!reaches(high)) high *= 2;
  return crossing(0, high, reaches);
}

/** χ² with `degrees` > 0: P(degrees / 2, x / 2) (Abramowitz & Stegun 1964, 26.4.19). */
export function chiSquareDistribution(degrees: number): Distribution {
  const parts = (x: number): { lower: number; upper: number } => incompleteGamma(degrees / 2, Math.max(0, x) / 2);
  const tails = { cdf: (x: number) => parts(x).lower, survival: (x: number) => parts(x).upper };
  return { ...tails, quantile: (p) => positiveQuantile(p, tails) };
}

/** Beta on 0 … 1 with a, b > 0 (Abramowitz & Stegun 1964, 26.5.1). */
export function betaDistribution(a: number, b: number): Distribution {
  const parts = (x: number): { lower: number; upper: number } => incompleteBeta(a, b, Math.min(1, Math.max(0, x)));
  const cdf = (x: number): number => parts(x).lower;
  const survival = (x: number): number => parts(x).upper;
  return {
    cdf,
    survival,
    quantile(p) {
      if (!(p >= 0 && p <= 1) || Number.isNaN(cdf(0.5))) return Number.NaN;
      if (p === 0 || p === 1) return p;
      return crossing(0, 1, (x) => (p < 0.5 ? cdf(x) >= p : survival(x) <= 1 - p));
    },
  };
}

/** Student's t with `degrees` > 0 (Abramowitz & Stegun 1964, 26.7.1 by 26.5.27). */
export function studentDistribution(degrees: number): Distribution {
  /** P(T > |t|). */
  const tail = (t: number): number => {
    const square = t * t;
    if (square === Number.POSITIVE_INFINITY) return degrees > 0 ? 0 : Number.NaN;
    // Of two forms of the same share, the one whose argument is not the difference of near equals.
    if (square < degrees) return incompleteBeta(0.5, degrees / 2, square / (degrees + square)).upper / 2;
    return incompleteBeta(degrees / 2, 0.5, degrees / (degrees + square)).lower / 2;
  };
  const survival = (t: number): number => (t >= 0 ? tail(t) : 1 - tail(t));
  return {
    survival,
    cdf: (t) => survival(-t),
    quantile(p) {
      const share = Math.min(p, 1 - p);
      if (!(share >= 0) || Number.isNaN(tail(1))) return Number.NaN;
      if (share === 0.5) return 0;
      let size = Number.POSITIVE_INFINITY;
      if (share > 0) {
        let high = 1;
        while (tail(high) > share) high *= 2;
        size = crossing(0, high, (t) => tail(t) <= share);
      }
      return p < 0.5 ? -size : size;
    },
  };
}

/** Fisher's F with `numerator` and `denominator` degrees > 0 (Abramowitz & Stegun 1964, 26.6.2). */
export function fisherDistribution(numerator: number, denominator: number): Distribution {
  const parts = (x: number): { lower: number; upper: number } => {
    const scaled = numerator * Math.max(0, x);
    const share = scaled === Number.POSITIVE_INFINITY ? 1 : scaled / (scaled + denominator);
    return incompleteBeta(numerator / 2, denominator / 2, share);
  };
  const tails = { cdf: (x: number) => parts(x).lower, survival: (x: number) => parts(x).upper };
  return { ...tails, quantile: (p) => positiveQuantile(p, tails) };
}

/** Binomial: successes of `trials` (whole, ≥ 0) with chance 0 … 1 each (Abramowitz & Stegun 1964, 26.5.24). */
export function binomialDistribution(trials: number, chance: number): Distribution {
  const isValid = Number.isInteger(trials) && trials >= 0 && chance >= 0 && chance <= 1;
  const parts = (x: number): { lower: number; upper: number } => {
    if (!isValid || Number.isNaN(x)) return { lower: Number.NaN, upper: Number.NaN };
    if (x < 0) return { lower: 0, upper: 1 };
    if (x >= trials) return { lower: 1, upper: 0 };
    const { lower, upper } = incompleteBeta(Math.floor(x) + 1, trials - Math.floor(x), chance);
    return { lower: upper, upper: lower };
  };
  return {
    cdf: (x) => parts(x).lower,
    survival: (x) => parts(x).upper,
    quantile(p) {
      if (!isValid || !(p >= 0 && p <= 1)) return Number.NaN;
      let [low, high] = [-1, trials];
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (parts(middle).lower >= p) high = middle;
        else low = middle;
      }
      return high;
    },
  };
}
