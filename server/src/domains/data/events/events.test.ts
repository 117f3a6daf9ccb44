import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, test } from 'node:test';
import { until } from '../../../../test/support/until.ts';
import { createTestApp } from '../../../../test/support/test-app.ts';
import { withClient } from '../../../platform/db/connection.ts';
import { lowestIdAt } from '../../../platform/ids.ts';
import type { OutboxEvent } from '../../../platform/outbox/outbox.ts';
import { startDispatcher } from '../../../platform/outbox/dispatcher.ts';
import { productEvents } from './product-events.ts';

const suite = await createTestApp({ work: true });
const second = await createTestApp({ database: suite.database });
const shop = await suite.createOrganization('Shop');
const other = await suite.createOrganization('Other');
const { key } = shop;

const send = (body: unknown, as = key, on = suite) => on.call('POST', 'events', { key: as, body });
const placed = (n: number, more: object = {}) => ({
  event_type: 'order_placed',
  data: { order_id: `O-${n}`, total: n },
  ...more,
});
const hourOf = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour)).toISOString();
const dayOf = (day: number) => new Date(Date.UTC(2026, 1, day)).toISOString();
const list = async (query = '', as = key) => (await suite.call('GET', `events${query}`, { key: as })).body.items;

test('an event is kept as it was sent, and found by its id', async () => {
  const data = { order_id: 'O-1', total: 249.9, lines: [{ product_id: 'P-7' }], note: 'für “Zoë” 🎉' };
  const sent = await send({ event_type: 'shop.order_placed', data, occurred_at: '2026-03-01T10:30:00Z' });
  assert.equal(sent.status, 202, sent.text);
  assert.deepEqual({ ...sent.body, ids: sent.body.ids.length }, { ids: 1, duplicates: 0, misfits: 0 });
  const { body } = await suite.call('GET', `events/${sent.body.ids[0]}`, { key });
  const { received_at: receivedAt, ...rest } = body;
  assert.deepEqual(rest, {
    id: sent.body.ids[0],
    event_type: 'shop.order_placed',
    data,
    occurred_at: '2026-03-01T10:30:00.000Z',
    idempotency_key: null,
    misfits: [],
  });
  assert.ok(Math.abs(Date.now() - Date.parse(receivedAt)) < 60_000);
  assert.equal(
    (await suite.call('GET', `events/${sent.body.ids[0]}`, { key: other.key })).body.code,
    'event_not_found',
  );
});

test('a key gives the same id however often it comes, at one moment, over two nodes, alone and in lists', async () => {
  const keyed = (n: number) => placed(n, { idempotency_key: `same-${n % 5}` });
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, turn) => {
      const on = turn % 2 === 0 ? suite : second;
      // Lists in opposite orders, which would wait for each other if they wrote in the order that they came in.
      const order = turn % 4 < 2 ? [0, 1, 2, 3, 4] : [4, 3, 2, 1, 0];
      return turn % 3 === 0 ? send(keyed(turn), key, on) : send(order.map(keyed), key, on);
    }),
  );
  for (const answer of answers) assert.equal(answer.status, 202, answer.text);
  const ids = new Set(answers.flatMap(({ body }) => body.ids));
  assert.equal(ids.size, 5);
  const fresh = answers.reduce((sum, { body }) => sum + body.ids.length - body.duplicates, 0);
  assert.equal(fresh, 5);
  const twice = await send([
    placed(1, { idempotency_key: 'in one list' }),
    placed(2, { idempotency_key: 'in one list' }),
  ]);
  assert.deepEqual([new Set(twice.body.ids).size, twice.body.duplicates], [1, 1]);
  const foreign = await send(keyed(0), other.key);
  assert.ok(!ids.has(foreign.body.ids[0]), 'a key belongs to its organization');
});

test('of a list with faults nothing is kept, and every fault is named at its place', async () => {
  const before = (await list()).length;
  const deep = JSON.parse(`${'{"a":'.repeat(14)}1${'}'.repeat(14)}`);
  const answer = await send([
    placed(1),
    placed(2, { occurred_at: new Date(Date.now() + 3_600_000).toISOString() }),
    { event_type: 'model_trained', data: {} },
    { event_type: 'odd', data: JSON.parse('{"__proto__": {"isAdmin": true}, "x": {"constructor": 1}}') },
    { event_type: 'deep', data: deep },
    { event_type: 'large', data: { text: 'é'.repeat(40_000) } },
    { event_type: 'wide', data: { list: Array.from({ length: 2500 }, () => 1) } },
    placed(3, { occurred_at: '1066-10-14T00:00:00Z' }),
  ]);
  assert.deepEqual([answer.status, answer.body.code], [422, 'events_refused']);
  const found = answer.body.errors.map(({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`);
  assert.deepEqual(
    found.map((each: string) => each.replace(/(\/a)+/, '/a')),
    [
      '/1/occurred_at in_the_future',
      '/2/event_type reserved_type',
      '/3/data/__proto__ unsafe_key',
      '/3/data/x/constructor unsafe_key',
      '/4/data/a too_deep',
      '/5/data too_large',
      '/6/data too_many_keys',
      '/7/occurred_at too_old',
    ],
  );
  assert.equal((await list()).length, before);
});

test('what is no event is refused with the place of the fault', async () => {
  const faultsOf = async (body: unknown) => {
    const answer = await send(body);
    assert.equal(answer.status, 422, answer.text);
    return answer.body.errors.map(({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`);
  };
  assert.deepEqual(await faultsOf({ data: {} }), ['/event_type required']);
  assert.deepEqual(await faultsOf([placed(1), { event_type: 'Order Placed', data: [] }]), [
    '/1/event_type pattern',
    '/1/data type',
  ]);
  assert.deepEqual(await faultsOf([]), [' minItems']);
  assert.deepEqual(await faultsOf(Array.from({ length: 1001 }, () => placed(1))), [' maxItems']);
  assert.deepEqual(await faultsOf(placed(1, { idempotency_key: '' })), ['/idempotency_key minLength']);
  assert.equal((await send('{"event_type":"a","data":{"x":"\\u0000"}}')).body.code, 'nul_byte');
});

test('events are found by type, time and the text of a field, page by page', async () => {
  const found = await suite.createOrganization('Finder');
  await send(
    Array.from({ length: 10 }, (_, n) => ({
      event_type: n % 2 === 0 ? 'lead_created' : 'lead_lost',
      data: { customer: { name: n === 3 ? 'Ümit 100% & Co' : `Customer ${n}` } },
      // Sent in another order than they happened, two at a time at the same moment.
      occurred_at: hourOf(9 - Math.floor(n / 2)),
    })),
    found.key,
  );
  const names = async (query: string) =>
    (await list(query, found.key)).map(({ data }: { data: { customer: { name: string } } }) => data.customer.name);
  assert.equal((await names('?event_type=lead_lost')).length, 5);
  assert.equal((await names('?event_type=lead_lost,lead_created')).length, 10);
  assert.deepEqual(
    (await names(`?from=${hourOf(8)}&to=${hourOf(9)}`)).toSorted(),
    ['Customer 2', 'Ümit 100% & Co'].toSorted(),
  );
  assert.deepEqual(await names(`?field=customer.name&contains=${encodeURIComponent('ümit 100%')}`), ['Ümit 100% & Co']);
  assert.deepEqual(await names('?field=customer.name&contains=_'), []);
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body } = await suite.call('GET', `events?limit=3${cursor ? `&cursor=${cursor}` : ''}`, { key: found.key });
    seen.push(...body.items.map(({ id }: { id: string }) => id));
    cursor = body.next_cursor;
  }
  const all = await list('', found.key);
  assert.deepEqual(
    seen,
    all.map(({ id }: { id: string }) => id),
  );
  assert.equal(new Set(seen).size, 10);
  const times = all.map(({ occurred_at: time }: { occurred_at: string }) => time);
  assert.deepEqual(times, times.toSorted().toReversed());
});

/** Hands out events to a consumer of the test's own. */
async function consume(types: readonly string[]): Promise<OutboxEvent[]> {
  const seen: OutboxEvent[] = [];
  const dispatcher = startDispatcher({
    ...suite.platform,
    connection: suite.database.accounts.jobs,
    random: Math.random,
    consumers: [{ name: `test ${types.join(' ')}`, types, consume: async (_db, event) => void seen.push(event) }],
  });
  after(() => dispatcher.stop());
  await until(() =>
    withClient(suite.database.owner, async (client) => {
      const { rowCount } = await client.query('select from outbox_consumers where $1 = any (types)', [types[0]]);
      return rowCount === 1 ? true : undefined;
    }),
  );
  return seen;
}

test('consumers get events once; a replay brings a range again, marked, in the order in which it happened', async () => {
  const seen = await consume(['stock_low']);
  const low = (day: number) => ({
    event_type: 'stock_low',
    data: { day },
    occurred_at: dayOf(day),
    idempotency_key: `low ${day}`,
  });
  const sent = await send([low(3), low(1), low(2), low(20)]);
  await send([low(3), placed(1)]);
  await until(() => (seen.length >= 4 ? true : undefined));
  assert.deepEqual(seen.map(({ id }) => id).toSorted(), sent.body.ids.toSorted());
  assert.deepEqual(
    seen.map(({ type, replayOf, data, organizationId }) => [type, replayOf, typeof data['day'], organizationId]),
    seen.map(() => ['stock_low', null, 'number', shop.id]),
  );
  assert.deepEqual(seen.find(({ data }) => data['day'] === 2)?.occurredAt, new Date(dayOf(2)));

  const range = { event_types: ['stock_low'], from: dayOf(1), to: dayOf(10) };
  const preview = await suite.call('POST', 'events/replays/preview', { key, body: { ...range, limit: 2 } });
  assert.deepEqual(preview.body, { events: 3, would_publish: 2, types: [{ event_type: 'stock_low', events: 3 }] });
  seen.length = 0;
  const started = await suite.call('POST', 'events/replays', { key, body: { ...range, limit: 2 } });
  assert.equal(started.status, 202, started.text);
  const job = await suite.awaitJob(started.body.job_id, key);
  assert.deepEqual([job.status, job.result.events_published, job.result.reached_limit], ['succeeded', 2, true]);
  await until(() => (seen.length >= 2 ? true : undefined));
  const byDay = seen.toSorted((left, right) => left.occurredAt.getTime() - right.occurredAt.getTime());
  assert.deepEqual(
    byDay.map(({ data, replayOf }) => [data['day'], replayOf]),
    [
      [1, sent.body.ids[1]],
      [2, sent.body.ids[2]],
    ],
  );
  assert.ok(byDay.every(({ id }) => !sent.body.ids.includes(id)));

  const none = await suite.call('POST', 'events/replays', { key: other.key, body: range });
  assert.deepEqual([none.status, none.body.code], [422, 'nothing_to_replay']);
  const backwards = await suite.call('POST', 'events/replays', { key, body: { ...range, from: dayOf(11) } });
  assert.equal(backwards.body.code, 'event_range_invalid');
});

test('a replay of many goes on from where it was, and publishes each once', async () => {
  const many = await suite.createOrganization('Many');
  for (let turn = 0; turn < 2; turn += 1) {
    const lot = Array.from({ length: 700 }, (_, n) => ({
      event_type: 'page_viewed',
      data: { n },
      occurred_at: '2026-01-05T00:00:00Z',
    }));
    assert.equal((await send(lot, many.key)).status, 202);
  }
  const body = { event_types: ['page_viewed'], from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' };
  const { body: started } = await suite.call('POST', 'events/replays', { key: many.key, body });
  const job = await suite.awaitJob(started.job_id, many.key);
  assert.deepEqual(job.result, { replay_id: job.result.replay_id, events_published: 1400, reached_limit: false });
  const { rows } = await withClient(suite.database.owner, async (client) => {
    await client.query(`select set_config('app.organization_id', '${many.id}', false)`);
    return client.query(
      'select count(*)::int as all, count(distinct replay_of)::int as each from outbox_events where organization_id = $1 and replay_of is not null',
      [many.id],
    );
  });
  assert.deepEqual(rows, [{ all: 1400, each: 1400 }]);
});

test('events go when they came longer ago than the plan keeps, a hold keeps them', async () => {
  const keeper = await suite.createOrganization('Keeper');
  await send([placed(1), placed(2)], keeper.key);
  const old = lowestIdAt('evt', Date.now() - 1100 * 86_400_000);
  await withClient(suite.database.owner, async (client) => {
    await client.query(`select set_config('app.organization_id', '${keeper.id}', false)`);
    await client.query(
      `update business_events set id = $1 where id = (select min(id) from business_events where organization_id = ${keeper.id})`,
      [old],
    );
  });
  const { retention } = suite.app.plans;
  await retention.setHold(keeper.id, 'court', { kind: 'system', id: null });
  const preview = await retention.preview(keeper.id);
  assert.equal(preview.counts.find(({ name }) => name === 'events')?.rows, 1);
  const result = await retention.run(keeper.id);
  assert.equal(result.removed['events'], 0, 'held');
  await retention.removeHold(keeper.id, { kind: 'system', id: null });
  assert.equal((await retention.run(keeper.id)).removed['events'], 1);
  assert.equal((await list('', keeper.key)).length, 1);
});

test('whoever may not add data sends no events', async () => {
  const { body } = await suite.call('POST', 'tenancy/api-keys', {
    key,
    body: { name: 'reader', permissions: ['data:read'] },
  });
  const answer = await send(placed(1), body.key);
  assert.deepEqual([answer.status, answer.body.code], [403, 'forbidden']);
});

test('nobody can send what the product itself tells of', async () => {
  const reserved = new Set(productEvents.map(({ name }) => name));
  const awaited = suite.platform.consumers.flatMap(({ types }) => (typeof types === 'string' ? [] : types));
  assert.deepEqual(
    awaited.filter((type) => !reserved.has(type)),
    [],
  );
  const source = path.join(import.meta.dirname, '../../..');
  const told = new Set<string>();
  for (const file of await readdir(source, { recursive: true })) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue;
    const text = await readFile(path.join(source, file), 'utf8');
    for (const [, call = ''] of text.matchAll(/outbox\.append\(([^;]*)/g)) {
      for (const [, type = ''] of call.matchAll(/type: (?:\w+ === \w+ \? )?'(\w+)'/g)) told.add(type);
    }
  }
  assert.ok(told.size >= 5, [...told].join());
  assert.deepEqual(
    [...told].filter((type) => !reserved.has(type)),
    [],
  );
});
