import { nextRunAt } from '../../../platform/jobs/schedules.ts';

/** When somebody does not want to be disturbed, by the clock of their zone; `starts` may be later than `ends`. */
export interface QuietHours {
  /** `22:00` */
  starts: string;
  ends: string;
  /** Null: the organization's. */
  time_zone: string | null;
}

/** @returns when they may be disturbed again; null where they may be now */
export function quietUntil(hours: QuietHours | null, organizationZone: string, now: Date): Date | null {
  if (hours === null) return null;
  const zone = hours.time_zone ?? organizationZone;
  const clock = clockOf(zone, now);
  const { starts, ends } = hours;
  const isQuiet = starts <= ends ? clock >= starts && clock < ends : clock >= starts || clock < ends;
  if (!isQuiet) return null;
  const [hour, minute] = ends.split(':');
  return nextRunAt(`${Number(minute)} ${Number(hour)} * * *`, zone, now);
}

function clockOf(timeZone: string, now: Date): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    now,
  );
}
