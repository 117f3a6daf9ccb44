import { type DeployedModel, meanParts, nextPeriods } from '../../models/index.ts';
import type { Answer } from '../answer.ts';
import { predictionErrors } from '../predictions.errors.ts';

/**
 * How the series of a model goes on.
 * @throws AppError horizon_not_possible, input_invalid
 */
export function answerForecast({ series, modelName }: DeployedModel, horizon: number): Answer {
  if (!series) throw predictionErrors.horizon_not_possible({ name: modelName });
  const longest = series.mean.length;
  if (horizon > longest) {
    const faults = [{ pointer: '/horizon', code: 'horizon_too_long' as const, params: { longest } }];
    throw predictionErrors.input_invalid({ count: 1 }, { faults });
  }
  const forecast = nextPeriods(series, horizon);
  const [first = { mean: 0, lower: 0, upper: 0 }] = forecast;
  return {
    prediction_output: {
      prediction: first.mean,
      interval: { level: series.level, lower: first.lower, upper: first.upper },
      forecast,
    },
    confidence_score: series.coverage,
    warnings: [],
    explanation: {
      base_value: 0,
      unit: 'component',
      contributions: meanParts(series, horizon)
        .filter(({ value }) => value !== 0)
        .map(({ name, value }) => ({ feature: name, value: null, contribution: value }))
        .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)),
    },
  };
}
