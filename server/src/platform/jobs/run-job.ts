import { sql } from 'kysely';
import type { Database, Db } from '../db/database.ts';
import { isAppError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { jobErrors } from './jobs.errors.ts';
import type { JobError, JobHandler, JobObserver, JobStatus, LostOutcome } from './job.ts';
import { type JobRow, startAttempt, toJob, writeAttempt } from './job-rows.ts';
import { giveUpPlace } from './places.ts';
import { enqueueJob, rankOf } from './queue.ts';
import { retryDelayMs } from './retry-delay.ts';

/** Why a running job is told to stop. */
type StopReason = 'cancelled' | 'timeout' | 'shutdown' | 'superseded';

const MOST_FAILURES = 3;
/** Starts, of which a dying node may take several: a job that brings its node down must not bring down one after another. */
const MOST_STARTS = 8;
const REPORT_INTERVAL_MS = 500;

export interface JobRunner {
  database: Database;
  handlers: ReadonlyMap<string, JobHandler>;
  log: Logger;
  observer?: JobObserver;
}

/**
 * Runs one job to its end and writes how it ended. Every write names the attempt, so that a node which was taken for
 * dead and wakes up changes nothing.
 * What shall be tried again is put back into the queue, by the same transaction that says so in the job's row.
 * @throws when not even that could be written; the queue then starts the job again by itself
 */
export async function runJob(
  runner: JobRunner,
  { organizationId, jobId }: { organizationId: number; jobId: string },
  shutdown: AbortSignal,
): Promise<void> {
  const started = await runner.database.transaction(organizationId, async (trx) => {
    const row = await startAttempt(trx, organizationId, jobId);
    if (row) await runner.observer?.changed(trx, organizationId, toJob(row));
    return row;
  });
  if (!started) return;
  const { attempt, kind, payload } = started;
  const write = createWrite(runner, organizationId, started);
  const handler = runner.handlers.get(kind);
  const lose: Lose = (outcome, values) =>
    runner.database.transaction(organizationId, async (trx) => {
      const isOurs = await write(values, trx);
      if (!isOurs) return;
      await handler?.onLost?.(trx, { organizationId, jobId, payload }, outcome);
      await giveUpPlace(trx, organizationId, runner.handlers, kind);
    });
  if (attempt > MOST_STARTS || !handler) {
    await lose('failed', failed(jobErrors.job_lost({ attempts: MOST_STARTS })));
    return;
  }
  const retry: Retry = (isFailure) =>
    runner.database.transaction(organizationId, async (trx) => {
      const runAt = isFailure ? new Date(Date.now() + retryDelayMs(started.failures + 1, Math.random())) : null;
      const isOurs = await write(queuedAgain(started, runAt, isFailure), trx);
      const rank = rankOf(toJob(started).priority, 0);
      if (isOurs) await enqueueJob(trx, organizationId, jobId, { runAt, rank });
      return isOurs !== undefined;
    });

  const startedMs = performance.now();
  const stop = new AbortController();
  const watch = watchJob(write, stop, handler.timeoutMs);
  const onShutdown = () => stop.abort('shutdown' satisfies StopReason);
  shutdown.addEventListener('abort', onShutdown, { once: true });
  let outcome: JobStatus | 'lost' = 'lost';
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
        await giveUpPlace(trx, organizationId, runner.handlers, kind);
      },
    });
    outcome = 'succeeded';
  } catch (error) {
    outcome = await settle(error, { signal: stop.signal, failures: started.failures, handler, retry, lose });
    if (outcome === 'failed' || outcome === 'queued') {
      runner.log.error({ jobId, organizationId, kind, attempt, err: error }, 'job attempt failed');
    }
  } finally {
    await watch.end();
    shutdown.removeEventListener('abort', onShutdown);
    const durationMs = Math.round(performance.now() - startedMs);
    runner.log.info({ jobId, organizationId, operation: `job ${kind}`, attempt, outcome, durationMs }, 'job');
  }
}

/** A shutdown is not the job's fault and does not count as a start. */
function queuedAgain({ attempt, failures }: JobRow, runAt: Date | null, isFailure: boolean): Record<string, unknown> {
  return {
    status: 'queued',
    phase: 'queued',
    progress: 0,
    run_at: runAt ?? sql`now()`,
    ...(isFailure ? { failures: failures + 1 } : { attempt: attempt - 1 }),
  };
}

/** Writes what is still this attempt's to write, and tells of it; in a transaction of its own where none is given. */
type Write = (values: Record<string, unknown>, on?: Db) => Promise<JobRow | undefined>;

function createWrite({ database, observer }: JobRunner, organizationId: number, started: JobRow): Write {
  const writeOn = async (db: Db, values: Record<string, unknown>) => {
    const row = await writeAttempt(db, organizationId, started, values);
    if (row) await observer?.changed(db, organizationId, toJob(row));
    return row;
  };
  return (values, on) => (on ? writeOn(on, values) : database.transaction(organizationId, (db) => writeOn(db, values)));
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

/**
 * Puts the job back into the queue: later when it failed, at once when this node shuts down.
 * @returns false when another node has taken it over meanwhile, and nothing was done
 */
type Retry = (isFailure: boolean) => Promise<boolean>;

interface Attempt {
  signal: AbortSignal;
  /** Before this one. */
  failures: number;
  handler: JobHandler;
  retry: Retry;
  lose: Lose;
}

async function settle(error: unknown, { signal, failures, handler, retry, lose }: Attempt): Promise<JobStatus> {
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
  const isFailure = reason !== 'shutdown';
  if (isFailure && failures + 1 >= (handler.mostFailures ?? MOST_FAILURES)) {
    await lose('failed', failed(jobErrors.job_failed({ attempts: failures + 1 })));
    return 'failed';
  }
  return (await retry(isFailure)) ? 'queued' : 'cancelled';
}

function finished(status: JobStatus): Record<string, unknown> {
  return { status, phase: 'finished', finished_at: sql`clock_timestamp()` };
}

function failed({ namespace, code, params }: JobError): Record<string, unknown> {
  return { ...finished('failed'), error: JSON.stringify({ namespace, code, params }) };
}
