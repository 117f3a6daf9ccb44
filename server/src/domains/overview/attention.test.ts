import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findAttention, type Signs } from './attention.ts';

const NOW = new Date('2026-11-23T12:00:00Z');
const none: Signs = { models: [], imports: [], alerts: [], quotas: [], revenue: null, churn: null, stock: null };
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000);
const kindsOf = (signs: Partial<Signs>) => findAttention({ ...none, ...signs }, NOW).map(({ kind }) => kind);

const analysis = (createdAt = daysAgo(1)) => ({ id: 7, created_at: createdAt }) as any;
const revenue = (total: object, createdAt?: Date): Signs['revenue'] => ({
  analysis: analysis(createdAt),
  parts: { currency: 'EUR', total } as any,
});
const interval = (level: number, lower: number, upper: number) => ({ level, lower, upper });
const failed = (id: number, dataset: string, status: string, days = 1) => ({
  id,
  dataset,
  fileName: null,
  status,
  createdAt: daysAgo(days),
});
const quota = (name: string, used: number, amount: number) => ({ entitlement: { name, amount }, used });

test('nothing wrong needs no attention', () => {
  assert.deepEqual(findAttention(none, NOW), []);
  assert.deepEqual(kindsOf({ imports: null, alerts: null, quotas: null }), []);
});

test('an import that failed counts until the same dataset takes one', () => {
  assert.deepEqual(kindsOf({ imports: [failed(2, 'orders', 'succeeded'), failed(1, 'orders', 'failed')] }), []);
  assert.deepEqual(kindsOf({ imports: [failed(3, 'orders', 'running'), failed(2, 'orders', 'failed')] }), [
    'import_failed',
  ]);
  assert.deepEqual(kindsOf({ imports: [failed(1, 'orders', 'failed', 20)] }), []);
});

test('a quota counts from four fifths on, and one that is nothing never', () => {
  const items = findAttention({ ...none, quotas: [quota('a', 79, 100), quota('b', 80, 100), quota('c', 9, 9)] }, NOW);
  assert.deepEqual(
    items.map(({ subject, severity }) => [subject, severity]),
    [
      ['c', 'high'],
      ['b', 'medium'],
    ],
  );
  assert.deepEqual(kindsOf({ quotas: [quota('workflows', 0, 0)] }), []);
});

test('revenue falls only where the year before lies above the narrowest interval', () => {
  const intervals = [interval(0.95, 70, 130), interval(0.8, 80, 110)];
  assert.deepEqual(kindsOf({ revenue: revenue({ revenue: 95, intervals, year_before: 105 }) }), []);
  assert.deepEqual(kindsOf({ revenue: revenue({ revenue: 95, intervals, year_before: null }) }), []);
  const [item] = findAttention({ ...none, revenue: revenue({ revenue: 95, intervals, year_before: 115 }) }, NOW);
  assert.deepEqual(item?.money, { amount: -20, lower: -35, upper: -5, currency: 'EUR' });
  assert.deepEqual(kindsOf({ revenue: revenue({ revenue: 95, intervals, year_before: 115 }, daysAgo(40)) }), []);
});

test('the gravest comes first, and of those what is worth most', () => {
  const churn: Signs['churn'] = {
    analysis: analysis(),
    parts: {
      currency: 'EUR',
      expected_to_leave: 12.4,
      value_at_risk: { mean: 900, lower: 700, upper: 1100 },
      contacts: { customers: 40 },
    },
  };
  const stock: Signs['stock'] = {
    analysis: analysis(),
    parts: { currency: 'EUR', orders: { items: 3, cost: 500, prevents: 120 } },
  };
  const items = findAttention({ ...none, churn, stock, quotas: [quota('models', 9, 10)] }, NOW);
  assert.deepEqual(
    items.map(({ kind }) => kind),
    ['stock_to_order', 'customers_at_risk', 'quota'],
  );
  assert.deepEqual(items[1]?.money, { amount: -900, lower: -1100, upper: -700, currency: 'EUR' });
  assert.equal(items[1]?.figures['leaving'], 12);
});

test('an alert that somebody knows of is no news', () => {
  const alert = {
    id: 1,
    dataset: 'orders',
    severity: 'critical' as const,
    lastFigures: { rows_broken: 3, rows_checked: 90 },
    openedAt: daysAgo(2),
    acknowledgedAt: null,
  };
  assert.deepEqual(kindsOf({ alerts: [alert, { ...alert, acknowledgedAt: daysAgo(1) }] }), ['quality_alert']);
});
