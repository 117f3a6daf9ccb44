import type { Plan } from './plans.ts';
import { dueAt } from './schedule-of.ts';
import { ticksBetween } from './ticks.ts';

/** A tick that is so late counts as missed: no node was there to carry it out. */
export const LATE_MS = 60_000;
const MOST_CAUGHT_UP = 100;

/** Which of the ticks that are due are carried out; the others are noted as missed. */
export function chooseTicks(plan: Plan, at: Date): { due: Date[]; missed: Date[] } {
  const { next_tick_at: from, catch_up: catchUp, cron, zone } = plan;
  if (from === null) return { due: [], missed: [] };
  const { ticks } = ticksBetween(cron, zone, { from, to: at }, MOST_CAUGHT_UP);
  const isOnTime = (tick: Date) =>
    dueAt(plan.workflow_id, tick, plan.jitter_seconds).getTime() > at.getTime() - LATE_MS;
  // Ticks whose own delay is not over yet come with the next look.
  const due = ticks.filter(
    (tick) => tick.getTime() === from.getTime() || dueAt(plan.workflow_id, tick, plan.jitter_seconds) <= at,
  );
  const late = due.filter((tick) => !isOnTime(tick));
  const madeUp = catchUp === 'all' ? late : catchUp === 'last' && late.length === due.length ? late.slice(-1) : [];
  const chosen = new Set([...madeUp, ...due.filter(isOnTime)]);
  return {
    due: [...chosen].toSorted((a, b) => a.getTime() - b.getTime()),
    missed: late.filter((tick) => !chosen.has(tick)),
  };
}
