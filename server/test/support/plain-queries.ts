import type { Filter, Query } from '../../src/domains/data/query/query.schema.ts';

/** Queries answered by plain loops, which know no SQL: local time comes from Intl, joins are look-ups, groups are texts. */

export function createRandom(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t ^= t + Math.imul(t ^ (t >>> 7), 61 | t);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  const of = <T>(items: readonly T[]): T => items[below(items.length)] as T;
  return { next, below, of, chance: (p: number) => next() < p };
}
export type Random = ReturnType<typeof createRandom>;

interface Sale {
  store: number | null;
  at: number | null;
  day: string | null;
  amount: number | null;
  quantity: number | null;
  kind: string | null;
  paid: boolean | null;
}
interface Store {
  store: number;
  region: string | null;
  size: number;
}

export const DAY = 86_400_000;

/** Instants close to the changes of the clock of all three zones in 2025, where mistakes are made. */
export const CHANGES = [
  '2025-03-09T07:00Z',
  '2025-11-02T06:00Z',
  '2025-03-30T01:00Z',
  '2025-10-26T01:00Z',
  '2025-04-05T15:00Z',
  '2025-10-04T15:30Z',
];

/** What the zones' clocks are ahead of UTC, by hours. */
const OFFSETS = [-5, -4, 1, 2, 10.5, 11];

const data = createRandom(7);
const maybe = <T>(value: T, share = 0.06): T | null => (data.chance(share) ? null : value);
export const stores: Store[] = [1, 2, 3, 4, 5].map((store) => ({
  store,
  region: maybe(data.of(['north', 'süd', 'Øst']), 0.2),
  size: 10 * store,
}));
export const sales: Sale[] = Array.from({ length: 900 }, () => {
  const change = Date.parse(data.of(CHANGES));
  const near = change + Math.round((data.next() - 0.5) * 2 * DAY);
  // A day begins somewhere, or has a second left.
  const midnight = Math.floor(change / DAY) * DAY + (data.below(5) - 2) * DAY - data.of(OFFSETS) * 3_600_000;
  const edge = midnight - data.of([0, 0, 1000]);
  const anywhere = Date.parse('2024-01-20T00:00Z') + data.below(740 * 86_400) * 1000;
  return {
    store: maybe(1 + data.below(6)),
    at: maybe(Math.round((data.chance(0.2) ? edge : data.chance(0.6) ? near : anywhere) / 1000) * 1000),
    day: maybe(new Date(Date.parse('2024-01-25') + data.below(720) * 86_400_000).toISOString().slice(0, 10)),
    amount: maybe(Math.round(data.next() * 100_000) / 100 - 100),
    quantity: maybe(data.below(9)),
    kind: maybe(data.of(['a', 'b', 'B', 'été', ''])),
    paid: maybe(data.chance(0.6)),
  };
});

const formats = new Map<string, Intl.DateTimeFormat>();
const walls = new Map<string, number>();
/** What calendar and clock on the wall show, as if it were UTC. */
function local(instant: number, zone: string): number {
  const name = `${zone} ${instant}`;
  const shown = walls.get(name) ?? readWall(instant, zone);
  walls.set(name, shown);
  return shown;
}

function readWall(instant: number, zone: string): number {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(zone, format);
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(
    part['year'] ?? 0,
    (part['month'] ?? 1) - 1,
    part['day'],
    part['hour'],
    part['minute'],
    part['second'],
  );
}
export const dayText = (utc: number): string => new Date(utc).toISOString().slice(0, 10);

function bucket(utc: number, grain: string, weekStart: number): string {
  const date = new Date(utc);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (grain === 'day') return dayText(utc);
  if (grain === 'week') return dayText(utc - ((date.getUTCDay() - weekStart + 7) % 7) * DAY);
  if (grain === 'month') return dayText(Date.UTC(year, month, 1));
  if (grain === 'quarter') return dayText(Date.UTC(year, month - (month % 3), 1));
  return dayText(Date.UTC(year, 0, 1));
}

function groupValue(
  row: Row,
  field: string,
  grain: string | undefined,
  { zone, weekStart, move = (utc) => utc }: { zone: string; weekStart: number; move?: Move },
): unknown {
  const value = read(row, field);
  if (value === null || grain === undefined) return value instanceof Date ? value.toISOString() : value;
  if (grain === 'hour') {
    const instant = (value as Date).getTime();
    const offset = local(instant, zone) - instant;
    return new Date(Math.floor((instant + offset) / 3_600_000) * 3_600_000 - offset).toISOString();
  }
  const utc = value instanceof Date ? local(value.getTime(), zone) : Date.parse(`${value as string}T00:00:00Z`);
  return bucket(move(utc), grain, weekStart);
}

interface Row {
  sale: Sale;
  store: Store | undefined;
}

function read({ sale, store }: Row, field: string): string | number | boolean | Date | null {
  if (field.startsWith('stores.')) return store?.[field.slice(7) as keyof Store] ?? null;
  const value = sale[field as keyof Sale];
  return field === 'at' && value !== null ? new Date(value as number) : value;
}

/** The instant at which a day begins in the zone, found by trying. */
const begins = new Map<string, number>();
function beginOf(day: string, zone: string): number {
  const known = begins.get(day + zone);
  if (known !== undefined) return known;
  let instant = Date.parse(`${day}T00:00:00Z`) - 26 * 3_600_000;
  while (dayText(local(instant, zone)) < day) instant += 15 * 60_000;
  begins.set(day + zone, instant);
  return instant;
}

/** Three-valued, as conditions on missing values are: null is neither. */
function holds(filter: Filter, row: Row, zone: string): boolean | null {
  if (filter.all) {
    const each = new Set(filter.all.map((part) => holds(part, row, zone)));
    return each.has(false) ? false : each.has(null) ? null : true;
  }
  if (filter.any) {
    const each = new Set(filter.any.map((part) => holds(part, row, zone)));
    return each.has(true) ? true : each.has(null) ? null : false;
  }
  if (filter.not) return holds(filter.not, row, zone) !== true;
  const value = read(row, filter.field ?? '');
  const wanted = filter.value as any;
  if (filter.operator === 'is_null') return value === null;
  if (filter.operator === 'is_not_null') return value !== null;
  if (value === null) return null;
  const compare = (other: string | number | boolean): [number, number] => {
    if (!(value instanceof Date))
      return [value < other ? -1 : value > other ? 1 : 0, value < other ? -1 : value > other ? 1 : 0];
    const [from, to] = /^\d{4}-\d\d-\d\d$/.test(other as string)
      ? [beginOf(other as string, zone), beginOf(dayText(Date.parse(`${other as string}T00:00Z`) + DAY), zone)]
      : [Date.parse(other as string), Date.parse(other as string) + 1];
    const instant = value.getTime();
    const side = instant < from ? -1 : instant >= to ? 1 : 0;
    return [side, side];
  };
  switch (String(filter.operator)) {
    case 'equals':
      return compare(wanted)[0] === 0;
    case 'not_equals':
      return compare(wanted)[0] !== 0;
    case 'greater_than':
      return compare(wanted)[0] > 0;
    case 'greater_or_equal':
      return compare(wanted)[0] >= 0;
    case 'less_than':
      return compare(wanted)[0] < 0;
    case 'less_or_equal':
      return compare(wanted)[0] <= 0;
    case 'between':
      return compare(wanted[0])[0] >= 0 && compare(wanted[1])[0] <= 0;
    case 'in':
      return wanted.some((each: string) => compare(each)[0] === 0);
    case 'not_in':
      return wanted.every((each: string) => compare(each)[0] !== 0);
    case 'contains':
      return String(value).includes(wanted);
    case 'not_contains':
      return !String(value).includes(wanted);
    case 'starts_with':
      return (value as string).startsWith(wanted);
    case 'ends_with':
      return (value as string).endsWith(wanted);
    case 'is_true':
      return value === true;
    case 'is_false':
      return value === false;
    default:
      throw new Error(String(filter.operator));
  }
}

function quantile(sorted: number[], p: number): number | null {
  if (sorted.length === 0) return null;
  const place = p * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number];
  return low + (high - low) * (place - Math.floor(place));
}

function aggregate(measure: any, all: Row[], zone: string): unknown {
  let rows = measure.filter ? all.filter((row) => holds(measure.filter, row, zone) === true) : all;
  if (measure.function === 'count' && measure.field === undefined) return rows.length;
  const isJoined = measure.field.startsWith('stores.');
  if (isJoined && !['count_distinct', 'min', 'max', 'first', 'last'].includes(measure.function)) {
    // Each store once.
    rows = [...new Map(rows.filter(({ store }) => store).map((row) => [row.store?.store, row])).values()];
  }
  const values = rows.map((row) => read(row, measure.field)).filter((value) => value !== null);
  const plain = values.map((value) => (value instanceof Date ? value.toISOString() : value));
  const numbers = (plain as number[]).toSorted((left, right) => left - right);
  switch (measure.function) {
    case 'count':
      return plain.length;
    case 'count_distinct':
      return new Set(plain).size;
    case 'sum':
      return numbers.reduce((sum, value) => sum + value, 0);
    case 'avg':
      return numbers.length === 0 ? null : numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    case 'min':
      return plain.length === 0 ? null : plain.reduce((least, value) => (value < least ? value : least));
    case 'max':
      return plain.length === 0 ? null : plain.reduce((most, value) => (value > most ? value : most));
    case 'median':
      return quantile(numbers, 0.5);
    case 'percentile':
      return quantile(numbers, measure.p);
    default: {
      const ordered = rows
        .map((row) => ({ value: read(row, measure.field) as number | null, by: read(row, measure.by) as Date | null }))
        .filter(({ value, by }) => value !== null && by !== null) as { value: number; by: Date }[];
      const sign = measure.function === 'first' ? 1 : -1;
      const [one] = ordered.toSorted(
        (left, right) => sign * (left.by.getTime() - right.by.getTime()) || left.value - right.value,
      );
      return one?.value ?? null;
    }
  }
}

/** Local time moved forward, so that an earlier period falls upon a later one. */
type Move = (utc: number) => number;

function groupsOf(query: Query, zone: string, isIn: (row: Row) => boolean, move?: Move) {
  const weekStart = { monday: 1, sunday: 0, saturday: 6 }[query.week_start ?? 'monday'];
  const byStore = new Map(stores.map((store) => [store.store, store]));
  const rows = sales
    .map((sale): Row => ({ sale, store: sale.store === null ? undefined : byStore.get(sale.store) }))
    .filter((row) => isIn(row) && (!query.filter || holds(query.filter, row, zone) === true));
  const groups = new Map<string, { key: unknown[]; rows: Row[] }>();
  for (const row of rows) {
    const key = (query.group_by ?? []).map(({ field, grain }) =>
      groupValue(row, field, grain, { zone, weekStart, ...(move && field === query.time?.field ? { move } : {}) }),
    );
    const name = JSON.stringify(key);
    const group = groups.get(name) ?? { key, rows: [] };
    group.rows.push(row);
    groups.set(name, group);
  }
  if (!query.group_by && groups.size === 0) groups.set('[]', { key: [], rows });
  return groups;
}

function figuresOf(query: Query, rows: Row[], zone: string): unknown[] {
  const figures: unknown[] = [];
  for (const measure of query.measures ?? []) {
    if (measure.formula === undefined) figures.push(aggregate(measure, rows, zone));
    else {
      const [a, b] = [figures[0], figures[1]] as (number | null)[];
      figures.push(
        a === null || b === null || b === 0 || a === undefined || b === undefined ? null : (100 * (a - b)) / b,
      );
    }
  }
  return figures;
}

export function evaluate(query: Query, zone: string): unknown[][] {
  const groups = groupsOf(query, zone, () => true);
  return [...groups.values()].map((group) => [...group.key, ...figuresOf(query, group.rows, zone)]);
}

/** The day of a sale in the column of the query's time, as the zone's calendar shows it. */
function dayOf(row: Row, field: string, zone: string): string | null {
  const value = read(row, field);
  return value instanceof Date ? dayText(local(value.getTime(), zone)) : (value as string | null);
}

export function evaluateComparison(query: Query, zone: string): unknown[][] {
  const { field = '', from = '', to = '' } = query.time ?? {};
  const months = (count: number) => (utc: number) => {
    const date = new Date(utc);
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count + 1, 0)).getUTCDate();
    const day = Math.min(date.getUTCDate(), last);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, day) + (utc % DAY);
  };
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  const byWeeks = query.group_by?.some((group) => group.grain === 'week' && group.field === field);
  const isWholeMonths = from.endsWith('-01') && to.endsWith('-01');
  const count =
    (new Date(end).getUTCFullYear() - new Date(begin).getUTCFullYear()) * 12 +
    new Date(end).getUTCMonth() -
    new Date(begin).getUTCMonth();
  const byDays = (days: number) => (sign: number) => (utc: number) => utc + sign * days * DAY;
  const byMonths = (each: number) => (sign: number) => months(sign * each);
  const step =
    query.compare === 'previous_year'
      ? byWeeks
        ? byDays(364)
        : byMonths(12)
      : isWholeMonths && count > 0
        ? byMonths(count)
        : byDays((end - begin) / DAY);
  const isWithin = (first: string, after: string) => (row: Row) => {
    const day = dayOf(row, field, zone);
    return day !== null && day >= first && day < after;
  };
  const now = groupsOf(query, zone, isWithin(from, to));
  const before = groupsOf(query, zone, isWithin(dayText(step(-1)(begin)), dayText(step(-1)(end))), step(1));
  return [...new Map([...before, ...now]).entries()].map(([name, { key }]) => {
    const [here, there] = [now, before].map((groups) => figuresOf(query, groups.get(name)?.rows ?? [], zone));
    const figures = here?.flatMap((value, index) => {
      const measure = query.measures?.[index];
      const previous = there?.[index];
      const isMoment =
        (measure?.function === 'min' || measure?.function === 'max') && ['at', 'day'].includes(measure.field ?? '');
      if (isMoment) return [value, previous];
      if (typeof value !== 'number' || typeof previous !== 'number') return [value, previous, null, null];
      return [value, previous, value - previous, previous === 0 ? null : (value - previous) / Math.abs(previous)];
    });
    return [...key, ...(figures ?? [])];
  });
}
