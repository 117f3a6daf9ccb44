import { isRowsFault } from './database-faults.ts';

export interface GroupedWritesOptions<Row, Result> {
  /** Writes all rows or none, in one statement; answers each in their order. */
  write(organizationId: number, rows: readonly Row[]): Promise<Result[]>;
  mostRows: number;
}

/** A second write begins beside one under way when so many wait, and as many as that one has. */
const LEAST_BESIDE = 8;
const MOST_UNDER_WAY = 2;

/**
 * What arrives of an organization in one turn of the event loop, or while writes are under way, is written together: one
 * by one they would wait for a disk each, above all where their statements hold the same row until their commit. Two
 * writes may be under way: while the database has one half of the senders, this node has the other, and neither waits
 * for the other.
 */
export function createGroupedWrites<Row, Result>({ write, mostRows }: GroupedWritesOptions<Row, Result>) {
  type Waiting = { row: Row; resolve(result: Result): void; reject(error: unknown): void };
  interface Queue {
    waiting: Waiting[];
    /** Of each write under way. */
    underWay: number[];
    isStarting: boolean;
  }
  const queues = new Map<number, Queue>();

  async function writeGroup(organizationId: number, group: readonly Waiting[]): Promise<void> {
    try {
      const results = await write(
        organizationId,
        group.map(({ row }) => row),
      );
      for (const [index, { resolve }] of group.entries()) {
        // `write` answers every row.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        resolve(results[index] as Result);
      }
    } catch (error) {
      if (group.length === 1 || !isRowsFault(error)) {
        for (const { reject } of group) reject(error);
        return;
      }
      // Nobody answers for another's row: each is tried alone.
      for (const waiting of group) await writeGroup(organizationId, [waiting]);
    }
  }

  /** With nothing under way, what else this turn of the event loop brings is waited for. */
  function startSoon(organizationId: number, queue: Queue): void {
    const { waiting, underWay } = queue;
    if (underWay.length === 0) {
      if (queue.isStarting) return;
      queue.isStarting = true;
      setImmediate(() => {
        queue.isStarting = false;
        start(organizationId, queue);
      });
    } else if (
      underWay.length < MOST_UNDER_WAY &&
      waiting.length >= Math.min(mostRows, Math.max(LEAST_BESIDE, ...underWay))
    ) {
      start(organizationId, queue);
    }
  }

  function start(organizationId: number, queue: Queue): void {
    const group = queue.waiting.splice(0, mostRows);
    queue.underWay.push(group.length);
    void writeGroup(organizationId, group).finally(() => {
      queue.underWay.splice(queue.underWay.indexOf(group.length), 1);
      if (queue.waiting.length > 0) startSoon(organizationId, queue);
      else if (queue.underWay.length === 0) queues.delete(organizationId);
    });
  }

  return {
    add(organizationId: number, row: Row): Promise<Result> {
      return new Promise((resolve, reject) => {
        const queue = queues.get(organizationId) ?? { waiting: [], underWay: [], isStarting: false };
        queues.set(organizationId, queue);
        queue.waiting.push({ row, resolve, reject });
        startSoon(organizationId, queue);
      });
    },
  };
}
