import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import { RETRAINING } from './watch-payload.ts';
import type { Comparison } from './champion-comparison.ts';
import type { watchedMetrics } from './live-performance.ts';

export const triggers = ['schedule', 'drift', 'error'] as const;
export type Trigger = (typeof triggers)[number];

export const decisions = ['promoted', 'awaiting', 'on_trial', 'kept', 'failed'] as const;
export type Decision = (typeof decisions)[number];

/** Why it was decided so; `watch.retraining.reason.*` has the words. */
export const decisionReasons = [
  'better',
  'better_without_leave',
  'better_live',
  'newer',
  'newer_without_leave',
  'undecided',
  'not_better',
  'worse',
  'worse_live',
  'not_comparable',
  'overtaken',
  'refused',
  'training_failed',
  'training_cancelled',
] as const;
export type DecisionReason = (typeof decisionReasons)[number];

export interface RetrainingPolicy {
  /** Five fields, read in the organization's zone; null: not by the clock. */
  schedule: string | null;
  on_drift: boolean;
  on_error: { metric: (typeof watchedMetrics)[number]; worse_by: number } | null;
  min_days_between: number;
  auto_promote: boolean;
}

export interface PolicyRow extends RetrainingPolicy {
  schedule_id: number | null;
  /** Trainings in a row that came to nothing, and until when none is tried again. */
  failures: number;
  resting_until: Date | null;
  updated_at: Date;
  /** When the clock is next to begin one. */
  next_run_at: Date | null;
}

export async function findPolicy(db: Db, organizationId: number, modelId: number): Promise<PolicyRow | null> {
  const row = await db
    .selectFrom('model_retraining_policies as p')
    .leftJoin('job_schedules as s', (join) =>
      join.onRef('s.organization_id', '=', 'p.organization_id').onRef('s.id', '=', 'p.schedule_id'),
    )
    .select(['p.schedule', 'p.on_drift', 'p.on_error', 'p.min_days_between', 'p.auto_promote'])
    .select(['p.schedule_id', 'p.failures', 'p.resting_until', 'p.updated_at', 's.next_run_at'])
    .where('p.organization_id', '=', organizationId)
    .where('p.model_id', '=', modelId)
    .$castTo<PolicyRow>()
    .executeTakeFirst();
  return row ?? null;
}

interface NewPolicy extends RetrainingPolicy {
  model_id: number;
  schedule_id: number | null;
  updated_by: number | null;
}

/** A policy that is set anew has no failures behind it. */
export async function upsertPolicy(db: Db, organizationId: number, policy: NewPolicy): Promise<void> {
  const { model_id: modelId, on_error: onError, ...rest } = policy;
  const values = { ...rest, on_error: onError && JSON.stringify(onError), failures: 0, resting_until: null };
  await db
    .insertInto('model_retraining_policies')
    .values({ organization_id: organizationId, model_id: modelId, ...values })
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'model_id']).doUpdateSet({ ...values, updated_at: sql<Date>`now()` }),
    )
    .execute();
}

export async function updateRest(
  db: Db,
  organizationId: number,
  modelId: number,
  { failures, restingUntil }: { failures: number; restingUntil: Date | null },
): Promise<void> {
  await db
    .updateTable('model_retraining_policies')
    .set({ failures, resting_until: restingUntil })
    .where('organization_id', '=', organizationId)
    .where('model_id', '=', modelId)
    .execute();
}

/** @returns the schedule's number */
export async function insertSchedule(
  db: Db,
  organizationId: number,
  { modelId, name, cron, createdBy }: { modelId: number; name: string; cron: string; createdBy: number | null },
): Promise<number> {
  const { id } = await db
    .insertInto('job_schedules')
    .values({
      organization_id: organizationId,
      kind: RETRAINING,
      payload: JSON.stringify({ modelId }),
      subject: JSON.stringify({ kind: 'model', id: modelId, name }),
      cron,
      created_by: createdBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function removeSchedule(db: Db, organizationId: number, id: number): Promise<void> {
  await db.deleteFrom('job_schedules').where('organization_id', '=', organizationId).where('id', '=', id).execute();
}

/** Two versions on the same predictions. */
export interface LiveComparison {
  metric: 'log_loss' | 'mse';
  rows: number;
  champion: number | null;
  challenger: number | null;
  /** Champion minus challenger. */
  difference: number | null;
  p_value: number | null;
}

export interface RetrainingRow {
  id: number;
  trigger: Trigger;
  job_id: string;
  champion_version: number;
  challenger_version: number | null;
  /** Null while it is in training. */
  decision: Decision | null;
  reason: DecisionReason | null;
  /** On the rows held out. */
  comparison: Comparison | null;
  /** By what really happened, at the end of a trial. */
  live_comparison: LiveComparison | null;
  started_at: Date;
  decided_at: Date | null;
}

function selectRetrainings(db: Db, organizationId: number) {
  return db
    .selectFrom('model_retrainings')
    .select(['id', 'model_id', 'trigger', 'job_id', 'champion_version', 'challenger_version', 'decision', 'reason'])
    .select(['comparison', 'live_comparison', 'started_at', 'decided_at'])
    .where('organization_id', '=', organizationId)
    .$castTo<RetrainingRow & { model_id: number }>();
}

/** The caller holds the model's row locked, so that never two are open. */
export async function insertRetraining(
  db: Db,
  organizationId: number,
  retraining: { model_id: number; trigger: Trigger; job_id: string; champion_version: number; started_at: Date },
): Promise<void> {
  await db
    .insertInto('model_retrainings')
    .values({ ...retraining, organization_id: organizationId })
    .execute();
}

export async function findByJob(db: Db, organizationId: number, jobId: string) {
  const row = await selectRetrainings(db, organizationId).where('job_id', '=', jobId).executeTakeFirst();
  return row ?? null;
}

/** The one of a model that is on trial, until the transaction ends; null where another node is at it. */
export async function lockTrial(db: Db, organizationId: number, modelId: number) {
  const row = await selectRetrainings(db, organizationId)
    .where('model_id', '=', modelId)
    .where('decision', '=', 'on_trial')
    .orderBy('id', 'desc')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row ?? null;
}

/** The latest first. */
export async function listRetrainings(
  db: Db,
  organizationId: number,
  { modelId, beforeId, limit }: { modelId: number; beforeId: number | null; limit: number },
): Promise<RetrainingRow[]> {
  return selectRetrainings(db, organizationId)
    .where('model_id', '=', modelId)
    .$if(beforeId !== null, (query) => query.where('id', '<', beforeId ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export type RetrainingChange = Partial<
  Pick<RetrainingRow, 'challenger_version' | 'comparison' | 'live_comparison' | 'decision' | 'reason' | 'decided_at'>
>;

export async function updateRetraining(
  db: Db,
  organizationId: number,
  jobId: string,
  { comparison, live_comparison: live, ...change }: RetrainingChange,
): Promise<void> {
  await db
    .updateTable('model_retrainings')
    .set({
      ...change,
      ...(comparison === undefined ? {} : { comparison: comparison && JSON.stringify(comparison) }),
      ...(live === undefined ? {} : { live_comparison: live && JSON.stringify(live) }),
    })
    .where('organization_id', '=', organizationId)
    .where('job_id', '=', jobId)
    .execute();
}

export async function findArtifact(db: Db, organizationId: number, modelId: number, version: number) {
  const row = await db
    .selectFrom('model_versions')
    .select(['artifact', 'trained_at'])
    .where('organization_id', '=', organizationId)
    .where('model_id', '=', modelId)
    .where('version', '=', version)
    .executeTakeFirst();
  return row ?? null;
}
