import { type Selectable, sql } from 'kysely';
import type { Database, Db } from '../db/database.ts';
import type { DB } from '../db/schema.generated.ts';
import { jobErrors } from './jobs.errors.ts';
import type { Job, JobError, JobHandler, JobStatus, JobSubject } from './job.ts';

export interface NewJob {
  kind: string;
  payload: Record<string, unknown>;
  subject: JobSubject;
  createdBy: number | null;
}

/** The jobs of one organization, as people see them. */
export interface Jobs {
  /** Adds a job in the caller's transaction: it runs after the commit, and only then. */
  enqueue(db: Db, organizationId: number, job: NewJob): Promise<string>;
  /** @throws AppError job_not_found */
  get(organizationId: number, jobId: string): Promise<Job>;
  list(organizationId: number, filter: JobFilter): Promise<Job[]>;
  /** Asks a job to stop. A queued job is cancelled at once. @throws AppError job_not_found, job_finished */
  cancel(organizationId: number, jobId: string): Promise<Job>;
}

export interface JobFilter {
  kinds: readonly string[];
  statuses?: readonly JobStatus[];
  /** Jobs made before this one only. */
  before?: string;
  limit: number;
}

/** @param handlers may be filled later: they are looked at when a job that waits is cancelled */
export function createJobs(
  database: Database,
  newId: (prefix: string) => string,
  handlers: ReadonlyMap<string, JobHandler> = new Map(),
): Jobs {
  async function get(organizationId: number, jobId: string): Promise<Job> {
    const row = await database
      .tenant(organizationId)
      .selectFrom('jobs')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('id', '=', jobId)
      .executeTakeFirst();
    if (!row) throw jobErrors.job_not_found({ job: jobId });
    return toJob(row);
  }

  return {
    get,
    async enqueue(db, organizationId, { kind, payload, subject, createdBy }) {
      const id = newId('job');
      await db
        .insertInto('jobs')
        .values({
          organization_id: organizationId,
          id,
          kind,
          payload: JSON.stringify(payload),
          subject: JSON.stringify(subject),
          created_by: createdBy,
        })
        .execute();
      await sql`select enqueue_job(${organizationId}, ${id}, now())`.execute(db);
      return id;
    },
    async list(organizationId, { kinds, statuses, before, limit }) {
      const rows = await database
        .tenant(organizationId)
        .selectFrom('jobs')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('kind', 'in', kinds.length > 0 ? [...kinds] : [''])
        .$if(statuses !== undefined, (query) => query.where('status', 'in', [...(statuses ?? [])]))
        .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toJob);
    },
    async cancel(organizationId, jobId) {
      const isUnfinished = await database.transaction(organizationId, async (db) => {
        const changed = await requestCancel(db, organizationId, jobId);
        if (changed?.status === 'cancelled') {
          const { payload } = changed;
          await handlers.get(changed.kind)?.onLost?.(db, { organizationId, jobId, payload }, 'cancelled');
        }
        return changed !== undefined;
      });
      const job = await get(organizationId, jobId);
      if (!isUnfinished) throw jobErrors.job_finished({ job: jobId });
      return job;
    },
  };
}

/** A job that waits is cancelled by this; one that runs learns of it at its next report. */
async function requestCancel(db: Db, organizationId: number, jobId: string) {
  return db
    .updateTable('jobs')
    .set({
      cancel_requested_at: sql<Date>`coalesce(cancel_requested_at, now())`,
      status: sql<string>`case when status = 'queued' then 'cancelled' else status end`,
      finished_at: sql<Date>`case when status = 'queued' then now() end`,
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', jobId)
    .where('status', 'in', ['queued', 'running'])
    .returning(['status', 'kind', 'payload'])
    .executeTakeFirst();
}

/** Progress below this says too little for an estimate. */
const LEAST_PROGRESS = 0.02;

function toJob(row: Selectable<DB['jobs']>): Job {
  const elapsedSeconds = row.started_at ? (Date.now() - row.started_at.getTime()) / 1000 : 0;
  const estimable = row.status === 'running' && row.progress >= LEAST_PROGRESS;
  return {
    id: row.id,
    kind: row.kind,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by enqueue alone
    subject: row.subject as unknown as JobSubject,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table's check allows no other value
    status: row.status as JobStatus,
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
