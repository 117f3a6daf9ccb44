import type { Bus } from '../../../platform/bus/bus.ts';
import { afterCommit } from '../../../platform/db/after-commit.ts';
import type { Database, Db } from '../../../platform/db/database.ts';
import { isAppError } from '../../../platform/errors.ts';
import type { Definition } from '../definition/definition.ts';
import type { Json } from '../interpreter/protocol.ts';
import { RUNS_TOPIC } from './dealer.ts';
import type { NextPlace } from './pace.ts';
import { insertSignal } from './read-runs.repository.ts';
import type { Happening, Interpreter, RetryPlace } from './run.ts';
import { runErrors } from './runs.errors.ts';
import * as repository from './runs.repository.ts';

export interface RunOrdersDeps {
  database: Database;
  bus: Bus;
  newId(prefix: string): string;
  interpreter: Pick<Interpreter, 'rewind'>;
  getDefinition(db: Db, organizationId: number, versionId: number): Promise<Definition>;
  pace(db: Db, organizationId: number): Promise<NextPlace>;
  now(): number;
}

export interface RetryOrder {
  where: RetryPlace;
  /** Default the one that it has. */
  versionId?: number;
  /** From the start alone: in place of what the run was begun with. */
  input?: Json;
}

/** What people, and other rooms, tell a run, and ask of it. */
export type RunOrders = ReturnType<typeof createRunOrders>;

export function createRunOrders({ database, bus, newId, interpreter, getDefinition, pace, now }: RunOrdersDeps) {
  /**
   * In the caller's transaction: the run takes it in after the commit, or when it is due.
   * @returns false when the run is over, or not there
   */
  async function signal(
    db: Db,
    organizationId: number,
    runId: string,
    event: Happening,
    dueAt: number | null = null,
  ): Promise<boolean> {
    const isTold = await insertSignal(db, organizationId, runId, { id: newId('sig'), event, dueAt });
    if (isTold) afterCommit(db, () => bus.publish(RUNS_TOPIC, null));
    return isTold;
  }

  async function get(organizationId: number, runId: string): Promise<repository.RunDetails> {
    const run = await repository.findRun(database.tenant(organizationId), organizationId, runId);
    if (!run) throw runErrors.run_not_found({ run: runId });
    return run;
  }

  async function order(organizationId: number, runId: string, event: Happening): Promise<void> {
    const isTold = await signal(database.tenant(organizationId), organizationId, runId, event);
    if (isTold) return;
    await get(organizationId, runId);
    throw runErrors.run_over({ run: runId });
  }

  /** Begins again as fast as runs may begin. */
  async function retry(organizationId: number, runId: string, { where, versionId, input }: RetryOrder): Promise<void> {
    await database.transaction(organizationId, async (db) => {
      const run = await repository.lockRun(db, organizationId, runId);
      if (!run) throw runErrors.run_not_found({ run: runId });
      if (!run.is_over) throw runErrors.run_not_over({ run: runId });
      const version = versionId ?? run.version_id;
      const definition = await getDefinition(db, organizationId, version);
      const state = interpreter.rewind(definition, run.state, where, input);
      if (!state) throw runErrors.run_not_retryable({ run: runId });
      const reopened = { state, versionId: version, isNewRound: where !== 'failed', input };
      await repository.reopenRun(db, organizationId, runId, reopened);
      const nextPlace = await pace(db, organizationId);
      const [at, place] = [now(), nextPlace(now())];
      await signal(db, organizationId, runId, { kind: 'started' }, place > at ? place : null);
    });
  }

  return {
    signal,
    get,
    retry,
    list: (organizationId: number, filter: repository.RunFilter) =>
      repository.listRuns(database.tenant(organizationId), organizationId, filter),
    /** The history of a run, in the order in which steps ended. */
    steps: (organizationId: number, runId: string, page: { after: number; limit: number }) =>
      repository.listSteps(database.tenant(organizationId), organizationId, runId, page),
    /** Ends a run at once, also what it has under way. @throws AppError run_not_found, run_over */
    cancel: (organizationId: number, runId: string) => order(organizationId, runId, { kind: 'cancelled' }),
    /** Begins nothing more until it is resumed. @throws AppError run_not_found, run_over */
    pause: (organizationId: number, runId: string) => order(organizationId, runId, { kind: 'paused' }),
    resume: (organizationId: number, runId: string) => order(organizationId, runId, { kind: 'resumed' }),
    /** @returns of which runs it was done, and which could not be retried */
    async retryMany(organizationId: number, runIds: readonly string[], how: RetryOrder) {
      const retried: string[] = [];
      const refused: { runId: string; code: string }[] = [];
      for (const runId of runIds) {
        try {
          await retry(organizationId, runId, how);
          retried.push(runId);
        } catch (error) {
          if (!isAppError(error)) throw error;
          refused.push({ runId, code: error.code });
        }
      }
      return { retried, refused };
    },
  };
}
