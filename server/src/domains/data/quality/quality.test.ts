import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeDataset } from '../../../../test/support/make-dataset.ts';
import { createTestApp } from '../../../../test/support/test-app.ts';
import { until } from '../../../../test/support/until.ts';

const suite = await createTestApp({ work: true });
const { call, database } = suite;
const mine = await suite.createOrganization('Mine');
const { key } = mine;

const ask = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object, language = 'en') =>
  call(method, `data/${path}`, { key, headers: { 'accept-language': language }, ...(body ? { body } : {}) });
const preview = async (dataset: string, rule: object) => {
  const { status, body, text } = await ask('POST', `datasets/${dataset}/quality-rules/preview`, rule);
  assert.equal(status, 200, text);
  return body;
};
const make = async (dataset: string, rule: object) => {
  const { status, body, text } = await ask('POST', `datasets/${dataset}/quality-rules`, rule);
  assert.equal(status, 201, text);
  return body;
};
async function run(dataset: string): Promise<any> {
  const { body } = await ask('POST', `datasets/${dataset}/quality-rules/run`);
  const job = await suite.awaitJob(body.job_id, key);
  assert.equal(job.status, 'succeeded', JSON.stringify(job));
  return job.result;
}
const alertsOf = async (dataset: string, status = '') =>
  (await ask('GET', `quality-alerts?dataset=${dataset}${status && `&status=${status}`}`)).body.items;
const eventsOf = (dataset: string) =>
  database.database
    .tenant(mine.id)
    .selectFrom('outbox_events')
    .select('data')
    .where('organization_id', '=', mine.id)
    .where('type', '=', 'data_quality_alert')
    .where('subject_id', '=', dataset)
    .orderBy('id')
    .execute()
    .then((rows) => rows.map(({ data }: any) => [data.status, data.kind, data.rows_broken]));
async function importRows(dataset: string, rows: readonly unknown[][], options = '') {
  const { status, body, text } = await call('POST', `data/datasets/${dataset}/imports${options}`, {
    key,
    body: rows.map((row) => row.join(',')).join('\n'),
    headers: { 'content-type': 'text/csv' },
  });
  assert.equal(status, 202, text);
  assert.equal((await suite.awaitJob(body.job_id, key)).status, 'succeeded');
  return body.import_id;
}

await makeDataset(database.database, mine.id, 'regions', [['code', 'text', true]], [['north'], ['south']]);
await makeDataset(
  database.database,
  mine.id,
  'orders',
  [
    ['order_id', 'text', true],
    ['reference', 'text'],
    ['region', 'text'],
    ['amount', 'number'],
    ['paid', 'number'],
    ['status', 'text'],
    ['ordered_at', 'timestamp'],
  ],
  [
    ['A-1', 'R1', 'north', 10, 10, 'done', new Date(Date.now() - 3 * 3_600_000).toISOString()],
    ['A-2', 'R1', 'south', -5, 0, 'open', '2026-01-02T00:00:00Z'],
    ['A-3', 'R$12', 'west', 20, 30, 'lost', '2026-01-02T00:00:00Z'],
    ['A-4', ' ', null, null, null, 'done', '2026-01-03T00:00:00Z'],
  ],
);

test('every kind of rule says how many rows break it, and which', async () => {
  const seen = async (rule: object) => {
    const { outcome, rows_broken: rows, examples } = await preview('orders', rule);
    return [outcome, rows, examples.map(({ record }: any) => record)];
  };
  assert.deepEqual(await seen({ kind: 'not_blank', column: 'region' }), ['broken', 1, ['A-4']]);
  assert.deepEqual(await seen({ kind: 'not_blank', column: 'reference' }), ['broken', 1, ['A-4']]);
  assert.deepEqual(await seen({ kind: 'not_blank', column: 'region', allowed_share: 0.25 }), ['held', 1, ['A-4']]);
  assert.deepEqual(await seen({ kind: 'unique', column: 'reference' }), ['broken', 2, ['R1']]);
  assert.deepEqual(await seen({ kind: 'unique', column: 'reference', columns: ['region'] }), ['held', 0, []]);
  assert.deepEqual(await seen({ kind: 'in_range', column: 'amount', minimum: 0 }), ['broken', 1, ['A-2']]);
  assert.deepEqual(await seen({ kind: 'in_range', column: 'amount', minimum: 0, maximum: 15 }), [
    'broken',
    2,
    ['A-2', 'A-3'],
  ]);
  assert.deepEqual(await seen({ kind: 'one_of', column: 'status', values: ['done', 'open'] }), ['broken', 1, ['A-3']]);
  assert.deepEqual(await seen({ kind: 'pattern', column: 'reference', pattern: 'R[0-9]' }), [
    'broken',
    2,
    ['A-3', 'A-4'],
  ]);
  assert.deepEqual(await seen({ kind: 'pattern', column: 'reference', pattern: 'R\\$1.?|R1| ' }), ['held', 0, []]);
  assert.deepEqual(await seen({ kind: 'reference', column: 'region', dataset: 'regions' }), ['broken', 1, ['A-3']]);
  const paid = {
    any: [
      { field: 'paid', operator: 'less_or_equal', value: 20 },
      { field: 'status', operator: 'equals', value: 'lost' },
    ],
  };
  assert.deepEqual(await seen({ kind: 'condition', condition: paid }), ['broken', 1, ['A-4']]);
  const fresh = await preview('orders', { kind: 'fresh', column: 'ordered_at', hours: 2 });
  assert.ok(fresh.outcome === 'broken' && fresh.figure > 2.9 && fresh.figure < 3.2, JSON.stringify(fresh));
  assert.equal((await preview('orders', { kind: 'fresh', column: 'ordered_at', hours: 4 })).outcome, 'held');
  assert.equal((await preview('orders', { kind: 'volume', per: 'day', column: 'ordered_at', minimum: 1 })).figure, 0);
  assert.equal((await preview('orders', { kind: 'volume', minimum: 1 })).outcome, 'not_checked');
});

const refusalOf = async (rule: object) => {
  const { status, body } = await ask('POST', 'datasets/orders/quality-rules', rule);
  return [status, body.code, body.errors?.[0]?.pointer];
};

test('what a rule cannot be is refused with its place', async () => {
  assert.deepEqual(await refusalOf({ kind: 'not_blank' }), [422, 'rule_invalid', '/column']);
  assert.deepEqual(await refusalOf({ kind: 'not_blank', column: 'nothing' }), [404, 'column_not_found', undefined]);
  assert.deepEqual(await refusalOf({ kind: 'in_range', column: 'amount' }), [422, 'rule_invalid', '/minimum']);
  assert.deepEqual(await refusalOf({ kind: 'in_range', column: 'amount', minimum: 'a' }), [
    422,
    'rule_invalid',
    '/minimum',
  ]);
  assert.deepEqual(await refusalOf({ kind: 'in_range', column: 'amount', minimum: 2, maximum: 1 }), [
    422,
    'rule_invalid',
    '/maximum',
  ]);
  assert.deepEqual(await refusalOf({ kind: 'pattern', column: 'status', pattern: '(' }), [
    422,
    'rule_invalid',
    '/pattern',
  ]);
  assert.deepEqual(await refusalOf({ kind: 'pattern', column: 'status', pattern: '(a)\\1' }), [
    422,
    'rule_invalid',
    '/pattern',
  ]);
  assert.deepEqual(await refusalOf({ kind: 'reference', column: 'region', dataset: 'nowhere' }), [
    422,
    'rule_invalid',
    '/dataset',
  ]);
  assert.deepEqual(await refusalOf({ kind: 'fresh', column: 'region', hours: 1 }), [422, 'rule_invalid', '/column']);
  assert.deepEqual(await refusalOf({ kind: 'condition', condition: { field: 'nope', operator: 'is_null' } }), [
    422,
    'query_invalid',
    '/condition/field',
  ]);
});

test('an alert opens once, is acknowledged, and closes when the rule holds again; both are told', async () => {
  await makeDataset(
    database.database,
    mine.id,
    'stock',
    [
      ['sku', 'text', true],
      ['left', 'integer'],
    ],
    [
      ['S1', 5],
      ['S2', -1],
    ],
  );
  const rule = await make('stock', { kind: 'in_range', column: 'left', minimum: 0, severity: 'high' });
  await make('stock', { kind: 'not_blank', column: 'left' });
  assert.deepEqual(await run('stock'), { dataset: 'stock', held: 1, broken: 1, not_checked: 0 });
  assert.deepEqual(await run('stock'), { dataset: 'stock', held: 1, broken: 1, not_checked: 0 });
  const [alert, ...others] = await alertsOf('stock', 'open');
  assert.deepEqual([others, alert.status, alert.severity, alert.rows_broken], [[], 'open', 'high', 1]);
  assert.deepEqual([alert.rule.id, alert.examples], [rule.id, [{ record: 'S2', value: '-1' }]]);
  assert.equal(alert.text, 'Rows that break it: 1 of 2 (50%).');
  const known = await ask('POST', `quality-alerts/${alert.id}/acknowledge`);
  assert.deepEqual([known.status, known.body.status], [200, 'acknowledged']);
  assert.equal((await alertsOf('stock', 'acknowledged')).length, 1);
  await ask('PATCH', 'datasets/stock/records/S2', { values: { left: 3 } });
  await run('stock');
  const [closed] = await alertsOf('stock', 'closed');
  assert.deepEqual([closed.status, closed.ending, closed.rows_broken], ['closed', 'holds', 0]);
  assert.deepEqual(await alertsOf('stock', 'open'), []);
  assert.deepEqual(await eventsOf('stock'), [
    ['opened', 'in_range', 1],
    ['closed', 'in_range', 0],
  ]);
  const results = await ask('GET', `quality-rules/${rule.id}/results`);
  assert.deepEqual(
    results.body.items.map(({ outcome, cause }: any) => [outcome, cause]),
    [
      ['held', 'asked'],
      ['broken', 'asked'],
      ['broken', 'asked'],
    ],
  );
});

test('a rule that is changed or switched off lets its alert go', async () => {
  await makeDataset(database.database, mine.id, 'prices', [['price', 'number']], [[1], [-2]]);
  const rule = await make('prices', { kind: 'in_range', column: 'price', minimum: 0 });
  await run('prices');
  const changed = await ask('PATCH', `quality-rules/${rule.id}`, { enabled: false });
  assert.deepEqual([changed.status, changed.body.enabled, changed.body.last_result.outcome], [200, false, 'broken']);
  assert.deepEqual(
    (await alertsOf('prices')).map(({ ending }: any) => ending),
    ['changed'],
  );
  assert.deepEqual(await run('prices'), { dataset: 'prices', held: 0, broken: 0, not_checked: 0 });
  const refused = await ask('PATCH', `quality-rules/${rule.id}`, { values: [1] });
  assert.equal(refused.status, 422, refused.text);
  assert.equal((await ask('DELETE', `quality-rules/${rule.id}`)).status, 204);
  assert.equal((await ask('GET', `quality-rules/${rule.id}`)).status, 404);
  const schedules = await database.database
    .tenant(mine.id)
    .selectFrom('job_schedules')
    .select('payload')
    .where('kind', '=', 'quality_check')
    .where('organization_id', '=', mine.id)
    .execute();
  assert.ok(!schedules.some(({ payload }: any) => payload.dataset === 'prices'));
  const log = await call('GET', 'tenancy/audit-log?limit=50', { key });
  const acts = log.body.items
    .filter(({ action }: any) => action.startsWith('quality_rule.'))
    .map(({ action }: any) => action);
  assert.deepEqual(acts.slice(0, 3), ['quality_rule.removed', 'quality_rule.updated', 'quality_rule.created']);
});

const openAlerts = (count: number) => until(async () => (await alertsOf('sheet', 'open')).length === count);

test('rules are asked after an import, its undo, and a change of many records', async () => {
  const header = ['id', 'n'];
  const rows = (from: number, count: number, n: (index: number) => unknown) => [
    header,
    ...Array.from({ length: count }, (_, index) => [from + index, n(index)]),
  ];
  await importRows(
    'sheet',
    rows(0, 150, (index) => index),
    `?options=${encodeURIComponent('{"key":["id"]}')}`,
  );
  await make('sheet', { kind: 'in_range', column: 'n', minimum: 0 });
  await make('sheet', { kind: 'volume', minimum: 100, maximum: 200 });
  const bad = await importRows(
    'sheet',
    rows(1000, 50, () => -1),
  );
  await openAlerts(2);
  const undo = await ask('POST', `imports/${bad}/undo`);
  await suite.awaitJob(undo.body.job_id, key);
  await openAlerts(0);
  const records = Array.from({ length: 120 }, (_, index) => ({ id: 5000 + index, n: -index - 1 }));
  const written = await ask('POST', 'datasets/sheet/records', { records });
  assert.equal(written.status, 201, written.text);
  await openAlerts(1);
});

test('rules are proposed by what the data keep, without those of constraints, and made in one call', async () => {
  const rows = Array.from({ length: 200 }, (_, n) => [
    `K-${1000 + n}`,
    n % 2 ? 'north' : 'south',
    n % 7 ? 5 + (n % 9) : 0,
    `p${n}@example.com`,
  ]);
  await makeDataset(
    database.database,
    mine.id,
    'people',
    [
      ['person', 'text'],
      ['region', 'text'],
      ['age', 'integer'],
      ['email', 'text'],
    ],
    rows,
  );
  await ask('POST', 'datasets/people/constraints', { column: 'region', kind: 'required' });
  const { body, text } = await ask('GET', 'datasets/people/quality-rules/suggestions');
  const proposed = body.items.map(({ id }: any) => id);
  assert.ok(proposed.includes('not_blank:email'), text);
  for (const id of [
    'unique:person',
    'in_range:age',
    'one_of:region',
    'pattern:email',
    'pattern:person',
    'reference:region',
  ]) {
    assert.ok(proposed.includes(id), `${id} is not among ${proposed.join(' ')}`);
  }
  assert.ok(!proposed.includes('not_blank:region'));
  assert.ok(
    body.items.every(
      ({ sentence, reason }: any) => sentence && reason && !/quality\.|datasets\./.test(sentence + reason),
    ),
  );
  const some = await ask('POST', 'datasets/people/quality-rules/suggestions', { ids: ['unique:person'] });
  assert.deepEqual([some.status, some.body.items.length], [201, 1]);
  const all = await ask('POST', 'datasets/people/quality-rules/suggestions', {});
  assert.equal(all.body.items.length, proposed.length - 1);
  assert.deepEqual(await run('people'), { dataset: 'people', held: proposed.length, broken: 0, not_checked: 0 });
  assert.deepEqual((await ask('GET', 'datasets/people/quality-rules/suggestions')).body.items, []);
  const arabic = await ask('GET', 'datasets/people/quality-rules', undefined, 'ar');
  assert.ok(arabic.body.items.every(({ sentence }: any) => /\p{Script=Arabic}/u.test(sentence)));
});

test('a column that is retyped or a dataset that goes leaves rules that say so, or none', async () => {
  await makeDataset(
    database.database,
    mine.id,
    'shifting',
    [
      ['label', 'text'],
      ['region', 'text'],
    ],
    [
      ['1', 'north'],
      ['2', 'east'],
    ],
  );
  await makeDataset(database.database, mine.id, 'areas', [['code', 'text', true]], [['north']]);
  await make('shifting', { kind: 'pattern', column: 'label', pattern: '[0-9]' });
  await make('shifting', { kind: 'reference', column: 'region', dataset: 'areas' });
  assert.deepEqual(await run('shifting'), { dataset: 'shifting', held: 1, broken: 1, not_checked: 0 });
  await ask('POST', 'datasets/shifting/columns/label/retype', { type: 'integer', preview: false });
  assert.equal((await ask('DELETE', 'datasets/areas')).status, 204);
  assert.deepEqual(await run('shifting'), { dataset: 'shifting', held: 0, broken: 0, not_checked: 2 });
  const { body } = await ask('GET', 'datasets/shifting/quality-rules');
  assert.match(body.items[1].last_result.text, /other dataset is gone/);
  assert.deepEqual(
    (await alertsOf('shifting')).map(({ status }: any) => status),
    ['open'],
  );
  assert.equal((await ask('DELETE', 'datasets/shifting')).status, 204);
  assert.equal((await ask('GET', 'datasets/shifting/quality-rules')).status, 404);
  assert.equal((await ask('GET', `quality-rules/${body.items[0].id}`)).status, 404);
});

test('the clock asks all rules where something has changed, else those that time alone can break', async () => {
  await makeDataset(
    database.database,
    mine.id,
    'clocked',
    [
      ['id', 'text', true],
      ['n', 'integer'],
      ['at', 'timestamp'],
    ],
    [['a', 1, '2026-01-01T00:00:00Z']],
  );
  await make('clocked', { kind: 'in_range', column: 'n', minimum: 0 });
  await make('clocked', { kind: 'fresh', column: 'at', hours: 100_000 });
  const byClock = async () => {
    const job = await database.database.transaction(mine.id, (db) =>
      suite.platform.jobs.enqueue(db, mine.id, {
        kind: 'quality_check',
        payload: { dataset: 'clocked', cause: 'schedule' },
        subject: { kind: 'organization', id: mine.id, name: 'clocked' },
        createdBy: null,
      }),
    );
    return (await suite.awaitJob(job, key)).result;
  };
  assert.deepEqual(await byClock(), { dataset: 'clocked', held: 2, broken: 0, not_checked: 0 });
  assert.deepEqual(await byClock(), { dataset: 'clocked', held: 1, broken: 0, not_checked: 0 });
  await ask('PATCH', 'datasets/clocked/records/a', { values: { n: -1 } });
  assert.deepEqual(await byClock(), { dataset: 'clocked', held: 1, broken: 1, not_checked: 0 });
});

test('there is a limit to rules, and it is said', async () => {
  await makeDataset(database.database, mine.id, 'crowded', [['n', 'integer']], [[1]]);
  for (let made = 0; made < 100; made += 1)
    await make('crowded', { kind: 'in_range', column: 'n', minimum: made - 200 });
  const { status, body } = await ask('POST', 'datasets/crowded/quality-rules', { kind: 'not_blank', column: 'n' });
  assert.deepEqual([status, body.code], [409, 'too_many_rules']);
});

test('rules follow a column to its new name, and hold back whoever removes it unawares', async () => {
  await makeDataset(
    database.database,
    mine.id,
    'visits',
    [
      ['page', 'text'],
      ['seconds', 'integer'],
    ],
    [
      ['home', 10],
      ['home', -1],
    ],
  );
  const condition = { not: { all: [{ field: 'seconds', operator: 'less_than', value: 0 }] } };
  await make('visits', { name: 'Time passes', kind: 'condition', condition });
  await make('visits', { name: 'Each page once', kind: 'unique', column: 'page', columns: ['seconds'] });
  const renamed = await ask('PATCH', 'datasets/visits/columns/seconds', { name: 'duration' });
  assert.equal(renamed.status, 200, renamed.text);
  await run('visits');
  const { body } = await ask('GET', 'datasets/visits/quality-rules');
  assert.deepEqual(
    body.items.map(({ name, last_result: { outcome, rows_broken: broken } }: any) => [name, outcome, broken]),
    [
      ['Time passes', 'broken', 1],
      ['Each page once', 'held', 0],
    ],
  );
  const { body: removal } = await ask('GET', 'datasets/visits/columns/duration/removal');
  assert.deepEqual(
    removal.uses.map(({ kind, name }: any) => [kind, name]),
    [
      ['quality_rule', 'Time passes'],
      ['quality_rule', 'Each page once'],
    ],
  );
  const refused = await ask('DELETE', 'datasets/visits/columns/duration');
  assert.deepEqual([refused.status, refused.body.code], [409, 'column_in_use']);
  assert.equal((await ask('DELETE', 'datasets/visits/columns/duration?force=true')).status, 204);
});
