import { setTimeout as wait } from 'node:timers/promises';
import type { Bus } from '../../../platform/bus/bus.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Logger } from '../../../platform/log.ts';
import { type DealtRun, RUNS_TOPIC } from './dealer.ts';
import { handBackRuns } from './read-runs.repository.ts';

interface HandBackDeps {
  database: Database;
  bus: Bus;
  node: string;
  log: Logger;
}

type OwnRun = Pick<DealtRun, 'organizationId' | 'id' | 'fence'>;

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5000;

/** Gives runs back to whoever takes them next. */
export function createHandBack({ database, bus, node, log }: HandBackDeps) {
  const closed = new AbortController();

  async function handBack(runs: readonly OwnRun[]): Promise<void> {
    for (const [organizationId, own] of Map.groupBy(runs, (run) => run.organizationId)) {
      await handBackRuns(database.tenant(organizationId), organizationId, node, own);
    }
    if (runs.length > 0) bus.publish(RUNS_TOPIC, null);
  }

  return {
    handBack,
    /** For as long as it takes: nobody else takes a run that stands in the name of a living node. */
    async handBackSurely(run: OwnRun): Promise<void> {
      for (let retryMs = FIRST_RETRY_MS; !closed.signal.aborted; retryMs = Math.min(2 * retryMs, LONGEST_RETRY_MS)) {
        try {
          await handBack([run]);
          return;
        } catch (error) {
          log.warn({ err: error, runId: run.id }, 'a run could not be handed back yet');
          await wait(retryMs, undefined, { signal: closed.signal }).catch(() => {});
        }
      }
    },
    stop: () => closed.abort(),
  };
}
