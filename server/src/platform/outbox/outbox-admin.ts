import { type Connection, withClient } from '../db/connection.ts';

/** Which events to hand out again; what is left out does not narrow. At least one must be given. */
export interface Replay {
  organizationId?: number;
  eventId?: string;
  consumer?: string;
  from?: Date;
  to?: Date;
}

export interface OutboxFigures {
  /** Events that no dispatcher has seen yet. */
  waiting: number;
  /** Deliveries to be made or tried again. */
  pending: number;
  /** Deliveries that were given up. */
  dead: number;
  oldestWaitingAt: Date | null;
}

/** What people who look after the server may ask and do; over all organizations, as the worker's account. */
export interface OutboxAdmin {
  /** Hands events to their consumers again, also to those that had consumed or given them up. @returns how many deliveries */
  replay(wanted: Replay): Promise<number>;
  figures(): Promise<OutboxFigures>;
}

export function createOutboxAdmin(connection: Connection): OutboxAdmin {
  return {
    replay: ({ organizationId, eventId, consumer, from, to }) =>
      withClient(connection, async (client) => {
        const { rows } = await client.query<{ opened: number }>('select outbox_replay($1, $2, $3, $4, $5) as opened', [
          organizationId ?? null,
          eventId ?? null,
          consumer ?? null,
          from ?? null,
          to ?? null,
        ]);
        return rows[0]?.opened ?? 0;
      }),
    figures: () =>
      withClient(connection, async (client) => {
        const { rows } = await client.query<OutboxFigures>(
          'select waiting, pending, dead, oldest_waiting_at as "oldestWaitingAt" from outbox_figures()',
        );
        return rows[0] ?? { waiting: 0, pending: 0, dead: 0, oldestWaitingAt: null };
      }),
  };
}
