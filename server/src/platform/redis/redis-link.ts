import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Logger } from '../log.ts';

/**
 * The way to the Redis of `REDIS_URL`. Nothing is loaded or connected before the first use. Commands fail at once while
 * Redis is away, and it is tried again in the background for as long as it takes.
 */
export interface RedisLink {
  /** Begins the names of everything that this installation keeps there: several may share one Redis. */
  readonly room: string;
  /** For commands; shared. */
  commands(): Promise<Redis>;
  /** A connection of its own, for what takes one whole, such as a subscription. Not connected yet. */
  dedicated(): Promise<Redis>;
  close(): Promise<void>;
}

const LONGEST_RETRY_MS = 2000;
const COMMAND_TIMEOUT_MS = 1000;

export function createRedisLink({ url, secret, log }: { url: string; secret: string; log: Logger }): RedisLink {
  const opened: Redis[] = [];
  let closed = false;
  let sharing: Promise<Redis> | undefined;

  async function open(): Promise<Redis> {
    const { Redis: Client } = await import('ioredis');
    const client = new Client(url, {
      lazyConnect: true,
      enableOfflineQueue: false,
      // Whoever subscribes does so anew when it is back: nobody hears of it where the client's own attempt fails.
      autoResubscribe: false,
      maxRetriesPerRequest: 0,
      commandTimeout: COMMAND_TIMEOUT_MS,
      connectTimeout: 5000,
      retryStrategy: (attempt) =>
        Math.min(LONGEST_RETRY_MS, 50 * 2 ** Math.min(attempt, 6)) * (0.5 + Math.random() / 2),
    });
    let told = false;
    client.on('ready', () => (told = false));
    client.on('error', (error) => {
      // Once for each outage; the retries say nothing new.
      if (!told) log.warn({ err: error }, 'Redis is away');
      told = true;
    });
    if (closed) client.disconnect();
    else opened.push(client);
    return client;
  }

  async function share(): Promise<Redis> {
    const client = await open();
    client.connect().catch(() => {});
    return client;
  }

  return {
    // Known to this installation alone, and not its secret.
    room: createHash('sha256').update(`room ${secret}`).digest('base64url').slice(0, 12),
    commands: () => (sharing ??= share()),
    dedicated: open,
    async close() {
      closed = true;
      for (const client of opened) client.disconnect();
    },
  };
}
