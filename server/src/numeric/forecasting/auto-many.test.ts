import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../rng/rng.ts';
import { numericErrorOf } from '../testing/assertions.ts';
import { intervalCoverage, scaledError } from './accuracy.ts';
import { auto } from './auto.ts';
import { autoMany, type AutoManyModel } from './auto-many.ts';
import { decodeForecaster, encodeForecaster } from './forecaster-artifact.ts';
import { completeSeries, type CompleteSeries, headOf } from './series.ts';

/** Sales that a promotion lifts on weekends only: no line through the columns says so, and one series shows it seldom. */
function shop(seed: number): CompleteSeries {
  const rng = createRng(seed);
  const level = 20 + 100 * rng.uniform();
  const promotion = Float64Array.from({ length: 112 }, () => (rng.uniform() < 0.3 ? 1 : 0));
  const values = promotion.map(
    (isOn, t) =>
      level * (1 + (t % 7 > 4 ? 0.2 : 0)) * (1 + (isOn === 1 && t % 7 > 4 ? 0.8 : 0)) * (1 + 0.03 * rng.normal()),
  );
  return completeSeries({ values, seasonLengths: [7], columns: [{ name: 'promotion', values: promotion }] });
}

const options = { horizon: 7, levels: [0.8], rng: createRng(1) };
const whole = Array.from({ length: 8 }, (_, seed) => shop(seed + 1));
const heads = whole.map((series) => headOf(series, 105));
const model = autoMany.fit(heads, { horizon: 7 });

test('many series learn from each other what a single one can not, and hold their level', () => {
  let [own, together, held] = [0, 0, 0];
  for (const [index, head] of heads.entries()) {
    const actual = whole[index]?.values.subarray(105) ?? new Float64Array(0);
    const { point, intervals } = autoMany.forecast(model, index, head, options);
    const alone = auto.forecast(model.series[index] ?? auto.fit(head), options);
    own += scaledError(actual, alone.point, head.values, 7) / 8;
    together += scaledError(actual, point, head.values, 7) / 8;
    held += intervalCoverage(actual, intervals[0]?.lower ?? point, intervals[0]?.upper ?? point) / 8;
  }
  assert.ok(model.share >= 0.5 && model.ratio < 0.8, `${model.share} ${model.ratio}`);
  assert.ok(together < 0.8 * own, `${together} beside ${own}`);
  assert.ok(held > 0.7 && held < 0.93, `${held}`);
});

test('parts sum, bytes repeat and come back, later values are taken in', () => {
  const { point, components } = autoMany.forecast(model, 3, heads[3] ?? shop(4), options);
  point.forEach((value, h) => {
    const sum = components.reduce((all, { values }) => all + (values[h] ?? 0), 0);
    assert.ok(Math.abs(sum - value) < 1e-6 * Math.abs(value));
  });
  const few = heads.slice(0, 5);
  const bytes = encodeForecaster(autoMany.fit(few, { horizon: 7 }));
  assert.deepEqual(encodeForecaster(autoMany.fit(few, { horizon: 7 })), bytes);
  const restored = decodeForecaster(bytes) as AutoManyModel;
  assert.deepEqual(encodeForecaster(restored), bytes);
  const resumed = autoMany.resume(
    restored,
    whole.slice(0, 2).map((series) => headOf(series, 107)),
  );
  assert.deepEqual(resumed.series[4], restored.series[4]);
  assert.notDeepEqual(resumed.series[0], restored.series[0]);
  const short = { ...options, horizon: 5 };
  assert.equal(autoMany.forecast(resumed, 0, headOf(whole[0] ?? shop(1), 107), short).point.length, 5);
  numericErrorOf('shape_mismatch', () => autoMany.forecast(model, 99, heads[0] ?? shop(1), options));
});

test('series that are few, short or of another kind go by themselves', () => {
  const odd = completeSeries({ values: (heads[0] ?? shop(1)).values, seasonLengths: [] });
  const short = headOf(heads[1] ?? shop(2), 20);
  const alone = autoMany.fit([odd, short], { horizon: 7 });
  assert.deepEqual([alone.shared, alone.share, [...alone.places]], [null, 0, [-1, -1]]);
  assert.ok(Number.isNaN(alone.ratio));
  assert.deepEqual(
    autoMany.forecast(alone, 0, odd, options),
    auto.forecast(auto.fit(odd, { horizon: 7 }), { ...options, rng: createRng(1) }),
  );
  assert.deepEqual(autoMany.fit([]).series, []);
});

test('what is not worth its trees is not taken', () => {
  const noise = Array.from({ length: 5 }, (_, seed) => {
    const rng = createRng(seed);
    return completeSeries({ values: Float64Array.from({ length: 60 }, () => 10 + rng.normal()), seasonLengths: [] });
  });
  const found = autoMany.fit(noise, { horizon: 8 });
  assert.equal(found.shared, null);
  assert.ok(found.ratio >= 0.99, `${found.ratio}`);
});
