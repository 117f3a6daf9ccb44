import { expect, test } from 'vitest';
import { grainOf, pastFrom, pointsAhead } from './series-points.ts';

const at = (timestamp: string) => ({ timestamp, mean: 2, lower: 1, upper: 3 });

test('the grain is what lies between two periods', () => {
  expect(grainOf([at('2026-03-01'), at('2026-04-01')], undefined)).toBe('month');
  expect(grainOf([at('2026-02-01'), at('2026-03-01')], undefined)).toBe('month');
  expect(grainOf([at('2026-03-02'), at('2026-03-09')], undefined)).toBe('week');
  expect(grainOf([at('2026-03-02T04:00:00.000Z'), at('2026-03-02T05:00:00.000Z')], undefined)).toBe('hour');
  expect(grainOf([at('2026-03-02')], 'quarter')).toBe('quarter');
});

test('the past is longer than the future, and never too short to see a season', () => {
  expect(pastFrom([at('2026-03-31')], 'day')).toBe('2026-03-07');
  const far = Array.from({ length: 30 }, () => at('2026-03-31'));
  expect(pastFrom(far, 'day')).toBe('2025-12-31');
});

test('what came later than the model knows is not its past', () => {
  const past = [
    { period: '2026-03-30', value: 5 },
    { period: '2026-03-31', value: 6 },
  ];
  const points = pointsAhead(past, [at('2026-03-31')], 0.9);
  expect(points.map(({ actual, expected }) => [actual, expected])).toEqual([
    [5, null],
    [null, 2],
  ]);
  expect(points[1]?.intervals).toEqual([{ level: 0.9, lower: 1, upper: 3 }]);
});
