import { expect, test } from 'vitest';
import { readList, readLoose, writeLoose } from './loose-value.ts';

test('what is typed is a number, a truth, JSON or a text, and comes back as it was', () => {
  for (const value of [
    5,
    -1.5,
    true,
    null,
    [1, 'a'],
    { a: 1 },
    'high',
    '5',
    'true',
    '{{trigger.note}}',
    '12 May',
    '',
  ]) {
    expect(readLoose(writeLoose(value))).toEqual(value);
  }
  expect(readLoose('0.7')).toBe(0.7);
  expect(readLoose('trigger.amount')).toBe('trigger.amount');
});

test('a list is parted by commas, its numbers are numbers', () => {
  expect(readList('7, role:owner,, a@b.example')).toEqual([7, 'role:owner', 'a@b.example']);
});
