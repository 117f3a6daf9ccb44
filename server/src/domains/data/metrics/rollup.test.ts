import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeDataset } from '../../../../test/support/make-dataset.ts';
import { createRandom } from '../../../../test/support/plain-queries.ts';
import { createTestApp } from '../../../../test/support/test-app.ts';
import { WORTH_ROWS } from './metric-indexes.ts';

const suite = await createTestApp();
const { call, database } = suite;
const { id, key } = await suite.createOrganization('Mine');
await call('PATCH', 'tenancy/organization', { key, body: { time_zone: 'America/New_York', currency: 'USD' } });

const ORDERS = 300;
const random = createRandom(7);
// Over both changes of the clock of a year.
const instant = (): string => new Date(Date.UTC(2025, 0, 1) + random.below(365 * 24 * 60) * 60_000).toISOString();
const status = (): string => random.of(['completed', 'completed', 'cancelled']);
await makeDataset(
  database.database,
  id,
  'orders',
  [
    ['order_id', 'integer', true],
    ['ordered_at', 'timestamp'],
    ['status', 'text'],
    ['amount', 'number'],
  ],
  Array.from({ length: ORDERS }, (_, index) => [index, instant(), status(), random.below(500)]),
);
await makeDataset(
  database.database,
  id,
  'order_lines',
  [
    ['order_id', 'integer'],
    ['product_id', 'integer'],
    ['amount', 'number'],
    ['cost', 'number'],
    ['returned', 'boolean'],
  ],
  Array.from({ length: 3 * ORDERS }, () => [
    random.below(ORDERS + 5),
    random.below(9),
    random.below(90),
    random.below(40),
    random.chance(0.2),
  ]),
);

/** The datasets are called large, so that days are kept; or small, so that the rows answer. */
async function callLarge(isLarge: boolean): Promise<void> {
  await database.database
    .tenant(id)
    .updateTable('datasets')
    .set({ row_count: isLarge ? WORTH_ROWS : 10 })
    .where('organization_id', '=', id)
    .execute();
}

const run = (sql: string) =>
  database.database.business(id, async ({ client }) => {
    await client.query(sql);
  });

const keptTables = () =>
  database.database.business(id, async ({ client, schema }) => {
    const { rows } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = $1::regnamespace and relname like 'rollup:%'
         and relkind = 'r' and relname not like '%:dirty' order by 1`,
      [schema],
    );
    return rows.map(({ name }) => name);
  });

const REQUESTS = [
  'from=2025-03-01&to=2025-12-01&grain=month&compare=previous_period',
  'from=2025-10-25&to=2025-11-10&grain=day',
  'from=2025-01-01&to=2026-01-01&grain=total&compare=previous_year',
];
const METRICS = ['margin', 'average_order_value'];

/** Sums of sums round otherwise in their last digits. */
const roundFigures = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(9)) : value);

async function valuesOf(metric: string, request: string): Promise<unknown> {
  const { status: code, body, text } = await call('GET', `data/metrics/${metric}/values?${request}`, { key });
  assert.equal(code, 200, text);
  return JSON.parse(JSON.stringify({ columns: body.columns, rows: body.rows }, roundFigures));
}

async function checkAll(after: string): Promise<void> {
  for (const metric of METRICS) {
    for (const request of REQUESTS) {
      await callLarge(true);
      const fromDays = await valuesOf(metric, request);
      await callLarge(false);
      assert.deepEqual(fromDays, await valuesOf(metric, request), `${metric}, ${request}, after ${after}`);
    }
  }
}

test('days kept beside the data answer as the rows do, and are kept', async () => {
  await checkAll('nothing');
  assert.equal((await keptTables()).length, METRICS.length);
});

const order = (): number => random.below(ORDERS + 10);

test('whatever is changed, in lines or orders, the days follow', async () => {
  const before = await keptTables();
  const changes: (() => string)[] = [
    () =>
      `insert into order_lines (order_id, product_id, amount, cost, returned) values (${order()}, 1, 70, 20, false)`,
    () => `delete from order_lines where order_id = ${order()}`,
    () => `update order_lines set amount = amount + 5 where order_id = ${order()}`,
    () => `update order_lines set order_id = ${order()} where order_id = ${order()}`,
    () => `update order_lines set returned = not returned where order_id between ${order()} and ${order()}`,
    () => `update orders set ordered_at = '${instant()}' where order_id = ${order()}`,
    () => `update orders set ordered_at = null where order_id = ${order()}`,
    () => `update orders set status = '${status()}', amount = amount + 1 where order_id = ${order()}`,
    () => `delete from orders where order_id = ${order()}`,
    () => `insert into orders (order_id, ordered_at, status, amount)
             select max(order_id) + 1, '${instant()}', 'completed', 33 from orders`,
  ];
  for (let round = 0; round < 4; round += 1) {
    for (const change of changes) {
      await callLarge(true);
      await run(change());
    }
    await checkAll(`round ${round}`);
  }
  assert.deepEqual(await keptTables(), before);
});

test('a change of more rows than are noted one by one, and an emptied table, are followed too', async () => {
  await run(
    `insert into order_lines (order_id, product_id, amount, cost, returned)
       select n % ${ORDERS}, 2, 10, 4, false from generate_series(1, 3000) n`,
  );
  await checkAll('many rows');
  await run('truncate order_lines');
  await checkAll('an emptied table');
});

test('while nobody asks, what is noted is bounded, and a change under way is not lost', async () => {
  await callLarge(true);
  await valuesOf('margin', REQUESTS[0] ?? '');
  const tables = await keptTables();
  const noted = () =>
    database.database.business(id, async ({ client }) => {
      const counts = tables.map(
        (table) => `select count(*)::int as notes, bool_or(day is null) as whole from "${table}:dirty"`,
      );
      return (await client.query<{ notes: number; whole: boolean }>(counts.join(' union all '))).rows;
    });
  const gather = 'insert into order_lines (order_id, product_id, amount, cost, returned) values (7, 1, 70, 20, false)';
  await run(`update orders set ordered_at = '2025-06-01T12:00:00Z' where order_id = 7`);
  // As after ten thousand changes.
  for (const table of tables) {
    await run(`insert into "${table}:dirty" select date '2025-06-01' from generate_series(1, 10001)`);
  }
  // The notes are counted by a transaction whose number is a multiple of 256: numbers are used up until the next is one,
  // again where somebody else took it.
  for (let tries = 0; tries < 20 && !(await noted()).every(({ whole }) => whole); tries += 1) {
    await run(`create table used (); do $$ begin
      for i in 1..255 - pg_current_xact_id()::text::bigint % 256 loop
        begin insert into used default values; exception when others then null; end;
      end loop; end $$; drop table used`);
    await run(gather);
  }
  const before = await noted();
  for (let change = 0; change < 5; change += 1) await run(gather);
  assert.deepEqual(await noted(), before);

  await database.database.business(id, async ({ client }) => {
    await client.query(gather);
    // Whoever asks meanwhile is answered, and what is known of the days stays open.
    await valuesOf('margin', REQUESTS[0] ?? '');
  });
  await checkAll('a change under way');
});

test('what is undone leaves no trace, and a renamed column keeps nobody from writing', async () => {
  const undone = database.database.business(id, async ({ client }) => {
    await client.query('update orders set amount = 0');
    throw new Error('undone');
  });
  await assert.rejects(undone, /undone/);
  await checkAll('an undone change');
  await run('alter table orders rename column ordered_at to placed_at');
  await run(`insert into orders (order_id, placed_at, status, amount) values (9999, '2025-06-06', 'completed', 5)`);
  await run('alter table orders rename column placed_at to ordered_at');
  await checkAll('a column that was called otherwise for a while');
});

test('days that a back-up brought back, without what kept them right, are made anew', async () => {
  await callLarge(true);
  await valuesOf('margin', REQUESTS[0] ?? '');
  await database.database.business(id, async ({ client, schema }) => {
    const { rows } = await client.query<{ name: string }>(
      `select proname as name from pg_proc where pronamespace = $1::regnamespace and proname like 'rollup:%'`,
      [schema],
    );
    for (const { name } of rows) await client.query(`drop function ${client.escapeIdentifier(name)} cascade`);
  });
  for (const table of await keptTables()) await run(`comment on table "${table}" is null`);
  await run('update order_lines set cost = cost + 1');
  await checkAll('a restored back-up');
});

test('another zone and another definition make other days; those of before are gone', async () => {
  await call('PATCH', 'tenancy/organization', { key, body: { time_zone: 'Asia/Kolkata' } });
  await checkAll('another zone');
  assert.equal((await keptTables()).length, METRICS.length);
  const definition = {
    dataset: 'order_lines',
    joins: [{ dataset: 'orders' }],
    time: { field: 'orders.ordered_at' },
    measures: [{ name: 'margin', function: 'count', filter: { field: 'amount', operator: 'greater_than', value: 40 } }],
  };
  const { status: code, text } = await call('PUT', 'data/metrics/margin', { key, body: definition });
  assert.equal(code, 200, text);
  assert.equal((await keptTables()).length, METRICS.length - 1);
  await checkAll('another definition');
  assert.equal((await keptTables()).length, METRICS.length);
});

test('what days cannot answer is asked of the rows', async () => {
  await callLarge(true);
  const body = {
    name: 'customers_seen',
    dataset: 'order_lines',
    joins: [{ dataset: 'orders' }],
    time: { field: 'orders.ordered_at' },
    measures: [{ name: 'customers_seen', function: 'count_distinct', field: 'order_id' }],
  };
  assert.equal((await call('POST', 'data/metrics', { key, body })).status, 201);
  const before = await keptTables();
  await valuesOf('customers_seen', REQUESTS[0] ?? '');
  await valuesOf('revenue', 'from=2025-01-01&to=2025-02-01&grain=hour');
  assert.deepEqual(await keptTables(), before);
});
