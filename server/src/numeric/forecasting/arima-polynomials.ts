import { at } from '../element.ts';

/** Order of ARIMA(p, d, q)(P, D, Q) with season m; `hasConstant`: a mean, or a drift where the series is differenced. */
export interface ArimaOrder {
  readonly p: number;
  readonly d: number;
  readonly q: number;
  readonly seasonalP: number;
  readonly seasonalD: number;
  readonly seasonalQ: number;
  readonly season: number;
  readonly hasConstant: boolean;
}

/** (1 + Σ a_i B^i)(1 + Σ b_j B^(j m)) without its leading 1. */
export function multiplyLags(a: Float64Array, b: Float64Array, season: number): Float64Array {
  const out = new Float64Array(a.length + b.length * season);
  for (let j = 0; j <= b.length; j += 1) {
    const factor = j === 0 ? 1 : at(b, j - 1);
    if (j > 0) out[j * season - 1] = at(out, j * season - 1) + factor;
    for (let i = 0; i < a.length; i += 1) out[j * season + i] = at(out, j * season + i) + factor * at(a, i);
  }
  return out;
}

/** δ of y_t = w_t + Σ δ_k y_(t−k), w being y differenced d times and D times over a season. */
export function differencingLags({ d, seasonalD, season }: ArimaOrder): Float64Array {
  let lags: Float64Array = new Float64Array(0);
  for (let i = 0; i < d; i += 1) lags = multiplyLags(Float64Array.of(-1), lags, 1);
  for (let i = 0; i < seasonalD; i += 1) lags = multiplyLags(lags, Float64Array.of(-1), season);
  return lags.map((value) => -value);
}

/**
 * Coefficients of a stationary autoregression from free numbers, tanh of which are its partial autocorrelations
 * (Barndorff-Nielsen & Schou 1973; Jones 1980).
 */
export function stationaryCoefficients(free: Float64Array): Float64Array {
  const out = new Float64Array(free.length);
  for (let k = 0; k < free.length; k += 1) {
    const partial = Math.tanh(at(free, k));
    const before = out.slice(0, k);
    for (let i = 0; i < k; i += 1) out[i] = at(before, i) - partial * at(before, k - 1 - i);
    out[k] = partial;
  }
  return out;
}

/** Partial autocorrelations of an autoregression, by Levinson's recursion backwards. */
function partialsOf(coefficients: Float64Array): Float64Array {
  const partials = new Float64Array(coefficients.length);
  let current = coefficients;
  for (let k = current.length - 1; k >= 0; k -= 1) {
    const partial = at(current, k);
    partials[k] = partial;
    const kept = current;
    current = Float64Array.from(
      { length: k },
      (_, i) => (at(kept, i) + partial * at(kept, k - 1 - i)) / (1 - partial ** 2),
    );
  }
  return partials;
}

const LARGEST_PARTIAL = 0.9999;

/** The free numbers of {@link stationaryCoefficients}, drawn inside where the coefficients are at the edge. */
export function freeNumbers(coefficients: Float64Array): Float64Array {
  return partialsOf(coefficients).map((partial) =>
    Math.atanh(Math.min(LARGEST_PARTIAL, Math.max(-LARGEST_PARTIAL, partial))),
  );
}

/** Whether all roots of 1 − Σ φ_i z^i lie beyond `radius`. */
export function isStationary(coefficients: Float64Array, radius = 1): boolean {
  return partialsOf(coefficients.map((value, i) => value * radius ** (i + 1))).every(
    (partial) => Math.abs(partial) < 1,
  );
}

/** ψ_0 = 1 … ψ_(count−1): what a shock does to the values that follow it (Brockwell & Davis 1991, eq. 3.3.3). */
export function shockWeights(ar: Float64Array, ma: Float64Array, count: number): Float64Array {
  const weights = new Float64Array(count);
  for (let j = 0; j < count; j += 1) {
    let sum = j === 0 ? 1 : 0;
    if (j > 0 && j <= ma.length) sum = at(ma, j - 1);
    for (let i = 1; i <= Math.min(j, ar.length); i += 1) sum += at(ar, i - 1) * at(weights, j - i);
    weights[j] = sum;
  }
  return weights;
}
