import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeSeries, createRng } from '../../numeric/index.ts';
import { forecastMeasured, widenForGrowth } from './measured-forecast.ts';

const YEAR = [0.7, 0.8, 1, 1.2, 1.3, 1.4, 1.3, 1.1, 1, 0.9, 0.8, 0.7];

/** Months of a business that grows by a quarter a year. */
function months(count: number): Float64Array {
  const rng = createRng(3);
  return Float64Array.from(
    { length: count },
    (_, t) => 1000 * (YEAR[t % 12] ?? 1) * 1.25 ** (t / 12) * (1 + 0.03 * rng.normal()),
  );
}

test('with two years of months, an interval holds both: that growth goes on, and that it does not', () => {
  const values = months(36);
  const series = completeSeries({ values: values.subarray(0, 24), seasonLengths: [12] });
  const { intervals } = forecastMeasured(series, { horizon: 12, levels: [0.8], seed: 1 });
  const [interval] = intervals;
  assert.ok(interval);
  const holds = (of: (h: number) => number): number =>
    [...interval.lower.keys()].filter((h) => of(h) >= (interval.lower[h] ?? 0) && of(h) <= (interval.upper[h] ?? 0))
      .length;
  assert.ok(holds((h) => values[24 + h] ?? 0) >= 9, `growing ${holds((h) => values[24 + h] ?? 0)}`);
  assert.ok(holds((h) => values[12 + h] ?? 0) >= 9, `standing ${holds((h) => values[12 + h] ?? 0)}`);
});

const reach = (rounds: number): number => Math.hypot(10, (rounds * 1.2815515655446004 * 30) / Math.sqrt(3));

test('intervals are widened by the doubt about growth, only while a season was seen less than three times', () => {
  const forecast = {
    point: Float64Array.of(100, 100, 100),
    intervals: [{ level: 0.8, lower: Float64Array.of(90, 90, 90), upper: Float64Array.of(110, 110, 110) }],
    components: [],
  };
  const at = (values: readonly number[], seasonLengths = [2]) =>
    widenForGrowth(forecast, { values: Float64Array.from(values), seasonLengths }).intervals[0];
  const wide = at([50, 100, 80, 130]);
  for (const [h, rounds] of [1, 1, 2].entries()) {
    assert.ok(Math.abs((wide?.upper[h] ?? 0) - 100 - reach(rounds)) < 1e-9);
    assert.ok(Math.abs(100 - (wide?.lower[h] ?? 0) - reach(rounds)) < 1e-9);
  }
  assert.deepEqual(at([50, 100, 80, 130, 110, 160]), forecast.intervals[0]);
  assert.deepEqual(at([50, 100, 80]), forecast.intervals[0]);
  assert.deepEqual(at([50, 100, 80, 130], []), forecast.intervals[0]);
  assert.equal(at([0, 500, 1000, 1500])?.lower[0], 0);
  assert.ok((at([-1, 500, 1000, 1500])?.lower[0] ?? 0) < 0);
});
