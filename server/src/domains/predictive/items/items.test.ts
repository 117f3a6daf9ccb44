import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import Value from 'typebox/value';
import { createTestApp } from '../../../../test/support/test-app.ts';
import { churnResult } from '../churn/churn.schema.ts';
import { inventoryResult } from '../inventory/inventory.schema.ts';
import { listItems } from './items.repository.ts';

const suite = await createTestApp({ work: true });
const shop = await suite.createOrganization();
const other = await suite.createOrganization('Other');

const DAY_MS = 86_400_000;
const today = Math.floor(Date.now() / DAY_MS);
const dateOf = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);

async function upload(dataset: string, lines: string[]): Promise<void> {
  const started = await suite.call('POST', `data/datasets/${dataset}/imports`, {
    key: shop.key,
    body: `${lines.join('\n')}\n`,
    headers: { 'content-type': 'text/csv' },
  });
  assert.equal(started.status, 202, started.text);
  const job = await suite.awaitJob(started.body.job_id, shop.key);
  assert.equal(job.status, 'succeeded', JSON.stringify(job));
}

// Sixty customers with a rhythm of their own; every third leaves after 250 days.
const customers = ['customer_id,customer_name,segment'];
const orders = ['order_id,customer_id,ordered_at,status,amount,currency'];
const lines = ['order_id,product_id,quantity'];
for (let customer = 1; customer <= 60; customer += 1) {
  customers.push(
    `${customer},${customer === 2 ? '=SUM(A1)' : `Name ${customer}`},${customer % 2 === 0 ? 'business' : 'consumer'}`,
  );
  const until = customer % 3 === 0 ? 250 : 400;
  for (let day = customer % 17; day < until; day += 9 + (customer % 23)) {
    const id = orders.length;
    orders.push(`${id},${customer},${dateOf(today - 400 + day)}T10:00:00Z,completed,${40 + customer},EUR`);
    lines.push(`${id},P${1 + (id % 2)},${1 + (id % 3)}`);
  }
}
await upload('customers', customers);
await upload('orders', orders);
await upload('order_lines', lines);
await upload('products', [
  'product_id,product_name,category,price,cost,lead_time_days',
  'P1,Spade,Tools,30,20,12',
  'P2,Rake,Tools,25,15,12',
]);
await upload('inventory_levels', [
  'date,product_id,on_hand,on_order',
  `${dateOf(today - 1)},P1,3,0`,
  `${dateOf(today - 1)},P2,4000,0`,
]);

const ask = (kind: string) =>
  suite.call('POST', 'ai-analytics/predictive', { key: shop.key, body: { kind, wait_seconds: 30 } });

const churn = await ask('customer_churn');
const inventory = await ask('inventory_optimization');

test('the examples of the guide are answered', async () => {
  const guide = await readFile(new URL('../../../../../docs/AI_ANALYTICS_HUB.md', import.meta.url), 'utf8');
  const examples = [...guide.matchAll(/```json\n(\{ "kind": "(?:customer_churn|inventory_optimization)".*\})\n```/g)];
  assert.equal(examples.length, 2);
  for (const [, example = ''] of examples) {
    const body = { ...JSON.parse(example), wait_seconds: 30 };
    const { status, text } = await suite.call('POST', 'ai-analytics/predictive', { key: shop.key, body });
    assert.equal(status, 200, text);
  }
});

test('churn and stock answer over HTTP, each with its schema and in words', () => {
  assert.equal(churn.status, 200, churn.text);
  assert.ok(Value.Check(churnResult, churn.body.result));
  assert.equal(inventory.status, 200, inventory.text);
  assert.ok(Value.Check(inventoryResult, inventory.body.result));
  for (const { body } of [churn, inventory]) {
    assert.ok(body.summary.length > 0 && body.notes.length > 0);
    assert.ok(!('items' in body.result));
  }
  assert.match(churn.body.summary[0], /^Active customers: \d+; about to be lost: \d+\. Value at risk: €/);
});

test('the list comes page by page, each customer once, in the order of what a contact saves', async () => {
  const found: {
    customer_id: number;
    position: number;
    value_saved: number | null;
    reasons: string[];
    notes: string[];
  }[] = [];
  for (let cursor = ''; ;) {
    const path = `ai-analytics/predictive/${churn.body.id}/items?limit=25${cursor && `&cursor=${cursor}`}`;
    const { status, body, text } = await suite.call('GET', path, { key: shop.key });
    assert.equal(status, 200, text);
    found.push(...body.items);
    if (body.next_cursor === null) break;
    cursor = body.next_cursor;
  }
  assert.deepEqual(
    found.map(({ position }) => position),
    Array.from({ length: 60 }, (_, i) => i + 1),
  );
  assert.equal(new Set(found.map(({ customer_id: id }) => id)).size, 60);
  const saved = found.flatMap(({ value_saved: each }) => each ?? []);
  assert.deepEqual(
    saved,
    saved.toSorted((a, b) => b - a),
  );
  assert.ok(
    found.some(({ reasons, notes }) =>
      [...reasons, ...notes].some((text) => text.startsWith('Days since the last order: ')),
    ),
  );
});

test('reasons are in the reader’s language', async () => {
  const german = await suite.call('GET', `ai-analytics/predictive/${inventory.body.id}/items?limit=1`, {
    key: shop.key,
    headers: { 'accept-language': 'de' },
  });
  const [first] = german.body.items;
  assert.deepEqual([first.product_id, first.status], ['P1', 'order_now']);
  assert.match(first.reasons[0], /^Vorrätig und bestellt: 3; Bestellpunkt: /);
});

test('the whole list is a CSV file in which nothing runs as a formula', async () => {
  const { status, text } = await suite.call('GET', `ai-analytics/predictive/${churn.body.id}/items/export`, {
    key: shop.key,
  });
  assert.equal(status, 200, text);
  const [head = '', ...rows] = text.trimEnd().split('\r\n');
  assert.match(head, /^customer_id,customer_name,segment,status,risk,probability,.*,reasons,notes$/);
  assert.equal(rows.length, 60);
  assert.ok(rows.some((row) => row.includes(",'=SUM(A1),")));
});

/** The same by both ways. */
async function read(query: string) {
  const path = `ai-analytics/predictive/${churn.body.id}/items`;
  const { body } = await suite.call('GET', `${path}?limit=200${query}`, { key: shop.key });
  const { text } = await suite.call('GET', `${path}/export?${query.slice(1)}`, { key: shop.key });
  assert.equal(text.trimEnd().split('\r\n').length - 1, body.items.length, query);
  return body.items;
}

test('the list and the file hold only what was asked for', async () => {
  const all = await read('');
  for (const [column, value] of [
    ['status', 'lost'],
    ['risk', 'high'],
  ] as const) {
    const fitting = all.filter((item: Record<string, unknown>) => item[column] === value);
    assert.ok(fitting.length > 0 && fitting.length < all.length, column);
    assert.deepEqual(await read(`&${column}=${value}`), fitting);
  }
  const named = (await read('&search=name%204')).map((item: { customer_id: number }) => item.customer_id);
  assert.deepEqual(named.toSorted(), [4, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49]);
  assert.equal((await read('&search=%25&status=active')).length, 0);
});

test('another organization sees neither the list nor the file', async () => {
  for (const path of ['items', 'items/export']) {
    const { status } = await suite.call('GET', `ai-analytics/predictive/${churn.body.id}/${path}`, { key: other.key });
    assert.equal(status, 404);
  }
});

test('a list goes with its analysis', async () => {
  const db = suite.platform.database.tenant(shop.id);
  const left = async (): Promise<number> =>
    (
      await listItems(db, shop.id, inventory.body.id, {
        after: 0,
        limit: 10,
        filter: { status: null, risk: null, class: null, search: null },
      })
    ).length;
  assert.equal(await left(), 2);
  await db.deleteFrom('predictive_analyses').where('id', '=', inventory.body.id).execute();
  assert.equal(await left(), 0);
});
