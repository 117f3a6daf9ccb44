export interface GroupedWritesOptions<Row, Result> {
  /** Writes all rows or none, in one statement; answers each in their order. */
  write(organizationId: number, rows: readonly Row[]): Promise<Result[]>;
  mostRows: number;
}

/**
 * One write at a time for each organization on this node; what arrives meanwhile is written together by the next. A
 * lone row waits for nobody, and many share one commit: all of them count on the same quota, whose row each statement
 * holds until its commit is on disk, so one by one they would wait for a disk each.
 */
export function createGroupedWrites<Row, Result>({ write, mostRows }: GroupedWritesOptions<Row, Result>) {
  type Waiting = { row: Row; resolve(result: Result): void; reject(error: unknown): void };
  const queues = new Map<number, Waiting[]>();

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

  async function drain(organizationId: number, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) await writeGroup(organizationId, queue.splice(0, mostRows));
    queues.delete(organizationId);
  }

  return {
    add(organizationId: number, row: Row): Promise<Result> {
      return new Promise((resolve, reject) => {
        const waiting = { row, resolve, reject };
        const queue = queues.get(organizationId);
        if (queue) {
          queue.push(waiting);
          return;
        }
        const fresh = [waiting];
        queues.set(organizationId, fresh);
        void drain(organizationId, fresh);
      });
    },
  };
}

/** A value that the database does not take (class 22), a broken rule (23), too much of something (54). */
function isRowsFault(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && /^(?:22|23|54)...$/.test(String(error.code));
}
