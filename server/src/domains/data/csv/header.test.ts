import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameColumns } from './header.ts';

test('keeps headings as they are written', () => {
  const labels = ['tenure', 'MonthlyCharges', 'Käufer', 'unit price (€)', '売上', 'order'];
  assert.deepEqual(nameColumns(labels), { names: labels, notes: [] });
});

test('numbers headings that repeat, and notes it', () => {
  assert.deepEqual(nameColumns(['amount', 'amount', 'amount']), {
    names: ['amount', 'amount_2', 'amount_3'],
    notes: [
      { code: 'heading_repeated', params: { heading: 'amount', column: 'amount_2' } },
      { code: 'heading_repeated', params: { heading: 'amount', column: 'amount_3' } },
    ],
  });
});

test('takes no name that another heading has as it stands', () => {
  assert.deepEqual(nameColumns(['a', 'a', 'a_2', '', 'column_4']).names, ['a', 'a_3', 'a_2', 'column_4_2', 'column_4']);
});

test('tells apart headings that differ in case', () => {
  assert.deepEqual(nameColumns(['Amount', 'amount']).names, ['Amount', 'amount']);
});

test('names columns without a heading by their place', () => {
  assert.deepEqual(nameColumns(['a', '', 'c']), {
    names: ['a', 'column_2', 'c'],
    notes: [{ code: 'heading_missing', params: { column: 'column_2', position: 2 } }],
  });
});

test('puts a heading of several lines on one, composes letters, and drops control characters', () => {
  assert.deepEqual(nameColumns(['total\nof  year', 'Ka\u0308ufer', 'a\u0001b']).names, [
    'total of year',
    'Käufer',
    'a b',
  ]);
});

test('cuts headings to 63 bytes between characters, and keeps them distinct', () => {
  const { names, notes } = nameColumns(['ä'.repeat(40), 'ä'.repeat(41)]);
  assert.deepEqual(names, ['ä'.repeat(31), `${'ä'.repeat(30)}_2`]);
  assert.deepEqual(
    notes.map(({ code }) => code),
    ['heading_changed', 'heading_repeated'],
  );
});

test("gives way to PostgreSQL's own columns and to the product's, which begin with an underscore", () => {
  assert.deepEqual(nameColumns(['ctid', '_row_id', 'xmin', '__']).names, ['ctid_2', 'row_id', 'xmin_2', 'column_4']);
});

test('keeps headings that mean something to JavaScript', () => {
  assert.deepEqual(nameColumns(['toString', 'constructor']).names, ['toString', 'constructor']);
});
