import { expect, test } from 'vitest';
import type { Dataset, Inspection } from '../../api/types.ts';
import { mappingOf, optionsOf, plansOf, sharedColumns } from './mapping.ts';

// Only what is read of an inspection.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const inspection = {
  columns: [
    { heading: 'Kd.-Nr.', name: 'kd_nr' },
    { heading: 'amount', name: 'amount' },
  ],
  proposed_mapping: {
    columns: [
      { heading: 'Kd.-Nr.', column: 'customer_id' },
      { heading: 'amount', column: 'amount' },
    ],
  },
  saved_mapping: null,
} as Inspection;

test('what was kept for files with these headings goes before what is proposed', () => {
  expect(plansOf(inspection).map(({ column }) => column)).toEqual(['customer_id', 'amount']);
  const saved: Inspection['saved_mapping'] = {
    columns: [{ heading: 'amount', column: 'total', type: 'number' }],
    other_columns: 'leave_out',
  };
  expect(plansOf({ ...inspection, saved_mapping: saved })).toEqual([
    { heading: 'Kd.-Nr.', column: null },
    { heading: 'amount', column: 'total', type: 'number' },
  ]);
});

test('a mapping is sent only where something goes elsewhere than by itself', () => {
  const plain = inspection.columns.map(({ heading, name }) => ({ heading, column: name }));
  expect(mappingOf(plain, inspection)).toBeUndefined();
  expect(mappingOf(plansOf(inspection), inspection)?.columns).toHaveLength(2);
});

test('two columns of a file cannot go into one', () => {
  expect([
    ...sharedColumns([
      { heading: 'a', column: 'x' },
      { heading: 'b', column: 'x' },
    ]),
  ]).toEqual(['x']);
  expect(
    sharedColumns([
      { heading: 'a', column: null },
      { heading: 'b', column: null },
    ]).size,
  ).toBe(0);
});

test('the key is named where the file has it', () => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const dataset = { key: 'customer_id' } as Dataset;
  const plans = [{ heading: 'Kd.-Nr.', column: 'customer_id' }];
  expect(optionsOf(plans, undefined, { existing: 'skip', key: '', dataset })).toEqual({
    existing: 'skip',
    key: ['customer_id'],
  });
  expect(optionsOf([], undefined, { existing: 'update', key: '', dataset })).toEqual({});
  expect(optionsOf(plans, undefined, { existing: 'update', key: 'customer_id', dataset: undefined })).toEqual({
    key: ['customer_id'],
  });
});
