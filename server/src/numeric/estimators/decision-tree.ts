import { MAX_TREE_DEPTH } from '../trees/flat-trees.ts';
import type { ForestOptions } from '../trees/forest.ts';
import { wholeHyperparameterOf } from '../trees/hyperparameters.ts';
import {
  checkHyperparameterNames,
  type Estimator,
  type HyperparameterSpec,
  type Hyperparameters,
} from './estimator.ts';
import { explainForest, type ForestModel, predictForest, prepareForestModel, readForest } from './forest-model.ts';

const KIND = 'decision_tree';
export type DecisionTreeModel = ForestModel<typeof KIND>;

const DEPTH: HyperparameterSpec = { name: 'max_depth', defaultValue: 6, min: 1, max: MAX_TREE_DEPTH, grid: [10, 6, 4] };
const LEAF_ROWS: HyperparameterSpec = {
  name: 'min_samples_leaf',
  defaultValue: 5,
  min: 1,
  max: 1_000_000,
  grid: [50, 20, 5, 1],
};
const SPECS = [DEPTH, LEAF_ROWS] as const;

function optionsOf(params: Hyperparameters, columns: number): ForestOptions {
  checkHyperparameterNames(KIND, SPECS, params);
  return {
    trees: 1,
    bootstrap: false,
    featuresPerNode: columns,
    minLeafRows: wholeHyperparameterOf(LEAF_ROWS, params),
    maxDepth: wholeHyperparameterOf(DEPTH, params),
  };
}

/**
 * One classification or regression tree (Breiman et al. 1984), on features in up to 254 bins. NaN in x is missing and
 * learns its own direction, categories are split natively, an unseen one goes where a missing one goes.
 */
export const decisionTree: Estimator<DecisionTreeModel> = {
  kind: KIND,
  tasks: ['classification', 'regression'],
  design: 'tree',
  scoreUnit: 'probability',
  hyperparameters: SPECS,
  fit(x, y, params, rng, shouldStop) {
    optionsOf(params, x.columns);
    return decisionTree.prepare(x, y, rng, shouldStop)(params);
  },
  prepare: (x, y, rng, shouldStop) =>
    prepareForestModel(KIND, x, y, rng, shouldStop ? { shouldStop } : {}, (params) => optionsOf(params, x.columns)),
  predict: predictForest,
  explain: explainForest,
  leafValuesOf: ({ trees }) => trees.leafValues.length,
  read: (fields, shape) => readForest(KIND, fields, shape),
};
