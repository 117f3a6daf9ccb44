import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { lowestIdAt } from '../../platform/ids.ts';
import type { Challenge, Label } from '../models/index.ts';
import type { PredictionOutput } from './predictions.schema.ts';

export interface ShadowRow {
  prediction_id: string;
  model_id: number;
  model_version: number;
  /** Null where the version cannot read the input. */
  prediction_output: PredictionOutput | null;
}

/** Which predictions of a model are scored by which version beside the one that answered. */
export interface Shadowing {
  modelId: number;
  champion: number;
  challenger: number;
  mode: Challenge['mode'];
  share: number;
  since: Date;
}

export interface Unscored {
  prediction_id: string;
  /** The version that is to score it. */
  version: number;
  input: Record<string, unknown>;
}

/**
 * The predictions that wait for their second score. As a canary the challenger answers its share, and the other scores
 * every row; in the shadow it scores its share, chosen by a hash of the id as `dealAnswer` chooses a canary's.
 */
function unscored(organizationId: number, { modelId, champion, challenger, mode, share, since }: Shadowing) {
  const isOf =
    mode === 'canary'
      ? sql`p.model_version in (${champion}, ${challenger})`
      : sql`p.model_version = ${champion} and ('x' || left(encode(sha256(convert_to(p.prediction_id, 'UTF8')), 'hex'), 8))::bit(32)::bigint
              < ${share}::float8 * 4294967296`;
  const version = sql`case when p.model_version = ${champion} then ${challenger}::int else ${champion}::int end`;
  return sql`
      from prediction_results p cross join lateral (select ${version} as version) v
     where p.organization_id = ${organizationId} and p.model_id = ${modelId} and p.prediction_timestamp >= ${since}
       and ${isOf}
       and not exists (select from shadow_predictions s
                        where s.organization_id = ${organizationId} and s.prediction_id = p.prediction_id
                          and s.model_version = v.version)`;
}

/** The first `limit` by their ids, which say when they were made, behind `afterId`. */
export async function listUnscored(
  db: Db,
  organizationId: number,
  shadowing: Shadowing,
  { afterId, limit }: { afterId: string; limit: number },
): Promise<Unscored[]> {
  const { rows } = await sql<Unscored>`/* list_unscored */
    select p.prediction_id, v.version, p.input_data as input ${unscored(organizationId, shadowing)}
       and p.prediction_id > ${afterId} order by p.prediction_id limit ${limit}`.execute(db);
  return rows;
}

export async function countUnscored(db: Db, organizationId: number, shadowing: Shadowing): Promise<number> {
  const afterId = lowestIdAt('pred', shadowing.since.getTime() - CLOCKS_APART_MS);
  const { rows } = await sql<{ count: number }>`
    select count(*) as count ${unscored(organizationId, shadowing)} and p.prediction_id > ${afterId}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Ids are made a moment before the prediction's time, and on nodes whose clocks differ. */
export const CLOCKS_APART_MS = 30_000;

/** Nobody else scores for the model until the transaction ends; false where somebody does. */
export async function claimShadow(db: Db, organizationId: number, modelId: number): Promise<boolean> {
  const name = `shadow/${organizationId}/${modelId}`;
  const { rows } = await sql<{ claimed: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as claimed`.execute(db);
  return rows[0]?.claimed === true;
}

/** Writes what was scored, of predictions that are still kept; once, however often it is said. */
export async function insertShadows(db: Db, organizationId: number, rows: readonly ShadowRow[]): Promise<void> {
  await sql`/* insert_shadows */
    insert into shadow_predictions (organization_id, prediction_id, model_id, model_version, prediction_output)
    select ${organizationId}::int, s.prediction_id, s.model_id, s.model_version, nullif(s.prediction_output, 'null')
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as s (prediction_id text, model_id int, model_version int, prediction_output jsonb)
      join prediction_results p on p.organization_id = ${organizationId} and p.prediction_id = s.prediction_id
    on conflict do nothing`.execute(db);
}

/** One row that both versions have scored, and what really happened. */
export interface PairedOutcome {
  champion: PredictionOutput;
  challenger: PredictionOutput;
  actual: Label;
}

interface Rivals {
  modelId: number;
  champion: number;
  challenger: number;
  since: Date;
}

/** The latest first, whichever of the two answered. */
export async function listPairedOutcomes(
  db: Db,
  organizationId: number,
  { modelId, champion, challenger, since }: Rivals,
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
       and p.prediction_timestamp >= ${since} and s.prediction_output is not null
     order by f.updated_at desc limit ${limit}`.execute(db);
  return rows;
}

export interface SideCounts {
  version: number;
  predictions: number;
  shadow_predictions: number;
  /** Not scored beside an answer of the other, because their input could not be read. */
  refused: number;
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
      shadows.scored as shadow_predictions, shadows.refused,
      (select count(*) from prediction_feedback f
         join prediction_results p on p.organization_id = f.organization_id and p.prediction_id = f.prediction_id
        where f.organization_id = ${organizationId} and f.model_id = ${modelId} and f.model_version = ${version}
          and p.prediction_timestamp >= ${since}) as feedback_count
      from (select count(prediction_output) as scored, count(*) - count(prediction_output) as refused
              from shadow_predictions
             where organization_id = ${organizationId} and model_id = ${modelId} and model_version = ${version}
               and created_at >= ${since}) as shadows`.execute(db);
  return rows[0] ?? { version, predictions: 0, shadow_predictions: 0, refused: 0, feedback_count: 0 };
}
