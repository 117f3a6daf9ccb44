import type { Fields } from '../artifact/fields.ts';
import { at } from '../element.ts';
import { type Matrix, takeMatrixRows } from '../matrix/matrix.ts';
import { NumericError } from '../numeric-error.ts';
import {
  checkHyperparameterNames,
  checkTrainingData,
  countClasses,
  type Estimator,
  hyperparameterOf,
  type HyperparameterSpec,
  type Hyperparameters,
  type ModelShape,
  neverStop,
  predictionBuffer,
  type Target,
} from './estimator.ts';
import { designMeansOf, splitLinearScores } from './linear-explanation.ts';
import { writeScores } from './linear-scores.ts';
import { minimizeScoreLoss } from './newton.ts';
import { binaryLogisticLoss, type ScoreLoss, sigmoid, softmaxLoss, writeSoftmax } from './score-loss.ts';
import { takeTarget } from './training-rows.ts';

const KIND = 'logistic_regression';

/** Classes by a linear score. Two classes: one row of coefficients (for class 1), else one per class. */
export interface LogisticModel {
  readonly kind: 'logistic_regression';
  readonly classCount: number;
  readonly featureCount: number;
  /** (1 or classCount) × featureCount, row-major. */
  readonly coefficients: Float64Array;
  /** 1 or classCount. */
  readonly intercepts: Float64Array;
  /** Of the design columns over the training rows. */
  readonly means: Float64Array;
  readonly converged: boolean;
  readonly iterations: number;
}

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
  readonly means: Float64Array;
}

function lossOf({ values, classCount, weights }: Target): ScoreLoss {
  return classCount === 2 ? binaryLogisticLoss(values, weights) : softmaxLoss(values, classCount, weights);
}

/** Rows that bring the weights near their place, cheaply, before all rows put them there. */
const SAMPLE_ROWS = 10_000;

/** They are off by more than this share of the loss anyway. */
const SAMPLE_TOLERANCE = 1e-5;

/** The minimum of every so many-th row, the penalty reduced alike; `start` where there are few rows. */
function nearStart(x: Matrix, y: Target, l2: number, start: Float64Array, shouldStop: () => boolean): Float64Array {
  const step = Math.floor(x.rows / SAMPLE_ROWS);
  if (step < 2) return start;
  const rows = Int32Array.from({ length: Math.ceil(x.rows / step) }, (_, r) => r * step);
  const loss = lossOf(takeTarget(y, rows));
  return minimizeScoreLoss(takeMatrixRows(x, rows), loss, l2 / step, start, shouldStop, SAMPLE_TOLERANCE).weights;
}

function problemOf(x: Matrix, y: Target): Problem {
  checkTrainingData(x, y);
  if (y.classCount < 2) {
    throw new NumericError('algorithm_does_not_fit_task', { algorithm: KIND, task: 'regression' });
  }
  const counts = countClasses(y);
  const loss = lossOf(y);
  const stride = x.columns + 1;
  const start = new Float64Array(loss.outputs * stride);
  const logs = counts.map((count) => Math.log(count));
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  if (loss.outputs === 1) start[x.columns] = at(logs, 1) - at(logs, 0);
  else logs.forEach((log, k) => (start[k * stride + x.columns] = log - mean));
  return { loss, start, means: designMeansOf(x) };
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
  const { means } = problem;
  const shape = { kind: KIND, classCount, featureCount: x.columns } as const;
  return { model: { ...shape, coefficients, intercepts, means, converged, iterations }, weights };
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

function readModel(fields: Fields, { classCount, featureCount }: ModelShape): LogisticModel {
  const outputs = classCount === 2 ? 1 : classCount;
  return {
    kind: KIND,
    classCount,
    featureCount,
    coefficients: fields.floats('coefficients', outputs * featureCount),
    intercepts: fields.floats('intercepts', outputs),
    means: fields.floats('means', featureCount),
    converged: fields.flag('converged'),
    iterations: fields.number('iterations'),
  };
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
  tasks: ['classification'],
  design: 'linear',
  scoreUnit: 'log_odds',
  hyperparameters: [STRENGTH],
  fit(x, y, params, rng, shouldStop) {
    return logisticRegression.prepare(x, y, rng, shouldStop)(params);
  },
  prepare(x, y, _rng, shouldStop = neverStop) {
    const problem = problemOf(x, y);
    let start: Float64Array | null = null;
    return (params) => {
      const l2 = l2Of(params);
      start ??= nearStart(x, y, l2, problem.start, shouldStop);
      const { model, weights } = fitFrom(x, y, problem, l2, start, shouldStop);
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
  explain: ({ coefficients, intercepts, means }, row) => splitLinearScores(row, means, coefficients, intercepts),
  read: readModel,
};
