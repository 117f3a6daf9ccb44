import { expect, test } from 'vitest';
import type { RevenueForecast } from '../../api/types.ts';
import { dayOf, pointsOf, secondsOf, within } from './forecast-points.ts';

const interval = (level: number) => ({ level, lower: 1, upper: 3 });
// Only what is read of a forecast.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const forecast = {
  history: [
    { period: '2026-11-01', revenue: 5 },
    { period: '2026-11-02', revenue: 6 },
  ],
  forecast: [{ period: '2026-11-03', revenue: 2, intervals: [interval(0.95), interval(0.8)] }],
} as RevenueForecast;

test('past and future stand in one line, the narrowest interval first', () => {
  const points = pointsOf(forecast);
  expect(points.map(({ period, actual, expected }) => [period, actual, expected])).toEqual([
    ['2026-11-01', 5, null],
    ['2026-11-02', 6, null],
    ['2026-11-03', null, 2],
  ]);
  expect(points[2]?.intervals.map(({ level }) => level)).toEqual([0.8, 0.95]);
});

test('a stretch holds both its ends, and an open one all', () => {
  const points = pointsOf(forecast);
  expect(within(points, { from: '2026-11-02', to: '2026-11-03' })).toHaveLength(2);
  expect(within(points, { to: '2026-11-01' })).toHaveLength(1);
  expect(within(points, {})).toHaveLength(3);
});

test('a day survives the way to the axis and back', () => {
  expect(dayOf(secondsOf('2026-03-29'))).toBe('2026-03-29');
});
