import { expect, test } from 'vitest';
import { dayOf, secondsOf, within } from './forecast-points.ts';

const points = ['2026-11-01', '2026-11-02', '2026-11-03'].map((period) => ({
  period,
  actual: 1,
  expected: null,
  intervals: [],
}));

test('a stretch holds both its ends, and an open one all', () => {
  expect(within(points, { from: '2026-11-02', to: '2026-11-03' })).toHaveLength(2);
  expect(within(points, { to: '2026-11-01' })).toHaveLength(1);
  expect(within(points, {})).toHaveLength(3);
});

test('a day survives the way to the axis and back, and an hour the way there', () => {
  expect(dayOf(secondsOf('2026-03-29'))).toBe('2026-03-29');
  expect(secondsOf('2026-03-29T05:00:00.000Z') - secondsOf('2026-03-29')).toBe(5 * 3600);
});
