import { type Selectable, sql } from 'kysely';
import type { Db } from '../db/database.ts';
import type { DB } from '../db/schema.generated.ts';
import type { Job, JobError, JobPriority, JobStatus, JobSubject } from './job.ts';

export type JobRow = Selectable<DB['jobs']>;

/** Progress below this says too little for an estimate. */
const LEAST_PROGRESS = 0.02;

/** Of a job that waits: how many of the organization's jobs of its kind wait, up to this one. */
export const placeInQueue = sql<number | null>`case when status = 'queued' then (
  select count(*) from jobs as ahead
   where ahead.organization_id = jobs.organization_id and ahead.kind = jobs.kind
     and ahead.status = 'queued' and ahead.id <= jobs.id) end`.as('place');

export function toJob(row: JobRow & { place?: number | null }): Job {
  const elapsedSeconds = row.started_at ? (Date.now() - row.started_at.getTime()) / 1000 : 0;
  const estimable = row.status === 'running' && row.progress >= LEAST_PROGRESS;
  return {
    id: row.id,
    kind: row.kind,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by enqueue alone
    subject: row.subject as unknown as JobSubject,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table's check allows no other value
    status: row.status as JobStatus,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table's check allows no other value
    priority: row.priority as JobPriority,
    attempt: row.attempt,
    runAt: row.status === 'queued' ? row.run_at : null,
    place: row.place ?? null,
    phase: row.phase,
    progress: row.progress,
    etaSeconds: estimable ? Math.ceil((elapsedSeconds * (1 - row.progress)) / row.progress) : null,
    result: row.result,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only the job node writes this column
    error: row.error as JobError | null,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}

/** Counts the start. @returns undefined when the job has ended already */
export async function startAttempt(db: Db, organizationId: number, jobId: string): Promise<JobRow | undefined> {
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
    .returningAll()
    .executeTakeFirst();
}

/** Writes what is still this attempt's to write. @returns undefined when another node has taken the job over */
export async function writeAttempt(
  db: Db,
  organizationId: number,
  { id, attempt }: Pick<JobRow, 'id' | 'attempt'>,
  values: Record<string, unknown>,
): Promise<JobRow | undefined> {
  return db
    .updateTable('jobs')
    .set(values)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('attempt', '=', attempt)
    .where('status', '=', 'running')
    .returningAll()
    .executeTakeFirst();
}
