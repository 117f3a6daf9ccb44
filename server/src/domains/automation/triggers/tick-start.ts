import type { Db } from '../../../platform/db/database.ts';
import * as schedules from './schedules.repository.ts';
import type { LiveWorkflow, Starting } from './starting.ts';

export type TickStart = ReturnType<typeof createTickStart>;

/** Starts the run of a tick that was noted before. @returns true */
export function createTickStart(starting: Starting) {
  return async (db: Db, organizationId: number, workflow: LiveWorkflow, tickAt: Date, isBackFill = false) => {
    const { runId } = await starting.start(db, organizationId, workflow, {
      trigger: {
        kind: isBackFill ? 'back_fill' : 'schedule',
        data: { scheduled_at: tickAt.toISOString(), is_back_fill: isBackFill },
      },
      dedupeKey: `tick:${tickAt.toISOString()}`,
    });
    await schedules.setTickRun(db, organizationId, workflow.id, { tickAt, runId });
    return true;
  };
}
