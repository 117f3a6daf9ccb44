import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import type { JobHandler, JobPlaces, JobPriority } from './job.ts';
import { enqueueJob, rankOf } from './queue.ts';

type Handlers = ReadonlyMap<string, JobHandler>;

/**
 * Whether a new job of this kind must wait for a place. Until the transaction ends, no other job of the organization
 * takes or leaves one of these places.
 */
export async function mustWait(db: Db, organizationId: number, handlers: Handlers, kind: string): Promise<boolean> {
  const places = handlers.get(kind)?.places;
  return places !== undefined && (await countFree(db, organizationId, handlers, places)) <= 0;
}

/** To be called in the transaction that ends a job: lets those that waited for its place into the queue, the oldest first. */
export async function giveUpPlace(db: Db, organizationId: number, handlers: Handlers, kind: string): Promise<void> {
  const places = handlers.get(kind)?.places;
  if (!places) return;
  const free = await countFree(db, organizationId, handlers, places);
  if (free <= 0) return;
  // One that is just being cancelled is passed over: whoever cancels it comes here as well.
  const { rows } = await sql<{ id: string; priority: JobPriority; run_at: Date }>`
    with next as (
      select id from jobs
       where organization_id = ${organizationId} and kind = any(${kindsOf(handlers, places)}::text[])
         and status = 'queued' and held
       order by id limit ${free} for update skip locked)
    update jobs set held = false from next
     where jobs.organization_id = ${organizationId} and jobs.id = next.id
    returning jobs.id, jobs.priority, jobs.run_at`.execute(db);
  for (const [index, { id, priority, run_at: runAt }] of rows.entries()) {
    await enqueueJob(db, organizationId, id, { runAt, rank: rankOf(priority, index) });
  }
}

/** To be called where there may be more places than before, in the transaction that makes them. */
export async function letIn(db: Db, organizationId: number, handlers: Handlers): Promise<void> {
  const kinds = new Map([...handlers.values()].map(({ kind, places }) => [places?.name, kind]));
  for (const kind of kinds.values()) await giveUpPlace(db, organizationId, handlers, kind);
}

async function countFree(db: Db, organizationId: number, handlers: Handlers, places: JobPlaces): Promise<number> {
  const key = `job places ${organizationId} ${places.name}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(db);
  const { rows } = await sql<{ taken: number }>`
    select count(*) as taken from jobs
     where organization_id = ${organizationId} and kind = any(${kindsOf(handlers, places)}::text[])
       and status in ('queued', 'running') and not held`.execute(db);
  return (await places.count(db, organizationId)) - (rows[0]?.taken ?? 0);
}

function kindsOf(handlers: Handlers, places: JobPlaces): string[] {
  return [...handlers.values()].filter((each) => each.places?.name === places.name).map(({ kind }) => kind);
}
