import { expect, test } from 'vitest';
import type { RevenueForecast } from '../../api/types.ts';
import { pointsOf } from './revenue-points.ts';

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
