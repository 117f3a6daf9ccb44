import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeDataset } from '../../../../test/support/make-dataset.ts';
import { createOrganization, createTestDatabase } from '../../../../test/support/test-database.ts';
import type { Filter, Query } from './query.schema.ts';
import { createQueryService } from './query.service.ts';
import { createReadOnly } from './run-read-only.ts';

/**
 * Random queries are answered by the database and by the plain loops below, which know no SQL: local time comes from
 * Intl, joins are look-ups, groups are texts. 240 queries in three zones, over both changes of the clock in each.
 */
const ZONES = ['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe'];
const QUERIES_A_ZONE = 80;

function createRandom(seed: number) {
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
type Random = ReturnType<typeof createRandom>;

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

/** Instants close to the changes of the clock of all three zones in 2025, where mistakes are made. */
const CHANGES = [
  '2025-03-09T07:00Z',
  '2025-11-02T06:00Z',
  '2025-03-30T01:00Z',
  '2025-10-26T01:00Z',
  '2025-04-05T15:00Z',
  '2025-10-04T15:30Z',
];

const data = createRandom(7);
const maybe = <T>(value: T, share = 0.06): T | null => (data.chance(share) ? null : value);
const stores: Store[] = [1, 2, 3, 4, 5].map((store) => ({
  store,
  region: maybe(data.of(['north', 'süd', 'Øst']), 0.2),
  size: 10 * store,
}));
const sales: Sale[] = Array.from({ length: 900 }, () => {
  const near = Date.parse(data.of(CHANGES)) + Math.round((data.next() - 0.5) * 2 * 86_400_000);
  const anywhere = Date.parse('2024-12-20T00:00Z') + data.below(400 * 86_400) * 1000;
  return {
    store: maybe(1 + data.below(6)),
    at: maybe(Math.round((data.chance(0.6) ? near : anywhere) / 1000) * 1000),
    day: maybe(new Date(Date.parse('2024-12-25') + data.below(380) * 86_400_000).toISOString().slice(0, 10)),
    amount: maybe(Math.round(data.next() * 100_000) / 100 - 100),
    quantity: maybe(data.below(9)),
    kind: maybe(data.of(['a', 'b', 'B', 'été', ''])),
    paid: maybe(data.chance(0.6)),
  };
});

// ---- What the database is asked, evaluated by hand ----

const formats = new Map<string, Intl.DateTimeFormat>();
/** What calendar and clock on the wall show, as if it were UTC. */
function local(instant: number, zone: string): number {
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
const dayText = (utc: number): string => new Date(utc).toISOString().slice(0, 10);
const DAY = 86_400_000;

function bucket(utc: number, grain: string, weekStart: number): string {
  const date = new Date(utc);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (grain === 'day') return dayText(utc);
  if (grain === 'week') return dayText(utc - ((date.getUTCDay() - weekStart + 7) % 7) * DAY);
  if (grain === 'month') return dayText(Date.UTC(year, month, 1));
  if (grain === 'quarter') return dayText(Date.UTC(year, month - (month % 3), 1));
  return dayText(Date.UTC(year, 0, 1));
}

function groupValue(row: Row, field: string, grain: string | undefined, zone: string, weekStart: number): unknown {
  const value = read(row, field);
  if (value === null || grain === undefined) return value instanceof Date ? value.toISOString() : value;
  if (grain === 'hour') {
    const instant = (value as Date).getTime();
    const offset = local(instant, zone) - instant;
    return new Date(Math.floor((instant + offset) / 3_600_000) * 3_600_000 - offset).toISOString();
  }
  const utc = value instanceof Date ? local(value.getTime(), zone) : Date.parse(`${value as string}T00:00:00Z`);
  return bucket(utc, grain, weekStart);
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

function evaluate(query: Query, zone: string): unknown[][] {
  const weekStart = { monday: 1, sunday: 0, saturday: 6 }[query.week_start ?? 'monday'];
  const byStore = new Map(stores.map((store) => [store.store, store]));
  const rows = sales
    .map((sale): Row => ({ sale, store: sale.store === null ? undefined : byStore.get(sale.store) }))
    .filter((row) => !query.filter || holds(query.filter, row, zone) === true);
  const groups = new Map<string, { key: unknown[]; rows: Row[] }>();
  for (const row of rows) {
    const key = (query.group_by ?? []).map(({ field, grain }) => groupValue(row, field, grain, zone, weekStart));
    const name = JSON.stringify(key);
    const group = groups.get(name) ?? { key, rows: [] };
    group.rows.push(row);
    groups.set(name, group);
  }
  if (!query.group_by && groups.size === 0) groups.set('', { key: [], rows });
  return [...groups.values()].map((group) => {
    const figures: unknown[] = [];
    for (const measure of query.measures ?? []) {
      if (measure.formula === undefined) figures.push(aggregate(measure, group.rows, zone));
      else {
        const [a, b] = [figures[0], figures[1]] as (number | null)[];
        figures.push(
          a === null || b === null || b === 0 || a === undefined || b === undefined ? null : (100 * (a - b)) / b,
        );
      }
    }
    return [...group.key, ...figures];
  });
}

// ---- Random queries ----

function randomLeaf(random: Random): Filter {
  const day = (): string => dayText(Date.parse(random.of(CHANGES)) + (random.below(5) - 2) * DAY);
  const instant = (): string =>
    new Date(Date.parse(random.of(CHANGES)) + (random.below(9) - 4) * 1_800_000).toISOString();
  const order = ['equals', 'not_equals', 'greater_than', 'greater_or_equal', 'less_than', 'less_or_equal'] as const;
  return random.of<() => Filter>([
    () => ({ field: 'at', operator: random.of(order), value: random.chance(0.6) ? day() : instant() }),
    () => ({ field: 'at', operator: 'between', value: [day(), day()].toSorted() }),
    () => ({ field: 'day', operator: random.of(order), value: day() }),
    () => ({ field: 'amount', operator: random.of(order), value: random.below(800) - 100 }),
    () => ({
      field: 'quantity',
      operator: random.of(['in', 'not_in']),
      value: [random.below(9), random.below(9), 2.5],
    }),
    () => ({ field: 'quantity', operator: random.of(order), value: random.of([3, 4.5]) }),
    () => ({
      field: 'kind',
      operator: random.of(['equals', 'not_equals', 'contains', 'not_contains', 'starts_with', 'ends_with']),
      value: random.of(['a', 'b', 't', 'é']),
    }),
    () => ({ field: 'kind', operator: random.of(['in', 'not_in']), value: ['B', 'été'] }),
    () => ({ field: 'paid', operator: random.of(['is_true', 'is_false', 'is_null']) }),
    () => ({ field: random.of(['amount', 'at', 'kind']), operator: random.of(['is_null', 'is_not_null']) }),
    () => ({
      field: 'stores.region',
      operator: random.of(['equals', 'not_equals']),
      value: random.of(['north', 'süd']),
    }),
  ])();
}

function randomFilter(random: Random, depth = 0): Filter {
  if (depth === 2 || random.chance(0.45)) return randomLeaf(random);
  if (random.chance(0.2)) return { not: randomFilter(random, depth + 1) };
  const parts = Array.from({ length: 1 + random.below(3) }, () => randomFilter(random, depth + 1));
  return random.chance(0.5) ? { all: parts } : { any: parts };
}

function randomQuery(random: Random): Query {
  const dimensions = random.of([1, 1, 2, 2, 3, 0]);
  const group_by = Array.from({ length: dimensions }, (_, index) => ({
    ...random.of([
      { field: 'at', grain: random.of(['hour', 'day', 'week', 'month', 'quarter', 'year'] as const) },
      { field: 'at', grain: random.of(['hour', 'day', 'week'] as const) },
      { field: 'day', grain: random.of(['day', 'week', 'month', 'quarter', 'year'] as const) },
      { field: 'kind' },
      { field: 'paid' },
      { field: 'stores.region' },
    ]),
    name: `g${index}`,
  }));
  const measure = (): any =>
    random.of<any>([
      { function: 'count' },
      { function: 'count', field: 'amount' },
      { function: 'count_distinct', field: random.of(['kind', 'store', 'stores.region']) },
      { function: random.of(['sum', 'avg', 'median']), field: random.of(['amount', 'quantity', 'stores.size']) },
      { function: random.of(['min', 'max']), field: random.of(['amount', 'at', 'day', 'stores.size']) },
      { function: 'percentile', field: 'amount', p: random.of([0.1, 0.9]) },
      { function: random.of(['first', 'last']), field: 'quantity', by: 'at' },
    ]);
  const measures = Array.from({ length: 1 + random.below(4) }, (_, index) => ({
    name: `m${index}`,
    ...measure(),
    ...(random.chance(0.3) ? { filter: randomFilter(random, 1) } : {}),
  }));
  if (random.chance(0.4)) {
    measures.unshift({ name: 'a', function: 'sum', field: 'quantity' }, { name: 'b', function: 'count' });
    measures.push({ name: 'ratio', formula: '100 * (a - b) / b' });
  }
  return {
    dataset: 'sales',
    joins: [{ dataset: 'stores', on: [{ column: 'store', equals: 'store' }] }],
    ...(group_by.length > 0 ? { group_by } : {}),
    ...(random.chance(0.8) ? { filter: randomFilter(random) } : {}),
    measures,
    week_start: random.of(['monday', 'sunday', 'saturday'] as const),
    limit: 50_000,
  };
}

const db = await createTestDatabase();
const organizationId = await createOrganization(db.owner);
await makeDataset(
  db.database,
  organizationId,
  'stores',
  [
    ['store', 'integer'],
    ['region', 'text'],
    ['size', 'integer'],
  ],
  stores.map(({ store, region, size }) => [store, region, size]),
);
await makeDataset(
  db.database,
  organizationId,
  'sales',
  [
    ['store', 'integer'],
    ['at', 'timestamp'],
    ['day', 'date'],
    ['amount', 'number'],
    ['quantity', 'integer'],
    ['kind', 'text'],
    ['paid', 'boolean'],
  ],
  sales.map(({ store, at, day, amount, quantity, kind, paid }) => [
    store,
    at === null ? null : new Date(at).toISOString(),
    day,
    amount,
    quantity,
    kind,
    paid,
  ]),
);
const queries = createQueryService({
  database: db.database,
  readOnly: createReadOnly(db.database),
  now: () => new Date(),
});

const plain = (value: unknown): unknown => {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'number' ? Number(value.toPrecision(10)) + 0 : value;
};
const inOrder = (rows: unknown[][]): string[] => rows.map((row) => JSON.stringify(row.map(plain))).toSorted();

for (const zone of ZONES) {
  test(`${QUERIES_A_ZONE} random queries in ${zone} equal plain loops over the rows`, async () => {
    let rows = 0;
    for (let index = 0; index < QUERIES_A_ZONE; index += 1) {
      const seed = ZONES.indexOf(zone) * 1000 + index;
      const query = { ...randomQuery(createRandom(seed)), time_zone: zone };
      const found = await queries.run(organizationId, query);
      const expected = evaluate(query, zone);
      rows += expected.length;
      assert.deepEqual(inOrder(found.rows), inOrder(expected), `seed ${seed}: ${JSON.stringify(query)}`);
    }
    assert.ok(rows > 20 * QUERIES_A_ZONE, `only ${rows} rows were compared`);
  });
}
