import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { Json, StepFailure } from '../interpreter/protocol.ts';
import type { OpenSteps, RunState, RunStatus } from './run.ts';

/** What a run that goes on is doing: worked on, about to be, or waiting for a time or a person. */
export type RunActivity = 'working' | 'queued' | 'waiting';

export interface Run {
  id: string;
  workflow_id: number;
  version_id: number;
  parent_run_id: string | null;
  trigger_kind: string;
  status: RunStatus;
  /** Null once it is over. */
  activity: RunActivity | null;
  failure: StepFailure | null;
  created_at: Date;
  updated_at: Date;
  finished_at: Date | null;
}

/** With what it was begun with and what it came to. */
export interface RunDetails extends Run {
  trigger: Json;
  output: Json;
}

export interface RunStep {
  sequence: number;
  key: string;
  step_id: string;
  step_type: string;
  attempt: number;
  status: 'running' | 'succeeded' | 'failed' | 'skipped';
  input: Json;
  output: Json;
  failure: StepFailure | null;
  /** What the step has written beside its output. */
  logs: string[];
  started_at: Date;
  finished_at: Date;
}

export interface RunFilter {
  workflowId?: number;
  statuses?: readonly RunStatus[];
  parentRunId?: string;
  from?: Date;
  to?: Date;
  /** Runs made before this one only. */
  before?: string;
  limit: number;
}

const activity = sql<RunActivity | null>`case
  when r.finished_at is not null then null
  when r.owner is not null then 'working'
  when exists (select from automation_run_events e
                where e.organization_id = r.organization_id and e.run_id = r.id and (e.ready or e.kind = 'signal')) then 'queued'
  else 'waiting' end`.as('activity');

const columns = [
  'r.id',
  'r.workflow_id',
  'r.version_id',
  'r.parent_run_id',
  'r.trigger_kind',
  'r.status',
  'r.failure',
  'r.created_at',
  'r.updated_at',
  'r.finished_at',
] as const;

/** The latest first. */
export async function listRuns(db: Db, organizationId: number, filter: RunFilter): Promise<Run[]> {
  const { workflowId, statuses, parentRunId, from, to, before, limit } = filter;
  return db
    .selectFrom('automation_runs as r')
    .select(columns)
    .select(activity)
    .where('r.organization_id', '=', organizationId)
    .$if(workflowId !== undefined, (query) => query.where('r.workflow_id', '=', workflowId ?? 0))
    .$if(statuses !== undefined, (query) => query.where('r.status', 'in', [...(statuses ?? [])]))
    .$if(parentRunId !== undefined, (query) => query.where('r.parent_run_id', '=', parentRunId ?? ''))
    .$if(from !== undefined, (query) => query.where('r.created_at', '>=', from ?? new Date(0)))
    .$if(to !== undefined, (query) => query.where('r.created_at', '<', to ?? new Date(0)))
    .$if(before !== undefined, (query) => query.where('r.id', '<', before ?? ''))
    .orderBy('r.id', 'desc')
    .limit(limit)
    .$castTo<Run>()
    .execute();
}

export async function findRun(db: Db, organizationId: number, id: string): Promise<RunDetails | null> {
  const row = await db
    .selectFrom('automation_runs as r')
    .select([...columns, 'r.trigger', 'r.output'])
    .select(activity)
    .where('r.organization_id', '=', organizationId)
    .where('r.id', '=', id)
    .$castTo<RunDetails>()
    .executeTakeFirst();
  return row ?? null;
}

/** What is begun of a run that goes on; null for one that is over, or not there. */
export async function findStanding(
  db: Db,
  organizationId: number,
  id: string,
): Promise<{ state: RunState; open: OpenSteps } | null> {
  const row = await db
    .selectFrom('automation_runs')
    .select(['state', 'open'])
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('finished_at', 'is', null)
    .$castTo<{ state: RunState; open: OpenSteps }>()
    .executeTakeFirst();
  return row ?? null;
}

/** In the order in which they ended. */
export async function listSteps(
  db: Db,
  organizationId: number,
  runId: string,
  { after, limit }: { after: number; limit: number },
): Promise<RunStep[]> {
  return db
    .selectFrom('automation_run_steps')
    .select([
      'sequence',
      'key',
      'step_id',
      'step_type',
      'attempt',
      'status',
      'input',
      'output',
      'failure',
      sql<string[]>`coalesce(logs, '[]')`.as('logs'),
      'started_at',
      'finished_at',
    ])
    .where('organization_id', '=', organizationId)
    .where('run_id', '=', runId)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(limit)
    .$castTo<RunStep>()
    .execute();
}

export interface StandingRun {
  workflow_id: number;
  version_id: number;
  state: RunState;
  is_over: boolean;
}

/** Until the transaction ends, nobody else changes the run. */
export async function lockRun(db: Db, organizationId: number, id: string): Promise<StandingRun | null> {
  const row = await db
    .selectFrom('automation_runs')
    .select(['workflow_id', 'version_id', 'state'])
    .select(sql<boolean>`finished_at is not null`.as('is_over'))
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .forUpdate()
    .$castTo<StandingRun>()
    .executeTakeFirst();
  return row ?? null;
}

interface Reopened {
  state: RunState;
  versionId: number;
  /** Steps that have succeeded are done anew. */
  isNewRound: boolean;
  /** What it is begun with from now on; undefined: as before. */
  input: Json | undefined;
}

/** Opens a run that is over; it counts as one execution nevertheless. */
export async function reopenRun(db: Db, organizationId: number, id: string, to: Reopened): Promise<void> {
  await db
    .updateTable('automation_runs')
    .set({
      state: JSON.stringify(to.state),
      version_id: to.versionId,
      open: '{}',
      ...(to.input === undefined ? {} : { trigger: JSON.stringify(to.input) }),
      status: 'running',
      output: null,
      failure: null,
      losses: 0,
      round: sql<number>`round + ${to.isNewRound ? 1 : 0}`,
      updated_at: sql<Date>`clock_timestamp()`,
      finished_at: null,
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute();
}

/** Over for so long, with their history. What goes on is kept however old it is. */
export async function countOlderRuns(db: Db, organizationId: number, before: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from automation_runs
     where organization_id = ${organizationId} and finished_at < ${before}`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function removeOlderRuns(db: Db, organizationId: number, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ removed: number }>`
    with old as materialized (
      select id from automation_runs
       where organization_id = ${organizationId}::int and finished_at < ${before}
       order by finished_at limit ${limit}),
    history as (
      delete from automation_run_steps s using old where s.organization_id = ${organizationId}::int and s.run_id = old.id),
    events as (
      delete from automation_run_events e using old where e.organization_id = ${organizationId}::int and e.run_id = old.id),
    gone as (
      delete from automation_runs r using old where r.organization_id = ${organizationId}::int and r.id = old.id returning 1)
    select count(*) as removed from gone`.execute(db);
  return rows[0]?.removed ?? 0;
}
