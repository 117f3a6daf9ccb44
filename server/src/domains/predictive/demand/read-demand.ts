import type { Column } from '../../../numeric/index.ts';
import { dateOf, dayOf } from '../calendar.ts';
import type { HolidayDates } from '../../../platform/holidays/holidays.ts';
import { readHolidays } from '../holidays.ts';
import type { Home, Source } from '../kind.ts';
import type { DemandPlan } from './demand-plan.ts';
import { createWallClock } from '../../../platform/wall-clock.ts';

/** Requests, one after the other, as the clock on the organization's wall showed. */
export interface DemandData {
  /** Days since 1970. */
  days: Int32Array;
  /** 0 … 23. */
  hours: Uint8Array;
  /** Place among `queues`. */
  queueOf: Int32Array;
  queues: (string | null)[];
  /** NaN where nobody knows. Null where the dataset does not tell. */
  responseMinutes: Float64Array | null;
  handlingMinutes: Float64Array | null;
  /** The last day that is over. */
  lastDay: number;
  /** Of the country. */
  holidays: HolidayDates[];
}

const DAY_MS = 86_400_000;

export async function readDemand(source: Source, plan: DemandPlan, home: Home): Promise<DemandData> {
  const lastDay = dayOf(home.today) - 1;
  const firstDay = lastDay - 7 * plan.history_weeks + 1;
  const optional = ['first_response_minutes', 'handling_minutes'].filter((name) =>
    source.has('service_requests', name),
  );
  const names = ['opened_at', ...(plan.by === 'none' ? [] : [plan.by]), ...optional];
  // A day more at the beginning: the zone may be behind.
  const filter = [{ column: 'opened_at', operator: 'gte' as const, value: dateOf(firstDay - 1) }];
  const columns = await source.columns('service_requests', names, filter);
  const range = { firstDay, lastDay, timeZone: home.time_zone };
  return { ...toDemand(columns, plan, range), holidays: await readHolidays(home) };
}

interface Range {
  firstDay: number;
  lastDay: number;
  timeZone: string;
}

function toDemand(
  columns: ReadonlyMap<string, Column>,
  { by }: DemandPlan,
  { firstDay, lastDay, timeZone }: Range,
): Omit<DemandData, 'holidays'> {
  const opened = numbersOf(columns.get('opened_at')) ?? new Float64Array(0);
  const isDays = opened.every((at) => Number.isNaN(at) || at % DAY_MS === 0);
  const toWall = createWallClock(isDays ? 'UTC' : timeZone);
  const rows: number[] = [];
  const days = new Int32Array(opened.length);
  const hours = new Uint8Array(opened.length);
  opened.forEach((at, row) => {
    if (Number.isNaN(at)) return;
    const wall = toWall(at);
    if (wall.day < firstDay || wall.day > lastDay) return;
    days[rows.length] = wall.day;
    hours[rows.length] = wall.hour;
    rows.push(row);
  });
  const { queues, queueOf } = queuesOf(by === 'none' ? undefined : columns.get(by), rows);
  const pick = (name: string): Float64Array | null => {
    const values = numbersOf(columns.get(name));
    return values && Float64Array.from(rows, (row) => values[row] ?? Number.NaN);
  };
  return {
    days: days.subarray(0, rows.length),
    hours: hours.subarray(0, rows.length),
    queueOf,
    queues,
    responseMinutes: pick('first_response_minutes'),
    handlingMinutes: pick('handling_minutes'),
    lastDay,
  };
}

const numbersOf = (column: Column | undefined): Float64Array | null =>
  column && 'values' in column ? column.values : null;

function queuesOf(column: Column | undefined, rows: readonly number[]) {
  const queues: (string | null)[] = [];
  const places = new Map<string | null, number>();
  const nameOf = (row: number): string | null => {
    if (!column) return null;
    if ('codes' in column) return column.dictionary[column.codes[row] ?? -1] ?? null;
    const value = column.values[row] ?? Number.NaN;
    return Number.isNaN(value) ? null : String(value);
  };
  const queueOf = Int32Array.from(rows, (row) => {
    const name = nameOf(row);
    const place = places.get(name) ?? queues.push(name) - 1;
    places.set(name, place);
    return place;
  });
  return { queues, queueOf };
}
