import { expect, test } from 'vitest';
import { weekOf } from './staff-week.ts';

const cell = (weekday: 'monday' | 'sunday', hour: number, staff: number | null) =>
  ({ weekday, hour, staff, requests: 2 }) as const;

test('people of all queues are added up by hour; an hour in which all are closed is empty', () => {
  const { days, hours, at, most, isStaff } = weekOf([
    { week: [cell('sunday', 9, 1), cell('monday', 9, 2)] },
    { week: [cell('monday', 9, 3), cell('monday', 8, 1)] },
  ]);
  expect([days, hours, most, isStaff]).toEqual([[0, 6], [8, 9], 5, true]);
  expect([at(0, 9), at(6, 9), at(6, 8)]).toEqual([5, 1, null]);
});

test('where people are not known of every queue, requests are counted', () => {
  const { at, isStaff } = weekOf([{ week: [cell('monday', 9, 2)] }, { week: [cell('monday', 9, null)] }]);
  expect([at(0, 9), isStaff]).toEqual([4, false]);
});
