import { logGamma } from './gamma.ts';

const MAX_TERMS = 10_000;
const TINY = 1e-300;

/** ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b). */
function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

function kept(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}

/** The continued fraction of I_x(a, b) (Abramowitz & Stegun 1964, 26.5.8), evaluated from above (Lentz 1976). */
function betaFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / kept(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < MAX_TERMS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / kept(1 + even * d);
    c = kept(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / kept(1 + odd * d);
    c = kept(1 + odd / c);
    const change = d * c;
    h *= change;
    if (Math.abs(change - 1) < Number.EPSILON) break;
  }
  return h;
}

/**
 * The regularised incomplete beta function I_x(a, b) and 1 − I_x(a, b), the smaller one computed without cancellation.
 *
 * @param a > 0
 * @param b > 0
 * @param x 0 … 1
 * @returns both NaN outside
 */
export function incompleteBeta(a: number, b: number, x: number): { lower: number; upper: number } {
  if (!(a > 0 && b > 0 && x >= 0 && x <= 1)) return { lower: Number.NaN, upper: Number.NaN };
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === 1) return { lower: 1, upper: 0 };
  const factor = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b));
  if (x < (a + 1) / (a + b + 2)) {
    const lower = (factor * betaFraction(a, b, x)) / a;
    return { lower, upper: 1 - lower };
  }
  const upper = (factor * betaFraction(b, a, 1 - x)) / b;
  return { lower: 1 - upper, upper };
}
