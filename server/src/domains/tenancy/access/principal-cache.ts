import { LRUCache } from 'lru-cache';

/** Who asks, as it was last looked up. Answers are believed for a short time only, even when no node says that they changed. */
export interface PrincipalCache<V extends object> {
  /** What is known: undefined when it must be looked up, null when it is known that there is none. */
  peek(key: string): V | null | undefined;
  /** Looks it up; those who ask for the same at the same time wait for one answer. */
  load(key: string, look: () => Promise<Found<V> | null>): Promise<V | null>;
  /** Forgets what matches, and what is being looked up at this moment, for that may be what was true before. */
  forget(matches: (value: V) => boolean): void;
  clear(): void;
  /** How many answers are held, refusals included. */
  size(): number;
}

interface Found<V> {
  value: V;
  /** It is not believed beyond this moment. */
  endsAt: Date | null;
}

interface PrincipalCacheOptions {
  ttlMs: number;
  maxFound: number;
  /** Refusals are kept apart, so that guesses push out nobody who is known. */
  maxRefused: number;
}

export function createPrincipalCache<V extends object>(options: PrincipalCacheOptions): PrincipalCache<V> {
  const { ttlMs: ttl, maxFound, maxRefused } = options;
  const found = new LRUCache<string, V>({ max: maxFound, ttl });
  const refused = new LRUCache<string, true>({ max: maxRefused, ttl });
  let underWay = new Map<string, Promise<V | null>>();

  /** Nobody joins a lookup that began before this, and none of these keeps its answer. */
  const outdateLookups = () => {
    underWay = new Map();
  };

  return {
    peek: (key) => found.get(key) ?? (refused.has(key) ? null : undefined),
    load(key, look) {
      const joined = underWay.get(key);
      if (joined) return joined;
      const began = underWay;
      const lookup = look()
        .then((answer) => {
          if (began !== underWay) return answer?.value ?? null;
          if (!answer) refused.set(key, true);
          else {
            const leftMs = answer.endsAt === null ? ttl : Math.min(ttl, answer.endsAt.getTime() - Date.now());
            if (leftMs >= 1) found.set(key, answer.value, { ttl: leftMs });
          }
          return answer?.value ?? null;
        })
        .finally(() => began.delete(key));
      began.set(key, lookup);
      return lookup;
    },
    forget(matches) {
      outdateLookups();
      for (const [key, value] of found.entries()) if (matches(value)) found.delete(key);
    },
    clear() {
      outdateLookups();
      found.clear();
      refused.clear();
    },
    size: () => found.size + refused.size,
  };
}
