import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf } from '../calendar.ts';
import { countQuantiles } from './count-interval.ts';
import { carryOver, openingHoursOf } from './opening-hours.ts';
import { prepareDemand } from './demand-plan.ts';
import { planRoster } from './staffing.ts';
import { createWallClock } from '../../../platform/wall-clock.ts';

test('counts lie below their quantiles as often as Poisson and negative binomial say', () => {
  // Poisson of 3: P(X ≤ 1) = 0.199, P(X ≤ 5) = 0.916. Negative binomial of mean 3 and variance 6: P(X ≤ 0) = 1/8.
  assert.deepEqual(countQuantiles(3, 3, [0.1, 0.9]), [1, 5]);
  assert.deepEqual(countQuantiles(3, 6, [0.12, 0.13, 0.9]), [0, 1, 6]);
  assert.deepEqual(countQuantiles(0, 0, [0.1, 0.9]), [0, 0]);
  const [low = 0, high = 0] = countQuantiles(10_000, 10_000, [0.1, 0.9]);
  assert.ok(Math.abs(low - 9872) <= 1 && Math.abs(high - 10_128) <= 1);
});

test('the clock on the wall knows summer time and zones off the hour', () => {
  const berlin = createWallClock('Europe/Berlin');
  assert.deepEqual(berlin(Date.parse('2026-03-29T00:59:00Z')), { day: dayOf('2026-03-29'), hour: 1 });
  assert.deepEqual(berlin(Date.parse('2026-03-29T01:00:00Z')), { day: dayOf('2026-03-29'), hour: 3 });
  assert.deepEqual(createWallClock('Asia/Kathmandu')(Date.parse('2026-01-01T18:15:00Z')), {
    day: dayOf('2026-01-02'),
    hour: 0,
  });
});

test('what comes while it is closed waits for the next opening', () => {
  const monday = dayOf('2026-01-05');
  const hourly = new Float64Array(48).fill(1);
  const week = Array.from({ length: 7 }, () => ({ from: 9, to: 11 }));
  const load = carryOver(hourly, week, monday);
  assert.deepEqual([load[8], load[9], load[10], load[11], load[33], load[34]], [0, 10, 1, 0, 23, 1]);
});

test('opening hours are those in which requests come, and a weekday without any is closed', () => {
  const monday = dayOf('2026-01-05');
  const counts = new Float64Array(12 * 7 * 24);
  for (let day = 0; day < 84; day += 1) {
    if (day % 7 === 6) continue;
    for (let hour = 8; hour < 18; hour += 1) counts[day * 24 + hour] = 3;
    counts[day * 24 + 23] = day === 0 ? 1 : 0;
  }
  const week = openingHoursOf(prepareDemand({}), { firstDay: monday, counts });
  assert.deepEqual(
    week.slice(0, 6),
    Array.from({ length: 6 }, () => ({ from: 8, to: 18 })),
  );
  assert.equal(week[6], null);
  const told = openingHoursOf(prepareDemand({ opening_hours: { tuesday: { from: 1, to: 2 } } }), {
    firstDay: monday,
    counts,
  });
  assert.deepEqual(told.slice(0, 2), [null, { from: 1, to: 2 }]);
});

test('a roster has one person at least in every open hour, and more where more comes', () => {
  const roster = planRoster({
    load: Float64Array.of(0, 0, 60),
    isOpen: (place) => place > 0,
    handlingMinutes: 5,
    target: { share: 0.8, within_minutes: 2 },
    shrinkage: 0.5,
    maxOccupancy: 1,
  });
  // Five erlangs; with seven people 82 % within two minutes, with six 65 %.
  assert.deepEqual([...roster.staff], [0, 1, 7]);
  assert.deepEqual([roster.staffHours, roster.paidHours, roster.workHours], [8, 16, 5]);
  assert.ok(roster.inTime / roster.requests > 0.8);
});

test('hours that close before they open are refused', () => {
  assert.throws(() => prepareDemand({ opening_hours: { friday: { from: 17, to: 9 } } }), {
    code: 'parameters_invalid',
  });
});
