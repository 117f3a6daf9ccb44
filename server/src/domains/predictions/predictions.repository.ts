import { sql } from 'kysely';
import { doubleArray, intArray, jsonArray, jsonbArray, textArray } from '../../platform/db/binary-arrays.ts';
import type { Db } from '../../platform/db/database.ts';
import { prepareSql } from '../../platform/db/prepared-sql.ts';
import { isDeployed, type Label } from '../models/index.ts';
import { consumeQuota, type QuotaUse } from '../tenancy/index.ts';
import type { Answer } from './answer.ts';
import { keepExplanation, type KeptExplanation, readExplanation } from './kept-explanation.ts';
import type { Outcome } from './live-metrics.ts';
import type { PredictionOutput } from './predictions.schema.ts';

export interface PredictionRow extends Omit<Answer, 'confidence_score' | 'explanation'> {
  prediction_id: string;
  model_id: number;
  model_version: number;
  input_data: Record<string, unknown>;
  confidence_score: number | null;
  /** Null where nobody asked why. */
  explanation: Answer['explanation'] | null;
  prediction_context: string | null;
  prediction_timestamp: Date;
}

/** What an event says of it. */
export type KeptPrediction = Omit<PredictionRow, 'explanation' | 'warnings'>;

/** A prediction with what an event tells of it, put together where somebody waits for it. */
export interface NewPrediction extends PredictionRow {
  /** What the event says, without the input, beside which it is kept. */
  eventData(): Record<string, unknown>;
  /** Whether the event says what is kept nowhere else: it is then written though nobody waits for it. */
  isEventUnique: boolean;
}

export interface FeedbackRow {
  actual_outcome: Record<string, unknown>;
  feedback_score: number | null;
  feedback_comments: string | null;
  created_at: Date;
  updated_at: Date;
}

export type PastPrediction = PredictionRow & { feedback: FeedbackRow | null };

/** What became of one prediction that was to be written. */
export interface WriteOutcome {
  isWritten: boolean;
  /** Whether its version is the one that answers; if so and nothing was written, the quota was used up. */
  isCurrent: boolean;
  /** Somebody consumes the event that tells of it. */
  isAwaited: boolean;
  quota: QuotaUse;
}

/** An event has the number of its prediction. */
export const eventIdOf = (predictionId: string): string => predictionId.replace('pred_', 'evt_');

interface Given {
  organizationId: number;
  rows: readonly NewPrediction[];
}

interface Answered extends QuotaUse {
  /** Whose version still answers; null for all. */
  current: string[] | null;
  /** Somebody consumes the events. */
  awaited: boolean;
}

/** Each written with its event; or, without, only where nobody waits for events, and else none of them. */
const prepareInsert = (withEvents: boolean) =>
  prepareSql<Given, Answered>((slot) => {
    const organization = slot(({ organizationId }) => organizationId);
    const column = (encode: (rows: readonly NewPrediction[]) => Buffer) => slot(({ rows }) => encode(rows));
    const events = sql`,
    ${column((rows) => textArray(rows.map((row) => eventIdOf(row.prediction_id))))}::text[],
    ${column((rows) => jsonbArray(rows.map((row) => JSON.stringify(row.eventData()))))}::jsonb[]`;
    const given = sql`unnest(
    ${column((rows) => intArray(rows.map((row) => row.model_id)))}::int[],
    ${column((rows) => intArray(rows.map((row) => row.model_version)))}::int[],
    ${column((rows) => textArray(rows.map((row) => row.prediction_id)))}::text[],
    ${column((rows) => jsonbArray(rows.map((row) => JSON.stringify(row.input_data))))}::jsonb[],
    ${column((rows) => jsonbArray(rows.map((row) => JSON.stringify(row.prediction_output))))}::jsonb[],
    ${column((rows) => doubleArray(rows.map((row) => row.confidence_score)))}::float8[],
    ${column((rows) => jsonArray(rows.map((row) => row.explanation && keepExplanation(row.explanation))))}::json[],
    ${column((rows) => jsonbArray(rows.map(({ warnings }) => (warnings.length === 0 ? null : JSON.stringify(warnings)))))}::jsonb[],
    ${column((rows) => textArray(rows.map((row) => row.prediction_context)))}::text[],
    ${column((rows) => doubleArray(rows.map((row) => row.prediction_timestamp.getTime())))}::float8[]${withEvents ? events : sql``})`;
    const isCurrent = isDeployed(organization, sql.ref('a.model_id'), sql.ref('a.model_version'));
    const awaited = sql`select outbox_awaits(${organization}::int, 'prediction_completed') as answer`;
    const told = sql`
      select coalesce(outbox_append_routed(${organization}::int, 'prediction_completed', 'prediction',
          array_agg(c.event_id), array_agg(c.prediction_id), array_agg(c.input_data || c.event_data)), 0) > 0 as answer
        from current c, quota where c.place <= quota.granted having count(*) > 0`;
    const name = sql.raw(withEvents ? '/* insert_predictions */' : '/* insert_unawaited_predictions */');
    return sql<Answered>`${name}
    with ${withEvents ? sql`` : sql`awaited as materialized (${awaited}),`} current as materialized (
      select a.*, row_number() over (order by a.given) as place
        from ${given} with ordinality as a (model_id, model_version, prediction_id, input_data, prediction_output,
          confidence_score, explanation, warnings, prediction_context, answered_at_ms
          ${withEvents ? sql`, event_id, event_data` : sql``}, given)
       where ${isCurrent} ${withEvents ? sql`` : sql`and not (select answer from awaited)`}),
    quota as materialized (${consumeQuota(organization, 'predictions_per_day', sql`select count(*) from current`)}),
    written as (
      insert into prediction_results (organization_id, model_id, model_version, prediction_id, input_data,
        prediction_output, confidence_score, explanation, warnings, prediction_context, prediction_timestamp)
      select ${organization}::int, c.model_id, c.model_version, c.prediction_id, c.input_data, c.prediction_output,
        c.confidence_score, c.explanation, c.warnings, c.prediction_context, to_timestamp(c.answered_at_ms / 1000)
        from current c, quota where c.place <= quota.granted)
    ${withEvents ? sql`, awaited as materialized (${told})` : sql``}
    select quota.*, coalesce((select answer from awaited), false) as awaited,
      case when (select count(*) from current) < ${slot(({ rows }) => rows.length)}::int
        then array(select prediction_id from current order by place) end as current
      from quota`;
  });

const insertWithEvents = prepareInsert(true);
const insertUnawaited = prepareInsert(false);

/**
 * Writes predictions whose version is still the one that answers, the first of them as far as the day's quota goes. The
 * check, the use of the quota, the write and the event that tells of it are one statement: none stands without the others.
 * @param mayBeUnawaited nobody waited for such events just now: they are written only if somebody does since
 */
export async function insertPredictions(
  db: Db,
  organizationId: number,
  rows: readonly NewPrediction[],
  { mayBeUnawaited = false } = {},
): Promise<WriteOutcome[]> {
  const given = { organizationId, rows };
  const isQuiet = mayBeUnawaited && rows.every((row) => !row.isEventUnique);
  let [answer] = isQuiet ? await insertUnawaited(db, given) : await insertWithEvents(db, given);
  if (isQuiet && answer?.awaited === true) [answer] = await insertWithEvents(db, given);
  if (!answer) throw new Error('The quota of predictions gave no answer');
  const { current, awaited: isAwaited, ...quota } = answer;
  const currentIds = current ?? rows.map((row) => row.prediction_id);
  const places = new Map(currentIds.map((id, place) => [id, place]));
  return rows.map(({ prediction_id: id }) => {
    const place = places.get(id);
    const isCurrent = place !== undefined;
    return { isCurrent, isWritten: isCurrent && place < quota.granted, isAwaited, quota };
  });
}

/** Older than so, with their feedback. */
export async function countOlderPredictions(db: Db, organizationId: number, before: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from prediction_results
     where organization_id = ${organizationId} and prediction_timestamp < ${before}`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function removeOlderPredictions(
  db: Db,
  organizationId: number,
  before: Date,
  limit: number,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    delete from prediction_results where organization_id = ${organizationId} and id in (
      select id from prediction_results
       where organization_id = ${organizationId} and prediction_timestamp < ${before}
       order by prediction_timestamp limit ${limit})
    returning id`.execute(db);
  return rows.length;
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

/** Those whose ids lie between, the latest first. */
export async function listPredictionsBetween(
  db: Db,
  organizationId: number,
  { fromId, toId, limit }: { fromId: string; toId: string; limit: number },
): Promise<KeptPrediction[]> {
  return db
    .selectFrom('prediction_results')
    .select(['prediction_id', 'model_id', 'model_version', 'input_data', 'prediction_output'])
    .select(['confidence_score', 'prediction_context', 'prediction_timestamp'])
    .where('organization_id', '=', organizationId)
    .where('prediction_id', '>=', fromId)
    .where('prediction_id', '<', toId)
    .orderBy('prediction_id', 'desc')
    .limit(limit)
    .$castTo<KeptPrediction>()
    .execute();
}

type SelectedRow = Omit<PredictionRow, 'warnings' | 'explanation'> & {
  explanation: KeptExplanation | PredictionRow['explanation'];
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
    explanation: prediction.explanation && readExplanation(prediction.explanation),
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
