import { expect, test } from 'vitest';
import { labelValue } from './label-value.ts';

test('yes and no are told from words', () => {
  expect(labelValue('true')).toBe(true);
  expect(labelValue('false')).toBe(false);
  expect(labelValue('yes')).toBe('yes');
  expect(labelValue('True')).toBe('True');
});
