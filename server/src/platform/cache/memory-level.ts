import { LRUCache } from 'lru-cache';

/** What is kept under which key, for how long, and by what it can be invalidated. */
export interface Entry {
  key: string;
  tags: readonly string[];
  ttlSeconds: number;
}

/** About what an entry takes beside its own characters: a place in the map, the list and the indexes of its tags. */
const OVERHEAD_BYTES = 300;

/** Level one: the most recently used entries, in this node's memory, within a number of bytes. */
export function createMemoryLevel(maxSizeBytes: number) {
  const keysByTag = new Map<string, Set<string>>();
  const entries = new LRUCache<string, { text: string; tags: readonly string[] }>({
    maxSize: Math.max(1, Math.floor(maxSizeBytes)),
    // Characters of JavaScript take one byte or two; most texts are plain.
    sizeCalculation: ({ text, tags }, key) => text.length + 2 * (key.length + tags.join().length) + OVERHEAD_BYTES,
    dispose({ tags }, key) {
      for (const tag of tags) {
        const keys = keysByTag.get(tag);
        keys?.delete(key);
        if (keys?.size === 0) keysByTag.delete(tag);
      }
    },
  });

  return {
    get: (key: string): string | undefined => entries.get(key)?.text,
    set({ key, tags, ttlSeconds }: Entry, text: string): void {
      entries.set(key, { text, tags }, { ttl: Math.max(1, ttlSeconds * 1000) });
      // One that is larger than the whole cache is not kept.
      if (!entries.has(key)) return;
      for (const tag of tags) {
        const keys = keysByTag.get(tag);
        if (keys) keys.add(key);
        else keysByTag.set(tag, new Set([key]));
      }
    },
    invalidate(tags: readonly string[]): void {
      for (const tag of tags) for (const key of keysByTag.get(tag) ?? []) entries.delete(key);
    },
    clear: () => entries.clear(),
    stats: () => ({ cache_size: entries.size, memory_usage: entries.calculatedSize }),
  };
}
