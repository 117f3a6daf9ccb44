import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeDataset } from '../../../../test/support/make-dataset.ts';
import {
  CHANGES,
  createRandom,
  DAY,
  dayText,
  evaluate,
  evaluateComparison,
  type Random,
  sales,
  stores,
} from '../../../../test/support/plain-queries.ts';
import { createOrganization, createTestDatabase } from '../../../../test/support/test-database.ts';
import { writeComparison, writeQuery } from '../../../../test/support/written-queries.ts';
import type { Filter, Query } from './query.schema.ts';
import { createQueryService } from './query.service.ts';
import { createReadOnly } from './run-read-only.ts';

/**
 * 320 random queries in four zones, over both changes of the clock in each, and half as many over a period that is
 * compared with an earlier one, held against plain loops and against SQL written by hand. In Havana the clock shows
 * midnight twice, in autumn.
 */
const ZONES = ['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/Havana'];
const QUERIES_A_ZONE = 80;
const COMPARISONS_A_ZONE = 40;

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

/** Over a period, compared with an earlier one; hours are left out, which no calendar moves. */
function randomComparison(random: Random): Query {
  const { group_by: groups, ...query } = randomQuery(random);
  const field = random.of(['at', 'at', 'day']);
  const day = (): string => dayText(Date.parse(random.of(CHANGES)) + (random.below(60) - 30) * DAY);
  const first = (): string => `${day().slice(0, 7)}-01`;
  const [from = '', to = ''] = random.chance(0.5) ? [day(), day()].toSorted() : [first(), first()].toSorted();
  // So long that the year before begins within it.
  const early = random.chance(0.2) ? `2024-0${1 + random.below(6)}-${random.of(['01', '29'])}` : from;
  const kept = groups?.filter(({ grain }) => grain !== 'hour');
  return {
    ...query,
    time: { field, from: early, to: from === to ? dayText(Date.parse(to) + DAY) : to },
    compare: random.of(['previous_period', 'previous_year']),
    ...(kept && kept.length > 0 ? { group_by: kept } : {}),
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

/** What SQL says that nobody compiled; its moments as texts in UTC. */
const ask = (sql: string): Promise<unknown[][]> =>
  db.database.business(organizationId, async ({ client }) => {
    await client.query("set local time zone 'UTC'");
    const { rows } = await client.query<[unknown[]]>({ text: sql, rowMode: 'array' });
    return rows.map(([row]) => row.map((value) => (isMoment(value) ? new Date(value).toISOString() : value)));
  });
const isMoment = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+\+00:00$/.test(value);

interface Oracle {
  name: string;
  query(query: Query, zone: string): unknown[][] | Promise<unknown[][]>;
  comparison(query: Query, zone: string): unknown[][] | Promise<unknown[][]>;
}
const oracles: Oracle[] = [
  { name: 'plain loops over the rows', query: evaluate, comparison: evaluateComparison },
  {
    name: 'SQL written by hand',
    query: (query, zone) => ask(writeQuery(query, zone)),
    comparison: (query, zone) => ask(writeComparison(query, zone)),
  },
];

for (const [place, zone] of ZONES.entries()) {
  const asked = Array.from({ length: QUERIES_A_ZONE }, (_, index): Query => ({
    ...randomQuery(createRandom(place * 1000 + index)),
    time_zone: zone,
  }));
  const compared = Array.from({ length: COMPARISONS_A_ZONE }, (_, index): Query => ({
    ...randomComparison(createRandom(10_000 + place * 1000 + index)),
    time_zone: zone,
  }));
  const answers = new Map<Query, Promise<unknown[][]>>();
  const answer = async (query: Query): Promise<unknown[][]> => {
    const found = answers.get(query) ?? queries.run(organizationId, query).then(({ rows }) => rows);
    answers.set(query, found);
    return found;
  };
  for (const oracle of oracles) {
    test(`${QUERIES_A_ZONE} random queries in ${zone} equal ${oracle.name}`, async () => {
      let rows = 0;
      for (const query of asked) {
        const expected = await oracle.query(query, zone);
        rows += expected.length;
        assert.deepEqual(inOrder(await answer(query)), inOrder(expected), JSON.stringify(query));
      }
      assert.ok(rows > 20 * QUERIES_A_ZONE, `only ${rows} rows were compared`);
    });

    test(`${COMPARISONS_A_ZONE} random comparisons in ${zone} equal ${oracle.name}`, async () => {
      for (const query of compared) {
        const expected = await oracle.comparison(query, zone);
        assert.deepEqual(inOrder(await answer(query)), inOrder(expected), JSON.stringify(query));
      }
    });
  }
}

test('where a clock shows midnight twice, the day begins with the first', async () => {
  await makeDataset(
    db.database,
    organizationId,
    'nights',
    [
      ['at', 'timestamp'],
      ['n', 'integer'],
    ],
    [
      ['2025-11-02T03:59:59Z', 1],
      ['2025-11-02T04:30:00Z', 2],
      ['2025-11-02T05:30:00Z', 4],
    ],
  );
  const { rows } = await queries.run(organizationId, {
    dataset: 'nights',
    filter: { field: 'at', operator: 'equals', value: '2025-11-02' },
    time: { field: 'at', from: '2025-11-02', to: '2025-11-03' },
    group_by: [{ field: 'at', grain: 'day', name: 'day' }],
    measures: [{ name: 'n', function: 'sum', field: 'n' }],
    time_zone: 'America/Havana',
  });
  assert.deepEqual(rows, [['2025-11-02', 6]]);
});
