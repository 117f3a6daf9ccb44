import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../rng/rng.ts';
import { assertAllClose, assertClose, numericErrorOf } from '../testing/assertions.ts';
import { intervalCoverage } from './accuracy.ts';
import { arima } from './arima.ts';
import { croston, shareOfZeros } from './croston.ts';
import { ets } from './ets.ts';
import { linearForecast } from './linear-forecast.ts';
import {
  predictionVariance,
  type Forecast,
  type ForecastMethod,
  type ForecastModel,
  type MethodSettings,
} from './method.ts';
import { mstl } from './mstl.ts';
import { regressorsOf } from './regressors.ts';
import { seasonalNaive } from './seasonal-naive.ts';
import { completeSeries, type CompleteSeries, headOf, type Series } from './series.ts';
import { theta } from './theta.ts';

const F = (...values: number[]): Float64Array => Float64Array.from(values);
const options = { horizon: 12, levels: [0.8, 0.95] };

/** Level, slope, season of twelve and noise; factors where `growth` is given. */
function monthly(length: number, seed: number, { noise = 2, slope = 0.5, growth = 0 } = {}): CompleteSeries {
  const rng = createRng(seed);
  const values = Float64Array.from({ length }, (_, t) => {
    const season = Math.sin((2 * Math.PI * t) / 12);
    if (growth > 0) return 100 * Math.exp(growth * t + 0.2 * season + 0.02 * rng.normal());
    return 100 + slope * t + 10 * season + noise * rng.normal();
  });
  return completeSeries({ values, seasonLengths: [12] });
}

function run<Model extends ForecastModel>(
  method: ForecastMethod<Model>,
  series: CompleteSeries,
  settings?: MethodSettings,
  horizon = options.horizon,
): Forecast {
  return method.forecast(method.fit(series, settings), { ...options, horizon, rng: createRng(1) });
}

const METHODS: [name: string, method: ForecastMethod<ForecastModel>, settings: MethodSettings][] = [
  ['seasonal naive', seasonalNaive, {}],
  ['seasonal naive with drift', seasonalNaive, { drift: 1 }],
  ['ETS', ets, {}],
  ['ARIMA', arima, {}],
  ['theta', theta, {}],
  ['classical theta', theta, { optimised: 0 }],
  ['MSTL with ETS', mstl, {}],
  ['MSTL with ARIMA, robust', mstl, { arima: 1, robust: 1 }],
  ['Croston', croston, {}],
  ['TSB', croston, { variant: 2 }],
  ['linear regression', linearForecast, {}],
];

for (const [name, method, settings] of METHODS) {
  test(`${name}: the same bytes again, components that sum, bounds in order, inputs untouched`, () => {
    const series = monthly(84, 1, { growth: 0.01 });
    const before = [...series.values];
    const forecast = run(method, series, settings);
    assert.deepEqual(run(method, series, settings), forecast);
    assert.deepEqual([...series.values], before);
    const sums = forecast.point.map((_, h) =>
      forecast.components.reduce((sum, each) => sum + (each.values[h] ?? 0), 0),
    );
    assertAllClose(sums, forecast.point, 1e-9);
    const [narrow, wide] = forecast.intervals;
    forecast.point.forEach((point, h) => {
      const bounds = [wide?.lower[h], narrow?.lower[h], narrow?.upper[h], wide?.upper[h]].map(
        (value) => value ?? Number.NaN,
      );
      assert.deepEqual(
        bounds,
        bounds.toSorted((a, b) => a - b),
      );
      assert.ok(point >= (wide?.lower[h] ?? 0) && point <= (wide?.upper[h] ?? 0));
    });
  });

  test(`${name}: scaled series have scaled forecasts`, () => {
    const series = monthly(72, 2, { growth: 0.01 });
    const scaled = completeSeries({ ...series, values: series.values.map((value) => value * 1024) });
    assertAllClose(
      run(method, scaled, settings).point.map((value) => value / 1024),
      run(method, series, settings).point,
      2e-3,
    );
  });

  test(`${name}: after the series it was fitted to, it resumes where it stood`, () => {
    const series = monthly(84, 3);
    const model = method.fit(series, settings);
    const again = method.resume(model, series);
    const request = { ...options, rng: createRng(1) };
    assertAllClose(
      method.forecast(again, request).point,
      method.forecast(model, { ...options, rng: createRng(1) }).point,
      1e-6,
    );
    const moved = method.resume(model, monthly(85, 3));
    assert.equal(method.forecast(moved, { ...options, rng: createRng(1) }).point.length, 12);
  });

  test(`${name}: a constant, a short and a negative series`, () => {
    const constant = completeSeries({ values: new Float64Array(30).fill(7), seasonLengths: [12] });
    assertAllClose(
      run(method, constant, settings).point,
      new Float64Array(12).fill(7),
      method === croston && settings['variant'] !== 2 ? 0.3 : 0.02,
    );
    const short = completeSeries({ values: F(3, 4), seasonLengths: [12] });
    if (method === seasonalNaive || method === croston)
      assert.ok(Number.isFinite(run(method, short, settings).point[0]));
    else numericErrorOf('too_few_rows', () => method.fit(short, settings));
    const negative = monthly(60, 4);
    const below = completeSeries({ ...negative, values: negative.values.map((value) => value - 500) });
    assert.ok(run(method, below, settings).point.every((value) => value < -200));
  });

  test(`${name}: settings that do not exist or lie outside are refused`, () => {
    numericErrorOf('unknown_hyperparameter', () => method.fit(monthly(60, 1), { colour: 1 }));
    const known = {
      seasonal_naive: 'drift',
      ets: 'seasonal',
      arima: 'transform',
      theta: 'optimised',
      mstl: 'robust',
      croston: 'variant',
      linear_regression: 'l2',
    };
    const setting = known[method.kind as keyof typeof known];
    numericErrorOf('invalid_hyperparameter', () => method.fit(monthly(60, 1), { [setting]: -1 }));
  });
}

for (const [name, method, settings] of METHODS.filter(([, each]) => each !== croston)) {
  test(`${name}: a season and a line are carried on`, () => {
    const series = monthly(132, 5, { noise: 1 });
    const forecast = run(method, headOf(series, 120), settings);
    const errors = forecast.point.map((value, h) => Math.abs(value - (series.values[120 + h] ?? 0)));
    const allowed = name === 'seasonal naive' ? 8 : 3;
    assert.ok(errors.reduce((sum, error) => sum + error, 0) / 12 < allowed, errors.join(' '));
  });
}

for (const [name, method, settings] of METHODS.filter(([, each]) => [ets, arima, theta].includes(each as never))) {
  test(`${name}: 80 % intervals of sixty walks hold 73 to 87 % of what comes`, () => {
    let held = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      const rng = createRng(seed);
      let level = 50;
      const values = Float64Array.from({ length: 92 }, () => (level += 0.5 * rng.normal()) + rng.normal());
      const series = completeSeries({ values, seasonLengths: [] });
      const { intervals } = run(method, headOf(series, 80), settings);
      const [each] = intervals;
      held += intervalCoverage(values.subarray(80), each?.lower ?? F(), each?.upper ?? F()) / 60;
    }
    assert.ok(held > 0.73 && held < 0.87, `${held}`);
  });
}

test('linear regression: 80 % intervals of sixty autoregressions hold 73 to 87 % of what comes', () => {
  let held = 0;
  for (let seed = 1; seed <= 60; seed += 1) {
    const rng = createRng(seed);
    let previous = 0;
    const values = Float64Array.from({ length: 212 }, () => (previous = 0.6 * previous + rng.normal()));
    const series = completeSeries({ values, seasonLengths: [] });
    const [each] = run(linearForecast, headOf(series, 200)).intervals;
    held += intervalCoverage(values.subarray(200), each?.lower ?? F(), each?.upper ?? F()) / 60;
  }
  assert.ok(held > 0.73 && held < 0.87, `${held}`);
});

test('a regression takes a price alone, without lags, seasons or dates', () => {
  const rng = createRng(14);
  const price = Float64Array.from({ length: 60 }, () => 5 + rng.uniform());
  const values = price.slice(0, 50).map((each) => 90 - 8 * each + 0.01 * rng.normal());
  const series = completeSeries({ values, seasonLengths: [], columns: [{ name: 'price', values: price }] });
  const forecast = run(linearForecast, series, { lags: 0, l2: 1e-9 }, 10);
  assertAllClose(
    forecast.point,
    price.slice(50).map((each) => 90 - 8 * each),
    1e-3,
  );
});

test('intervals of short series hold more than the errors of the fit say', () => {
  assertClose(predictionVariance(90, 10, 1), 10 * 1.1, 1e-12);
  assertClose(predictionVariance(90, 10, 0), 9, 1e-12);
  assertClose(predictionVariance(90, 3, 5), 180, 1e-12);
  const season = completeSeries({ values: monthly(36, 15, { slope: 0 }).values, seasonLengths: [12] });
  const [first] = run(mstl, season).intervals;
  const width = (first?.upper[0] ?? 0) - (first?.lower[0] ?? 0);
  // Of noise 2 an 80 % interval is 5.1 wide where all is known.
  assert.ok(width > 5.1 && width < 9, `${width}`);
});

test('the seasonal naive forecast repeats the longest season, and drifts where asked', () => {
  const values = Float64Array.from({ length: 24 }, (_, t) => t + (t % 4));
  const series = completeSeries({ values, seasonLengths: [4] });
  assert.deepEqual([...run(seasonalNaive, series, {}, 5).point], [20, 22, 24, 26, 20]);
  assertAllClose(run(seasonalNaive, series, { drift: 1 }, 5).point, [24, 26, 28, 30, 28], 1e-12);
  assert.deepEqual([...run(seasonalNaive, completeSeries({ values: F(3), seasonLengths: [] }), {}, 2).point], [3, 3]);
});

test('ETS without seasons leaves them out, and multiplicative forms only see positive series', () => {
  const series = monthly(60, 6, { growth: 0.02 });
  assert.equal(ets.fit(series, { seasonal: 0 }).form.season, 'N');
  assert.equal(ets.fit(series).form.season, 'M');
  assert.equal(
    ets.fit(completeSeries({ ...series, values: series.values.map((value) => value - 150) })).form.error,
    'A',
  );
  const long = completeSeries({ values: monthly(480, 7).values, seasonLengths: [12] });
  const { point } = run(ets, headOf(long, 468));
  assertAllClose(point, long.values.slice(468), 0.1);
});

test('ARIMA takes logarithms of growing swings, and keeps an order that suits', () => {
  const growing = monthly(96, 8, { growth: 0.02 });
  assert.deepEqual(arima.fit(growing).transform, { lambda: 0 });
  assert.deepEqual(arima.fit(growing, { transform: 0 }).transform, { lambda: 1 });
  const rng = createRng(11);
  let previous = 0;
  const values = Float64Array.from({ length: 400 }, () => (previous = 0.7 * previous + rng.normal()));
  const { order, coefficients, mean } = arima.fit(completeSeries({ values, seasonLengths: [] }));
  assert.deepEqual([order.d, order.p], [0, 1]);
  assertClose(coefficients.ar[0] ?? 0, 0.7, 0.1);
  assert.ok(Math.abs(mean) < 0.6);
});

test('theta knows additive seasons, and forecasts a line at half its slope or more', () => {
  const additive = monthly(60, 9, { slope: 0 });
  const below = completeSeries({ ...additive, values: additive.values.map((value) => value - 100) });
  const model = theta.fit(below);
  assert.deepEqual({ isFactor: model.isFactor, season: model.season.length }, { isFactor: false, season: 12 });
  const line = completeSeries({ values: Float64Array.from({ length: 40 }, (_, t) => 10 + 3 * t), seasonLengths: [] });
  const { point } = run(theta, line);
  assert.ok((point[11] ?? 0) - (point[0] ?? 0) > 16);
});

test('MSTL carries two seasons on, each a component of its own', () => {
  const rng = createRng(10);
  const values = Float64Array.from(
    { length: 24 * 7 * 4 },
    (_, t) => 100 + 10 * Math.sin((2 * Math.PI * t) / 24) + 20 * Math.cos((2 * Math.PI * t) / 168) + rng.normal(),
  );
  const series = completeSeries({ values, seasonLengths: [168, 24] });
  const { point, components } = run(mstl, headOf(series, 24 * 7 * 3), {}, 168);
  assert.deepEqual(
    components.map(({ name }) => name),
    ['trend', 'season 24', 'season 168'],
  );
  const errors = point.map((value, h) => Math.abs(value - (values[24 * 7 * 3 + h] ?? 0)));
  assert.ok(errors.reduce((sum, error) => sum + error, 0) / 168 < 2);
});

test('Croston counts how much and how often; with the correction a little less; TSB dies out', () => {
  const every = Float64Array.from({ length: 120 }, (_, t) => (t % 4 === 3 ? 8 : 0));
  const series = completeSeries({ values: every, seasonLengths: [] });
  assertClose(croston.fit(series, { variant: 0, smoothing: 0.1 }).rate, 2, 0.01);
  assertClose(croston.fit(series, { variant: 1, smoothing: 0.1 }).rate, 1.9, 0.01);
  const ended = completeSeries({ values: Float64Array.of(...every, ...new Float64Array(80)), seasonLengths: [] });
  assert.ok(croston.fit(ended, { variant: 2, smoothing: 0.1 }).rate < 0.01);
  assert.ok(croston.fit(ended, { variant: 0, smoothing: 0.1 }).rate > 1.9);
  const { point, intervals } = run(croston, series);
  assert.ok((point[0] ?? 0) > 1.5 && intervals[0]?.lower[0] === 0 && intervals[0]?.upper[0] === 8);
  const none = run(croston, completeSeries({ values: new Float64Array(9), seasonLengths: [] }));
  assert.deepEqual([none.point[0], none.intervals[1]?.upper[0]], [0, 0]);
  assert.equal(shareOfZeros(every), 0.75);
  assert.equal(shareOfZeros(F(0, -1)), 0);
});

test('regression learns holidays, trading days and a price, and names their shares', () => {
  const rng = createRng(12);
  const dates = Array.from({ length: 400 }, (_, day) =>
    new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10),
  );
  const holidays = [{ name: 'feast', dates: ['2025-02-10', '2025-05-01', '2025-08-15', '2025-11-11', '2026-01-20'] }];
  const price = Float64Array.from({ length: 400 }, () => 5 + rng.uniform());
  const values = Float64Array.from(
    { length: 380 },
    (_, t) =>
      200 - 20 * (price[t] ?? 0) + (t % 7) * 3 + (holidays[0]?.dates.includes(dates[t] ?? '') ? 60 : 0) + rng.normal(),
  );
  const input: Series = { values, seasonLengths: [7], dates, holidays, columns: [{ name: 'price', values: price }] };
  const { point, components } = run(linearForecast, completeSeries(input), { l2: 1e-6 }, 20);
  const expected = point.map(
    (_, h) => 200 - 20 * (price[380 + h] ?? 0) + ((380 + h) % 7) * 3 + (dates[380 + h] === '2026-01-20' ? 60 : 0),
  );
  assertAllClose(point, expected, 0.06);
  assert.deepEqual(
    components.map(({ name }) => name),
    ['level', 'season', 'holiday', 'price'],
  );
  const holiday = components.find(({ name }) => name === 'holiday')?.values ?? F();
  assert.deepEqual(
    [...holiday.keys()].filter((h) => Math.abs(holiday[h] ?? 0) > 1).map((h) => dates[380 + h]),
    ['2026-01-20'],
  );
  assertClose(Math.max(...holiday), 60, 0.1);
  numericErrorOf('shape_mismatch', () => run(linearForecast, completeSeries(input), {}, 30));
  const blank = {
    ...input,
    columns: [{ name: 'price', values: price.map((each, t) => (t === 3 ? Number.NaN : each)) }],
  };
  numericErrorOf('shape_mismatch', () => run(linearForecast, completeSeries(blank), {}, 5));
  numericErrorOf('shape_mismatch', () =>
    linearForecast.fit(completeSeries({ ...input, dates: ['someday', ...dates.slice(1)] })),
  );
});

test('months have trading days, hours have whole holidays', () => {
  const months = Array.from(
    { length: 24 },
    (_, t) => `${2025 + Math.floor(t / 12)}-${String((t % 12) + 1).padStart(2, '0')}-01`,
  );
  const found = regressorsOf({ values: new Float64Array(24), seasonLengths: [], dates: months }, 24, 24);
  const days = found.filter(({ group }) => group === 'calendar');
  assert.equal(days.length, 7);
  // January 2025 began on a Wednesday: five Wednesdays, Thursdays and Fridays.
  assertAllClose(
    days.map(({ values }) => (values[0] ?? 0) + 31 / 7).toSorted((a, b) => a - b),
    [4, 4, 4, 4, 5, 5, 5],
    1e-9,
  );
  const hours = Array.from(
    { length: 72 },
    (_, t) => `2025-03-0${1 + Math.floor(t / 24)}T${String(t % 24).padStart(2, '0')}`,
  );
  const holidays = [{ name: 'feast', dates: ['2025-03-02'] }];
  const [, feast] = regressorsOf({ values: new Float64Array(72), seasonLengths: [], dates: hours, holidays }, 72, 72);
  assert.deepEqual([...(feast?.values.keys() ?? [])].filter((t) => feast?.values[t] === 1).length, 24);
});
