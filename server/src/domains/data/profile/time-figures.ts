import type { TimeFigures } from './profile.schema.ts';

const DAY_MS = 86_400_000;
const MOST_GAPS = 3;
/** A stretch without rows is unusual when it is so many times as long as what is usual. */
const UNUSUAL = 3;
const GRAINS = [
  [1, 'day'],
  [7, 'week'],
  [31, 'month'],
  [92, 'quarter'],
  [Infinity, 'year'],
] as const;

/** Rows by day, in order. */
export type DayCounts = readonly { day: string; rows: number }[];

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;

/** @returns the place of the largest, from 1; null where there is none */
function busiest(counts: readonly number[]): number | null {
  const most = Math.max(...counts);
  return most > 0 ? counts.indexOf(most) + 1 : null;
}

/** How rows lie on the calendar. Null: on more days than can be looked at. */
export function describeDays(
  days: DayCounts | null,
): Pick<TimeFigures, 'grain' | 'days_with_rows' | 'gaps' | 'busiest_day' | 'busiest_weekday' | 'busiest_month'> {
  if (days === null || days.length === 0) {
    const nothing = { busiest_day: null, busiest_weekday: null, busiest_month: null };
    return { grain: null, days_with_rows: days && 0, gaps: [], ...nothing };
  }
  const steps = days.slice(1).map(({ day }, place) => {
    const after = days[place]?.day ?? day;
    return { after, before: day, days: dayNumber(day) - dayNumber(after) };
  });
  const lengths = steps.map((step) => step.days).toSorted((a, b) => a - b);
  const at = (p: number): number => lengths[Math.floor(p * (lengths.length - 1))] ?? 0;
  const usual = Math.max(at(0.95), 1);
  const weekdays = Array.from({ length: 7 }, () => 0);
  const months = Array.from({ length: 12 }, () => 0);
  let top = days[0] ?? { day: '', rows: 0 };
  for (const each of days) {
    const date = new Date(`${each.day}T00:00:00Z`);
    const [weekday, month] = [(date.getUTCDay() + 6) % 7, date.getUTCMonth()];
    weekdays[weekday] = (weekdays[weekday] ?? 0) + each.rows;
    months[month] = (months[month] ?? 0) + each.rows;
    if (each.rows > top.rows) top = each;
  }
  return {
    grain: lengths.length < 2 ? null : (GRAINS.find(([longest]) => at(0.5) <= longest)?.[1] ?? null),
    days_with_rows: days.length,
    gaps: steps
      .filter((step) => lengths.length >= 10 && step.days > UNUSUAL * usual)
      .toSorted((a, b) => b.days - a.days)
      .slice(0, MOST_GAPS)
      .map((step) => ({ ...step, days: step.days - 1 })),
    busiest_day: { ...top },
    busiest_weekday: busiest(weekdays),
    busiest_month: busiest(months),
  };
}
