import type { Format } from '../../lib/format.ts';

/** Writes moments as finely as they are: hours with their time, days, and months where all begin one. */
export function timeWriter(format: Format, times: readonly string[]): (time: string) => string {
  const isDays = times.every((time) => time.length === 10);
  const isMonths = isDays && times.length > 1 && times.every((time) => time.endsWith('-01'));
  return (time) => {
    if (time === '') return '';
    if (isMonths) return format.month(time.slice(0, 10));
    return isDays ? format.day(time.slice(0, 10)) : format.dateTime(time);
  };
}
