import type { FeedbackRow, PastPrediction, PredictionRow } from './predictions.repository.ts';
import type { Wording } from './wording.ts';

export function toAnswer(row: PredictionRow, wording: Wording) {
  return {
    prediction_id: row.prediction_id,
    model_id: row.model_id,
    model_version: row.model_version,
    prediction_output: row.prediction_output,
    confidence_score: row.confidence_score,
    explanation: row.explanation && wording.explanation(row.explanation),
    ...(row.warnings.length === 0 ? {} : { warnings: wording.warnings(row.warnings) }),
    prediction_timestamp: row.prediction_timestamp.toISOString(),
  };
}

export function toPastPrediction(row: PastPrediction, wording: Wording) {
  return {
    ...toAnswer(row, wording),
    input_data: row.input_data,
    prediction_context: row.prediction_context,
    feedback: row.feedback && toFeedback(row.feedback),
  };
}

export function toFeedback(row: FeedbackRow) {
  return { ...row, created_at: row.created_at.toISOString(), updated_at: row.updated_at.toISOString() };
}
