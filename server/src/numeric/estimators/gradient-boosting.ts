import type { Fields } from '../artifact/fields.ts';
import { at } from '../element.ts';
import { NumericError } from '../numeric-error.ts';
import type { Rng } from '../rng/rng.ts';
import { addLeaves } from '../trees/add-leaves.ts';
import { type BoostingOptions, type FitControl, MAX_LEAVES, prepareBoosting } from '../trees/boosting.ts';
import { type FlatTrees, MAX_TREE_DEPTH } from '../trees/flat-trees.ts';
import { wholeHyperparameterOf } from '../trees/hyperparameters.ts';
import { type BoostingLoss, scoresOf } from '../trees/losses.ts';
import { readTrees } from '../trees/read-trees.ts';
import { expectedOutputs, treeShap } from '../trees/tree-shap.ts';
import {
  checkHyperparameterNames,
  checkTrainingData,
  countClasses,
  type Estimator,
  type Features,
  type FittedModel,
  hyperparameterOf,
  type HyperparameterSpec,
  type Hyperparameters,
  type ModelShape,
  predictionBuffer,
  type Target,
} from './estimator.ts';

const KIND = 'gradient_boosting';

/** Boosted trees. Scores are `baseScores` plus the leaves; log-odds, softmax scores, numbers or quantiles. */
export interface GradientBoostingModel extends FittedModel {
  readonly kind: typeof KIND;
  readonly loss: BoostingLoss;
  /** Of loss `quantile` only; else 0.5. */
  readonly level: number;
  readonly classCount: number;
  readonly featureCount: number;
  /** Trees of each score. */
  readonly iterations: number;
  readonly baseScores: Float64Array;
  readonly trees: FlatTrees;
}

const spec = (
  name: string,
  defaultValue: number,
  min: number,
  max: number,
  grid = [defaultValue],
): HyperparameterSpec => {
  return { name, defaultValue, min, max, grid };
};

const LEARNING_RATE = spec('learning_rate', 0.1, 0.001, 1, [0.3, 0.1, 0.05]);
const ITERATIONS = spec('iterations', 100, 1, 2000, [300, 100]);
const LEAVES = spec('max_leaves', 31, 2, MAX_LEAVES, [63, 31, 15, 7]);
const DEPTH = spec('max_depth', MAX_TREE_DEPTH, 1, MAX_TREE_DEPTH);
const LEAF_ROWS = spec('min_samples_leaf', 20, 1, 1_000_000, [60, 20, 5]);
const L1 = spec('l1', 0, 0, 1e9);
const L2 = spec('l2', 0, 0, 1e9, [10, 1, 0]);
const GAIN = spec('min_gain', 0, 0, 1e9);
const ROWS = spec('row_share', 1, 0.01, 1);
const COLUMNS = spec('column_share', 1, 0.01, 1, [1, 0.5]);
const PATIENCE = spec('early_stopping_rounds', 0, 0, 1000);
const HELD_OUT = spec('validation_share', 0.1, 0.01, 0.5);
const SPECS: readonly HyperparameterSpec[] = [
  LEARNING_RATE,
  ITERATIONS,
  LEAVES,
  DEPTH,
  LEAF_ROWS,
  L1,
  L2,
  GAIN,
  ROWS,
  COLUMNS,
  PATIENCE,
  HELD_OUT,
];

function optionsOf(params: Hyperparameters, loss: BoostingLoss, level: number): BoostingOptions {
  checkHyperparameterNames(KIND, SPECS, params);
  return {
    loss,
    level,
    iterations: wholeHyperparameterOf(ITERATIONS, params),
    learningRate: hyperparameterOf(LEARNING_RATE, params),
    maxLeaves: wholeHyperparameterOf(LEAVES, params),
    maxDepth: wholeHyperparameterOf(DEPTH, params),
    minLeafRows: wholeHyperparameterOf(LEAF_ROWS, params),
    l1: hyperparameterOf(L1, params),
    l2: hyperparameterOf(L2, params),
    minGain: hyperparameterOf(GAIN, params),
    rowShare: hyperparameterOf(ROWS, params),
    featureShare: hyperparameterOf(COLUMNS, params),
    patience: wholeHyperparameterOf(PATIENCE, params),
    validationShare: hyperparameterOf(HELD_OUT, params),
  };
}

function lossOf(classCount: number): BoostingLoss {
  if (classCount === 0) return 'squared';
  return classCount === 2 ? 'logistic' : 'softmax';
}

function prepareLoss(
  x: Features,
  y: Target,
  loss: BoostingLoss,
  level: number,
  rng: Rng,
  control: FitControl,
): (params: Hyperparameters) => GradientBoostingModel {
  checkTrainingData(x, y, 'tree');
  if (y.classCount > 0) countClasses(y);
  const boost = prepareBoosting(x, y, loss, rng, control);
  return (params) => ({
    kind: KIND,
    loss,
    level,
    classCount: y.classCount,
    featureCount: x.columns,
    ...boost(optionsOf(params, loss, level)),
  });
}

/**
 * Boosted trees that predict a quantile of a number instead of its mean.
 *
 * @param x as of `Estimator.fit`, design `tree`
 * @param y numbers (classCount 0)
 * @param level within 0.001 … 0.999
 * @throws NumericError as `Estimator.fit`; invalid_hyperparameter (name `level`)
 */
export function fitQuantileBoosting(
  x: Features,
  y: Target,
  level: number,
  params: Hyperparameters,
  rng: Rng,
  control: FitControl = {},
): GradientBoostingModel {
  hyperparameterOf(spec('level', 0.5, 0.001, 0.999), { level });
  optionsOf(params, 'quantile', level);
  if (y.classCount > 0) throw new NumericError('algorithm_does_not_fit_task', { algorithm: KIND, task: 'quantile' });
  return prepareLoss(x, y, 'quantile', level, rng, control)(params);
}

/** Scores, base included, of each row. */
function scoreRows(model: GradientBoostingModel, x: Features, width: number, scores: Float64Array): void {
  for (let i = 0; i < scores.length; i += 1) scores[i] = at(model.baseScores, i % width);
  addLeaves(model.trees, x.data, width, scores);
}

/** Writes the two probabilities of each log-odds. */
function writeBinary(scores: Float64Array, out: Float64Array): void {
  for (let row = 0; row < scores.length; row += 1) {
    const chance = 1 / (1 + Math.exp(-at(scores, row)));
    out[2 * row] = 1 - chance;
    out[2 * row + 1] = chance;
  }
}

/** Turns each row's scores into probabilities, in place. */
function softmaxRows(scores: Float64Array, width: number): void {
  for (let start = 0; start < scores.length; start += width) {
    const row = scores.subarray(start, start + width);
    const top = row.reduce((most, score) => Math.max(most, score));
    let sum = 0;
    for (let k = 0; k < width; k += 1) {
      row[k] = Math.exp(at(row, k) - top);
      sum += at(row, k);
    }
    for (let k = 0; k < width; k += 1) row[k] = at(row, k) / sum;
  }
}

function predict(model: GradientBoostingModel, x: Features, out?: Float64Array): Float64Array {
  const predictions = predictionBuffer(model, x, Math.max(1, model.classCount), out);
  if (model.loss === 'logistic') {
    const scores = new Float64Array(x.rows);
    scoreRows(model, x, 1, scores);
    writeBinary(scores, predictions);
    return predictions;
  }
  const width = scoresOf(model.loss, model.classCount);
  scoreRows(model, x, width, predictions);
  if (model.loss === 'softmax') softmaxRows(predictions, width);
  return predictions;
}

function read(fields: Fields, { classCount, featureCount }: ModelShape): GradientBoostingModel {
  const loss = fields.oneOf('loss', classCount > 0 ? [lossOf(classCount)] : (['squared', 'quantile'] as const));
  const outputs = scoresOf(loss, classCount);
  const trees = readTrees(fields.object('trees'), featureCount, outputs);
  const iterations = fields.number('iterations');
  if (trees.leafWidth !== 1 || trees.roots.length !== iterations * outputs) {
    throw new NumericError('artifact_corrupted', { where: 'trees.roots' });
  }
  const level = fields.number('level');
  const baseScores = fields.floats('baseScores', outputs);
  return { kind: KIND, loss, level, classCount, featureCount, iterations, baseScores, trees };
}

/**
 * Gradient boosting of histogram trees; see `prepareBoosting` for what it is and where it comes from.
 *
 * Classes and numbers; NaN in x is missing and learns its own direction, categories are split natively, an unseen one
 * goes where a missing one goes. Constant features, or fewer rows than two leaves, give the class shares or the mean.
 * `early_stopping_rounds` 0 uses all rows and all iterations.
 *
 * @param control threads to work on, and where progress is reported; `fit` and `prepare` add their own `shouldStop`
 */
export function createGradientBoosting(control: FitControl = {}): Estimator<GradientBoostingModel> {
  const estimator: Estimator<GradientBoostingModel> = {
    kind: KIND,
    tasks: ['classification', 'regression'],
    design: 'tree',
    scoreUnit: 'log_odds',
    hyperparameters: SPECS,
    fit(x, y, params, rng, shouldStop, pool) {
      optionsOf(params, 'squared', 0.5);
      return estimator.prepare(x, y, rng, shouldStop, pool)(params);
    },
    prepare: (x, y, rng, shouldStop, pool) =>
      prepareLoss(x, y, lossOf(y.classCount), 0.5, rng, {
        ...control,
        ...(shouldStop ? { shouldStop } : {}),
        ...(pool ? { pool } : {}),
      }),
    predict,
    explain(model, row) {
      const width = model.baseScores.length;
      const expected = expectedOutputs(model.trees, width);
      const baseValues = model.baseScores.map((score, k) => score + at(expected, k));
      return { baseValues, contributions: treeShap(model.trees, row, width) };
    },
    leafValuesOf: ({ trees }) => trees.leafValues.length,
    read,
  };
  return estimator;
}

/** Gradient boosting on the calling thread. */
export const gradientBoosting = createGradientBoosting();
