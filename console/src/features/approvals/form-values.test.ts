import { expect, test } from 'vitest';
import { readField } from './form-values.ts';

const german = new Intl.NumberFormat('de-DE');
const field = (type: string, required = false) => ({ name: 'x', label: 'X', type, required });

test('a number is read as its language writes it', () => {
  expect(readField(field('number'), '1.234,5', german)).toEqual({ value: 1234.5, fault: null });
  expect(readField(field('number'), 'viel', german)).toEqual({ value: null, fault: 'notNumber' });
});

test('what is empty is missing only where it is needed', () => {
  expect(readField(field('text', true), ' ', german).fault).toBe('missing');
  expect(readField(field('text'), '', german)).toEqual({ value: null, fault: null });
});

test('yes and no are not texts', () => {
  expect(readField(field('boolean', true), 'false', german)).toEqual({ value: false, fault: null });
});
