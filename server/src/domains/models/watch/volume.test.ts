import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeVolume } from './volume.ts';

const now = new Date('2026-03-31T12:00:00Z');
/** Counted so many days ago, the latest first. */
const counted = (...predictions: number[]) =>
  predictions.map((each, index) => ({ at: new Date(now.getTime() - (index + 1) * 86_400_000), predictions: each }));

test('a week must have passed before anything is usual', () => {
  assert.deepEqual(judgeVolume(5, now, counted(10, 10, 10, 10, 10, 10)), {
    last_day: 5,
    usual: null,
    state: 'not_enough',
  });
});

test('one day beside the median of those before is usual, quiet or busy', () => {
  const past = counted(100, 90, 110, 100, 500, 100, 0);
  assert.deepEqual(judgeVolume(40, now, past), { last_day: 40, usual: 100, state: 'usual' });
  assert.equal(judgeVolume(33, now, past).state, 'quiet');
  assert.equal(judgeVolume(301, now, past).state, 'busy');
});

test('a day counts once, however often it was looked at, and today not at all', () => {
  const days = counted(100, 100, 100, 100, 100, 100);
  const often = [...days, ...days];
  assert.equal(judgeVolume(100, now, [{ at: now, predictions: 100 }, ...often]).state, 'not_enough');
  assert.equal(judgeVolume(100, now, [...often, ...counted(0, 0, 0, 0, 0, 0, 100)]).usual, 100);
});
