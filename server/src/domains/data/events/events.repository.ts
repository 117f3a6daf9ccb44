import { sql } from 'kysely';
import { jsonbArray, textArray } from '../../../platform/db/binary-arrays.ts';
import type { Db } from '../../../platform/db/database.ts';
import { lowestIdAt } from '../../../platform/ids.ts';

export const EVENT_ID_PREFIX = 'evt';

export interface NewBusinessEvent {
  id: string;
  eventType: string;
  /** As JSON. */
  data: string;
  occurredAt: Date;
  idempotencyKey: string | null;
  /** As JSON; null where nothing is amiss. */
  misfits: string | null;
}

export interface WrittenEvent {
  id: string;
  /** False where the idempotency key was known: `id` is then the event that has it. */
  isNew: boolean;
  /** How many deliveries the statement made in all. */
  deliveries: number;
}

export interface BusinessEvent {
  id: string;
  event_type: string;
  data: unknown;
  occurred_at: Date;
  received_at: Date;
  idempotency_key: string | null;
  misfits: unknown;
}

/** Keeps the events and publishes those that are new. @returns in their order */
export async function appendEvents(
  db: Db,
  organizationId: number,
  events: readonly NewBusinessEvent[],
): Promise<WrittenEvent[]> {
  const { rows } = await sql<{ event_id: string; is_new: boolean; deliveries: number }>`/* append_business_events */
    select event_id, is_new, deliveries from append_business_events(${organizationId}::int,
      ${textArray(events.map(({ id }) => id))}::text[], ${textArray(events.map(({ eventType }) => eventType))}::text[],
      ${jsonbArray(events.map(({ data }) => data))}::jsonb[],
      ${events.map(({ occurredAt }) => occurredAt)}::timestamptz[],
      ${textArray(events.map(({ idempotencyKey }) => idempotencyKey))}::text[],
      ${jsonbArray(events.map(({ misfits }) => misfits))}::jsonb[])`.execute(db);
  return rows.map((row) => ({ id: row.event_id, isNew: row.is_new, deliveries: row.deliveries }));
}

export interface EventFilter {
  types: readonly string[];
  from: Date | null;
  to: Date | null;
  /** Events in which this field, a path of keys, has a text that contains `contains`, in whatever case. */
  field: { path: readonly string[]; contains: string } | null;
  onlyMisfits: boolean;
}

/** Where a page ends: the moment in milliseconds, and the event. */
export interface EventPlace {
  atMs: number;
  id: string;
}

const eventFields = ['id', 'event_type', 'data', 'occurred_at', 'received_at', 'idempotency_key', 'misfits'] as const;

/** Latest first, from behind `before`. */
export async function listEvents(
  db: Db,
  organizationId: number,
  filter: EventFilter,
  { before, limit }: { before: EventPlace | null; limit: number },
): Promise<BusinessEvent[]> {
  const { field } = filter;
  return db
    .selectFrom('business_events')
    .select(eventFields)
    .where('organization_id', '=', organizationId)
    .$if(filter.types.length > 0, (query) => query.where('event_type', 'in', [...filter.types]))
    .$if(filter.from !== null, (query) => query.where('occurred_at', '>=', filter.from ?? new Date(0)))
    .$if(filter.to !== null, (query) => query.where('occurred_at', '<', filter.to ?? new Date(0)))
    .$if(filter.onlyMisfits, (query) => query.where('misfits', 'is not', null))
    .$if(field !== null, (query) =>
      query.where(
        sql<boolean>`strpos(lower(data #>> ${[...(field?.path ?? [])]}::text[]), lower(${field?.contains ?? ''})) > 0`,
      ),
    )
    .$if(before !== null, (query) =>
      query.where(
        sql<boolean>`(occurred_at, id) < (${new Date(before?.atMs ?? 0)}::timestamptz, ${before?.id ?? ''}::text)`,
      ),
    )
    .orderBy('occurred_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export async function findEvent(db: Db, organizationId: number, id: string): Promise<BusinessEvent | null> {
  const row = await db
    .selectFrom('business_events')
    .select(eventFields)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** Received so long ago; ids sort by that. */
const isOlder = (before: Date) => lowestIdAt(EVENT_ID_PREFIX, before.getTime());

export async function countOlderEvents(db: Db, organizationId: number, before: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from business_events
     where organization_id = ${organizationId} and id < ${isOlder(before)}`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function removeOlderEvents(db: Db, organizationId: number, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    delete from business_events where organization_id = ${organizationId} and id in (
      select id from business_events
       where organization_id = ${organizationId} and id < ${isOlder(before)} order by id limit ${limit})
    returning id`.execute(db);
  return rows.length;
}

/** For the rest of the transaction: a statement that takes longer is ended. */
export async function limitTime(db: Db, timeoutMs: number): Promise<void> {
  await sql`select set_config('statement_timeout', ${String(timeoutMs)}, true)`.execute(db);
}
