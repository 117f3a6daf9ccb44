import { randomUUID } from 'node:crypto';
import type { Bus } from '../bus/bus.ts';
import type { Logger } from '../log.ts';
import type { RedisLink } from '../redis/redis-link.ts';
import { createFlights, type Flight } from './flights.ts';
import { createMemoryLevel, type Entry } from './memory-level.ts';
import { createRedisLevel } from './redis-level.ts';

/** How much of the memory for caches this one takes; fitted models take the rest. */
export const VALUES_SHARE = 0.25;

/** As the specification names them. */
export interface CacheStats {
  hits: number;
  misses: number;
  /** Hits of all lookups, in percent. */
  hit_rate: number;
  /** Entries in this node's memory, and the bytes that they take. */
  cache_size: number;
  memory_usage: number;
}

export interface CachedOptions {
  /** Names the function; the key is this, the organization and the arguments. */
  keyPrefix: string;
  ttlSeconds?: number;
  /** By what its results can be invalidated. */
  tags?: (organizationId: number) => readonly string[];
}

/**
 * Answers kept for a while: in this node's memory, and in Redis where there is one. Values are JSON and come back as
 * JSON gives them. A key belongs to one organization; tags may reach over organizations.
 */
export interface Cache {
  get(organizationId: number, key: string): Promise<unknown>;
  set(organizationId: number, key: string, value: unknown, options?: SetOptions): Promise<void>;
  /** Forgets one key, on every node. */
  delete(organizationId: number, key: string): Promise<void>;
  /**
   * Wraps a function so that its answer is kept. Callers that ask at once share one call. An answer whose computation
   * began before an invalidation is given to those who wait for it, and not kept.
   */
  cached<A extends readonly unknown[], T>(
    options: CachedOptions,
    fn: (organizationId: number, ...args: A) => Promise<T>,
  ): (organizationId: number, ...args: A) => Promise<T>;
  /** Forgets everything with one of the tags, on every node. Call it after the commit of what makes it untrue. */
  invalidateTags(tags: readonly string[]): Promise<void>;
  stats(): CacheStats;
}

interface SetOptions {
  ttlSeconds?: number;
  tags?: readonly string[];
}

interface CacheOptions {
  bus: Bus;
  maxSizeBytes: number;
  defaultTtlSeconds: number;
  redis: RedisLink | null;
  log: Logger;
}

const TOPIC = 'cache.invalidate';
/** So many tags travel in one message of the bus, whose size is limited. */
const TAGS_A_MESSAGE = 20;

export function createCache(options: CacheOptions): Cache {
  const levels = createLevels(options);
  const describe = (organizationId: number, name: string, { ttlSeconds, tags = [] }: SetOptions = {}): Entry => {
    const key = `${organizationId}:${name}`;
    return { key, tags: [...tags, tagOfKey(key)], ttlSeconds: ttlSeconds ?? options.defaultTtlSeconds };
  };

  return {
    async get(organizationId, name) {
      const text = await levels.load(describe(organizationId, name), () => Promise.resolve(undefined));
      return text === undefined ? undefined : JSON.parse(text);
    },
    async set(organizationId, name, value, how) {
      const entry = describe(organizationId, name, how);
      const text = JSON.stringify(value);
      await levels.invalidate([tagOfKey(entry.key)]);
      if (text === undefined) return;
      await levels.put(entry, text);
    },
    delete: (organizationId, name) => levels.invalidate([tagOfKey(describe(organizationId, name).key)]),
    cached:
      ({ keyPrefix, ttlSeconds, tags }, fn) =>
      async (organizationId, ...args) => {
        const entry = describe(organizationId, `${keyPrefix}:${JSON.stringify(args)}`, {
          ...(ttlSeconds === undefined ? {} : { ttlSeconds }),
          ...(tags === undefined ? {} : { tags: tags(organizationId) }),
        });
        const text = await levels.load(entry, async () => JSON.stringify(await fn(organizationId, ...args)));
        return text === undefined ? undefined : JSON.parse(text);
      },
    invalidateTags: levels.invalidate,
    stats: levels.stats,
  };
}

/** Both levels, and what is on its way into them. */
function createLevels({ bus, maxSizeBytes, redis, log }: CacheOptions) {
  const memory = createMemoryLevel(maxSizeBytes);
  const shared = redis ? createRedisLevel(redis, log) : null;
  const flights = createFlights();
  const counters = { hits: 0, misses: 0 };
  const nodeId = randomUUID();
  let isListening = false;

  /** At the first use: who caches nothing needs no connection for it. */
  function listen(): void {
    if (isListening) return;
    isListening = true;
    bus.subscribe(TOPIC, (message) => {
      const { from, tags, isShared } = readInvalidation(message);
      // What this node has said it has done already; what was computed since then is true.
      if (from === nodeId) return;
      forget(tags);
      if (!isShared) void shared?.invalidate(tags);
    });
    bus.onGap(() => {
      memory.clear();
      flights.cancelAll();
    });
  }

  function forget(tags: readonly string[]): void {
    memory.invalidate(tags);
    flights.cancelTagged(tags);
  }

  async function invalidate(tags: readonly string[]): Promise<void> {
    listen();
    // Redis first: whoever hears of it must not find the old value there.
    const isShared = shared === null || (await shared.invalidate(tags));
    forget(tags);
    for (let at = 0; at < tags.length; at += TAGS_A_MESSAGE) {
      bus.publish(TOPIC, { from: nodeId, tags: tags.slice(at, at + TAGS_A_MESSAGE), isShared });
    }
  }

  async function load(entry: Entry, compute: Compute): Promise<string | undefined> {
    listen();
    const known = memory.get(entry.key) ?? flights.find(entry.key);
    if (known === undefined)
      return flights.start(entry.key, entry.tags, (flight) => fetchThrough(entry, flight, compute));
    counters.hits += 1;
    return known;
  }

  async function fetchThrough(entry: Entry, flight: Flight, compute: Compute): Promise<string | undefined> {
    const found = await shared?.get(entry);
    if (found?.text !== undefined) {
      counters.hits += 1;
      if (!flight.isVoid) memory.set(entry, found.text);
      return found.text;
    }
    counters.misses += 1;
    const text = await compute();
    if (text !== undefined && !flight.isVoid) {
      memory.set(entry, text);
      // The versions of before: if anything was invalidated meanwhile, nobody will take it for valid.
      await shared?.set(entry, text, found?.versions);
    }
    return text;
  }

  return {
    load,
    invalidate,
    async put(entry: Entry, text: string): Promise<void> {
      memory.set(entry, text);
      await shared?.set(entry, text, (await shared.get(entry)).versions);
    },
    stats(): CacheStats {
      const { hits, misses } = counters;
      const rate = hits + misses === 0 ? 0 : (100 * hits) / (hits + misses);
      return { hits, misses, hit_rate: Math.round(rate * 100) / 100, ...memory.stats() };
    },
  };
}

type Compute = () => Promise<string | undefined>;

/** Every entry can be invalidated alone: its key is one of its tags. */
const tagOfKey = (key: string): string => `key ${key}`;

function readInvalidation(message: unknown): { from: string; tags: string[]; isShared: boolean } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the bus carries what nodes of this installation have signed
  return message as { from: string; tags: string[]; isShared: boolean };
}
