import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../../../numeric/index.ts';
import { dateOf, dayOf, nextPeriod, periodStart, wholePeriods } from '../calendar.ts';
import { holidaysBetween, readHolidays } from '../holidays.ts';
import { errorLikeness, intervalOfSum } from '../measured-forecast.ts';
import type { RevenueData } from './read-revenue.ts';
import { forecastRevenue } from './forecast-revenue.ts';
import { prepareRevenue } from './revenue-plan.ts';
import { computeRevenue } from './revenue-result.ts';

const home = { time_zone: 'UTC', currency: 'EUR', today: '2026-01-01' };
const checkpoint = (): void => undefined;

/** 800 days that sell a hundred a day, at prices and volumes of one's choice. */
function shop(change: Partial<RevenueData> = {}): RevenueData {
  const revenue = new Float64Array(800).fill(100);
  const firstDay = dayOf('2026-01-01') - 800;
  return {
    currency: 'EUR',
    firstDay,
    revenue,
    promotion: null,
    goods: null,
    spend: null,
    holidays: [],
    parts: [],
    ...change,
  };
}

test('periods begin on Mondays and on the first of months and quarters, and only whole ones count', () => {
  assert.equal(dateOf(periodStart('week', dayOf('2026-01-01'))), '2025-12-29');
  assert.equal(dateOf(periodStart('quarter', dayOf('2026-06-30'))), '2026-04-01');
  assert.equal(dateOf(nextPeriod('month', dayOf('2025-12-01'))), '2026-01-01');
  assert.deepEqual(wholePeriods('month', dayOf('2026-01-02'), dayOf('2026-03-31')).map(dateOf), [
    '2026-02-01',
    '2026-03-01',
  ]);
  assert.deepEqual(wholePeriods('month', dayOf('2026-01-01'), dayOf('2026-01-30')), []);
});

test('holidays come every year or once, and those that no calendar has never', () => {
  const range = [dayOf('2024-12-01'), dayOf('2025-12-31')] as const;
  const [asked] = holidaysBetween(['12-25', '2025-04-18', '02-30', '13-45'], [], range);
  assert.deepEqual(asked?.dates.toSorted(), ['2024-12-25', '2025-04-18', '2025-12-25']);
});

test('without dates asked for, holidays are those of the country, by their names', async () => {
  const there = { ...home, today: '2025-06-01', country: 'DE', region: 'BY' };
  const ofCountry = await readHolidays(there);
  const range = [dayOf('2025-05-29'), dayOf('2025-08-15')] as const;
  assert.deepEqual(holidaysBetween(null, ofCountry, range), [
    { name: 'Ascension Day', dates: ['2025-05-29'] },
    { name: 'Corpus Christi', dates: ['2025-06-19'] },
    { name: 'Whit Monday', dates: ['2025-06-09'] },
  ]);
  assert.deepEqual(holidaysBetween([], ofCountry, range), []);
  assert.deepEqual(await readHolidays(home), []);
});

test('revenue is foretold with the holidays of the country', () => {
  const moved = ['2025-01-15', '2025-02-21', '2025-03-05', '2025-04-18', '2025-05-09', '2025-06-12'];
  const rng = createRng(3);
  const values = Float64Array.from({ length: 160 }, (_, day) => {
    const date = dateOf(dayOf('2025-01-01') + day);
    return (300 + 40 * (day % 7)) * (moved.includes(date) ? 0.3 : 1) * (1 + 0.03 * rng.normal());
  });
  const told = { revenue: values, firstDay: dayOf('2025-01-01'), holidays: [{ name: 'feast', dates: moved }] };
  const { total } = forecastRevenue(shop(told), prepareRevenue({ grain: 'day', horizon: 7 }, home), checkpoint);
  const on = dayOf('2025-06-12') - dayOf('2025-01-01') - values.length;
  assert.ok((total.point[on] ?? 0) < 0.5 * (total.point[on + 1] ?? 0));
  const parts = total.components.find(({ name }) => name === 'holiday');
  assert.ok((parts?.values[on] ?? 0) < -50);
});

test('the interval of a sum is between that of errors apart and that of errors alike', () => {
  const point = Float64Array.of(10, 10, 10, 10);
  const intervals = [{ level: 0.8, lower: point.map(() => 8), upper: point.map(() => 12) }];
  const apart = [Float64Array.of(1, -1, 1, -1), Float64Array.of(-1, 1, -1, 1)];
  const alike = [Float64Array.of(1, 1, 1, 1), Float64Array.of(-1, -1, -1, -1)];
  assert.equal(errorLikeness(apart), 0);
  assert.equal(errorLikeness(alike), 1);
  assert.deepEqual(intervalOfSum({ point, intervals, errors: apart }).intervals, [
    { level: 0.8, lower: 36, upper: 44 },
  ]);
  assert.deepEqual(intervalOfSum({ point, intervals, errors: alike }).intervals, [
    { level: 0.8, lower: 32, upper: 48 },
  ]);
});

test('a scenario of something that never changed is refused', () => {
  const plan = prepareRevenue({ what_if: [{ name: 'Dearer', price_change: 0.1 }] }, home);
  const goods = { paid: shop().revenue, atCatalogue: shop().revenue, asked: new Float64Array(800).fill(1) };
  for (const data of [shop(), shop({ goods })]) {
    const { scenarios } = computeRevenue(data, { plan, home, checkpoint });
    assert.deepEqual(scenarios, [{ name: 'Dearer', status: 'refused', refused_because: ['price'] }]);
  }
});

test('parts that are left out of the total are one part of their own', () => {
  const plan = { ...prepareRevenue({ grain: 'week', horizon: 2 }, home), dimension: 'region' as const };
  const weeks = wholePeriods('week', shop().firstDay, shop().firstDay + 799);
  const parts = [{ value: 'North', periods: weeks.map((start): [number, number] => [start, 400]) }];
  const { by, forecast } = computeRevenue(shop({ parts }), { plan, home, checkpoint });
  assert.deepEqual(
    by?.parts.map(({ value, is_rest: isRest, revenue }) => [value, isRest, Math.round(revenue)]),
    [
      ['North', false, 800],
      [null, true, 600],
    ],
  );
  assert.equal(Math.round(forecast[0]?.revenue ?? 0), 700);
});

const ask = (from: string) =>
  prepareRevenue({ horizon: 2, what_if: [{ name: 'Sale', promotion: { from, days: 7, discount: 0.1 } }] }, home);

test('a promotion before today or behind the forecast is refused', () => {
  assert.equal(ask('2026-02-20').what_if.length, 1);
  assert.throws(() => ask('2025-12-31'), { code: 'parameters_invalid' });
  assert.throws(() => ask('2026-02-25'), { code: 'parameters_invalid' });
});
