import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { createSampleCompany, type SampleCompany } from './sample-company.ts';

const OPTIONS = { seed: 1, end: '2026-06-30', months: 36 };
const company = createSampleCompany(OPTIONS);

/** The rows of a dataset, as the file spells them. No value of these holds a comma. */
function rowsOf({ datasets }: SampleCompany, name: string): Record<string, string>[] {
  const text = new TextDecoder().decode(Buffer.concat([...(datasets.get(name)?.chunks() ?? [])]));
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const columns = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    assert.equal(cells.length, columns.length, line);
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
  });
}

function hashOf({ datasets, truth }: SampleCompany): string {
  const hash = createHash('sha256').update(JSON.stringify(truth));
  for (const [name, table] of datasets) {
    hash.update(name);
    for (const chunk of table.chunks()) hash.update(chunk);
  }
  return hash.digest('hex');
}

const orders = rowsOf(company, 'orders');
const lines = rowsOf(company, 'order_lines');
const dayOf = (order: Record<string, string>): string => (order['ordered_at'] ?? '').slice(0, 10);
const isBetween = (date: string, from: string, to: string): boolean => date >= from && date <= to;
const anomaly = (id: string): any => company.truth.anomalies.find((each) => 'id' in each && each.id === id);
/** So many a day, in a period. */
const perDay = (rows: readonly Record<string, string>[], from: string, to: string): number =>
  rows.filter((row) => isBetween(dayOf(row), from, to)).length / ((Date.parse(to) - Date.parse(from)) / 86_400_000 + 1);

test('the same seed and end give the same bytes, another seed gives others', () => {
  const short = { ...OPTIONS, months: 2 };
  assert.equal(hashOf(createSampleCompany(short)), hashOf(createSampleCompany(short)));
  assert.notEqual(hashOf(createSampleCompany(short)), hashOf(createSampleCompany({ ...short, seed: 2 })));
});

test('it has three years and about 200,000 order lines, and everything that is named is there', () => {
  assert.equal(company.truth.from, '2023-07-01');
  assert.deepEqual([dayOf(orders[0] ?? {}), dayOf(orders.at(-1) ?? {})], ['2023-07-01', '2026-06-30']);
  assert.ok(lines.length > 170_000 && lines.length < 230_000, `${lines.length} lines`);
  const idsOf = (name: string, column: string) => new Set(rowsOf(company, name).map((row) => row[column]));
  const customers = idsOf('customers', 'customer_id');
  const products = idsOf('products', 'product_id');
  const orderIds = new Set(orders.map((row) => row['order_id']));
  assert.equal(orderIds.size, orders.length);
  assert.ok(orders.every((row) => customers.has(row['customer_id'])));
  assert.ok(lines.every((row) => orderIds.has(row['order_id']) && products.has(row['product_id'])));
  assert.ok(rowsOf(company, 'service_requests').every((row) => customers.has(row['customer_id'])));
  for (const name of ['inventory_levels', 'stock_movements'])
    assert.ok(
      rowsOf(company, name).every((row) => products.has(row['product_id'])),
      name,
    );
});

test('an order is worth what its lines are', () => {
  const sums = new Map<string | undefined, number>();
  for (const row of lines) sums.set(row['order_id'], (sums.get(row['order_id']) ?? 0) + Number(row['amount']));
  for (const row of orders) assert.ok(Math.abs((sums.get(row['order_id']) ?? 0) - Number(row['amount'])) < 0.005);
});

test('nobody orders before they are known, or after they have left', () => {
  const left = new Map(company.truth.left.map((each) => [String(each.customer_id), each.on]));
  const signedUp = new Map(rowsOf(company, 'customers').map((row) => [row['customer_id'], row['signed_up_on'] ?? '']));
  for (const order of orders) {
    const customer = order['customer_id'] ?? '';
    assert.ok(dayOf(order) >= (signedUp.get(customer) ?? '9'));
    assert.ok(dayOf(order) <= (left.get(customer) ?? '9'));
  }
  assert.ok(left.size > 1000);
});

test('stock adds up: what is on a shelf came in and was not sold', () => {
  const levels = rowsOf(company, 'inventory_levels');
  const [first, last] = [levels[0]?.['date'] ?? '', levels.at(-1)?.['date'] ?? ''];
  const onHand = (date: string, product: string) =>
    Number(levels.find((row) => row['date'] === date && row['product_id'] === product)?.['on_hand']);
  const dates = new Map(orders.map((row) => [row['order_id'], dayOf(row)]));
  for (const product of ['1001', '1017', '1063', '1120']) {
    const moved = rowsOf(company, 'stock_movements')
      .filter((row) => row['product_id'] === product && (row['date'] ?? '') > first && (row['date'] ?? '') <= last)
      .reduce((sum, row) => sum + Number(row['quantity']), 0);
    const sold = lines
      .filter((row) => row['product_id'] === product)
      .filter((row) => (dates.get(row['order_id']) ?? '') > first && (dates.get(row['order_id']) ?? '') <= last)
      .reduce((sum, row) => sum + Number(row['quantity']), 0);
    assert.equal(onHand(last, product), onHand(first, product) + moved - sold, product);
  }
});

test('what was planted is in the data', () => {
  const outage = anomaly('web-outage');
  const web = orders.filter((row) => row['channel'] === 'web');
  assert.ok(perDay(web, outage.from, outage.to) < 0.3 * perDay(web, '2024-07-01', '2024-12-31'));

  const viral = anomaly('viral-product');
  const dates = new Map(orders.map((row) => [row['order_id'], row['ordered_at'] ?? '']));
  const sold = lines
    .filter((row) => row['product_id'] === String(viral.slice.productId))
    .map((row) => ({ ordered_at: dates.get(row['order_id']) ?? '' }));
  assert.ok(perDay(sold, viral.from, viral.to) > 2 * perDay(sold, '2024-07-01', '2026-06-30'));

  const strike = anomaly('carrier-strike');
  const delivery = rowsOf(company, 'service_requests')
    .filter((row) => row['queue'] === 'delivery')
    .map((row) => ({ ordered_at: row['opened_at'] ?? '' }));
  assert.ok(perDay(delivery, strike.from, strike.to) > 2 * perDay(delivery, '2025-01-01', '2026-06-30'));

  const spend = anomaly('wasted-spend');
  const social = rowsOf(company, 'marketing_spend').filter((row) => row['channel'] === 'social');
  const mean = (rows: typeof social) => rows.reduce((sum, row) => sum + Number(row['spend']), 0) / rows.length;
  assert.ok(mean(social.filter((row) => isBetween(row['date'] ?? '', spend.from, spend.to))) > 3 * mean(social));
  assert.equal(company.truth.anomalies.length, 12);
});

test('unhappy customers leave sooner, and companions are bought together', () => {
  const worst = new Map<string, number>();
  for (const row of rowsOf(company, 'service_requests')) {
    const told = Number(row['satisfaction'] || 9);
    worst.set(row['customer_id'] ?? '', Math.min(told, worst.get(row['customer_id'] ?? '') ?? 9));
  }
  const left = new Set(company.truth.left.map((each) => String(each.customer_id)));
  const share = (isWanted: (satisfaction: number) => boolean) => {
    const those = [...worst].filter(([, satisfaction]) => isWanted(satisfaction));
    return those.filter(([customer]) => left.has(customer)).length / those.length;
  };
  assert.ok(
    share((satisfaction) => satisfaction <= 2) > share((satisfaction) => satisfaction >= 4 && satisfaction <= 5),
  );

  const nouns = new Map(rowsOf(company, 'products').map((row) => [row['product_id'], row['product_name'] ?? '']));
  const baskets = new Map<string, Set<string>>();
  for (const row of lines) {
    const basket = baskets.get(row['order_id'] ?? '') ?? new Set();
    baskets.set(
      row['order_id'] ?? '',
      basket.add((nouns.get(row['product_id']) ?? '').split(' ').slice(1, -1).join(' ')),
    );
  }
  const all = [...baskets.values()];
  const withGrill = all.filter((basket) => basket.has('grill'));
  const charcoal = (some: typeof all) => some.filter((basket) => basket.has('charcoal')).length / some.length;
  assert.ok(charcoal(withGrill) > 3 * charcoal(all));
});
