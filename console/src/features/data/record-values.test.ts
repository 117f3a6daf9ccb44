import { expect, test } from 'vitest';
import { changedValues, textOf } from './record-values.ts';

const columns = [
  { name: 'id', type: 'text' },
  { name: 'price', type: 'number' },
  { name: 'pieces', type: 'integer' },
  { name: 'sold', type: 'boolean' },
  { name: 'at', type: 'timestamp' },
] as const;
const german = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 10 });
const plain = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 10, useGrouping: false });

test('only what was changed is sent, as the server spells it', () => {
  const before = { id: 'A', price: '1,5', pieces: '2', sold: 'yes', at: '2026-03-01T08:30:00' };
  const after = { ...before, price: '1.234,56', sold: '', at: '2026-03-02T08:30' };
  expect(changedValues(columns, before, after, german)).toEqual({
    values: { price: 1234.56, sold: null, at: '2026-03-02T08:30:00Z' },
    faulty: [],
  });
});

test('what is no number of its column is named, and not sent', () => {
  const found = changedValues(columns, {}, { price: 'many', pieces: '1,5' }, german);
  expect(found).toEqual({ values: {}, faulty: ['price', 'pieces'] });
});

test('a value stands in the form as its reader writes it', () => {
  expect(textOf(1234.5, { type: 'number' }, plain)).toBe('1234,5');
  expect(textOf(null, { type: 'text' }, plain)).toBe('');
  expect(textOf('2026-03-01T08:30:00.123456Z', { type: 'timestamp' }, plain)).toBe('2026-03-01T08:30:00');
});
