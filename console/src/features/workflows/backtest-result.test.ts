import { expect, test } from 'vitest';
import { everyDay, readBacktest } from './backtest-result.ts';

test('a result is read as far as it is there', () => {
  const read = readBacktest({ events: 12, fired: 3, by_day: [{ day: '2026-03-02', fired: 3 }], failures: 'none' });
  expect(read).toMatchObject({
    events: 12,
    fired: 3,
    isCut: false,
    days: [{ day: '2026-03-02', fired: 3 }],
    failures: [],
  });
  expect(readBacktest(null)).toBeNull();
});

test('days without a run stand in the picture, the end of the range does not', () => {
  const days = everyDay('2026-03-01T00:00:00Z', '2026-03-04T00:00:00Z', [{ day: '2026-03-02', fired: 3 }]);
  expect(days.map(({ day, fired }) => `${day} ${fired}`)).toEqual(['2026-03-01 0', '2026-03-02 3', '2026-03-03 0']);
});
