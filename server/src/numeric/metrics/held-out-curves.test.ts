import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../rng/rng.ts';
import { assertClose } from '../testing/assertions.ts';
import { outcomesByPrediction, reliabilityBins, rocCurve } from './held-out-curves.ts';
import { rocAucOf } from './roc-auc.ts';

const floats = (values: number[]) => Float64Array.from(values);
const rng = createRng(11);

/** Scores of one digit tie often. */
const cases = [3, 40, 500, 5000].flatMap((length) =>
  [1, 6].map((digits) => {
    const scores = floats(Array.from({ length }, () => Number(rng.uniform().toFixed(digits))));
    const positives = scores.map((score, i) => (i === 0 ? 1 : i === 1 ? 0 : Number(rng.uniform() < score)));
    return { scores, positives };
  }),
);

test('a ROC curve counts at every threshold what a look at all rows counts, ends at (1, 1) and keeps to its size', () => {
  for (const { scores, positives } of cases) {
    const total = positives.filter((each) => each === 1).length;
    const points = rocCurve(scores, positives, 50);
    assert.ok(points.length <= 50 && points.length >= Math.min(2, new Set(scores).size));
    for (const { threshold, falsePositiveRate, truePositiveRate } of points) {
      const above = [...scores.keys()].filter((row) => (scores[row] ?? 0) >= threshold);
      const hits = above.filter((row) => positives[row] === 1).length;
      assert.equal(truePositiveRate, hits / total);
      assert.equal(falsePositiveRate, (above.length - hits) / (scores.length - total));
    }
    assert.deepEqual([points.at(-1)?.falsePositiveRate, points.at(-1)?.truePositiveRate], [1, 1]);
  }
});

test('the area beneath the points that are kept is near that of the whole curve', () => {
  for (const { scores, positives } of cases) {
    const points = [{ falsePositiveRate: 0, truePositiveRate: 0 }, ...rocCurve(scores, positives, 50)];
    const area = points.slice(1).reduce((sum, point, i) => {
      const before = points[i] ?? point;
      const height = (point.truePositiveRate + before.truePositiveRate) / 2;
      return sum + (point.falsePositiveRate - before.falsePositiveRate) * height;
    }, 0);
    assertClose(area, rocAucOf(scores, positives)(scores.map(() => 1)), 2e-3);
  }
});

test('without rows of both kinds there is no ROC curve', () => {
  assert.deepEqual(rocCurve(floats([0.1, 0.2]), floats([1, 1]), 50), []);
  assert.deepEqual(rocCurve(floats([]), floats([]), 50), []);
});

test('reliability counts rows by stretch; a probability of one belongs to the last', () => {
  const bins = reliabilityBins(floats([0, 0.05, 0.35, 1, 0.95]), floats([0, 1, 0, 1, 1]), 10);
  assert.deepEqual(
    bins.map(({ rows, share }) => [rows, share]),
    [
      [2, 0.5],
      [1, 0],
      [2, 1],
    ],
  );
  assertClose(bins[0]?.probability ?? 0, 0.025, 1e-12);
  assertClose(bins[2]?.probability ?? 0, 0.975, 1e-12);
});

const bin = (hits: number, rows: number) => {
  const [found] = reliabilityBins(
    new Float64Array(rows).fill(0.4),
    Float64Array.from({ length: rows }, (_, i) => Number(i < hits)),
    1,
  );
  return found;
};

test('the interval of a share is that of Wilson', () => {
  // Newcombe 1998, table I: 81 of 263 and 0 of 20, method 3.
  assertClose(bin(81, 263)?.lower ?? 0, 0.2553, 5e-5);
  assertClose(bin(81, 263)?.upper ?? 0, 0.3662, 5e-5);
  assertClose(bin(0, 20)?.lower ?? 1, 0, 1e-12);
  assertClose(bin(0, 20)?.upper ?? 0, 0.1611, 5e-5);
});

test('outcomes by prediction hold every row once, in the order of the predictions', () => {
  const predictions = floats(Array.from({ length: 103 }, () => rng.uniform() * 100));
  const actual = predictions.map((value) => value + rng.uniform());
  const bins = outcomesByPrediction(predictions, actual, 20);
  assert.equal(bins.length, 20);
  const sorted = [...predictions.keys()].toSorted((a, b) => (predictions[a] ?? 0) - (predictions[b] ?? 0));
  let from = 0;
  for (const { rows, predicted, actual: came, lower, upper } of bins) {
    const own = sorted.slice(from, from + rows);
    from += rows;
    assert.ok(rows === 5 || rows === 6);
    assertClose(predicted, own.reduce((sum, row) => sum + (predictions[row] ?? 0), 0) / rows, 1e-9);
    assertClose(came, own.reduce((sum, row) => sum + (actual[row] ?? 0), 0) / rows, 1e-9);
    assert.ok(lower <= came && came <= upper);
  }
  assert.equal(from, 103);
  assert.equal(outcomesByPrediction(floats([1, 2]), floats([1, 2]), 20).length, 2);
  assert.deepEqual(outcomesByPrediction(floats([]), floats([]), 20), []);
});
