import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tableFromIPC } from 'apache-arrow';
import { makeDataset } from '../../../../test/support/make-dataset.ts';
import { createTestApp } from '../../../../test/support/test-app.ts';
import { until } from '../../../../test/support/until.ts';
import { withClient } from '../../../platform/db/connection.ts';
import { compileQuery } from './compile.ts';
import { createQueryService } from './query.service.ts';
import { createReadOnly } from './run-read-only.ts';

const suite = await createTestApp();
const { call, database } = suite;
const mine = await suite.createOrganization('Mine');
const other = await suite.createOrganization('Other');
await call('PATCH', 'tenancy/organization', { key: mine.key, body: { time_zone: 'Europe/Berlin', currency: 'CHF' } });
await makeDataset(
  database.database,
  mine.id,
  'orders',
  [
    ['order_id', 'integer', true],
    ['customer', 'text'],
    ['ordered_at', 'timestamp'],
    ['amount', 'number', false, 'money'],
  ],
  [
    [1, 'Ada', '2025-12-31T23:30:00Z', 100],
    [2, 'Ada', '2026-01-15T12:00:00Z', 50],
    [3, '=cmd()', '2026-03-29T22:30:00Z', 30],
    [4, null, '2025-01-10T12:00:00Z', 80],
  ],
);
await makeDataset(
  database.database,
  mine.id,
  'lines',
  [
    ['order_id', 'integer'],
    ['quantity', 'integer'],
  ],
  [
    [1, 2],
    [1, 3],
    [2, 1],
    [9, 1],
  ],
);
const query = (body: object, options: { key?: string; headers?: Record<string, string>; url?: string } = {}) =>
  call('POST', options.url ?? 'data/query', {
    key: options.key ?? mine.key,
    body,
    ...(options.headers ? { headers: options.headers } : {}),
  });

test('groups by month of the organization’s zone, fills, totals, tells the currency', async () => {
  const { status, body, text } = await query({
    dataset: 'orders',
    time: { field: 'ordered_at', from: '2026-01-01', to: '2026-04-01' },
    group_by: [{ field: 'ordered_at', grain: 'month', name: 'month', fill: true }],
    measures: [
      { name: 'revenue', function: 'sum', field: 'amount' },
      { name: 'orders', function: 'count' },
      { name: 'average', formula: '{revenue} / orders' },
    ],
    totals: true,
  });
  assert.equal(status, 200, text);
  assert.deepEqual(body.rows, [
    { month: '2026-01-01', revenue: 150, orders: 2, average: 75 },
    { month: '2026-02-01', revenue: 0, orders: 0, average: null },
    { month: '2026-03-01', revenue: 30, orders: 1, average: 30 },
  ]);
  assert.deepEqual(body.totals, { revenue: 180, orders: 3, average: 60 });
  assert.deepEqual(
    body.columns.map((column: any) => [column.name, column.type, column.unit, column.kind]),
    [
      ['month', 'date', null, 'dimension'],
      ['revenue', 'number', 'CHF', 'measure'],
      ['orders', 'integer', null, 'measure'],
      ['average', 'number', 'CHF', 'measure'],
    ],
  );
  assert.equal(body.truncated, false);
  assert.ok(body.cost.duration_ms > 0 && body.cost.rows === 3);
});

const compareRevenue = async (compare: string) =>
  (
    await query({
      dataset: 'orders',
      time: { field: 'ordered_at', from: '2026-01-01', to: '2026-02-01' },
      group_by: [{ field: 'ordered_at', grain: 'month', name: 'month' }],
      measures: [{ name: 'revenue', function: 'sum', field: 'amount' }],
      compare,
    })
  ).body.rows;

test('compares with the year before and with the period before', async () => {
  assert.deepEqual(await compareRevenue('previous_year'), [
    { month: '2026-01-01', revenue: 150, revenue_previous: 80, revenue_change: 70, revenue_relative_change: 0.875 },
  ]);
  assert.deepEqual(await compareRevenue('previous_period'), [
    { month: '2026-01-01', revenue: 150, revenue_previous: 0, revenue_change: 150, revenue_relative_change: null },
  ]);
});

test('the day after leap day is compared with itself', async () => {
  await makeDataset(
    database.database,
    mine.id,
    'leap',
    [
      ['on', 'date'],
      ['n', 'integer'],
    ],
    [
      ['2024-02-29', 1],
      ['2024-02-28', 2],
      ['2025-02-28', 4],
    ],
  );
  const { body } = await query({
    dataset: 'leap',
    time: { field: 'on', from: '2025-02-01', to: '2025-03-01' },
    group_by: [{ field: 'on', grain: 'month' }],
    measures: [{ name: 'n', function: 'sum', field: 'n' }],
    compare: 'previous_year',
  });
  assert.deepEqual(body.rows, [{ on: '2025-02-01', n: 4, n_previous: 3, n_change: 1, n_relative_change: 1 / 3 }]);
});

test('what is joined counts once a group', async () => {
  const { body } = await query({
    dataset: 'lines',
    joins: [{ dataset: 'orders' }],
    group_by: [{ field: 'orders.customer', name: 'customer' }],
    measures: [
      { name: 'quantity', function: 'sum', field: 'quantity' },
      { name: 'amount', function: 'sum', field: 'orders.amount' },
      {
        name: 'of large lines',
        function: 'sum',
        field: 'orders.amount',
        filter: { field: 'quantity', operator: 'greater_than', value: 2 },
      },
    ],
  });
  assert.deepEqual(body.rows, [
    { customer: 'Ada', quantity: 6, amount: 150, 'of large lines': 100 },
    { customer: null, quantity: 1, amount: 0, 'of large lines': 0 },
  ]);
});

test('a join by which rows would be counted twice is refused, also when it became so since', async () => {
  const joined = {
    dataset: 'orders',
    joins: [{ dataset: 'lines', on: [{ column: 'order_id', equals: 'order_id' }] }],
    measures: [{ name: 'revenue', function: 'sum', field: 'amount' }],
  };
  const { status, body } = await query(joined);
  assert.deepEqual([status, body.code, body.dataset, body.columns], [422, 'join_not_unique', 'lines', 'order_id']);
});

test('what stands is not added up over days', async () => {
  await makeDataset(
    database.database,
    mine.id,
    'stock',
    [
      ['on', 'date'],
      ['product', 'text'],
      ['level', 'integer'],
    ],
    [
      ['2026-01-30', 'a', 5],
      ['2026-01-31', 'a', 4],
      ['2026-01-31', 'b', 3],
      ['2026-02-27', 'a', 9],
    ],
  );
  const { body } = await query({
    dataset: 'stock',
    group_by: [{ field: 'on', grain: 'month' }],
    measures: [{ name: 'stock', function: 'sum', field: 'level', at_last: 'on' }],
  });
  assert.deepEqual(body.rows, [
    { on: '2026-01-01', stock: 7 },
    { on: '2026-02-01', stock: 9 },
  ]);
});

test('groups of groups: how many customers ordered how often', async () => {
  const { body } = await query({
    of: { dataset: 'orders', group_by: [{ field: 'customer' }], measures: [{ name: 'how often', function: 'count' }] },
    group_by: [{ field: 'how often' }],
    measures: [{ name: 'customers', function: 'count' }],
    sort: [{ by: 'customers', direction: 'desc' }],
  });
  assert.deepEqual(body.rows, [
    { 'how often': 1, customers: 2 },
    { 'how often': 2, customers: 1 },
  ]);
});

test('rows as they are, without the columns of the product', async () => {
  const { body } = await query({
    dataset: 'orders',
    select: ['order_id', 'customer'],
    filter: { field: 'customer', operator: 'is_not_null' },
    limit: 2,
  });
  assert.deepEqual(
    [body.rows, body.truncated],
    [
      [
        { order_id: 1, customer: 'Ada' },
        { order_id: 2, customer: 'Ada' },
      ],
      true,
    ],
  );
  const hidden = await query({ dataset: 'orders', select: ['_row_id'] });
  assert.deepEqual([hidden.status, hidden.body.errors[0].code], [422, 'unknown_column']);
});

test('as CSV, as an Arrow stream, by Accept or by name', async () => {
  const body = { dataset: 'orders', select: ['order_id', 'customer', 'ordered_at', 'amount'] };
  const csv = await query(body, { url: 'data/query?format=csv' });
  assert.match(String(csv.headers['content-type']), /^text\/csv/);
  assert.deepEqual(csv.text.split('\n')[3], "3,'=cmd(),2026-03-29T22:30:00.000Z,30");
  const response = await suite.app.http.inject({
    method: 'POST',
    url: '/api/v1/data/query',
    headers: { authorization: `Bearer ${mine.key}`, accept: 'application/vnd.apache.arrow.stream' },
    payload: body,
  });
  const table = tableFromIPC(response.rawPayload);
  assert.deepEqual(
    [table.numRows, String(table.schema.fields[0]?.type), table.getChild('customer')?.get(3)],
    [4, 'Int64', null],
  );
  assert.deepEqual(
    [table.getChild('ordered_at')?.get(0), table.getChild('amount')?.get(1)],
    [Date.parse('2025-12-31T23:30:00Z'), 50],
  );
});

test('everything that is wrong is told at once, with its place and what was meant', async () => {
  const { status, body } = await query({
    dataset: 'orders',
    filter: {
      all: [
        { field: 'amont', operator: 'equals', value: 1 },
        { field: 'customer', operator: 'less_than', value: 'x' },
        { field: 'amount', operator: 'equals', value: 'x' },
      ],
    },
    group_by: [{ field: 'customer', grain: 'month' }],
    measures: [
      { name: 'a', function: 'sum', field: 'customer' },
      { name: 'b', formula: '2 +' },
      { name: 'c', function: 'avg' },
    ],
    sort: [{ by: 'nowhere' }],
  });
  assert.deepEqual([status, body.code], [422, 'query_invalid']);
  assert.deepEqual(
    body.errors.map(({ pointer, code }: any) => `${pointer} ${code}`),
    [
      '/filter/all/0/field unknown_column_did_you_mean',
      '/filter/all/1/operator operator_does_not_suit',
      '/filter/all/2/value value_does_not_suit',
      '/group_by/0/grain grain_does_not_suit',
      '/measures/0/function function_does_not_suit',
      '/measures/1/formula formula_unreadable',
      '/measures/2/field option_missing',
      '/sort/0/by unknown_name',
    ],
  );
  assert.match(body.errors[0].detail, /“amount”/);
  const unknown = await query({ dataset: 'order', select: ['x'] });
  assert.deepEqual(
    unknown.body.errors.map(({ pointer, code }: any) => [pointer, code]),
    [['/dataset', 'unknown_dataset_did_you_mean']],
  );
});

test('a query of another organization finds nothing of this one, not even a name', async () => {
  const { status, body, text } = await query({ dataset: 'orders', select: ['order_id'] }, { key: other.key });
  assert.deepEqual([status, body.errors[0].code], [422, 'unknown_dataset']);
  assert.ok(!text.includes('lines'));
});

test('texts that look like SQL are texts', async () => {
  const evil = `x' or 1=1; drop table orders; --`;
  const { status, body } = await query({
    dataset: 'orders',
    filter: { field: 'customer', operator: 'equals', value: evil },
    measures: [{ name: evil.slice(0, 1), function: 'count' }],
  });
  assert.deepEqual([status, body.rows], [200, [{ x: 0 }]]);
  const named = await query({ dataset: 'orders', measures: [{ name: 'n"; drop', function: 'count' }] });
  assert.equal(named.status, 422);
});

test('an offset is no zone: PostgreSQL would read it the other way round', async () => {
  const { status, body } = await query({
    dataset: 'orders',
    measures: [{ name: 'n', function: 'count' }],
    time_zone: '+05:30',
  });
  assert.deepEqual([status, body.errors[0].pointer], [422, '/time_zone']);
});

const sleep = (timeoutMs: number, signal?: AbortSignal) =>
  createReadOnly(database.database, timeoutMs).run(mine.id, signal, ({ client }) =>
    client.query('select pg_advisory_xact_lock(4711), pg_sleep(20)'),
  );

/** Seen by the lock that it takes first. */
const isAsleep = () =>
  withClient(database.owner, async (client) => {
    const { rowCount } = await client.query(
      `select from pg_locks where locktype = 'advisory' and objid = 4711
        and database = (select oid from pg_database where datname = current_database())`,
    );
    return rowCount === 1;
  });

test('a query that takes too long is ended, and one whose asker has gone', async () => {
  await assert.rejects(sleep(50), { code: 'query_too_long' });
  const gone = new AbortController();
  const ended = assert.rejects(sleep(20_000, gone.signal));
  await until(isAsleep);
  gone.abort();
  // Well before its time is over.
  await until(async () => !(await isAsleep()), 5000);
  await ended;
});

test('nothing can be written in it', async () => {
  const readOnly = createReadOnly(database.database);
  await assert.rejects(
    readOnly.run(mine.id, undefined, ({ client, schema }) => client.query(`delete from ${schema}.orders`)),
    /read-only/,
  );
});

test('hours that the clock shows twice stay two, and filled ones do too', async () => {
  await makeDataset(
    database.database,
    mine.id,
    'calls',
    [['at', 'timestamp']],
    [['2025-10-25T23:30:00Z'], ['2025-10-26T00:30:00Z'], ['2025-10-26T01:30:00Z'], ['2025-10-26T03:30:00Z']],
  );
  const { body } = await query({
    dataset: 'calls',
    group_by: [{ field: 'at', grain: 'hour', fill: true }],
    measures: [{ name: 'n', function: 'count' }],
  });
  assert.deepEqual(
    body.rows.map(({ at, n }: any) => `${at.slice(11, 13)}=${n}`),
    ['23=1', '00=1', '01=1', '02=0', '03=1'],
  );
  const days = await query({
    dataset: 'calls',
    time: { field: 'at', from: '2025-10-26', to: '2025-10-27' },
    group_by: [{ field: 'at', grain: 'hour', fill: true }],
    measures: [{ name: 'n', function: 'count' }],
  });
  assert.equal(days.body.rows.length, 25);
});

test('relative periods are days of the zone', async () => {
  const queries = createQueryService({
    database: database.database,
    readOnly: createReadOnly(database.database),
    now: () => new Date('2025-12-31T23:45:00Z'),
  });
  const count = async (value: object) =>
    (
      await queries.run(mine.id, {
        dataset: 'orders',
        filter: { field: 'ordered_at', operator: 'within', value },
        measures: [{ name: 'n', function: 'count' }],
      })
    ).rows[0]?.[0];
  // In Berlin it is 2026 already.
  assert.deepEqual(
    [
      await count({ this: 'day' }),
      await count({ this: 'year' }),
      await count({ last: 1, unit: 'year' }),
      await count({ to_date: 'month' }),
    ],
    [1, 3, 1, 1],
  );
});

test('the same query gives the same SQL, every value a parameter', () => {
  const context = { schema: 'org_1', timeZone: 'UTC', today: { date: '2026-01-01', weekStart: 1 as const } };
  const datasets = [{ name: 'o"r', columns: [{ name: 'a"b', type: 'text' as const }] }];
  const asked = {
    dataset: 'o"r',
    filter: { field: 'a"b', operator: 'equals' as const, value: 'v' },
    measures: [{ name: 'n', function: 'count' as const }],
  };
  const one = compileQuery(asked, datasets, context);
  assert.deepEqual(one, compileQuery(asked, datasets, context));
  assert.deepEqual(one.parameters, ['v']);
  assert.match(one.sql, /"org_1"\."o""r" t0 where t0\."a""b" = \$1::text/);
});
