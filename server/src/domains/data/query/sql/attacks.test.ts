import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeDataset } from '../../../../../test/support/make-dataset.ts';
import { createTestApp } from '../../../../../test/support/test-app.ts';
import { checkSql } from './check-sql.ts';

const suite = await createTestApp();
const { call, database } = suite;
const mine = await suite.createOrganization('Mine');
const other = await suite.createOrganization('Other');
await makeDataset(
  database.database,
  mine.id,
  'orders',
  [
    ['order_id', 'integer', true],
    ['region', 'text'],
    ['amount', 'number'],
    ['ordered_at', 'timestamp'],
  ],
  [
    [1, 'north', 10.5, '2026-03-29T00:30:00Z'],
    [2, 'south', 4, '2026-03-29T22:30:00Z'],
    [3, null, null, null],
  ],
);
await makeDataset(database.database, mine.id, 'pg_class', [['oid', 'integer']], [[42]]);
await makeDataset(database.database, other.id, 'secrets', [['word', 'text']], [['theirs']]);
const ask = (sql: string, body: object = {}, key = mine.key) =>
  call('POST', 'data/sql', { key, body: { sql, ...body } });

/** Each must be refused before the database sees it. */
const attacks: Record<string, string> = {
  'two statements': 'select 1; select 2',
  'a second statement behind a comment': 'select 1; -- \n drop table orders',
  'no statement': '-- nothing',
  'an insert': "insert into orders values (9, 'x', 1, null)",
  'an update': 'update orders set amount = 0',
  'a delete': 'delete from orders',
  'a drop': 'drop table orders',
  'a truncate': 'truncate orders',
  'copy out': "copy orders to '/tmp/x'",
  'copy to a program': "copy orders to program 'sh'",
  'a do block': 'do $$ begin perform 1; end $$',
  'a call': 'call f()',
  'a set': 'set role suite_app',
  'a reset': 'reset role',
  'a transaction': 'commit',
  'explain analyze': 'explain analyze select 1',
  'a listen': 'listen x',
  'a lock': 'lock table orders',
  prepare: 'prepare p as select 1',
  'select into': 'select * into copied from orders',
  'create table as': 'create table x as select 1',
  'for update': 'select * from orders for update',
  'for share in a subquery': 'select * from (select * from orders for key share) x',
  'a writing WITH': 'with gone as (delete from orders returning *) select * from gone',
  'an inserting WITH': 'with made as (insert into orders values (7) returning 1) select * from made',
  'a recursive WITH': 'with recursive r(n) as (select 1 union all select n + 1 from r) select * from r',
  'another organization’s schema': `select * from org_${other.id}.secrets`,
  'its own schema by name': `select _row_id from org_${mine.id}.orders`,
  'another organization’s dataset': 'select * from secrets',
  'the platform’s tables': 'select * from public.organizations',
  'the platform’s tables without schema': 'select * from api_keys',
  'another database': 'select * from other_db.public.orders',
  'the catalogue': 'select * from pg_catalog.pg_class',
  'the catalogue without schema': 'select * from pg_tables',
  roles: 'select rolname from pg_roles',
  settings: 'select * from pg_settings',
  'the information schema': 'select * from information_schema.tables',
  'a WITH that hides the catalogue from itself only':
    'with pg_roles as (select * from pg_roles) select * from pg_roles',
  'a WITH of an inner query used outside': 'select * from (with a as (select 1) select * from a) b, a',
  set_config: "select set_config('role', 'postgres', true)",
  'set_config by its schema': "select pg_catalog.set_config('app.organization_id', '1', true)",
  current_setting: "select current_setting('is_superuser')",
  'reading files': "select pg_read_file('/etc/passwd')",
  'listing folders': "select pg_ls_dir('.')",
  'large objects': "select lo_import('/etc/passwd')",
  waiting: 'select pg_sleep(100)',
  'ending others': 'select pg_terminate_backend(1)',
  'cancelling others': 'select pg_cancel_backend(1)',
  'advisory locks': 'select pg_advisory_lock(1)',
  'a query within a function': "select query_to_xml('select 1', true, true, '')",
  'a table as XML': "select table_to_xml('orders', true, true, '')",
  sequences: "select nextval('orders__row_id_seq')",
  notify: "select pg_notify('x', 'y')",
  'a link out': "select dblink('host=x', 'select 1')",
  'a provisioning function': 'select ensure_organization_schema(1)',
  'the user': 'select current_user',
  'the session’s user': 'select session_user',
  'the schema': 'select current_schema',
  'the version': 'select version()',
  'a regclass': "select 'pg_authid'::regclass",
  'a regclass by function': 'select cast(1 as regclass)',
  'an xml': "select '<a/>'::xml",
  'a json of rows': 'select row_to_json(o) from orders o',
  'gathering into one value': "select string_agg(region, '') from orders",
  'a growing text': "select repeat('x', 1000000000)",
  padding: "select lpad('x', 1000000000)",
  'an operator of another schema': 'select 1 operator(public.+) 1',
  'a function of another schema': 'select public.lower(region) from orders',
  'a function in FROM': "select * from pg_ls_dir('.') f",
  'a table sample': 'select * from orders tablesample system (10)',
  'an XML table': "select * from xmltable('/a' passing '<a/>' columns b text)",
  'a cursor': 'select * from orders where current of c',
  'a parameter that is not there': 'select $2::text',
  'deep nesting': `select ${'('.repeat(3000)}1${')'.repeat(3000)}`,
  'a long sum': `select 1${'+1'.repeat(4000)}`,
  'many negations': `select ${'not '.repeat(1990)}true`,
};

test('the library of attacks is large', () => assert.ok(Object.keys(attacks).length >= 60));

for (const [name, sql] of Object.entries(attacks)) {
  test(`refused: ${name}`, async () => {
    const answer = await ask(sql, { parameters: ['one'] });
    assert.deepEqual([answer.status, answer.body.code], [422, 'sql_refused'], answer.text);
  });
}

/** These read nothing that they may not: what they name does not exist where they run. */
for (const [name, sql] of Object.entries({
  'the number of a row': 'select _row_id from orders',
  'the import of a row': 'select o._import_id from orders o',
  'the place of a row': 'select ctid from orders',
  'the table’s number': 'select tableoid from orders',
  'the transaction of a row': 'select xmin from orders',
})) {
  test(`not there: ${name}`, async () => {
    const answer = await ask(sql);
    assert.deepEqual(
      [answer.status, answer.body.code, answer.body.sqlstate],
      [422, 'query_failed', '42703'],
      answer.text,
    );
  });
}

test('a star shows the columns of the dataset and no other', async () => {
  const { status, body } = await ask('select * from orders order by order_id');
  assert.equal(status, 200);
  assert.deepEqual(
    body.columns.map((column: any) => [column.name, column.type]),
    [
      ['order_id', 'integer'],
      ['region', 'text'],
      ['amount', 'number'],
      ['ordered_at', 'timestamp'],
    ],
  );
  assert.deepEqual(body.rows[0], {
    order_id: 1,
    region: 'north',
    amount: 10.5,
    ordered_at: '2026-03-29T00:30:00.000Z',
  });
  const whole = await ask('select o from orders o order by order_id limit 1');
  assert.equal(whole.body.rows[0].o.split(',').length, 4);
});

test('a dataset called like a system table is the dataset', async () => {
  assert.deepEqual((await ask('select * from pg_class')).body.rows, [{ oid: 42 }]);
});

test('what is allowed works: WITH, windows, groups, sets, parameters, comments at the end', async () => {
  const sql = `with per_region as (
      select coalesce(region, $1) as region, sum(amount) filter (where amount > 0) as total, count(*) as n
        from orders group by 1
    )
    select region, total, n, rank() over (order by total desc nulls last) as place, round(total::numeric / 3, 2) as third
      from per_region where region <> all (array['x', 'y']) and n between 1 and 5
    union all values ('end', 0, 0, 9, 0.0)
    order by place, region; -- and no more`;
  const { status, body, text } = await ask(sql, { parameters: ['unknown'] });
  assert.equal(status, 200, text);
  assert.deepEqual(body.rows[0], { region: 'north', total: 10.5, n: 1, place: 1, third: 3.5 });
  assert.deepEqual(
    body.rows.map((row: any) => row.region),
    ['north', 'south', 'unknown', 'end'],
  );
});

test('days are those of the organization’s zone', async () => {
  await call('PATCH', 'tenancy/organization', { key: mine.key, body: { time_zone: 'Europe/Berlin' } });
  const { body } = await ask(
    "select date_trunc('day', ordered_at)::date as day, count(*) from orders where ordered_at is not null group by 1 order by 1",
  );
  assert.deepEqual(body.rows, [
    { day: '2026-03-29', count: 1 },
    { day: '2026-03-30', count: 1 },
  ]);
});

test('rows beyond the limit are cut off, and said so', async () => {
  const { body } = await ask('select n from generate_series(1, 100000) as g(n)', { limit: 10 });
  assert.deepEqual([body.rows.length, body.truncated], [10, true]);
});

test('an answer of huge values fails in the database, not in the server', async () => {
  const doubled = Array.from({ length: 6 }, () => 0).reduce(
    (inner) => `(select replace(x, 'x', 'xxxxxxxxxxxxxxxx') as x from ${inner} q)`,
    "(select 'x' as x)",
  );
  const { status, body } = await ask(`select x from ${doubled} q`);
  assert.deepEqual([status, body.code, body.sqlstate], [422, 'query_failed', '22P02']);
});

test('nothing can be written although it is not seen to write', async () => {
  const { status } = await ask('select 1');
  assert.equal(status, 200);
  const rows = await database.database.business(mine.id, ({ client, schema }) =>
    client.query(`select count(*) as n from ${schema}.orders`),
  );
  assert.equal(rows.rows[0].n, 3);
});

test('a plan without custom algorithms has no SQL', async () => {
  const small = await suite.createOrganization('Small');
  await call('PUT', 'tenancy/plan', { key: small.key, body: { plan: 'basic' } });
  const { status, body } = await ask('select 1', {}, small.key);
  assert.deepEqual([status, body.code, body.available_in], [403, 'feature_not_in_plan', 'premium']);
});

test('a parser that ran out of room parses the next statement', async () => {
  for (let index = 0; index < 50; index += 1) await checkSql(`select ${'not '.repeat(1990)}true`, () => false, 0);
  assert.equal((await checkSql('select 1', () => false, 0)).faults, null);
});
