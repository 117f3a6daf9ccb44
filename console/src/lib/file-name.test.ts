import { expect, test } from 'vitest';
import { datasetNameOf, isDatasetName } from './file-name.ts';

test('a dataset is named after its file', () => {
  expect(datasetNameOf('Orders 2026-11.csv')).toBe('orders_2026_11');
  expect(datasetNameOf('Übersicht (final).CSV')).toBe('übersicht_final');
  expect(datasetNameOf('顧客一覧.csv')).toBe('顧客一覧');
  expect(datasetNameOf('.csv')).toBe('data');
});

test('a name made from a file is one that the server takes', () => {
  const files = ['Orders 2026-11.csv', '---.csv', `${'ж'.repeat(80)}.csv`, '2026.csv', 'a\u0301.csv', 'ग्राहक सूची.csv'];
  for (const file of files) expect(isDatasetName(datasetNameOf(file)), file).toBe(true);
});

test('names that no table can have are refused', () => {
  expect(isDatasetName('')).toBe(false);
  expect(isDatasetName('-orders')).toBe(false);
  expect(isDatasetName('orders/2026')).toBe(false);
  expect(isDatasetName('a'.repeat(64))).toBe(false);
});
