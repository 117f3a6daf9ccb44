import { decisionTree } from './decision-tree.ts';
import { elasticNet } from './elastic-net.ts';
import type { Estimator, Features, FittedModel, Task } from './estimator.ts';
import { gradientBoosting } from './gradient-boosting.ts';
import { linearRegression, ridge } from './linear-regression.ts';
import { logisticRegression } from './logistic-regression.ts';
import { randomForest } from './random-forest.ts';

const table = {
  logistic_regression: logisticRegression,
  linear_regression: linearRegression,
  ridge,
  elastic_net: elasticNet,
  decision_tree: decisionTree,
  random_forest: randomForest,
  gradient_boosting: gradientBoosting,
} as const;

/** The estimators that a model can be made of. */
export type EstimatorKind = keyof typeof table;

/** A model of one of the estimators. */
export interface EstimatorModel extends FittedModel {
  readonly kind: EstimatorKind;
}

/** Estimators by kind. A new one is entered in `table` above; artifacts, search and the conformance suite follow. */
export const estimators: Readonly<Record<EstimatorKind, Estimator<EstimatorModel>>> = table;

/** All kinds, in the order in which they are tried. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of `table`
export const estimatorKinds = Object.keys(table) as readonly EstimatorKind[];

/** What a model can be trained with: one estimator, or several of them together. */
export type Algorithm = EstimatorKind | 'ensemble';

/** Never the best of all, so only tried where it is asked for. */
const ASKED_FOR: ReadonlySet<string> = new Set(['decision_tree']);

/** One estimator of each way of seeing: a line, averaged trees, boosted trees. */
const BLENDED: ReadonlySet<string> = new Set(['logistic_regression', 'ridge', 'random_forest', 'gradient_boosting']);

/** The estimators that `auto` compares for a task. */
export function comparedEstimators(task: Task): readonly EstimatorKind[] {
  return estimatorKinds.filter((kind) => estimators[kind].tasks.includes(task) && !ASKED_FOR.has(kind));
}

/** The estimators that an `ensemble` blends for a task. */
export function blendedEstimators(task: Task): readonly EstimatorKind[] {
  return comparedEstimators(task).filter((kind) => BLENDED.has(kind));
}

/**
 * Predicts by the estimator that made the model; see `Estimator.predict`.
 *
 * @throws NumericError shape_mismatch
 */
export function predictModel(model: EstimatorModel, x: Features, out?: Float64Array): Float64Array {
  return estimators[model.kind].predict(model, x, out);
}
