import { EventEmitter } from 'node:events';
import { Logger as QueueLogger, run } from 'graphile-worker';
import type pg from 'pg';
import { type Connection, createPool } from '../db/connection.ts';
import { locks } from '../db/locks.ts';
import { type JobRunner, runJob } from './run-job.ts';

/** A node that falls silent for so long is dead, and its jobs are free. */
const SILENCE_MS = 5000;
const HEARTBEAT_MS = 1000;
/** How long a job may go on after the node was told to stop. */
const GRACE_MS = 2000;

export interface JobNode {
  stop(): Promise<void>;
}

export interface JobNodeOptions extends JobRunner {
  connection: Connection;
  nodeId: string;
  concurrency: number;
}

/** Takes jobs from the queue and runs them, and frees what nodes that died had taken. */
export async function startJobNode(options: JobNodeOptions): Promise<JobNode> {
  const pool = createPool(options.connection, options.concurrency + 3);
  const workerIds = new Set<string>();
  const events = new EventEmitter();
  // The pool's own id locks what waits in it, the workers' ids what they run: both are needed to free a dead node's jobs.
  events.on('pool:create', (event: { workerPool: { id: string } }) => workerIds.add(event.workerPool.id));
  events.on('worker:create', (event: { worker: { workerId: string } }) => workerIds.add(event.worker.workerId));
  const runner = await run({
    events,
    pgPool: pool,
    concurrency: options.concurrency,
    noHandleSignals: true,
    pollInterval: 1000,
    parsedCronItems: [],
    gracefulShutdownAbortTimeout: GRACE_MS,
    logger: new QueueLogger(() => (level, message) => {
      if (level === 'error' || level === 'warning') options.log.debug({ detail: message }, 'job queue');
    }),
    taskList: {
      job: async (payload, helpers) => {
        await runJob(options, readPayload(payload), helpers.abortSignal);
      },
    },
  });

  const beat = createHeartbeat(pool, options, workerIds);
  await beat();
  const timer = setInterval(() => {
    beat().catch((error: unknown) => options.log.warn({ err: error }, 'heartbeat failed'));
  }, HEARTBEAT_MS);

  const stop = async () => {
    clearInterval(timer);
    await runner.stop().catch(() => {});
    await pool.query('delete from nodes where id = $1', [options.nodeId]).catch(() => {});
    await pool.end();
  };
  let stopped: Promise<void> | undefined;
  return { stop: () => (stopped ??= stop()) };
}

/** Says "I live", and, one node at a time, takes the jobs of those who no longer say it. */
function createHeartbeat(pool: pg.Pool, { nodeId, log }: JobNodeOptions, workerIds: Set<string>): () => Promise<void> {
  return async () => {
    await pool.query(
      `insert into nodes (id, worker_ids) values ($1, $2)
       on conflict (id) do update set seen_at = clock_timestamp(), worker_ids = excluded.worker_ids`,
      [nodeId, [...workerIds]],
    );
    // One statement: a node that dies here leaves either all of it done or none.
    const { rows } = await pool.query<{ id: string }>(
      `with turn as materialized (select pg_try_advisory_xact_lock($1, $2) as mine),
            dead as (delete from nodes using turn
                      where turn.mine and seen_at < clock_timestamp() - make_interval(secs => $3)
                  returning id, worker_ids)
       select id, graphile_worker.force_unlock_workers(worker_ids) from dead`,
      [...locks.takeover, SILENCE_MS / 1000],
    );
    for (const dead of rows) log.warn({ nodeId: dead.id, takenOverBy: nodeId }, 'jobs of a silent node taken over');
  };
}

function readPayload(payload: unknown): { organizationId: number; jobId: string } {
  if (typeof payload === 'object' && payload !== null && 'organizationId' in payload && 'jobId' in payload) {
    const { organizationId, jobId } = payload;
    if (typeof organizationId === 'number' && typeof jobId === 'string') return { organizationId, jobId };
  }
  throw new Error('The queue holds a job without organizationId and jobId');
}
