/** Periods of a forecast. */
export const grains = ['day', 'week', 'month', 'quarter'] as const;
export type Grain = (typeof grains)[number];

const DAY_MS = 86_400_000;

/** Days since 1970 of a date such as `2026-03-31`. */
export const dayOf = (date: string): number => Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / DAY_MS;

export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** 0 is Monday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** The first day of the period that a day lies in; weeks begin on Monday. */
export function periodStart(grain: Grain, day: number): number {
  if (grain === 'day') return day;
  if (grain === 'week') return day - weekdayOf(day);
  const date = new Date(day * DAY_MS);
  const month = date.getUTCMonth();
  return Date.UTC(date.getUTCFullYear(), grain === 'month' ? month : month - (month % 3), 1) / DAY_MS;
}

/** The first day of the period after the one that begins with `start`. */
export function nextPeriod(grain: Grain, start: number): number {
  if (grain === 'day') return start + 1;
  if (grain === 'week') return start + 7;
  const date = new Date(start * DAY_MS);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + (grain === 'month' ? 1 : 3), 1) / DAY_MS;
}

/** First days of the periods that lie wholly within `from` … `to` (included). */
export function wholePeriods(grain: Grain, from: number, to: number): number[] {
  let start = periodStart(grain, from);
  if (start < from) start = nextPeriod(grain, start);
  const found: number[] = [];
  for (; nextPeriod(grain, start) - 1 <= to; start = nextPeriod(grain, start)) found.push(start);
  return found;
}

/** First days of so many periods, beginning with `start`. */
export function periodsFrom(grain: Grain, start: number, count: number): number[] {
  const found: number[] = [];
  for (let at = start; found.length < count; at = nextPeriod(grain, at)) found.push(at);
  return found;
}
