import { randomBytes } from 'node:crypto';
import type { Connection } from '../db/connection.ts';
import type { Logger } from '../log.ts';
import type { RedisLink } from '../redis/redis-link.ts';
import { createEnvelope, type Envelope, type Message } from './envelope.ts';
import { createListeners } from './listeners.ts';
import { createOutgoing } from './outgoing.ts';
import { createPostgresChannel } from './postgres-channel.ts';
import { createRedisChannel } from './redis-channel.ts';

/**
 * Messages between nodes. They are hints (look again, forget what you know) and never the truth: one may be lost when
 * the database is away, and one may come twice.
 */
export interface Bus {
  /** Tells every node, this one too, soon. Call it after the commit. Never throws. */
  publish(topic: string, message: unknown): void;
  /** @returns what ends the subscription */
  subscribe(topic: string, listener: (message: unknown) => void): () => void;
  /** Called whenever the connection stands, at first or again: messages of before may be missing. */
  onGap(listener: () => void): () => void;
  /** Resolves once messages of other nodes arrive here. */
  ready(): Promise<void>;
  /** Sends what waits, and closes the connections. */
  close(): Promise<void>;
}

export interface BusOptions {
  connection: Connection;
  secret: string;
  redis: RedisLink | null;
  log: Logger;
}

const NO_REDIS = 'bus.no_redis';
/** How often a node that has lost Redis says so by PostgreSQL, and how long the others believe it. */
const NO_REDIS_INTERVAL_MS = 1000;
const NO_REDIS_VALID_MS = 5000;

/**
 * Messages go by Redis where there is one, else by PostgreSQL. Every node listens to PostgreSQL in any case: a node that
 * loses Redis says so there, and the others then send by both until it is back.
 * Nothing is connected before the first message or listener, and nobody waits for it.
 */
export function createBus(options: BusOptions): Bus {
  const envelope = createEnvelope(options.secret, randomBytes(9).toString('base64url'));
  const listeners = createListeners(options.log);
  let road: Road | undefined;
  const open = () => (road ??= openRoad(options, { envelope, listeners, onConnect: () => outgoing.flush() }));
  const outgoing = createOutgoing({
    envelope,
    log: options.log,
    send: (payload) => open().send(payload),
    canSend: () => road?.canSend() === true,
  });

  return {
    publish(topic, message) {
      open();
      const entry: Message = [topic, JSON.stringify(message) ?? 'null'];
      // Later, so that nobody is entered again by what they publish.
      setImmediate(() => listeners.tell(...entry));
      outgoing.add(entry);
    },
    subscribe(topic, listener) {
      open();
      return listeners.add(topic, listener);
    },
    onGap(listener) {
      open();
      return listeners.addGap(listener);
    },
    ready: () => open().ready(),
    async close() {
      await outgoing.close();
      await road?.close();
    },
  };
}

interface Road {
  ready(): Promise<void>;
  canSend(): boolean;
  send(payload: string): Promise<void>;
  close(): Promise<void>;
}

interface Ends {
  envelope: Envelope;
  listeners: ReturnType<typeof createListeners>;
  onConnect(): void;
}

function openRoad({ connection, redis, log }: BusOptions, { envelope, listeners, onConnect }: Ends): Road {
  let bothUntilMs = 0;
  let announcing: NodeJS.Timeout | undefined;
  const onPayload = (payload: string) => {
    for (const [topic, json] of envelope.open(payload)) {
      if (topic === NO_REDIS) bothUntilMs = performance.now() + NO_REDIS_VALID_MS;
      else listeners.tell(topic, json);
    }
  };
  const postgres = createPostgresChannel(connection, {
    onPayload,
    onConnect() {
      listeners.tellGap();
      onConnect();
    },
    onLoss: (error) => log.warn({ err: error }, 'bus: PostgreSQL is away'),
  });
  const announce = () => {
    for (const payload of envelope.seal([[NO_REDIS, 'true']])) void postgres.send(payload).catch(() => {});
  };
  const fast = redis
    ? createRedisChannel(redis, {
        onPayload,
        onConnect() {
          clearInterval(announcing);
          listeners.tellGap();
        },
        onLoss(error) {
          log.warn({ err: error }, 'bus: Redis is away, PostgreSQL carries the messages');
          announce();
          announcing = setInterval(announce, NO_REDIS_INTERVAL_MS).unref();
          listeners.tellGap();
        },
      })
    : null;

  return {
    async ready() {
      await Promise.all([postgres.ready(), fast?.ready()]);
    },
    canSend: () => postgres.isReady() || fast?.isReady() === true,
    async send(payload) {
      const isSent = fast?.isReady() === true && (await succeeds(fast.send(payload)));
      if (!isSent || performance.now() < bothUntilMs) await postgres.send(payload);
    },
    async close() {
      clearInterval(announcing);
      await Promise.all([postgres.close(), fast?.close()]);
    },
  };
}

const succeeds = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );
