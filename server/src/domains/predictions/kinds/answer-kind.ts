import {
  type AnomalyModel,
  assignSegments,
  explainAnomaly,
  explainSegment,
  recordColumns,
  scoreAnomalies,
  type SegmentationModel,
} from '../../../numeric/index.ts';
import type { KindModel } from '../../models/index.ts';
import { predictionErrors } from '../predictions.errors.ts';
import { answerRecommendations } from './answer-recommendations.ts';
import { type Answer, type Explanation, named, toInputError, toWarnings } from '../answer.ts';

type Input = Readonly<Record<string, unknown>>;
type Labels = ReadonlyMap<string, string>;

interface AskedModel<M> {
  model: M;
  labels: Labels;
}

/**
 * What a model that tells no target answers for one record.
 * @throws AppError input_invalid with a fault for every value, input_without_features, horizon_needed
 */
export function answerKind(asked: AskedModel<KindModel>, input: Input): Answer {
  try {
    return answer(asked, input);
  } catch (error) {
    throw toInputError(asked.labels, error);
  }
}

function answer({ model, labels }: AskedModel<KindModel>, input: Input): Answer {
  if (model.kind === 'anomaly_detection') return answerAnomaly({ model, labels }, input);
  if (model.kind === 'clustering') return answerSegment({ model, labels }, input);
  if (model.kind === 'recommendations') return answerRecommendations(model, input);
  throw predictionErrors.horizon_needed({ longest: model.series.mean.length });
}

function answerAnomaly({ model, labels }: AskedModel<AnomalyModel>, input: Input): Answer {
  const record = recordColumns(model.preprocessor, input);
  const { scores, severities } = scoreAnomalies(model, record.columns);
  const [prediction = 0] = scores;
  const [severity = null] = severities;
  return {
    prediction_output: {
      prediction,
      is_anomaly: severity !== null,
      severity,
      threshold: model.thresholds[0] ?? 0,
    },
    confidence_score: null,
    warnings: toWarnings(labels, record.warnings),
    explanation: explained('strangeness', explainAnomaly(model, record.columns, 0), record.values, labels),
  };
}

function answerSegment({ model, labels }: AskedModel<SegmentationModel>, input: Input): Answer {
  const record = recordColumns(model.preprocessor, input);
  const { segments, distances } = assignSegments(model, record.columns);
  const [segment = -1] = segments;
  const [distance = Number.NaN] = distances;
  return {
    prediction_output: { prediction: segment, cluster: segment, distance: Number.isNaN(distance) ? null : distance },
    confidence_score: null,
    warnings: toWarnings(labels, record.warnings),
    explanation: explained('nearness', explainSegment(model, record.columns, segment), record.values, labels),
  };
}

type Parts = readonly { column: string; contribution: number }[];

function explained(
  unit: Explanation['unit'],
  parts: Parts,
  values: ReadonlyMap<string, string | number | boolean | null>,
  labels: Labels,
): Explanation {
  return {
    base_value: 0,
    unit,
    contributions: parts.map(({ column, contribution }) =>
      named(labels, column, { feature: column, value: values.get(column) ?? null, contribution }),
    ),
  };
}
