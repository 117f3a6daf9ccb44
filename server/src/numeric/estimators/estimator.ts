import { at } from '../element.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { NumericError } from '../numeric-error.ts';
import type { Rng } from '../rng/rng.ts';

/** Values by hyperparameter name. */
export type Hyperparameters = Readonly<Record<string, number>>;

/** One tunable value of an estimator. Both bounds are allowed values. */
export interface HyperparameterSpec {
  readonly name: string;
  readonly defaultValue: number;
  readonly min: number;
  readonly max: number;
  /** Values that tuning tries, strongest regularisation first. */
  readonly grid: readonly number[];
}

/**
 * What to learn. Regression: `values` are numbers and `classCount` is 0. Classification: `values` are class codes
 * 0 … classCount − 1, each of which must occur, and `classCount` ≥ 2.
 */
export interface Target {
  readonly values: Float64Array;
  readonly classCount: number;
}

/** Classes by a linear score. Two classes: one row of coefficients (for class 1), else one per class. */
export interface LogisticModel {
  readonly kind: 'logistic_regression';
  readonly classCount: number;
  readonly featureCount: number;
  /** (1 or classCount) × featureCount, row-major. */
  readonly coefficients: Float64Array;
  /** 1 or classCount. */
  readonly intercepts: Float64Array;
  readonly converged: boolean;
  readonly iterations: number;
}

/** A number by a linear score. */
export interface LinearModel {
  readonly kind: 'linear_regression' | 'ridge';
  readonly featureCount: number;
  readonly coefficients: Float64Array;
  readonly intercept: number;
}

/** The naive answer: class shares (classCount ≥ 2) or the mean (classCount 0). */
export interface BaselineModel {
  readonly kind: 'baseline';
  readonly classCount: number;
  readonly featureCount: number;
  readonly values: Float64Array;
}

/** Any fitted model: plain data. */
export type FittedModel = LogisticModel | LinearModel | BaselineModel;

/**
 * The form of every estimator. Same x, y, params and seed give the same bytes; no input is changed.
 */
export interface Estimator<Model extends FittedModel> {
  readonly kind: Model['kind'];
  readonly hyperparameters: readonly HyperparameterSpec[];
  /**
   * @param x n × p row-major, n ≥ 1, p ≥ 0
   * @param params missing ones take their default
   * @param rng the only source of randomness
   * @param shouldStop asked once an iteration, or once a block of rows; the baseline never asks
   * @throws NumericError shape_mismatch, too_few_rows (n = 0), not_finite (NaN or infinite input), class_too_small (a
   *   class without rows), algorithm_does_not_fit_task, unknown_hyperparameter, invalid_hyperparameter, stopped
   */
  fit(x: Matrix, y: Target, params: Hyperparameters, rng: Rng, shouldStop?: () => boolean): Model;
  /**
   * `fit` in two steps, for several sets of hyperparameters on the same rows: the work they share is done once. Later
   * answers may start from earlier ones; they equal those of `fit` to the optimiser's tolerance, not to the byte.
   */
  prepare(x: Matrix, y: Target, rng: Rng, shouldStop?: () => boolean): (params: Hyperparameters) => Model;
  /**
   * A row with NaN gives NaN (the baseline looks at no feature and does not). No rows give an empty result.
   *
   * @param out written and returned where given: n × classCount or n
   * @returns n × classCount probabilities, row-major, or n numbers
   * @throws NumericError shape_mismatch
   */
  predict(model: Model, x: Matrix, out?: Float64Array): Float64Array;
}

/** Stands in where the caller has no wish to stop. */
export function neverStop(): boolean {
  return false;
}

/**
 * Ends the work where the caller wants it.
 *
 * @throws NumericError stopped
 */
export function checkStop(shouldStop: () => boolean): void {
  if (shouldStop()) throw new NumericError('stopped');
}

/**
 * The value of one hyperparameter, or its default.
 *
 * @throws NumericError invalid_hyperparameter
 */
export function hyperparameterOf(
  { name, defaultValue, min, max }: HyperparameterSpec,
  params: Hyperparameters,
): number {
  const value = params[name] ?? defaultValue;
  if (value >= min && value <= max) return value;
  throw new NumericError('invalid_hyperparameter', { name, value: String(value), min, max });
}

/**
 * Checks that every name is a hyperparameter of the algorithm.
 *
 * @throws NumericError unknown_hyperparameter
 */
export function checkHyperparameterNames(
  algorithm: string,
  specs: readonly HyperparameterSpec[],
  params: Hyperparameters,
): void {
  for (const name of Object.keys(params)) {
    if (!specs.some((spec) => spec.name === name))
      throw new NumericError('unknown_hyperparameter', { name, algorithm });
  }
}

function checkFinite(values: Float64Array, what: string): void {
  for (let i = 0; i < values.length; i += 1) {
    if (!Number.isFinite(at(values, i))) throw new NumericError('not_finite', { what, index: i });
  }
}

/**
 * Checks what every `fit` promises to check of x and y.
 *
 * @throws NumericError shape_mismatch, too_few_rows, not_finite
 */
export function checkTrainingData(x: Matrix, y: Target): void {
  const { rows, columns, data } = x;
  if (data.length !== rows * columns) {
    throw new NumericError('shape_mismatch', { what: 'x', expected: rows * columns, actual: data.length });
  }
  if (y.values.length !== rows) {
    throw new NumericError('shape_mismatch', { what: 'y', expected: rows, actual: y.values.length });
  }
  if (rows === 0) throw new NumericError('too_few_rows', { rows, required: 1 });
  checkFinite(data, 'x');
  checkFinite(y.values, 'y');
}

/**
 * Rows of each class.
 *
 * @throws NumericError shape_mismatch (a code that is none), class_too_small (a class without rows)
 */
export function countClasses(y: Target): Float64Array {
  const counts = new Float64Array(y.classCount);
  for (const code of y.values) {
    if (!(Number.isInteger(code) && code >= 0 && code < y.classCount)) {
      throw new NumericError('shape_mismatch', { what: 'class code', expected: y.classCount, actual: code });
    }
    counts[code] = at(counts, code) + 1;
  }
  const empty = counts.indexOf(0);
  if (empty >= 0) throw new NumericError('class_too_small', { label: String(empty), rows: 0, required: 1 });
  return counts;
}

/**
 * The array to predict into: `out`, or a new one.
 *
 * @throws NumericError shape_mismatch where x or `out` does not fit the model
 */
export function predictionBuffer(model: FittedModel, x: Matrix, width: number, out?: Float64Array): Float64Array {
  if (x.columns !== model.featureCount || x.data.length !== x.rows * x.columns) {
    throw new NumericError('shape_mismatch', { what: 'x', expected: model.featureCount, actual: x.columns });
  }
  const expected = x.rows * width;
  if (out !== undefined && out.length !== expected) {
    throw new NumericError('shape_mismatch', { what: 'out', expected, actual: out.length });
  }
  return out ?? new Float64Array(expected);
}
