import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';

export interface ReplayRange {
  types: readonly string[];
  from: Date;
  to: Date;
}

export interface ReplayRow {
  event_types: string[];
  from_time: Date;
  to_time: Date;
  most: number;
  published: number;
  last_occurred_at: Date | null;
  last_event_id: string | null;
}

export async function countRange(
  db: Db,
  organizationId: number,
  { types, from, to }: ReplayRange,
): Promise<{ event_type: string; events: number }[]> {
  const { rows } = await sql<{ event_type: string; events: number }>`
    select event_type, count(*) as events from business_events
     where organization_id = ${organizationId} and event_type = any (${[...types]}::text[])
       and occurred_at >= ${from} and occurred_at < ${to}
     group by event_type order by event_type`.execute(db);
  return rows;
}

export async function insertReplay(
  db: Db,
  organizationId: number,
  { types, from, to }: ReplayRange,
  { most, createdBy }: { most: number; createdBy: number | null },
): Promise<number> {
  const { id } = await db
    .insertInto('event_replays')
    .values({
      organization_id: organizationId,
      event_types: [...types],
      from_time: from,
      to_time: to,
      most,
      created_by: createdBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function setReplayJob(db: Db, organizationId: number, id: number, jobId: string): Promise<void> {
  await db
    .updateTable('event_replays')
    .set({ job_id: jobId })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute();
}

/** Locks it, so that two nodes never publish the same events. */
export async function lockReplay(db: Db, organizationId: number, id: number): Promise<ReplayRow> {
  return db
    .selectFrom('event_replays')
    .select(['event_types', 'from_time', 'to_time', 'most', 'published', 'last_occurred_at', 'last_event_id'])
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/** Publishes the next `limit` events of the range and moves the replay on behind them. @returns how many there were */
export async function publishNext(
  db: Db,
  organizationId: number,
  { id, replay, limit, newIds }: { id: number; replay: ReplayRow; limit: number; newIds: readonly string[] },
): Promise<number> {
  const { rows } = await sql<{ published: number }>`
    with next as (
      select e.*, row_number() over (order by e.occurred_at, e.id) as place from (
        select id, event_type, data, occurred_at from business_events
         where organization_id = ${organizationId} and event_type = any (${replay.event_types}::text[])
           and occurred_at >= ${replay.from_time} and occurred_at < ${replay.to_time}
           and (${replay.last_event_id}::text is null
             or (occurred_at, id) > (${replay.last_occurred_at}::timestamptz, ${replay.last_event_id}::text))
         order by occurred_at, id limit ${limit}) as e),
    told as materialized (
      select outbox_append_each(${organizationId}::int, 'business_event',
          (${[...newIds]}::text[])[1:count(*)::int], array_agg(event_type order by place), array_agg(data order by place),
          array_agg(occurred_at order by place), array_agg(id order by place)) as deliveries,
        count(*)::int as events, (array_agg(id order by place desc))[1] as last_id, max(occurred_at) as last_at
        from next having count(*) > 0)
    update event_replays r
       set published = r.published + told.events, last_event_id = told.last_id, last_occurred_at = told.last_at
      from told where r.organization_id = ${organizationId} and r.id = ${id} and told.deliveries >= 0
    returning told.events as published`.execute(db);
  return rows[0]?.published ?? 0;
}
