import { escapePointer } from '../../../http/json-body.ts';
import { type DeployedModel, meanParts, nextPeriods, seriesOfName } from '../../models/index.ts';
import type { Answer } from '../answer.ts';
import { predictionErrors } from '../predictions.errors.ts';

type Series = NonNullable<DeployedModel['series']>;

/** Refusals name no more groups than a person reads. */
const MOST_NAMED = 20;

/**
 * How the series of a model goes on: that of the group which the input names, else the whole.
 * @throws AppError horizon_not_possible, input_invalid
 */
export function answerForecast(
  { series: whole, modelName }: DeployedModel,
  horizon: number,
  input: Readonly<Record<string, unknown>>,
): Answer {
  if (!whole) throw predictionErrors.horizon_not_possible({ name: modelName });
  const series = findGroup(whole, input);
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

/** @throws AppError input_invalid */
function findGroup(whole: Series, input: Readonly<Record<string, unknown>>): Series {
  const { groups } = whole;
  const asked = groups === null ? null : (input[groups.column] ?? null);
  if (groups === null || asked === null) return whole;
  const { column: feature, figures } = groups;
  const isName = typeof asked === 'string' || typeof asked === 'number' || typeof asked === 'boolean';
  const found = isName ? seriesOfName(whole, String(asked)) : null;
  if (found !== null) return found;
  const pointer = `/input_data/${escapePointer(feature)}`;
  const known = [...figures.keys()].slice(0, MOST_NAMED).join(', ');
  const fault = isName
    ? { pointer, code: 'group_unknown' as const, params: { feature, group: String(asked), count: figures.size, known } }
    : { pointer, code: 'not_a_text' as const, params: { feature } };
  throw predictionErrors.input_invalid({ count: 1 }, { faults: [fault] });
}
