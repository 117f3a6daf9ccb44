import { at, intAt } from '../element.ts';
import type { Target } from '../estimators/estimator.ts';
import type { Kernel } from './tree-memory.ts';

/** What boosting minimises: by task, and for a quantile the pinball loss. */
export type BoostingLoss = 'logistic' | 'softmax' | 'squared' | 'quantile';

/** Scores a row has under a loss. */
export function scoresOf(loss: BoostingLoss, classCount: number): number {
  return loss === 'softmax' ? classCount : 1;
}

/** The kernel that computes gradients of a loss. */
export const GRADIENT_KERNELS: Readonly<Record<BoostingLoss, Kernel>> = {
  logistic: 'logisticGradients',
  softmax: 'classGradients',
  squared: 'squaredGradients',
  quantile: 'quantileGradients',
};

/**
 * The quantile of weighted values: the smallest value up to which at least `level` of the weight lies; in the middle
 * between two where it is met exactly.
 *
 * @param values n ≥ 1, without NaN
 * @param weights n, not all 0
 */
export function weightedQuantile(values: Float64Array, weights: Float64Array, level: number): number {
  const order = Int32Array.from(values, (_, i) => i).sort((a, b) => at(values, a) - at(values, b));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const wanted = level * total;
  let reached = 0;
  for (let i = 0; i < order.length - 1; i += 1) {
    reached += at(weights, intAt(order, i));
    const value = at(values, intAt(order, i));
    if (reached > wanted) return value;
    if (reached === wanted) return value / 2 + at(values, intAt(order, i + 1)) / 2;
  }
  return at(values, intAt(order, order.length - 1));
}

function weightOf({ weights }: Target, row: number): number {
  return weights === undefined ? 1 : at(weights, row);
}

/**
 * The scores that minimise the loss without any feature, over the given rows.
 *
 * @returns one, or one a class: log-odds, logarithms of the class shares, the mean or the quantile
 */
export function baseScores(loss: BoostingLoss, y: Target, rows: Int32Array, level: number): Float64Array {
  if (loss === 'quantile') {
    const values = Float64Array.from(rows, (row) => at(y.values, row));
    return Float64Array.of(
      weightedQuantile(
        values,
        Float64Array.from(rows, (row) => weightOf(y, row)),
        level,
      ),
    );
  }
  const classWeights = new Float64Array(Math.max(2, y.classCount));
  let total = 0;
  let sum = 0;
  for (const row of rows) {
    const value = at(y.values, row);
    const weight = weightOf(y, row);
    total += weight;
    sum += weight * value;
    if (y.classCount > 0) classWeights[value] = at(classWeights, value) + weight;
  }
  if (loss === 'squared') return Float64Array.of(sum / total);
  const logs = classWeights.map((weight) => Math.log(weight / total));
  return loss === 'softmax' ? logs : Float64Array.of(at(logs, 1) - at(logs, 0));
}

/** Mean loss of rows by their scores; `scores[k × stride + row]` is score k of a row. */
export function meanLoss(
  loss: BoostingLoss,
  scores: Float64Array,
  stride: number,
  y: Target,
  rows: Int32Array,
  level: number,
): number {
  let total = 0;
  let sum = 0;
  for (const row of rows) {
    const weight = weightOf(y, row);
    total += weight;
    sum += weight * rowLoss(loss, scores, stride, row, y, level);
  }
  return sum / total;
}

function rowLoss(
  loss: BoostingLoss,
  scores: Float64Array,
  stride: number,
  row: number,
  y: Target,
  level: number,
): number {
  const value = at(y.values, row);
  const score = at(scores, row);
  if (loss === 'logistic') {
    const margin = value === 1 ? score : -score;
    return margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin;
  }
  if (loss === 'softmax') {
    let top = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < y.classCount; k += 1) top = Math.max(top, at(scores, k * stride + row));
    let sum = 0;
    for (let k = 0; k < y.classCount; k += 1) sum += Math.exp(at(scores, k * stride + row) - top);
    return top + Math.log(sum) - at(scores, value * stride + row);
  }
  const over = value - score;
  return loss === 'squared' ? over * over : Math.max(level * over, (level - 1) * over);
}
