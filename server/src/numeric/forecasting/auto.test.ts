import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../rng/rng.ts';
import { assertAllClose, assertClose, numericErrorOf } from '../testing/assertions.ts';
import { intervalCoverage } from './accuracy.ts';
import { auto } from './auto.ts';
import { backtest, backtestAccuracy, type OriginForecast, planOrigins } from './backtest.ts';
import { combineForecasts, medianForecast } from './combination.ts';
import { ets } from './ets.ts';
import { globalBoosting } from './global-boosting.ts';
import {
  adapt,
  adaptiveHalfWidth,
  beginAdaptive,
  conformalFactor,
  conformalIntervals,
  stretchIntervals,
} from './intervals.ts';
import type { Forecast } from './method.ts';
import { reconcile, type Hierarchy, type Reconciliation } from './reconciliation.ts';
import { seasonalNaive } from './seasonal-naive.ts';
import { completeSeries, type CompleteSeries, headOf } from './series.ts';

const F = (...values: number[]): Float64Array => Float64Array.from(values);

function quarterly(length: number, seed: number): CompleteSeries {
  const rng = createRng(seed);
  const values = Float64Array.from({ length }, (_, t) => 50 + 0.4 * t + ([6, -2, -8, 4][t % 4] ?? 0) + rng.normal());
  return completeSeries({ values, seasonLengths: [4] });
}

const forecastOf = (point: number[], half = 1): Forecast => ({
  point: F(...point),
  intervals: [
    { level: 0.8, lower: F(...point.map((value) => value - half)), upper: F(...point.map((value) => value + half)) },
  ],
  components: [{ name: 'level', values: F(...point) }],
});

test('origins lie before the end by a horizon and more, and the horizon shrinks where there is little', () => {
  assert.deepEqual(planOrigins(100, 12, 36, 3), { horizon: 12, origins: [80, 84, 88] });
  assert.deepEqual(planOrigins(20, 12, 10, 3), { horizon: 6, origins: [10, 12, 14] });
  assert.equal(planOrigins(12, 4, 11, 3), null);
});

test('a backtest sees no future, refits where asked, and says what came', () => {
  const series = quarterly(60, 1);
  const plan = { horizon: 8, origins: [44, 48, 52] };
  const options = { levels: [0.8], rng: createRng(1) };
  const once = backtest(ets, series, plan, options);
  const each = backtest(ets, series, plan, { ...options, refit: 'each' });
  assert.deepEqual(once.origins[0], each.origins[0]);
  assert.notDeepEqual(once.origins[2]?.forecast.point, each.origins[2]?.forecast.point);
  const changed = completeSeries({ ...series, values: series.values.map((value, t) => (t >= 52 ? 9999 : value)) });
  assert.deepEqual(backtest(ets, changed, plan, options).origins[2]?.forecast, once.origins[2]?.forecast);
  assert.deepEqual([...(once.origins[1]?.actual ?? [])], [...series.values.subarray(48, 56)]);
  const { smape, mase } = backtestAccuracy(once.origins, series, 4);
  assert.ok(smape > 0 && smape < 4 && mase > 0 && mase < 1.2, `${smape} ${mase}`);
  numericErrorOf('shape_mismatch', () => backtest(ets, series, { horizon: 2, origins: [61] }, options));
  const gaps = completeSeries({ ...series, values: series.values.map((value, t) => (t === 53 ? Number.NaN : value)) });
  const beyond = backtest(seasonalNaive, gaps, { horizon: 3, origins: [52, 59] }, { levels: [], rng: createRng(1) });
  assert.deepEqual(
    beyond.origins.map(({ actual }) => [...actual].map(Number.isNaN)),
    [
      [false, true, false],
      [false, true, true],
    ],
  );
});

test('forecasts combine by weights or by the median', () => {
  const members = [forecastOf([10, 20], 2), forecastOf([20, 40], 4), { ...forecastOf([90, 30], 4), components: [] }];
  const mean = combineForecasts(members.slice(0, 2), [3, 1]);
  assertAllClose(mean.point, [12.5, 25], 1e-12);
  assertAllClose(mean.intervals[0]?.lower ?? [], [10, 22.5], 1e-12);
  assertAllClose(mean.components[0]?.values ?? [], mean.point, 1e-12);
  const median = medianForecast(members);
  assert.deepEqual([...median.point], [20, 30]);
  assert.deepEqual([...medianForecast(members.slice(0, 2)).point], [15, 30]);
  numericErrorOf('invalid_weights', () => combineForecasts(members, [1, -1, 1]));
  numericErrorOf('invalid_weights', () => combineForecasts(members, [0, 0, 0]));
  numericErrorOf('shape_mismatch', () => combineForecasts(members, [1]));
  numericErrorOf('shape_mismatch', () => combineForecasts([forecastOf([1]), forecastOf([1, 2])], [1, 1]));
  numericErrorOf('shape_mismatch', () => medianForecast([]));
  assert.deepEqual([...(combineForecasts(members.slice(1), [1, 1]).components[0]?.values ?? [])], [10, 20]);
});

test('conformal widths are the quantiles of what backtests missed by, from near horizons where there are few', () => {
  const origins = Array.from({ length: 60 }, (_, k): OriginForecast => ({
    origin: k,
    forecast: forecastOf([0, 0, 0]),
    actual: F((k % 2 === 0 ? 1 : -1) * (k + 1), 100 + k, k === 0 ? Number.NaN : 5),
  }));
  const [interval] = conformalIntervals(F(0, 0, 0, 0), origins, [0.8]);
  assert.deepEqual([...(interval?.upper ?? [])], [49, 148, 5, 5]);
  assert.deepEqual([...(interval?.lower ?? [])], [-49, -148, -5, -5]);
  const few = conformalIntervals(F(0), origins.slice(0, 4), [0.5]);
  assert.equal(few[0]?.upper[0], 5);
  assert.ok(Number.isNaN(conformalIntervals(F(1), [], [0.8])[0]?.upper[0]));
});

test('the factor of an interval is what its backtests ask for, drawn to 1 where they are few', () => {
  const origins = Array.from({ length: 99 }, (_, k): OriginForecast => ({
    origin: k,
    forecast: forecastOf([0, 0], 2),
    actual: F((k + 1) / 10, Number.NaN),
  }));
  assertClose(conformalFactor(origins, 0.8, 0), 4, 1e-9);
  // Of 99 errors 19.8 lie beyond the level; as many of the method's own halve the logarithm.
  assertClose(conformalFactor(origins, 0.8, 19.8), 2, 1e-9);
  assert.equal(conformalFactor(origins, 0.5, 0), 1);
  assert.equal(conformalFactor([], 0.8, 0), 1);
  const forecast = forecastOf([10], 2);
  const wide = { level: 0.95, lower: F(7), upper: F(14) };
  const stretched = stretchIntervals({ ...forecast, intervals: [...forecast.intervals, wide] }, [
    { level: 0.8, factor: 2 },
    { level: 0.99, factor: 0.5 },
  ]);
  assert.deepEqual(
    stretched.intervals.map(({ lower, upper }) => [lower[0], upper[0]]),
    // The wider level would end at 8.5 and 12, within the narrower one.
    [
      [6, 14],
      [6, 14],
    ],
  );
  assert.deepEqual(stretchIntervals(forecast, []).intervals, forecast.intervals);
});

test('adaptive intervals hold their level, and recover after errors have tripled', () => {
  const rng = createRng(7);
  const errors = Float64Array.from({ length: 100 }, () => Math.abs(rng.normal()));
  let state = beginAdaptive(0.8, errors);
  const held: number[] = [];
  for (let t = 0; t < 1200; t += 1) {
    const error = Math.abs(rng.normal()) * (t < 400 ? 1 : 3);
    held.push(error <= adaptiveHalfWidth(state) ? 1 : 0);
    state = adapt(state, error);
  }
  const share = (from: number, to: number): number =>
    held.slice(from, to).reduce((sum, hit) => sum + hit, 0) / (to - from);
  assertClose(share(0, 400), 0.8, 0.03);
  assert.ok(share(400, 420) < 0.75, 'the shift shows');
  assertClose(share(450, 1200), 0.8, 0.03);
  // Fixed widths would hold a third only.
  const fixed = adaptiveHalfWidth(beginAdaptive(0.8, errors));
  assert.ok(fixed < adaptiveHalfWidth(state) / 2);
  assert.equal(state.errors.length, 100);
  assert.ok(Number.isNaN(adaptiveHalfWidth(beginAdaptive(0.8, F()))));
  assert.equal(adaptiveHalfWidth({ level: 0.8, miss: -0.01, errors: F(1, 3) }), 6);
  assert.equal(adaptiveHalfWidth({ level: 0.8, miss: 1.2, errors: F(1, 3) }), 0);
});

const TREE: Hierarchy = { leaves: 4, nodes: [[0, 1, 2, 3], [0, 1], [2, 3], [0], [1], [2], [3]] };

test('children sum to parents by every method, and forecasts that agree are left as they are', () => {
  const rng = createRng(3);
  const residuals = TREE.nodes.map(() => Float64Array.from({ length: 40 }, () => rng.normal()));
  const base = TREE.nodes.map((sums) => F(10 * sums.length + rng.normal(), 12 * sums.length + rng.normal()));
  for (const method of ['bottom_up', 'ols', 'wls', 'mint_shrink'] as Reconciliation[]) {
    const found = reconcile(TREE, base, method, residuals);
    for (const [node, sums] of TREE.nodes.entries()) {
      const leaves = sums.map((leaf) => found[3 + leaf]?.[1] ?? 0);
      assertClose(
        found[node]?.[1] ?? 0,
        leaves.reduce((sum, value) => sum + value, 0),
        1e-9,
      );
    }
    for (const [node, forecast] of reconcile(TREE, found, method, residuals).entries()) {
      assertAllClose(forecast, found[node] ?? [], 1e-8);
    }
  }
  assert.deepEqual(reconcile(TREE, base, 'bottom_up')[4], base[4]);
});

test('weights follow the errors: who was right before keeps its forecast', () => {
  const pair: Hierarchy = { leaves: 2, nodes: [[0, 1], [0], [1]] };
  const base = [F(30), F(10), F(11)];
  assertAllClose(
    reconcile(pair, base, 'ols').map((each) => each[0] ?? 0),
    [27, 13, 14],
    1e-9,
  );
  const sure = [F(0.001, -0.001), F(1, -1), F(1, -1)];
  assertAllClose(
    reconcile(pair, base, 'wls', sure).map((each) => each[0] ?? 0),
    [30, 14.5, 15.5],
    1e-4,
  );
  const rng = createRng(2);
  const shocks = Array.from({ length: 200 }, () => [3 * rng.normal(), rng.normal()]);
  const residuals = [
    F(...shocks.map(([a = 0, b = 0]) => a + b)),
    F(...shocks.map(([a = 0]) => a)),
    F(...shocks.map(([, b = 0]) => b)),
  ];
  // Parents' errors that are the sums of their children's have no inverse; a ridge takes its place.
  const found = reconcile(pair, base, 'mint_shrink', residuals);
  assertClose(found[0]?.[0] ?? 0, (found[1]?.[0] ?? 0) + (found[2]?.[0] ?? 0), 1e-9);
  const exact = [F(1, -1), F(1, -1), F(0, 0)];
  assert.ok(reconcile(pair, base, 'mint_shrink', exact).every((each) => Number.isFinite(each[0])));
});

test('hierarchies that do not fit are refused', () => {
  const base = [F(1), F(1), F(1)];
  numericErrorOf('shape_mismatch', () => reconcile({ leaves: 2, nodes: [[0, 1], [0]] }, base, 'ols'));
  numericErrorOf('shape_mismatch', () => reconcile({ leaves: 2, nodes: [[0, 1], [0], [0]] }, base, 'ols'));
  numericErrorOf('shape_mismatch', () => reconcile({ leaves: 2, nodes: [[0, 2], [0], [1]] }, base, 'ols'));
  numericErrorOf('shape_mismatch', () => reconcile({ leaves: 2, nodes: [[0, 1], [0], [1]] }, base, 'wls'));
});

test('auto beats the naive forecast, tells what it compared, repeats to the byte, and its parts sum', () => {
  const series = quarterly(72, 2);
  const known = headOf(series, 64);
  const model = auto.fit(known, { horizon: 8 });
  const options = { horizon: 8, levels: [0.8, 0.95], rng: createRng(1) };
  const forecast = auto.forecast(model, options);
  assert.deepEqual(auto.forecast(auto.fit(known, { horizon: 8 }), { ...options, rng: createRng(1) }), forecast);
  const weights = model.trials.map(({ weight }) => weight);
  assertClose(
    weights.reduce((sum, weight) => sum + weight, 0),
    1,
    1e-9,
  );
  assert.deepEqual(
    model.trials.map(({ name }) => name),
    ['ets', 'arima', 'theta', 'mstl', 'mstl_arima', 'seasonal_naive'],
  );
  assert.equal(model.trials.at(-1)?.weight, 0);
  assert.equal(model.backtest.origins, 3);
  assert.ok(model.backtest.mase < (model.trials.at(-1)?.mase ?? 0));
  const errors = forecast.point.map((value, h) => Math.abs(value - (series.values[64 + h] ?? 0)));
  assert.ok(errors.every((error) => error < 4));
  const sums = forecast.point.map((_, h) => forecast.components.reduce((sum, each) => sum + (each.values[h] ?? 0), 0));
  assertAllClose(sums, forecast.point, 1e-9);
  const resumed = auto.forecast(auto.resume(model, series), { ...options, rng: createRng(1) });
  assert.ok(Math.abs((resumed.point[0] ?? 0) - 85) < 5);
});

test('auto holds its levels over sixteen simulated series, about', () => {
  let [narrow, wide] = [0, 0];
  for (let seed = 1; seed <= 16; seed += 1) {
    const series = quarterly(52, 100 + seed);
    const model = auto.fit(headOf(series, 44), { horizon: 8 });
    const { intervals } = auto.forecast(model, { horizon: 8, levels: [0.8, 0.95], rng: createRng(seed) });
    const covers = intervals.map(({ lower, upper }) => intervalCoverage(series.values.subarray(44), lower, upper));
    narrow += (covers[0] ?? 0) / 16;
    wide += (covers[1] ?? 0) / 16;
  }
  assert.ok(narrow > 0.7 && narrow < 0.92, `${narrow}`);
  assert.ok(wide > 0.88 && wide < 0.995, `${wide}`);
});

const say = (values: Float64Array, seasonLengths: number[] = [4], horizon = 4): Forecast => {
  const model = auto.fit(completeSeries({ values, seasonLengths }), { horizon });
  return auto.forecast(model, { horizon, levels: [0.8], rng: createRng(1) });
};

test('auto takes bad series as they come', () => {
  assert.deepEqual([...say(F(5)).point], [5, 5, 5, 5]);
  assert.ok(say(F(1, 2, 3)).point.every((value) => value >= 0 && value <= 12));
  assertAllClose(say(new Float64Array(40).fill(3)).point, [3, 3, 3, 3], 1e-6);
  assertAllClose(say(new Float64Array(40)).point, [0, 0, 0, 0], 1e-9);
  const gaps = quarterly(60, 4).values.map((value, t) => (t % 7 === 2 ? Number.NaN : value));
  assert.ok(say(gaps).point.every((value) => value > 50 && value < 95));
  assert.ok(say(quarterly(60, 4).values.map((value) => value - 300)).point.every((value) => value < -200));
  const falling = say(
    Float64Array.from({ length: 40 }, (_, t) => Math.max(0, 40 - t)),
    [],
    20,
  );
  assert.ok([...falling.point, ...(falling.intervals[0]?.lower ?? [])].every((value) => value >= 0));
  const rng = createRng(8);
  const seldom = Float64Array.from({ length: 120 }, () => (rng.uniform() < 0.2 ? 1 + rng.integer(5) : 0));
  const model = auto.fit(completeSeries({ values: seldom, seasonLengths: [7] }));
  assert.deepEqual(
    model.trials.map(({ name }) => name),
    ['croston', 'tsb', 'ets', 'seasonal_naive'],
  );
  const demand = auto.forecast(model, { horizon: 3, levels: [0.8], rng: createRng(1) });
  assert.ok((demand.point[0] ?? 0) > 0.2 && (demand.point[0] ?? 0) < 1.2);
});

test('a season that shows only after the first origin is chosen all the same', () => {
  const values = Float64Array.from({ length: 25 }, (_, t) => 100 + 40 * Math.sin((2 * Math.PI * t) / 12) + (t % 5));
  const model = auto.fit(completeSeries({ values, seasonLengths: [12] }), { horizon: 2 });
  const lengths = model.members.flatMap((member) =>
    'seasonLengths' in member.model ? [member.model.seasonLengths] : [],
  );
  assert.deepEqual(lengths[0], [12]);
});

test('auto knows holidays that come round, and leaves out a member that runs wild', () => {
  const rng = createRng(9);
  const dates = Array.from({ length: 160 }, (_, day) =>
    new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10),
  );
  const feasts = dates.filter((_, t) => t % 13 === 5);
  const values = Float64Array.from({ length: 150 }, (_, t) => 20 + (t % 7) + (t % 13 === 5 ? 30 : 0) + rng.normal());
  const series = completeSeries({ values, seasonLengths: [7], dates, holidays: [{ name: 'feast', dates: feasts }] });
  const model = auto.fit(series, { horizon: 10 });
  const forecast = auto.forecast(model, { horizon: 10, levels: [0.8], rng: createRng(1) });
  assertClose((forecast.point[5] ?? 0) / (20 + (155 % 7)), 1, 0.1);
  const wild = model.members.map((member) => ({
    ...member,
    weight: 1,
    name: 'seasonal_naive',
    model: { kind: 'seasonal_naive', last: F(1e9), drift: 0, deviation: 0 },
  }));
  const fallback = auto.forecast({ ...model, members: wild }, { horizon: 10, levels: [0.8], rng: createRng(1) });
  assert.deepEqual([...fallback.point.subarray(0, 7)], [...values.subarray(143)]);
  const one = auto.forecast(
    { ...model, members: [...model.members, ...wild.slice(0, 1)] },
    { horizon: 10, levels: [0.8], rng: createRng(1) },
  );
  assert.deepEqual(one, forecast);
});

const weekly = (seed: number): CompleteSeries => {
  const rng = createRng(seed);
  const scale = 10 ** (seed % 3);
  const values = Float64Array.from(
    { length: 120 },
    (_, t) => scale * (20 + ([0, 1, 3, 2, 8, 9, -4][t % 7] ?? 0) + 0.4 * rng.normal()),
  );
  return completeSeries({ values, seasonLengths: [7] });
};

test('boosting over many series learns what they share, and says how sure it is', () => {
  const all = Array.from({ length: 12 }, (_, seed) => weekly(seed + 1));
  const heads = all.map((each) => headOf(each, 106));
  const [first = weekly(1), second = weekly(2)] = heads;
  const model = globalBoosting.fit(heads, createRng(1));
  assert.deepEqual(globalBoosting.fit(heads, createRng(1)), model);
  let [held, missed] = [0, 0];
  for (const [index, series] of all.entries()) {
    const { point, intervals } = globalBoosting.forecast(model, index, headOf(series, 106), {
      horizon: 14,
      levels: [0.8],
      rng: createRng(1),
    });
    const actual = series.values.subarray(106);
    const scale = 10 ** ((index + 1) % 3);
    missed += point.reduce((sum, value, h) => sum + Math.abs(value - (actual[h] ?? 0)) / scale / 14 / 12, 0);
    held += intervalCoverage(actual, intervals[0]?.lower ?? F(), intervals[0]?.upper ?? F()) / 12;
  }
  assert.ok(missed < 0.7, `${missed}`);
  assert.ok(held > 0.7 && held < 0.95, `${held}`);
  numericErrorOf('too_few_rows', () => globalBoosting.fit([], createRng(1)));
  numericErrorOf('too_few_rows', () => globalBoosting.fit([quarterly(8, 1)], createRng(1)));
  numericErrorOf('unknown_hyperparameter', () => globalBoosting.fit(heads, createRng(1), { colour: 1 }));
  const options = { horizon: 2, levels: [], rng: createRng(1) };
  numericErrorOf('shape_mismatch', () => globalBoosting.forecast(model, 99, first, options));
  numericErrorOf('shape_mismatch', () => globalBoosting.forecast(model, 0, headOf(first, 50), options));
  const priced = { ...first, columns: [{ name: 'price', values: new Float64Array(106).fill(1) }] };
  numericErrorOf('shape_mismatch', () => globalBoosting.fit([second, priced], createRng(1)));
  const flat = completeSeries({ values: new Float64Array(30).fill(4), seasonLengths: [] });
  const still = globalBoosting.fit([flat], createRng(1), { iterations: 5 });
  assertAllClose(globalBoosting.forecast(still, 0, flat, options).point, [4, 4], 1e-9);
});
