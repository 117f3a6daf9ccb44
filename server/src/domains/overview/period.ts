const DAY_MS = 86_400_000;

/** Days that end with the newest data, so that a company whose data come weekly does not look at nothing. */
export const periodNames = ['7d', '30d', '90d', '12m'] as const;
export type PeriodName = (typeof periodNames)[number];

type Grain = 'day' | 'week';

const lengths: Record<PeriodName, { days: number; grain: Grain }> = {
  '7d': { days: 7, grain: 'day' },
  '30d': { days: 30, grain: 'day' },
  '90d': { days: 90, grain: 'day' },
  '12m': { days: 364, grain: 'week' },
};

/** A stretch of whole days; `to` is the first that no longer belongs to it. */
export interface Period {
  name: PeriodName;
  from: string;
  to: string;
  /** What it is drawn by. */
  grain: Grain;
}

/** @param newest the day of the newest data; null where there is none, and then it ends today */
export function periodOf(name: PeriodName, newest: string | null, today: string): Period {
  const { days, grain } = lengths[name];
  const last = newest !== null && newest < today ? newest : today;
  return { name, from: addDays(last, 1 - days), to: addDays(last, 1), grain };
}

/** Whether a week or day that begins then lies within: one that is cut off would look like a fall. */
export function isWhole(start: string, { from, to, grain }: Period): boolean {
  return start >= from && addDays(start, grain === 'week' ? 7 : 1) <= to;
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
