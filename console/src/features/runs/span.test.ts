import { expect, test } from 'vitest';
import { createFormat } from '../../lib/format.ts';
import { writeSpan } from './span.ts';

const english = createFormat('en', 'UTC');

test.each([
  [0, '0 ms'],
  [412.4, '412 ms'],
  [1240, '1.2 sec'],
  [59_000, '59 sec'],
  [127_000, '2 min 7 sec'],
  [3_600_000, '1 hr'],
  [20_280_000, '5 hr 38 min'],
  [200_000_000, '2 days 7 hr'],
])('%d ms is written %s', (ms, text) => {
  expect(writeSpan(english, ms)).toBe(text);
});
