import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Column } from '../../numeric/index.ts';
import { hashColumns } from './data-snapshot.ts';

const age: Column = { name: 'age', kind: 'number', values: Float64Array.of(1, Number.NaN, 3) };
const city: Column = { name: 'city', kind: 'text', codes: Int32Array.of(0, 1, -1), dictionary: ['Rome', 'Oslo'] };

test('equal data has one hash, wherever it lies in memory', () => {
  const room = Float64Array.of(9, 1, Number.NaN, 3, 9);
  const elsewhere: Column = { name: 'age', kind: 'number', values: room.subarray(1, 4) };
  assert.equal(hashColumns([elsewhere, city]), hashColumns([age, city]));
});

const CHANGES: [what: string, columns: Column[]][] = [
  ['a value', [{ ...age, values: Float64Array.of(1, Number.NaN, 4) }, city]],
  ['a missing value', [{ ...age, values: Float64Array.of(1, 0, 3) }, city]],
  ['a row', [{ ...age, values: Float64Array.of(1, Number.NaN) }, city]],
  ['a name', [{ ...age, name: 'years' }, city]],
  ['a kind', [{ ...age, kind: 'time' }, city]],
  ['a word', [age, { ...city, dictionary: ['Rome', 'Bergen'] }]],
  ['which row has which word', [age, { ...city, codes: Int32Array.of(1, 0, -1) }]],
  ['the order of columns', [city, age]],
];

for (const [what, columns] of CHANGES) {
  test(`another hash when ${what} changes`, () => {
    assert.notEqual(hashColumns(columns), hashColumns([age, city]));
  });
}
