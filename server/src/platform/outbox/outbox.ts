import { type RawBuilder, sql } from 'kysely';
import type { Bus } from '../bus/bus.ts';
import { afterCommit } from '../db/after-commit.ts';
import type { Db } from '../db/database.ts';

export interface NewEvent {
  /** What happened, in the past: `model_trained`. */
  type: string;
  /** What it tells of. Events of one subject reach a consumer one after the other, in the order they were written. */
  subject?: { kind: string; id: string };
  data: Record<string, unknown>;
}

export interface OutboxEvent {
  id: string;
  organizationId: number;
  type: string;
  subject: { kind: string; id: string } | null;
  data: Record<string, unknown>;
  occurredAt: Date;
  /** The event that this one repeats, where it is published again. */
  replayOf: string | null;
  /** What brought it about, as `withCause` said; null where it was a person. */
  cause: unknown;
}

/**
 * Whoever acts upon events. Each event reaches each consumer at least once, and has its effect once, because the mark
 * that it was consumed commits together with what `consume` writes through `db`. What it does elsewhere may happen
 * again after a crash; the event's id tells so.
 */
export interface EventConsumer {
  /** For ever the same: the marks carry it. */
  name: string;
  /** `interests`: of each organization those that it has a row for in `outbox_interests`. */
  types: readonly string[] | 'all' | 'interests';
  /** @throws when it shall be tried again later */
  consume(db: Db, event: OutboxEvent): Promise<void>;
}

export interface Outbox {
  /** Writes an event in the caller's transaction: it happens with what it tells of, or not at all. @returns its id */
  append(db: Db, organizationId: number, event: NewEvent): Promise<string>;
  /** For a statement that writes an event itself. Call it after the statement. */
  appended(db: Db): void;
}

/** Says, for the rest of the transaction, what brings about the events that are written in it. */
export async function withCause(db: Db, cause: object): Promise<void> {
  await sql`select set_config('app.cause', ${JSON.stringify(cause)}, true)`.execute(db);
}

/** Tells dispatchers that there is something to do. */
export const OUTBOX_TOPIC = 'outbox.appended';

export function createOutbox(bus: Bus, newId: (prefix: string) => string): Outbox {
  const appended = (db: Db) => afterCommit(db, () => bus.publish(OUTBOX_TOPIC, null));
  return {
    appended,
    async append(db, organizationId, event) {
      const id = newId('evt');
      await insertEvent(organizationId, { id, ...event }).execute(db);
      appended(db);
      return id;
    },
  };
}

/**
 * The statement that writes an event; `onlyIf` is a table expression that must have a row, for use within a larger
 * statement.
 */
export function insertEvent(
  organizationId: number,
  { id, type, subject, data }: NewEvent & { id: string },
  onlyIf?: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`
    insert into outbox_events (organization_id, id, type, subject_kind, subject_id, data)
    select ${organizationId}::int, ${id}::text, ${type}::text, ${subject?.kind ?? null}::text, ${subject?.id ?? null}::text,
      ${JSON.stringify(data)}::jsonb
    ${onlyIf ? sql`where exists (select from ${onlyIf})` : sql``}`;
}
