import { CronPattern } from 'croner';
import { pointTo, type DefinitionFault } from './definition-faults.ts';

/** What is wrong with the times of a schedule; what is no text is not looked at. */
export function findScheduleFaults(schedule: Readonly<Record<string, unknown>>, pointer: string): DefinitionFault[] {
  const { cron, time_zone: zone } = schedule;
  const faults: DefinitionFault[] = [];
  if (typeof cron === 'string' && !isCron(cron)) {
    faults.push({ pointer: pointTo(pointer, 'cron'), code: 'cron_invalid', params: { cron: cron.slice(0, 100) } });
  }
  if (typeof zone === 'string' && !isTimeZone(zone)) {
    const params = { zone: zone.slice(0, 100) };
    faults.push({ pointer: pointTo(pointer, 'time_zone'), code: 'time_zone_unknown', params });
  }
  return faults;
}

function isCron(cron: string): boolean {
  try {
    const pattern = new CronPattern(cron);
    return pattern.pattern !== '' && [5, 6].includes(cron.trim().split(/\s+/).length);
  } catch {
    return false;
  }
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
