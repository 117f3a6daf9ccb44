import { createHash } from 'node:crypto';
import type { Trigger } from '../definition/definition.ts';
import type { ScheduleRow } from './schedules.repository.ts';
import { nextTick } from './ticks.ts';

type Schedule = NonNullable<Trigger['schedule']>;

/** The row of a schedule. What has not changed keeps its next tick, so that one that is due is not passed over. */
export function scheduleOf(
  workflowId: number,
  { cron, time_zone, overlap, catch_up, jitter_seconds }: Schedule,
  { known, zone, now }: { known: ScheduleRow | null; zone: string; now: Date },
): ScheduleRow {
  const wanted = time_zone ?? null;
  const isSame = known !== null && known.cron === cron && known.time_zone === wanted && known.next_tick_at !== null;
  const tick = isSame ? known.next_tick_at : nextTick(cron, wanted ?? zone, now);
  return {
    workflow_id: workflowId,
    cron,
    time_zone: wanted,
    overlap,
    catch_up,
    jitter_seconds,
    next_tick_at: tick,
    due_at: tick && dueAt(workflowId, tick, jitter_seconds),
  };
}

/** A tick's own delay, the same on every node: as even as chance, and known beforehand. */
export function dueAt(workflowId: number, tick: Date, jitterSeconds: number): Date {
  if (jitterSeconds === 0) return tick;
  const digest = createHash('sha256').update(`${workflowId} ${tick.getTime()}`).digest();
  return new Date(tick.getTime() + Math.floor((digest.readUInt32BE(0) / 2 ** 32) * jitterSeconds * 1000));
}
