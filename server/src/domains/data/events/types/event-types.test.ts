import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestApp } from '../../../../../test/support/test-app.ts';
import { findBreaks, findMisfits } from './declared-schema.ts';
import { learn, mergeShapes, type ShapePart } from './event-shape.ts';

const AT = '2026-03-01T00:00:00.000Z';

function learned(...examples: object[]): ShapePart {
  const part: ShapePart = { examples: 0, fields: {} };
  for (const example of examples) learn(part, example, AT);
  return part;
}

const order = (more: object = {}) => ({
  order_id: 'O-1',
  total: 10,
  customer: { id: 7 },
  lines: [{ sku: 'A' }],
  ...more,
});
const settled = () => learned(...Array.from({ length: 20 }, () => order()));
const changesBy = (...news: object[]) =>
  mergeShapes(settled(), learned(...news)).changes.map(
    ({ path, change, is_compatible: isCompatible }) => `${path} ${change}${isCompatible ? '' : ' breaks'}`,
  );

test('a shape tells paths, types, how often each field stood there, and the latest values', () => {
  const { fields, examples } = learned(
    order(),
    order({ total: 10.5, placed_at: '2026-03-01T10:00:00Z', lines: [{ sku: 'B' }, { sku: null }] }),
    order({ total: null, day: '2026-03-01' }),
  );
  assert.equal(examples, 3);
  const told = Object.fromEntries(
    Object.entries(fields).map(([path, { count, types }]) => [path, { count, ...types }]),
  );
  assert.deepEqual(told, {
    order_id: { count: 3, text: 3 },
    total: { count: 3, integer: 1, number: 1, null: 1 },
    customer: { count: 3, object: 3 },
    'customer.id': { count: 3, integer: 3 },
    lines: { count: 3, array: 3 },
    'lines[]': { count: 3, object: 3 },
    'lines[].sku': { count: 3, text: 3, null: 1 },
    placed_at: { count: 1, timestamp: 1 },
    day: { count: 1, date: 1 },
  });
  assert.deepEqual(fields['lines[].sku']?.samples, ['A', 'B']);
});

test('a change of the shape is told from what it was, and what readers can bear from what they cannot', () => {
  assert.deepEqual(changesBy(order()), []);
  assert.deepEqual(changesBy(order({ channel: 'web' })), ['channel field_added']);
  assert.deepEqual(changesBy(order({ total: 1.5 })), ['total type_widened']);
  assert.deepEqual(changesBy(order({ total: '10' })), ['total type_changed breaks']);
  assert.deepEqual(changesBy(order({ order_id: '2026-03-01' })), ['order_id type_widened']);
  assert.deepEqual(changesBy(order({ order_id: null })), ['order_id null_seen breaks']);
  assert.deepEqual(changesBy({ ...order(), total: undefined }).length, 1);
  const { total: _, ...without } = order();
  assert.deepEqual(changesBy(without), ['total field_missing breaks']);
  const young = mergeShapes(learned(order()), learned({ other: 1 }));
  assert.deepEqual(young.changes, [], 'one example is no shape yet');
});

test('merging two parts is the same as learning all at once', () => {
  const all = [order(), order({ total: 1.5 }), order({ x: true })];
  const { changes: _, ...merged } = mergeShapes(learned(all[0] ?? {}), learned(...all.slice(1)));
  assert.deepEqual(merged, learned(...all));
});

test('names that JavaScript gives a meaning to are fields like others', () => {
  const odd = { toString: 1, hasOwnProperty: 'x', valueOf: { toString: 2 } };
  const { fields } = mergeShapes(learned(odd), learned(odd));
  assert.deepEqual(Object.keys(fields).toSorted(), ['hasOwnProperty', 'toString', 'valueOf', 'valueOf.toString']);
  assert.equal(fields['toString']?.count, 2);
});

test('a shape never grows beyond its bounds', () => {
  const wide = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`f${n}`, 'x'.repeat(1000)]));
  const part = learned(wide, wide);
  assert.equal(Object.keys(part.fields).length, 200);
  assert.equal(String(part.fields['f0']?.samples[0]).length, 80);
  const other = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`g${n}`, n]));
  assert.equal(Object.keys(mergeShapes(part, learned(other)).fields).length, 200);
});

const schema = {
  fields: [
    { path: 'order_id', types: ['text' as const], is_required: true },
    { path: 'total', types: ['number' as const, 'null' as const], is_required: false },
    { path: 'channel', types: ['text' as const], is_required: false, values: ['web', 'shop'] },
    { path: 'lines[].sku', types: ['text' as const], is_required: false },
  ],
};

const misfitsOf = (data: object) => findMisfits(schema, data, '/data').map(({ pointer, code }) => `${pointer} ${code}`);

test('what does not fit a declared schema is named; what the schema does not name is free', () => {
  assert.deepEqual(misfitsOf({ order_id: '2026-01-01', total: 3, channel: 'web', more: {} }), []);
  assert.deepEqual(misfitsOf({ order_id: 'O', total: null }), []);
  assert.deepEqual(misfitsOf({}), ['/data/order_id field_missing']);
  assert.deepEqual(misfitsOf({ order_id: 7, total: 'x' }), ['/data/order_id field_type', '/data/total field_type']);
  assert.deepEqual(misfitsOf({ order_id: 'O', channel: 'phone' }), ['/data/channel field_value']);
  assert.deepEqual(misfitsOf({ order_id: 'O', lines: [{ sku: 'A' }, { sku: 1 }] }), ['/data/lines[]/sku field_type']);
});

test('changes of a schema that break are told from those that do not', () => {
  const [id, total, channel, sku] = schema.fields;
  const breaksOf = (...fields: unknown[]) => findBreaks(schema, { fields: fields as never }).map(({ code }) => code);
  assert.deepEqual(breaksOf(id, total, channel, sku), []);
  assert.deepEqual(breaksOf(id, total, channel, sku, { path: 'note', types: ['text'], is_required: false }), []);
  assert.deepEqual(breaksOf(id, total, channel, sku, { path: 'note', types: ['text'], is_required: true }), [
    'now_required',
  ]);
  assert.deepEqual(breaksOf({ ...id, is_required: false }, total, channel, sku), ['no_longer_required']);
  assert.deepEqual(breaksOf(id, { ...total, types: ['integer', 'null'] }, channel, sku), ['type_narrowed']);
  assert.deepEqual(breaksOf(id, { ...total, types: ['number', 'null', 'text'] }, channel, sku), ['type_widened']);
  assert.deepEqual(breaksOf(id, total, { ...channel, values: ['web'] }, sku), ['values_narrowed']);
  assert.deepEqual(breaksOf(id, total, { ...channel, values: ['web', 'shop', 'app'] }, sku), []);
  assert.deepEqual(breaksOf(id, total, channel), ['field_gone']);
});

const suite = await createTestApp();
const shop = await suite.createOrganization('Shop');
const other = await suite.createOrganization('Other');
const send = (body: unknown, key = shop.key) => suite.call('POST', 'events', { key, body });
const typeOf = async (name: string, key = shop.key) => (await suite.call('GET', `events/types/${name}`, { key })).body;
const declare = (name: string, body: object) =>
  suite.call('PUT', `events/types/${name}/schema`, { key: shop.key, body });

test('types are learned from what comes, with a new version when the shape changes', async () => {
  await send(Array.from({ length: 30 }, (_, n) => ({ event_type: 'shop.visit', data: { page: `/p${n}`, ms: n } })));
  const first = await typeOf('shop.visit');
  assert.deepEqual([first.events, first.examples, first.version, first.changes], [30, 30, 1, []]);
  assert.deepEqual(
    first.fields.map(({ path, types, share }: { path: string; types: string[]; share: number }) => [
      path,
      types,
      share,
    ]),
    [
      ['ms', ['integer'], 1],
      ['page', ['text'], 1],
    ],
  );
  await send({ event_type: 'shop.visit', data: { page: '/q', ms: 'slow', country: 'DE' } });
  const next = await typeOf('shop.visit');
  assert.deepEqual(
    [next.version, next.changes[0].changes],
    [
      2,
      [
        { path: 'ms', change: 'type_changed', is_compatible: false },
        { path: 'country', change: 'field_added', is_compatible: true },
      ],
    ],
  );
  const { body } = await suite.call('GET', 'events/types', { key: shop.key });
  assert.deepEqual(
    body.items.map(({ name }: { name: string }) => name),
    ['shop.visit'],
  );
  assert.deepEqual((await suite.call('GET', 'events/types', { key: other.key })).body.items, []);
  assert.equal((await typeOf('shop.visit', other.key)).code, 'event_type_not_found');
});

test('an event that comes again by its key is not counted twice', async () => {
  for (let turn = 0; turn < 3; turn += 1) await send({ event_type: 'paid', data: { n: 1 }, idempotency_key: 'once' });
  assert.equal((await typeOf('paid')).events, 1);
});

test('pages of types come by name and miss none', async () => {
  const many = await suite.createOrganization('Many');
  const names = ['a', 'a.b', 'a_b', 'b.a', 'b.b.c'];
  await send(
    names.map((name) => ({ event_type: name, data: {} })),
    many.key,
  );
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body } = await suite.call('GET', `events/types?limit=2${cursor ? `&cursor=${cursor}` : ''}`, {
      key: many.key,
    });
    seen.push(...body.items.map(({ name }: { name: string }) => name));
    cursor = body.next_cursor;
  }
  assert.deepEqual(seen, names);
});

test('a declared schema marks what does not fit, or refuses it, as it was told', async () => {
  const fields = [{ path: 'amount', types: ['number'], is_required: true }];
  assert.equal((await declare('refund', { fields })).status, 200);
  const marked = await send([
    { event_type: 'refund', data: { amount: 5 } },
    { event_type: 'refund', data: { amount: 'five' } },
  ]);
  assert.deepEqual([marked.status, marked.body.misfits], [202, 1]);
  const { body } = await suite.call('GET', 'events?event_type=refund&misfits=true', { key: shop.key });
  assert.deepEqual(
    body.items.map((each: { misfits: { pointer: string; code: string }[] }) =>
      each.misfits.map(({ pointer, code }) => [pointer, code]),
    ),
    [[['/data/amount', 'field_type']]],
  );
  assert.match(body.items[0].misfits[0].detail, /amount/);

  const enforced = await declare('refund', { fields, mode: 'enforce', description: 'Money given back' });
  assert.deepEqual(
    [enforced.body.schema.mode, enforced.body.schema.version, enforced.body.description],
    ['enforce', 2, 'Money given back'],
  );
  const refused = await send([{ event_type: 'refund', data: {} }]);
  assert.deepEqual(
    [refused.status, refused.body.errors[0].pointer, refused.body.errors[0].code],
    [422, '/0/data/amount', 'field_missing'],
  );
  assert.equal(
    (await send({ event_type: 'refund', data: {} }, other.key)).status,
    202,
    'a schema is its organization’s own',
  );

  const breaking = { fields: [{ path: 'amount', types: ['text'], is_required: true }] };
  const stopped = await declare('refund', breaking);
  assert.deepEqual([stopped.status, stopped.body.code], [409, 'event_schema_breaking']);
  assert.deepEqual(
    stopped.body.errors.map(({ code }: { code: string }) => code),
    ['type_narrowed', 'type_widened'],
  );
  assert.equal((await declare('refund', { ...breaking, allow_breaking: true })).status, 200);
  assert.equal((await send({ event_type: 'refund', data: { amount: 'five' } })).status, 202);

  assert.equal((await suite.call('DELETE', 'events/types/refund/schema', { key: shop.key })).status, 204);
  assert.equal((await send({ event_type: 'refund', data: {} })).status, 202);
});

test('a schema that says a thing twice, or is of the product’s own, is refused', async () => {
  const field = { path: 'x', types: ['text'], is_required: true };
  const twice = await declare('y', { fields: [field, field] });
  assert.deepEqual([twice.status, twice.body.errors[0].pointer], [422, '/fields/1/path']);
  assert.equal((await declare('model_trained', { fields: [field] })).body.code, 'event_schema_invalid');
});

test('what the product tells of is described, each with an example', async () => {
  const { body } = await suite.call('GET', 'events/product-types', { key: shop.key });
  const drift = body.items.find(({ name }: { name: string }) => name === 'drift_detected');
  assert.ok(drift.fields.some(({ path }: { path: string }) => path === 'features[].psi'));
  assert.equal(drift.example.model_id, 7);
  assert.equal((await typeOf('prediction_completed')).source, 'product');
});
