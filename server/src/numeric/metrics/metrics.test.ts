import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at } from '../element.ts';
import { createRng } from '../rng/rng.ts';
import { matrixOf, takeMatrixRows } from '../matrix/matrix.ts';
import { assertClose } from '../testing/assertions.ts';
import { bootstrapIntervals, littleBootstrapIntervals, thinRows } from './bootstrap.ts';
import { classificationMeasure, mostProbable } from './classification.ts';
import { conformalHalfWidth } from './conformal.ts';
import fixtures from './fixtures/metric-fixtures.json' with { type: 'json' };
import { measureOnce, type MetricValues } from './measure.ts';
import { quantileOfSorted, selectInPlace } from './quantile.ts';
import { regressionMeasure } from './regression.ts';
import { rocAucOf } from './roc-auc.ts';

const TOLERANCE = 1e-12;

function floats(values: Iterable<number>): Float64Array {
  return Float64Array.from(values);
}

function ones(count: number): Float64Array {
  return new Float64Array(count).fill(1);
}

function assertMetrics(actual: MetricValues, expected: MetricValues): void {
  assert.deepEqual(Object.keys(actual), Object.keys(expected));
  for (const [name, value] of Object.entries(expected)) assertClose(actual[name] ?? Number.NaN, value, TOLERANCE, name);
}

for (const { name, codes, classCount, probabilities, weights, expected } of fixtures.classification) {
  test(`classification metrics equal scikit-learn's: ${name}`, () => {
    assertMetrics(classificationMeasure(floats(codes), floats(probabilities), classCount)(floats(weights)), expected);
  });
}

for (const { name, actual, predicted, halfWidth, weights, expected } of fixtures.regression) {
  test(`regression metrics equal scikit-learn's: ${name}`, () => {
    assertMetrics(regressionMeasure(floats(actual), floats(predicted), halfWidth)(floats(weights)), expected);
  });
}

test('a weight of two is the row twice, a weight of zero is no row', () => {
  const codes = [0, 1, 1, 0, 1];
  const positive = [0.2, 0.9, 0.4, 0.6, 0.7];
  const weights = [2, 1, 0, 1, 3];
  const rows = weights.flatMap((weight, row) => Array.from({ length: weight }, () => row));
  const pairs = (order: Iterable<number>): Float64Array =>
    floats([...order].flatMap((row) => [1 - (positive[row] ?? 0), positive[row] ?? 0]));
  const weighted = classificationMeasure(floats(codes), pairs(codes.keys()), 2)(floats(weights));
  const repeated = measureOnce(
    classificationMeasure(floats(rows.map((row) => codes[row] ?? 0)), pairs(rows), 2),
    rows.length,
  );
  assertMetrics(weighted, repeated);
});

test('the area under the curve looks at the order of the scores only', () => {
  const rng = createRng(1);
  const scores = floats(Array.from({ length: 200 }, () => Math.round(rng.normal() * 5)));
  const positives = scores.map((score) => (rng.uniform() < 1 / (1 + Math.exp(-score / 5)) ? 1 : 0));
  const area = rocAucOf(scores, positives)(ones(200));
  assertClose(
    rocAucOf(
      scores.map((score) => Math.exp(score / 3) - 7),
      positives,
    )(ones(200)),
    area,
    TOLERANCE,
  );
  assertClose(
    rocAucOf(
      scores.map((score) => -score),
      positives,
    )(ones(200)),
    1 - area,
    TOLERANCE,
  );
  assertClose(
    rocAucOf(
      scores,
      positives.map((value) => 1 - value),
    )(ones(200)),
    1 - area,
    TOLERANCE,
  );
});

test('the area under the curve of equal scores is one half, of one class NaN', () => {
  assert.equal(rocAucOf(floats([3, 3, 3]), floats([1, 0, 1]))(ones(3)), 0.5);
  assert.equal(rocAucOf(floats([1, 2]), floats([1, 1]))(ones(2)), Number.NaN);
  assert.equal(rocAucOf(floats([]), floats([]))(ones(0)), Number.NaN);
});

test('rows of one class leave the other metrics measurable', () => {
  const measured = measureOnce(classificationMeasure(floats([1, 1]), floats([0.4, 0.6, 0.8, 0.2]), 2), 2);
  assert.equal(measured['roc_auc'], Number.NaN);
  assert.equal(measured['accuracy'], 0.5);
  assertClose(measured['f1'] ?? Number.NaN, 2 / 3, TOLERANCE);
});

test('without an actual or a predicted positive F1 is NaN, without rows every metric is', () => {
  assert.equal(
    measureOnce(classificationMeasure(floats([0, 0]), floats([0.9, 0.1, 0.8, 0.2]), 2), 2)['f1'],
    Number.NaN,
  );
  const empty = measureOnce(classificationMeasure(floats([]), floats([]), 3), 0);
  assert.ok(Object.values(empty).every((value) => Number.isNaN(value)));
  const none = measureOnce(regressionMeasure(floats([]), floats([]), 1), 0);
  assert.ok(Object.values(none).every((value) => Number.isNaN(value)));
});

test('a certain and wrong probability costs a finite log loss', () => {
  const measured = measureOnce(classificationMeasure(floats([1]), floats([1, 0]), 2), 1);
  assertClose(measured['log_loss'] ?? Number.NaN, -Math.log(Number.EPSILON), TOLERANCE);
  assert.equal(measured['brier'], 1);
});

test('a class that is absent among the rows is left out of the macro averages', () => {
  const probabilities = floats([0.7, 0.2, 0.1, 0.2, 0.7, 0.1, 0.6, 0.3, 0.1]);
  const measured = measureOnce(classificationMeasure(floats([0, 1, 1]), probabilities, 3), 3);
  assertClose(measured['roc_auc'] ?? Number.NaN, 1, TOLERANCE);
  assertClose(measured['f1'] ?? Number.NaN, 2 / 3, TOLERANCE);
});

test('of equally probable classes the last is taken, so one half is positive', () => {
  assert.equal(mostProbable(floats([0.5, 0.5]), 0, 2), 1);
  assert.equal(mostProbable(floats([0, 0.4, 0.4, 0.2]), 1, 3), 1);
  assert.equal(mostProbable(floats([0.6, 0.3, 0.1]), 0, 3), 0);
});

test('R² of equal targets is NaN even where their mean is rounded', () => {
  const actual = new Float64Array(10).fill(0.1);
  assert.equal(measureOnce(regressionMeasure(actual, actual, 0), 10)['r2'], Number.NaN);
  const oneValue = regressionMeasure(floats([1, 2, 2]), floats([1, 1, 2]), 0)(floats([0, 1, 1]));
  assert.equal(oneValue['r2'], Number.NaN);
});

test('the mean as prediction has an R² of zero, and scaling leaves R² and coverage alone', () => {
  const actual = floats([1, 2, 3, 6]);
  assertClose(measureOnce(regressionMeasure(actual, floats([3, 3, 3, 3]), 1), 4)['r2'] ?? Number.NaN, 0, TOLERANCE);
  const predicted = floats([1.5, 2, 2, 7]);
  const plain = measureOnce(regressionMeasure(actual, predicted, 0.5), 4);
  const scaled = measureOnce(
    regressionMeasure(
      actual.map((v) => v * 8),
      predicted.map((v) => v * 8),
      4,
    ),
    4,
  );
  assertMetrics(scaled, { ...plain, rmse: 8 * (plain['rmse'] ?? 0), mae: 8 * (plain['mae'] ?? 0) });
});

test('a quantile is interpolated between neighbours', () => {
  assert.equal(quantileOfSorted(floats([1, 2, 4]), 0.5), 2);
  assert.equal(quantileOfSorted(floats([1, 2, 4]), 0.75), 3);
  assert.equal(quantileOfSorted(floats([1, 2, 4]), 1), 4);
  assert.equal(quantileOfSorted(floats([]), 0.5), Number.NaN);
});

test('selection finds the k-th smallest of any values, repeated ones included', () => {
  const rng = createRng(11);
  for (let round = 0; round < 200; round += 1) {
    const values = Array.from({ length: 1 + rng.integer(30) }, () => rng.integer(10) - 5);
    const k = rng.integer(values.length);
    assert.equal(selectInPlace(floats(values), k), values.toSorted((a, b) => a - b)[k]);
  }
});

test('the conformal half-width is the ⌈(m + 1) level⌉-th smallest residual', () => {
  const residuals = floats([9, 1, 5, 3, 7, 2, 8, 4, 6, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  assert.equal(conformalHalfWidth(residuals, 0.9), 18);
  assert.equal(residuals[0], 9);
  assert.equal(conformalHalfWidth(floats([1, 2, 3]), 0.9), 3);
  assert.equal(conformalHalfWidth(floats([]), 0.9), Number.NaN);
});

test('a conformal interval covers new rows as often as its level', () => {
  const rng = createRng(12);
  let covered = 0;
  for (let round = 0; round < 2000; round += 1) {
    const residuals = floats(Array.from({ length: 29 }, () => Math.abs(rng.normal())));
    if (Math.abs(rng.normal()) <= conformalHalfWidth(residuals, 0.9)) covered += 1;
  }
  assertClose(covered / 2000, 0.9, 0.02);
});

test('a bootstrap interval of a mean is as wide as the theory says, and the seed decides it', () => {
  const rng = createRng(13);
  const values = floats(Array.from({ length: 400 }, () => rng.normal()));
  const measure = regressionMeasure(values, new Float64Array(400), 0);
  const intervals = (seed: number): ReturnType<typeof bootstrapIntervals> =>
    bootstrapIntervals(measure, 400, createRng(seed), { resamples: 400, level: 0.95 });
  const { rmse } = intervals(1);
  assert.deepEqual(intervals(1), intervals(1));
  assert.notDeepEqual(intervals(1), intervals(2));
  assertClose((rmse?.upper ?? 0) - (rmse?.lower ?? 0), (2 * 1.96) / Math.sqrt(800), 0.03);
  assert.ok((rmse?.lower ?? 2) < 1 && (rmse?.upper ?? 0) > 0.9);
});

function rarelyMeasurable(weights: Float64Array): MetricValues {
  return { rare: at(weights, 0) > 2 ? 1 : Number.NaN, always: 1 };
}

test('intervals of thinned rows are as wide, and lie as, those of all', () => {
  const rng = createRng(14);
  const rows = 6000;
  // One row in twenty is positive, and scored higher.
  const codes = floats(Array.from({ length: rows }, () => Number(rng.uniform() < 0.05)));
  const probabilities = new Float64Array(2 * rows);
  codes.forEach((code, r) => {
    probabilities[2 * r + 1] = 1 / (1 + Math.exp(3 - code - rng.normal()));
    probabilities[2 * r] = 1 - at(probabilities, 2 * r + 1);
  });
  const target = { values: codes, classCount: 2 };
  const options = { resamples: 300, level: 0.95 };
  const measure = classificationMeasure(codes, probabilities, 2);
  const whole = bootstrapIntervals(measure, rows, createRng(1), options);
  const { rows: kept, counts } = thinRows(target, 2000, createRng(2));
  const positives = kept.filter((row) => at(codes, row) === 1);
  assert.equal(
    positives.length,
    codes.reduce((sum, code) => sum + code, 0),
  );
  assert.equal(kept.length, 1000 + positives.length);
  assertClose(
    counts.reduce((sum, count) => sum + count, 0),
    rows,
    1e-12,
  );
  const taken = Float64Array.from(kept, (row) => at(codes, row));
  const { data } = takeMatrixRows(matrixOf(rows, 2, probabilities), kept);
  const thinned = littleBootstrapIntervals(
    classificationMeasure(taken, data, 2),
    counts,
    measureOnce(measure, rows),
    createRng(3),
    options,
  );
  for (const metric of ['roc_auc', 'log_loss', 'brier'] as const) {
    const [a, b] = [thinned[metric] ?? assert.fail(), whole[metric] ?? assert.fail()];
    assertClose((a.upper - a.lower) / (b.upper - b.lower), 1, 0.25, metric);
    assertClose((a.lower - b.lower) / (b.upper - b.lower), 0, 0.25, metric);
  }
});

test('numbers are thinned as one class, and a large count is drawn about its mean', () => {
  const rng = createRng(15);
  const values = floats(Array.from({ length: 5000 }, () => rng.normal()));
  const { rows, counts } = thinRows({ values, classCount: 0 }, 50, rng);
  assert.equal(rows.length, 50);
  assert.deepEqual(new Set(counts), new Set([100]));
  let smallest = Number.POSITIVE_INFINITY;
  const totals = (weights: Float64Array): MetricValues => {
    smallest = Math.min(smallest, ...weights);
    return { total: weights.reduce((sum, weight) => sum + weight, 0) };
  };
  const { total } = littleBootstrapIntervals(totals, counts, { total: 6000 }, rng, { resamples: 400, level: 0.95 });
  assertClose((total?.upper ?? 0) - (total?.lower ?? 0), 2 * 1.96 * Math.sqrt(5000), 0.2);
  assertClose(((total?.lower ?? 0) + (total?.upper ?? 0)) / 2, 6000, 0.01);
  assert.ok(smallest > 40);
});

test('a metric that most draws cannot measure has no interval', () => {
  const intervals = bootstrapIntervals(rarelyMeasurable, 10, createRng(1), { resamples: 50, level: 0.9 });
  assert.deepEqual(intervals, { always: { lower: 1, upper: 1 } });
});
