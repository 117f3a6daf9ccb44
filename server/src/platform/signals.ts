import { type Bus, createBus } from './bus/bus.ts';
import { type Cache, createCache, VALUES_SHARE } from './cache/cache.ts';
import type { Config } from './config.ts';
import type { Accounts } from './db/accounts.ts';
import type { Database } from './db/database.ts';
import type { JobHandler, JobObserver } from './jobs/job.ts';
import type { Logger } from './log.ts';
import { createOutbox, type EventConsumer, type Outbox } from './outbox/outbox.ts';
import { createRedisLink, type RedisLink } from './redis/redis-link.ts';
import { createJobSignals } from './streams/job-signals.ts';
import { createStreams, type Streams } from './streams/streams.ts';
import { createTickets, type Tickets } from './streams/tickets.ts';

/** How nodes, people and the parts of the product hear of each other. */
export interface Signals {
  /** Null without `REDIS_URL`. */
  redis: RedisLink | null;
  bus: Bus;
  cache: Cache;
  outbox: Outbox;
  /** Whoever acts upon events; the domains add theirs. */
  consumers: EventConsumer[];
  streams: Streams;
  tickets: Tickets;
  jobSignals: JobObserver;
}

interface SignalsDeps {
  config: Readonly<Config>;
  accounts: Accounts;
  database: Database;
  handlers: ReadonlyMap<string, JobHandler>;
  log: Logger;
  newId(prefix: string): string;
}

export function createSignals({ config, accounts, database, handlers, log, newId }: SignalsDeps): Signals {
  const { secret } = accounts;
  const redis = config.redisUrl === null ? null : createRedisLink({ url: config.redisUrl, secret, log });
  const bus = createBus({ connection: accounts.app, secret, redis, log });
  const outbox = createOutbox(bus, newId);
  const streams = createStreams({ database, bus, newId });
  return {
    redis,
    bus,
    cache: createCache({
      bus,
      redis,
      log,
      maxSizeBytes: config.cacheMaxSizeMb * 1024 * 1024 * VALUES_SHARE,
      defaultTtlSeconds: config.cacheDefaultTtlSeconds,
    }),
    outbox,
    consumers: [],
    streams,
    tickets: createTickets(database),
    jobSignals: createJobSignals({ streams, outbox, handlers }),
  };
}
