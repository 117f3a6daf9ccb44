import type { BusinessSession, Database, Db } from '../../../platform/db/database.ts';
import { isDatabaseAway } from '../../../platform/db/database-faults.ts';
import type { Logger } from '../../../platform/log.ts';
import { type Outbox, withCause } from '../../../platform/outbox/outbox.ts';
import type { Json, StepFailure } from '../interpreter/protocol.ts';
import { StepError } from '../steps/step-handler.ts';
import { type AttemptOutcome, checkOutput, toFailure } from './attempt.ts';
import type { FailureWords } from './failure-words.ts';
import type { Progress } from './progress.ts';
import { lockHeldRun } from './read-runs.repository.ts';
import type { HeldRun } from './run.ts';
import type { RunHooks } from './run-hooks.ts';
import { type RunWrite, writeRuns } from './write-runs.repository.ts';

/** `doubtful`: the connection broke, and it may or may not be committed; who reads the run anew will know. */
type Outcome<T> =
  | { kind: 'written'; done: T }
  | { kind: 'lost' | 'doubtful' }
  | { kind: 'failed'; failure: StepFailure };

interface Done {
  progress: Progress;
  write: RunWrite;
}

type ToCommit = Extract<AttemptOutcome, { kind: 'to_commit' | 'to_commit_business' }>;

interface Commit<T extends Done> {
  /** What follows from the step's success, once its output is known. */
  succeed(output: Json): T;
  words: FailureWords;
}

export interface RunTransactions {
  /** Whether others have something to write beside it. */
  isNeededFor(progress: Progress): boolean;
  write(run: HeldRun, done: Done, words: FailureWords): Promise<Outcome<null>>;
  commit<T extends Done>(run: HeldRun, outcome: ToCommit, commit: Commit<T>): Promise<Outcome<T>>;
}

interface RunTransactionsDeps {
  database: Database;
  node: string;
  hooks: RunHooks;
  outbox: Outbox;
  log: Logger;
}

class RunLostError extends Error {
  override readonly name = 'RunLostError';
}

/** Writes of a run that others have a part in, each in a transaction of its own. */
export function createRunTransactions({ database, node, hooks, outbox, log }: RunTransactionsDeps): RunTransactions {
  async function writeIn(db: Db, run: HeldRun, { progress, write }: Done): Promise<void> {
    const { organizationId, id, workflowId, versionId } = run;
    const reference = { id, workflowId, versionId };
    for (const command of progress.approvals) {
      if (command.kind === 'ask_approval') await hooks.approvals.open(db, organizationId, reference, command);
      else await hooks.approvals.escalate(db, organizationId, reference, command);
    }
    for (const key of progress.closed) await hooks.approvals.close(db, organizationId, id, key);
    const { settled } = progress;
    if (settled?.status === 'failed') {
      const failure = settled.failure ?? null;
      await hooks.onFailed(db, organizationId, { ...reference, failure });
      await outbox.append(db, organizationId, {
        type: 'workflow_run_failed',
        subject: { kind: 'run', id },
        data: { run_id: id, workflow_id: workflowId, version_id: versionId, failure },
      });
    }
    const written = await writeRuns(db, organizationId, node, [write]);
    if (!written.has(id)) throw new RunLostError();
  }

  async function lock(db: Db, run: HeldRun): Promise<void> {
    if (!(await lockHeldRun(db, run.organizationId, node, run))) throw new RunLostError();
    await withCause(db, { workflow_ids: [run.workflowId], run_id: run.id });
  }

  async function attempt<T>(run: HeldRun, words: FailureWords, work: () => Promise<T>): Promise<Outcome<T>> {
    try {
      return { kind: 'written', done: await work() };
    } catch (error) {
      if (error instanceof RunLostError) return { kind: 'lost' };
      if (isDatabaseAway(error)) return { kind: 'doubtful' };
      const onFault = (fault: unknown) => log.error({ err: fault, runId: run.id }, 'a run’s transaction broke');
      return { kind: 'failed', failure: toFailure(error, words, onFault) };
    }
  }

  return {
    isNeededFor: ({ approvals, closed, settled }) =>
      approvals.length > 0 || closed.length > 0 || settled?.status === 'failed',
    write: (run, done, words) =>
      attempt(run, words, () =>
        database.transaction(run.organizationId, async (db) => {
          await lock(db, run);
          await writeIn(db, run, done);
          return null;
        }),
      ),
    commit(run, outcome, { succeed, words }) {
      const finish = async (db: Db, written: Json | undefined) => {
        const checked = checkOutput(written === undefined ? outcome.output : written, words);
        if ('failure' in checked) throw new StepError(checked.failure);
        const done = succeed(checked.output);
        await writeIn(db, run, done);
        return done;
      };
      const inPlatform = async (db: Db, { commit }: Extract<ToCommit, { kind: 'to_commit' }>) => {
        await lock(db, run);
        return finish(db, await commit(db));
      };
      const inBusiness = async (
        session: BusinessSession,
        write: (session: BusinessSession) => Promise<Json | undefined>,
      ) => {
        await session.asPlatform((db) => lock(db, run));
        const written = await write(session);
        return session.asPlatform((db) => finish(db, written));
      };
      return attempt(run, words, () =>
        outcome.kind === 'to_commit'
          ? database.transaction(run.organizationId, (db) => inPlatform(db, outcome))
          : database.business(run.organizationId, (session) => inBusiness(session, outcome.commitBusiness)),
      );
    },
  };
}
