import type { Grain, Period } from './query.schema.ts';

/** A period whose ends are days of the calendar or instants; null where it has no end on that side. */
export interface Range {
  from: string | null;
  /** The first that no longer belongs to it. */
  to: string | null;
}

export type Unit = Exclude<Grain, 'hour'>;
/** The weekday with which a week begins, Sunday being 0. */
export type WeekStart = 0 | 1 | 6;

export interface Today {
  /** In the organization's zone. */
  date: string;
  weekStart: WeekStart;
}

const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/;

/** A day from the year 1 on: PostgreSQL has no year 0. */
export function isDay(value: string): boolean {
  if (!DAY.test(value) || value.startsWith('0000')) return false;
  const moment = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(value);
}

/** An instant as PostgreSQL takes it, in UTC, or null where it is none. */
export function readInstant(value: string): string | null {
  const moment = new Date(value);
  if (!INSTANT.test(value) || !isDay(value.slice(0, 10)) || Number.isNaN(moment.getTime())) return null;
  return isDay(moment.toISOString().slice(0, 10)) ? moment.toISOString() : null;
}

/** The day that a calendar on the wall of the zone shows. @throws RangeError for a zone that nobody knows */
export function dayIn(timeZone: string, now: Date): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return parts.format(now);
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The same day so many months later, or the last of a month that is shorter. */
function addMonths(date: string, months: number): string {
  const [year = 1, month = 1, day = 1] = date.split('-').map(Number);
  const first = new Date(Date.UTC(2000, month - 1 + months, 1));
  first.setUTCFullYear(first.getUTCFullYear() - 2000 + year);
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, last));
  return first.toISOString().slice(0, 10);
}

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

function addUnits(date: string, unit: Unit, count: number): string {
  if (unit === 'day') return addDays(date, count);
  if (unit === 'week') return addDays(date, 7 * count);
  return addMonths(date, MONTHS[unit] * count);
}

/** The first day of the unit that holds the day. */
function startOf(date: string, unit: Unit, weekStart: WeekStart): string {
  if (unit === 'day') return date;
  if (unit === 'week') {
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    return addDays(date, -((weekday - weekStart + 7) % 7));
  }
  const [year = '', month = ''] = date.split('-');
  if (unit === 'year') return `${year}-01-01`;
  const first = unit === 'month' ? Number(month) : Math.floor((Number(month) - 1) / 3) * 3 + 1;
  return `${year}-${String(first).padStart(2, '0')}-01`;
}

/** The ends of a period, or null where it does not say one way how they are found. */
export function resolvePeriod(period: Period, { date, weekStart }: Today): Range | null {
  const { from, to, last, next, unit, this: current, to_date: toDate, including_current: included } = period;
  const ways = [from ?? to, last, next, current, toDate].filter((way) => way !== undefined);
  const isCounted = last !== undefined || next !== undefined;
  if (ways.length !== 1 || isCounted !== (unit !== undefined) || (included !== undefined && !isCounted)) return null;
  if (current !== undefined) {
    const start = startOf(date, current, weekStart);
    return { from: start, to: addUnits(start, current, 1) };
  }
  if (toDate !== undefined) return { from: startOf(date, toDate, weekStart), to: addDays(date, 1) };
  if (unit !== undefined) {
    const start = startOf(date, unit, weekStart);
    const after = addUnits(start, unit, 1);
    if (last !== undefined) {
      const end = included === true ? after : start;
      return { from: addUnits(end, unit, -last), to: end };
    }
    const begin = included === true ? start : after;
    return { from: begin, to: addUnits(begin, unit, next ?? 1) };
  }
  return { from: from ?? null, to: to ?? null };
}

/** A period of whole days; `to` is the first that no longer belongs to it. */
export interface Days {
  from: string;
  to: string;
}

/** How far a period is from one before it. */
interface Distance {
  count: number;
  unit: 'day' | 'month';
}

/** A period of whole days, and how far it is from the later one that it is compared with. */
export interface Earlier {
  from: string;
  to: string;
  distance: Distance;
}

/** The period before one of whole days, in months where both ends stand on the first of one. */
export function periodBefore(range: Days): Earlier {
  const [from, to] = [Date.parse(`${range.from}T00:00:00Z`), Date.parse(`${range.to}T00:00:00Z`)];
  const [start, end] = [new Date(from), new Date(to)];
  const months = (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
  if (months > 0 && start.getUTCDate() === 1 && end.getUTCDate() === 1) {
    return { from: addMonths(range.from, -months), to: range.from, distance: { count: months, unit: 'month' } };
  }
  const days = Math.round((to - from) / DAY_MS);
  return { from: addDays(range.from, -days), to: range.from, distance: { count: days, unit: 'day' } };
}

/** The same days a year before; for weeks 52 weeks, so that weekdays stay. */
export function yearBefore(range: Days, byWeeks: boolean): Earlier {
  const distance: Distance = byWeeks ? { count: 364, unit: 'day' } : { count: 12, unit: 'month' };
  const back = (date: string): string => addUnits(date, distance.unit, -distance.count);
  return { from: back(range.from), to: back(range.to), distance };
}

/** A period of the calendar, called by its first day, and the day from which on rows count for it. */
export interface CalendarPeriod {
  name: string;
  from: string;
}

/** More are not worth being listed. */
const MOST_PERIODS = 2000;

/** The periods that hold days of the range, in order; null where they are too many or leave the calendar. */
export function listPeriods({ from, to }: Days, unit: Unit, weekStart: WeekStart): CalendarPeriod[] | null {
  const periods: CalendarPeriod[] = [];
  for (let day = startOf(from, unit, weekStart); day < to; day = addUnits(day, unit, 1)) {
    if (periods.length === MOST_PERIODS || !isDay(day)) return null;
    periods.push({ name: day, from: day < from ? from : day });
  }
  return periods;
}

/**
 * The same for an earlier range, called by the periods upon which its days fall when they are moved forward: in months a
 * day that the later month lacks falls upon its last.
 */
export function listEarlierPeriods(
  { from, to, distance: { count, unit: step } }: Earlier,
  unit: Unit,
  weekStart: WeekStart,
): CalendarPeriod[] | null {
  const forward = (day: string): string => addUnits(day, step, count);
  const later = listPeriods({ from: forward(from), to: addDays(forward(addDays(to, -1)), 1) }, unit, weekStart);
  const periods = later?.map(({ name }) => {
    const day = addUnits(name, step, -count);
    return { name, from: forward(day) < name ? addDays(day, 1) : day };
  });
  return periods?.every((period) => isDay(period.from)) ? periods : null;
}
