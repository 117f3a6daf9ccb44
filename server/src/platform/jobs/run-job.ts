import { sql } from 'kysely';
import type { Database, Db } from '../db/database.ts';
import { isAppError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { jobErrors } from './jobs.errors.ts';
import type { JobError, JobHandler, JobStatus, LostOutcome } from './job.ts';

/** Why a running job is told to stop. */
type StopReason = 'cancelled' | 'timeout' | 'shutdown' | 'superseded';

const MAX_ATTEMPTS = 3;
const REPORT_INTERVAL_MS = 500;

export interface JobRunner {
  database: Database;
  handlers: ReadonlyMap<string, JobHandler>;
  log: Logger;
}

/**
 * Runs one job to its end and writes how it ended. Every write names the attempt, so that a node which was taken for
 * dead and wakes up changes nothing.
 * @throws when the queue shall start the job again: an unexpected failure, or this node's shutdown
 */
export async function runJob(
  runner: JobRunner,
  { organizationId, jobId }: { organizationId: number; jobId: string },
  shutdown: AbortSignal,
): Promise<void> {
  const db = runner.database.tenant(organizationId);
  const started = await startAttempt(db, organizationId, jobId);
  if (!started) return;
  const { attempt, kind, payload } = started;
  const write = (values: Record<string, unknown>, on: Db = db) =>
    writeAttempt(on, organizationId, jobId, attempt, values);
  const handler = runner.handlers.get(kind);
  const lose: Lose = (outcome, values) =>
    runner.database.transaction(organizationId, async (trx) => {
      const isOurs = await write(values, trx);
      if (isOurs) await handler?.onLost?.(trx, { organizationId, jobId, payload }, outcome);
    });
  if (attempt > MAX_ATTEMPTS || !handler) {
    await lose('failed', failed(jobErrors.job_lost({ attempts: MAX_ATTEMPTS })));
    return;
  }

  const startedMs = performance.now();
  const stop = new AbortController();
  const watch = watchJob(write, stop, handler.timeoutMs);
  const onShutdown = () => stop.abort('shutdown' satisfies StopReason);
  shutdown.addEventListener('abort', onShutdown, { once: true });
  let outcome: JobStatus = 'succeeded';
  try {
    await handler.run({
      organizationId,
      jobId,
      payload,
      signal: stop.signal,
      report: watch.report,
      complete: async (trx, result) => {
        const done = await write({ ...finished('succeeded'), progress: 1, result: JSON.stringify(result) }, trx);
        if (!done) throw new Error('Another node has taken this job over');
      },
    });
  } catch (error) {
    outcome = await settle(error, { signal: stop.signal, attempt, handler, write, lose });
    if (outcome === 'failed' || outcome === 'queued') {
      runner.log.error({ jobId, organizationId, kind, attempt, err: error }, 'job attempt failed');
    }
    if (outcome === 'queued') throw error;
  } finally {
    await watch.end();
    shutdown.removeEventListener('abort', onShutdown);
    const durationMs = Math.round(performance.now() - startedMs);
    runner.log.info({ jobId, organizationId, operation: `job ${kind}`, attempt, outcome, durationMs }, 'job');
  }
}

async function startAttempt(db: Db, organizationId: number, jobId: string) {
  return db
    .updateTable('jobs')
    .set({
      status: 'running',
      progress: 0,
      attempt: sql<number>`attempt + 1`,
      started_at: sql<Date>`now()`,
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', jobId)
    .where('status', 'in', ['queued', 'running'])
    .returning(['attempt', 'kind', 'payload'])
    .executeTakeFirst();
}

type Write = (values: Record<string, unknown>, on?: Db) => Promise<{ cancel_requested_at: Date | null } | undefined>;

async function writeAttempt(
  db: Db,
  organizationId: number,
  jobId: string,
  attempt: number,
  values: Record<string, unknown>,
) {
  return db
    .updateTable('jobs')
    .set(values)
    .where('organization_id', '=', organizationId)
    .where('id', '=', jobId)
    .where('attempt', '=', attempt)
    .where('status', '=', 'running')
    .returning('cancel_requested_at')
    .executeTakeFirst();
}

/** Writes progress twice a second, and learns by the same write whether somebody has cancelled. */
function watchJob(write: Write, stop: AbortController, timeoutMs: number) {
  const deadline = performance.now() + timeoutMs;
  let latest = { phase: 'queued', progress: 0 };
  let writing: Promise<void> = Promise.resolve();
  const beat = async () => {
    if (performance.now() > deadline) stop.abort('timeout' satisfies StopReason);
    const row = await write({ phase: latest.phase, progress: latest.progress });
    if (!row) stop.abort('superseded' satisfies StopReason);
    else if (row.cancel_requested_at) stop.abort('cancelled' satisfies StopReason);
  };
  const timer = setInterval(() => {
    // A write that fails is made good by the next one.
    writing = writing.then(beat).catch(() => {});
  }, REPORT_INTERVAL_MS);
  return {
    report(phase: string, progress: number) {
      latest = { phase, progress: Math.min(1, Math.max(latest.phase === phase ? latest.progress : 0, progress)) };
    },
    async end() {
      clearInterval(timer);
      await writing;
    },
  };
}

/** Ends the job without success, together with what its handler does about it. */
type Lose = (outcome: LostOutcome, values: Record<string, unknown>) => Promise<void>;

interface Attempt {
  signal: AbortSignal;
  attempt: number;
  handler: JobHandler;
  write: Write;
  lose: Lose;
}

async function settle(error: unknown, { signal, attempt, handler, write, lose }: Attempt): Promise<JobStatus> {
  const reason: unknown = signal.aborted ? signal.reason : undefined;
  if (reason === 'superseded') return 'cancelled';
  if (reason === 'cancelled') {
    await lose('cancelled', finished('cancelled'));
    return 'cancelled';
  }
  if (reason === 'timeout') {
    await lose('failed', failed(jobErrors.job_timed_out({ minutes: Math.round(handler.timeoutMs / 60_000) })));
    return 'failed';
  }
  if (isAppError(error)) {
    await lose('failed', failed(error));
    return 'failed';
  }
  if (reason !== 'shutdown' && attempt >= MAX_ATTEMPTS) {
    await lose('failed', failed(jobErrors.job_failed({ attempts: attempt })));
    return 'failed';
  }
  // A shutdown is not the job's fault and does not count as a start.
  await write({
    status: 'queued',
    phase: 'queued',
    progress: 0,
    ...(reason === 'shutdown' ? { attempt: attempt - 1 } : {}),
  });
  return 'queued';
}

function finished(status: JobStatus): Record<string, unknown> {
  return { status, phase: 'finished', finished_at: sql`clock_timestamp()` };
}

function failed({ namespace, code, params }: JobError): Record<string, unknown> {
  return { ...finished('failed'), error: JSON.stringify({ namespace, code, params }) };
}
