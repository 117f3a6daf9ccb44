import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { Happening, OpenSteps, OrganizationFacts, RunState } from './run.ts';
import type { EventName } from './run.ts';

export interface WaitingEvent extends EventName {
  event: Happening | null;
  dueAt: number;
}

export interface LoadedRun {
  id: string;
  workflowId: number;
  versionId: number;
  fence: number;
  round: number;
  losses: number;
  counted: boolean;
  lines: number;
  state: RunState;
  open: OpenSteps;
}

// Of `lower` in what follows, see the writing of runs.

/** What a node has to know of runs that it was dealt. */
export async function loadRuns(
  db: Db,
  organizationId: number,
  node: string,
  ids: readonly string[],
): Promise<LoadedRun[]> {
  const { rows } = await sql<LoadedRun>`/* load_runs */
    select r.id, r.workflow_id as "workflowId", r.version_id as "versionId", r.fence, r.round, r.losses, r.counted,
           r.steps as lines, r.state, r.open
      from (select id from unnest(${ids}::text[]) as i (id) where id = lower(id)) g
      join automation_runs r on r.organization_id = ${organizationId}::int and r.id = g.id
     where coalesce(r.owner, '') = ${node}::text`.execute(db);
  return rows;
}

/** What is to be taken in by runs, the earliest first. */
export async function loadReadyEvents(
  db: Db,
  organizationId: number,
  ids: readonly string[],
): Promise<(WaitingEvent & { runId: string })[]> {
  const { rows } = await sql<WaitingEvent & { runId: string }>`/* load_run_events */
    select e.run_id as "runId", e.kind, e.key, e.event, extract(epoch from e.due_at)::float8 * 1000 as "dueAt"
      from (select id from unnest(${ids}::text[]) as i (id) where id = lower(id)) g
      join automation_run_events e on e.organization_id = ${organizationId}::int and e.run_id = g.id and e.ready
     order by e.due_at, e.key`.execute(db);
  return rows;
}

/** Gives runs back to whoever takes them next. Those that are held no longer are left alone. */
export async function handBackRuns(
  db: Db,
  organizationId: number,
  node: string,
  runs: readonly { id: string; fence: number }[],
): Promise<void> {
  await sql`
    with given as (
      update automation_runs r set owner = null
        from unnest(${runs.map(({ id }) => id)}::text[], ${runs.map(({ fence }) => fence)}::int[]) as g (id, fence)
       where g.id = lower(g.id) and r.organization_id = ${organizationId}::int and r.id = g.id and r.fence = g.fence and coalesce(r.owner, '') = ${node}::text
      returning r.id)
    insert into automation_run_events (organization_id, run_id, kind, key, due_at, ready)
    select ${organizationId}::int, id, 'look', '', 'epoch', true from given
    on conflict (organization_id, run_id, kind, key) do update set due_at = excluded.due_at, ready = true`.execute(db);
}

/** Waits for whoever writes the run, and then keeps others from it. @returns whether the node still holds it */
export async function lockHeldRun(
  db: Db,
  organizationId: number,
  node: string,
  { id, fence }: { id: string; fence: number },
): Promise<boolean> {
  const { rows } = await sql`/* lock_held_run */
    select 1 from automation_runs
     where organization_id = ${organizationId}::int and id = ${id}::text and coalesce(owner, '') = ${node}::text and fence = ${fence}::int
       for update`.execute(db);
  return rows.length > 0;
}

/**
 * What happened to a run, for whichever node takes it in: at once, or when it is due.
 * @returns false when there is no such run, or it is over
 */
export async function insertSignal(
  db: Db,
  organizationId: number,
  runId: string,
  { id, event, dueAt }: { id: string; event: Happening; dueAt: number | null },
): Promise<boolean> {
  const { rows } = await sql`
    insert into automation_run_events (organization_id, run_id, kind, key, event, due_at, ready)
    select ${organizationId}::int, id, 'signal', ${id}::text, ${JSON.stringify(event)}::json,
        to_timestamp(${(dueAt ?? 0) / 1000}::float8), ${dueAt === null}
      from automation_runs
     where organization_id = ${organizationId}::int and id = ${runId}::text and finished_at is null
    returning 1`.execute(db);
  return rows.length > 0;
}

export async function findRunsByDedupeKey(
  db: Db,
  organizationId: number,
  keys: readonly { workflowId: number; dedupeKey: string }[],
): Promise<{ id: string; workflow_id: number; dedupe_key: string | null }[]> {
  const { rows } = await sql<{ id: string; workflow_id: number; dedupe_key: string | null }>`
    select r.id, r.workflow_id, r.dedupe_key from automation_runs r
      join unnest(${keys.map((key) => key.workflowId)}::int[], ${keys.map((key) => key.dedupeKey)}::text[])
        as g (workflow_id, dedupe_key) on g.workflow_id = r.workflow_id and g.dedupe_key = r.dedupe_key
     where r.organization_id = ${organizationId}::int`.execute(db);
  return rows;
}

export async function getOrganizationFacts(db: Db, organizationId: number): Promise<OrganizationFacts> {
  return db
    .selectFrom('organizations')
    .select(['id', 'name', 'time_zone as timeZone', 'currency'])
    .select(sql<string>`coalesce(default_language, 'en')`.as('language'))
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow();
}
