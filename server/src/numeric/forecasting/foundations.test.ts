import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../rng/rng.ts';
import { assertAllClose, assertClose, numericErrorOf } from '../testing/assertions.ts';
import {
  intervalCoverage,
  intervalScore,
  pinballLoss,
  scaledError,
  scaledSquaredError,
  symmetricPercentageError,
} from './accuracy.ts';
import {
  differencingLags,
  isStationary,
  multiplyLags,
  shockWeights,
  stationaryCoefficients,
} from './arima-polynomials.ts';
import { armaAutocovariances, filterArma } from './arima-likelihood.ts';
import { chooseTransform, guerreroLambda, restoreValue, transformValue } from './box-cox.ts';
import { loess } from './loess.ts';
import { minimizeNelderMead } from './nelder-mead.ts';
import { autocorrelations, detectSeasons, hasSeason } from './seasonality.ts';
import { completeSeries, usableSeasons } from './series.ts';
import { differencesNeeded, kpssStatistic, seasonalDifferencesNeeded } from './stationarity.ts';
import { decomposeMstl, decomposeStl, seasonStrength } from './stl.ts';
import { mannKendall, theilSen } from './trend-tests.ts';

const F = (...values: number[]): Float64Array => Float64Array.from(values);
const wave = (length: number, season: number, noise: number, seed = 1, slope = 0): Float64Array => {
  const rng = createRng(seed);
  return Float64Array.from(
    { length },
    (_, t) => 100 + slope * t + 10 * Math.sin((2 * Math.PI * t) / season) + noise * rng.normal(),
  );
};

const valley = (x: Float64Array): number => (1 - (x[0] ?? 0)) ** 2 + 100 * ((x[1] ?? 0) - (x[0] ?? 0) ** 2) ** 2;

test('accuracy is what its formulas say, and leaves out what is not known', () => {
  const actual = F(10, 0, Number.NaN, 20);
  const forecast = F(12, 0, 5, 16);
  assertClose(symmetricPercentageError(actual, forecast), (400 / 22 + 0 + 800 / 36) / 3, 1e-12);
  assertClose(scaledError(actual, forecast, F(1, 2, 4, 8), 1), 2 / (7 / 3), 1e-12);
  assertClose(scaledError(actual, forecast, F(1, 2, 4, 8), 2), 2 / 4.5, 1e-12);
  assertClose(scaledError(actual, forecast, F(1, 2), 5), 2, 1e-12);
  assertClose(scaledSquaredError(actual, forecast, F(1, 2, 4, 8), 1), Math.sqrt(20 / 3 / 7), 1e-12);
  assertClose(pinballLoss(F(10, 10), F(8, 13), 0.9), (1.8 + 0.3) / 2, 1e-12);
  assertClose(intervalCoverage(actual, F(10, 1, 0, 0), F(11, 2, 9, 20)), 2 / 3, 1e-12);
  assertClose(intervalScore(F(5, 11, -2), F(0, 0, 0), F(10, 10, 10), 0.8), 10 + (10 * (1 + 2)) / 3, 1e-9);
  assert.ok(Number.isNaN(symmetricPercentageError(F(Number.NaN), F(1))));
});

test('gaps are bridged along the season, the beginning is left out, the end carried on', () => {
  const truth = Float64Array.from({ length: 24 }, (_, t) => t + (t % 4 === 1 ? 8 : 0));
  const values = Float64Array.from(truth);
  for (const t of [9, 10, 17]) values[t] = Number.NaN;
  const series = completeSeries({ values, seasonLengths: [4] });
  for (const t of [9, 10, 17])
    assert.ok(Math.abs((series.values[t] ?? 0) - (truth[t] ?? 0)) < 2.5, `${series.values[t]}`);
  assert.deepEqual(
    [...series.filled.keys()].filter((t) => series.filled[t] === 1),
    [9, 10, 17],
  );
  assert.ok(Number.isNaN(values[9] ?? 0), 'the input stays as it is');
  const plain = completeSeries({
    values: F(Number.NaN, 2, Number.NaN, 6, Number.NaN),
    seasonLengths: [],
    dates: ['a', 'b', 'c', 'd', 'e'],
    columns: [{ name: 'price', values: F(1, 2, 3, 4, 5) }],
  });
  assert.deepEqual([...plain.values], [2, 4, 6, 6]);
  assert.deepEqual(
    { skipped: plain.skipped, dates: plain.dates, price: [...(plain.columns?.[0]?.values ?? [])] },
    {
      skipped: 1,
      dates: ['b', 'c', 'd', 'e'],
      price: [2, 3, 4, 5],
    },
  );
  assert.deepEqual(usableSeasons([365, 7, 1], 20), [7]);
});

test('a series without a value, with an infinity or an odd season is refused', () => {
  numericErrorOf('too_few_rows', () => completeSeries({ values: F(Number.NaN), seasonLengths: [] }));
  numericErrorOf('not_finite', () => completeSeries({ values: F(1, Number.POSITIVE_INFINITY), seasonLengths: [] }));
  numericErrorOf('invalid_hyperparameter', () => completeSeries({ values: F(1, 2), seasonLengths: [2.5] }));
});

test('Nelder and Mead find the bottom of a bent valley, of one variable, and a point beside a forbidden half', () => {
  const { x } = minimizeNelderMead(valley, F(-1.2, 1), { steps: F(0.5, 0.5), maxEvaluations: 2000, tolerance: 1e-14 });
  assertAllClose(x, [1, 1], 1e-4);
  const one = minimizeNelderMead((each) => ((each[0] ?? 0) - 3) ** 2, F(0), { steps: F(1), maxEvaluations: 500 });
  assertClose(one.x[0] ?? 0, 3, 1e-2);
  const half = minimizeNelderMead((each) => ((each[0] ?? 0) < 1 ? Number.NaN : (each[0] ?? 0)), F(4), { steps: F(1) });
  assert.ok(half.value >= 1 && half.value < 1.1);
  assert.ok(minimizeNelderMead(valley, F(5, 5), { steps: F(1, 1), maxEvaluations: 10 }).value > 1);
});

test('transforms go there and back, and Guerrero tells growing swings from even ones', () => {
  for (const lambda of [-0.5, 0, 0.3, 1, 2]) {
    assertClose(restoreValue({ lambda }, transformValue({ lambda }, 7.5)), 7.5, 1e-12);
  }
  assert.equal(restoreValue({ lambda: 0.5 }, -10), 0);
  const rng = createRng(1);
  const growing = Float64Array.from({ length: 96 }, (_, t) =>
    Math.exp(0.03 * t + 0.3 * Math.sin(t * (Math.PI / 6)) + 0.05 * rng.normal()),
  );
  assert.ok(Math.abs(guerreroLambda(growing, 12)) < 0.3);
  assert.deepEqual(chooseTransform(growing, 12), { lambda: 0 });
  assert.deepEqual(
    chooseTransform(
      growing.map((value) => value - 5),
      12,
    ),
    { lambda: 1 },
  );
  assert.deepEqual(chooseTransform(wave(96, 12, 1, 2, 1), 12), { lambda: 1 });
  assert.equal(guerreroLambda(F(1, 2, 3, 4, 5), 2), 1);
  assert.equal(guerreroLambda(new Float64Array(40).fill(3), 4), 1);
});

test('loess keeps a line, and falls back to the points where weights vanish', () => {
  const y = Float64Array.from({ length: 20 }, (_, i) => 3 + 2 * i);
  for (const jump of [1, 3, 7]) assertAllClose(loess({ y }, { window: 7, degree: 1, jump }), y, 1e-9);
  assertAllClose(loess({ y, weights: new Float64Array(20) }, { window: 5, degree: 1, jump: 1 }), y, 0);
  assert.deepEqual([...loess({ y: F(4) }, { window: 3, degree: 1, jump: 1 })], [4]);
});

test('STL parts sum to the series, an outlier stays in the remainder when robust, strength tells a season from noise', () => {
  const values = wave(120, 12, 0.5);
  values[50] = 300;
  for (const robust of [false, true]) {
    const { trend, seasons, remainder } = decomposeStl(values, 12, { robust, exact: robust });
    assertAllClose(
      trend.map((value, t) => value + (seasons[0]?.[t] ?? 0) + (remainder[t] ?? 0)),
      values,
      1e-9,
    );
    assert.equal(Math.abs((remainder[50] ?? 0) - 200) < 15, robust);
  }
  const rng = createRng(3);
  const noise = Float64Array.from({ length: 120 }, () => rng.normal());
  assert.ok(seasonStrength(decomposeStl(wave(120, 12, 1), 12)) > 0.9);
  assert.ok(seasonStrength(decomposeStl(noise, 12)) < 0.6);
  const flat = decomposeMstl(new Float64Array(10).fill(2), [7]);
  assert.deepEqual({ seasons: flat.seasons.length, strength: seasonStrength(flat) }, { seasons: 0, strength: 0 });
});

test('autocorrelations and the season test are those of their definitions', () => {
  assertAllClose(autocorrelations(F(1, 2, 3, 4), 5), [0.25, -0.3, -0.45, 0, 0], 1e-12);
  assert.deepEqual([...autocorrelations(F(2, 2, 2), 2)], [0, 0]);
  assert.equal(hasSeason(wave(60, 12, 2), 12), true);
  assert.equal(hasSeason(wave(20, 12, 2), 12), false);
});

test('seasons are found by themselves, two of them apart, and none in noise or a walk', () => {
  assert.deepEqual(
    detectSeasons(wave(120, 12, 2)).map(({ length }) => length),
    [12],
  );
  const days = wave(800, 7, 1).map((value, t) => value + 20 * Math.cos((2 * Math.PI * t) / 91));
  assert.deepEqual(
    detectSeasons(days, [7, 30, 91]).map(({ length }) => length),
    [91, 7],
  );
  const [found] = detectSeasons(wave(120, 12, 2), [12]);
  assert.ok(found !== undefined && found.strength > 0.8 && found.pValue < 0.01);
  assert.deepEqual(detectSeasons(wave(120, 12, 2), [12], 1e-9), []);
  let alarms = 0;
  for (let seed = 1; seed <= 20; seed += 1) {
    const rng = createRng(seed);
    let level = 0;
    const noise = Float64Array.from({ length: 120 }, () => (level += seed % 2 === 0 ? rng.normal() : 0) + rng.normal());
    alarms += detectSeasons(noise).length;
  }
  assert.ok(alarms <= 2, `${alarms} false seasons`);
  assert.deepEqual(detectSeasons(new Float64Array(50).fill(1)), []);
});

test('KPSS tells a walk from noise, and differencing ends with it', () => {
  const rng = createRng(5);
  const noise = Float64Array.from({ length: 200 }, () => rng.normal());
  let level = 0;
  const walk = noise.map((value) => (level += value));
  assert.ok(kpssStatistic(noise) < 0.463 && kpssStatistic(walk) > 0.463);
  // R: urca::ur.kpss(x, type = 'mu', use.lag = 1).
  const short = F(1, 3, 2, 5, 4, 6, 5, 8, 7, 9, 8, 11, 10, 12, 11, 14, 13, 15, 14, 17);
  assertClose(kpssStatistic(short), 1.093_364_593_470_76, 1e-12);
  assert.equal(kpssStatistic(new Float64Array(9).fill(4)), 0);
  assert.deepEqual([differencesNeeded(noise), differencesNeeded(walk)], [0, 1]);
  let twice = 0;
  assert.equal(differencesNeeded(walk.map((value) => (twice += value))), 2);
  assert.equal(seasonalDifferencesNeeded(noise, 12), 0);
  assert.equal(seasonalDifferencesNeeded(wave(72, 12, 1), 12), 1);
  assert.equal(seasonalDifferencesNeeded(new Float64Array(72), 12), 0);
});

test('polynomials multiply, difference and stay stationary', () => {
  assert.deepEqual([...multiplyLags(F(-0.5), F(-0.4), 2)], [-0.5, -0.4, 0.2]);
  const order = { p: 0, d: 1, q: 0, seasonalP: 0, seasonalD: 1, seasonalQ: 0, season: 3, hasConstant: false };
  assertAllClose(differencingLags(order), [1, 0, 1, -1], 0);
  assertAllClose(shockWeights(F(0.5), F(0.3), 4), [1, 0.8, 0.4, 0.2], 1e-12);
  const rng = createRng(9);
  for (let k = 1; k <= 5; k += 1) {
    const ar = stationaryCoefficients(Float64Array.from({ length: k }, () => 2 * rng.normal()));
    assert.equal(isStationary(ar), true);
  }
  assert.equal(isStationary(F(1)), false);
  assert.equal(isStationary(F(0.995), 1.01), false);
  assert.equal(isStationary(F(0.5, 0.6)), false);
});

test('autocovariances of AR(1), MA(1) and ARMA(1, 1) are those of the textbook', () => {
  assertAllClose(armaAutocovariances(F(0.5), F(), 3) ?? [], [4 / 3, 2 / 3, 1 / 3], 1e-12);
  assertAllClose(armaAutocovariances(F(), F(0.4), 3) ?? [], [1.16, 0.4, 0], 1e-12);
  const zero = (1 + 2 * 0.5 * 0.4 + 0.16) / 0.75;
  assertAllClose((armaAutocovariances(F(0.5), F(0.4), 2) ?? F()).slice(0, 2), [zero, 0.5 * zero + 0.4], 1e-12);
  assert.equal(armaAutocovariances(F(1), F(), 2), null);
  assert.equal(filterArma(F(1, 2, 3), F(1), F(), false), null);
});

test('Mann–Kendall and Theil–Sen find a trend among ties and outliers, and none in noise', () => {
  // Gilbert 1987, section 16.4.1 has S = 2 for this order.
  assert.equal(mannKendall(F(10, 15, 14, 20)).statistic, 4);
  const rng = createRng(4);
  const rising = Float64Array.from({ length: 40 }, (_, t) => Math.round(0.2 * t + rng.normal()));
  assert.ok(mannKendall(rising).pValue < 1e-4);
  rising[3] = 500;
  assertClose(theilSen(rising).slope, 0.2, 0.05);
  const flat = Float64Array.from({ length: 40 }, () => rng.normal());
  assert.ok(mannKendall(flat).pValue > 0.05);
  const { slope, lower, upper } = theilSen(flat);
  assert.ok(lower < 0 && upper > 0 && lower <= slope && slope <= upper);
  assertClose(mannKendall(F(1, 1, 2, 2, 3)).pValue, 0.067_577, 1e-5);
  assert.deepEqual({ ...mannKendall(F(1, 1, 1)) }, { statistic: 0, pValue: 1 });
  assert.deepEqual(theilSen(F(5)), { slope: 0, intercept: 5, lower: 0, upper: 0 });
});
