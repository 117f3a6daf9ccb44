import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeContainer } from '../artifact/container.ts';
import { decodeArtifact } from '../pipeline/artifact.ts';
import { createRng } from '../rng/rng.ts';
import { numericErrorOf } from '../testing/assertions.ts';
import { auto, type AutoModel } from './auto.ts';
import { croston } from './croston.ts';
import { decodeForecaster, encodeForecaster } from './forecaster-artifact.ts';
import { globalBoosting, type GlobalBoostingModel } from './global-boosting.ts';
import { linearForecast } from './linear-forecast.ts';
import type { ForecastMethod, ForecastModel, ForecastOptions } from './method.ts';
import { mstl } from './mstl.ts';
import { seasonalNaive } from './seasonal-naive.ts';
import { completeSeries, type CompleteSeries } from './series.ts';

const dates = Array.from({ length: 100 }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10));

function weekly(seed: number): CompleteSeries {
  const rng = createRng(seed);
  const values = Float64Array.from({ length: 80 }, (_, t) => 50 + 0.2 * t + 6 * ((t % 7) - 3) + rng.normal());
  values[12] = Number.NaN;
  return completeSeries({ values, seasonLengths: [7] });
}

const outside: CompleteSeries = {
  ...weekly(2),
  dates,
  holidays: [{ name: 'feast', dates: ['2026-02-10', '2026-03-25'] }],
  columns: [{ name: 'price', values: Float64Array.from({ length: 100 }, (_, t) => 3 + (t % 11)) }],
};

/** Twice the usual on every eleventh day: enough to be believed. */
const feasts: CompleteSeries = {
  ...outside,
  values: outside.values.map((value, t) => (t % 11 === 4 ? 2 * value : value)),
  holidays: [{ name: 'feast', dates: dates.filter((_, t) => t % 11 === 4) }],
};

const options = (): ForecastOptions => ({ horizon: 7, levels: [0.8], rng: createRng(1) });

/** ETS, ARIMA and theta are members of `auto`, told of holidays where there are some. */
const METHODS: [method: ForecastMethod<ForecastModel>, series: CompleteSeries, settings: Record<string, number>][] = [
  [seasonalNaive, weekly(1), {}],
  [mstl, weekly(1), {}],
  [mstl, weekly(1), { arima: 1 }],
  [croston, weekly(1), {}],
  [auto, feasts, {}],
  [linearForecast, weekly(1), {}],
  [linearForecast, outside, {}],
  [auto, outside, { horizon: 7 }],
  [auto, completeSeries({ values: Float64Array.of(4), seasonLengths: [] }), {}],
  [auto, completeSeries({ values: new Float64Array(30).fill(2), seasonLengths: [] }), {}],
];

for (const [i, [method, series, settings]] of METHODS.entries()) {
  test(`${method.kind} (${i}): a refit gives the same bytes, and bytes the same forecasts`, () => {
    const model = method.fit(series, settings);
    const bytes = encodeForecaster(model);
    assert.deepEqual(encodeForecaster(method.fit(series, settings)), bytes);
    const restored = decodeForecaster(bytes);
    assert.deepEqual(restored, model);
    assert.deepEqual(encodeForecaster(restored), bytes);
    assert.deepEqual(method.forecast(restored, options()), method.forecast(model, options()));
    assert.deepEqual(method.resume(restored, series).kind, method.kind);
  });
}

test('boosting over many series comes back as it was', () => {
  const all = [weekly(1), weekly(2), weekly(3)];
  const model = globalBoosting.fit(all, createRng(1), { iterations: 20 });
  const restored = decodeForecaster(encodeForecaster(model)) as GlobalBoostingModel;
  assert.deepEqual(restored, model);
});

test('what is no forecaster is refused by its code', () => {
  const bytes = encodeForecaster(seasonalNaive.fit(weekly(1)));
  numericErrorOf('artifact_truncated', () => decodeForecaster(bytes.subarray(0, bytes.length - 8)));
  numericErrorOf('artifact_version_unsupported', () => decodeArtifact(bytes));
  numericErrorOf('artifact_version_unsupported', () => decodeForecaster(writeContainer(3, {})));
  numericErrorOf('artifact_corrupted', () => decodeForecaster(writeContainer(1001, {})));
  numericErrorOf('artifact_corrupted', () =>
    decodeForecaster(writeContainer(1001, { forecaster: { kind: 'oracle' } })),
  );
  const broken = { ...seasonalNaive.fit(weekly(1)), drift: 'much' };
  numericErrorOf('artifact_corrupted', () => decodeForecaster(writeContainer(1001, { forecaster: broken })));
  const model = auto.fit(weekly(1));
  const endless: AutoModel = { ...model, backtest: { ...model.backtest, mase: Number.POSITIVE_INFINITY } };
  numericErrorOf('not_finite', () => encodeForecaster(endless));
});
