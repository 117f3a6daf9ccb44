import { sql } from 'kysely';
import type { Database, Db } from '../../../platform/db/database.ts';

export interface ScheduleRow {
  workflow_id: number;
  cron: string;
  time_zone: string | null;
  overlap: 'skip' | 'queue' | 'allow';
  catch_up: 'none' | 'last' | 'all';
  jitter_seconds: number;
  next_tick_at: Date | null;
  due_at: Date | null;
}

const columns = [
  'workflow_id',
  'cron',
  'time_zone',
  'overlap',
  'catch_up',
  'jitter_seconds',
  'next_tick_at',
  'due_at',
] as const;

export async function findSchedule(db: Db, organizationId: number, workflowId: number): Promise<ScheduleRow | null> {
  return (await select(db, organizationId, workflowId).executeTakeFirst()) ?? null;
}

/** Null where there is none, or another node has it. */
export async function lockSchedule(db: Db, organizationId: number, workflowId: number): Promise<ScheduleRow | null> {
  return (await select(db, organizationId, workflowId).forUpdate().skipLocked().executeTakeFirst()) ?? null;
}

const select = (db: Db, organizationId: number, workflowId: number) =>
  db
    .selectFrom('automation_schedules')
    .select(columns)
    .where('organization_id', '=', organizationId)
    .where('workflow_id', '=', workflowId)
    .$castTo<ScheduleRow>();

export async function upsertSchedule(db: Db, organizationId: number, schedule: ScheduleRow): Promise<void> {
  const { workflow_id: _, ...change } = schedule;
  await db
    .insertInto('automation_schedules')
    .values({ organization_id: organizationId, ...schedule })
    .onConflict((conflict) => conflict.columns(['organization_id', 'workflow_id']).doUpdateSet(change))
    .execute();
}

export async function moveSchedule(
  db: Db,
  organizationId: number,
  workflowId: number,
  next: Pick<ScheduleRow, 'next_tick_at' | 'due_at'>,
): Promise<void> {
  await db
    .updateTable('automation_schedules')
    .set(next)
    .where('organization_id', '=', organizationId)
    .where('workflow_id', '=', workflowId)
    .execute();
}

export async function removeSchedule(db: Db, organizationId: number, workflowId: number): Promise<void> {
  await db
    .deleteFrom('automation_schedules')
    .where('organization_id', '=', organizationId)
    .where('workflow_id', '=', workflowId)
    .execute();
}

export async function findTimeZone(db: Db, organizationId: number): Promise<string> {
  const { time_zone: zone } = await db
    .selectFrom('organizations')
    .select('time_zone')
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow();
  return zone;
}

/** Over all organizations. */
export async function listDueWorkflows({ pool }: Database, now: Date, most: number) {
  const { rows } = await pool.query<{ organization_id: number; workflow_id: number }>(
    'select organization_id, workflow_id from list_due_workflows($1, $2)',
    [now, most],
  );
  return rows;
}

export type TickOutcome = 'started' | 'waiting' | 'skipped' | 'missed';

export interface TickRow {
  tick_at: Date;
  outcome: TickOutcome;
  run_id: string | null;
  is_back_fill: boolean;
  noted_at: Date;
}

/**
 * Notes what becomes of a tick. One that was carried out, or waits, stays as it is; one that was skipped or missed may
 * still be made up for.
 * @returns whether it is this one's to carry out
 */
export async function noteTick(
  db: Db,
  organizationId: number,
  workflowId: number,
  { tickAt, outcome, isBackFill = false }: { tickAt: Date; outcome: TickOutcome; isBackFill?: boolean },
): Promise<boolean> {
  const row = await db
    .insertInto('automation_ticks')
    .values({
      organization_id: organizationId,
      workflow_id: workflowId,
      tick_at: tickAt,
      outcome,
      is_back_fill: isBackFill,
    })
    .onConflict((conflict) => {
      const known = conflict.columns(['organization_id', 'workflow_id', 'tick_at']);
      return outcome === 'started'
        ? known
            .doUpdateSet({ outcome, noted_at: sql<Date>`clock_timestamp()` })
            .where('automation_ticks.outcome', 'in', ['skipped', 'missed'])
        : known.doNothing();
    })
    .returning('tick_at')
    .executeTakeFirst();
  return row !== undefined;
}

export async function setTickRun(
  db: Db,
  organizationId: number,
  workflowId: number,
  { tickAt, runId }: { tickAt: Date; runId: string },
): Promise<void> {
  await db
    .updateTable('automation_ticks')
    .set({ run_id: runId, outcome: 'started' })
    .where('organization_id', '=', organizationId)
    .where('workflow_id', '=', workflowId)
    .where('tick_at', '=', tickAt)
    .execute();
}

/** The earliest tick that waits for the run before it to end, behind its lock. */
export async function lockWaitingTick(db: Db, organizationId: number, workflowId: number): Promise<Date | null> {
  const row = await db
    .selectFrom('automation_ticks')
    .select('tick_at')
    .where('organization_id', '=', organizationId)
    .where('workflow_id', '=', workflowId)
    .where('outcome', '=', 'waiting')
    .orderBy('tick_at')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  return row?.tick_at ?? null;
}

/** Whether the run of the latest tick that was carried out goes on. */
export async function isTickUnderWay(db: Db, organizationId: number, workflowId: number): Promise<boolean> {
  const { rows } = await sql<{ is_under_way: boolean }>`
    select r.finished_at is null as is_under_way
      from (select organization_id, run_id from automation_ticks
             where organization_id = ${organizationId} and workflow_id = ${workflowId} and outcome = 'started'
             order by tick_at desc limit 1) t
      join automation_runs r on r.organization_id = t.organization_id and r.id = t.run_id`.execute(db);
  return rows[0]?.is_under_way ?? false;
}

/** @returns 0: none of them is begun */
export async function dropWaitingTicks(db: Db, organizationId: number, workflowId: number): Promise<0> {
  await db
    .updateTable('automation_ticks')
    .set({ outcome: 'skipped' })
    .where('organization_id', '=', organizationId)
    .where('workflow_id', '=', workflowId)
    .where('outcome', '=', 'waiting')
    .execute();
  return 0;
}

export async function listTicksOf(
  db: Db,
  organizationId: number,
  workflowId: number,
  { before, limit }: { before: Date | null; limit: number },
): Promise<TickRow[]> {
  return db
    .selectFrom('automation_ticks')
    .select(['tick_at', 'outcome', 'run_id', 'is_back_fill', 'noted_at'])
    .where('organization_id', '=', organizationId)
    .where('workflow_id', '=', workflowId)
    .$if(before !== null, (query) => query.where('tick_at', '<', before ?? new Date(0)))
    .orderBy('tick_at', 'desc')
    .limit(limit)
    .$castTo<TickRow>()
    .execute();
}

export async function countOlderTicks(db: Db, organizationId: number, before: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from automation_ticks
     where organization_id = ${organizationId} and noted_at < ${before}`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function removeOlderTicks(db: Db, organizationId: number, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ workflow_id: number }>`
    delete from automation_ticks where organization_id = ${organizationId} and (workflow_id, tick_at) in (
      select workflow_id, tick_at from automation_ticks
       where organization_id = ${organizationId} and noted_at < ${before} order by noted_at limit ${limit})
    returning workflow_id`.execute(db);
  return rows.length;
}
