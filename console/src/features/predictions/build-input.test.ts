import { expect, test } from 'vitest';
import type { Feature } from '../../api/types.ts';
import { buildInput, initialTexts, labelOf } from './build-input.ts';

const schema: Feature[] = [
  { name: 'tenure', label: 'Tenure', type: 'number', min: 0, max: 72, example: 42 },
  { name: 'contract', label: 'Contract', type: 'category', categories: ['month', 'year'], example: 'month' },
  { name: 'paperless', label: 'Paperless', type: 'boolean', example: true },
  { name: 'since', label: 'Since', type: 'time', example: '2026-01-10' },
];
const german = new Intl.NumberFormat('de-DE');

test('a form begins with the example of the schema', () => {
  expect(initialTexts(schema, undefined, String)).toEqual({
    tenure: '42',
    contract: 'month',
    paperless: 'true',
    since: '2026-01-10',
  });
});

test('a record opened again fills the form, with blanks for what was missing', () => {
  expect(initialTexts(schema, { tenure: 7.5, contract: null }, (value) => german.format(value))).toMatchObject({
    tenure: '7,5',
    contract: '',
  });
});

test('what stands in the fields is sent as the schema types it', () => {
  const texts = { tenure: '7,5', contract: 'year', paperless: 'false', since: '2026-02-01' };
  expect(buildInput(schema, texts, german)).toEqual({
    input: { tenure: 7.5, contract: 'year', paperless: false, since: '2026-02-01' },
    notNumbers: [],
  });
});

test('an empty field is a missing value', () => {
  expect(buildInput(schema, { tenure: ' ' }, german).input['tenure']).toBeNull();
});

test('a text where a number belongs is pointed out', () => {
  expect(buildInput(schema, { tenure: 'many' }, german).notNumbers).toEqual(['tenure']);
});

test('a name is shown as words', () => {
  expect(labelOf('monthly_charges')).toBe('monthly charges');
  expect(labelOf('___')).toBe('___');
});
