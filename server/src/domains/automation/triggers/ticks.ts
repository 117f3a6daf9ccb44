import { Cron } from 'croner';

/**
 * The ticks of a cron expression of five fields, or of six with seconds first, as a clock in the zone shows them.
 * Where clocks are put forward, a time that does not exist is carried out at the first instant after the gap. Where they
 * are put back, a fixed time is carried out once, the first time round; what comes every so many minutes or hours goes
 * on at its pace through both.
 */
function cronOf(cron: string, timeZone: string): Cron {
  return new Cron(cron, { timezone: timeZone, mode: '5-or-6-parts' });
}

/** The first tick after `after`; null where there is none any more. */
export function nextTick(cron: string, timeZone: string, after: Date): Date | null {
  return cronOf(cron, timeZone).nextRun(after);
}

/** The next so many ticks after `after`. */
export function listTicks(cron: string, timeZone: string, after: Date, most: number): Date[] {
  return cronOf(cron, timeZone).nextRuns(most, after);
}

/** The ticks from `from` to `to`, both included; of more than `most` the latest. */
export function ticksBetween(cron: string, timeZone: string, { from, to }: { from: Date; to: Date }, most: number) {
  const schedule = cronOf(cron, timeZone);
  const first = schedule.nextRuns(most + 1, new Date(from.getTime() - 1)).filter((tick) => tick <= to);
  if (first.length <= most) return { ticks: first, isCut: false };
  const before = new Date(Math.floor(to.getTime() / 1000) * 1000 + 1000);
  return { ticks: schedule.previousRuns(most, before).toReversed(), isCut: true };
}
