import { hostname } from 'node:os';
import type pg from 'pg';
import { type Connection, createPool } from '../db/connection.ts';
import type { Database } from '../db/database.ts';
import { locks } from '../db/locks.ts';
import type { Jobs } from './jobs.ts';
import { startQueueRunner } from './queue-runner.ts';
import { type JobRunner, runJob } from './run-job.ts';
import { startScheduler } from './schedules.ts';

/** A node that falls silent for so long is dead, and its jobs are free. */
const SILENCE_MS = 4000;
const HEARTBEAT_MS = 500;

export interface JobNode {
  stop(): Promise<void>;
}

export interface JobNodeOptions extends JobRunner {
  connection: Connection;
  nodeId: string;
  concurrency: number;
  jobs: Jobs;
  /** How many jobs it takes ahead of need, for many short ones; default none: a long job would hold up those behind it. */
  takenAhead?: number;
}

/** Takes jobs from the queue and runs them, and frees what nodes that died had taken. */
export async function startJobNode(options: JobNodeOptions): Promise<JobNode> {
  const { takenAhead = 0 } = options;
  const pool = createPool(options.connection, options.concurrency + 3);
  const runner = await startQueueRunner({
    ...options,
    pool,
    takenAhead,
    taskList: {
      job: async (payload, helpers) => {
        await runJob(options, readPayload(payload), helpers.abortSignal);
      },
    },
  });

  const beat = createHeartbeat(pool, options, runner.lockHolders);
  await beat();
  const timer = setInterval(() => {
    beat().catch((error: unknown) => options.log.warn({ err: error }, 'heartbeat failed'));
  }, HEARTBEAT_MS);

  const scheduler = startScheduler({ ...options, pool });

  const stop = async () => {
    clearInterval(timer);
    await scheduler.stop();
    await runner.stop();
    await pool.query('delete from nodes where id = $1', [options.nodeId]).catch(() => {});
    await pool.end();
  };
  let stopped: Promise<void> | undefined;
  return { stop: () => (stopped ??= stop()) };
}

/** Whether jobs that wait will be taken. */
export async function isAnyNodeAlive({ pool }: Database): Promise<boolean> {
  const { rows } = await pool.query<{ alive: boolean }>('select is_any_node_alive($1) as alive', [SILENCE_MS / 1000]);
  return rows[0]?.alive === true;
}

/** Says "I live", and, one node at a time, takes the jobs of those who no longer say it. */
function createHeartbeat(pool: pg.Pool, { nodeId, log }: JobNodeOptions, lockHolders: () => string[]) {
  let inTouchSinceMs = Infinity;

  async function sayAlive(): Promise<void> {
    try {
      await pool.query(
        `insert into nodes (id, worker_ids, host, process_id) values ($1, $2, $3, $4)
         on conflict (id) do update set seen_at = clock_timestamp(), worker_ids = excluded.worker_ids`,
        [nodeId, lockHolders(), hostname(), process.pid],
      );
      inTouchSinceMs = Math.min(inTouchSinceMs, performance.now());
    } catch (error) {
      inTouchSinceMs = Infinity;
      throw error;
    }
  }

  return async () => {
    await sayAlive();
    // After the database was away every node looks silent: each is given the time to say that it lives.
    if (performance.now() - inTouchSinceMs < SILENCE_MS) return;
    // One statement: a node that dies here leaves either all of it done or none.
    const { rows } = await pool.query<{ id: string }>(
      `with turn as materialized (select pg_try_advisory_xact_lock($1, $2) as mine),
            dead as (delete from nodes using turn
                      where turn.mine and seen_at < clock_timestamp() - make_interval(secs => $3)
                  returning id, worker_ids)
       select id, graphile_worker.force_unlock_workers(worker_ids),
              pg_notify('jobs:insert', json_build_object('r', random(), 'count', cardinality(worker_ids))::text) from dead`,
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
