import { expect, test } from 'vitest';
import { snoozeTime } from './snooze-times.ts';

const at = (text: string) => new Date(text);

test('three hours are three hours, also over midnight', () => {
  expect(snoozeTime('hours', at('2026-11-04T22:30:00'))).toEqual(at('2026-11-05T01:30:00'));
});

test('tomorrow is the next morning, also over the end of a month', () => {
  expect(snoozeTime('tomorrow', at('2026-11-30T08:00:00'))).toEqual(at('2026-12-01T09:00:00'));
});

test('Monday is the next one: on a Monday that of the week after, on a Sunday the day after', () => {
  expect(snoozeTime('monday', at('2026-11-02T08:00:00'))).toEqual(at('2026-11-09T09:00:00'));
  expect(snoozeTime('monday', at('2026-11-08T08:00:00'))).toEqual(at('2026-11-09T09:00:00'));
  expect(snoozeTime('monday', at('2026-11-04T08:00:00'))).toEqual(at('2026-11-09T09:00:00'));
});
