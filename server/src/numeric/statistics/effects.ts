import { at } from '../element.ts';
import { choleskyFactor, choleskySolve } from '../matrix/cholesky.ts';
import { type Matrix, matrixOf } from '../matrix/matrix.ts';
import { NumericError } from '../numeric-error.ts';

/** What least squares say of each column, and how sure that is. */
export interface Effects {
  /** p coefficients, in the order of the columns. */
  readonly coefficients: Float64Array;
  /** p × p, row-major; its diagonal holds the squared standard errors. */
  readonly covariance: Float64Array;
  /** n residuals y − Xb. */
  readonly residuals: Float64Array;
  /** Share of the variance of y about its mean that is explained, at most 1. */
  readonly explained: number;
}

/** XᵀX and Xᵀy over the rows of weight 1. */
function moments(x: Matrix, y: Float64Array, used: Uint8Array): { gram: Float64Array; moment: Float64Array } {
  const { rows, columns, data } = x;
  const gram = new Float64Array(columns * columns);
  const moment = new Float64Array(columns);
  for (let r = 0; r < rows; r += 1) {
    if (used[r] === 0) continue;
    for (let i = 0; i < columns; i += 1) {
      const value = at(data, r * columns + i);
      if (value === 0) continue;
      moment[i] = at(moment, i) + value * at(y, r);
      for (let j = 0; j <= i; j += 1)
        gram[i * columns + j] = at(gram, i * columns + j) + value * at(data, r * columns + j);
    }
  }
  for (let i = 0; i < columns; i += 1) for (let j = 0; j < i; j += 1) gram[j * columns + i] = at(gram, i * columns + j);
  return { gram, moment };
}

/** Σ of weighted products of the scores uₜ = xₜ eₜ at every distance up to the bandwidth (Newey & West 1987, eq. 5). */
function longRunVariance(scores: Float64Array, rows: number, columns: number, bandwidth: number): Float64Array {
  const out = new Float64Array(columns * columns);
  for (let lag = 0; lag <= bandwidth; lag += 1) {
    const weight = 1 - lag / (bandwidth + 1);
    for (let r = lag; r < rows; r += 1) {
      for (let i = 0; i < columns; i += 1) {
        const now = weight * at(scores, r * columns + i);
        if (now === 0) continue;
        for (let j = 0; j < columns; j += 1) {
          const product = now * at(scores, (r - lag) * columns + j);
          out[i * columns + j] = at(out, i * columns + j) + product;
          if (lag > 0) out[j * columns + i] = at(out, j * columns + i) + product;
        }
      }
    }
  }
  return out;
}

/** Deviations beyond so many robust standard deviations are days on which something else happened. */
const FAR = 4;
const NORMAL_MAD = 1.4826;

function farRows(residuals: Float64Array): Uint8Array {
  const sorted = residuals.map(Math.abs).toSorted();
  const limit = FAR * NORMAL_MAD * at(sorted, Math.floor(sorted.length / 2));
  return Uint8Array.from(residuals, (residual) => (limit > 0 && Math.abs(residual) > limit ? 1 : 0));
}

/**
 * Ordinary least squares with standard errors that hold when errors are of unequal size and correlated in time (Newey &
 * West 1987): (XᵀX)⁻¹ S (XᵀX)⁻¹ n / (n − p). Rows further off than four robust standard deviations (1.4826 times the
 * median absolute residual) are left out once, and everything is estimated again without them.
 *
 * @param x n × p, rows in the order of time, an intercept among the columns where one is wanted; n > p
 * @param y n finite values
 * @param bandwidth periods over which errors may be correlated, ≥ 0
 * @throws NumericError too_few_rows; shape_mismatch where y has another length
 */
export function fitEffects(x: Matrix, y: Float64Array, bandwidth: number): Effects {
  const { rows, columns } = x;
  if (y.length !== rows) throw new NumericError('shape_mismatch', { what: 'y', expected: rows, actual: y.length });
  if (rows <= columns) throw new NumericError('too_few_rows', { rows, required: columns + 1 });
  const all = new Uint8Array(rows).fill(1);
  const first = solve(x, y, all);
  const far = farRows(first.residuals);
  const used = all.map((_, r) => 1 - (far[r] ?? 0));
  const kept = used.reduce((sum, each) => sum + each, 0);
  const { coefficients, residuals, inverse } = kept > columns ? solve(x, y, used) : first;
  const weights = kept > columns ? used : all;
  const scores = Float64Array.from(x.data, (value, k) => {
    const r = Math.floor(k / columns);
    return weights[r] === 0 ? 0 : value * at(residuals, r);
  });
  const meat = longRunVariance(scores, rows, columns, bandwidth);
  const n = kept > columns ? kept : rows;
  const covariance = sandwich(inverse, meat, columns).map((value) => (value * n) / (n - columns));
  return { coefficients, covariance, residuals, explained: explainedShare(y, residuals, weights) };
}

function solve(x: Matrix, y: Float64Array, used: Uint8Array) {
  const { rows, columns, data } = x;
  const { gram, moment } = moments(x, y, used);
  const factor = factorOf(gram, columns);
  const coefficients = choleskySolve(factor, columns, moment);
  const residuals = Float64Array.from({ length: rows }, (_, r) => {
    let expected = 0;
    for (let i = 0; i < columns; i += 1) expected += at(data, r * columns + i) * at(coefficients, i);
    return at(y, r) - expected;
  });
  const inverse = new Float64Array(columns * columns);
  for (let c = 0; c < columns; c += 1) {
    const unit = new Float64Array(columns);
    unit[c] = 1;
    inverse.set(choleskySolve(factor, columns, unit), c * columns);
  }
  return { coefficients, residuals, inverse };
}

/** Columns that say the same share their effect: as much is added to the diagonal as it takes to tell them apart. */
function factorOf(gram: Float64Array, size: number): Float64Array {
  let factor = choleskyFactor(gram, size);
  for (let ridge = 1e-10; factor === null; ridge *= 10) {
    const raised = Float64Array.from(gram);
    for (let i = 0; i < size; i += 1) raised[i * size + i] = at(gram, i * size + i) * (1 + ridge) + ridge;
    factor = choleskyFactor(raised, size);
  }
  return factor;
}

function sandwich(bread: Float64Array, meat: Float64Array, size: number): Float64Array {
  return multiply(multiply(bread, meat, size), bread, size);
}

function multiply(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const out = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1)
    for (let k = 0; k < size; k += 1)
      for (let j = 0; j < size; j += 1)
        out[i * size + j] = at(out, i * size + j) + at(a, i * size + k) * at(b, k * size + j);
  return out;
}

function explainedShare(y: Float64Array, residuals: Float64Array, used: Uint8Array): number {
  const kept = y.filter((_, r) => used[r] === 1);
  const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length;
  let [total, left] = [0, 0];
  y.forEach((value, r) => {
    if (used[r] === 0) return;
    total += (value - mean) ** 2;
    left += at(residuals, r) ** 2;
  });
  return total === 0 ? 0 : 1 - left / total;
}

/** Columns of equal length side by side. */
export function designOf(columns: readonly Float64Array[]): Matrix {
  const rows = columns[0]?.length ?? 0;
  const data = new Float64Array(rows * columns.length);
  for (const [c, values] of columns.entries())
    for (let r = 0; r < rows; r += 1) data[r * columns.length + c] = at(values, r);
  return matrixOf(rows, columns.length, data);
}
