import { at } from '../element.ts';
import { baseline } from '../estimators/baseline.ts';
import type { Target } from '../estimators/estimator.ts';
import { zeroMatrix } from '../matrix/matrix.ts';
import { bootstrapIntervals } from '../metrics/bootstrap.ts';
import { classificationMeasure } from '../metrics/classification.ts';
import { conformalHalfWidth } from '../metrics/conformal.ts';
import { type Measure, measureOnce, type MetricValues } from '../metrics/measure.ts';
import { regressionMeasure } from '../metrics/regression.ts';
import type { Rng } from '../rng/rng.ts';
import type { MetricIntervals, Metrics, TrainingWarning } from './pipeline.ts';

/** Share of new rows that a regression's interval is meant to cover. */
export const INTERVAL_LEVEL = 0.9;

const RESAMPLES = 200;
const BOOTSTRAP_LEVEL = 0.95;

/** What held-out rows say of a model and of the naive answer. */
export interface Evaluation {
  readonly metrics: Metrics;
  readonly metricIntervals: MetricIntervals;
  readonly baseline: Metrics;
  readonly warnings: readonly TrainingWarning[];
}

function measureOf(actual: Target, predicted: Float64Array, halfWidth: number): Measure {
  return actual.classCount > 0
    ? classificationMeasure(actual.values, predicted, actual.classCount)
    : regressionMeasure(actual.values, predicted, halfWidth);
}

function measurable(values: MetricValues): Metrics {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => Number.isFinite(value)));
}

/** The baseline looks at no feature, so none is given to it. */
function baselineMeasure(training: Target, validation: Target, rng: Rng): Measure {
  const model = baseline.fit(zeroMatrix(training.values.length, 0), training, {}, rng);
  const predicted = baseline.predict(model, zeroMatrix(validation.values.length, 0));
  const residuals = training.values.map((value) => Math.abs(value - at(model.values, 0)));
  return measureOf(validation, predicted, conformalHalfWidth(residuals, INTERVAL_LEVEL));
}

/**
 * Measures what a model said of rows that it has not seen, with 95 % bootstrap intervals, and the naive baseline on the
 * same rows.
 *
 * @param predicted n ≥ 1 rows of the model's predictions
 * @param validation what became of them
 * @param training what the model and the baseline learnt from
 * @param halfWidth of the regression's interval; not looked at for classes
 */
export function evaluate(
  predicted: Float64Array,
  validation: Target,
  training: Target,
  halfWidth: number,
  rng: Rng,
): Evaluation {
  const rows = validation.values.length;
  const measure = measureOf(validation, predicted, halfWidth);
  const values = measureOnce(measure, rows);
  const metrics = measurable(values);
  const intervals = bootstrapIntervals(measure, rows, rng, { resamples: RESAMPLES, level: BOOTSTRAP_LEVEL });
  return {
    metrics,
    metricIntervals: Object.fromEntries(Object.entries(intervals).filter(([name]) => name in metrics)),
    baseline: measurable(measureOnce(baselineMeasure(training, validation, rng), rows)),
    warnings: Object.keys(values)
      .filter((metric) => !(metric in metrics))
      .map((metric) => ({ code: 'metric_not_measurable', params: { metric } })),
  };
}
