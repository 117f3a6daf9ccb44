import type { Database } from '../../../../platform/db/database.ts';
import type { Logger } from '../../../../platform/log.ts';
import { learn, mergeShapes, type ShapePart } from './event-shape.ts';
import { type EventType, lockType, updateLearned } from './event-types.repository.ts';

interface LearningDeps {
  database: Database;
  log: Pick<Logger, 'warn'>;
  now(): Date;
}

/** What one node has seen of one type since it last wrote it down. */
interface Seen extends ShapePart {
  events: number;
  firstAt: Date;
  lastAt: Date;
}

const WRITE_AFTER_MS = 2000;
/** All of the first so many between two writings are looked at, then one in `ONE_IN`: a busy type shows its shape soon. */
const LOOKED_AT = 50;
const ONE_IN = 50;
const MOST_TYPES = 1000;
const MOST_CHANGES = 20;

export type EventLearning = ReturnType<typeof createEventLearning>;

/**
 * Learns what events of each type look like. It is kept in memory for two seconds and then written down, so that no
 * event waits for it; what a node that dies had not yet written is missing in the counts, and nowhere else.
 */
export function createEventLearning({ database, log, now }: LearningDeps) {
  let seen = new Map<number, Map<string, Seen>>();
  let writing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  async function write(all: Map<number, Map<string, Seen>>): Promise<void> {
    for (const [organizationId, types] of all) {
      for (const [name, news] of types) {
        try {
          await database.transaction(organizationId, async (db) => {
            const known = await lockType(db, organizationId, name, MOST_TYPES);
            if (known) await updateLearned(db, organizationId, name, addTo(known, news));
          });
        } catch (error) {
          log.warn({ err: error, organizationId, eventType: name }, 'event type not learned');
        }
      }
    }
  }

  /** Writes down what was seen. */
  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const all = seen;
    seen = new Map();
    writing = writing.then(() => write(all));
    return writing;
  }

  return {
    flush,
    add(organizationId: number, name: string, data: object): void {
      const types = seen.get(organizationId) ?? new Map<string, Seen>();
      seen.set(organizationId, types);
      const at = now();
      const type = types.get(name) ?? { events: 0, examples: 0, fields: {}, firstAt: at, lastAt: at };
      types.set(name, type);
      type.events += 1;
      type.lastAt = at;
      if (type.events <= LOOKED_AT || type.events % ONE_IN === 0) learn(type, data, at.toISOString());
      timer ??= setTimeout(() => void flush(), WRITE_AFTER_MS).unref();
    },
  };
}

function addTo(known: EventType, news: Seen) {
  const { changes, ...shape } = mergeShapes(known, news);
  const version = known.version + (changes.length > 0 ? 1 : 0);
  const entry = { version, at: news.lastAt.toISOString(), changes };
  return {
    ...shape,
    events: known.events + news.events,
    version,
    changes: changes.length > 0 ? [...known.changes, entry].slice(-MOST_CHANGES) : known.changes,
    first_seen_at: known.events === 0 ? news.firstAt : known.first_seen_at,
    last_seen_at: news.lastAt,
  };
}
