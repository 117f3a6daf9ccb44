import type { Db } from '../db/database.ts';

export type JobStatus = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

/** What went wrong, kept without words: it is put into words when somebody reads it. */
export interface JobError {
  namespace: string;
  code: string;
  params: Record<string, string | number>;
}

/** What a job works on, so that a person can be led there. */
export interface JobSubject {
  kind: 'import' | 'model';
  id: number;
  name: string;
}

export interface Job {
  id: string;
  kind: string;
  subject: JobSubject;
  status: JobStatus;
  phase: string;
  /** Between 0 and 1. */
  progress: number;
  etaSeconds: number | null;
  result: unknown;
  error: JobError | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

/** What a handler is given. */
export interface JobContext {
  organizationId: number;
  jobId: string;
  payload: unknown;
  /** Aborts when the job is cancelled, runs out of time, or the node shuts down: stop soon and throw. */
  signal: AbortSignal;
  /** Says how far the work is; written at most twice a second, never waited for. */
  report(phase: string, progress: number): void;
  /**
   * Marks the job as succeeded inside the transaction that holds the work itself, so that both happen or neither.
   * @throws when another node has taken the job over meanwhile; the transaction is then rolled back.
   */
  complete(db: Db, result: unknown): Promise<void>;
}

/** One kind of background work. It may be started again after a crash, so what it did before must not count twice. */
export interface JobHandler {
  kind: string;
  /** The permission that reading or cancelling such a job takes. */
  permission: string;
  timeoutMs: number;
  run(context: JobContext): Promise<void>;
  /** Told of a job that ends without success, inside the transaction that ends it, so that nothing waits for it in vain. */
  onLost?(db: Db, job: Pick<JobContext, 'organizationId' | 'jobId' | 'payload'>, outcome: LostOutcome): Promise<void>;
}

export type LostOutcome = Extract<JobStatus, 'failed' | 'cancelled'>;
