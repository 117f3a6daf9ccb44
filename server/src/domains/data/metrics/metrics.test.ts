import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeDataset } from '../../../../test/support/make-dataset.ts';
import { createTestApp } from '../../../../test/support/test-app.ts';
import { indexesOf } from './metric-indexes.ts';
import { standardMetrics } from './standard-metrics.ts';

const suite = await createTestApp();
const { call, database } = suite;
const mine = await suite.createOrganization('Mine');
const other = await suite.createOrganization('Other');
const { key } = mine;
await call('PATCH', 'tenancy/organization', { key, body: { time_zone: 'America/New_York', currency: 'USD' } });
const make = (name: string, columns: Parameters<typeof makeDataset>[3], rows: unknown[][]) =>
  makeDataset(database.database, mine.id, name, columns, rows);
await make(
  'orders',
  [
    ['order_id', 'integer', true],
    ['customer_id', 'integer'],
    ['ordered_at', 'timestamp'],
    ['channel', 'text'],
    ['region', 'text'],
    ['status', 'text'],
    ['amount', 'number'],
  ],
  [
    [1, 1, '2026-01-10T12:00:00Z', 'web', 'N', 'completed', 100],
    [2, 1, '2026-02-01T03:00:00Z', 'shop', 'S', 'completed', 60],
    [3, 2, '2026-02-10T12:00:00Z', 'web', 'N', 'cancelled', 999],
    [4, 2, '2026-02-11T12:00:00Z', 'web', 'N', 'completed', 20],
  ],
);
await make(
  'order_lines',
  [
    ['order_id', 'integer'],
    ['product_id', 'integer'],
    ['amount', 'number'],
    ['cost', 'number'],
    ['returned', 'boolean'],
  ],
  [
    [1, 7, 60, 30, false],
    [1, 8, 40, 30, false],
    [2, 7, 60, 40, true],
    [3, 7, 999, 1, false],
    [4, 8, 20, 5, false],
  ],
);
const values = async (name: string, query: string) => {
  const answer = await call('GET', `data/metrics/${name}/values?${query}`, { key });
  assert.equal(answer.status, 200, answer.text);
  return answer.body;
};
const YEAR = 'from=2026-01-01&to=2026-03-01&grain=month';

test('standard metrics are there as soon as their data are', async () => {
  const { body } = await call('GET', 'data/metrics', { key });
  assert.deepEqual(
    body.items.map((each: any) => each.name),
    ['average_order_value', 'lost_customers', 'margin', 'orders', 'revenue'],
  );
  const revenue = body.items.at(-1);
  assert.deepEqual(
    [revenue.unit, revenue.money_per_unit, revenue.direction, revenue.version, revenue.is_standard],
    ['USD', 1, 'up', 0, true],
  );
  assert.deepEqual((await call('GET', 'data/metrics', { key: other.key })).body.items, []);
});

test('values by month of the zone, by dimension, compared', async () => {
  // The second order is of January in New York.
  const months = await values('revenue', YEAR);
  assert.deepEqual(months.rows, [
    { period: '2026-01-01', value: 160 },
    { period: '2026-02-01', value: 20 },
  ]);
  assert.deepEqual(months.columns[1], { name: 'value', type: 'number', unit: 'USD', kind: 'measure' });
  const split = await values('revenue', 'from=2026-01-01&to=2026-03-01&grain=total&dimensions=channel');
  assert.deepEqual(split.rows, [
    { channel: 'shop', value: 60 },
    { channel: 'web', value: 120 },
  ]);
  const compared = await values(
    'average_order_value',
    'from=2026-02-01&to=2026-03-01&grain=total&compare=previous_period',
  );
  assert.deepEqual(compared.rows, [{ value: 20, value_previous: 80, value_change: -60, value_relative_change: -0.75 }]);
});

test('margin leaves out what was returned or cancelled; its helpers are not shown', async () => {
  const { rows } = await values('margin', YEAR);
  assert.deepEqual(rows, [
    { period: '2026-01-01', value: 40 },
    { period: '2026-02-01', value: 15 },
  ]);
});

test('a customer is lost 90 days after the last order', async () => {
  const { rows } = await values('lost_customers', 'from=2026-04-01&to=2026-06-01&grain=month');
  assert.deepEqual(rows, [
    { period: '2026-04-01', value: 0 },
    { period: '2026-05-01', value: 2 },
  ]);
  const days = await values('lost_customers', 'from=2026-05-01&to=2026-05-02&grain=day');
  assert.deepEqual(days.rows, [{ period: '2026-05-01', value: 1 }]);
});

test('a metric of one’s own: made, used, defined anew, removed; every version kept', async () => {
  const definition = {
    dataset: 'orders',
    time: { field: 'ordered_at' },
    measures: [{ name: 'largest', function: 'max', field: 'amount' }],
    dimensions: [{ name: 'where', field: 'region' }],
  };
  const made = await call('POST', 'data/metrics', { key, body: { name: 'largest_order', ...definition } });
  assert.deepEqual([made.status, made.body.version, made.body.definition], [201, 1, definition]);
  assert.equal(
    (await call('POST', 'data/metrics', { key, body: { name: 'largest_order', ...definition } })).body.code,
    'metric_exists',
  );
  assert.equal(
    (await call('POST', 'data/metrics', { key, body: { name: 'revenue', ...definition } })).body.code,
    'metric_exists',
  );
  const { rows } = await values('largest_order', `${YEAR}&dimensions=where`);
  assert.deepEqual(
    rows.find((row: any) => row.where === 'S' && row.period === '2026-02-01'),
    { where: 'S', period: '2026-02-01', value: null },
  );
  const changed = await call('PUT', 'data/metrics/largest_order', { key, body: { ...definition, unit: 'money' } });
  assert.deepEqual([changed.status, changed.body.version, changed.body.unit], [200, 2, 'USD']);
  assert.equal((await call('GET', 'data/metrics/largest_order', { key: other.key })).status, 404);
  assert.equal((await call('DELETE', 'data/metrics/largest_order', { key })).status, 204);
  assert.equal((await call('GET', 'data/metrics/largest_order', { key })).body.code, 'metric_not_found');
  const versions = await database.database
    .tenant(mine.id)
    .selectFrom('metric_versions')
    .select('version')
    .where('organization_id', '=', mine.id)
    .execute();
  assert.equal(versions.length, 3);
});

const define = (amount: number) =>
  call('PUT', 'data/metrics/orders', {
    key,
    body: {
      dataset: 'orders',
      time: { field: 'ordered_at' },
      measures: [
        { name: 'orders', function: 'count', filter: { field: 'amount', operator: 'greater_than', value: amount } },
      ],
    },
  });

test('a column or a dataset that a metric reads is not renamed or removed unawares', async () => {
  const own = {
    name: 'costly_lines',
    dataset: 'order_lines',
    joins: [{ dataset: 'orders', as: 'sale' }],
    filter: { not: { field: 'sale.channel', operator: 'equals', value: 'web' } },
    time: { field: 'sale.ordered_at' },
    measures: [{ name: 'n', function: 'count', filter: { field: 'cost', operator: 'greater_than', value: 30 } }],
  };
  assert.equal((await call('POST', 'data/metrics', { key, body: own })).status, 201);
  const namesOf = async (column: string, dataset = 'orders') => {
    const { body } = await call('GET', `data/datasets/${dataset}/columns/${column}/removal`, { key });
    return body.uses.map((use: any) => `${use.kind} ${use.name}`).toSorted();
  };
  assert.deepEqual(
    await namesOf('channel'),
    ['average_order_value', 'costly_lines', 'margin', 'orders', 'revenue'].map((name) => `metric ${name}`),
  );
  assert.deepEqual(await namesOf('cost', 'order_lines'), ['metric costly_lines', 'metric margin']);
  assert.deepEqual(await namesOf('order_id', 'order_lines'), []);
  const rename = { key, body: { name: 'way' } };
  const refused = await call('PATCH', 'data/datasets/orders/columns/channel', rename);
  assert.deepEqual([refused.status, refused.body.code], [409, 'column_in_use']);
  assert.match(refused.body.detail, /costly_lines/);
  const { body } = await call('GET', 'data/datasets/orders/uses', { key });
  assert.ok(
    body.uses.some((use: any) => use.kind === 'metric' && use.name === 'lost_customers'),
    JSON.stringify(body),
  );
  assert.equal((await call('DELETE', 'data/metrics/costly_lines', { key })).status, 204);
  assert.deepEqual(await namesOf('cost', 'order_lines'), ['metric margin']);
});

test('of two who define at once, one is told', async () => {
  const statuses = (await Promise.all([define(1), define(2)])).map(({ status }) => status);
  assert.ok(statuses.includes(200) && statuses.every((status) => status === 200 || status === 409), String(statuses));
});

test('a wrong definition is told with places in the definition', async () => {
  const body = {
    name: 'wrong',
    dataset: 'orders',
    time: { field: 'ordered' },
    measures: [{ name: 'a', function: 'sum', field: 'status' }],
    dimensions: [{ name: 'x', field: 'regoin' }],
  };
  const answer = await call('POST', 'data/metrics', { key, body });
  assert.deepEqual(
    [answer.status, answer.body.errors.map(({ pointer }: any) => pointer)],
    [422, ['/dimensions/0/field', '/time/field', '/measures/0/function']],
  );
  const unknown = await call('GET', 'data/metrics/revenue/values?dimensions=nothing', { key });
  assert.deepEqual([unknown.status, unknown.body.errors[0].pointer], [422, '/query/dimensions']);
});

const dataset = (name: string, rowCount: number, columns: [string, boolean][]) =>
  ({ name, rowCount, columns: columns.map(([column, isKey]) => ({ name: column, isKey })) }) as any;

test('only large tables get indexes: of the time, and of the key that leads to it', async () => {
  const large = new Map([
    [
      'orders',
      dataset('orders', 95_000, [
        ['order_id', true],
        ['ordered_at', false],
      ]),
    ],
    ['order_lines', dataset('order_lines', 207_000, [['order_id', false]])],
  ]);
  const names = indexesOf(standardMetrics.get('margin') as any, large).map(
    (wanted) => `${wanted.dataset.name}.${wanted.column}`,
  );
  assert.deepEqual(names, ['orders.ordered_at', 'order_lines.order_id']);
  large.get('orders').rowCount = 10;
  large.get('order_lines').rowCount = 10;
  assert.deepEqual(indexesOf(standardMetrics.get('margin') as any, large), []);
});
