import { sql } from 'kysely';
import type { Database, Db } from '../db/database.ts';
import type { EventConsumer, OutboxEvent } from './outbox.ts';

export interface Delivery {
  organizationId: number;
  eventId: string;
}

/** So many times an event is tried before it is given up and left for people to look at: within a day. */
export const MOST_ATTEMPTS = 18;
const FIRST_RETRY_SECONDS = 2;
const LONGEST_RETRY_SECONDS = 6 * 3600;

/**
 * Carries out one delivery: the mark and the effect are one transaction.
 * @returns false when another dispatcher has it
 * @throws what the consumer throws; nothing of it remains then
 */
export async function consume(database: Database, consumer: EventConsumer, delivery: Delivery): Promise<boolean> {
  const { organizationId } = delivery;
  return database.transaction(organizationId, async (db) => {
    const event = await lockEvent(db, consumer, delivery);
    if (!event) return false;
    await consumer.consume(db, event);
    await db
      .updateTable('outbox_deliveries')
      .set({
        status: 'consumed',
        consumed_at: sql<Date>`clock_timestamp()`,
        attempts: sql<number>`attempts + 1`,
        error: null,
      })
      .where('organization_id', '=', organizationId)
      .where('event_id', '=', delivery.eventId)
      .where('consumer', '=', consumer.name)
      .execute();
    return true;
  });
}

async function lockEvent(db: Db, consumer: EventConsumer, delivery: Delivery): Promise<OutboxEvent | null> {
  const row = await db
    .selectFrom('outbox_deliveries as d')
    .innerJoin('outbox_events as e', (join) =>
      join.onRef('e.organization_id', '=', 'd.organization_id').onRef('e.id', '=', 'd.event_id'),
    )
    .select(['e.id', 'e.type', 'e.subject_kind', 'e.subject_id', 'e.data', 'e.occurred_at', 'e.replay_of', 'e.cause'])
    .where('d.organization_id', '=', delivery.organizationId)
    .where('d.event_id', '=', delivery.eventId)
    .where('d.consumer', '=', consumer.name)
    .where('d.status', '=', 'pending')
    .forUpdate('d')
    .skipLocked()
    .executeTakeFirst();
  if (!row) return null;
  const { subject_kind: kind, subject_id: id } = row;
  return {
    id: row.id,
    organizationId: delivery.organizationId,
    type: row.type,
    subject: kind !== null && id !== null ? { kind, id } : null,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by append alone, always an object
    data: row.data as Record<string, unknown>,
    occurredAt: row.occurred_at,
    replayOf: row.replay_of,
    cause: row.cause,
  };
}

/** Notes a failure and when to try again; after the last attempt the delivery is dead. @returns whether it is */
export async function noteFailure(
  database: Database,
  consumer: EventConsumer,
  { organizationId, eventId }: Delivery,
  error: unknown,
  random: () => number,
): Promise<boolean> {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const row = await database
    .tenant(organizationId)
    .updateTable('outbox_deliveries')
    .set({
      attempts: sql<number>`attempts + 1`,
      status: sql<string>`case when attempts + 1 >= ${MOST_ATTEMPTS} then 'dead' else status end`,
      // Doubling, with jitter of a half, so that what failed together does not come back together.
      next_attempt_at: sql<Date>`clock_timestamp() + make_interval(secs =>
        least(${LONGEST_RETRY_SECONDS}::float8, ${FIRST_RETRY_SECONDS} * 2 ^ attempts) * ${0.5 + random() / 2}::float8)`,
      error: text.slice(0, 2000),
    })
    .where('organization_id', '=', organizationId)
    .where('event_id', '=', eventId)
    .where('consumer', '=', consumer.name)
    .where('status', '=', 'pending')
    .returning('status')
    .executeTakeFirst();
  return row?.status === 'dead';
}
