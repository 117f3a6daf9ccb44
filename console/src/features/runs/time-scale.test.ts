import { expect, test } from 'vitest';
import { createTimeScale } from './time-scale.ts';

test('true to scale, half of the time is half of the way', () => {
  const scale = createTimeScale({ from: 100, to: 300 }, [], false);
  expect([scale.place(100), scale.place(200), scale.place(300), scale.isFolded]).toEqual([0, 0.5, 1, false]);
});

test('folded, a long wait leaves room for the work around it', () => {
  const hour = 3_600_000;
  const busy = [
    { from: 0, to: 100 },
    { from: 5 * hour, to: 5 * hour + 100 },
  ];
  const scale = createTimeScale({ from: 0, to: 5 * hour + 100 }, busy, true);
  expect(scale.isFolded).toBe(true);
  expect(scale.place(100)).toBeGreaterThan(0.2);
  expect(scale.place(5 * hour)).toBeLessThan(0.8);
  expect(scale.place(5 * hour)).toBeGreaterThan(scale.place(100));
});

test('of two waits the longer one is drawn longer', () => {
  const busy = [0, 1000, 100_000].map((from) => ({ from, to: from + 10 }));
  const { place } = createTimeScale({ from: 0, to: 100_010 }, busy, true);
  expect(place(100_000) - place(1010)).toBeGreaterThan(place(1000) - place(10));
});

test('nothing to fold is said, and marks go from one end to the other', () => {
  const scale = createTimeScale({ from: 0, to: 100 }, [{ from: 0, to: 95 }], true);
  expect(scale.isFolded).toBe(false);
  expect(scale.marks.map(({ at, place }) => [Math.round(at), place])).toEqual([
    [0, 0],
    [25, 0.25],
    [50, 0.5],
    [75, 0.75],
    [100, 1],
  ]);
});

test('a run without any length has a place for its instant', () => {
  const scale = createTimeScale({ from: 5, to: 5 }, [], true);
  expect(scale.place(5)).toBe(0);
});
