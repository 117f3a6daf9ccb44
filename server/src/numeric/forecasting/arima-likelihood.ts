import { at } from '../element.ts';
import { shockWeights } from './arima-polynomials.ts';

/** What the exact filter found. */
export interface ArmaFilter {
  /** The mean, estimated by generalised least squares; 0 where none is asked for. */
  readonly mean: number;
  /** Maximum likelihood variance of the shocks. */
  readonly variance: number;
  readonly logLikelihood: number;
  /** One-step forecasts beyond the end: r, the mean not added. */
  readonly state: Float64Array;
  /** n one-step errors. */
  readonly residuals: Float64Array;
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

/** Covariance of the forecasts' errors before anything is known: P[i][j] = γ(j − i) − Σ_(k<i) ψ_k ψ_(k+j−i). */
function firstCovariance(gamma: Float64Array, weights: Float64Array, size: number): Float64Array {
  const p = new Float64Array(size * size);
  for (let lag = 0; lag < size; lag += 1) {
    let known = 0;
    for (let i = 0; i + lag < size; i += 1) {
      const value = at(gamma, lag) - known;
      p[i * size + i + lag] = value;
      p[(i + lag) * size + i] = value;
      known += at(weights, i) * at(weights, i + lag);
    }
  }
  return p;
}

/** Lags with a coefficient, for products of seasons are mostly zeros. */
function nonZeroLags(ar: Float64Array): Int32Array {
  return Int32Array.from([...ar.keys()].filter((i) => at(ar, i) !== 0));
}

/** P ← T (P − g gᵀ / F) Tᵀ + ψ ψᵀ, T shifting by one and its last row holding the autoregression. */
function updateCovariance(
  p: Float64Array,
  next: Float64Array,
  gain: Float64Array,
  { ar, lags, weights }: { ar: Float64Array; lags: Int32Array; weights: Float64Array },
): void {
  const size = weights.length;
  const variance = at(gain, 0);
  const last = size - 1;
  for (let i = 0; i < last; i += 1) {
    const share = at(gain, i + 1) / variance;
    const weight = at(weights, i);
    for (let j = 0; j < last; j += 1) {
      next[i * size + j] = at(p, (i + 1) * size + j + 1) - share * at(gain, j + 1) + weight * at(weights, j);
    }
  }
  let corner = at(weights, last) ** 2;
  for (let j = 0; j < size; j += 1) {
    // Column j + 1 of the corrected covariance times the autoregression; for the corner, that row times it again.
    let sum = 0;
    for (const lag of lags) {
      const i = last - lag;
      if (j < last) {
        sum += at(ar, lag) * (at(p, i * size + j + 1) - (at(gain, i) * at(gain, j + 1)) / variance);
      } else {
        for (const other of lags) {
          const k = last - other;
          corner += at(ar, lag) * at(ar, other) * (at(p, i * size + k) - (at(gain, i) * at(gain, k)) / variance);
        }
      }
    }
    if (j === last) next[last * size + last] = corner;
    else {
      const value = sum + at(weights, last) * at(weights, j);
      next[last * size + j] = value;
      next[j * size + last] = value;
    }
  }
}

/** x ← T (x + g v / F). */
function advance(
  x: Float64Array,
  gain: Float64Array,
  share: number,
  { ar, lags }: { ar: Float64Array; lags: Int32Array },
): void {
  const last = x.length - 1;
  for (let i = 0; i <= last; i += 1) x[i] = at(x, i) + at(gain, i) * share;
  let sum = 0;
  for (const lag of lags) sum += at(ar, lag) * at(x, last - lag);
  x.copyWithin(0, 1);
  x[last] = sum;
}

/**
 * Exact Gaussian likelihood of an ARMA process by the Kalman filter, its state being the forecasts of the next r values
 * (Akaike 1974; Harvey 1989, section 3.3); variance, and mean where asked for, are concentrated out. The covariance is
 * no longer updated once a one-step forecast is as good as the shocks allow, to 10⁻¹⁰.
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
  const weights = shockWeights(ar, ma, size);
  const gamma = armaAutocovariances(ar, ma, size);
  if (gamma === null) return null;
  const transition = { ar, lags: nonZeroLags(ar), weights };
  let p: Float64Array = firstCovariance(gamma, weights, size);
  let spare: Float64Array = new Float64Array(size * size);
  const gain = new Float64Array(size);
  const x = new Float64Array(size);
  const one = new Float64Array(size);
  const errors = new Float64Array(n);
  const oneErrors = new Float64Array(hasMean ? n : 0);
  const variances = new Float64Array(n);
  let isSteady = false;
  for (let t = 0; t < n; t += 1) {
    if (!isSteady) {
      for (let i = 0; i < size; i += 1) gain[i] = at(p, i * size);
      isSteady = at(gain, 0) < 1 + 1e-10;
    }
    const variance = at(gain, 0);
    if (!(variance > 0)) return null;
    variances[t] = variance;
    errors[t] = at(values, t) - at(x, 0);
    advance(x, gain, at(errors, t) / variance, transition);
    if (hasMean) {
      oneErrors[t] = 1 - at(one, 0);
      advance(one, gain, at(oneErrors, t) / variance, transition);
    }
    if (!isSteady) {
      updateCovariance(p, spare, gain, transition);
      [p, spare] = [spare, p];
    }
  }
  return concentrate(errors, oneErrors, variances, x, one);
}

function concentrate(
  errors: Float64Array,
  oneErrors: Float64Array,
  variances: Float64Array,
  x: Float64Array,
  one: Float64Array,
): ArmaFilter {
  const n = errors.length;
  let mean = 0;
  if (oneErrors.length > 0) {
    let product = 0;
    let square = 0;
    for (let t = 0; t < n; t += 1) {
      product += (at(errors, t) * at(oneErrors, t)) / at(variances, t);
      square += at(oneErrors, t) ** 2 / at(variances, t);
    }
    mean = product / square;
  }
  let squares = 0;
  let logs = 0;
  const residuals = errors;
  for (let t = 0; t < n; t += 1) {
    if (mean !== 0) residuals[t] = at(errors, t) - mean * at(oneErrors, t);
    squares += at(residuals, t) ** 2 / at(variances, t);
    logs += Math.log(at(variances, t));
    residuals[t] = at(residuals, t) / Math.sqrt(at(variances, t));
  }
  const variance = squares / n;
  const logLikelihood = -0.5 * (n * Math.log(2 * Math.PI * Math.max(variance, 1e-300)) + n + logs);
  return { mean, variance, logLikelihood, state: x.map((value, i) => value - mean * at(one, i)), residuals };
}
