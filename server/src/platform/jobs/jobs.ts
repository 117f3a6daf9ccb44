import { sql } from 'kysely';
import type { Database, Db } from '../db/database.ts';
import { jobErrors } from './jobs.errors.ts';
import type { Job, JobHandler, JobObserver, JobPriority, JobStatus, JobSubject } from './job.ts';
import { type JobRow, placeInQueue, toJob } from './job-rows.ts';
import { giveUpPlace, letIn, mustWait } from './places.ts';
import { enqueueJob, rankOf } from './queue.ts';

export interface NewJob {
  kind: string;
  payload: Record<string, unknown>;
  subject: JobSubject;
  createdBy: number | null;
  /** Default `normal`. */
  priority?: JobPriority;
  /** Not before; default at once. */
  runAt?: Date;
  /** The run of a schedule that this job is. */
  run?: { scheduleId: number; dueAt: Date };
}

/** The jobs of one organization, as people see them. */
export interface Jobs {
  /**
   * Adds a job in the caller's transaction: it runs after the commit, and only then.
   * @throws AppError too_many_jobs
   */
  enqueue(db: Db, organizationId: number, job: NewJob): Promise<string>;
  /** @throws AppError job_not_found */
  get(organizationId: number, jobId: string): Promise<Job>;
  list(organizationId: number, filter: JobFilter): Promise<Job[]>;
  /** Asks a job to stop. A queued job is cancelled at once. @throws AppError job_not_found, job_finished */
  cancel(organizationId: number, jobId: string): Promise<Job>;
  /** Lets those in that wait for a place, in a transaction that has made more of them. */
  letIn(db: Db, organizationId: number): Promise<void>;
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
  observer?: JobObserver,
): Jobs {
  async function get(organizationId: number, jobId: string): Promise<Job> {
    const row = await database
      .tenant(organizationId)
      .selectFrom('jobs')
      .selectAll()
      .select(placeInQueue)
      .where('organization_id', '=', organizationId)
      .where('id', '=', jobId)
      .executeTakeFirst();
    if (!row) throw jobErrors.job_not_found({ job: jobId });
    return toJob(row);
  }

  return {
    get,
    letIn: (db, organizationId) => letIn(db, organizationId, handlers),
    async enqueue(db, organizationId, { kind, payload, subject, createdBy, priority = 'normal', runAt, run }) {
      const waiting = await countWaiting(db, organizationId);
      if (waiting >= MOST_WAITING) throw jobErrors.too_many_jobs({ limit: MOST_WAITING });
      const held = await mustWait(db, organizationId, handlers, kind);
      // Not before its turn is known: those that wait are let in by the order of their ids.
      const id = newId('job');
      const row = await db
        .insertInto('jobs')
        .values({
          organization_id: organizationId,
          id,
          kind,
          payload: JSON.stringify(payload),
          subject: JSON.stringify(subject),
          priority,
          held,
          created_by: createdBy,
          ...(runAt === undefined ? {} : { run_at: runAt }),
          ...(run === undefined ? {} : { schedule_id: run.scheduleId, due_at: run.dueAt }),
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      await observer?.changed(db, organizationId, toJob(row));
      if (!held) await enqueueJob(db, organizationId, id, { runAt: runAt ?? null, rank: rankOf(priority, waiting) });
      return id;
    },
    async list(organizationId, { kinds, statuses, before, limit }) {
      const rows = await database
        .tenant(organizationId)
        .selectFrom('jobs')
        .selectAll()
        .select(placeInQueue)
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
        if (changed) await observer?.changed(db, organizationId, toJob(changed));
        if (changed?.status === 'cancelled') {
          const { payload } = changed;
          await handlers.get(changed.kind)?.onLost?.(db, { organizationId, jobId, payload }, 'cancelled');
          await giveUpPlace(db, organizationId, handlers, changed.kind);
        }
        return changed !== undefined;
      });
      const job = await get(organizationId, jobId);
      if (!isUnfinished) throw jobErrors.job_finished({ job: jobId });
      return job;
    },
  };
}

/** An organization that asks for more gets nothing done sooner. */
const MOST_WAITING = 1000;

async function countWaiting(db: Db, organizationId: number): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*) as waiting from (select from jobs
      where organization_id = ${organizationId} and status = 'queued' limit ${MOST_WAITING}) as queued`.execute(db);
  return rows[0]?.waiting ?? 0;
}

/** A job that waits is cancelled by this; one that runs learns of it at its next report. */
async function requestCancel(db: Db, organizationId: number, jobId: string): Promise<JobRow | undefined> {
  return db
    .updateTable('jobs')
    .set({
      cancel_requested_at: sql<Date>`coalesce(cancel_requested_at, now())`,
      status: sql<string>`case when status = 'queued' then 'cancelled' else status end`,
      finished_at: sql<Date>`case when status = 'queued' then now() end`,
      held: false,
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', jobId)
    .where('status', 'in', ['queued', 'running'])
    .returningAll()
    .executeTakeFirst();
}
