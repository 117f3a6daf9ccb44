import { setTimeout as wait } from 'node:timers/promises';
import { isRowsFault } from '../../../platform/db/database-faults.ts';
import type { Database } from '../../../platform/db/database.ts';
import { createGroupedWrites } from '../../../platform/db/grouped-writes.ts';
import type { Logger } from '../../../platform/log.ts';
import { type RunWrite, writeRuns } from './write-runs.repository.ts';

/** `lost`: this node no longer holds the run. `refused`: the database does not take what is to be written. */
export type WriteOutcome = 'written' | 'lost' | 'refused';

export interface RunWriter {
  /** Ends when it is certain what became of it, however long the database is away. @throws once the writer is stopped */
  write(organizationId: number, run: RunWrite): Promise<WriteOutcome>;
  /** What the database has not taken by then is given up. */
  stop(): void;
}

interface RunWriterDeps {
  database: Database;
  node: string;
  log: Logger;
}

const MOST_AT_ONCE = 200;
const FIRST_RETRY_MS = 50;
const LONGEST_RETRY_MS = 2000;

/** Runs are written in groups: each step is on disk before the next begins, and yet a disk is not waited for by each. */
export function createRunWriter({ database, node, log }: RunWriterDeps): RunWriter {
  const stopped = new AbortController();
  const writes = createGroupedWrites<RunWrite, WriteOutcome>({
    mostRows: MOST_AT_ONCE,
    async write(organizationId, runs) {
      for (let retryMs = FIRST_RETRY_MS; ; retryMs = Math.min(2 * retryMs, LONGEST_RETRY_MS)) {
        try {
          const written = await writeRuns(database.tenant(organizationId), organizationId, node, runs);
          return runs.map(({ id }) => (written.has(id) ? 'written' : 'lost'));
        } catch (error) {
          if (isRowsFault(error) || stopped.signal.aborted) throw error;
          log.warn({ err: error, organizationId, runs: runs.length }, 'runs wait for the database');
          await wait(retryMs, undefined, { signal: stopped.signal });
        }
      }
    },
  });
  return {
    async write(organizationId, run) {
      try {
        return await writes.add(organizationId, run);
      } catch (error) {
        if (isRowsFault(error)) return 'refused';
        throw error;
      }
    },
    stop: () => stopped.abort(),
  };
}
