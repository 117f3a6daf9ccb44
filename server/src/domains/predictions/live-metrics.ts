import { classificationMeasure, measureOnce, type MetricValues, regressionMeasure } from '../../numeric/index.ts';
import type { Label } from '../models/index.ts';
import type { Learned } from './outcome.ts';
import type { PredictionOutput } from './predictions.schema.ts';

/** A prediction and what really happened. */
export interface Outcome {
  output: PredictionOutput;
  actual: Label;
}

/** The metrics of a version by what really happened; those that the outcomes do not allow are left out. */
export function measureOutcomes(learned: Learned, outcomes: readonly Outcome[]): Record<string, number> {
  if (outcomes.length === 0) return {};
  if (learned.model_type === 'anomaly_detection') return measureAlarms(outcomes);
  const values = learned.model_type === 'classification' ? measureClasses(learned, outcomes) : measureNumbers(outcomes);
  return Object.fromEntries(Object.entries(values).filter(([, value]) => Number.isFinite(value)));
}

/** Of the alarms, and of what really was strange, the share that was both; each where there was any. */
function measureAlarms(outcomes: readonly Outcome[]): Record<string, number> {
  const alarms = outcomes.filter(({ output }) => output.is_anomaly === true);
  const strange = outcomes.filter(({ actual }) => actual === true);
  const both = alarms.filter(({ actual }) => actual === true).length;
  return {
    ...(alarms.length > 0 ? { precision: both / alarms.length } : {}),
    ...(strange.length > 0 ? { recall: both / strange.length } : {}),
  };
}

function measureNumbers(outcomes: readonly Outcome[]): MetricValues {
  const actual = Float64Array.from(outcomes, (each) => Number(each.actual));
  const predicted = Float64Array.from(outcomes, (each) => each.output.prediction);
  // One version has one width.
  const interval = outcomes[0]?.output.interval;
  const halfWidth = interval ? (interval.upper - interval.lower) / 2 : 0;
  return measureOnce(regressionMeasure(actual, predicted, halfWidth), outcomes.length);
}

function measureClasses({ classes, positive_class: positive }: Learned, outcomes: readonly Outcome[]): MetricValues {
  const isBinary = classes.length === 2;
  const order = isBinary && positive !== null ? [...classes.filter((label) => label !== positive), positive] : classes;
  const known = outcomes.filter(({ actual }) => order.includes(actual));
  const codes = Float64Array.from(known, ({ actual }) => order.indexOf(actual));
  const probabilities = Float64Array.from(
    known.flatMap(({ output: { prediction, probabilities: all = {} } }) =>
      isBinary ? [1 - prediction, prediction] : order.map((label) => all[String(label)] ?? 0),
    ),
  );
  return measureOnce(classificationMeasure(codes, probabilities, order.length), known.length);
}
