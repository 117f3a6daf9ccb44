import { LRUCache } from 'lru-cache';
import type { Db } from '../../../platform/db/database.ts';

/** How many runs of an organization may begin in a minute. */
export type StartsPerMinute = (db: Db, organizationId: number) => Promise<number>;
/** @returns when the next run of the organization may begin, at the earliest at `at` */
export type NextPlace = (at: number) => number;

const MINUTE_MS = 60_000;
const MOST_ORGANIZATIONS = 5000;
/** So long a node goes by a limit that has been changed since. */
const LIMIT_TTL_MS = 30_000;

/**
 * How fast runs begin: what is more waits its turn, first come first served, each organization by itself. In a second
 * begin at most a sixtieth of what may begin in a minute. Every node lets through its share, so that none asks another.
 */
export function createPace(startsPerMinute: StartsPerMinute | undefined, countNodes: () => number) {
  const limits = new LRUCache<number, number>({ max: MOST_ORGANIZATIONS, ttl: LIMIT_TTL_MS });
  /** When the next place of each organization is free, were none saved up. */
  const places = new LRUCache<number, number>({ max: MOST_ORGANIZATIONS });

  async function readLimit(read: StartsPerMinute, db: Db, organizationId: number): Promise<number> {
    const limit = Math.max(1, await read(db, organizationId));
    limits.set(organizationId, limit);
    return limit;
  }

  return async (db: Db, organizationId: number): Promise<NextPlace> => {
    if (!startsPerMinute) return (at) => at;
    const limit = limits.get(organizationId) ?? (await readLimit(startsPerMinute, db, organizationId));
    return (at) => {
      const share = limit / countNodes();
      const betweenMs = MINUTE_MS / share;
      const saved = Math.max(1, Math.floor(share / 60));
      const last = places.get(organizationId) ?? -Infinity;
      const place = Math.max(last + betweenMs, at - (saved - 1) * betweenMs);
      places.set(organizationId, place);
      return Math.max(at, place);
    };
  };
}
