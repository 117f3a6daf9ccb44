import type { Fields } from '../artifact/fields.ts';
import { at } from '../element.ts';
import { NumericError } from '../numeric-error.ts';
import type { Rng } from '../rng/rng.ts';
import type { FitControl } from '../trees/boosting.ts';
import { addLeaves } from '../trees/add-leaves.ts';
import type { FlatTrees } from '../trees/flat-trees.ts';
import { type ForestOptions, leafWidthOf, prepareForest } from '../trees/forest.ts';
import { readTrees } from '../trees/read-trees.ts';
import { expectedOutputs, treeShap } from '../trees/tree-shap.ts';
import {
  checkTrainingData,
  countClasses,
  type Features,
  type FittedModel,
  type Hyperparameters,
  type ModelShape,
  predictionBuffer,
  type ScoreSplit,
  type Target,
} from './estimator.ts';

/** Averaged trees: the prediction is `offset` plus the mean of the leaves, a number or the shares of the classes. */
export interface ForestModel<Kind extends string> extends FittedModel {
  readonly kind: Kind;
  readonly classCount: number;
  readonly featureCount: number;
  readonly offset: number;
  /** R² or accuracy on rows that a tree had not seen, and how many rows had such a tree. */
  readonly outOfBagScore: number;
  readonly outOfBagRows: number;
  readonly trees: FlatTrees;
}

/** `Estimator.prepare` of averaged trees. */
export function prepareForestModel<Kind extends string>(
  kind: Kind,
  x: Features,
  y: Target,
  rng: Rng,
  control: FitControl,
  optionsOf: (params: Hyperparameters, x: Features, y: Target) => ForestOptions,
): (params: Hyperparameters) => ForestModel<Kind> {
  checkTrainingData(x, y, 'tree');
  if (y.classCount > 0) countClasses(y);
  const { classCount } = y;
  const plant = prepareForest(x, y, rng, control);
  return (params) => {
    const { offset, outOfBagScore, outOfBagRows, trees } = plant(optionsOf(params, x, y));
    return { kind, classCount, featureCount: x.columns, offset, outOfBagScore, outOfBagRows, trees };
  };
}

/** `Estimator.predict` of averaged trees. */
export function predictForest<Kind extends string>(
  model: ForestModel<Kind>,
  x: Features,
  out?: Float64Array,
): Float64Array {
  const { classCount, offset, trees } = model;
  const predictions = predictionBuffer(model, x, Math.max(1, classCount), out);
  const count = trees.roots.length;
  const width = leafWidthOf(classCount);
  const sums = classCount === 2 ? new Float64Array(x.rows) : predictions.fill(0);
  addLeaves(trees, x.data, width, sums);
  for (let i = 0; i < sums.length; i += 1) sums[i] = at(sums, i) / count + offset;
  if (classCount !== 2) return predictions;
  for (let row = 0; row < x.rows; row += 1) {
    predictions[2 * row] = 1 - at(sums, row);
    predictions[2 * row + 1] = at(sums, row);
  }
  return predictions;
}

/** `Estimator.explain` of averaged trees; scores are shares of classes or numbers. */
export function explainForest<Kind extends string>(model: ForestModel<Kind>, row: Float64Array): ScoreSplit {
  const { trees, offset, classCount } = model;
  const width = leafWidthOf(classCount);
  const share = 1 / trees.roots.length;
  return {
    baseValues: expectedOutputs(trees, width).map((value) => value * share + offset),
    contributions: treeShap(trees, row, width).map((value) => value * share),
  };
}

/** `Estimator.read` of averaged trees. */
export function readForest<Kind extends string>(
  kind: Kind,
  fields: Fields,
  { classCount, featureCount }: ModelShape,
): ForestModel<Kind> {
  const trees = readTrees(fields.object('trees'), featureCount, leafWidthOf(classCount));
  if (trees.leafWidth !== leafWidthOf(classCount) || trees.roots.length === 0) {
    throw new NumericError('artifact_corrupted', { where: 'trees.leafWidth' });
  }
  return {
    kind,
    classCount,
    featureCount,
    offset: fields.number('offset'),
    outOfBagScore: fields.number('outOfBagScore'),
    outOfBagRows: fields.number('outOfBagRows'),
    trees,
  };
}
