import type { FitControl } from '../trees/boosting.ts';
import { MAX_TREE_DEPTH } from '../trees/flat-trees.ts';
import type { ForestOptions } from '../trees/forest.ts';
import { wholeHyperparameterOf } from '../trees/hyperparameters.ts';
import {
  checkHyperparameterNames,
  type Estimator,
  hyperparameterOf,
  type HyperparameterSpec,
  type Hyperparameters,
} from './estimator.ts';
import { explainForest, type ForestModel, predictForest, prepareForestModel, readForest } from './forest-model.ts';

const KIND = 'random_forest';
export type RandomForestModel = ForestModel<typeof KIND>;

const TREES: HyperparameterSpec = { name: 'trees', defaultValue: 100, min: 1, max: 2000, grid: [100] };
const LEAF_ROWS: HyperparameterSpec = {
  name: 'min_samples_leaf',
  defaultValue: 1,
  min: 1,
  max: 1_000_000,
  grid: [20, 5, 2, 1],
};
const DEPTH: HyperparameterSpec = {
  name: 'max_depth',
  defaultValue: MAX_TREE_DEPTH,
  min: 1,
  max: MAX_TREE_DEPTH,
  grid: [MAX_TREE_DEPTH],
};
/** 0 stands for √p of classes and p / 3 of numbers (Breiman 2001; Hastie, Tibshirani & Friedman 2009, section 15.3). */
const COLUMNS: HyperparameterSpec = { name: 'column_share', defaultValue: 0, min: 0, max: 1, grid: [0.7, 0.4, 0] };
const SPECS = [TREES, LEAF_ROWS, DEPTH, COLUMNS] as const;

function optionsOf(params: Hyperparameters, columns: number, classCount: number): ForestOptions {
  checkHyperparameterNames(KIND, SPECS, params);
  const share = hyperparameterOf(COLUMNS, params);
  const usual = classCount > 0 ? Math.sqrt(columns) : columns / 3;
  return {
    trees: wholeHyperparameterOf(TREES, params),
    bootstrap: true,
    featuresPerNode: Math.max(1, Math.round(share > 0 ? share * columns : usual)),
    minLeafRows: wholeHyperparameterOf(LEAF_ROWS, params),
    maxDepth: wholeHyperparameterOf(DEPTH, params),
  };
}

/**
 * Random forest; see `prepareForest` for what it is and where it comes from. NaN in x is missing and learns its own
 * direction, categories are split natively, an unseen one goes where a missing one goes.
 *
 * @param control threads to work on, and where progress is reported
 */
export function createRandomForest(control: FitControl = {}): Estimator<RandomForestModel> {
  const estimator: Estimator<RandomForestModel> = {
    kind: KIND,
    tasks: ['classification', 'regression'],
    design: 'tree',
    scoreUnit: 'probability',
    hyperparameters: SPECS,
    fit(x, y, params, rng, shouldStop, pool) {
      optionsOf(params, x.columns, y.classCount);
      return estimator.prepare(x, y, rng, shouldStop, pool)(params);
    },
    prepare: (x, y, rng, shouldStop, pool) =>
      prepareForestModel(
        KIND,
        x,
        y,
        rng,
        {
          ...control,
          ...(shouldStop ? { shouldStop } : {}),
          ...(pool ? { pool } : {}),
        },
        (params) => optionsOf(params, x.columns, y.classCount),
      ),
    predict: predictForest,
    explain: explainForest,
    leafValuesOf: ({ trees }) => trees.leafValues.length,
    read: (fields, shape) => readForest(KIND, fields, shape),
  };
  return estimator;
}

/** A random forest on the calling thread. */
export const randomForest = createRandomForest();
