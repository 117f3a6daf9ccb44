import { at } from '../element.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { NumericError } from '../numeric-error.ts';
import {
  checkHyperparameterNames,
  checkTrainingData,
  countClasses,
  type Estimator,
  hyperparameterOf,
  type HyperparameterSpec,
  type Hyperparameters,
  type LogisticModel,
  neverStop,
  predictionBuffer,
  type Target,
} from './estimator.ts';
import { writeScores } from './linear-scores.ts';
import { minimizeScoreLoss } from './newton.ts';
import { binaryLogisticLoss, type ScoreLoss, sigmoid, softmaxLoss, writeSoftmax } from './score-loss.ts';

const KIND = 'logistic_regression';

const STRENGTH: HyperparameterSpec = {
  name: 'l2',
  defaultValue: 1,
  min: 1e-6,
  max: 1e9,
  grid: [10_000, 1000, 100, 30, 10, 3, 1, 0.1, 0.01],
};

interface Problem {
  readonly loss: ScoreLoss;
  /** Zero coefficients, and intercepts that give the class shares. */
  readonly start: Float64Array;
}

function problemOf(x: Matrix, y: Target): Problem {
  checkTrainingData(x, y);
  if (y.classCount < 2) {
    throw new NumericError('algorithm_does_not_fit_task', { algorithm: KIND, task: 'regression' });
  }
  const counts = countClasses(y);
  const loss = y.classCount === 2 ? binaryLogisticLoss(y.values) : softmaxLoss(y.values, y.classCount);
  const stride = x.columns + 1;
  const start = new Float64Array(loss.outputs * stride);
  const logs = counts.map((count) => Math.log(count));
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  if (loss.outputs === 1) start[x.columns] = at(logs, 1) - at(logs, 0);
  else logs.forEach((log, k) => (start[k * stride + x.columns] = log - mean));
  return { loss, start };
}

function fitFrom(
  x: Matrix,
  y: Target,
  problem: Problem,
  l2: number,
  start: Float64Array,
  shouldStop: () => boolean,
): { model: LogisticModel; weights: Float64Array } {
  const { outputs } = problem.loss;
  const { weights, converged, iterations } = minimizeScoreLoss(x, problem.loss, l2, start, shouldStop);
  const coefficients = new Float64Array(outputs * x.columns);
  const intercepts = new Float64Array(outputs);
  for (let k = 0; k < outputs; k += 1) {
    const from = k * (x.columns + 1);
    coefficients.set(weights.subarray(from, from + x.columns), k * x.columns);
    intercepts[k] = at(weights, from + x.columns);
  }
  const { classCount } = y;
  return {
    model: { kind: KIND, classCount, featureCount: x.columns, coefficients, intercepts, converged, iterations },
    weights,
  };
}

function l2Of(params: Hyperparameters): number {
  checkHyperparameterNames(KIND, [STRENGTH], params);
  return hyperparameterOf(STRENGTH, params);
}

/**
 * Scores of a fitted model.
 *
 * @param x n × featureCount
 * @returns n × (1 or classCount): the log-odds of class 1, or the softmax scores
 */
export function logisticScores(model: LogisticModel, x: Matrix): Float64Array {
  const outputs = model.intercepts.length;
  const weights = new Float64Array(outputs * (x.columns + 1));
  for (let k = 0; k < outputs; k += 1) {
    const row = model.coefficients.subarray(k * x.columns, (k + 1) * x.columns);
    weights.set(row, k * (x.columns + 1));
    weights[k * (x.columns + 1) + x.columns] = at(model.intercepts, k);
  }
  const scores = new Float64Array(x.rows * outputs);
  writeScores(x, weights, outputs, scores);
  return scores;
}

/**
 * Logistic regression with an L2 penalty: minimises Σ loss + (l2 / 2) ‖w‖², the intercept free. Two classes: one score,
 * the log-odds of class 1 (Cox 1958). Several: symmetric softmax, a score per class, coefficients and intercepts summing
 * to zero over the classes (Hastie, Tibshirani & Friedman 2009, section 18.3.2).
 *
 * Hyperparameter `l2` (1e-6 … 1e9, default 1) is the strength: the inverse of scikit-learn's `C`.
 */
export const logisticRegression: Estimator<LogisticModel> = {
  kind: KIND,
  hyperparameters: [STRENGTH],
  fit(x, y, params, rng, shouldStop) {
    return logisticRegression.prepare(x, y, rng, shouldStop)(params);
  },
  prepare(x, y, _rng, shouldStop = neverStop) {
    const problem = problemOf(x, y);
    let { start } = problem;
    return (params) => {
      const { model, weights } = fitFrom(x, y, problem, l2Of(params), start, shouldStop);
      start = weights;
      return model;
    };
  },
  predict(model, x, out) {
    const { classCount } = model;
    const probabilities = predictionBuffer(model, x, classCount, out);
    const scores = logisticScores(model, x);
    if (classCount > 2) {
      for (let from = 0; from < scores.length; from += classCount)
        writeSoftmax(scores, from, classCount, probabilities);
      return probabilities;
    }
    for (let r = 0; r < x.rows; r += 1) {
      probabilities[2 * r] = sigmoid(-at(scores, r));
      probabilities[2 * r + 1] = sigmoid(at(scores, r));
    }
    return probabilities;
  },
};
