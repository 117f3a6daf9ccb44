import type { NewBusinessEvent, WrittenEvent } from './events.repository.ts';

type Write = (organizationId: number, events: readonly NewBusinessEvent[]) => Promise<WrittenEvent[]>;

interface Waiting {
  events: readonly NewBusinessEvent[];
  resolve(written: WrittenEvent[]): void;
  reject(error: unknown): void;
}

const MOST_AT_ONCE = 1000;
const MOST_UNDER_WAY = 2;

/**
 * Lists of events that arrive in one turn of the event loop, or while others are being written, are written together:
 * each statement waits for a disk, and the disk takes many as soon as one. Every list is answered after its own commit.
 */
export function createEventWrites(write: Write) {
  const queues = new Map<number, { waiting: Waiting[]; underWay: number; isStarting: boolean }>();

  async function writeGroup(organizationId: number, group: readonly Waiting[]): Promise<void> {
    try {
      const written = await write(
        organizationId,
        group.flatMap(({ events }) => events),
      );
      let at = 0;
      for (const { events, resolve } of group) resolve(written.slice(at, (at += events.length)));
    } catch (error) {
      if (group.length === 1 || !isRowsFault(error)) {
        for (const { reject } of group) reject(error);
        return;
      }
      // Nobody answers for another's events: each list is tried alone.
      for (const waiting of group) await writeGroup(organizationId, [waiting]);
    }
  }

  function start(organizationId: number): void {
    const queue = queues.get(organizationId);
    if (!queue) return;
    queue.isStarting = false;
    const group: Waiting[] = [];
    for (let size = 0; queue.waiting[0] !== undefined;) {
      size += queue.waiting[0].events.length;
      if (group.length > 0 && size > MOST_AT_ONCE) break;
      group.push(...queue.waiting.splice(0, 1));
    }
    if (group.length === 0) return;
    queue.underWay += 1;
    void writeGroup(organizationId, group).finally(() => {
      queue.underWay -= 1;
      if (queue.waiting.length > 0) start(organizationId);
      else if (queue.underWay === 0) queues.delete(organizationId);
    });
  }

  return function add(organizationId: number, events: readonly NewBusinessEvent[]): Promise<WrittenEvent[]> {
    return new Promise((resolve, reject) => {
      const queue = queues.get(organizationId) ?? { waiting: [], underWay: 0, isStarting: false };
      queues.set(organizationId, queue);
      queue.waiting.push({ events, resolve, reject });
      if (queue.isStarting || queue.underWay >= MOST_UNDER_WAY) return;
      queue.isStarting = true;
      setImmediate(() => start(organizationId));
    });
  };
}

/** A value that the database does not take (class 22), a broken rule (23), too much of something (54). */
function isRowsFault(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && /^(?:22|23|54)...$/.test(String(error.code));
}
