import type { Bus } from '../bus/bus.ts';
import type { StreamHead, StreamMessage, StreamRange } from './stream-message.ts';

/** Somebody on this node who wants every message of an organization. */
export interface Follower {
  /** The number of the last message that they have, or were rightly not given. */
  position: number;
  take(messages: readonly StreamMessage[]): void;
  /** Whether they can take more now. Who cannot is left where they are until `resume`. */
  isReady(): boolean;
  /** What they would have to be given is no longer kept: they begin anew at `head`. */
  reset(head: StreamHead): void;
}

export interface Following {
  resume(): void;
  stop(): void;
}

interface FeedsDeps {
  read(organizationId: number, range: StreamRange): Promise<StreamMessage[]>;
  head(organizationId: number): Promise<StreamHead>;
  bus: Bus;
  topic: string;
}

const READ_AT_ONCE = 500;
const RETRY_MS = 1000;

/** One for each organization that has followers here: reads new messages once for all of them. */
interface Feed {
  followers: Set<Follower>;
  /** Whether somebody has to be brought up to date, and whether that is being done. */
  isDirty: boolean;
  isReading: boolean;
  retry: NodeJS.Timeout | undefined;
}

/**
 * Brings the messages of the database to the followers on this node. The bus only says that there is something new; the
 * truth is read, so nothing is missed or doubled whatever becomes of the bus.
 */
export function createFeeds({ read, head, bus, topic }: FeedsDeps) {
  const feeds = new Map<number, Feed>();
  let isListening = false;

  /** At the first follower: a node without sockets reads nothing. */
  function listen(): void {
    if (isListening) return;
    isListening = true;
    bus.subscribe(topic, (message) => {
      const organizationId =
        typeof message === 'object' && message !== null && 'organizationId' in message ? message.organizationId : null;
      if (typeof organizationId === 'number') poke(organizationId);
    });
    bus.onGap(() => {
      for (const organizationId of feeds.keys()) poke(organizationId);
    });
  }

  function poke(organizationId: number): void {
    const feed = feeds.get(organizationId);
    if (!feed) return;
    feed.isDirty = true;
    if (!feed.isReading) void advance(organizationId, feed);
  }

  async function advance(organizationId: number, feed: Feed): Promise<void> {
    feed.isReading = true;
    try {
      while (feed.isDirty && feed.followers.size > 0) {
        feed.isDirty = false;
        await catchUp(organizationId, feed, { read, head });
      }
    } catch {
      // The database is away. It is asked again until it answers: nobody else will say that something is missing.
      clearTimeout(feed.retry);
      feed.retry = setTimeout(() => poke(organizationId), RETRY_MS).unref();
    }
    feed.isReading = false;
  }

  return {
    follow(organizationId: number, follower: Follower): Following {
      listen();
      const feed = feeds.get(organizationId) ?? {
        followers: new Set(),
        isDirty: false,
        isReading: false,
        retry: undefined,
      };
      feeds.set(organizationId, feed);
      feed.followers.add(follower);
      poke(organizationId);
      return {
        resume: () => poke(organizationId),
        stop() {
          feed.followers.delete(follower);
          if (feed.followers.size > 0) return;
          clearTimeout(feed.retry);
          if (feeds.get(organizationId) === feed) feeds.delete(organizationId);
        },
      };
    },
  };
}

function restart(follower: Follower, head: StreamHead): void {
  follower.position = head.lastSequence;
  follower.reset(head);
}

/** Those who are furthest behind first; who has come up to the others goes on with them. */
async function catchUp(
  organizationId: number,
  { followers }: Feed,
  { read, head }: Pick<FeedsDeps, 'read' | 'head'>,
): Promise<void> {
  const now = await head(organizationId);
  for (const follower of followers) if (follower.position < now.trimmedThrough) restart(follower, now);
  for (;;) {
    const behind = [...followers].filter((follower) => follower.position < now.lastSequence && follower.isReady());
    const after = Math.min(...behind.map(({ position }) => position));
    if (behind.length === 0) return;
    const messages = await read(organizationId, { after, through: now.lastSequence, limit: READ_AT_ONCE });
    const last = messages.length < READ_AT_ONCE ? now.lastSequence : (messages.at(-1)?.sequence ?? now.lastSequence);
    for (const follower of behind) {
      if (!followers.has(follower) || follower.position >= last) continue;
      const fresh = messages.filter(({ sequence }) => sequence > follower.position);
      follower.position = last;
      follower.take(fresh);
    }
  }
}
