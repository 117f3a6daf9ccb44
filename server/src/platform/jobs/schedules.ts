import { Cron } from 'croner';
import type pg from 'pg';
import type { Database } from '../db/database.ts';
import type { Logger } from '../log.ts';
import type { JobHandler, JobSubject } from './job.ts';
import type { Jobs } from './jobs.ts';

const TICK_MS = 5000;
/** New organizations get what every organization has within this. */
const STANDING_EVERY_MS = 60_000;
const CLAIM_SECONDS = 30;
const CLAIMED_AT_ONCE = 50;

export interface SchedulerOptions {
  /** Of the job queue's role, which alone sees the schedules of all organizations. */
  pool: pg.Pool;
  database: Database;
  jobs: Jobs;
  handlers: ReadonlyMap<string, JobHandler>;
  log: Logger;
  now?: () => Date;
}

export interface Scheduler {
  /** Starts what is due. Several nodes may do this at once. @returns the number of jobs made */
  tick(): Promise<number>;
  stop(): Promise<void>;
}

interface Due {
  organization_id: number;
  id: number;
  kind: string;
  payload: Record<string, unknown>;
  subject: JobSubject;
  cron: string;
  next_run_at: Date | null;
  time_zone: string;
}

/**
 * Makes the jobs of schedules when they are due, each exactly once however many nodes look. What fell due while no node
 * ran is made up for by one run, not by as many as were missed.
 */
export function startScheduler({ now = () => new Date(), ...options }: SchedulerOptions): Scheduler {
  let standingAtMs = -Infinity;
  let running: Promise<unknown> = Promise.resolve();

  async function tick(): Promise<number> {
    if (performance.now() - standingAtMs > STANDING_EVERY_MS) {
      // Another configuration takes a restart, so once is enough.
      if (standingAtMs === -Infinity) await moveStanding(options.pool, options.handlers);
      await addStanding(options.pool, options.handlers);
      standingAtMs = performance.now();
    }
    let made = 0;
    for (;;) {
      const due = await claimDue(options.pool, now());
      for (const schedule of due) made += await runSchedule(options, schedule, now());
      if (due.length < CLAIMED_AT_ONCE) return made;
    }
  }

  const timer = setInterval(() => {
    running = running
      .then(tick)
      .catch((error: unknown) => options.log.warn({ err: error }, 'schedules could not be looked at'));
  }, TICK_MS);
  return {
    tick,
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

/** The next time after `after`, as a clock in the zone shows it; where a clock change skips the hour, the time after it. */
export function nextRunAt(cron: string, timeZone: string, after: Date): Date | null {
  return new Cron(cron, { timezone: timeZone, mode: '5-part' }).nextRun(after);
}

const standingOf = (handlers: ReadonlyMap<string, JobHandler>) =>
  [...handlers.values()].flatMap(({ kind, standing: wanted }) =>
    wanted === undefined ? [] : [{ kind, cron: wanted.cron }],
  );

/** Schedules of standing work that were made when it came round at other times. */
async function moveStanding(pool: pg.Pool, handlers: ReadonlyMap<string, JobHandler>): Promise<void> {
  const standing = standingOf(handlers);
  await pool.query(
    `update job_schedules j set cron = replace(s.cron, 'H', (j.organization_id % 60)::text), next_run_at = null
       from unnest($1::text[], $2::text[]) as s (kind, cron)
      where j.standing and j.kind = s.kind and j.cron <> replace(s.cron, 'H', (j.organization_id % 60)::text)`,
    [standing.map(({ kind }) => kind), standing.map(({ cron }) => cron)],
  );
}

async function addStanding(pool: pg.Pool, handlers: ReadonlyMap<string, JobHandler>): Promise<void> {
  const standing = standingOf(handlers);
  if (standing.length === 0) return;
  await pool.query(
    `insert into job_schedules (organization_id, kind, standing, payload, subject, cron)
     select o.id, s.kind, true, '{}', jsonb_build_object('kind', 'organization', 'id', o.id, 'name', ''),
            replace(s.cron, 'H', (o.id % 60)::text)
       from organizations o cross join unnest($1::text[], $2::text[]) as s (kind, cron)
     on conflict do nothing`,
    [standing.map(({ kind }) => kind), standing.map(({ cron }) => cron)],
  );
}

async function claimDue(pool: pg.Pool, now: Date): Promise<Due[]> {
  const { rows } = await pool.query<Due>(
    `with due as (
       select organization_id, id from job_schedules
        where enabled and (next_run_at is null or next_run_at <= $1)
          and (claimed_until is null or claimed_until < clock_timestamp())
        order by next_run_at nulls first limit $2 for update skip locked)
     update job_schedules s set claimed_until = clock_timestamp() + make_interval(secs => $3)
       from due d join organizations o on o.id = d.organization_id
      where s.organization_id = d.organization_id and s.id = d.id
     returning s.organization_id, s.id, s.kind, s.payload, s.subject, s.cron, s.next_run_at, o.time_zone`,
    [now, CLAIMED_AT_ONCE, CLAIM_SECONDS],
  );
  return rows;
}

/** The job and the schedule's next time in one transaction: a node that dies here leaves both or neither. */
async function runSchedule({ database, jobs }: SchedulerOptions, due: Due, now: Date): Promise<number> {
  const { organization_id: organizationId, id, kind, payload, subject, next_run_at: dueAt } = due;
  return database.transaction(organizationId, async (db) => {
    const moved = await db
      .updateTable('job_schedules')
      .set({ next_run_at: nextRunAt(due.cron, due.time_zone, now), claimed_until: null })
      .where('organization_id', '=', organizationId)
      .where('id', '=', id)
      .where('next_run_at', dueAt === null ? 'is' : '=', dueAt)
      .executeTakeFirst();
    if (dueAt === null || moved.numUpdatedRows === 0n) return 0;
    const jobId = await jobs.enqueue(db, organizationId, {
      kind,
      payload,
      subject,
      createdBy: null,
      priority: 'low',
      run: { scheduleId: id, dueAt },
    });
    await db
      .updateTable('job_schedules')
      .set({ last_run_at: now, last_job_id: jobId })
      .where('organization_id', '=', organizationId)
      .where('id', '=', id)
      .execute();
    return 1;
  });
}
