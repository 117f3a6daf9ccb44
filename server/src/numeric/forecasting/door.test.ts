import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  autoForecast,
  autoForecastMany,
  type AutoModel,
  completeLocalDays,
  completeSeries,
  createRng,
  dayColumns,
  decodeForecaster,
  detectSeasons,
  encodeForecaster,
  type Forecast,
  type ForecastMethod,
  type ForecastModel,
  type ForecastOptions,
  type Hierarchy,
  linearForecast,
  reconcile,
  scaledError,
  type Series,
  symmetricPercentageError,
} from '../index.ts';
import { assertClose } from '../testing/assertions.ts';

const dates = Array.from({ length: 130 }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10));
const feasts = [{ name: 'feast', dates: dates.filter((_, t) => t % 30 === 8), before: 1 }];
const options: ForecastOptions = { horizon: 10, levels: [0.8], rng: createRng(1) };

function sales(seed: number, length = 120): Float64Array {
  const rng = createRng(seed);
  return Float64Array.from(
    { length },
    (_, t) => 100 + 8 * ((t % 7) - 3) + (t % 30 === 8 ? 60 : 0) + (t % 30 === 7 ? 20 : 0) + 2 * rng.normal(),
  );
}

test('from values and days to a forecast that is kept, restored and measured, through the door', () => {
  const sold: Series = { values: sales(1), seasonLengths: [7] };
  const known = completeSeries(sold);
  assert.deepEqual(
    detectSeasons(known.values, [7, 14]).map(({ length }) => length),
    [7],
  );
  const series = { ...known, columns: dayColumns(dates, feasts) };
  const model: AutoModel = autoForecast.fit(series, { horizon: 10 });
  const restored = decodeForecaster(encodeForecaster(model));
  assert.deepEqual(restored, model);
  const forecast: Forecast = autoForecast.forecast(model, options);
  const truth = sales(1, 130).subarray(120);
  assert.ok(symmetricPercentageError(truth, forecast.point) < 10);
  assert.ok(scaledError(truth, forecast.point, known.values, 7) < 1);
  // The feast falls on the ninth day to come; another plan for it needs no other fit.
  const plain: ForecastMethod<ForecastModel> = linearForecast;
  const line = plain.fit(series, { lags: 0 });
  const without = { ...series, columns: series.columns.map((each) => ({ ...each, values: new Float64Array(130) })) };
  const difference =
    (plain.forecast(line, options).point[8] ?? 0) -
    (plain.forecast(plain.resume(line, without), options).point[8] ?? 0);
  assertClose(difference, 60, 0.2);
});

test('shops and their sum agree, and hours of a local clock are ready to be forecast', () => {
  const shops = [1, 2].map((seed) => completeSeries({ values: sales(seed, 60), seasonLengths: [7] }));
  const model = autoForecastMany.fit(shops, { horizon: 10 });
  const points = shops.map((series, index) => autoForecastMany.forecast(model, index, series, options).point);
  const tree: Hierarchy = { leaves: 2, nodes: [[0, 1], [0], [1]] };
  const [all, first, second] = reconcile(tree, [new Float64Array(10).fill(210), ...points], 'ols');
  assertClose(all?.[3] ?? 0, (first?.[3] ?? 0) + (second?.[3] ?? 0), 1e-12);
  const { dates: hours, values } = completeLocalDays([
    { time: '2026-03-29T01', value: 5 },
    { time: '2026-03-29T03', value: 7 },
  ]);
  assert.deepEqual(hours, ['2026-03-29T01', '2026-03-29T02', '2026-03-29T03']);
  assert.deepEqual([...completeSeries({ values, seasonLengths: [24] }).values], [5, 6, 7]);
});
