import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createRng } from '../rng/rng.ts';
import { assertAllClose, assertClose } from '../testing/assertions.ts';
import { arima, type ArimaModel } from './arima.ts';
import { differenceSeries, estimateArima, filterArima } from './arima-estimation.ts';
import type { ArimaOrder } from './arima-polynomials.ts';
import { guerreroLambda } from './box-cox.ts';
import { ets, type EtsModel } from './ets.ts';
import { estimateEts } from './ets-estimation.ts';
import { filterEts, type EtsForm } from './ets-recursion.ts';
import { completeSeries, type CompleteSeries, headOf } from './series.ts';
import { difference, differencesNeeded, seasonalDifferencesNeeded } from './stationarity.ts';
import { decomposeMstl, decomposeStl } from './stl.ts';

interface Fixtures {
  series: Record<string, { season: number; values: number[] }>;
  ets: {
    series: string;
    form: string;
    damped: boolean;
    alpha: number;
    beta: number;
    gamma: number;
    phi: number;
    level: number;
    slope: number;
    season: number[];
    logLikelihood: number;
    aicc: number;
    variance: number;
    point: number[];
    lower80: number[];
    upper95: number[];
  }[];
  growth: Omit<Fixtures['ets'][number], 'variance' | 'lower80' | 'upper95'>[];
  arima: {
    series: string;
    order: [number, number, number, number, number, number, number];
    hasConstant: boolean;
    ar: number[];
    ma: number[];
    sar: number[];
    sma: number[];
    constant: number[];
    logLikelihood: number;
    variance: number;
    point: number[];
    upper95: number[];
  }[];
  automatic: { series: string; ets: string; etsAicc: number; order: number[]; arimaAicc: number }[];
  stl: { series: string; window: number | 'periodic'; robust: boolean; seasonal: number[]; trend: number[] }[];
  mstl: { trend: number[]; first: number[]; second: number[] };
  guerrero: { series: string; lambda: number }[];
  differences: { series: string; kpss: number; seasonal: number }[];
}

const fixtures = JSON.parse(
  readFileSync(new URL('fixtures/forecasting-fixtures.json', import.meta.url), 'utf8'),
) as Fixtures;
const options = { horizon: 12, levels: [0.8, 0.95], rng: createRng(1) };

function seriesOf(name: string): CompleteSeries {
  const { season, values } = fixtures.series[name] ?? { season: 1, values: [] };
  return completeSeries({ values: Float64Array.from(values), seasonLengths: season > 1 ? [season] : [] });
}

const seasonOf = (name: string): number => fixtures.series[name]?.season ?? 1;

for (const each of fixtures.ets) {
  const form = {
    error: each.form[0],
    trend: each.form[1] === 'A' && each.damped ? 'Ad' : each.form[1],
    season: each.form[2],
  } as EtsForm;
  const name = `ETS(${Object.values(form).join(',')}) of ${each.series}`;
  const { values } = seriesOf(each.series);
  const parameters = { ...each, season: Float64Array.from(each.season) };

  test(`${name}: R's parameters have R's likelihood and R's forecasts`, () => {
    const { criterion, state, squares } = filterEts(values, form, parameters);
    assertClose(-criterion / 2, each.logLikelihood, 1e-9);
    const free = parameters.season.length + [each.alpha, each.beta, each.gamma].filter((share) => share > 0).length;
    const size = free + (form.trend === 'N' ? 1 : 2) + (form.trend === 'Ad' ? 1 : 0) - (form.season === 'N' ? 0 : 1);
    const variance = squares / (values.length - size);
    assertClose(variance, each.variance, 1e-8);
    const model: EtsModel = { kind: 'ets', form, parameters, state, variance, logLikelihood: 0, aicc: 0 };
    const forecast = ets.forecast(model, options);
    // R gives the mean, which differs from the median where factors multiply errors.
    assertAllClose(forecast.point, each.point, form.season === 'M' ? 1e-3 : 1e-9);
    // R has closed forms for all but multiplicative seasons; where ours are drawn, a thousand paths tell that well.
    const exact = form.error === 'A';
    const width = (each.upper95[0] ?? 0) - (each.point[0] ?? 0);
    // From a whole season ahead on R counts γ one period too early.
    const near = form.season === 'N' ? 12 : seasonOf(each.series) - 1;
    for (const [h, upper] of each.upper95.slice(0, near).entries()) {
      const found = forecast.intervals[1]?.upper[h] ?? 0;
      assertClose(found, upper, exact ? 1e-8 : (0.35 * (width + upper - (each.point[h] ?? 0))) / Math.max(1, upper));
    }
    if (exact)
      assertAllClose(
        (forecast.intervals[0]?.lower ?? new Float64Array(0)).slice(0, near),
        each.lower80.slice(0, near),
        1e-8,
      );
  });

  test(`${name}: the estimate is at least as likely as R's`, () => {
    const fit = estimateEts(values, form, seasonOf(each.series));
    assert.ok(fit !== null && fit.logLikelihood > each.logLikelihood - 0.5, `${fit?.logLikelihood}`);
    const { alpha, beta, gamma, phi } = fit.parameters;
    assert.ok(alpha > 0 && alpha < 1 && beta <= alpha && gamma <= 1 - alpha && phi >= 0.8 && phi <= 1);
    assertClose(fit.aicc, each.aicc + 2 * (each.logLikelihood - fit.logLikelihood), 1e-6);
  });
}

for (const each of fixtures.growth) {
  const form: EtsForm = { error: 'M', trend: each.damped ? 'Md' : 'M', season: each.form[2] === 'M' ? 'M' : 'N' };
  const name = `ETS(${Object.values(form).join(',')}) of ${each.series}`;
  const { values } = seriesOf(each.series);
  const parameters = { ...each, season: Float64Array.from(each.season) };

  test(`${name}: R's growth rate has R's likelihood and forecasts, and ours is at least as likely`, () => {
    const { criterion, state } = filterEts(values, form, parameters);
    assertClose(-criterion / 2, each.logLikelihood, 1e-9);
    const model: EtsModel = { kind: 'ets', form, parameters, state, variance: 0.01, logLikelihood: 0, aicc: 0 };
    const { point, components } = ets.forecast(model, options);
    // Two periods ahead R damps by φ + φ instead of φ + φ², and so on.
    const told = each.damped ? 1 : 12;
    assertAllClose(point.slice(0, told), each.point.slice(0, told), 1e-9);
    assertAllClose(
      point.map((_, h) => components.reduce((sum, part) => sum + (part.values[h] ?? 0), 0)),
      point,
      1e-9,
    );
    const fit = estimateEts(values, form, seasonOf(each.series));
    assert.ok(fit !== null && fit.logLikelihood > each.logLikelihood - 0.5, `${fit?.logLikelihood}`);
  });
}

test('a refit keeps the form and finds the likeliest parameters; too short a series goes on with what is known', () => {
  const series = seriesOf('AirPassengers');
  const head = headOf(series, 120);
  const smooth = ets.fit(head);
  const smoother = ets.refit?.(smooth, series) ?? smooth;
  assert.deepEqual(smoother.form, smooth.form);
  const best = estimateEts(series.values, smooth.form, 12);
  assert.ok(best !== null && smoother.logLikelihood > best.logLikelihood - 0.5);
  assert.deepEqual(ets.refit?.(smooth, headOf(series, 18)).parameters, smooth.parameters);
  const arma = arima.fit(head);
  const again = arima.refit?.(arma, series) ?? arma;
  assert.deepEqual([again.order, again.transform], [arma.order, { lambda: 0 }]);
  assertClose(
    again.logLikelihood,
    estimateArima(series.values.map(Math.log), arma.order)?.filter.logLikelihood ?? 0,
    1e-4,
  );
  assert.deepEqual(arima.refit?.(arma, headOf(series, 14)).coefficients, arma.coefficients);
});

test('growth rates are let in where asked for', () => {
  const series = seriesOf('AirPassengers');
  const plain = ets.fit(series);
  const grown = ets.fit(series, { growth: 1 });
  assert.equal(grown.form.trend, 'M');
  assert.ok(grown.aicc < plain.aicc && plain.form.trend !== 'M');
});

for (const each of fixtures.arima) {
  const [p, d, q, seasonalP, seasonalD, seasonalQ, season] = each.order;
  const { hasConstant } = each;
  const order: ArimaOrder = { p, d, q, seasonalP, seasonalD, seasonalQ, season, hasConstant };
  const name = `ARIMA(${p},${d},${q})(${seasonalP},${seasonalD},${seasonalQ})[${season}] of ${each.series}`;
  const { values } = seriesOf(each.series);
  // R differences by a diffuse prior, which is 1e-4 away from exact differencing.
  const slack = d + seasonalD > 0 ? 2e-3 : 1e-5;

  test(`${name}: R's coefficients have R's likelihood`, () => {
    const filter = filterArima(differenceSeries(values, order), order, {
      ar: Float64Array.from(each.ar),
      ma: Float64Array.from(each.ma),
      seasonalAr: Float64Array.from(each.sar),
      seasonalMa: Float64Array.from(each.sma),
    });
    assert.ok(filter !== null);
    assert.ok(Math.abs(filter.logLikelihood - each.logLikelihood) < slack, `${filter.logLikelihood}`);
  });

  test(`${name}: estimates, forecasts and intervals agree with R's`, () => {
    const fit = estimateArima(values, order);
    assert.ok(fit !== null && fit.filter.logLikelihood > each.logLikelihood - slack);
    const { ar, ma, seasonalAr, seasonalMa } = fit.coefficients;
    assertAllClose(
      [...ar, ...ma, ...seasonalAr, ...seasonalMa],
      [...each.ar, ...each.ma, ...each.sar, ...each.sma],
      0.01,
    );
    if (each.constant.length > 0) {
      const drift = seasonalD === 1 ? fit.filter.mean / season : fit.filter.mean;
      assertClose(drift, each.constant[0] ?? 0, 2e-3);
    }
    const n = fit.filter.count;
    const model: ArimaModel = {
      kind: 'arima',
      order,
      coefficients: fit.coefficients,
      transform: { lambda: 1 },
      mean: fit.filter.mean,
      variance: (fit.filter.variance * n) / (n - fit.size + 1),
      logLikelihood: 0,
      aicc: 0,
      state: fit.filter.state,
      last: values.slice(values.length - d - seasonalD * season),
    };
    const forecast = arima.forecast(model, options);
    assertAllClose(forecast.point, each.point, 5e-3);
    assertAllClose(forecast.intervals[1]?.upper ?? [], each.upper95, 1e-2);
  });
}

for (const each of fixtures.automatic) {
  test(`the forms chosen for ${each.series} are at least as good as R's by AICc`, () => {
    const series = seriesOf(each.series);
    assert.ok(ets.fit(series).aicc <= each.etsAicc + 0.5);
    const model = arima.fit(series, { transform: 0 });
    const differences = [model.order.d, model.order.seasonalD];
    // AICc of different differencing do not compare.
    if (differences.join() === [each.order[1], each.order[4] ?? 0].join()) {
      assert.ok(model.aicc <= each.arimaAicc + 2, `${model.aicc} beside ${each.arimaAicc}`);
    }
  });
}

for (const { series, window, robust, seasonal, trend } of fixtures.stl) {
  test(`STL of ${series} with window ${window}${robust ? ', robust' : ''} is R's`, () => {
    const parts = decomposeStl(seriesOf(series).values, seasonOf(series), { seasonWindow: window, robust });
    assertAllClose(parts.seasons[0] ?? [], seasonal, 1e-8);
    assertAllClose(parts.trend, trend, 1e-8);
  });
}

test("MSTL of two seasons is R's", () => {
  const parts = decomposeMstl(seriesOf('AirPassengers').values, [12, 4]);
  assert.deepEqual(parts.seasonLengths, [4, 12]);
  assertAllClose(parts.trend, fixtures.mstl.trend, 1e-8);
  assertAllClose(parts.seasons[0] ?? [], fixtures.mstl.first, 1e-8);
  assertAllClose(parts.seasons[1] ?? [], fixtures.mstl.second, 1e-8);
});

for (const { series, lambda } of fixtures.guerrero) {
  test(`Guerrero's power for ${series} is R's`, () => {
    const found = guerreroLambda(seriesOf(series).values, seasonOf(series));
    assertClose(found, lambda, 2e-3);
  });
}

for (const { series, kpss, seasonal } of fixtures.differences) {
  test(`${series} is differenced as often as R would`, () => {
    const { values } = seriesOf(series);
    const season = seasonOf(series);
    assert.equal(differencesNeeded(values), kpss);
    assert.equal(seasonalDifferencesNeeded(values, season), seasonal);
    if (seasonal === 1) assert.equal(difference(values, season).length, values.length - season);
  });
}
