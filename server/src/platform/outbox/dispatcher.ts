import type pg from 'pg';
import type { Bus } from '../bus/bus.ts';
import { type Connection, createPool } from '../db/connection.ts';
import type { Database } from '../db/database.ts';
import type { Logger } from '../log.ts';
import { consume, type Delivery, noteFailure } from './consume.ts';
import { type EventConsumer, OUTBOX_TOPIC } from './outbox.ts';

export interface DispatcherOptions {
  database: Database;
  bus: Bus;
  log: Logger;
  /** The account of the worker, which alone may look over all organizations. */
  connection: Connection;
  consumers: readonly EventConsumer[];
  random(): number;
}

export interface Dispatcher {
  /** Ends after what is under way. */
  stop(): Promise<void>;
}

/** How long to wait when nobody says that there is something to do. */
const POLL_MS = 1000;
const ROUTED_AT_ONCE = 1000;
const DUE_AT_ONCE = 200;
/** So many consumers work at once; each holds a connection. */
const CONCURRENCY = 4;
const REGISTER_INTERVAL_MS = 3_600_000;
const TRIM_INTERVAL_MS = 60_000;
const TRIMMED_AT_ONCE = 1000;
const EVENT_RETENTION = '30 days';
const MESSAGE_RETENTION = '7 days';

interface DueRow {
  organization_id: number;
  event_id: string;
  consumer: string;
}

/** Hands events to their consumers, until it is stopped. Several may run, on one node or on many. */
export function startDispatcher(options: DispatcherOptions): Dispatcher {
  const { bus, log, connection } = options;
  const pool = createPool({ ...connection, application_name: 'suite outbox' }, 1);
  const byName = new Map(options.consumers.map((consumer) => [consumer.name, consumer]));
  const end = new AbortController();
  let awake: PromiseWithResolvers<void> = Promise.withResolvers();
  const wake = () => awake.resolve();
  const unsubscribe = bus.subscribe(OUTBOX_TOPIC, wake);
  const housekeeping = createHousekeeping(pool, options.consumers);

  async function run(): Promise<void> {
    while (!end.signal.aborted) {
      awake = Promise.withResolvers();
      let isBusy = false;
      try {
        await housekeeping();
        isBusy = await work();
      } catch (error) {
        log.warn({ err: error }, 'outbox: events wait');
      }
      if (isBusy || end.signal.aborted) continue;
      const timer = setTimeout(wake, POLL_MS);
      await awake.promise;
      clearTimeout(timer);
    }
  }

  /** @returns whether there may be more to do at once */
  async function work(): Promise<boolean> {
    const routed = await ask<{ routed: number }>(pool, 'select outbox_route($1) as routed', [ROUTED_AT_ONCE]);
    const due = await ask<DueRow>(pool, 'select organization_id, event_id, consumer from outbox_due($1, $2)', [
      [...byName.keys()],
      DUE_AT_ONCE,
    ]);
    const outcomes = await inLanes(
      due,
      CONCURRENCY,
      ({ organization_id: organizationId, event_id: eventId, consumer }) => {
        const found = byName.get(consumer);
        return found && !end.signal.aborted
          ? deliver(options, found, { organizationId, eventId })
          : Promise.resolve(false);
      },
    );
    return routed[0]?.routed === ROUTED_AT_ONCE || outcomes.includes(true);
  }

  const running = run();
  const stop = async () => {
    end.abort();
    unsubscribe();
    wake();
    await running;
    await pool.end();
  };
  let stopped: Promise<void> | undefined;
  return { stop: () => (stopped ??= stop()) };
}

/** @returns whether something was done */
async function deliver(options: DispatcherOptions, consumer: EventConsumer, delivery: Delivery): Promise<boolean> {
  const { database, log, random } = options;
  try {
    return await consume(database, consumer, delivery);
  } catch (error) {
    const isDead = await noteFailure(database, consumer, delivery, error, random);
    const fields = { ...delivery, consumer: consumer.name, err: error };
    if (isDead) log.error(fields, 'event given up');
    else log.warn(fields, 'event not consumed yet');
    return false;
  }
}

/** Names the consumers now and then, and deletes what need not be kept, a little at a time. */
function createHousekeeping(pool: pg.Pool, consumers: readonly EventConsumer[]): () => Promise<void> {
  let registerAtMs = 0;
  let trimAtMs = performance.now() + TRIM_INTERVAL_MS;
  return async () => {
    const nowMs = performance.now();
    if (nowMs >= registerAtMs) {
      for (const { name, types } of consumers) {
        const named = typeof types === 'string' ? null : types;
        await ask(pool, 'select outbox_register($1, $2, $3)', [name, named, types === 'interests']);
      }
      registerAtMs = nowMs + REGISTER_INTERVAL_MS;
    }
    if (nowMs < trimAtMs) return;
    const [trimmed] = await ask<{ most: number }>(
      pool,
      'select greatest(outbox_trim($1, $3), stream_trim($2, $3)) as most',
      [EVENT_RETENTION, MESSAGE_RETENTION, TRIMMED_AT_ONCE],
    );
    // More is waiting: go on with the next round, after events had their turn.
    trimAtMs = trimmed?.most === TRIMMED_AT_ONCE ? nowMs : nowMs + TRIM_INTERVAL_MS;
  };
}

async function ask<R extends pg.QueryResultRow>(pool: pg.Pool, text: string, values: unknown[]): Promise<R[]> {
  const { rows } = await pool.query<R>(text, values);
  return rows;
}

async function inLanes<T, R>(items: readonly T[], lanes: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) results.push(await work(item));
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
  return results;
}
