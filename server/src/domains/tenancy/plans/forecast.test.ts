import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, fillDays, forecastLimit } from './forecast.ts';

const base = { limit: 100, today: '2026-03-30', usedToday: 0, dayShare: 0.5, history: [] };

test('days are counted over the ends of months and years, and over a clock change', () => {
  assert.equal(addDays('2026-03-28', 3), '2026-03-31');
  assert.equal(addDays('2026-12-31', 1), '2027-01-01');
  assert.equal(addDays('2028-03-01', -1), '2028-02-29');
});

test('a straight line hits the limit on the day on which it reaches it', () => {
  // 10, 20, 30 until yesterday: 40 today, 100 in six days.
  assert.equal(forecastLimit({ ...base, history: [10, 20, 30] }), '2026-04-05');
  assert.equal(forecastLimit({ ...base, history: [0, 0, 5, 5, 10, 10], limit: 20 }), '2026-04-03');
});

test('what is used up, or will be at the pace of today, is hit today', () => {
  assert.equal(forecastLimit({ ...base, usedToday: 100 }), '2026-03-30');
  assert.equal(forecastLimit({ ...base, usedToday: 50 }), '2026-03-30');
  assert.equal(forecastLimit({ ...base, usedToday: 49 }), null);
  assert.equal(forecastLimit({ ...base, usedToday: 99, dayShare: null }), null, 'what stands has no pace of a day');
});

test('the first minutes of a day are no pace', () => {
  assert.equal(forecastLimit({ ...base, usedToday: 10, dayShare: 0.01 }), null);
});

test('use that does not grow, grows too slowly or is too young has no date', () => {
  assert.equal(forecastLimit({ ...base, history: [30, 30, 30, 30] }), null);
  assert.equal(forecastLimit({ ...base, history: [30, 20, 10] }), null);
  assert.equal(forecastLimit({ ...base, history: [10, 90] }), null);
  assert.equal(forecastLimit({ ...base, limit: 10_000, history: [1, 1, 2] }), null);
});

test('days that nobody wrote down are 0, or as the day before where something stands on', () => {
  const rows = [
    { day: '2026-03-01', used: 4 },
    { day: '2026-03-11', used: 6 },
  ];
  const used = (isStanding: boolean) => fillDays(rows, '2026-03-10', '2026-03-13', isStanding).map((each) => each.used);
  assert.deepEqual(used(false), [0, 6, 0]);
  assert.deepEqual(used(true), [4, 6, 6]);
});
