import { createWallClock } from '../../../platform/wall-clock.ts';

/** Stretches of time that one value of a series stands for. */
export const periods = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;

export type Period = (typeof periods)[number];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 1 January 1970 was a Thursday, and weeks begin on Monday. */
const DAYS_TO_MONDAY = 3;

const monthOf = (epochMs: number): number => {
  const date = new Date(epochMs);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};

/** How many months a period of whole months has. */
const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** The number of the period that a moment lies in; periods that follow each other have numbers that do. */
export function periodOf(period: Period, epochMs: number): number {
  if (period === 'hour') return Math.floor(epochMs / HOUR_MS);
  if (period === 'day') return Math.floor(epochMs / DAY_MS);
  if (period === 'week') return Math.floor((epochMs / DAY_MS + DAYS_TO_MONDAY) / 7);
  return Math.floor(monthOf(epochMs) / MONTHS[period]);
}

/** When a period begins. */
function startOf(period: Period, number: number): number {
  if (period === 'hour') return number * HOUR_MS;
  if (period === 'day') return number * DAY_MS;
  if (period === 'week') return (number * 7 - DAYS_TO_MONDAY) * DAY_MS;
  return monthStart(number * MONTHS[period]);
}

/** `Date.UTC` takes the years 0 … 99 for those of a later century. */
function monthStart(months: number): number {
  return new Date(0).setUTCFullYear(Math.floor(months / 12), months - 12 * Math.floor(months / 12), 1);
}

/** The beginning of a period in ISO 8601: a day, or an hour of one. */
export function timestampOf(period: Period, number: number): string {
  const text = new Date(startOf(period, number)).toISOString();
  return period === 'hour' ? text : text.slice(0, 10);
}

/** So many periods by their first days, hours by those of a clock on the wall. */
export function datesOf(period: Period, first: number, count: number, timeZone: string): string[] {
  const toWall = createWallClock(period === 'hour' ? timeZone : 'UTC');
  return Array.from({ length: count }, (_, k) => {
    if (period !== 'hour') return timestampOf(period, first + k);
    const { day, hour } = toWall(startOf(period, first + k));
    return new Date(day * DAY_MS + hour * HOUR_MS).toISOString().slice(0, 13);
  });
}

/** As far apart as moments are in the middle; of many within an hour, which are events and no series, a day. */
export function typicalPeriod(sortedMs: Float64Array): Period {
  const gaps: number[] = [];
  for (let at = 1; at < sortedMs.length; at += 1) {
    const gap = (sortedMs[at] ?? 0) - (sortedMs[at - 1] ?? 0);
    if (gap > 0) gaps.push(gap);
  }
  const days = (gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? DAY_MS) / DAY_MS;
  if (days < 1 / 48) return 'day';
  if (days < 0.75) return 'hour';
  if (days < 4) return 'day';
  if (days < 18) return 'week';
  if (days < 60) return 'month';
  return days < 200 ? 'quarter' : 'year';
}

/** After how many periods a series may come round, and how far ahead it is forecast at most. */
export const habits: Readonly<Record<Period, { seasons: readonly number[]; longest: number }>> = {
  hour: { seasons: [24, 168], longest: 336 },
  day: { seasons: [7, 365], longest: 400 },
  week: { seasons: [52], longest: 156 },
  month: { seasons: [12], longest: 60 },
  quarter: { seasons: [4], longest: 20 },
  year: { seasons: [], longest: 10 },
};
