import type { Db } from '../../../platform/db/database.ts';
import type { Definition } from '../definition/definition.ts';
import { scheduleOf } from '../triggers/schedule-of.ts';
import { findSchedule, findTimeZone, removeSchedule, upsertSchedule } from '../triggers/schedules.repository.ts';
import { findVersionById } from './versions.repository.ts';
import { findWorkflow, updateInterests } from './workflows.repository.ts';

/**
 * Makes what starts a workflow what its row now says: which events are delivered, when its schedule is due. In the
 * transaction of every change of its published version or of whether it is in service, which holds the organization.
 */
export async function syncLive(db: Db, organizationId: number, workflowId: number, now: Date): Promise<void> {
  await updateInterests(db, organizationId);
  const workflow = await findWorkflow(db, organizationId, workflowId);
  const isLive = workflow !== null && workflow.is_active && workflow.frozen_at === null;
  const versionId = isLive ? workflow.published_version_id : null;
  const version = versionId === null ? null : await findVersionById(db, organizationId, versionId);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as the reader of definitions gave it
  const schedule = (version?.definition as Definition | undefined)?.trigger_conditions.schedule;
  if (!schedule) return removeSchedule(db, organizationId, workflowId);
  const zone = await findTimeZone(db, organizationId);
  const known = await findSchedule(db, organizationId, workflowId);
  await upsertSchedule(db, organizationId, scheduleOf(workflowId, schedule, { known, zone, now }));
}
