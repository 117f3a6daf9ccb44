import { at } from '../element.ts';
import {
  checkHyperparameterNames,
  checkTrainingData,
  countClasses,
  type Estimator,
  predictionBuffer,
  type Target,
} from './estimator.ts';

/** The naive answer: class shares (classCount ≥ 2) or the mean (classCount 0). */
export interface BaselineModel {
  readonly kind: 'baseline';
  readonly classCount: number;
  readonly featureCount: number;
  readonly values: Float64Array;
}

/**
 * What a forecaster without features would say: the share of each class, or the mean. Its most probable class is the
 * majority. Every model is measured against it. No hyperparameters.
 */
export const baseline: Estimator<BaselineModel> = {
  kind: 'baseline',
  tasks: ['classification', 'regression'],
  design: 'linear',
  scoreUnit: 'probability',
  hyperparameters: [],
  fit(x, y, params, rng) {
    return baseline.prepare(x, y, rng)(params);
  },
  prepare(x, y) {
    checkTrainingData(x, y);
    const { classCount } = y;
    const values = classCount > 0 ? sharesOf(countClasses(y)) : Float64Array.of(meanOf(y));
    return (params) => {
      checkHyperparameterNames('baseline', [], params);
      return { kind: 'baseline', classCount, featureCount: x.columns, values };
    };
  },
  predict(model, x, out) {
    const width = model.values.length;
    const predictions = predictionBuffer(model, x, width, out);
    for (let i = 0; i < predictions.length; i += 1) predictions[i] = at(model.values, i % width);
    return predictions;
  },
  explain: ({ values, classCount }, row) => ({
    baseValues: classCount === 2 ? values.slice(1) : Float64Array.from(values),
    contributions: new Float64Array((classCount === 2 ? 1 : values.length) * row.length),
  }),
  read: (fields, { classCount, featureCount }) => ({
    kind: 'baseline',
    classCount,
    featureCount,
    values: fields.floats('values', Math.max(1, classCount)),
  }),
};

function sharesOf(counts: Float64Array): Float64Array {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / total);
}

function meanOf({ values, weights }: Target): number {
  let mean = 0;
  let total = 0;
  for (let i = 0; i < values.length; i += 1) {
    const weight = weights === undefined ? 1 : at(weights, i);
    if (weight === 0) continue;
    total += weight;
    mean += ((at(values, i) - mean) * weight) / total;
  }
  return mean;
}
