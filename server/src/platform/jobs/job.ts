import type { Db } from '../db/database.ts';

/** Who goes first: a person waits for `high`, `low` is what can wait. */
export type JobPriority = 'high' | 'normal' | 'low';

export type JobStatus = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

/** What went wrong, kept without words: it is put into words when somebody reads it. */
export interface JobError {
  namespace: string;
  code: string;
  params: Record<string, string | number>;
}

/** What a job works on, so that a person can be led there. */
export interface JobSubject {
  kind: 'import' | 'model' | 'organization';
  id: number;
  name: string;
}

export interface Job {
  id: string;
  kind: string;
  subject: JobSubject;
  status: JobStatus;
  priority: JobPriority;
  /** Starts, also those that a node's death cut short. */
  attempt: number;
  /** When a job that waits may start; null once it has. */
  runAt: Date | null;
  /** Of a job that waits: its place among the organization's jobs of this kind that wait, from 1; null where not counted. */
  place: number | null;
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

/** So many jobs of one organization may be under way at once; the others wait for a place. */
export interface JobPlaces {
  /** Kinds of jobs with places of one name share them. */
  name: string;
  count(db: Db, organizationId: number): Promise<number>;
}

/** One kind of background work. It may be started again after a crash, so what it did before must not count twice. */
export interface JobHandler {
  kind: string;
  /** The permission that seeing such a job takes. */
  readPermission: string;
  /** The permission that cancelling it takes. */
  cancelPermission: string;
  timeoutMs: number;
  /** After so many attempts that failed it is given up; default 3. */
  mostFailures?: number;
  /** How many of an organization's jobs may be under way at once; default as many as the nodes take. */
  places?: JobPlaces;
  /** Every organization has a run of it by the clock, at this cron time in its own zone; `H` is a minute of its own. */
  standing?: { cron: string };
  run(context: JobContext): Promise<void>;
  /** Told of a job that ends without success, inside the transaction that ends it, so that nothing waits for it in vain. */
  onLost?(db: Db, job: Pick<JobContext, 'organizationId' | 'jobId' | 'payload'>, outcome: LostOutcome): Promise<void>;
}

export type LostOutcome = Extract<JobStatus, 'failed' | 'cancelled'>;

/** Is told of every change of a job's row, inside the transaction that makes it. */
export interface JobObserver {
  changed(db: Db, organizationId: number, job: Job): Promise<void>;
}
