import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { Category, SendOutcome, Skipped } from '../notification.ts';
import type { EndpointKind } from '../webhooks/endpoints.repository.ts';
import type { Reason } from './recipients.ts';

export interface NewRequest {
  id: string;
  idempotency_key: string | null;
  category: string;
  priority: string;
  channels: string[];
  source: object;
  skipped: readonly Skipped[];
}

export interface NewNotification {
  id: string;
  user_id: number | null;
  address: string | null;
  language: string;
  title: string;
  message: string;
  data: object;
  link: string | null;
  reason: Reason;
  in_inbox: boolean;
}

export interface NewDelivery {
  id: string;
  notification_id: string | null;
  endpoint_id: number | null;
  channel: 'websocket' | 'email' | 'webhook' | 'slack';
  target: string;
  content: object | null;
  /** Not before; null: at once. */
  next_attempt_at: Date | null;
  /** Only where the message has not been read by then. */
  if_unread: boolean;
}

export async function findOrganization(db: Db, organizationId: number) {
  return db
    .selectFrom('organizations')
    .select(['id', 'name', 'default_language', 'time_zone'])
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow();
}

/** Endpoints of these kinds that take the category. */
export async function listTakers(
  db: Db,
  organizationId: number,
  { kinds, category }: { kinds: readonly EndpointKind[]; category: Category },
) {
  return db
    .selectFrom('webhook_endpoints')
    .select(['id', 'url', 'kind'])
    .where('organization_id', '=', organizationId)
    .where('kind', 'in', kinds)
    .where('enabled', '=', true)
    .where(sql<boolean>`(categories is null or ${category} = any (categories))`)
    .orderBy('id')
    .$castTo<{ id: number; url: string; kind: EndpointKind }>()
    .execute();
}

/** What waits to go out, counted no further than `most`. */
export async function countPending(db: Db, organizationId: number, most: number): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*) as waiting from (select from notification_deliveries
      where organization_id = ${organizationId} and status = 'pending' limit ${most}) as pending`.execute(db);
  return rows[0]?.waiting ?? 0;
}

/** @returns false where the key was there before */
export async function insertRequest(db: Db, organizationId: number, request: NewRequest): Promise<boolean> {
  const { source, skipped, ...plain } = request;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('notification_requests')
    .values({
      organization_id: organizationId,
      ...plain,
      source: JSON.stringify(source),
      skipped: JSON.stringify(skipped),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function insertNotifications(
  db: Db,
  organizationId: number,
  requestId: string,
  notifications: readonly NewNotification[],
): Promise<void> {
  if (notifications.length === 0) return;
  await sql`
    insert into notifications (organization_id, id, request_id, user_id, address, language, title, message, data, link,
      reason, in_inbox)
    select ${organizationId}::int, n.id, ${requestId}::text, n.user_id, n.address, n.language, n.title, n.message, n.data,
      n.link, n.reason, n.in_inbox
    from jsonb_to_recordset(${JSON.stringify(notifications)}::jsonb) as n (id text, user_id int, address text,
      language text, title text, message text, data jsonb, link text, reason jsonb, in_inbox boolean)`.execute(db);
}

export async function insertDeliveries(
  db: Db,
  organizationId: number,
  requestId: string,
  deliveries: readonly NewDelivery[],
): Promise<void> {
  if (deliveries.length === 0) return;
  await sql`
    insert into notification_deliveries (organization_id, id, request_id, notification_id, endpoint_id, channel, target,
      content, next_attempt_at, if_unread)
    select ${organizationId}::int, d.id, ${requestId}::text, d.notification_id, d.endpoint_id, d.channel, d.target,
      d.content, coalesce(d.next_attempt_at, clock_timestamp()), d.if_unread
    from jsonb_to_recordset(${JSON.stringify(deliveries)}::jsonb) as d (id text, notification_id text, endpoint_id int,
      channel text, target text, content jsonb, next_attempt_at timestamptz, if_unread boolean)`.execute(db);
}

/** What came of a call that was made before. */
export async function findOutcome(db: Db, organizationId: number, key: string): Promise<SendOutcome | null> {
  const { rows } = await sql<{
    id: string;
    skipped: Skipped[];
    notifications: string[];
    deliveries: string[];
  }>`
    select r.id, r.skipped,
      array(select n.id from notifications n
             where n.organization_id = r.organization_id and n.request_id = r.id order by n.id) as notifications,
      array(select d.id from notification_deliveries d
             where d.organization_id = r.organization_id and d.request_id = r.id order by d.id) as deliveries
    from notification_requests r
    where r.organization_id = ${organizationId} and r.idempotency_key = ${key}`.execute(db);
  const [row] = rows;
  if (!row) return null;
  const { id: requestId, skipped, notifications: notificationIds, deliveries: deliveryIds } = row;
  return { requestId, isNew: false, notificationIds, deliveryIds, skipped };
}
