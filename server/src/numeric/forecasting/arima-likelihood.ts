import { at, intAt } from '../element.ts';
import { shockWeights } from './arima-polynomials.ts';
import { sumOf } from './method.ts';

/** What the exact filter found. */
export interface ArmaFilter {
  /** The mean, estimated by generalised least squares; 0 where none is asked for. */
  readonly mean: number;
  /** Maximum likelihood variance of the shocks. */
  readonly variance: number;
  readonly logLikelihood: number;
  /** One-step forecasts beyond the end: r, the mean not added. */
  readonly state: Float64Array;
  /** n values. */
  readonly count: number;
}

/** Solves A x = b by elimination with row pivoting; A size × size row-major, both overwritten. False where singular. */
function eliminate(a: Float64Array, b: Float64Array, size: number): boolean {
  for (let k = 0; k < size; k += 1) {
    let pivot = k;
    for (let i = k + 1; i < size; i += 1) {
      if (Math.abs(at(a, i * size + k)) > Math.abs(at(a, pivot * size + k))) pivot = i;
    }
    const head = at(a, pivot * size + k);
    if (!(Math.abs(head) > 1e-12)) return false;
    if (pivot !== k) {
      for (let j = k; j < size; j += 1) {
        const kept = at(a, k * size + j);
        a[k * size + j] = at(a, pivot * size + j);
        a[pivot * size + j] = kept;
      }
      const kept = at(b, k);
      b[k] = at(b, pivot);
      b[pivot] = kept;
    }
    for (let i = k + 1; i < size; i += 1) {
      const factor = at(a, i * size + k) / head;
      if (factor === 0) continue;
      for (let j = k; j < size; j += 1) a[i * size + j] = at(a, i * size + j) - factor * at(a, k * size + j);
      b[i] = at(b, i) - factor * at(b, k);
    }
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    let sum = at(b, i);
    for (let j = i + 1; j < size; j += 1) sum -= at(a, i * size + j) * at(b, j);
    b[i] = sum / at(a, i * size + i);
  }
  return true;
}

/**
 * Autocovariances γ(0) … γ(count − 1) of an ARMA process with shocks of variance 1 (Brockwell & Davis 1991, section 3.3,
 * third method).
 *
 * @returns null where the process is not stationary to rounding
 */
export function armaAutocovariances(ar: Float64Array, ma: Float64Array, count: number): Float64Array | null {
  const p = ar.length;
  const weights = shockWeights(ar, ma, ma.length + 1);
  const driven = (k: number): number => {
    let sum = 0;
    for (let j = k; j <= ma.length; j += 1) sum += (j === 0 ? 1 : at(ma, j - 1)) * at(weights, j - k);
    return sum;
  };
  const size = p + 1;
  const a = new Float64Array(size * size);
  const b = new Float64Array(size);
  for (let k = 0; k < size; k += 1) {
    a[k * size + k] = at(a, k * size + k) + 1;
    for (let i = 1; i <= p; i += 1) {
      const lag = Math.abs(k - i);
      a[k * size + lag] = at(a, k * size + lag) - at(ar, i - 1);
    }
    b[k] = driven(k);
  }
  if (!eliminate(a, b, size) || !(at(b, 0) > 0)) return null;
  const out = new Float64Array(Math.max(count, size));
  out.set(b);
  for (let k = size; k < count; k += 1) {
    let sum = driven(k);
    for (let i = 1; i <= p; i += 1) sum += at(ar, i - 1) * at(out, k - i);
    out[k] = sum;
  }
  return out;
}

/** Lags with a coefficient, for products of seasons are mostly zeros. */
function nonZeroLags(ar: Float64Array): Int32Array {
  return Int32Array.from([...ar.keys()].filter((i) => at(ar, i) !== 0));
}

interface Transition {
  readonly ar: Float64Array;
  readonly lags: Int32Array;
}

/** x ← T x: every forecast moves up by one period, the last follows by the autoregression. */
function shift(x: Float64Array, { ar, lags }: Transition): void {
  const last = x.length - 1;
  let sum = 0;
  for (let k = 0; k < lags.length; k += 1) sum += at(ar, intAt(lags, k)) * at(x, last - intAt(lags, k));
  for (let i = 0; i < last; i += 1) x[i] = at(x, i + 1);
  x[last] = sum;
}

/** x ← T (x + g v / F). */
function advance(x: Float64Array, gain: Float64Array, share: number, transition: Transition): void {
  for (let i = 0; i < x.length; i += 1) x[i] = at(x, i) + at(gain, i) * share;
  shift(x, transition);
}

/**
 * Exact Gaussian likelihood of an ARMA process by the Kalman filter, its state being the forecasts of the next r values
 * (Akaike 1974; Harvey 1989, section 3.3); variance, and mean where asked for, are concentrated out. From the stationary
 * beginning the covariance changes by a matrix of rank one, P(t+1) − P(t) = m w wᵀ, so that its first column alone is
 * carried on in time proportional to r (Morf, Sidhu & Kailath 1974). It is no longer updated once a one-step forecast is
 * as good as the shocks allow, to 10⁻¹⁰.
 *
 * @param values n ≥ 1, without NaN
 * @param ar coefficients φ of y_t = Σ φ_i y_(t−i) + e_t + Σ θ_j e_(t−j), stationary
 * @param ma θ
 * @returns null where the process is not stationary to rounding
 */
export function filterArma(
  values: Float64Array,
  ar: Float64Array,
  ma: Float64Array,
  hasMean: boolean,
): ArmaFilter | null {
  const n = values.length;
  const size = Math.max(ar.length, ma.length + 1);
  const gain = armaAutocovariances(ar, ma, size)?.slice(0, size);
  if (gain === undefined) return null;
  const transition = { ar, lags: nonZeroLags(ar) };
  const change = Float64Array.from(gain);
  shift(change, transition);
  let weight = -1 / at(gain, 0);
  const x = new Float64Array(size);
  const one = new Float64Array(size);
  // The mean is estimated around the plain one: sums of squares then keep their digits.
  const centre = hasMean ? sumOf(values) / n : 0;
  let [squares, ones, products, logs] = [0, 0, 0, 0];
  for (let t = 0; t < n; t += 1) {
    const variance = at(gain, 0);
    const error = at(values, t) - centre - at(x, 0);
    squares += (error * error) / variance;
    advance(x, gain, error / variance, transition);
    if (hasMean) {
      const oneError = 1 - at(one, 0);
      ones += (oneError * oneError) / variance;
      products += (error * oneError) / variance;
      advance(one, gain, oneError / variance, transition);
    }
    if (variance < 1 + 1e-10) continue;
    logs += Math.log(variance);
    const first = at(change, 0);
    // No forecast is better than the shocks allow; rounding may say so of one.
    const next = Math.max(1, variance + weight * first * first);
    for (let i = 0; i < size; i += 1) {
      const kept = at(gain, i);
      gain[i] = kept + weight * first * at(change, i);
      change[i] = at(change, i) - (first / variance) * kept;
    }
    gain[0] = next;
    shift(change, transition);
    weight *= variance / next;
  }
  const offset = hasMean ? products / ones : 0;
  const variance = Math.max(0, squares - offset * products) / n;
  return {
    mean: centre + offset,
    variance,
    logLikelihood: -0.5 * (n * Math.log(2 * Math.PI * Math.max(variance, 1e-300)) + n + logs),
    state: x.map((value, i) => value - offset * at(one, i)),
    count: n,
  };
}
