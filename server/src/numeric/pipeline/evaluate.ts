import { at } from '../element.ts';
import { type Payoff, payoffsOf } from '../calibration/payoff.ts';
import { baseline } from '../estimators/baseline.ts';
import type { Target } from '../estimators/estimator.ts';
import { takeTarget } from '../estimators/training-rows.ts';
import { matrixOf, takeMatrixRows, zeroMatrix } from '../matrix/matrix.ts';
import { bootstrapIntervals, type Interval, littleBootstrapIntervals, thinRows } from '../metrics/bootstrap.ts';
import { classificationMeasure, labelsOf } from '../metrics/classification.ts';
import { conformalHalfWidth } from '../metrics/conformal.ts';
import { type Measure, measureOnce, type MetricValues, weightedMean } from '../metrics/measure.ts';
import { regressionMeasure } from '../metrics/regression.ts';
import type { Rng } from '../rng/rng.ts';
import type { MetricIntervals, Metrics, TrainingWarning } from './pipeline.ts';

/** Share of new rows that a regression's interval is meant to cover. */
export const INTERVAL_LEVEL = 0.9;

const RESAMPLES = 200;
const BOOTSTRAP_LEVEL = 0.95;
/** More held-out rows are thinned out before they are drawn from. */
const MAX_BOOTSTRAP_ROWS = 20_000;

/** What held-out rows say of a model and of the naive answer. */
export interface Evaluation {
  readonly metrics: Metrics;
  readonly metricIntervals: MetricIntervals;
  readonly baseline: Metrics;
  readonly warnings: readonly TrainingWarning[];
}

/** How predictions become decisions. */
export interface Decisions {
  /** Of the regression's interval; not looked at for classes. */
  readonly halfWidth: number;
  /** Of the positive class of two. */
  readonly threshold: number;
  readonly payoff: Payoff | null;
}

function measureOf({ values, classCount }: Target, predicted: Float64Array, decisions: Decisions): Measure {
  const { halfWidth, threshold, payoff } = decisions;
  if (classCount === 0) return regressionMeasure(values, predicted, halfWidth);
  const measure = classificationMeasure(values, predicted, classCount, threshold);
  if (payoff === null) return measure;
  const payoffs = payoffsOf(values, labelsOf(predicted, classCount, threshold), payoff);
  return (weights) => ({ ...measure(weights), profit: weightedMean(payoffs, weights) });
}

function measurable(values: MetricValues): Metrics {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => Number.isFinite(value)));
}

/** The baseline looks at no feature, so none is given to it. */
function baselineMeasure({ values, classCount }: Target, validation: Target, decisions: Decisions, rng: Rng): Measure {
  const training = { values, classCount };
  const model = baseline.fit(zeroMatrix(values.length, 0), training, {}, rng);
  const predicted = baseline.predict(model, zeroMatrix(validation.values.length, 0));
  const residuals = training.values.map((value) => Math.abs(value - at(model.values, 0)));
  return measureOf(validation, predicted, {
    ...decisions,
    halfWidth: conformalHalfWidth(residuals, INTERVAL_LEVEL),
  });
}

/** Of few rows by drawing from all of them, of many by drawing from some that stand for all. */
function intervalsOf(
  predicted: Float64Array,
  validation: Target,
  decisions: Decisions,
  rng: Rng,
): Readonly<Record<string, Interval>> {
  const rows = validation.values.length;
  const measure = measureOf(validation, predicted, decisions);
  const options = { resamples: RESAMPLES, level: BOOTSTRAP_LEVEL };
  if (rows <= MAX_BOOTSTRAP_ROWS) return bootstrapIntervals(measure, rows, rng, options);
  const part = thinRows(validation, MAX_BOOTSTRAP_ROWS, rng.split('part'));
  const { data } = takeMatrixRows(matrixOf(rows, predicted.length / rows, predicted), part.rows);
  const measurePart = measureOf(takeTarget(validation, part.rows), data, decisions);
  return littleBootstrapIntervals(measurePart, part.counts, measureOnce(measure, rows), rng, options);
}

/**
 * Measures what a model said of rows that it has not seen, with 95 % bootstrap intervals, and the naive baseline on the
 * same rows.
 *
 * @param predicted n ≥ 1 rows of the model's predictions
 * @param validation what became of them
 * @param training what the model and the baseline learnt from
 */
export function evaluate(
  predicted: Float64Array,
  validation: Target,
  training: Target,
  decisions: Decisions,
  rng: Rng,
): Evaluation {
  const rows = validation.values.length;
  const measure = measureOf(validation, predicted, decisions);
  const values = measureOnce(measure, rows);
  const metrics = measurable(values);
  const intervals = intervalsOf(predicted, validation, decisions, rng);
  return {
    metrics,
    metricIntervals: Object.fromEntries(Object.entries(intervals).filter(([name]) => name in metrics)),
    baseline: measurable(measureOnce(baselineMeasure(training, validation, decisions, rng), rows)),
    warnings: Object.keys(values)
      .filter((metric) => !(metric in metrics))
      .map((metric) => ({ code: 'metric_not_measurable', params: { metric } })),
  };
}
