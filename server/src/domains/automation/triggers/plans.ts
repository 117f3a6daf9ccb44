import type { Database, Db } from '../../../platform/db/database.ts';
import { automationErrors } from '../automation.errors.ts';
import { findScheduleFaults } from '../definition/schedule-faults.ts';
import { findWorkflow } from '../workflows/workflows.repository.ts';
import * as schedules from './schedules.repository.ts';
import { listTicks } from './ticks.ts';

/** A schedule with the zone that it goes by. */
export type Plan = schedules.ScheduleRow & { zone: string };

/** @throws AppError workflow_not_found, workflow_not_scheduled */
export async function getPlan(db: Db, organizationId: number, workflowId: number): Promise<Plan> {
  await requireWorkflow(db, organizationId, workflowId);
  const row = await schedules.findSchedule(db, organizationId, workflowId);
  if (!row) throw automationErrors.workflow_not_scheduled({ workflow: workflowId });
  return { ...row, zone: row.time_zone ?? (await schedules.findTimeZone(db, organizationId)) };
}

/** @throws AppError workflow_not_found */
async function requireWorkflow(db: Db, organizationId: number, workflowId: number): Promise<void> {
  const workflow = await findWorkflow(db, organizationId, workflowId);
  if (!workflow) throw automationErrors.workflow_not_found({ workflow: workflowId });
}

/** What people read of schedules. */
export function createPlanReading({ database, now }: { database: Database; now(): Date }) {
  return {
    /** When it is due next. @throws AppError workflow_not_scheduled */
    async preview(organizationId: number, workflowId: number, most: number) {
      const db = database.tenant(organizationId);
      const plan = await getPlan(db, organizationId, workflowId);
      return { plan, ticks: listTicks(plan.cron, plan.zone, now(), most) };
    },

    /** When a schedule that is only being written would be due. @throws AppError workflow_invalid */
    async lookAhead(organizationId: number, { cron, zone }: { cron: string; zone: string | undefined }, most: number) {
      const faults = findScheduleFaults({ cron, time_zone: zone }, '');
      if (faults.length > 0) throw automationErrors.workflow_invalid({ count: faults.length }, { faults });
      const known = zone ?? (await schedules.findTimeZone(database.tenant(organizationId), organizationId));
      return { zone: known, ticks: listTicks(cron, known, now(), most) };
    },

    /** What became of past ticks, the latest first. @throws AppError workflow_not_found */
    async listTicks(organizationId: number, workflowId: number, page: { before: Date | null; limit: number }) {
      const db = database.tenant(organizationId);
      await requireWorkflow(db, organizationId, workflowId);
      return schedules.listTicksOf(db, organizationId, workflowId, page);
    },
  };
}
