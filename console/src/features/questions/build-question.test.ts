import { expect, test } from 'vitest';
import type { Dataset } from '../../api/types.ts';
import { figureOf, figureText, questionParams } from '../../lib/question.ts';
import { metricOf, queryOf } from './build-question.ts';

// Only what is read of a dataset.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const orders = {
  name: 'orders',
  columns: [
    { name: 'ordered_at', type: 'timestamp' },
    { name: 'region', type: 'text' },
    { name: 'amount', type: 'number' },
  ],
} as Dataset;

test('a question becomes the query that the server takes', () => {
  const question = questionParams({
    dataset: 'orders',
    figures: ['sum:amount', 'count'],
    ratio: 'yes',
    by: ['region', 'gone'],
    time: 'ordered_at',
    grain: 'month',
    period: '12m',
    compare: 'previous_year',
    where: [
      { field: 'region', operator: 'equals', value: 'North' },
      { field: 'amount', operator: 'equals' },
    ],
  });
  expect(queryOf(question, orders)).toEqual({
    kind: 'query',
    body: {
      dataset: 'orders',
      time: { field: 'ordered_at', last: 12, unit: 'month', including_current: true },
      filter: { all: [{ field: 'region', operator: 'equals', value: 'North' }] },
      group_by: [{ field: 'ordered_at', grain: 'month', fill: false }, { field: 'region' }],
      measures: [
        { name: 'sum amount', function: 'sum', field: 'amount' },
        { name: 'count', function: 'count' },
        { name: 'ratio', formula: '{sum amount} / {count}' },
      ],
      compare: 'previous_year',
      totals: true,
      limit: 1000,
    },
  });
});

test('without a column of time nothing is compared, and a figure without its column is left out', () => {
  const asked = queryOf({ figures: ['sum:', 'count'], period: '30d', compare: 'previous_period' }, orders);
  expect(asked).toEqual({
    kind: 'query',
    body: { dataset: 'orders', measures: [{ name: 'count', function: 'count' }], totals: true, limit: 1000 },
  });
});

test('two figures of one column have two names', () => {
  const asked = queryOf({ figures: ['sum:amount', 'sum:amount'] }, orders);
  expect(asked.kind === 'query' && asked.body.measures?.map(({ name }) => name)).toEqual([
    'sum amount',
    'sum amount 2',
  ]);
});

test('a metric is asked from the first of a month, or so many days back, to the end of today', () => {
  expect(metricOf({ period: '12m', grain: 'month' }, 'revenue', '2026-11-23')).toMatchObject({
    values: { from: '2025-12-01', to: '2026-11-24', grain: 'month' },
  });
  expect(metricOf({ period: '7d', by: ['region'] }, 'revenue', '2026-11-23')).toMatchObject({
    values: { from: '2026-11-17', to: '2026-11-24', grain: 'total', dimensions: 'region' },
  });
});

test('a figure stands in the address as a short text, and whatever else stands there counts rows', () => {
  expect(figureOf('sum:a:b')).toEqual({ function: 'sum', field: 'a:b' });
  expect(figureText(figureOf('sum:a:b'))).toBe('sum:a:b');
  expect(figureOf('drop table')).toEqual({ function: 'count', field: '' });
});
