import type { Database } from '../../../platform/db/database.ts';
import { automationErrors } from '../automation.errors.ts';
import { getPlan } from './plans.ts';
import * as schedules from './schedules.repository.ts';
import type { Starting } from './starting.ts';
import type { TickStart } from './tick-start.ts';
import { ticksBetween } from './ticks.ts';

interface BackFillDeps {
  database: Database;
  starting: Starting;
  now(): Date;
}

const MOST_BACK_FILLED = 500;

export function createBackFill({ database, starting, now }: BackFillDeps, start: TickStart) {
  return {
    /**
     * Starts a run for every tick of a past range that had none.
     * @throws AppError workflow_not_scheduled, tick_range_invalid, too_many_ticks
     */
    async backFill(organizationId: number, workflowId: number, range: { from: Date; to: Date }, isPreview: boolean) {
      const db = database.tenant(organizationId);
      const plan = await getPlan(db, organizationId, workflowId);
      if (range.from >= range.to || range.to > now()) throw automationErrors.tick_range_invalid();
      const { ticks, isCut } = ticksBetween(plan.cron, plan.zone, range, MOST_BACK_FILLED);
      if (isCut) throw automationErrors.too_many_ticks({ limit: MOST_BACK_FILLED });
      if (isPreview) return { ticks, started: 0 };
      const started = await database.transaction(organizationId, async (inside) => {
        const workflow = await starting.getLive(inside, organizationId, workflowId);
        let count = 0;
        for (const tickAt of ticks) {
          const note = { tickAt, outcome: 'started', isBackFill: true } as const;
          if (!(await schedules.noteTick(inside, organizationId, workflowId, note))) continue;
          count += Number(await start(inside, organizationId, workflow, tickAt, true));
        }
        return count;
      });
      return { ticks, started };
    },
  };
}
