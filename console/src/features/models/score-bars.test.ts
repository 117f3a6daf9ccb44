import { expect, test } from 'vitest';
import { scoreBars } from './score-bars.ts';

const scores = Array.from({ length: 101 }, (_, place) => place / 100);

test('every score is in one bar, the ends too', () => {
  const bars = scoreBars(scores, 0.9, 10);
  expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(101);
});

test('a bar is on one side of the threshold', () => {
  const bars = scoreBars(scores, 0.93, 10);
  const above = bars.filter(({ isAbove }) => isAbove);
  expect(above.reduce((sum, { count }) => sum + count, 0)).toBe(scores.filter((score) => score >= 0.93).length);
  expect(above[0]?.from).toBe(0.93);
});

test('without spread there is no picture', () => {
  expect(scoreBars([0.5, 0.5], 0.5)).toEqual([]);
  expect(scoreBars([], 0.5)).toEqual([]);
});
