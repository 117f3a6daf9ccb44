import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { isDeployed, type Label } from '../models/index.ts';
import type { Answer } from './answer.ts';
import type { Outcome } from './live-metrics.ts';
import type { PredictionOutput } from './predictions.schema.ts';

export interface PredictionRow extends Omit<Answer, 'confidence_score'> {
  prediction_id: string;
  model_id: number;
  model_version: number;
  input_data: Record<string, unknown>;
  confidence_score: number | null;
  prediction_context: string | null;
  prediction_timestamp: Date;
}

export interface FeedbackRow {
  actual_outcome: Record<string, unknown>;
  feedback_score: number | null;
  feedback_comments: string | null;
  created_at: Date;
  updated_at: Date;
}

export type PastPrediction = PredictionRow & { feedback: FeedbackRow | null };

/**
 * Writes a prediction, if its version is still the one that answers: the check and the write are one statement.
 * @returns whether it was written
 */
export async function insertPrediction(db: Db, organizationId: number, row: PredictionRow): Promise<boolean> {
  const { rows } = await sql`
    insert into prediction_results (organization_id, model_id, model_version, prediction_id, input_data,
      prediction_output, confidence_score, explanation, warnings, prediction_context, prediction_timestamp)
    select ${organizationId}::int, ${row.model_id}::int, ${row.model_version}::int, ${row.prediction_id}::text,
      ${JSON.stringify(row.input_data)}::jsonb, ${JSON.stringify(row.prediction_output)}::jsonb, ${row.confidence_score}::float8,
      ${JSON.stringify(row.explanation)}::jsonb, ${row.warnings.length === 0 ? null : JSON.stringify(row.warnings)}::jsonb,
      ${row.prediction_context}::text, ${row.prediction_timestamp}::timestamptz
    where ${isDeployed(organizationId, row.model_id, row.model_version)}
    returning id`.execute(db);
  return rows.length === 1;
}

export interface PredictionFilter {
  modelId: number | null;
  from: Date | null;
  to: Date | null;
  beforeId: string | null;
  limit: number;
}

/** The latest first. */
export async function listPredictions(db: Db, organizationId: number, filter: PredictionFilter) {
  const { modelId, from, to, beforeId, limit } = filter;
  const rows = await selectPredictions(db, organizationId)
    .$if(modelId !== null, (query) => query.where('p.model_id', '=', modelId ?? 0))
    .$if(from !== null, (query) => query.where('p.prediction_timestamp', '>=', from))
    .$if(to !== null, (query) => query.where('p.prediction_timestamp', '<', to))
    .$if(beforeId !== null, (query) => query.where('p.prediction_id', '<', beforeId ?? ''))
    .orderBy('p.prediction_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(withFeedback);
}

export async function findPrediction(db: Db, organizationId: number, id: string): Promise<PastPrediction | null> {
  const row = await selectPredictions(db, organizationId).where('p.prediction_id', '=', id).executeTakeFirst();
  return row ? withFeedback(row) : null;
}

type SelectedRow = Omit<PredictionRow, 'warnings'> & {
  warnings: PredictionRow['warnings'] | null;
  actual_outcome: Record<string, unknown> | null;
  feedback_score: number | null;
  feedback_comments: string | null;
  created_at: Date;
  updated_at: Date;
};

function selectPredictions(db: Db, organizationId: number) {
  return db
    .selectFrom('prediction_results as p')
    .leftJoin('prediction_feedback as f', (join) =>
      join.onRef('f.organization_id', '=', 'p.organization_id').onRef('f.prediction_id', '=', 'p.prediction_id'),
    )
    .select([
      'p.prediction_id',
      'p.model_id',
      'p.model_version',
      'p.input_data',
      'p.prediction_output',
      'p.confidence_score',
      'p.explanation',
      'p.warnings',
      'p.prediction_context',
      'p.prediction_timestamp',
      'f.actual_outcome',
      'f.feedback_score',
      'f.feedback_comments',
      'f.created_at',
      'f.updated_at',
    ])
    .where('p.organization_id', '=', organizationId)
    .$castTo<SelectedRow>();
}

function withFeedback(row: SelectedRow): PastPrediction {
  const { actual_outcome, feedback_score, feedback_comments, created_at, updated_at, ...prediction } = row;
  return {
    ...prediction,
    warnings: prediction.warnings ?? [],
    feedback: actual_outcome && { actual_outcome, feedback_score, feedback_comments, created_at, updated_at },
  };
}

export interface NewFeedback extends Omit<FeedbackRow, 'created_at' | 'updated_at'> {
  prediction_id: string;
  model_id: number;
  model_version: number;
  actual: Label;
  created_by: number | null;
}

/** What is told again replaces what was told before. */
export async function upsertFeedback(db: Db, organizationId: number, feedback: NewFeedback): Promise<FeedbackRow> {
  const told = {
    actual_outcome: JSON.stringify(feedback.actual_outcome),
    actual: JSON.stringify(feedback.actual),
    feedback_score: feedback.feedback_score,
    feedback_comments: feedback.feedback_comments,
    created_by: feedback.created_by,
  };
  const { prediction_id, model_id, model_version } = feedback;
  return db
    .insertInto('prediction_feedback')
    .values({ organization_id: organizationId, prediction_id, model_id, model_version, ...told })
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'prediction_id']).doUpdateSet({ ...told, updated_at: sql<Date>`now()` }),
    )
    .returning(['actual_outcome', 'feedback_score', 'feedback_comments', 'created_at', 'updated_at'])
    .$castTo<FeedbackRow>()
    .executeTakeFirstOrThrow();
}

export async function countAnswers(db: Db, organizationId: number, modelId: number, version: number) {
  const { rows } = await sql<{ predictions: number; feedback: number }>`
    select
      (select count(*) from prediction_results
        where organization_id = ${organizationId} and model_id = ${modelId} and model_version = ${version}) as predictions,
      (select count(*) from prediction_feedback
        where organization_id = ${organizationId} and model_id = ${modelId} and model_version = ${version}) as feedback`.execute(
    db,
  );
  return rows[0] ?? { predictions: 0, feedback: 0 };
}

/** What a version answered and what really happened, as told last. */
export async function listOutcomes(
  db: Db,
  organizationId: number,
  { modelId, version, limit }: { modelId: number; version: number; limit: number },
): Promise<Outcome[]> {
  return db
    .selectFrom('prediction_feedback as f')
    .innerJoin('prediction_results as p', (join) =>
      join.onRef('p.organization_id', '=', 'f.organization_id').onRef('p.prediction_id', '=', 'f.prediction_id'),
    )
    .select(['p.prediction_output as output', 'f.actual'])
    .where('f.organization_id', '=', organizationId)
    .where('f.model_id', '=', modelId)
    .where('f.model_version', '=', version)
    .orderBy('f.updated_at', 'desc')
    .limit(limit)
    .$castTo<{ output: PredictionOutput; actual: Label }>()
    .execute();
}
