import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { Label } from '../models/index.ts';
import type { PredictionOutput } from './predictions.schema.ts';

export interface ShadowRow {
  prediction_id: string;
  model_id: number;
  model_version: number;
  prediction_output: PredictionOutput;
}

export interface ShadowLoss {
  modelId: number;
  version: number;
  dropped: number;
  refused: number;
}

/** Writes what was scored, of predictions that are still kept, and counts what was not. */
export async function insertShadows(
  db: Db,
  organizationId: number,
  rows: readonly ShadowRow[],
  losses: readonly ShadowLoss[],
): Promise<void> {
  await sql`/* insert_shadows */
    with written as (
      insert into shadow_predictions (organization_id, prediction_id, model_id, model_version, prediction_output)
      select ${organizationId}::int, s.prediction_id, s.model_id, s.model_version, s.prediction_output
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as s (prediction_id text, model_id int, model_version int, prediction_output jsonb)
        join prediction_results p on p.organization_id = ${organizationId} and p.prediction_id = s.prediction_id
      on conflict do nothing)
    insert into shadow_losses as l (organization_id, model_id, model_version, dropped, refused)
    select ${organizationId}::int, s."modelId", s.version, s.dropped, s.refused
      from jsonb_to_recordset(${JSON.stringify(losses)}::jsonb)
        as s ("modelId" int, version int, dropped bigint, refused bigint)
    on conflict (organization_id, model_id, model_version)
      do update set dropped = l.dropped + excluded.dropped, refused = l.refused + excluded.refused`.execute(db);
}

/** One row that both versions have scored, and what really happened. */
export interface PairedOutcome {
  champion: PredictionOutput;
  challenger: PredictionOutput;
  actual: Label;
}

interface Challenge {
  modelId: number;
  champion: number;
  challenger: number;
  since: Date;
}

/** The latest first, whichever of the two answered. */
export async function listPairedOutcomes(
  db: Db,
  organizationId: number,
  { modelId, champion, challenger, since }: Challenge,
  limit: number,
): Promise<PairedOutcome[]> {
  const { rows } = await sql<PairedOutcome>`
    select case when p.model_version = ${champion} then p.prediction_output else s.prediction_output end as champion,
           case when p.model_version = ${champion} then s.prediction_output else p.prediction_output end as challenger,
           f.actual
      from prediction_feedback f
      join prediction_results p on p.organization_id = f.organization_id and p.prediction_id = f.prediction_id
      join shadow_predictions s on s.organization_id = f.organization_id and s.prediction_id = f.prediction_id
     where f.organization_id = ${organizationId} and f.model_id = ${modelId}
       and f.model_version in (${champion}, ${challenger})
       and (p.model_version, s.model_version) in ((${champion}, ${challenger}), (${challenger}, ${champion}))
       and p.prediction_timestamp >= ${since}
     order by f.updated_at desc limit ${limit}`.execute(db);
  return rows;
}

export interface SideCounts {
  version: number;
  predictions: number;
  shadow_predictions: number;
  feedback_count: number;
}

/** What a version has answered, scored and been told of since a challenge began. */
export async function countSide(
  db: Db,
  organizationId: number,
  { modelId, version, since }: { modelId: number; version: number; since: Date },
): Promise<SideCounts> {
  const { rows } = await sql<SideCounts>`
    select ${version}::int as version,
      (select count(*) from prediction_results
        where organization_id = ${organizationId} and model_id = ${modelId} and model_version = ${version}
          and prediction_timestamp >= ${since}) as predictions,
      (select count(*) from shadow_predictions
        where organization_id = ${organizationId} and model_id = ${modelId} and model_version = ${version}
          and created_at >= ${since}) as shadow_predictions,
      (select count(*) from prediction_feedback f
         join prediction_results p on p.organization_id = f.organization_id and p.prediction_id = f.prediction_id
        where f.organization_id = ${organizationId} and f.model_id = ${modelId} and f.model_version = ${version}
          and p.prediction_timestamp >= ${since}) as feedback_count`.execute(db);
  return rows[0] ?? { version, predictions: 0, shadow_predictions: 0, feedback_count: 0 };
}
