import type { Fields } from '../artifact/fields.ts';
import { at } from '../element.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { NumericError } from '../numeric-error.ts';
import type { ThreadPool } from '../parallel.ts';
import type { Rng } from '../rng/rng.ts';

/** Values by hyperparameter name. */
export type Hyperparameters = Readonly<Record<string, number>>;

/** What a supervised model answers: a class or a number. */
export type Task = 'classification' | 'regression';

/** One tunable value of an estimator. Both bounds are allowed values. */
export interface HyperparameterSpec {
  readonly name: string;
  readonly defaultValue: number;
  readonly min: number;
  readonly max: number;
  /** Values that tuning tries, largest first; the default is among them. */
  readonly grid: readonly number[];
}

/**
 * The features of n rows. Design `linear`: finite, centred numbers, one-hot categories. Design `tree`: raw numbers, NaN
 * where missing; a categorical column holds the codes 0 … count − 1 of its categories.
 */
export interface Features extends Matrix {
  /** p: number of categories of each column, 0 where it is numeric; absent where all are. */
  readonly categoryCounts?: Int32Array;
}

/**
 * What to learn. Regression: `values` are numbers and `classCount` is 0. Classification: `values` are class codes
 * 0 … classCount − 1, each of which must occur, and `classCount` ≥ 2.
 */
export interface Target {
  readonly values: Float64Array;
  readonly classCount: number;
  /** n, finite, ≥ 0, not all 0: how much each row counts; absent where all count as 1. */
  readonly weights?: Float64Array;
}

/** Any fitted model: plain data that an artifact holds. */
export interface FittedModel {
  readonly kind: string;
  readonly featureCount: number;
}

/**
 * The scores of one row, each split over the design columns: baseValues[k] + Σ_j contributions[k × p + j] is score k.
 * One score for a number (the prediction) and for two classes (of class 1), else one per class.
 */
export interface ScoreSplit {
  readonly baseValues: Float64Array;
  /** scores × p, row-major. */
  readonly contributions: Float64Array;
}

/**
 * The form of every estimator. Same x, y, params and seed give the same bytes; no input is changed.
 */
export interface Estimator<Model extends FittedModel> {
  readonly kind: Model['kind'];
  readonly tasks: readonly Task[];
  /** Which form of the features `fit` and `predict` take. */
  readonly design: 'linear' | 'tree';
  /** What the scores of `explain` are for a classification: log-odds (softmax scores of several classes) or shares. */
  readonly scoreUnit: 'log_odds' | 'probability';
  readonly hyperparameters: readonly HyperparameterSpec[];
  /**
   * @param x n × p row-major, n ≥ 1, p ≥ 0
   * @param params missing ones take their default
   * @param rng the only source of randomness
   * @param shouldStop asked once an iteration, or once a block of rows; the baseline never asks
   * @param pool threads to work with; default none
   * @throws NumericError shape_mismatch, too_few_rows (n = 0), not_finite (infinite input; NaN in y, and in x of design
   *   `linear`), class_too_small (a class without rows), algorithm_does_not_fit_task, unknown_hyperparameter,
   *   invalid_hyperparameter, stopped
   */
  fit(x: Features, y: Target, params: Hyperparameters, rng: Rng, shouldStop?: () => boolean, pool?: ThreadPool): Model;
  /**
   * `fit` in two steps, for several sets of hyperparameters on the same rows: the work they share is done once. Later
   * answers may start from earlier ones; they equal those of `fit` to the optimiser's tolerance, not to the byte.
   */
  prepare(
    x: Features,
    y: Target,
    rng: Rng,
    shouldStop?: () => boolean,
    pool?: ThreadPool,
  ): (params: Hyperparameters) => Model;
  /**
   * Of design `linear`, a row with NaN gives NaN. No rows give an empty result.
   *
   * @param out written and returned where given: n × classCount or n
   * @returns n × classCount probabilities, row-major, or n numbers
   * @throws NumericError shape_mismatch
   */
  predict(model: Model, x: Features, out?: Float64Array): Float64Array;
  /**
   * Says what moved the scores of one row away from their mean over the training rows.
   *
   * @param row p design values
   */
  explain(model: Model, row: Float64Array): ScoreSplit;
  /** How many numbers the leaves of a model of trees hold, which is what `explain` takes time for. */
  leafValuesOf?(model: Model): number;
  /**
   * Reads a model back from an artifact, with the same keys in the same order as `fit` made it.
   *
   * @param shape what the rest of the artifact says of it
   * @throws NumericError artifact_corrupted
   */
  read(fields: Fields, shape: ModelShape): Model;
}

/** What a model must fit to. `classCount` is 0 for a number. */
export interface ModelShape {
  readonly classCount: number;
  readonly featureCount: number;
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

function checkNotInfinite(values: Float64Array): void {
  for (let i = 0; i < values.length; i += 1) {
    if (Math.abs(at(values, i)) === Number.POSITIVE_INFINITY)
      throw new NumericError('not_finite', { what: 'x', index: i });
  }
}

function checkFinite(values: Float64Array, what: string): void {
  for (let i = 0; i < values.length; i += 1) {
    if (!(Math.abs(at(values, i)) <= Number.MAX_VALUE)) throw new NumericError('not_finite', { what, index: i });
  }
}

/**
 * Checks what every `fit` promises to check of x and y.
 *
 * @throws NumericError shape_mismatch, too_few_rows, not_finite, invalid_weights
 */
export function checkTrainingData(x: Features, y: Target, design: 'linear' | 'tree' = 'linear'): void {
  const { rows, columns, data } = x;
  if (data.length !== rows * columns) {
    throw new NumericError('shape_mismatch', { what: 'x', expected: rows * columns, actual: data.length });
  }
  if (y.values.length !== rows) {
    throw new NumericError('shape_mismatch', { what: 'y', expected: rows, actual: y.values.length });
  }
  if (rows === 0) throw new NumericError('too_few_rows', { rows, required: 1 });
  if (design === 'linear') checkFinite(data, 'x');
  else checkNotInfinite(data);
  checkFinite(y.values, 'y');
  checkWeights(y);
}

/** @throws NumericError shape_mismatch, not_finite, invalid_weights */
function checkWeights({ values, weights }: Target): void {
  if (weights === undefined) return;
  if (weights.length !== values.length) {
    throw new NumericError('shape_mismatch', { what: 'weights', expected: values.length, actual: weights.length });
  }
  checkFinite(weights, 'weights');
  let total = 0;
  for (const [index, weight] of weights.entries()) {
    if (weight < 0) throw new NumericError('invalid_weights', { index, value: weight });
    total += weight;
  }
  if (total === 0) throw new NumericError('invalid_weights', { index: 0, value: 0 });
}

/**
 * Weight of each class; without weights, its rows.
 *
 * @throws NumericError shape_mismatch (a code that is none), class_too_small (a class without rows or weight)
 */
export function countClasses(y: Target): Float64Array {
  const counts = new Float64Array(y.classCount);
  for (let row = 0; row < y.values.length; row += 1) {
    const code = at(y.values, row);
    if (!(Number.isInteger(code) && code >= 0 && code < y.classCount)) {
      throw new NumericError('shape_mismatch', { what: 'class code', expected: y.classCount, actual: code });
    }
    counts[code] = at(counts, code) + (y.weights === undefined ? 1 : at(y.weights, row));
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
export function predictionBuffer(model: FittedModel, x: Features, width: number, out?: Float64Array): Float64Array {
  if (x.columns !== model.featureCount || x.data.length !== x.rows * x.columns) {
    throw new NumericError('shape_mismatch', { what: 'x', expected: model.featureCount, actual: x.columns });
  }
  const expected = x.rows * width;
  if (out !== undefined && out.length !== expected) {
    throw new NumericError('shape_mismatch', { what: 'out', expected, actual: out.length });
  }
  return out ?? new Float64Array(expected);
}
