export interface UsageSoFar {
  limit: number;
  /** The calendar date that is now, such as 2026-03-31. */
  today: string;
  usedToday: number;
  /** How much of today has passed, between 0 and 1; null for what does not begin anew each day. */
  dayShare: number | null;
  /** Of each ended day before today, the oldest first, without gaps. */
  history: readonly number[];
}

/** The pace of the first minutes of a day says nothing yet. */
const LEAST_DAY_SHARE = 1 / 24;
const LEAST_DAYS = 3;
/** Further away than that, a straight line is no forecast. */
const FURTHEST_DAYS = 365;
/** So that a line which meets the limit exactly is not rounded up to the day after. */
const TOLERANCE = 1e-9;

/**
 * The date on which the limit will be hit: today if it is or at today's pace will be, else where the straight line
 * through the last days (least squares) reaches it. Null when it will not, or when there are too few days to say.
 */
export function forecastLimit({ limit, today, usedToday, dayShare, history }: UsageSoFar): string | null {
  if (usedToday >= limit) return today;
  if (dayShare !== null && dayShare >= LEAST_DAY_SHARE && usedToday / dayShare >= limit) return today;
  const line = history.length < LEAST_DAYS ? null : fitLine(history);
  if (line === null || line.slope <= 0) return null;
  const days = Math.max(0, Math.ceil((limit - line.atToday) / line.slope - TOLERANCE));
  return days > FURTHEST_DAYS ? null : addDays(today, days);
}

/** Least squares over the days −n … −1; today is day 0. */
function fitLine(values: readonly number[]): { atToday: number; slope: number } {
  const n = values.length;
  const meanDay = -(n + 1) / 2;
  const meanValue = values.reduce((sum, value) => sum + value, 0) / n;
  let covariance = 0;
  let variance = 0;
  for (const [index, value] of values.entries()) {
    const distance = index - n - meanDay;
    covariance += distance * (value - meanValue);
    variance += distance * distance;
  }
  const slope = covariance / variance;
  return { atToday: meanValue - slope * meanDay, slope };
}

export function addDays(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, date + count)).toISOString().slice(0, 10);
}

export interface UsageDay {
  day: string;
  used: number;
}

/**
 * The days from `from` up to before `until`, without gaps: a day that nobody wrote down is 0, or as the day before
 * where something stands on.
 */
export function fillDays(rows: readonly UsageDay[], from: string, until: string, isStanding: boolean): UsageDay[] {
  const known = new Map(rows.map(({ day, used }) => [day, used]));
  const filled: UsageDay[] = [];
  let last = isStanding ? (rows.findLast(({ day }) => day < from)?.used ?? 0) : 0;
  for (let day = from; day < until; day = addDays(day, 1)) {
    const used = known.get(day) ?? (isStanding ? last : 0);
    filled.push({ day, used });
    last = used;
  }
  return filled;
}
