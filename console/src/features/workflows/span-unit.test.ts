import { expect, test } from 'vitest';
import { unitOf } from './span-unit.ts';

test('a span is shown in the largest unit in which it is whole', () => {
  expect([604_800, 5400, 7200, 90, 1.5, 0].map(unitOf)).toEqual([
    'days',
    'minutes',
    'hours',
    'seconds',
    'seconds',
    'seconds',
  ]);
  expect(unitOf('{{trigger.wait}}')).toBe('seconds');
});
