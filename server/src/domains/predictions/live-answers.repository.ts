import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { LiveOutcome, LiveOutput } from '../models/index.ts';

export interface AnswerRow {
  prediction_id: string;
  model_version: number;
  /** Null where another version answered. */
  input: Record<string, unknown> | null;
  output: LiveOutput | null;
  /** Features whose value training never saw. */
  unseen: string[];
  at: Date;
}

interface Page {
  modelId: number;
  version: number;
  /** Ids say when they were made. */
  sinceId: string;
  beforeId: string | null;
  limit: number;
}

/** The latest first, by the index of a model's predictions; `limit` are looked at, whichever version answered. */
export async function listAnswers(db: Db, organizationId: number, page: Page): Promise<AnswerRow[]> {
  const { modelId, version, sinceId, beforeId, limit } = page;
  const { rows } = await sql<AnswerRow>`
    select prediction_id, model_version, prediction_timestamp as at,
           case when model_version = ${version} then input_data end as input,
           case when model_version = ${version} then prediction_output end as output,
           array(select w ->> 'column' from jsonb_array_elements(coalesce(warnings, '[]')) w
                  where w ->> 'code' = 'unseen_category') as unseen
      from prediction_results
     where organization_id = ${organizationId} and model_id = ${modelId}
       and prediction_id >= ${sinceId} and (${beforeId}::text is null or prediction_id < ${beforeId})
     order by prediction_id desc limit ${limit}`.execute(db);
  return rows;
}

/** Of all versions; never more than `most`. */
export async function countAnswersSince(
  db: Db,
  organizationId: number,
  { modelId, sinceId, most }: { modelId: number; sinceId: string; most: number },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select from prediction_results
       where organization_id = ${organizationId} and model_id = ${modelId} and prediction_id >= ${sinceId}
       order by prediction_id desc limit ${most}) as latest`.execute(db);
  return rows[0]?.count ?? 0;
}

/** What was told last. */
export async function listOutcomesSince(
  db: Db,
  organizationId: number,
  { modelId, version, since, limit }: { modelId: number; version: number; since: Date; limit: number },
): Promise<LiveOutcome[]> {
  return db
    .selectFrom('prediction_feedback as f')
    .innerJoin('prediction_results as p', (join) =>
      join.onRef('p.organization_id', '=', 'f.organization_id').onRef('p.prediction_id', '=', 'f.prediction_id'),
    )
    .select(['p.prediction_output as output', 'f.actual'])
    .where('f.organization_id', '=', organizationId)
    .where('f.model_id', '=', modelId)
    .where('f.model_version', '=', version)
    .where('f.updated_at', '>=', since)
    .orderBy('f.updated_at', 'desc')
    .limit(limit)
    .$castTo<LiveOutcome>()
    .execute();
}
