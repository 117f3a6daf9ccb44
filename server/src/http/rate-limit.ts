import { LRUCache } from 'lru-cache';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isIPv6 } from 'node:net';
import type { RedisLink } from '../platform/redis/redis-link.ts';
import { httpErrors } from './http.errors.ts';

interface Count {
  current: number;
  /** Until the count begins anew. */
  ttl: number;
}

/** Counts what happens within a time window, by key: on this node alone, or over all nodes where there is a Redis. */
export interface RequestCounter {
  count(key: string, windowMs: number): Count | Promise<Count>;
}

/** So many callers are told apart; a flood of addresses costs no more memory than this and pushes out the quiet ones first. */
const MOST_KEYS = 50_000;

/** The first request of a window begins it. */
const COUNT_SCRIPT = `
local current = redis.call('INCR', KEYS[1])
local ttl = redis.call('PTTL', KEYS[1])
if ttl < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[1]); ttl = tonumber(ARGV[1]) end
return {current, ttl}`;

export function createRequestCounter(redis: RedisLink | null, now: () => number = Date.now): RequestCounter {
  const windows = new LRUCache<string, { current: number; endsAt: number }>({ max: MOST_KEYS });
  function countHere(key: string, windowMs: number): Count {
    const time = now();
    let window = windows.get(key);
    if (!window || window.endsAt <= time) {
      window = { current: 0, endsAt: time + windowMs };
      windows.set(key, window);
    }
    window.current++;
    return { current: window.current, ttl: window.endsAt - time };
  }
  if (!redis) return { count: countHere };
  return {
    async count(key, windowMs) {
      try {
        const client = await redis.commands();
        const answer: unknown = await client.eval(COUNT_SCRIPT, 1, `${redis.room}:rate:${key}`, windowMs);
        if (!Array.isArray(answer)) return countHere(key, windowMs);
        return { current: Number(answer[0]), ttl: Number(answer[1]) };
      } catch {
        // Without Redis each node counts for itself: a limit that is too generous for a while is better than no answer.
        return countHere(key, windowMs);
      }
    },
  };
}

const WINDOW_MS = 60_000;

/**
 * Counts the request for whoever sends it, a key or a person, or else for the address it comes from.
 * @throws AppError rate_limited
 */
export type LimitRate = (request: FastifyRequest, reply: FastifyReply) => Promise<void> | void;

export function createLimitRate(counter: RequestCounter, perMinute: number): LimitRate {
  function settle({ current, ttl }: Count, reply: FastifyReply): void {
    const seconds = Math.ceil(ttl / 1000);
    void reply.headers({
      'ratelimit-limit': perMinute,
      'ratelimit-remaining': Math.max(0, perMinute - current),
      'ratelimit-reset': seconds,
    });
    if (current > perMinute) throw httpErrors.rate_limited({ seconds, limit: perMinute });
  }
  return (request, reply) => {
    const counted = counter.count(callerOf(request), WINDOW_MS);
    return counted instanceof Promise ? counted.then((count) => settle(count, reply)) : settle(counted, reply);
  };
}

function callerOf({ principal, ip }: FastifyRequest): string {
  if (principal?.apiKeyId) return `key ${principal.apiKeyId}`;
  if (principal?.userId) return `user ${principal.userId}`;
  return networkOf(ip);
}

/** A site of IPv6 has 2^64 addresses to choose from; it is one caller. */
export function networkOf(ip: string): string {
  if (!isIPv6(ip) || ip.startsWith('::ffff:')) return ip;
  const [head = '', tail = ''] = ip.split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail.split(':').filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after].slice(0, 4).join(':');
}

type StoreDone = (error: Error | null, result?: Count) => void;

/** Lets the limits of single routes, such as the one of sign-in, be counted in the same place. */
export function createRouteLimitStore(counter: RequestCounter) {
  // The plugin takes a constructor and nothing else.
  return class RouteLimitStore {
    readonly #route: string;
    constructor(_options: object, route = '') {
      this.#route = route;
    }
    incr(key: string, done: StoreDone, windowMs: number): void {
      const counting = async () => counter.count(`${this.#route} ${key}`, windowMs);
      // The plugin asks by callback.
      // oxlint-disable-next-line promise/no-callback-in-promise
      counting().then((count) => done(null, count), done);
    }
    child(options: object): RouteLimitStore {
      const { method, url }: { method?: unknown; url?: unknown } =
        'routeInfo' in options && typeof options.routeInfo === 'object' ? { ...options.routeInfo } : {};
      return new RouteLimitStore(options, `${String(method)} ${String(url)}`);
    }
  };
}
