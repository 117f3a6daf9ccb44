import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Logger } from '../log.ts';
import type { RedisLink } from '../redis/redis-link.ts';
import type { Entry } from './memory-level.ts';

/** Longer than any entry lives, so that no entry outlives the note that it is invalid. */
const VERSION_TTL_SECONDS = 32 * 24 * 3600;
/** So many tags are remembered while Redis is away; beyond, all that it holds is given up. */
const MOST_OWED = 10_000;
const ALL = 'all';

interface Found {
  text: string | undefined;
  /** The versions of the entry's tags; undefined when Redis did not answer. */
  versions: string | undefined;
}

/**
 * Level two: what all nodes share. An entry is written with the versions that its tags had before it was computed and
 * counts only while they are the same, so a value that was overtaken by an invalidation is never taken for valid.
 * Whatever happens to Redis, callers get "not found".
 */
export function createRedisLevel(link: RedisLink, log: Logger) {
  /** Tags that were invalidated while Redis could not be told. Before that is made good, nothing is read from it. */
  const owed = new Set<string>();
  const nameOf = (text: string) => `suite_cache:${link.room}:${text}`;
  const versionName = (tag: string) => nameOf(`v:${tag}`);

  async function write(redis: Redis, tags: readonly string[]): Promise<void> {
    const version = randomBytes(9).toString('base64url');
    const batch = redis.pipeline();
    for (const tag of tags) batch.set(versionName(tag), version, 'EX', VERSION_TTL_SECONDS);
    const results = await batch.exec();
    const failure = results?.find(([error]) => error !== null)?.[0];
    if (failure) throw failure;
  }

  async function settled(): Promise<Redis> {
    const redis = await link.commands();
    if (owed.size > 0) {
      const tags = [...owed];
      await write(redis, tags.length > MOST_OWED ? [ALL] : tags);
      for (const tag of tags) owed.delete(tag);
    }
    return redis;
  }

  return {
    async get({ key, tags }: Entry): Promise<Found> {
      try {
        const redis = await settled();
        const [stored, ...found] = await redis.mget(nameOf(`e:${key}`), ...[ALL, ...tags].map(versionName));
        const versions = found.map((version) => version ?? '').join();
        const isValid = stored?.startsWith(`${versions}\n`) === true;
        return { text: isValid ? stored.slice(versions.length + 1) : undefined, versions };
      } catch (error) {
        log.debug({ err: error }, 'cache: Redis did not answer');
        return { text: undefined, versions: undefined };
      }
    },
    async set({ key, ttlSeconds }: Entry, text: string, versions: string | undefined): Promise<void> {
      if (versions === undefined) return;
      try {
        const redis = await settled();
        await redis.set(nameOf(`e:${key}`), `${versions}\n${text}`, 'EX', Math.max(1, Math.ceil(ttlSeconds)));
      } catch (error) {
        log.debug({ err: error }, 'cache: Redis did not answer');
      }
    },
    /** @returns whether Redis knows of it */
    async invalidate(tags: readonly string[]): Promise<boolean> {
      for (const tag of tags) if (owed.size <= MOST_OWED) owed.add(tag);
      try {
        await settled();
        return true;
      } catch (error) {
        log.debug({ err: error }, 'cache: Redis did not answer');
        return false;
      }
    },
  };
}
