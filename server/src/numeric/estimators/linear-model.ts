import type { Fields } from '../artifact/fields.ts';
import { at } from '../element.ts';
import { type ReducedLeastSquares, reduceLeastSquares } from '../matrix/least-squares.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { NumericError } from '../numeric-error.ts';
import {
  checkStop,
  checkTrainingData,
  type ModelShape,
  predictionBuffer,
  type ScoreSplit,
  type Target,
} from './estimator.ts';
import { designMeansOf, splitLinearScores } from './linear-explanation.ts';

/** The estimators of {@link LinearModel}. */
export type LinearKind = 'linear_regression' | 'ridge' | 'elastic_net';

/** A number by a linear score. */
export interface LinearModel {
  readonly kind: LinearKind;
  readonly featureCount: number;
  readonly coefficients: Float64Array;
  readonly intercept: number;
  /** Of the design columns over the training rows. */
  readonly means: Float64Array;
}

/** A regression reduced to p equations, and what a model of it needs besides. */
export interface LinearProblem {
  readonly kind: LinearKind;
  readonly reduced: ReducedLeastSquares;
  readonly means: Float64Array;
}

/**
 * Checks a regression's data and reduces it once for all hyperparameters.
 *
 * @throws NumericError algorithm_does_not_fit_task, stopped, and what `checkTrainingData` throws
 */
export function reduceProblem(kind: LinearKind, x: Matrix, y: Target, shouldStop: () => boolean): LinearProblem {
  if (y.classCount > 0) {
    throw new NumericError('algorithm_does_not_fit_task', { algorithm: kind, task: 'classification' });
  }
  checkTrainingData(x, y);
  const reduced = reduceLeastSquares(x, y.values, () => checkStop(shouldStop), y.weights);
  return { kind, reduced, means: designMeansOf(x) };
}

/** The model of these coefficients; its intercept puts the weighted mean row on the weighted mean target. */
export function linearModelOf({ kind, reduced, means }: LinearProblem, coefficients: Float64Array): LinearModel {
  let intercept = reduced.targetMean;
  for (let c = 0; c < reduced.size; c += 1) intercept -= at(reduced.featureMeans, c) * at(coefficients, c);
  return { kind, featureCount: reduced.size, coefficients, intercept, means };
}

/** See `Estimator.predict`. */
export function predictLinear(model: LinearModel, x: Matrix, out?: Float64Array): Float64Array {
  const predictions = predictionBuffer(model, x, 1, out);
  for (let r = 0, i = 0; r < x.rows; r += 1) {
    let sum = model.intercept;
    for (let c = 0; c < x.columns; c += 1, i += 1) sum += at(x.data, i) * at(model.coefficients, c);
    predictions[r] = sum;
  }
  return predictions;
}

/** See `Estimator.explain`. */
export function explainLinear({ coefficients, intercept, means }: LinearModel, row: Float64Array): ScoreSplit {
  return splitLinearScores(row, means, coefficients, Float64Array.of(intercept));
}

/** See `Estimator.read`. */
export function readLinear(kind: LinearKind): (fields: Fields, shape: ModelShape) => LinearModel {
  return (fields, { featureCount }) => ({
    kind,
    featureCount,
    coefficients: fields.floats('coefficients', featureCount),
    intercept: fields.number('intercept'),
    means: fields.floats('means', featureCount),
  });
}
