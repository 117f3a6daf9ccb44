import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isWhole, periodOf } from './period.ts';

const ends = (newest: string | null) => {
  const { from, to } = periodOf('7d', newest, '2026-11-23');
  return [from, to];
};

test('a period ends with the newest data, and never after today', () => {
  assert.deepEqual(ends('2026-11-20'), ['2026-11-14', '2026-11-21']);
  assert.deepEqual(ends('2026-12-31'), ['2026-11-17', '2026-11-24']);
  assert.deepEqual(ends(null), ['2026-11-17', '2026-11-24']);
});

test('a week that is cut off at either end is not drawn', () => {
  const year = periodOf('12m', '2026-11-22', '2026-11-23');
  assert.deepEqual([year.from, year.to], ['2025-11-24', '2026-11-23']);
  assert.ok(isWhole('2025-11-24', year) && isWhole('2026-11-16', year));
  assert.ok(!isWhole('2025-11-17', year) && !isWhole('2026-11-23', year));
});
