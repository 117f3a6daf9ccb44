import type { Database } from '../../../platform/db/database.ts';
import { isAppError } from '../../../platform/errors.ts';
import type { Logger } from '../../../platform/log.ts';
import type { DealtRun } from './dealer.ts';
import type { HeldRuns } from './held-runs.ts';
import type { Known } from './known.ts';
import { loadReadyEvents, loadRuns } from './read-runs.repository.ts';

interface ReceptionDeps {
  database: Database;
  node: string;
  held: HeldRuns;
  known: Known;
  log: Logger;
}

/** Reads what the node has been dealt, as the organizations that it belongs to, and puts it into hand. */
export function createReception({ database, node, held, known, log }: ReceptionDeps) {
  async function receiveOf(organizationId: number, dealt: readonly DealtRun[]): Promise<void> {
    const db = database.tenant(organizationId);
    const fresh = dealt.filter(({ isNew }) => isNew).map(({ id }) => id);
    const [facts, runs, events] = await Promise.all([
      known.getFacts(db, organizationId),
      fresh.length > 0 ? loadRuns(db, organizationId, node, fresh) : [],
      loadReadyEvents(
        db,
        organizationId,
        dealt.map(({ id }) => id),
      ),
    ]);
    const eventsOf = Map.groupBy(events, ({ runId }) => runId);
    for (const run of runs) {
      const definition = await known.getDefinition(db, organizationId, run.versionId).catch((error: unknown) => {
        if (isAppError(error)) return null;
        throw error;
      });
      held.take({ ...run, organizationId, definition }, facts, eventsOf.get(run.id) ?? []);
    }
    for (const { id, isNew } of dealt) if (!isNew) held.tell(id, eventsOf.get(id) ?? []);
  }

  return async (dealt: readonly DealtRun[]): Promise<void> => {
    const groups = Map.groupBy(dealt, ({ organizationId }) => organizationId);
    await Promise.all(
      [...groups].map(([organizationId, runs]) =>
        // What was dealt and not read stands in this node's name without its knowing, and is given back in a moment.
        receiveOf(organizationId, runs).catch((error: unknown) =>
          log.warn({ err: error, organizationId, runs: runs.length }, 'runs could not be read'),
        ),
      ),
    );
  };
}
