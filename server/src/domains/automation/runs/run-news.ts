import type { Database } from '../../../platform/db/database.ts';
import type { Logger } from '../../../platform/log.ts';
import type { Streams } from '../../../platform/streams/streams.ts';
import type { HeldRun, RunStatus } from './run.ts';

interface RunNewsDeps {
  database: Database;
  streams: Streams;
  log: Logger;
}

const EVERY_MS = 500;
/** Of one organization; what is more waits its turn. */
const MOST_AT_ONCE = 20;
/** Whoever wants to know of more reads the list. */
const MOST_WAITING = 200;

type Piece = { run_id: string; workflow_id: number; status: RunStatus };

/** Tells people how runs stand by messages of the type `run`: the latest of each, and never so many that nobody reads them. */
export function createRunNews({ database, streams, log }: RunNewsDeps) {
  const waiting = new Map<number, Map<string, Piece>>();
  let timer: NodeJS.Timeout | undefined;
  let telling: Promise<void> = Promise.resolve();

  function schedule(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      telling = tell().catch((error: unknown) => log.debug({ err: error }, 'news of runs were not told'));
    }, EVERY_MS);
  }

  async function tell(): Promise<void> {
    for (const [organizationId, pieces] of waiting) {
      const now = [...pieces.values()].slice(0, MOST_AT_ONCE);
      for (const { run_id: id } of now) pieces.delete(id);
      if (pieces.size === 0) waiting.delete(organizationId);
      await database.transaction(organizationId, async (db) => {
        for (const fields of now) {
          const message = { userId: null, permission: 'ai_analytics:read', type: 'run', fields };
          await streams.send(db, organizationId, { ...message, replaces: `run ${fields.run_id}` });
        }
      });
    }
    if (waiting.size > 0) schedule();
  }

  return {
    note({ organizationId, id, workflowId }: HeldRun, status: RunStatus): void {
      const pieces = waiting.get(organizationId) ?? new Map<string, Piece>();
      waiting.set(organizationId, pieces);
      pieces.delete(id);
      pieces.set(id, { run_id: id, workflow_id: workflowId, status });
      const [oldest] = pieces.keys();
      if (pieces.size > MOST_WAITING && oldest !== undefined) pieces.delete(oldest);
      schedule();
    },
    async stop(): Promise<void> {
      clearTimeout(timer);
      await telling;
    },
  };
}
