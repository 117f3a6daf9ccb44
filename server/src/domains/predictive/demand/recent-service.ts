import { dateOf, weekdayOf } from '../calendar.ts';
import { type DemandResult, weekdays } from './demand.schema.ts';
import type { DemandPlan } from './demand-plan.ts';
import { HOURS } from './queue-forecast.ts';
import type { DemandData } from './read-demand.ts';

const WEEKS = 8;
const WORST = 10;
/** Fewer requests in an hour of the week say nothing of it. */
const LEAST_REQUESTS = 8;

type Recent = NonNullable<DemandResult['recent']>;
type Met = Pick<Recent, 'requests' | 'share' | 'median_minutes'>;

/** How far the target was met in the last weeks; null where nobody told. */
export function describeRecent(data: DemandData, { target }: DemandPlan): Recent | null {
  const { responseMinutes, days, hours, queueOf, queues, lastDay } = data;
  if (!responseMinutes) return null;
  const from = lastDay - 7 * WEEKS + 1;
  const rows = [...days.keys()].filter(
    (row) => (days[row] ?? 0) >= from && !Number.isNaN(responseMinutes[row] ?? Number.NaN),
  );
  if (rows.length === 0) return null;
  const judge = (some: readonly number[]): Met => judgeRows(some, responseMinutes, target.within_minutes);
  const weekOf = (row: number): number => from + 7 * Math.floor(((days[row] ?? 0) - from) / 7);
  const byHour = Map.groupBy(rows, (row) => weekdayOf(days[row] ?? 0) * HOURS + (hours[row] ?? 0));
  return {
    weeks: WEEKS,
    ...judge(rows),
    queues: [...Map.groupBy(rows, (row) => queueOf[row] ?? 0)]
      .map(([queue, some]) => ({ queue: queues[queue] ?? null, ...judge(some) }))
      .toSorted((one, other) => other.requests - one.requests),
    by_week: [...Map.groupBy(rows, weekOf)]
      .toSorted(([one], [other]) => one - other)
      .map(([week, some]) => ({ week: dateOf(week), ...judge(some) })),
    worst_hours: [...byHour]
      .filter(([, some]) => some.length >= LEAST_REQUESTS)
      .map(([place, some]) => ({
        weekday: weekdays[Math.floor(place / HOURS)] ?? 'monday',
        hour: place % HOURS,
        ...judge(some),
      }))
      .toSorted((one, other) => (one.share ?? 1) - (other.share ?? 1))
      .slice(0, WORST),
  };
}

function judgeRows(rows: readonly number[], minutes: Float64Array, within: number): Met {
  const taken = Float64Array.from(rows, (row) => minutes[row] ?? 0).toSorted();
  const inTime = taken.filter((each) => each <= within).length;
  return {
    requests: taken.length,
    share: taken.length > 0 ? Math.round((inTime / taken.length) * 1e4) / 1e4 : null,
    median_minutes: taken[Math.floor(taken.length / 2)] ?? null,
  };
}
