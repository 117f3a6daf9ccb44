import { at } from '../element.ts';
import {
  type BaselineModel,
  checkHyperparameterNames,
  checkTrainingData,
  countClasses,
  type Estimator,
  predictionBuffer,
} from './estimator.ts';

/**
 * What a forecaster without features would say: the share of each class, or the mean. Its most probable class is the
 * majority. Every model is measured against it. No hyperparameters.
 */
export const baseline: Estimator<BaselineModel> = {
  kind: 'baseline',
  hyperparameters: [],
  fit(x, y, params, rng) {
    return baseline.prepare(x, y, rng)(params);
  },
  prepare(x, y) {
    checkTrainingData(x, y);
    const { classCount } = y;
    const values = classCount > 0 ? countClasses(y).map((count) => count / x.rows) : Float64Array.of(meanOf(y.values));
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
};

function meanOf(values: Float64Array): number {
  let mean = 0;
  values.forEach((value, i) => (mean += (value - mean) / (i + 1)));
  return mean;
}
