import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestApp } from '../../../../test/support/test-app.ts';
import { withClient } from '../../../platform/db/connection.ts';
import { createHistoryRetention } from './history-retention.ts';

const { app, call, createOrganization, database, platform } = await createTestApp();
const shop = await createOrganization('Shop');
const other = await createOrganization('Other');
const { key } = shop;

const records = (dataset: string, rest = '') => `data/datasets/${dataset}/records${rest}`;
const add = (dataset: string, list: object[], more: object = {}) =>
  call('POST', records(dataset), { key, body: { records: list, ...more } });
const valuesOf = async (dataset: string, name: string) =>
  (await call('GET', records(dataset, `/${name}`), { key })).body.values;

async function eventsOf(changeSet: string) {
  const rows = await platform.database
    .tenant(shop.id)
    .selectFrom('outbox_events')
    .select(['type', 'subject_id', 'data'])
    .where('organization_id', '=', shop.id)
    .orderBy('position')
    .execute();
  return rows
    .map(({ type, subject_id: subject, data }) => ({ type, subject, data: data as Record<string, any> }))
    .filter(({ data }) => data['change_set'] === changeSet);
}

test('the first record of a standard dataset makes it, with the columns, key and types of its definition', async () => {
  const empty = await call('GET', records('customers'), { key });
  assert.deepEqual([empty.status, empty.body], [200, { items: [], next_cursor: null }]);
  const made = await add('customers', [
    { customer_id: 'C-1', customer_name: 'Ada', signed_up_on: '2024-02-29', risk_level: 'low' },
    { customer_id: 'C-2', customer_name: 'Björn', last_risk_assessment: '2024-03-01T10:00:00+02:00' },
  ]);
  assert.deepEqual([made.status, made.body.created, made.body.updated], [201, 2, 0], made.text);
  assert.deepEqual(
    made.body.records.map((each: any) => each.key),
    ['C-1', 'C-2'],
  );
  const second = await valuesOf('customers', 'C-2');
  assert.deepEqual(
    [second.last_risk_assessment, second.risk_level, second.customer_name],
    ['2024-03-01T08:00:00.000Z', null, 'Björn'],
  );
  const { body: dataset } = await call('GET', 'data/datasets/customers', { key });
  assert.equal(dataset.row_count, 2);
  const types = new Map(dataset.columns.map((column: any) => [column.name, column.type]));
  assert.deepEqual(
    ['customer_id', 'signed_up_on', 'last_risk_assessment'].map((name) => types.get(name)),
    ['text', 'date', 'timestamp'],
  );
  const events = await eventsOf(made.body.change_set);
  assert.deepEqual(
    events.map(({ type, subject }) => [type, subject]),
    [
      ['record_created', 'customers/C-1'],
      ['customer_created', 'customers/C-1'],
      ['record_created', 'customers/C-2'],
      ['customer_created', 'customers/C-2'],
    ],
  );
  assert.deepEqual([events[0]?.data['customer_name'], events[0]?.data['table_name']], ['Ada', 'customers']);
});

test('values that do not fit are refused with their places, in the language of the reader, and nothing is added', async () => {
  const list = [
    { order_id: 1, amount: 12.5 },
    { order_id: 2, amount: '12.5', ordered_at: 'yesterday', nonsense: 1, status: 5 },
    { order_id: 1.5, customer_id: null },
    { order_id: 1 },
    { amount: 1 },
  ];
  await add('orders', [{ order_id: 7 }]);
  const refused = await add('orders', list);
  assert.deepEqual([refused.status, refused.body.code], [422, 'records_invalid'], refused.text);
  assert.deepEqual(refused.body.errors.map((fault: any) => [fault.pointer, fault.code]).toSorted(), [
    ['/records/1/amount', 'not_a_number'],
    ['/records/1/nonsense', 'unknown_column'],
    ['/records/1/ordered_at', 'not_a_timestamp'],
    ['/records/1/status', 'not_a_text'],
    ['/records/2/order_id', 'not_an_integer'],
    ['/records/3/order_id', 'key_repeated'],
    ['/records/4/order_id', 'key_missing'],
  ]);
  const german = await call('POST', records('orders'), {
    key,
    body: { records: list },
    headers: { 'accept-language': 'de' },
  });
  assert.notEqual(german.body.errors[0].detail, refused.body.errors[0].detail);
  const { body: page } = await call('GET', records('orders'), { key });
  assert.deepEqual(
    page.items.map((each: any) => each.key),
    ['7'],
  );
});

test('days and moments that no calendar has are refused', async () => {
  for (const [column, value] of [
    ['created_on', '2023-02-29'],
    ['created_on', '2024-2-9'],
    ['created_on', '0000-01-01'],
    ['created_on', '2024-02-29T00:00:00Z'],
    ['first_contact_hours', 'NaN'],
    ['employees', 9007199254740992],
    ['employees', true],
    ['status', 5],
  ] as const) {
    const refused = await add('leads', [{ lead_id: 1, [column]: value }]);
    assert.deepEqual([refused.status, refused.body.errors?.[0]?.pointer], [422, `/records/0/${column}`], `${value}`);
  }
  const good = await add('leads', [{ lead_id: 1, created_on: '2024-02-29', employees: -9007199254740991 }]);
  assert.equal(good.status, 201, good.text);
  assert.equal((await valuesOf('leads', '1')).employees, -9007199254740991);
});

test('a record is changed where its ETag still holds, and the change is told and kept', async () => {
  await add('customers', [{ customer_id: 'E-1', customer_name: 'Eve', risk_level: 'low' }]);
  const read = await call('GET', records('customers', '/E-1'), { key });
  const etag = String(read.headers['etag']);
  const patch = (values: object, headers: Record<string, string> = {}) =>
    call('PATCH', records('customers', '/E-1'), { key, body: { values }, headers });
  const changed = await patch({ risk_level: 'high', segment: 'consumer' }, { 'if-match': etag });
  assert.deepEqual([changed.status, changed.body.values.risk_level], [200, 'high'], changed.text);
  const stale = await patch({ risk_level: 'low' }, { 'if-match': etag });
  assert.deepEqual([stale.status, stale.body.code], [412, 'precondition_failed']);
  assert.equal((await patch({ risk_level: 'high' }, { 'if-match': String(changed.headers['etag']) })).status, 200);
  const [plain, business] = await eventsOf(String(changed.headers['change-set']));
  assert.deepEqual([plain?.type, business?.type], ['record_updated', 'customer_updated']);
  assert.deepEqual(business?.data['changed_fields'].toSorted(), ['risk_level', 'segment']);
  assert.deepEqual(business?.data['previous'], { segment: null, risk_level: 'low' });
  const { body: history } = await call('GET', records('customers', '/E-1/history'), { key });
  assert.deepEqual(
    history.items.map((each: any) => [each.change, each.before, each.after?.risk_level, each.actor.kind]),
    [
      ['update', { segment: null, risk_level: 'low' }, 'high', 'api_key'],
      ['create', null, 'low', 'api_key'],
    ],
  );
});

test('a record that is deleted comes back whole by undo, and its history is still told', async () => {
  await add('customers', [{ customer_id: 'D-1', customer_name: 'Dora', signed_up_on: '2020-01-01' }]);
  const before = await call('GET', records('customers', '/D-1'), { key });
  const stale = await call('DELETE', records('customers', '/D-1'), { key, headers: { 'if-match': '"other"' } });
  assert.equal(stale.status, 412);
  const gone = await call('DELETE', records('customers', '/D-1'), {
    key,
    headers: { 'if-match': String(before.headers['etag']) },
  });
  assert.deepEqual([gone.status, gone.body], [200, before.body]);
  assert.equal((await call('GET', records('customers', '/D-1'), { key })).status, 404);
  const { body: history } = await call('GET', records('customers', '/D-1/history'), { key });
  assert.deepEqual(
    history.items.map((each: any) => each.change),
    ['delete', 'create'],
  );
  const undo = await call('POST', `data/datasets/customers/changes/${String(gone.headers['change-set'])}/undo`, {
    key,
  });
  assert.deepEqual([undo.status, undo.body.undone, undo.body.left], [200, 1, []], undo.text);
  const back = await call('GET', records('customers', '/D-1'), { key });
  assert.deepEqual([back.body, back.headers['etag']], [before.body, before.headers['etag']]);
  const again = await call('POST', `data/datasets/customers/changes/${String(gone.headers['change-set'])}/undo`, {
    key,
  });
  assert.deepEqual([again.status, again.body.code], [409, 'change_set_undone']);
  // Undoing the undo deletes it again.
  const redo = await call('POST', `data/datasets/customers/changes/${undo.body.change_set}/undo`, { key });
  assert.equal(redo.body.undone, 1);
  assert.equal((await call('GET', records('customers', '/D-1'), { key })).status, 404);
});

test('records that are there are refused, or changed where that is asked for', async () => {
  await add('products', [{ product_id: 1, product_name: 'Rake', price: 10 }]);
  const both = [
    { product_id: 2, product_name: 'Spade' },
    { product_id: 1, price: 11 },
  ];
  const refused = await add('products', both);
  assert.deepEqual([refused.status, refused.body.code], [409, 'record_exists']);
  assert.equal((await call('GET', records('products', '/2'), { key })).status, 404);
  const upserted = await add('products', both, { upsert: true });
  assert.deepEqual([upserted.status, upserted.body.created, upserted.body.updated], [201, 1, 1], upserted.text);
  assert.deepEqual(
    upserted.body.records.map((each: any) => each.key),
    ['2', '1'],
  );
  const first = await valuesOf('products', '1');
  assert.deepEqual([first.product_name, first.price], ['Rake', 11]);
  const same = await add('products', both, { upsert: true });
  assert.deepEqual([same.body.created, same.body.updated, same.body.change_set], [0, 0, null]);
  const { body: dataset } = await call('GET', 'data/datasets/products', { key });
  assert.equal(dataset.row_count, 2);
});

test('pages follow each other without a gap in every order, blanks last', async () => {
  const list = Array.from({ length: 23 }, (_, index) => ({
    movement_id: index + 1,
    kind: index % 4 === 0 ? null : `k${index % 3}`,
    quantity: index % 5 === 0 ? null : (index * 7) % 6,
    date: `2024-01-${String((index % 9) + 1).padStart(2, '0')}`,
  }));
  await add('stock_movements', list);
  for (const sort of [null, 'kind', '-kind', 'quantity', '-quantity', 'date', '-movement_id']) {
    const keys: string[] = [];
    const cells: unknown[] = [];
    const column = sort?.replace('-', '') ?? 'movement_id';
    let cursor: string | null = null;
    do {
      const parts = [`limit=4&select=movement_id,${column}`, sort && `sort=${sort}`, cursor && `cursor=${cursor}`];
      const query = parts.filter(Boolean).join('&');
      const { status, body, text } = await call('GET', records('stock_movements', `?${query}`), { key });
      assert.equal(status, 200, text);
      for (const each of body.items) {
        keys.push(each.key);
        cells.push(each.values[column]);
      }
      cursor = body.next_cursor;
    } while (cursor !== null);
    assert.equal(new Set(keys).size, 23, `${sort} gives every record once`);
    assert.equal(keys.length, 23);
    const blanks = cells.map((cell) => cell === null);
    assert.ok(
      blanks.lastIndexOf(false) < (blanks.indexOf(true) === -1 ? 23 : blanks.indexOf(true)),
      `${sort} has blanks last`,
    );
    const full = cells.filter((cell) => cell !== null) as (string | number)[];
    const ordered = full.toSorted((a, b) => (a < b ? -1 : Number(a > b)));
    if (sort !== null) assert.deepEqual(full, sort.startsWith('-') ? ordered.toReversed() : ordered, sort);
  }
  const filter = encodeURIComponent(JSON.stringify([{ column: 'quantity', operator: 'gte', value: 4 }]));
  const { body: some } = await call('GET', records('stock_movements', `?filter=${filter}&select=quantity`), { key });
  assert.deepEqual(
    some.items.map((each: any) => each.values),
    list.filter(({ quantity }) => (quantity ?? 0) >= 4).map(({ quantity }) => ({ quantity })),
  );
  const { body: found } = await call('GET', records('stock_movements', '?search=2'), { key });
  assert.deepEqual(
    found.items.map((each: any) => each.key),
    ['2', '12', '20', '21', '22', '23'],
  );
});

test('lists that make no sense are refused', async () => {
  const forged = Buffer.from(JSON.stringify(['quantity', 1, 'many'])).toString('base64url');
  for (const [query, status, code] of [
    ['sort=nothing', 422, 'sort_not_possible'],
    ['select=kind,nothing', 422, 'columns_not_found'],
    ['filter=xx', 422, 'records_filter_invalid'],
    ['filter=[]', 422, 'records_filter_invalid'],
    ['filter=[{"column":"kind","operator":"lt","value":"a"}]', 422, 'filter_does_not_fit'],
    ['cursor=abc', 400, 'invalid_cursor'],
    [`sort=quantity&cursor=${forged}`, 400, 'invalid_cursor'],
    [`sort=kind&cursor=${forged}`, 400, 'invalid_cursor'],
  ] as const) {
    const answer = await call('GET', records('stock_movements', `?${query}`), { key });
    assert.deepEqual([answer.status, answer.body.code], [status, code], query);
  }
  for (const name of ['x', '1e3', '99999999999999999999', '%F0%9F%92%A9']) {
    const answer = await call('GET', records('stock_movements', `/${name}`), { key });
    assert.deepEqual([name, answer.status, answer.body.code], [name, 404, 'record_not_found']);
  }
});

test('many records are changed by a filter after a preview, never beyond the cap, and undo leaves what was changed later', async () => {
  const list = Array.from({ length: 8 }, (_, index) => ({ request_id: index + 1, queue: index < 6 ? 'sales' : 'it' }));
  await add('service_requests', list);
  const change = (more: object) =>
    call('POST', records('service_requests', '/bulk-update'), {
      key,
      body: {
        filter: [{ column: 'queue', operator: 'eq', value: 'sales' }],
        values: { queue: 'orders', satisfaction: 3 },
        ...more,
      },
    });
  const preview = await change({});
  assert.deepEqual(
    [preview.status, preview.body.preview, preview.body.affected, preview.body.examples.length],
    [200, true, 6, 5],
    preview.text,
  );
  assert.equal((await valuesOf('service_requests', '1')).queue, 'sales');
  const refused = await change({ preview: false, cap: 5 });
  assert.deepEqual([refused.status, refused.body.code, refused.body.affected], [409, 'too_many_records', 6]);
  assert.equal((await valuesOf('service_requests', '1')).queue, 'sales');
  const done = await change({ preview: false, cap: 6 });
  assert.deepEqual([done.body.affected, done.body.within_cap], [6, true], done.text);
  assert.equal((await valuesOf('service_requests', '7')).queue, 'it');
  assert.equal((await eventsOf(done.body.change_set)).length, 12);
  await call('PATCH', records('service_requests', '/2'), { key, body: { values: { queue: 'legal' } } });
  await call('DELETE', records('service_requests', '/3'), { key });
  await call('PATCH', records('service_requests', '/4'), { key, body: { values: { contact: 'phone' } } });
  const undone = await call('POST', `data/datasets/service_requests/changes/${done.body.change_set}/undo`, { key });
  assert.equal(undone.body.undone, 4, undone.text);
  assert.deepEqual(
    undone.body.left.toSorted((a: any, b: any) => a.key - b.key),
    [
      { key: '2', reason: 'changed_later' },
      { key: '3', reason: 'gone' },
    ],
  );
  const fourth = await valuesOf('service_requests', '4');
  assert.deepEqual([fourth.queue, fourth.satisfaction, fourth.contact], ['sales', null, 'phone']);
  assert.equal((await valuesOf('service_requests', '2')).queue, 'legal');
  const { body: sets } = await call('GET', 'data/datasets/service_requests/changes', { key });
  assert.deepEqual(
    sets.items.map((each: any) => each.action),
    ['undo', 'update', 'delete', 'update', 'update', 'create'],
  );
});

test('stock that falls to its reorder point is told once', async () => {
  const made = await add('inventory_levels', [{ date: '2024-01-01', product_id: 1, on_hand: 3 }]);
  const [name] = made.body.records.map((each: any) => each.key);
  assert.deepEqual(
    (await eventsOf(made.body.change_set)).map(({ type }) => type),
    ['record_created'],
  );
  const patch = (on_hand: number) =>
    call('PATCH', records('inventory_levels', `/${name}`), { key, body: { values: { on_hand } } });
  const typesOf = async (answer: Awaited<ReturnType<typeof patch>>) =>
    (await eventsOf(String(answer.headers['change-set']))).map(({ type }) => type);
  assert.deepEqual(await typesOf(await patch(0)), ['record_updated', 'stock_low']);
  assert.deepEqual(await typesOf(await patch(-1)), ['record_updated']);
  assert.deepEqual(await typesOf(await patch(5)), ['record_updated']);
});

test('another organization finds none of it', async () => {
  const page = await call('GET', records('customers'), { key: other.key });
  assert.deepEqual(page.body.items, []);
  assert.equal((await call('GET', records('customers', '/C-1'), { key: other.key })).status, 404);
  assert.equal((await call('GET', 'data/datasets/customers/changes', { key: other.key })).status, 404);
});

test('what was added at the same time is all there and counted', async () => {
  const names = Array.from({ length: 12 }, (_, index) => `P-${index}`);
  const answers = await Promise.all(names.map((customer_id) => add('customers', [{ customer_id }])));
  assert.deepEqual(
    answers.map(({ status }) => status),
    names.map(() => 201),
  );
  const { body: before } = await call('GET', 'data/datasets/customers', { key });
  const twins = await Promise.all(names.map(() => add('customers', [{ customer_id: 'TWIN' }])));
  assert.deepEqual(
    twins.map(({ status }) => status).toSorted((a, b) => a - b),
    [201, ...names.slice(1).map(() => 409)],
  );
  const { body: after } = await call('GET', 'data/datasets/customers', { key });
  assert.equal(after.row_count, before.row_count + 1);
  const { body: page } = await call('GET', records('customers', '?limit=200'), { key });
  assert.equal(page.items.length, after.row_count);
});

test('history goes when it is older than the plan keeps, oldest first; what was changed cannot be taken back in part', async () => {
  const keeper = await createOrganization('Keeper');
  const by = { kind: 'system', id: null } as const;
  await app.plans.plans.changePlan(keeper.id, { plan: 'trial' }, by);
  const write = (list: object[]) =>
    call('POST', records('customers'), { key: keeper.key, body: { records: list, upsert: true } });
  const old = await write([{ customer_id: 'C-1' }, { customer_id: 'C-2' }]);
  const young = await write([{ customer_id: 'C-1', customer_name: 'Ada' }]);
  const agePast = (set: string) =>
    withClient(database.owner, async (client) => {
      await client.query(`select set_config('app.organization_id', '${keeper.id}', false)`);
      await client.query("update record_change_sets set created_at = created_at - interval '2000 days' where id = $1", [
        set,
      ]);
      await client.query(
        "update record_changes set changed_at = changed_at - interval '2000 days' where change_set = $1",
        [set],
      );
    });
  await agePast(old.body.change_set);
  const { retention } = app.plans;
  const { counts } = await retention.preview(keeper.id);
  const told = Object.fromEntries(counts.map(({ name, rows }) => [name, rows]));
  assert.deepEqual([told['record_change_sets'], told['record_changes']], [1, 2]);
  const { removed } = await retention.run(keeper.id, undefined, { batchRows: 1, mostBatches: 100 });
  assert.deepEqual([removed['record_change_sets'], removed['record_changes']], [1, 2]);
  const undo = (set: string) => call('POST', `data/datasets/customers/changes/${set}/undo`, { key: keeper.key });
  assert.equal((await undo(old.body.change_set)).body.code, 'change_set_not_found');
  assert.deepEqual(
    [(await undo(young.body.change_set)).body.undone, (await retention.run(keeper.id)).removed['record_changes']],
    [1, 0],
  );
});

test('of a dataset only so many changes are kept', async () => {
  const busy = await createOrganization('Busy');
  const sets: string[] = [];
  for (let n = 0; n < 5; n += 1) {
    const { body } = await call('POST', records('customers'), {
      key: busy.key,
      body: { records: [{ customer_id: `C-${n}` }] },
    });
    sets.push(body.change_set);
  }
  const [ofSets, ofChanges] = createHistoryRetention(2);
  const long = new Date(0);
  const remove = (rule: typeof ofSets) =>
    platform.database.transaction(busy.id, async (db) => (await rule?.removeOlder(db, busy.id, long, 100)) ?? -1);
  // What is as old as the last that goes may stay.
  assert.deepEqual([await remove(ofSets), await remove(ofChanges)], [3, 2]);
  const { body } = await call('GET', 'data/datasets/customers/changes', { key: busy.key });
  assert.deepEqual(
    body.items.map((each: any) => each.id),
    sets.slice(3).toReversed(),
  );
});

test('what an import changed is kept while the import can be taken back', async () => {
  const importer = await createOrganization('Importer');
  await call('POST', records('customers'), { key: importer.key, body: { records: [{ customer_id: 'C-1' }] } });
  const asOwner = (text: string) =>
    withClient(database.owner, async (client) => {
      await client.query(`select set_config('app.organization_id', '${importer.id}', false)`);
      await client.query(text);
    });
  await asOwner(`with made as (
      insert into imports (organization_id, dataset, size_bytes, profile) values (${importer.id}, 'customers', 1, '{}') returning id)
    update record_changes set import_id = made.id, change_set = null, changed_at = now() - interval '2000 days' from made
     where organization_id = ${importer.id}`);
  const remove = async () => (await app.plans.retention.run(importer.id)).removed['record_changes'];
  assert.equal(await remove(), 0);
  await asOwner(`delete from imports where organization_id = ${importer.id}`);
  assert.equal(await remove(), 1);
});
