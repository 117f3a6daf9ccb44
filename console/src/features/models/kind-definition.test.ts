import { expect, test } from 'vitest';
import type { Column } from '../../api/types.ts';
import type { KindChoice } from './kind-definition.ts';
import { definitionOf, suggestColumns, suggestTraits } from './kind-definition.ts';

function column(name: string, type: Column['type'], more: Partial<Column> = {}): Column {
  const plain = { nullable: true, is_key: false, role: null, currency: null, refers_to: null };
  return { name, label: name, type, ...plain, ...more };
}

const orders = [
  column('order_id', 'integer', { is_key: true }),
  column('customer_id', 'text', { refers_to: 'customers' }),
  column('product_id', 'text', { refers_to: 'products' }),
  column('noted_at', 'date'),
  column('ordered_at', 'timestamp', { role: 'time' }),
  column('quantity', 'integer', { role: 'measure' }),
  column('amount', 'number', { role: 'money', currency: 'EUR' }),
];
const empty: KindChoice = {
  value: undefined,
  time: undefined,
  who: undefined,
  what: undefined,
  amount: undefined,
  features: [],
  period: undefined,
  aggregate: undefined,
  horizon: undefined,
  rare: 0.01,
  groups: undefined,
  by: undefined,
};

test('roles come before names and places', () => {
  expect(suggestColumns(orders)).toEqual({
    value: 'amount',
    time: 'ordered_at',
    who: 'customer_id',
    what: 'product_id',
  });
});

test('a key is no amount, and one column is not both who and what', () => {
  expect(suggestColumns([column('id', 'integer', { is_key: true }), column('customer_item', 'text')])).toEqual({
    value: undefined,
    time: undefined,
    who: 'customer_item',
    what: undefined,
  });
});

test('rows are not judged by moments', () => {
  expect(suggestTraits(orders, []).map(({ name }) => name)).not.toContain('ordered_at');
});

test('what is missing makes no model', () => {
  expect(definitionOf('series', 'orders', { ...empty, value: 'amount' })).toBeNull();
  expect(definitionOf('anomalies', 'orders', empty)).toBeNull();
  expect(definitionOf('offers', 'orders', { ...empty, who: 'a', what: 'a' })).toBeNull();
});

test('options stand in the definition only where they say something', () => {
  const series = { ...empty, value: 'amount', time: 'ordered_at' };
  expect(definitionOf('series', 'orders', series)).toEqual({
    model_type: 'forecasting',
    algorithm: 'auto',
    feature_columns: [],
    target_column: 'amount',
    training_data_source: { dataset: 'orders', time_column: 'ordered_at' },
  });
  expect(definitionOf('series', 'orders', { ...series, period: 'week', horizon: 8 })?.training_options).toEqual({
    series: { period: 'week', horizon: 8 },
  });
  expect(definitionOf('segments', 'orders', { ...empty, features: ['amount'] })?.training_options).toBeUndefined();
  expect(definitionOf('anomalies', 'orders', { ...empty, features: ['amount'] })?.training_options).toEqual({
    contamination: 0.01,
  });
});

test('a series is parted by a column, unless that is what it is made of', () => {
  const choice = { ...empty, value: 'amount', time: 'ordered_at' };
  const optionsBy = (by: string) => definitionOf('series', 'orders', { ...choice, by })?.training_options;
  expect(optionsBy('product_id')).toEqual({ series: { group_column: 'product_id' } });
  expect(optionsBy('amount')).toBeUndefined();
});
