import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pauseSeconds } from '../deliveries/retry-plan.ts';
import { quietUntil } from './quiet-hours.ts';

const night = { starts: '22:00', ends: '07:00', time_zone: 'Europe/Berlin' };
const at = (text: string) => new Date(text);

test('quiet hours follow the clock of their zone, over midnight and over changes of the clock', () => {
  const cases: [string, string | null][] = [
    ['2026-01-15T20:59:59Z', null],
    ['2026-01-15T21:00:00Z', '2026-01-16T06:00:00Z'],
    ['2026-01-16T05:59:00Z', '2026-01-16T06:00:00Z'],
    ['2026-01-16T06:00:00Z', null],
    // The clocks go forward in the night: seven o'clock comes an hour sooner.
    ['2026-03-28T22:00:00Z', '2026-03-29T05:00:00Z'],
    ['2026-10-24T22:00:00Z', '2026-10-25T06:00:00Z'],
  ];
  for (const [now, end] of cases) {
    assert.deepEqual(quietUntil(night, 'UTC', at(now)), end === null ? null : at(end), now);
  }
});

test('quiet hours within a day, and in the organization’s zone', () => {
  const noon = { starts: '12:00', ends: '13:30', time_zone: null };
  assert.deepEqual(quietUntil(noon, 'Asia/Kolkata', at('2026-01-15T06:30:00Z')), at('2026-01-15T08:00:00Z'));
  assert.equal(quietUntil(noon, 'UTC', at('2026-01-15T06:30:00Z')), null);
  assert.equal(quietUntil(noon, 'UTC', at('2026-01-15T13:30:00Z')), null);
  assert.equal(quietUntil(null, 'UTC', at('2026-01-15T12:30:00Z')), null);
});

test('eight attempts lie within about 28 hours, and what the other side asks for is bounded by a day', () => {
  const pauses = Array.from({ length: 7 }, (_, index) => pauseSeconds(index + 1, null, 0.5) ?? 0);
  const hours = pauses.reduce((sum, each) => sum + each, 0) / 3600;
  assert.ok(hours > 27 && hours < 29, `${hours} h`);
  assert.equal(pauseSeconds(8, null, 0.5), null);
  assert.equal(pauseSeconds(8, 60, 0.5), null);
  assert.equal(pauseSeconds(1, 3600, 0), 3600);
  assert.equal(pauseSeconds(1, 10_000_000, 0), 86_400);
  assert.notEqual(pauseSeconds(2, null, 0), pauseSeconds(2, null, 0.9));
});
