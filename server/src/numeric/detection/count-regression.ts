import { at } from '../element.ts';
import { choleskyFactor, choleskySolve } from '../matrix/cholesky.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { NumericError } from '../numeric-error.ts';

/** What is counted, or summed up, by periods. */
export interface CountData {
  /** n ≥ 1 values ≥ 0; NaN where there is no data. */
  readonly values: Float64Array;
  /** n, how many are expected were all coefficients 0: exposure, or what is known already. 0 and NaN: not learnt from. */
  readonly offsets: Float64Array;
  /** n × p; no column of ones, the level is a coefficient of its own. */
  readonly design: Matrix;
  /** p, standard deviations > 0 that the coefficients are thought to have around 0. */
  readonly priors: Float64Array;
}

/** Expected values are offset × exp(level + design × coefficients). */
export interface CountModel {
  readonly level: number;
  readonly coefficients: Float64Array;
  /** Variance of a value over its expectation. */
  readonly dispersion: number;
  /** (1 + p)², covariance of level and coefficients over the dispersion; null where it is not known. */
  readonly covariance: Float64Array | null;
}

/** Residuals beyond are what is looked for, and count for less: weight (2.58 / s)² (Noufaily et al. 2013, section 3.3). */
const USUAL_RESIDUAL = 2.58;
/** Squares of what is further off count as if it were there, in the dispersion: sums of money have long tails. */
const CUT_RESIDUAL = 4;
const ROUNDS = 4;
const STEPS = 4;
/** A model of nearly the same data needs fewer of both. */
const WARM = 2;
/** The level is thought to lie so near to the logarithm of the mean. */
const LEVEL_PRIOR = 3;

/** Nearly standard normal for a value of this mean: the Anscombe residual of counts. */
export function anscombeResidual(value: number, mean: number, dispersion: number): number {
  return (1.5 * (Math.cbrt(value) ** 2 - Math.cbrt(mean) ** 2)) / (mean ** (1 / 6) * Math.sqrt(dispersion));
}

/** The weight of a value in learning what is usual. */
export function usualWeight(residual: number): number {
  return Math.min(1, (USUAL_RESIDUAL / Math.abs(residual)) ** 2);
}

function linearPart({ data, columns }: Matrix, row: number, { level, coefficients }: CountModel): number {
  let sum = level;
  for (let j = 0; j < columns; j += 1) sum += at(data, row * columns + j) * at(coefficients, j);
  return sum;
}

/** Expected values of all rows of a design; see {@link CountModel}. */
export function expectedCounts(model: CountModel, design: Matrix, offsets: Float64Array): Float64Array {
  return offsets.map((offset, row) => offset * Math.exp(linearPart(design, row, model)));
}

interface Slopes {
  readonly size: number;
  readonly slope: Float64Array;
  readonly curvature: Float64Array;
}

/** First and second derivatives of the penalised quasi-likelihood. */
function slopesOf(data: CountData, start: CountModel, center: number, weights: Float64Array): Slopes {
  const { values, offsets, design, priors } = data;
  const size = design.columns + 1;
  const slope = new Float64Array(size);
  const curvature = new Float64Array(size * size);
  const x = new Float64Array(size);
  x[0] = 1;
  for (let row = 0; row < values.length; row += 1) {
    const weight = at(weights, row);
    if (weight === 0) continue;
    for (let j = 1; j < size; j += 1) x[j] = at(design.data, row * (size - 1) + j - 1);
    const mean = at(offsets, row) * Math.exp(linearPart(design, row, start));
    const off = weight * (at(values, row) - mean);
    for (let j = 0; j < size; j += 1) {
      slope[j] = at(slope, j) + off * at(x, j);
      const part = weight * mean * at(x, j);
      for (let k = 0; k <= j; k += 1) curvature[j * size + k] = at(curvature, j * size + k) + part * at(x, k);
    }
  }
  for (let j = 0; j < size; j += 1) {
    const [prior, value] =
      j === 0 ? [LEVEL_PRIOR, start.level - center] : [at(priors, j - 1), at(start.coefficients, j - 1)];
    slope[j] = at(slope, j) - (start.dispersion * value) / prior ** 2;
    curvature[j * size + j] = at(curvature, j * size + j) + start.dispersion / prior ** 2;
  }
  return { size, slope, curvature };
}

/** One step of Newton's method; null where it cannot be done. */
function step(data: CountData, start: CountModel, center: number, weights: Float64Array): CountModel | null {
  const { size, slope, curvature } = slopesOf(data, start, center, weights);
  const factor = choleskyFactor(curvature, size);
  if (factor === null) return null;
  const change = choleskySolve(factor, size, slope);
  // Exponentials run away after too long a step.
  const scale = Math.min(1, 2 / change.reduce((top, part) => Math.max(top, Math.abs(part)), 0));
  return {
    level: start.level + scale * at(change, 0),
    coefficients: start.coefficients.map((value, j) => value + scale * at(change, j + 1)),
    dispersion: start.dispersion,
    covariance: null,
  };
}

/** The inverse of the second derivative: of quasi-likelihoods, the covariance over the dispersion. */
function covarianceOf(data: CountData, model: CountModel, center: number, weights: Float64Array): Float64Array | null {
  const { size, curvature } = slopesOf(data, model, center, weights);
  const factor = choleskyFactor(curvature, size);
  if (factor === null) return null;
  const covariance = new Float64Array(size * size);
  for (let j = 0; j < size; j += 1) {
    const unit = new Float64Array(size);
    unit[j] = 1;
    covariance.set(choleskySolve(factor, size, unit), j * size);
  }
  return covariance;
}

/** Variance of the logarithm of a row's expectation, for not knowing the coefficients. */
export function doubtOf({ covariance, dispersion }: CountModel, { data, columns }: Matrix, row: number): number {
  if (covariance === null) return 0;
  const size = columns + 1;
  const x = (j: number): number => (j === 0 ? 1 : at(data, row * columns + j - 1));
  let sum = 0;
  for (let j = 0; j < size; j += 1) {
    for (let k = 0; k < size; k += 1) sum += x(j) * x(k) * at(covariance, j * size + k);
  }
  return dispersion * sum;
}

/** Mean of squared Pearson residuals, those of what is unusual cut off. */
function dispersionOf(values: Float64Array, means: Float64Array, weights: Float64Array, used: number): number {
  let [sum, count] = [0, 0];
  const known = values.map((value, row) => {
    return at(weights, row) === 0 ? Number.NaN : (value - at(means, row)) ** 2 / at(means, row);
  });
  const typical = known.reduce((total, square) => total + (square || 0), 0) / known.length;
  let dispersion = typical;
  // The cut depends on the dispersion itself.
  for (let round = 0; round < 5 && dispersion > 0; round += 1) {
    [sum, count] = [0, 0];
    for (const square of known) {
      if (Number.isNaN(square)) continue;
      sum += Math.min(square, CUT_RESIDUAL ** 2 * dispersion);
      count += 1;
    }
    dispersion = sum / Math.max(1, count - Math.min(used, count / 2));
  }
  return dispersion;
}

/**
 * Log-linear regression of counts, or of sums of money, whose variance is a multiple of their mean (quasi-Poisson), with
 * what was unusual weighed down by its Anscombe residual (Noufaily, Enki, Farrington et al. 2013, "An improved algorithm
 * for outbreak detection in multiple surveillance systems", sections 3.2 and 3.3) and normal priors on the coefficients.
 * Rates and shares are counts whose offset is their denominator.
 *
 * @param least the smallest dispersion: 1 of counts, 0 of sums
 * @param start a model of nearly the same data, which saves steps
 * @throws NumericError shape_mismatch (offsets, design, priors), too_few_rows (no value with an offset)
 */
export function fitCountRegression(data: CountData, least: number, start?: CountModel): CountModel {
  const { values, offsets, design, priors } = data;
  for (const [what, expected, actual] of [
    ['offsets', values.length, offsets.length],
    ['design', values.length, design.rows],
    ['priors', design.columns, priors.length],
  ] as const) {
    if (expected !== actual) throw new NumericError('shape_mismatch', { what, expected, actual });
  }
  const known = values.map((value, row) => Number(value >= 0 && at(offsets, row) > 0));
  const [sum, total] = [values, offsets].map((all) => all.reduce((s, v, row) => s + (known[row] === 1 ? v : 0), 0));
  if (!total) throw new NumericError('too_few_rows', { rows: 0, required: 1 });
  const mean = (sum ?? 0) / total;
  const center = Math.log(mean > 0 ? mean : 0.5 / total);
  let model: CountModel = start ?? {
    level: center,
    coefficients: new Float64Array(design.columns),
    dispersion: Math.max(least, 1e-9),
    covariance: null,
  };
  let weights = known;
  for (let round = 0; round < (start ? WARM : ROUNDS); round += 1) {
    for (let i = 0; i < (start ? WARM : STEPS); i += 1) model = step(data, model, center, weights) ?? model;
    const means = expectedCounts(model, design, offsets);
    const dispersion = Math.max(least, 1e-9 * mean, dispersionOf(values, means, known, design.columns + 1));
    model = { ...model, dispersion };
    weights = known.map((each, row) =>
      each === 0 ? 0 : usualWeight(anscombeResidual(at(values, row), at(means, row), dispersion)),
    );
  }
  return { ...model, covariance: covarianceOf(data, model, center, weights) };
}
