import { EventEmitter } from 'node:events';
import { Logger as QueueLogger, type Runner, type TaskList, run } from 'graphile-worker';
import type pg from 'pg';
import type { Logger } from '../log.ts';

/** How long a job may go on after the node was told to stop. */
const GRACE_MS = 2000;
const AGAIN_AFTER_MS = 500;
const AGAIN_AT_MOST_AFTER_MS = 5000;

export interface QueueRunner {
  /** What this node's jobs are locked by: the pool's own id locks what waits in it, the workers' ids what they run. */
  lockHolders(): string[];
  stop(): Promise<void>;
}

export interface QueueRunnerOptions {
  pool: pg.Pool;
  log: Logger;
  concurrency: number;
  /** How many jobs it takes ahead of need. */
  takenAhead: number;
  taskList: TaskList;
}

/**
 * Takes jobs from the queue until it is stopped. The queue's library gives up when the database falls under it; it is
 * then started anew, and what it held is free again.
 */
export async function startQueueRunner(options: QueueRunnerOptions): Promise<QueueRunner> {
  const { pool, log } = options;
  const holders = new Set<string>();
  let stopped = false;
  let runner = await begin();

  async function begin(): Promise<Runner> {
    const begun = await runOnce(options, (id) => holders.add(id));
    // It ends in the same way whether it was told to or gave up.
    void begun.promise
      .catch((error: unknown) => log.warn({ err: error }, 'job queue ended'))
      .then(() => (stopped ? undefined : comeBack()));
    return begun;
  }

  async function comeBack(): Promise<void> {
    log.warn({}, 'job queue lost; trying to come back');
    for (let waitMs = AGAIN_AFTER_MS; ; waitMs = Math.min(waitMs * 2, AGAIN_AT_MOST_AFTER_MS)) {
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      if (stopped) return;
      try {
        const held = [...holders];
        await pool.query('select graphile_worker.force_unlock_workers($1)', [held]);
        for (const id of held) holders.delete(id);
        runner = await begin();
        log.info({}, 'job queue is back');
        return;
      } catch (error) {
        log.debug({ err: error }, 'job queue is still away');
      }
    }
  }

  return {
    lockHolders: () => [...holders],
    async stop() {
      stopped = true;
      await runner.stop().catch(() => {});
    },
  };
}

function runOnce(
  { pool, log, concurrency, takenAhead, taskList }: QueueRunnerOptions,
  onLockHolder: (id: string) => void,
): Promise<Runner> {
  // Handed in, not attached afterwards: the first ids are told while the runner starts.
  const events = new EventEmitter();
  events.on('pool:create', (event: { workerPool: { id: string } }) => onLockHolder(event.workerPool.id));
  events.on('worker:create', (event: { worker: { workerId: string } }) => onLockHolder(event.worker.workerId));
  return run({
    events,
    pgPool: pool,
    concurrency,
    preset: {
      worker: {
        // Without a batch the library does not wait for what it writes of a job's end, and a failure of that ends the process.
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
        ...(takenAhead > 0 ? { localQueue: { size: concurrency + takenAhead } } : {}),
      },
    },
    noHandleSignals: true,
    pollInterval: 1000,
    parsedCronItems: [],
    gracefulShutdownAbortTimeout: GRACE_MS,
    logger: new QueueLogger(() => (level, message) => {
      if (level === 'error' || level === 'warning') log.debug({ detail: message }, 'job queue');
    }),
    taskList,
  });
}
