import { at } from '../element.ts';
import { NumericError } from '../numeric-error.ts';
import { minimizeLbfgs } from '../optimization/lbfgs.ts';
import { digamma } from '../statistics/digamma.ts';
import { logGamma } from '../statistics/gamma.ts';

/**
 * The Gamma–Gamma model of spending (Fader & Hardie 2013, "The gamma-gamma model of monetary value"): a purchase is
 * worth Gamma(p, ν) with a ν of each customer's own, Gamma(q, γ) over customers; independent of how often they buy.
 */
export interface GammaGamma {
  readonly p: number;
  readonly q: number;
  readonly gamma: number;
  readonly logLikelihood: number;
}

/** Mean worth of each customer's purchases, of those whose purchases have one. */
export interface Spending {
  /** At least 1. */
  readonly purchases: Float64Array;
  /** Above 0. */
  readonly meanValue: Float64Array;
}

/** Log-likelihood of all customers (equation 1a); writes its gradient. Gamma functions are taken once a number of purchases. */
function likelihoodOf(
  { purchases, meanValue }: Spending,
  [p, q, gamma]: readonly [number, number, number],
  out: Float64Array,
): number {
  const known = new Map<number, { value: number; inP: number; inQ: number }>();
  out.fill(0);
  let sum = 0;
  for (let i = 0; i < purchases.length; i += 1) {
    const [x, mean] = [at(purchases, i), at(meanValue, i)];
    const px = p * x;
    let terms = known.get(x);
    if (terms === undefined) {
      const top = digamma(px + q);
      terms = {
        value: logGamma(px + q) - logGamma(px) - logGamma(q) + q * Math.log(gamma) + px * Math.log(x),
        inP: top - digamma(px) + Math.log(x),
        inQ: top - digamma(q) + Math.log(gamma),
      };
      known.set(x, terms);
    }
    const total = gamma + x * mean;
    const [logMean, logTotal] = [Math.log(mean), Math.log(total)];
    sum += terms.value + (px - 1) * logMean - (px + q) * logTotal;
    out[0] = at(out, 0) + x * (terms.inP + logMean - logTotal);
    out[1] = at(out, 1) + terms.inQ - logTotal;
    out[2] = at(out, 2) + q / gamma - (px + q) / total;
  }
  return sum;
}

function parametersOf(logs: Float64Array): [p: number, q: number, gamma: number] {
  return [Math.exp(at(logs, 0)), 1 + Math.exp(at(logs, 1)), Math.exp(at(logs, 2))];
}

/**
 * Fits by maximum likelihood; values are scaled before, so that any currency will do. q is held above 1, where the mean
 * over customers exists.
 *
 * @throws NumericError too_few_rows (fewer than 2), shape_mismatch, not_finite (also purchases below 1, values ≤ 0)
 */
export function fitGammaGamma({ purchases, meanValue }: Spending): GammaGamma {
  const rows = purchases.length;
  if (rows < 2) throw new NumericError('too_few_rows', { rows, required: 2 });
  if (meanValue.length !== rows) {
    throw new NumericError('shape_mismatch', { what: 'spending', expected: rows, actual: meanValue.length });
  }
  for (let i = 0; i < rows; i += 1) {
    const fits = at(purchases, i) >= 1 && at(meanValue, i) > 0 && at(purchases, i) * at(meanValue, i) < Infinity;
    if (!fits) throw new NumericError('not_finite', { what: 'spending', index: i });
  }
  const scale = meanValue.reduce((sum, value) => sum + value, 0) / rows;
  const scaled = { purchases, meanValue: meanValue.map((value) => value / scale) };
  const evaluate = (logs: Float64Array, out: Float64Array): number => {
    const [p, q, gamma] = parametersOf(logs);
    const total = likelihoodOf(scaled, [p, q, gamma], out);
    for (const [i, inner] of [p, q - 1, gamma].entries()) out[i] = (-at(out, i) * inner) / rows;
    return -total / rows;
  };
  const found = minimizeLbfgs({ evaluate }, Float64Array.of(1, 1, 1), { tolerance: 1e-7, maxIterations: 500 });
  const [p, q, gamma] = parametersOf(found.x);
  return { p, q, gamma: gamma * scale, logLikelihood: -found.value * rows - rows * Math.log(scale) };
}

/** What a customer's next purchase is expected to be worth (equation 5): between the own mean and that of all. */
export function expectedValue({ p, q, gamma }: GammaGamma, purchases: number, meanValue: number): number {
  return (p * (gamma + purchases * meanValue)) / (p * purchases + q - 1);
}
