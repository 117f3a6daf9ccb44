import pg from 'pg';
import type { Connection } from '../db/connection.ts';
import { type Channel, type ChannelEvents, retryDelayMs } from './channel.ts';

const CHANNEL = 'suite_bus';
/** A connection that says nothing for so long is looked after: a network can die without a word. */
const CHECK_INTERVAL_MS = 10_000;
const CHECK_TIMEOUT_MS = 5000;

const end = (client: pg.Client) => client.end().catch(() => {});

/** LISTEN and NOTIFY on one connection of its own, which must be a real session: a transaction pooler cannot carry it. */
export function createPostgresChannel(connection: Connection, events: ChannelEvents): Channel {
  let client: pg.Client | null = null;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  const first = Promise.withResolvers<void>();

  async function connect(attempt: number): Promise<void> {
    if (closed) return;
    const fresh = new pg.Client({
      ...connection,
      application_name: 'suite bus',
      keepAlive: true,
      connectionTimeoutMillis: CHECK_TIMEOUT_MS,
      query_timeout: CHECK_TIMEOUT_MS,
    });
    let lost = false;
    const lose = (error: unknown) => {
      if (lost) return;
      lost = true;
      const stood = client === fresh;
      if (stood) client = null;
      clearTimeout(timer);
      // Not awaited: a connection that is gone may never say goodbye.
      void end(fresh);
      if (closed) return;
      if (stood || attempt === 0) events.onLoss(error);
      const next = stood ? 0 : attempt + 1;
      timer = setTimeout(() => void connect(next), retryDelayMs(next)).unref();
    };
    fresh.on('error', lose);
    fresh.on('end', () => lose(new Error('The connection was closed')));
    fresh.on('notification', ({ payload }) => {
      if (payload !== undefined) events.onPayload(payload);
    });
    try {
      await fresh.connect();
      await fresh.query(`listen ${CHANNEL}`);
    } catch (error) {
      lose(error);
      return;
    }
    if (closed || lost) {
      await end(fresh);
      return;
    }
    client = fresh;
    watch(fresh, lose);
    events.onConnect();
    first.resolve();
  }

  function watch(fresh: pg.Client, lose: (error: unknown) => void): void {
    const check = async () => {
      await fresh.query('select 1');
      if (client === fresh && !closed) watch(fresh, lose);
    };
    timer = setTimeout(() => void check().catch(lose), CHECK_INTERVAL_MS).unref();
  }

  void connect(0);
  return {
    isReady: () => client !== null,
    ready: () => first.promise,
    async send(payload) {
      if (!client) throw new Error('Not connected');
      await client.query({ name: 'notify', text: 'select pg_notify($1, $2)', values: [CHANNEL, payload] });
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      if (client) await end(client);
      client = null;
    },
  };
}
