import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { Attempted } from './attempted.ts';

export const statuses = ['pending', 'sent', 'not_sent', 'dead', 'cancelled'] as const;
export type DeliveryStatus = (typeof statuses)[number];

export interface DeliveryRow {
  id: string;
  request_id: string;
  notification_id: string | null;
  endpoint_id: number | null;
  channel: 'websocket' | 'email' | 'webhook' | 'slack';
  category: string;
  priority: string;
  target: string;
  status: DeliveryStatus;
  attempts: number;
  failures: number;
  next_attempt_at: Date;
  error: string | null;
  provider_id: string | null;
  created_at: Date;
  finished_at: Date | null;
  /** It goes out only where its reader has not read the message by then. */
  if_unread: boolean;
}

export interface AttemptRow {
  attempt: number;
  outcome: string;
  status_code: number | null;
  answer: string | null;
  provider_id: string | null;
  duration_ms: number;
  at: Date;
  next_attempt_at: Date | null;
}

export interface DeliveryFilter {
  status: DeliveryStatus | null;
  channel: string | null;
  endpointId: number | null;
  before: string | null;
  limit: number;
}

function select(db: Db, organizationId: number) {
  return db
    .selectFrom('notification_deliveries as d')
    .innerJoin('notification_requests as r', (join) =>
      join.onRef('r.organization_id', '=', 'd.organization_id').onRef('r.id', '=', 'd.request_id'),
    )
    .where('d.organization_id', '=', organizationId)
    .select(['d.id', 'd.request_id', 'd.notification_id', 'd.endpoint_id', 'd.channel', 'r.category', 'r.priority'])
    .select(['d.target', 'd.status', 'd.attempts', 'd.failures', 'd.next_attempt_at', 'd.error', 'd.provider_id'])
    .select(['d.created_at', 'd.finished_at', 'd.if_unread']);
}

/** The latest first. */
export async function listDeliveries(
  db: Db,
  organizationId: number,
  { status, channel, endpointId, before, limit }: DeliveryFilter,
): Promise<DeliveryRow[]> {
  const rows = await select(db, organizationId)
    .$if(status !== null, (query) => query.where('d.status', '=', status ?? ''))
    .$if(channel !== null, (query) => query.where('d.channel', '=', channel ?? ''))
    .$if(endpointId !== null, (query) => query.where('d.endpoint_id', '=', endpointId ?? 0))
    .$if(before !== null, (query) => query.where('d.id', '<', before ?? ''))
    .orderBy('d.id', 'desc')
    .limit(limit)
    .execute();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table's checks allow no other values
  return rows as unknown as DeliveryRow[];
}

export async function listKeptMail(
  db: Db,
  organizationId: number,
  { before, limit }: Pick<DeliveryFilter, 'before' | 'limit'>,
): Promise<(DeliveryRow & { content: unknown })[]> {
  const rows = await select(db, organizationId)
    .select('d.content')
    .where('d.channel', '=', 'email')
    .where('d.status', '=', 'not_sent')
    .$if(before !== null, (query) => query.where('d.id', '<', before ?? ''))
    .orderBy('d.id', 'desc')
    .limit(limit)
    .execute();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table's checks allow no other values
  return rows as unknown as (DeliveryRow & { content: unknown })[];
}

export async function findDelivery(
  db: Db,
  organizationId: number,
  id: string,
): Promise<(DeliveryRow & { content: unknown }) | null> {
  const row = await select(db, organizationId).select('d.content').where('d.id', '=', id).executeTakeFirst();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table's checks allow no other values
  return row ? (row as unknown as DeliveryRow & { content: unknown }) : null;
}

/** In their order. */
export async function listAttempts(db: Db, organizationId: number, deliveryId: string): Promise<AttemptRow[]> {
  return db
    .selectFrom('notification_attempts')
    .select(['attempt', 'outcome', 'status_code', 'answer', 'provider_id', 'duration_ms', 'at', 'next_attempt_at'])
    .where('organization_id', '=', organizationId)
    .where('delivery_id', '=', deliveryId)
    .orderBy('attempt')
    .execute();
}

/** Opens a finished delivery again, with all its attempts before it. @returns false where it is not finished */
export async function reopen(db: Db, organizationId: number, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('notification_deliveries')
    .set({
      status: 'pending',
      failures: 0,
      next_attempt_at: sql<Date>`clock_timestamp()`,
      claimed_until: null,
      finished_at: null,
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('status', '<>', 'pending')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export interface Verdict {
  status: DeliveryStatus;
  /** Until the next attempt, where there is one. */
  pauseSeconds: number | null;
}

const MOST_ERROR_CHARACTERS = 500;

/**
 * Writes what an attempt came to. Nothing is written where the delivery has moved on: another node took it over when
 * this one fell silent.
 * @returns whether it was written
 */
export async function noteAttempt(
  db: Db,
  organizationId: number,
  { id, attempts }: Pick<DeliveryRow, 'id' | 'attempts'>,
  attempted: Attempted & { durationMs: number },
  { status, pauseSeconds }: Verdict,
): Promise<boolean> {
  const { outcome, statusCode, durationMs } = attempted;
  const answer = attempted.answer.slice(0, MOST_ERROR_CHARACTERS);
  const providerId = 'providerId' in attempted ? attempted.providerId : null;
  const isFailure = outcome === 'failed';
  const { rows } = await sql<{ id: string }>`
    with moved as (
      update notification_deliveries set
        status = ${status}::text, attempts = attempts + 1, failures = failures + ${isFailure ? 1 : 0}, claimed_until = null,
        next_attempt_at = case when ${status} = 'pending'
          then clock_timestamp() + make_interval(secs => ${pauseSeconds ?? 0}::float8) else next_attempt_at end,
        finished_at = case when ${status} = 'pending' then null else clock_timestamp() end,
        error = ${isFailure ? answer : null}::text, provider_id = ${providerId}::text
       where organization_id = ${organizationId} and id = ${id} and status = 'pending' and attempts = ${attempts}
      returning organization_id, id, attempts, status, next_attempt_at)
    insert into notification_attempts (organization_id, delivery_id, attempt, outcome, status_code, answer, provider_id,
      duration_ms, next_attempt_at)
    select organization_id, id, attempts, ${outcome}, ${statusCode}::int, ${answer}, ${providerId}, ${durationMs}::int,
      case when status = 'pending' then next_attempt_at end
    from moved returning delivery_id as id`.execute(db);
  return rows.length === 1;
}

export interface WaitingNotification {
  id: string;
  user_id: number | null;
  category: string;
  priority: string;
  title: string;
  message: string;
  data: object;
  link: string | null;
  /** Whether there is still a reason to say it aloud. */
  isOpen: boolean;
}

/** The message that was to be told later. */
export async function findWaiting(db: Db, organizationId: number, id: string): Promise<WaitingNotification | null> {
  const row = await db
    .selectFrom('notifications as n')
    .innerJoin('notification_requests as r', (join) =>
      join.onRef('r.organization_id', '=', 'n.organization_id').onRef('r.id', '=', 'n.request_id'),
    )
    .where('n.organization_id', '=', organizationId)
    .where('n.id', '=', id)
    .select(['n.id', 'n.user_id', 'r.category', 'r.priority', 'n.title', 'n.message', 'n.data', 'n.link'])
    .select(sql<boolean>`n.archived_at is null and (n.read_at is null or n.snoozed_until is not null)`.as('isOpen'))
    .executeTakeFirst();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- data is written by the sending alone, always an object
  return row ? (row as unknown as WaitingNotification) : null;
}

/** Requests made before, with all that came of them; what still has to go out stays. */
const isOver = sql<boolean>`not exists (select from notification_deliveries d
  where d.organization_id = notification_requests.organization_id and d.request_id = notification_requests.id
    and d.status = 'pending')`;

export async function countOlderRequests(db: Db, organizationId: number, before: Date): Promise<number> {
  const { count } = await db
    .selectFrom('notification_requests')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('organization_id', '=', organizationId)
    .where('created_at', '<', before)
    .where(isOver)
    .executeTakeFirstOrThrow();
  return count;
}

export async function removeOlderRequests(
  db: Db,
  organizationId: number,
  before: Date,
  limit: number,
): Promise<number> {
  const removed = await db
    .deleteFrom('notification_requests')
    .where('organization_id', '=', organizationId)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('notification_requests')
        .select('id')
        .where('organization_id', '=', organizationId)
        .where('created_at', '<', before)
        .where(isOver)
        .orderBy('created_at')
        .limit(limit),
    )
    .returning('id')
    .execute();
  return removed.length;
}
