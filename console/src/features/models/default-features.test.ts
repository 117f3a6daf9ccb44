import { describe, expect, test } from 'vitest';
import type { Column } from '../../api/types.ts';
import { canBeTarget, suggestFeatures, suggestType } from './default-features.ts';

const column = (name: string, type: Column['type']): Column => ({
  name,
  label: name,
  type,
  nullable: false,
  is_key: false,
  role: null,
  currency: null,
  refers_to: null,
});
const rows = Array.from({ length: 5 }, (_, index) => ({
  customerID: 4000 + index,
  code: `C-${10_482 + index}`,
  city: ['Oslo', 'Bergen', 'Oslo', 'Tromsø', 'Oslo'][index],
  region: ['North', 'South', 'East', 'West', 'Mid'][index],
  remark: index === 2 ? 'The customer called three times about a delivery that never came.' : 'ok',
  nothing: null,
  churned: index % 2,
  amount: index * 1.5,
}));

const reasonFor = (one: Column) => suggestFeatures([one], undefined, rows)[0]?.leftOutFor;

describe('suggested inputs', () => {
  test('are all columns but the target', () => {
    const columns = [column('city', 'text'), column('amount', 'number'), column('churned', 'integer')];
    expect(suggestFeatures(columns, 'churned', rows).map(({ name }) => name)).toEqual(['city', 'amount']);
  });

  test('leave out what only names a row', () => {
    expect(reasonFor(column('customerID', 'integer'))).toBe('identifier');
    expect(reasonFor(column('code', 'text'))).toBe('identifier');
  });

  test('keep words that merely do not repeat in the first rows', () => {
    expect(reasonFor(column('region', 'text'))).toBeNull();
    expect(reasonFor(column('city', 'text'))).toBeNull();
  });

  test('leave out long texts and empty columns', () => {
    expect(reasonFor(column('remark', 'text'))).toBe('free_text');
    expect(reasonFor(column('nothing', 'text'))).toBe('empty');
  });
});

describe('the kind of answer', () => {
  test('is a class for words, for yes and no, and for zeros and ones', () => {
    expect(suggestType(column('city', 'text'), rows)).toBe('classification');
    expect(suggestType(column('paid', 'boolean'), rows)).toBe('classification');
    expect(suggestType(column('churned', 'integer'), rows)).toBe('classification');
  });

  test('is an amount for other numbers', () => {
    expect(suggestType(column('amount', 'number'), rows)).toBe('regression');
    expect(suggestType(column('customerID', 'integer'), rows)).toBe('regression');
  });

  test('is not a point in time', () => {
    expect(canBeTarget(column('signed_up', 'date'))).toBe(false);
    expect(canBeTarget(column('amount', 'number'))).toBe(true);
  });
});
