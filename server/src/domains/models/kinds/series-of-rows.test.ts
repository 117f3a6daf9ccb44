import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAppError } from '../../../platform/errors.ts';
import { datesOf, type Period, periodOf, timestampOf, typicalPeriod } from './periods.ts';
import { decodeForecasting, encodeForecasting, meanParts, nextPeriods } from './series-model.ts';
import { outsideOfRows, seriesOfRows } from './series-of-rows.ts';

const at = (text: string): number => Date.parse(text);

const BEGINNINGS: [period: Period, moment: string, begins: string, next: string][] = [
  ['hour', '2024-02-29T23:59:59Z', '2024-02-29T23:00:00.000Z', '2024-03-01T00:00:00.000Z'],
  ['day', '2024-02-29T23:59:59Z', '2024-02-29', '2024-03-01'],
  ['week', '2024-03-03T12:00:00Z', '2024-02-26', '2024-03-04'],
  ['month', '2024-12-31T23:00:00Z', '2024-12-01', '2025-01-01'],
  ['quarter', '1969-12-31T23:00:00Z', '1969-10-01', '1970-01-01'],
  ['year', '0050-06-01T00:00:00Z', '0050-01-01', '0051-01-01'],
];

for (const [period, moment, begins, next] of BEGINNINGS) {
  test(`a ${period} begins where the calendar says, and another follows it`, () => {
    const number = periodOf(period, at(moment));
    assert.deepEqual([timestampOf(period, number), timestampOf(period, number + 1)], [begins, next]);
    assert.equal(periodOf(period, at(begins)), number);
  });
}

const STEPS: [hours: number, period: Period][] = [
  [0.1, 'day'],
  [1, 'hour'],
  [24, 'day'],
  [168, 'week'],
  [730, 'month'],
  [2190, 'quarter'],
  [8766, 'year'],
];

test('a period is as long as moments are apart, and events of one hour are counted by the day', () => {
  for (const [hours, period] of STEPS) {
    const moments = Float64Array.from({ length: 20 }, (_, step) => step * hours * 3_600_000);
    assert.equal(typicalPeriod(moments), period, `${hours} hours`);
  }
});

const time = (days: number[]) => ({
  name: 'day',
  kind: 'time' as const,
  values: Float64Array.from(days, (day) => day * 86_400_000),
});
const amount = (values: number[]) => ({ name: 'amount', kind: 'number' as const, values: Float64Array.from(values) });
const twelve = Array.from({ length: 12 }, (_, day) => day);

test('rows of one period make one value, in whatever order they come, and what is unknown is left out', () => {
  const days = time([...twelve, 3, Number.NaN, 4].toReversed());
  const amounts = amount([...twelve, 10, 99, Number.NaN].toReversed());
  const summed = seriesOfRows(days, amounts, {});
  assert.deepEqual([...summed.values], [0, 1, 2, 13, 4, 5, 6, 7, 8, 9, 10, 11]);
  assert.deepEqual([summed.period, summed.last, summed.rows, summed.rowsLeftOut], ['day', 11, 13, 2]);
  assert.equal(seriesOfRows(days, amounts, { aggregate: 'mean' }).values[3], 6.5);
});

test('a period without a row is unknown, or nought where that is said', () => {
  const days = time([...twelve, 14]);
  const amounts = amount([...twelve, 5]);
  assert.deepEqual(seriesOfRows(days, amounts, {}).values.slice(-3), Float64Array.of(Number.NaN, Number.NaN, 5));
  assert.deepEqual(seriesOfRows(days, amounts, { gaps: 'zero' }).values.slice(-3), Float64Array.of(0, 0, 5));
});

test('too few periods are refused with how many there are; of very many the latest count', () => {
  assert.throws(
    () => seriesOfRows(time([0, 0, 1, 2]), amount([1, 2, 3, 4]), {}),
    (error) => isAppError(error) && error.code === 'too_few_rows' && error.params['rows'] === 3,
  );
  const many = Array.from({ length: 6000 }, (_, day) => day);
  const { values, last } = seriesOfRows(time(many), amount(many), {});
  assert.deepEqual([values.length, values[0], last], [5000, 1000, 5999]);
});

test('days are those of the zone, hours those of the world, and bare days the same everywhere', () => {
  const at15 = amount(twelve);
  const evenings = { ...time(twelve), values: Float64Array.from(twelve, (day) => (day + 20 / 24) * 86_400_000) };
  const tokyo = seriesOfRows(evenings, at15, { timeZone: 'Asia/Tokyo' });
  assert.deepEqual([tokyo.last, [...tokyo.values]], [12, twelve]);
  assert.equal(seriesOfRows(evenings, at15, {}).last, 11);
  assert.equal(seriesOfRows(time(twelve), at15, { timeZone: 'America/Lima' }).last, 11);
  const hours = { ...time(twelve), values: Float64Array.from(twelve, (hour) => hour * 3_600_000) };
  assert.equal(seriesOfRows(hours, at15, { timeZone: 'Asia/Tokyo' }).last, 11);
  assert.deepEqual(datesOf('hour', 14, 2, 'Asia/Tokyo'), ['1970-01-01T23', '1970-01-02T00']);
  assert.deepEqual(datesOf('month', 1970 * 12, 2, 'Asia/Tokyo'), ['1970-01-01', '1970-02-01']);
});

test('what is known beforehand is the mean of each period, goes on between them, and says how far it had to', () => {
  const rows = seriesOfRows(time([...twelve, 13, 14, 14]), amount([...twelve, Number.NaN, Number.NaN, Number.NaN]), {});
  const blanks = [Number.NaN, Number.NaN, 2, 2, 2, 2, 2, 2, 2, 2, Number.NaN, 3];
  const price = { ...amount([...blanks, 5, 6, 8]), name: 'price' };
  const unknown = { ...amount([...twelve, 0, 0, 0].map(() => Number.NaN)), name: 'unknown' };
  const { columns, carriedOn } = outsideOfRows([price, unknown], rows, 5);
  assert.deepEqual(columns, [
    { name: 'price', values: Float64Array.of(2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 5, 7, 7, 7) },
  ]);
  assert.deepEqual(carriedOn, [{ column: 'price', periods: 2 }]);
  assert.deepEqual(outsideOfRows([price], rows, 3).carriedOn, []);
});

const series = {
  target: 'amount',
  algorithm: 'auto',
  period: 'month' as const,
  last: periodOf('month', at('2024-11-15')),
  level: 0.9,
  coverage: null,
  components: ['level', 'season 12'],
  mean: Float64Array.of(10, 12),
  lower: Float64Array.of(8, 9),
  upper: Float64Array.of(13, 15),
  parts: Float64Array.of(9, 9, 1, 3),
  groups: null,
};

test('a series goes on after its last period, and its parts sum to its means', () => {
  assert.deepEqual(nextPeriods(series, 2), [
    { timestamp: '2024-12-01', mean: 10, lower: 8, upper: 13 },
    { timestamp: '2025-01-01', mean: 12, lower: 9, upper: 15 },
  ]);
  assert.deepEqual(meanParts(series, 2), [
    { name: 'level', value: 9 },
    { name: 'season 12', value: 2 },
  ]);
});

test('an artifact comes back as it was, to the byte, and a damaged one is refused', () => {
  const bytes = encodeForecasting(null, series);
  const read = decodeForecasting(bytes);
  assert.deepEqual(read, { kind: 'forecasting', pipeline: null, series });
  assert.deepEqual(encodeForecasting(null, read.series), bytes);
  const short = encodeForecasting(null, { ...series, upper: Float64Array.of(1) });
  assert.throws(() => decodeForecasting(short), /artifact_corrupted/);
  assert.throws(() => decodeForecasting(bytes.slice(0, -3)), /artifact_/);
});
