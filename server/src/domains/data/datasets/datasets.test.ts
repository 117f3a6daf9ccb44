import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createModel } from '../../../../test/support/model-steps.ts';
import { createTestApp } from '../../../../test/support/test-app.ts';

const suite = await createTestApp({ work: true });
const { call, createOrganization, platform } = suite;
const shop = await createOrganization('Shop');
const other = await createOrganization('Other');
const { key } = shop;

const ask = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object, language = 'en') =>
  call(method, `data/datasets${path}`, { key, headers: { 'accept-language': language }, ...(body ? { body } : {}) });
const make = (name: string, columns: object[], more: object = {}) => ask('POST', '', { name, columns, ...more });
const fill = async (name: string, records: object[]) => {
  const answer = await ask('POST', `/${name}/records`, { records });
  assert.equal(answer.status, 201, answer.text);
};
const columnOf = async (name: string, column: string) =>
  (await ask('GET', `/${name}`)).body.columns.find((each: any) => each.name === column);
const cells = async (name: string, column: string) =>
  (await ask('GET', `/${name}/records?limit=200`)).body.items.map((each: any) => each.values[column]);

test('the standard datasets are told before they are there, in the language of the reader', async () => {
  const [english, arabic] = await Promise.all(
    ['en', 'ar'].map((language) =>
      call('GET', 'data/standard-datasets', { key, headers: { 'accept-language': language } }),
    ),
  );
  assert.deepEqual(
    english?.body.items.map((each: any) => [each.name, each.made, each.row_count, each.key]),
    [
      ['customers', false, 0, 'customer_id'],
      ['products', false, 0, 'product_id'],
      ['orders', false, 0, 'order_id'],
      ['order_lines', false, 0, null],
      ['leads', false, 0, 'lead_id'],
      ['service_requests', false, 0, 'request_id'],
      ['inventory_levels', false, 0, null],
      ['stock_movements', false, 0, 'movement_id'],
      ['marketing_spend', false, 0, null],
    ],
  );
  const lines = english?.body.items[3];
  const order = lines.columns.find(({ name }: any) => name === 'order_id');
  assert.deepEqual([order.refers_to, order.role, order.is_key], ['orders', 'entity', false]);
  assert.equal(lines.columns.find(({ name }: any) => name === 'amount').role, 'money');
  for (const [place, each] of english?.body.items.entries() ?? []) {
    assert.notEqual(each.label, arabic?.body.items[place].label);
    assert.ok(each.columns.every(({ label }: any) => !label.includes('datasets.')));
  }
  assert.equal((await ask('GET', '/customers')).status, 404);
});

test('a dataset is made with columns, roles, a key; what cannot be is refused with its place', async () => {
  const made = await make(
    'machines',
    [
      { name: 'machine_id', type: 'text', role: 'entity', label: 'Machine' },
      { name: 'price', type: 'number', role: 'money', currency: 'CHF' },
    ],
    { key: 'machine_id', label: 'Our machines', description: 'All of them.' },
  );
  assert.equal(made.status, 201, made.text);
  assert.deepEqual([made.body.label, made.body.key, made.body.row_count], ['Our machines', 'machine_id', 0]);
  assert.deepEqual(made.body.columns[1], {
    name: 'price',
    label: 'price',
    type: 'number',
    nullable: true,
    is_key: false,
    role: 'money',
    currency: 'CHF',
    refers_to: null,
  });
  const again = await make('machines', [{ name: 'a', type: 'text' }]);
  assert.deepEqual([again.status, again.body.code], [409, 'dataset_exists']);
  const refused = await make(
    'odd',
    [
      { name: '_row_id', type: 'text' },
      { name: 'twice', type: 'text' },
      { name: 'twice', type: 'number', currency: 'EUR' },
      { name: 'good', type: 'boolean' },
      { name: 'x'.repeat(64), type: 'boolean' },
    ],
    { key: 'good' },
  );
  assert.deepEqual(
    refused.body.errors?.map((fault: any) => [fault.pointer, fault.code]),
    [
      ['/columns/0/name', 'column_name_not_possible'],
      ['/columns/2/name', 'column_name_repeated'],
      ['/columns/2/currency', 'currency_without_money'],
      ['/columns/3/type', 'key_type_not_possible'],
      ['/columns/4/name', 'column_name_not_possible'],
    ],
    refused.text,
  );
  assert.equal((await ask('GET', '/odd')).status, 404);
});

test('columns come, are renamed and go, and what others read is not taken from them unasked', async () => {
  await make('parts', [
    { name: 'part', type: 'text' },
    { name: 'weight', type: 'number' },
    { name: 'heavy', type: 'boolean' },
  ]);
  await fill('parts', [
    { part: 'a', weight: 1.5, heavy: false },
    { part: 'b', weight: null },
  ]);
  const added = await ask('POST', '/parts/columns', { name: 'colour', type: 'text', role: 'dimension' });
  assert.deepEqual([added.status, added.body.columns.at(-1).name], [201, 'colour'], added.text);
  const model = await createModel(suite, shop, {
    model_name: 'Heaviness',
    model_type: 'classification',
    feature_columns: ['weight'],
    target_column: 'heavy',
    training_data_source: { dataset: 'parts' },
  });
  const used = await ask('PATCH', '/parts/columns/weight', { name: 'mass' });
  assert.deepEqual([used.status, used.body.code, used.body.uses], [409, 'column_in_use', 'Heaviness'], used.text);
  const preview = await ask('GET', '/parts/columns/weight/removal');
  assert.deepEqual([preview.body.values, preview.body.uses[0].name], [1, 'Heaviness']);
  assert.equal((await ask('DELETE', '/parts/columns/weight')).body.code, 'column_in_use');
  const refused = await ask('DELETE', '/parts?if_unused=true');
  assert.deepEqual([refused.status, refused.body.code], [409, 'dataset_in_use']);
  const renamed = await ask('PATCH', '/parts/columns/colour', { name: 'paint', label: 'Paint' });
  assert.deepEqual([renamed.status, renamed.body.columns.at(-1).label], [200, 'Paint'], renamed.text);
  assert.equal((await ask('PATCH', '/parts/columns/paint', { name: 'part' })).body.code, 'column_exists');
  assert.equal((await ask('DELETE', '/parts/columns/weight?force=true')).status, 204);
  assert.equal((await ask('DELETE', '/parts/columns/weight?force=true')).body.code, 'column_not_found');
  await ask('POST', '/parts/columns', { name: 'size', type: 'integer' });
  await fill('parts', [{ part: 'c', size: 3, paint: 'red' }]);
  assert.deepEqual(await cells('parts', 'size'), [null, null, 3]);
  assert.ok(model.id > 0);
});

const retype = (type: string, more: object = {}) => ask('POST', '/readings/columns/value/retype', { type, ...more });

test('a type is changed after a preview says what fits, and never half', async () => {
  const texts = ['1', ' 22 ', '9007199254740993', '1.5', '', 'many', '-3', '1e400', '٣', null];
  await make('readings', [{ name: 'value', type: 'text' }]);
  await fill(
    'readings',
    texts.map((value) => ({ value })),
  );
  const preview = await retype('integer');
  assert.deepEqual(
    [preview.status, preview.body.preview, preview.body.values, preview.body.lost],
    [200, true, 9, 6],
    preview.text,
  );
  assert.equal(preview.body.examples.length, 5);
  const refused = await retype('integer', { preview: false });
  assert.deepEqual([refused.status, refused.body.code, refused.body.rows], [409, 'values_would_be_lost', 6]);
  assert.deepEqual(await cells('readings', 'value'), texts);
  const numbers = await retype('number');
  assert.equal(numbers.body.lost, 4);
  const done = await retype('integer', { preview: false, lose_values: true });
  assert.deepEqual([done.status, done.body.lost], [200, 6], done.text);
  assert.deepEqual(await cells('readings', 'value'), [1, 22, null, null, null, null, -3, null, null, null]);
  assert.equal((await columnOf('readings', 'value')).type, 'integer');
  assert.equal((await retype('date')).body.code, 'type_change_not_possible');
});

test('dates and times are read only where the calendar has them', async () => {
  const days = ['2024-02-29', '2023-02-29', '31.12.2024', '2024-13-01', '2024-00-10', '0000-01-01', '12/31/2024'];
  await make('dates', [
    { name: 'day', type: 'text' },
    { name: 'local', type: 'text' },
    { name: 'moment', type: 'text' },
  ]);
  const moments = [
    '2024-02-29',
    '2024-02-29T10:00',
    '2024-02-29 10:00:01.5+02:00',
    '2024-02-30T10:00Z',
    '25:00',
    'x',
    '',
  ];
  await fill(
    'dates',
    days.map((day, place) => ({ day, local: day, moment: moments[place] })),
  );
  const apply = (column: string, body: object) =>
    ask('POST', `/dates/columns/${column}/retype`, { preview: false, lose_values: true, ...body });
  await apply('day', { type: 'date' });
  assert.deepEqual(await cells('dates', 'day'), ['2024-02-29', null, null, null, null, null, null]);
  await apply('local', { type: 'date', date_order: 'dmy' });
  assert.deepEqual(await cells('dates', 'local'), ['2024-02-29', null, '2024-12-31', null, null, null, null]);
  await apply('moment', { type: 'timestamp' });
  assert.deepEqual(await cells('dates', 'moment'), [
    '2024-02-29T00:00:00.000Z',
    '2024-02-29T10:00:00.000Z',
    '2024-02-29T08:00:01.500Z',
    null,
    null,
    null,
    null,
  ]);
  const back = await ask('POST', '/dates/columns/moment/retype', { type: 'date' });
  assert.deepEqual([back.body.lost, back.body.shortened], [0, 2]);
});

test('rules are told in words, kept by every write, and refused where rows break them', async () => {
  await make(
    'goods',
    [
      { name: 'sku', type: 'text' },
      { name: 'price', type: 'number' },
      { name: 'state', type: 'text' },
      { name: 'machine', type: 'text' },
    ],
    { key: 'sku' },
  );
  await fill('machines', [{ machine_id: 'M-1' }]);
  await fill('goods', [
    { sku: 'A', price: -1 },
    { sku: 'B', price: 2, state: 'new', machine: 'M-1' },
  ]);
  const rule = (body: object, language = 'en') => ask('POST', '/goods/constraints', body, language);
  const preview = await rule({ column: 'price', kind: 'minimum', value: 0, preview: true });
  assert.deepEqual([preview.status, preview.body.broken, preview.body.examples[0].key], [200, 1, 'A'], preview.text);
  const broken = await rule({ column: 'price', kind: 'minimum', value: 0 });
  assert.deepEqual([broken.status, broken.body.code, broken.body.rows], [409, 'constraint_broken', 1]);
  await ask('PATCH', '/goods/records/A', { values: { price: 0, state: 'old' } });
  const made = await rule({ column: 'price', kind: 'minimum', value: 0 });
  assert.deepEqual([made.status, made.body.constraint.kind], [201, 'minimum'], made.text);
  for (const body of [
    { column: 'price', kind: 'maximum', value: 100 },
    { column: 'state', kind: 'one_of', values: ['new', 'old'] },
    { column: 'state', kind: 'required' },
    { column: 'state', kind: 'pattern', pattern: '[a-z]+' },
    { column: 'machine', kind: 'reference', dataset: 'machines' },
    { column: 'machine', kind: 'unique' },
  ]) {
    const answer = await rule(body);
    assert.equal(answer.status, 201, answer.text);
  }
  assert.equal((await rule({ column: 'price', kind: 'maximum', value: 5 })).body.code, 'constraint_exists');
  const refused = await ask('POST', '/goods/records', {
    records: [
      { sku: 'C', price: -2, state: 'new' },
      { sku: 'D', price: 101, state: 'Worn' },
      { sku: 'E', machine: 'M-9' },
    ],
  });
  assert.deepEqual(
    refused.body.errors?.map((fault: any) => [fault.pointer, fault.code]).toSorted(),
    [
      ['/records/0/price', 'minimum'],
      ['/records/1/price', 'maximum'],
      ['/records/1/state', 'one_of'],
      ['/records/1/state', 'pattern'],
      ['/records/2/machine', 'reference'],
      ['/records/2/state', 'required'],
    ],
    refused.text,
  );
  assert.equal((await ask('GET', '/goods')).body.row_count, 2);
  const taken = await ask('PATCH', '/goods/records/A', { values: { machine: 'M-1' } });
  assert.deepEqual(
    [taken.status, taken.body.code, taken.body.column, taken.body.value, taken.body.record],
    [409, 'value_taken', 'machine', 'M-1', 'B'],
    taken.text,
  );
  assert.match(taken.body.detail, /“.?B.?” of the dataset .* has “.?M-1.?” in “.?machine.?” already/);
  const again = await ask('POST', '/goods/records', {
    records: [
      { sku: 'A', state: 'old', machine: 'M-1' },
      { sku: 'F', state: 'new' },
    ],
    upsert: true,
  });
  assert.deepEqual([again.body.code, again.body.value, again.body.record], ['value_taken', 'M-1', 'B'], again.text);
  await ask('POST', '/machines/records', { records: [{ machine_id: 'M-2' }] });
  const both = await ask('POST', '/goods/records', {
    records: ['F', 'G'].map((sku) => ({ sku, state: 'new', machine: 'M-2' })),
  });
  assert.deepEqual([both.body.code, both.body.value, both.body.record], ['value_taken', 'M-2', ''], both.text);
  assert.match(both.body.detail, /more than one record/);
  const [english, french] = await Promise.all(
    ['en', 'fr'].map((language) => ask('GET', '/goods', undefined, language)),
  );
  const sentences = (answer: typeof english) => answer?.body.constraints.map((each: any) => each.sentence);
  assert.match(sentences(english)[0], /price.*0/);
  assert.notDeepEqual(sentences(english), sentences(french));
  const held = await ask('DELETE', '/machines/records/M-1');
  assert.deepEqual([held.status, held.body.code], [409, 'record_referenced'], held.text);
  const needed = await ask('DELETE', '/machines');
  assert.deepEqual([needed.status, needed.body.code], [409, 'dataset_in_use']);
  const [first] = english?.body.constraints ?? [];
  assert.equal((await ask('DELETE', `/goods/constraints/${first.id}`)).status, 204);
  assert.equal((await ask('PATCH', '/goods/records/A', { values: { price: -5 } })).status, 200);
  for (const body of [
    { column: 'price', kind: 'minimum' },
    { column: 'price', kind: 'minimum', value: 'low' },
    { column: 'sku', kind: 'minimum', value: 1 },
    { column: 'sku', kind: 'pattern', pattern: '(' },
    { column: 'sku', kind: 'pattern', pattern: '(a)\\1' },
    { column: 'sku', kind: 'required', value: 1 },
    { column: 'sku', kind: 'reference', dataset: 'nowhere' },
  ]) {
    const answer = await rule(body);
    assert.deepEqual([answer.status, answer.body.code], [422, 'dataset_invalid'], JSON.stringify(body));
  }
});

test('a key is chosen where every row has its own value, and given up again', async () => {
  await make('rooms', [
    { name: 'number', type: 'integer' },
    { name: 'floor', type: 'integer' },
  ]);
  await fill('rooms', [
    { number: 1, floor: 1 },
    { number: 2, floor: 1 },
  ]);
  const refused = await ask('PATCH', '/rooms', { key: 'floor' });
  assert.deepEqual([refused.status, refused.body.code, refused.body.rows], [409, 'key_not_possible', 1], refused.text);
  const keyed = await ask('PATCH', '/rooms', { key: 'number' });
  assert.deepEqual([keyed.status, keyed.body.key], [200, 'number'], keyed.text);
  const twice = await ask('POST', '/rooms/records', { records: [{ number: 2 }] });
  assert.equal(twice.body.code, 'record_exists');
  assert.equal((await ask('PATCH', '/rooms', { key: null })).body.key, null);
  await fill('rooms', [{ number: 2 }]);
  assert.equal((await cells('rooms', 'number')).length, 3);
});

test('a large table is given another type by a job', async () => {
  await make('long', [{ name: 'n', type: 'integer' }]);
  await platform.database.business(shop.id, async ({ client, asPlatform }) => {
    await client.query('insert into long (n) select i from generate_series(1, 200001) i');
    await asPlatform((db) =>
      db
        .updateTable('datasets')
        .set({ row_count: 200_001 })
        .where('organization_id', '=', shop.id)
        .where('name', '=', 'long')
        .execute(),
    );
  });
  const started = await ask('POST', '/long/columns/n/retype', { type: 'text', preview: false });
  assert.equal(started.status, 202, started.text);
  const job = await suite.awaitJob(started.body.job_id, key);
  assert.equal(
    job.status,
    'succeeded',
    suite.logLines
      .filter((line) => line.includes('job'))
      .slice(-8)
      .join(''),
  );
  assert.equal((await columnOf('long', 'n')).type, 'text');
});

const importFile = async (name: string, file: string) => {
  const { body } = await call('POST', `data/datasets/${name}/imports`, {
    key,
    body: file,
    headers: { 'content-type': 'text/csv' },
  });
  await suite.awaitJob(body.job_id, key);
  return (await call('GET', `data/imports/${body.import_id}`, { key })).body;
};

test('a file in the name of a standard dataset gets its columns; one about something else stays what it is', async () => {
  const found = await importFile('leads', 'lead_id,source,budget\nL-1,web,10\nL-2,fair,\n');
  assert.equal(found.rows_imported, 2, JSON.stringify(found));
  const { body: leads } = await ask('GET', '/leads');
  assert.deepEqual([leads.standard, leads.key, leads.columns.length], [true, 'lead_id', 3]);
  assert.equal((await ask('GET', '/leads/records/L-2')).body.values.source, 'fair');
  const odd = await importFile('products', 'sku,name\n1,Rake\n');
  assert.deepEqual(
    odd.notes.map((note: any) => note.code),
    ['not_standard'],
  );
  assert.equal((await ask('GET', '/products')).body.standard, false);
  const repeated = await importFile('orders', 'order_id,amount\n1,5\n1,6\n2,7\n');
  assert.deepEqual([repeated.rows_imported, repeated.notes.map((note: any) => note.code)], [3, ['key_repeated']]);
  assert.equal((await ask('GET', '/orders')).body.key, null);
});

const uploadLeads = async (file: string) => {
  const { body } = await call('POST', 'data/datasets/leads/imports', {
    key,
    body: file,
    headers: { 'content-type': 'text/csv' },
  });
  return suite.awaitJob(body.job_id, key);
};

test('of an import whose rows break a rule, those rows are left out', async () => {
  await ask('POST', '/leads/constraints', { column: 'source', kind: 'one_of', values: ['web', 'fair'] });
  const job = await uploadLeads('lead_id,source\nL-3,web\nL-4,phone\n');
  assert.equal(job.status, 'succeeded', JSON.stringify(job));
  assert.deepEqual([job.result.rows_imported, job.result.rows_rejected], [1, 1]);
  assert.equal((await ask('GET', '/leads')).body.row_count, 3);
});

test('another organization changes nothing of it', async () => {
  for (const [method, path, body] of [
    ['PATCH', '/machines', { label: 'Taken' }],
    ['DELETE', '/machines', undefined],
    ['POST', '/machines/columns', { name: 'x', type: 'text' }],
    ['DELETE', '/machines/columns/price', undefined],
    ['POST', '/machines/constraints', { column: 'price', kind: 'required' }],
  ] as const) {
    const answer = await call(method, `data/datasets${path}`, { key: other.key, ...(body ? { body } : {}) });
    assert.deepEqual([answer.status, answer.body.code], [404, 'dataset_not_found'], `${method} ${path}`);
  }
  assert.equal((await ask('GET', '/machines')).body.label, 'Our machines');
});

test('every change of a shape is in the audit log', async () => {
  const { body } = await call('GET', 'tenancy/audit-log?limit=200', { key });
  const actions = new Set(body.items.map((each: any) => each.action));
  for (const action of [
    'created',
    'column_added',
    'column_changed',
    'column_removed',
    'column_retyped',
    'key_changed',
  ]) {
    assert.ok(actions.has(`dataset.${action}`), action);
  }
  assert.ok(actions.has('dataset.constraint_added') && actions.has('dataset.constraint_removed'));
});
