import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../rng/rng.ts';
import { assertClose, numericErrorOf } from '../testing/assertions.ts';
import { auto } from './auto.ts';
import { ets } from './ets.ts';
import { HOLIDAY_AWARE, holidayAware } from './holiday-aware.ts';
import { estimateHolidayEffects, sumHolidays, withoutHolidays } from './holiday-effects.ts';
import { completeSeries, headOf, type Series } from './series.ts';
import { theta } from './theta.ts';

const day = (index: number): string => new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10);
const days = (count: number): string[] => Array.from({ length: count }, (_, index) => day(index));

/** Nine holidays a year that move a little from year to year. */
const HOLIDAYS = Array.from({ length: 9 }, (_, k) => ({
  name: `holiday ${k}`,
  dates: [0, 1, 2].map((year) => day(20 + 40 * k + year * 365 + ((k * year) % 5))),
}));

interface Made {
  effect: (k: number) => number;
  length?: number;
  isNegative?: boolean;
  noise?: number;
}

/** Days with a week and growth; on holiday k a share `effect(k)` more of what the day would have been. */
function made(seed: number, { effect, length = 745, isNegative = false, noise = 0.06 }: Made): Series {
  const rng = createRng(seed);
  const dates = days(length + 40);
  const on = new Map(HOLIDAYS.flatMap((holiday, k) => holiday.dates.map((date) => [date, effect(k)] as const)));
  const values = Float64Array.from({ length }, (_, t) => {
    const usual = (100 + 0.05 * t) * (1 + 0.3 * Math.sin((2 * Math.PI * t) / 7));
    return Math.max(0, usual * (1 + (on.get(dates[t] ?? '') ?? 0) + noise * rng.normal())) - (isNegative ? 150 : 0);
  });
  return { values, seasonLengths: [7], dates, holidays: HOLIDAYS };
}

const estimate = (series: Series) => estimateHolidayEffects(completeSeries(series));

const truth = (k: number): number => -0.4 - 0.04 * k;

test('each holiday gets its own effect, one never seen that of the others, and all say how sure they are', () => {
  const series = made(1, { effect: truth });
  const unseen = { name: 'new', dates: [day(760)] };
  const found = estimate({ ...series, holidays: [...HOLIDAYS, unseen] });
  assert.ok(found?.isRelative);
  const effects = new Map(found.effects.map((each) => [each.name, each]));
  for (const [k, { name }] of HOLIDAYS.entries()) assertClose(effects.get(name)?.effect ?? 0, truth(k), 0.13);
  const [seen, never] = [effects.get('holiday 1'), effects.get('new')];
  assert.ok(never && seen && never.effect < -0.3 && never.deviation > 2 * seen.deviation);
  assert.ok(Math.abs(effects.get('before a holiday')?.effect ?? 1) < 0.1);
});

test('chance is taken for an effect in one of fifty series at most', () => {
  const believed = Array.from({ length: 50 }, (_, seed) => estimate(made(100 + seed, { effect: () => 0 })));
  assert.ok(believed.filter((each) => each !== null).length <= 1);
});

test('a series that falls below nought has effects in its unit', () => {
  const found = estimate(made(2, { effect: () => -0.4, isNegative: true }));
  assert.equal(found?.isRelative, false);
  const [first] = found.effects;
  assert.ok(first && first.effect < -30 && first.effect > -60, String(first?.effect));
});

test('what is taken out of the past looks at nothing later, and closed days are what they would have been', () => {
  const series = completeSeries(made(3, { effect: () => -1, noise: 0.02 }));
  const effects = estimateHolidayEffects(series);
  const whole = withoutHolidays(series, effects);
  assert.equal(whole.holidays, undefined);
  for (const { dates } of HOLIDAYS) {
    const t = (series.dates ?? []).indexOf(dates[1] ?? '');
    assertClose((whole.values[t] ?? 0) / (100 + 0.05 * t) / (1 + 0.3 * Math.sin((2 * Math.PI * t) / 7)), 1, 0.12);
  }
  // Three days behind a holiday: the week after it is not there yet.
  const head = withoutHolidays(headOf(series, 588), effects);
  assert.deepEqual(head.values, whole.values.subarray(0, 588));
});

test('without dates, holidays, noise or enough periods nothing is believed', () => {
  const series = made(4, { effect: () => -0.5 });
  const { dates: _dates, ...undated } = series;
  assert.equal(estimate(undated), null);
  assert.equal(estimate({ ...series, holidays: [] }), null);
  assert.equal(estimate({ ...series, values: series.values.subarray(0, 20) }), null);
  assert.equal(estimate({ ...series, values: new Float64Array(300).fill(5) }), null);
  assert.equal(estimate({ ...series, values: new Float64Array(300) }), null);
});

test('weeks and months know holidays that move between them', () => {
  const easter = ['2022-04-17', '2023-04-09', '2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28'];
  const rng = createRng(5);
  const monthStarts = Array.from(
    { length: 72 },
    (_, t) => `${2022 + Math.floor(t / 12)}-${String((t % 12) + 1).padStart(2, '0')}-01`,
  );
  const value = (t: number): number => {
    const isEaster = easter.some((date) => date.startsWith((monthStarts[t] ?? '').slice(0, 7)));
    return 200 * (1 + 0.2 * Math.cos((2 * Math.PI * t) / 12)) * (isEaster ? 1.3 : 1) * (1 + 0.02 * rng.normal());
  };
  const months: Series = {
    values: Float64Array.from({ length: 62 }, (_, t) => value(t)),
    seasonLengths: [12],
    dates: monthStarts,
    holidays: [{ name: 'Easter', dates: easter }],
  };
  assertClose(estimate(months)?.effects[0]?.effect ?? 0, 0.3, 0.06);
  const weekStarts = days(7 * 120).filter((_, t) => t % 7 === 0);
  const feasts = HOLIDAYS.flatMap(({ dates }) => dates);
  const held = weekStarts.map(
    (start) =>
      feasts.filter((date) => date >= start && date < day((Date.parse(start) - Date.UTC(2024, 0, 1)) / 864e5 + 7))
        .length,
  );
  const weeks: Series = {
    values: Float64Array.from({ length: 110 }, (_, t) => 500 * (1 - 0.2 * (held[t] ?? 0)) * (1 + 0.03 * rng.normal())),
    seasonLengths: [52],
    dates: weekStarts,
    holidays: [{ name: 'feast', dates: feasts }],
  };
  assertClose(estimate(weeks)?.effects[0]?.effect ?? 0, -0.2, 0.05);
});

const options = (horizon: number) => ({ horizon, levels: [0.8], rng: createRng(1) });

test('any method foretells holidays, in a component of their own, and needs dates as far as it looks', () => {
  const series = completeSeries(made(6, { effect: () => -0.6 }));
  const held = (series.dates ?? []).slice(745).findIndex((date) => HOLIDAYS.some(({ dates }) => dates.includes(date)));
  assert.ok(held >= 0);
  for (const method of [ets, theta]) {
    const aware = holidayAware(method);
    const model = aware.resume(aware.fit(headOf(series, 700)), series);
    const { point, intervals, components } = aware.forecast(model, options(30));
    const holiday = components.find(({ name }) => name === 'holiday')?.values ?? new Float64Array(30);
    const usual = (point[held] ?? 0) - (holiday[held] ?? 0);
    assertClose((point[held] ?? 0) / usual, 0.4, 0.08);
    assert.equal(holiday.filter((value) => Math.abs(value) > 20).length, 1);
    const [width, other] = [held, held + 7].map((h) => (intervals[0]?.upper[h] ?? 0) - (intervals[0]?.lower[h] ?? 0));
    assert.ok((width ?? 0) > 0 && (width ?? 0) < (other ?? 0), 'a small value varies less');
    numericErrorOf('shape_mismatch', () => aware.forecast(model, options(41)));
  }
  assert.equal(holidayAware(theta).refit, undefined, 'as the method itself');
});

/** Sum of the errors of a month, over three series, with the calendar or without it. */
const errorOf = (effect: number, isTold: boolean): number => {
  let sum = 0;
  for (const seed of [1, 2, 3]) {
    const whole = made(20 + seed, { effect: (k) => (k % 2 === 0 ? -effect : effect / 2) });
    const known = whole.values.subarray(0, 740);
    const { holidays, ...plain } = { ...whole, values: known };
    const series = completeSeries(isTold ? { ...plain, holidays: holidays ?? [] } : plain);
    // Ends just before two holidays.
    const { point } = auto.forecast(auto.fit(headOf(series, 700), { horizon: 28 }), options(28));
    for (let h = 0; h < 28; h += 1) sum += Math.abs((point[h] ?? 0) - (whole.values[700 + h] ?? 0));
  }
  return sum;
};

test('auto is nearer on days with holidays, and the same where they do nothing', () => {
  assert.ok(errorOf(0.8, true) < 0.8 * errorOf(0.8, false));
  assert.equal(errorOf(0, true), errorOf(0, false));
});

test('a name stands for its days, given in one list or in several', () => {
  const series = made(7, { effect: () => -0.5 });
  const split = HOLIDAYS.flatMap(({ name, dates }) => dates.map((date) => ({ name, dates: [date] })));
  const [one, other] = [estimate(series), estimate({ ...series, holidays: split })];
  assert.ok(one && other);
  assert.deepEqual(one, other);
  assert.deepEqual(sumHolidays(one, series), sumHolidays(other, { ...series, holidays: split }));
  assert.equal(HOLIDAY_AWARE, 'holiday_aware');
});
