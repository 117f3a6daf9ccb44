import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ColumnType } from '../data/index.ts';
import {
  closestDataset,
  type Definition,
  findDefinitionFaults,
  findSourceFaults,
  withDefaultTime,
} from './definition.ts';

const column = (name: string, type: ColumnType, label = name) => ({ name, type, label });
const sales = {
  name: 'sales',
  columns: [
    column('month', 'date'),
    column('marketing_spend', 'number', 'Marketing Spend'),
    column('seasonality', 'number'),
    column('region', 'text'),
    column('next_month_sales', 'integer'),
  ],
};
const forecast: Definition = {
  model_type: 'forecasting',
  algorithm: 'auto',
  feature_columns: ['marketing_spend', 'seasonality'],
  target_column: 'next_month_sales',
  positive_class: null,
  training_data_source: { dataset: 'sales', time_column: 'month' },
};

const FAULTS: [what: string, change: Partial<Definition>, expected: string[]][] = [
  ['nothing', {}, []],
  ['a classifier’s algorithm', { algorithm: 'logistic_regression' }, ['/algorithm algorithm_does_not_fit']],
  [
    'a number’s algorithm for classes',
    { model_type: 'classification', target_column: 'region', algorithm: 'ridge' },
    ['/algorithm algorithm_does_not_fit'],
  ],
  [
    'the target among the features',
    { feature_columns: ['seasonality', 'next_month_sales'] },
    ['/feature_columns/1 target_among_features'],
  ],
  ['a positive class of a number', { positive_class: true }, ['/positive_class positive_class_not_applicable']],
  ['a number learned from words', { target_column: 'region' }, ['/target_column target_not_numeric']],
  [
    'classes that are dates',
    { model_type: 'classification', target_column: 'month' },
    ['/target_column target_not_categorical'],
  ],
  [
    'words as time',
    { training_data_source: { dataset: 'sales', time_column: 'region' } },
    ['/training_data_source/time_column time_column_unordered'],
  ],
  [
    'columns that do not exist',
    {
      feature_columns: ['marketing_spend', 'sesonality', 'weather'],
      target_column: 'profit',
      training_data_source: { dataset: 'sales', time_column: 'mnth' },
    },
    [
      '/feature_columns/1 unknown_column_did_you_mean seasonality',
      '/feature_columns/2 unknown_column',
      '/target_column unknown_column',
      '/training_data_source/time_column unknown_column_did_you_mean month',
    ],
  ],
  [
    'a heading instead of a name',
    { feature_columns: ['Marketing Spend'] },
    ['/feature_columns/0 unknown_column_did_you_mean marketing_spend'],
  ],
];

for (const [what, change, expected] of FAULTS) {
  test(`finds ${what}`, () => {
    const definition = { ...forecast, ...change };
    const found = [...findDefinitionFaults(definition), ...findSourceFaults(definition, sales)];
    const told = found.map(({ pointer, code, params }) =>
      [pointer, code, ...(params?.['suggestion'] === undefined ? [] : [params['suggestion']])].join(' '),
    );
    assert.deepEqual(told, expected);
  });
}

test('the closest dataset is the one that lacks the fewest columns', () => {
  const other = { name: 'other', columns: [column('region', 'text')] };
  assert.equal(closestDataset(['marketing_spend', 'seasonality', 'x'], [other, sales])?.name, 'sales');
  assert.equal(closestDataset(['region'], []), null);
});

test('a forecast is ordered by the one date column, and by none where there are two or it is no forecast', () => {
  assert.deepEqual(withDefaultTime('forecasting', sales), { dataset: 'sales', time_column: 'month' });
  assert.deepEqual(withDefaultTime('regression', sales), { dataset: 'sales' });
  const twoDates = { ...sales, columns: [...sales.columns, column('paid_at', 'timestamp')] };
  assert.deepEqual(withDefaultTime('forecasting', twoDates), { dataset: 'sales' });
});
