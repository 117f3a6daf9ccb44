import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../rng/rng.ts';
import { assertAllClose, numericErrorOf } from '../testing/assertions.ts';
import { completeLocalDays, countDays, dayColumns, dayNumber } from './calendar.ts';
import { linearForecast } from './linear-forecast.ts';
import { completeSeries } from './series.ts';

const days = (from: string, length: number): string[] =>
  Array.from({ length }, (_, t) => new Date(Date.parse(from) + t * 86_400_000).toISOString().slice(0, 10));

/** A feast every forty days, felt the day before and after. */
const effect = (t: number): number => [0, 30, -10, 5][[19, 20, 21].indexOf(t % 40) + 1] ?? 0;

const hours = (day: string, clock: readonly number[]): { time: string; value: number }[] =>
  clock.map((hour, i) => ({ time: `${day}T${String(hour).padStart(2, '0')}:00:00`, value: 10 * hour + i / 100 }));

test('days are counted within days, months and hours', () => {
  const feasts = ['2026-02-28', '2026-03-01', '2026-03-31'].map(dayNumber);
  assert.deepEqual(
    countDays(days('2026-02-27', 4), [feasts]).map((counts) => [...counts]),
    [[0, 1, 1, 0]],
  );
  assert.deepEqual(
    countDays(['2026-01-01', '2026-02-01', '2026-03-01'], [feasts]).map((counts) => [...counts]),
    [[0, 1, 1]],
  );
  // The last month is taken to be as long as February: the 31st is beyond.
  assert.deepEqual(
    countDays(['2026-02-28T23', '2026-03-01T00', '2026-03-02T00'], [feasts]).map((counts) => [...counts]),
    [[1, 1, 0]],
  );
  assert.deepEqual(
    countDays(['2026-03-01'], [feasts]).map((counts) => [...counts]),
    [[1]],
  );
});

test('lists of days become columns of their own for the days before and after', () => {
  const dates = days('2026-12-20', 8);
  const columns = dayColumns(dates, [
    { name: 'feast', dates: ['2026-12-24', '2026-12-25'], before: 2, after: 1 },
    { name: 'sale', dates: ['2026-12-27'] },
  ]);
  assert.deepEqual(
    columns.map(({ name, values }) => [name, values.join('')]),
    [
      ['feast −2', '00110000'],
      ['feast −1', '00011000'],
      ['feast', '00001100'],
      ['feast +1', '00000110'],
      ['sale', '00000001'],
    ],
  );
  numericErrorOf('shape_mismatch', () => dayColumns(dates, [{ name: 'feast', dates: ['someday'] }]));
  numericErrorOf('shape_mismatch', () =>
    dayColumns(['soon'], []).concat(dayColumns(['soon'], [{ name: 'a', dates: [] }])),
  );
  numericErrorOf('invalid_hyperparameter', () => dayColumns(dates, [{ name: 'feast', dates: [], before: -1 }]));
  numericErrorOf('invalid_hyperparameter', () => dayColumns(dates, [{ name: 'feast', dates: [], after: 0.5 }]));
});

test('a regression learns what happens on the days around a feast', () => {
  const rng = createRng(3);
  const dates = days('2025-01-01', 400);
  const feasts = dates.filter((_, t) => t % 40 === 20);
  const columns = dayColumns(dates, [{ name: 'feast', dates: feasts, before: 1, after: 1 }]);
  const values = Float64Array.from({ length: 375 }, (_, t) => 100 + (t % 7) + effect(t) + 0.5 * rng.normal());
  const model = linearForecast.fit(completeSeries({ values, seasonLengths: [7], columns }), { lags: 0, l2: 1e-9 });
  const { point } = linearForecast.forecast(model, { horizon: 12, levels: [], rng });
  assertAllClose(
    point,
    point.map((_, h) => 100 + ((375 + h) % 7) + effect(375 + h)),
    0.02,
  );
});

test('local days of 23 and 25 hours become days of 24', () => {
  const spring = [0, 1, ...Array.from({ length: 21 }, (_, i) => i + 3)];
  const autumn = [0, 1, 2, 2, ...Array.from({ length: 21 }, (_, i) => i + 3)];
  const short = completeLocalDays(hours('2026-03-29', spring));
  assert.equal(short.values.length, 24);
  assert.deepEqual(
    [short.dates[2], short.values[1], short.values[2], short.values[3]],
    ['2026-03-29T02', 10.01, Number.NaN, 30.02],
  );
  const long = completeLocalDays([...hours('2026-10-26', [0]), ...hours('2026-10-25', autumn)]);
  assert.equal(long.values.length, 25);
  assertAllClose(long.values.slice(1, 4), [10.01, 20.025, 30.04], 1e-12);
  assert.equal(long.dates[24], '2026-10-26T00');
  const partly = completeLocalDays([
    { time: '2026-10-25T02', value: Number.NaN },
    { time: '2026-10-25T02', value: 4 },
    { time: '2026-10-25T04', value: Number.NaN },
  ]);
  assert.deepEqual([...partly.values], [4, Number.NaN, Number.NaN]);
  assert.deepEqual(completeLocalDays([]), { dates: [], values: new Float64Array(0) });
  numericErrorOf('shape_mismatch', () => completeLocalDays([{ time: 'noon', value: 1 }]));
  // What comes of it is ready for every method.
  assert.equal(completeSeries({ ...short, seasonLengths: [24] }).filled[2], 1);
});
