import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { Source } from '../notification.ts';
import type { Reason } from '../sending/recipients.ts';

export const states = ['unread', 'read', 'snoozed', 'archived'] as const;
export type State = (typeof states)[number];

export interface InboxFilter {
  /** Null: all but what is archived. */
  state: State | null;
  category: string | null;
  priority: string | null;
}

export interface InboxRow {
  id: string;
  category: string;
  priority: string;
  title: string;
  message: string;
  language: string;
  data: object;
  link: string | null;
  reason: Reason;
  source: Source;
  created_at: Date;
  read_at: Date | null;
  archived_at: Date | null;
  snoozed_until: Date | null;
}

/** What may be changed of a message; `undefined` leaves it. */
export interface InboxChange {
  read?: boolean;
  archived?: boolean;
  snoozed_until?: Date | null;
}

const isAsleep = sql<boolean>`coalesce(n.snoozed_until > clock_timestamp(), false)`;
const conditions: Record<State, ReturnType<typeof sql<boolean>>> = {
  unread: sql<boolean>`n.archived_at is null and n.read_at is null and not ${isAsleep}`,
  read: sql<boolean>`n.archived_at is null and n.read_at is not null and not ${isAsleep}`,
  snoozed: sql<boolean>`n.archived_at is null and ${isAsleep}`,
  archived: sql<boolean>`n.archived_at is not null`,
};
const isCurrent = sql<boolean>`n.archived_at is null and not ${isAsleep}`;

function select(db: Db, organizationId: number, userId: number) {
  return db
    .selectFrom('notifications as n')
    .innerJoin('notification_requests as r', (join) =>
      join.onRef('r.organization_id', '=', 'n.organization_id').onRef('r.id', '=', 'n.request_id'),
    )
    .where('n.organization_id', '=', organizationId)
    .where('n.user_id', '=', userId)
    .where('n.in_inbox', '=', true)
    .select(['n.id', 'r.category', 'r.priority', 'n.title', 'n.message', 'n.language', 'n.data', 'n.link', 'n.reason'])
    .select(['r.source', 'n.created_at', 'n.read_at', 'n.archived_at', 'n.snoozed_until']);
}

/** The latest first. */
export async function listInbox(
  db: Db,
  organizationId: number,
  userId: number,
  { state, category, priority, before, limit }: InboxFilter & { before: string | null; limit: number },
): Promise<InboxRow[]> {
  const rows = await select(db, organizationId, userId)
    .where(state === null ? isCurrent : conditions[state])
    .$if(category !== null, (query) => query.where('r.category', '=', category ?? ''))
    .$if(priority !== null, (query) => query.where('r.priority', '=', priority ?? ''))
    .$if(before !== null, (query) => query.where('n.id', '<', before ?? ''))
    .orderBy('n.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toRow);
}

export async function findInInbox(
  db: Db,
  organizationId: number,
  userId: number,
  id: string,
): Promise<InboxRow | null> {
  const row = await select(db, organizationId, userId).where('n.id', '=', id).executeTakeFirst();
  return row ? toRow(row) : null;
}

const toRow = (row: Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]): InboxRow =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its JSON is written by the sending alone
  row as unknown as InboxRow;

/** @returns the ids of what was changed */
export async function changeInbox(
  db: Db,
  organizationId: number,
  userId: number,
  which: { ids: readonly string[] } | { filter: InboxFilter; through: string },
  { read, archived, snoozed_until: snoozedUntil }: InboxChange,
): Promise<string[]> {
  const values = {
    ...(read === undefined ? {} : { read_at: read ? sql<Date>`coalesce(n.read_at, clock_timestamp())` : null }),
    ...(archived === undefined
      ? {}
      : { archived_at: archived ? sql<Date>`coalesce(n.archived_at, clock_timestamp())` : null }),
    ...(snoozedUntil === undefined ? {} : { snoozed_until: snoozedUntil }),
  };
  const query = db
    .updateTable('notifications as n')
    .set(values)
    .where('n.organization_id', '=', organizationId)
    .where('n.user_id', '=', userId)
    .where('n.in_inbox', '=', true)
    .returning('n.id');
  if ('ids' in which) {
    const rows = await query.where('n.id', 'in', which.ids.length > 0 ? [...which.ids] : ['']).execute();
    return rows.map(({ id }) => id);
  }
  const { state, category, priority } = which.filter;
  const isOfRequest = sql<boolean>`exists (select from notification_requests r
    where r.organization_id = n.organization_id and r.id = n.request_id
      and (${category}::text is null or r.category = ${category}) and (${priority}::text is null or r.priority = ${priority}))`;
  const rows = await query
    .where(state === null ? isCurrent : conditions[state])
    .where('n.id', '<=', which.through)
    .where(isOfRequest)
    .execute();
  return rows.map(({ id }) => id);
}

/** By user, of each that was asked for. */
export async function countUnread(
  db: Db,
  organizationId: number,
  userIds: readonly number[],
): Promise<Map<number, number>> {
  if (userIds.length === 0) return new Map();
  const { rows } = await sql<{ user_id: number; count: number }>`
    select u.user_id, count(n.id) as count
      from unnest(${[...new Set(userIds)]}::int[]) as u (user_id)
      left join notifications n on n.organization_id = ${organizationId} and n.user_id = u.user_id and n.in_inbox
        and ${conditions.unread}
     group by u.user_id order by u.user_id`.execute(db);
  return new Map(rows.map(({ user_id: userId, count }) => [userId, count]));
}

/** A reminder for when a message that was put off comes back; the ones of before are called off. */
export async function remindAt(
  db: Db,
  organizationId: number,
  ids: readonly string[],
  { at, newId }: { at: Date | null; newId: () => string },
): Promise<void> {
  await sql`
    update notification_deliveries set status = 'cancelled', finished_at = clock_timestamp()
     where organization_id = ${organizationId} and notification_id = any (${[...ids]}::text[])
       and channel = 'websocket' and status = 'pending'`.execute(db);
  if (at === null) return;
  const reminders = ids.map((notificationId) => ({ id: newId(), notification_id: notificationId }));
  await sql`
    insert into notification_deliveries (organization_id, id, request_id, notification_id, channel, target, next_attempt_at)
    select n.organization_id, r.id, n.request_id, n.id, 'websocket', n.user_id::text, ${at}
      from jsonb_to_recordset(${JSON.stringify(reminders)}::jsonb) as r (id text, notification_id text)
      join notifications n on n.organization_id = ${organizationId} and n.id = r.notification_id`.execute(db);
}
