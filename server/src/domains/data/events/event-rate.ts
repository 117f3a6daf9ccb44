import { LRUCache } from 'lru-cache';

const MINUTE_MS = 60_000;
const MOST_ORGANIZATIONS = 10_000;

/** Counts an organization's events on this node, minute by minute. */
export function createEventRate(mostAMinute: number) {
  const minutes = new LRUCache<number, { minute: number; events: number }>({ max: MOST_ORGANIZATIONS });
  return {
    /** @returns 0 where they are let through, else the seconds until the next minute; then nothing is counted */
    take(organizationId: number, events: number, now: Date): number {
      const minute = Math.floor(now.getTime() / MINUTE_MS);
      const known = minutes.get(organizationId);
      const counted = known?.minute === minute ? known.events : 0;
      if (counted + events > mostAMinute) return Math.max(1, 60 - Math.floor((now.getTime() % MINUTE_MS) / 1000));
      minutes.set(organizationId, { minute, events: counted + events });
      return 0;
    },
  };
}
