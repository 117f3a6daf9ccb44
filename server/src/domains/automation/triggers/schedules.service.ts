import type { Database, Db } from '../../../platform/db/database.ts';
import type { Logger } from '../../../platform/log.ts';
import type { LiveWorkflow, Starting } from './starting.ts';
import { createBackFill } from './back-fill.ts';
import { chooseTicks, LATE_MS } from './choose-ticks.ts';
import { createPlanReading, type Plan } from './plans.ts';
import { dueAt } from './schedule-of.ts';
import { createTickStart } from './tick-start.ts';
import * as schedules from './schedules.repository.ts';
import { nextTick } from './ticks.ts';

export type ScheduleService = ReturnType<typeof createScheduleService>;

export interface SchedulesDeps {
  database: Database;
  starting: Starting;
  log: Pick<Logger, 'warn'>;
  now(): Date;
}

const DUE_AT_ONCE = 100;

export function createScheduleService(deps: SchedulesDeps) {
  const { database, starting, log, now } = deps;
  const start = createTickStart(starting);

  /** Starts the run of a tick, or notes that it waits or is passed over. @returns whether a run was started */
  async function carryOut(db: Db, organizationId: number, workflow: LiveWorkflow, plan: Plan, tickAt: Date) {
    const { id } = workflow;
    const isBusy = plan.overlap !== 'allow' && (await schedules.isTickUnderWay(db, organizationId, id));
    // What is made up for waits for its turn: skipped, it would be missed once more.
    const isLate = tickAt.getTime() < now().getTime() - LATE_MS;
    const outcome = isBusy ? (plan.overlap === 'queue' || isLate ? 'waiting' : 'skipped') : 'started';
    const isOurs = await schedules.noteTick(db, organizationId, id, { tickAt, outcome });
    if (!isOurs || outcome !== 'started') return false;
    return start(db, organizationId, workflow, tickAt);
  }

  /** Begins the tick that waits for the run before it, where that is over. @returns how many runs were started */
  async function beginWaiting(db: Db, organizationId: number, workflow: LiveWorkflow): Promise<number> {
    const tickAt = await schedules.lockWaitingTick(db, organizationId, workflow.id);
    if (tickAt === null || (await schedules.isTickUnderWay(db, organizationId, workflow.id))) return 0;
    await start(db, organizationId, workflow, tickAt);
    return 1;
  }

  /** @returns how many runs were started */
  async function fire(organizationId: number, workflowId: number): Promise<number> {
    return database.transaction(organizationId, async (db) => {
      const row = await schedules.lockSchedule(db, organizationId, workflowId);
      const at = now();
      const workflow = await starting.findLive(db, organizationId, workflowId);
      // Its schedule went with it.
      if (!workflow) return schedules.dropWaitingTicks(db, organizationId, workflowId);
      if (!row) return 0;
      let started = await beginWaiting(db, organizationId, workflow);
      if (row.due_at === null || row.due_at > at) return started;
      const plan = { ...row, zone: row.time_zone ?? (await schedules.findTimeZone(db, organizationId)) };
      const { due, missed } = chooseTicks(plan, at);
      for (const tickAt of missed) {
        await schedules.noteTick(db, organizationId, workflowId, { tickAt, outcome: 'missed' });
      }
      for (const tickAt of due) started += Number(await carryOut(db, organizationId, workflow, plan, tickAt));
      const last = [...due, ...missed].reduce((latest, tick) => (tick > latest ? tick : latest), new Date(0));
      const next = nextTick(plan.cron, plan.zone, last);
      const due_at = next && dueAt(workflowId, next, plan.jitter_seconds);
      await schedules.moveSchedule(db, organizationId, workflowId, { next_tick_at: next, due_at });
      return started;
    });
  }

  return {
    ...createPlanReading(deps),
    ...createBackFill(deps, start),

    /** Carries out what is due, each tick once however many nodes look. @returns how many runs were started */
    async tick(): Promise<number> {
      let started = 0;
      for (;;) {
        const due = await schedules.listDueWorkflows(database, now(), DUE_AT_ONCE);
        for (const { organization_id: organizationId, workflow_id: workflowId } of due) {
          try {
            started += await fire(organizationId, workflowId);
          } catch (error) {
            log.warn({ err: error, organizationId, workflowId }, 'a schedule could not be carried out yet');
          }
        }
        if (due.length < DUE_AT_ONCE) return started;
      }
    },
  };
}

/** Looks for what is due until it is stopped. Several nodes may do so at once. */
export function startScheduleWatch(tick: () => Promise<unknown>, log: Pick<Logger, 'warn'>) {
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = running
      .then(tick)
      .catch((error: unknown) => log.warn({ err: error }, 'schedules could not be looked at'));
  }, LOOK_EVERY_MS);
  return {
    async stop(): Promise<void> {
      clearInterval(timer);
      await running;
    },
  };
}

const LOOK_EVERY_MS = 1000;
