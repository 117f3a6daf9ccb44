import { weekdayOf } from '../calendar.ts';
import { weekdays } from './demand.schema.ts';
import type { DayHours, DemandPlan } from './demand-plan.ts';
import { HOURS, type QueueCounts, shapeOf } from './queue-forecast.ts';

/** Monday first. */
export type WeekHours = readonly DayHours[];

const LEARNED_WEEKS = 12;
/** An hour belongs to the day when so much of its busiest hour's requests come in it. */
const LEAST_HOUR = 0.1;
/** A weekday with so little of the busiest one's requests is closed. */
const LEAST_DAY = 0.05;

/** As the plan says; else from the first to the last hour of each weekday in which requests come. */
export function openingHoursOf({ opening_hours: told }: DemandPlan, { firstDay, counts }: QueueCounts): WeekHours {
  if (told) return weekdays.map((weekday) => told[weekday]);
  const length = counts.length / HOURS;
  const shape = shapeOf(counts, firstDay, length);
  const totals = new Float64Array(weekdays.length);
  for (let day = Math.max(0, length - weekdays.length * LEARNED_WEEKS); day < length; day += 1) {
    const weekday = weekdayOf(firstDay + day);
    const requests = counts.subarray(day * HOURS, (day + 1) * HOURS).reduce((sum, count) => sum + count, 0);
    totals[weekday] = (totals[weekday] ?? 0) + requests;
  }
  const busiest = Math.max(...totals);
  return weekdays.map((_, weekday) => {
    if (busiest === 0 || (totals[weekday] ?? 0) < LEAST_DAY * busiest) return null;
    const shares = shape.subarray(weekday * HOURS, (weekday + 1) * HOURS);
    const most = Math.max(...shares);
    const isBusy = (share: number): boolean => share >= LEAST_HOUR * most;
    return { from: shares.findIndex(isBusy), to: shares.findLastIndex(isBusy) + 1 };
  });
}

export function isOpen(week: WeekHours, day: number, hour: number): boolean {
  const hours = week[weekdayOf(day)];
  return hours != null && hour >= hours.from && hour < hours.to;
}

/**
 * What people on duty meet in each hour: what comes in it, and in the first hour of an opening what came while it was
 * closed. What comes after the last opening is left out.
 */
export function carryOver(hourly: Float64Array, week: WeekHours, firstDay: number): Float64Array {
  let waiting = 0;
  return hourly.map((requests, k) => {
    if (!isOpen(week, firstDay + Math.floor(k / HOURS), k % HOURS)) {
      waiting += requests;
      return 0;
    }
    const met = requests + waiting;
    waiting = 0;
    return met;
  });
}
