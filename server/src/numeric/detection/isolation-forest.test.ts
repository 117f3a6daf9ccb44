import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readContainer, writeContainer } from '../artifact/container.ts';
import { fieldsOf } from '../artifact/fields.ts';
import type { Features } from '../estimators/estimator.ts';
import { matrixOf, zeroMatrix } from '../matrix/matrix.ts';
import { createRng } from '../rng/rng.ts';
import { assertAllClose, assertClose, numericErrorOf } from '../testing/assertions.ts';
import { normalMatrix, snapshot } from '../testing/synthetic-data.ts';
import {
  explainIsolation,
  fitIsolationForest,
  isolationForestHyperparameters,
  meanPathLength,
  readIsolationForest,
  scoreIsolation,
} from './isolation-forest.ts';

/** 500 usual rows, and a last one far away. */
function withOutlier(): Features {
  const x = normalMatrix(501, 3, createRng(1));
  x.data.set([8, -8, 8], 1500);
  return x;
}

test('mean path lengths are those of Liu, Ting & Zhou', () => {
  assertAllClose([0, 1, 2, 256].map(meanPathLength), [0, 0, 1, 10.244_770_920_116_851], 1e-12);
});

test('what lies far away has the highest score, the usual ones lie below a half', () => {
  const x = withOutlier();
  const scores = scoreIsolation(fitIsolationForest(x, {}, createRng(2)), x);
  assert.equal(scores.indexOf(Math.max(...scores)), 500);
  assert.ok((scores[500] ?? 0) > 0.7);
  assert.ok(scores.filter((score) => score < 0.5).length > 300);
  assert.ok(scores.every((score) => score > 0 && score <= 1));
});

test('the same bytes from the same seed, inputs unchanged, and back from the bytes', () => {
  const x = withOutlier();
  const before = snapshot(x);
  const model = fitIsolationForest(x, { trees: 20 }, createRng(3));
  const bytes = writeContainer(1, model);
  assert.deepEqual(writeContainer(1, fitIsolationForest(x, { trees: 20 }, createRng(3))), bytes);
  assert.notDeepEqual(writeContainer(1, fitIsolationForest(x, { trees: 20 }, createRng(4))), bytes);
  assert.deepEqual(readIsolationForest(fieldsOf(readContainer(1, bytes), 'model'), 3), model);
  assert.deepEqual(snapshot(x), before);
  numericErrorOf('artifact_corrupted', () => readIsolationForest(fieldsOf({ ...model, sampleRows: 0 }, 'model'), 3));
});

test('missing values go with the majority, and an outlier in a category is found', () => {
  const rng = createRng(5);
  const rows = 300;
  const data = Float64Array.from({ length: rows * 2 }, (_, i) => (i % 2 === 0 ? rng.normal() : rng.integer(2)));
  data[0] = Number.NaN;
  data[3] = Number.NaN;
  data[rows * 2 - 1] = 2;
  const x = { rows, columns: 2, data, categoryCounts: Int32Array.of(0, 3) };
  const model = fitIsolationForest(x, { sample_rows: 300 }, createRng(6));
  const scores = scoreIsolation(model, x);
  assert.ok((scores[0] ?? 1) < 0.6 && (scores[1] ?? 1) < 0.6);
  assert.ok(scores.indexOf(Math.max(...scores)) === rows - 1 || (scores[rows - 1] ?? 0) > 0.6);
  assert.ok(scoreIsolation(model, matrixOf(1, 2, Float64Array.of(Number.NaN, 99))).every(Number.isFinite));
});

test('contributions sum to the mean path length', () => {
  const x = withOutlier();
  const model = fitIsolationForest(x, { trees: 25 }, createRng(7));
  const row = x.data.slice(1500);
  const { baseValues, contributions } = explainIsolation(model, row);
  const length = contributions.reduce((sum, value) => sum + value, baseValues[0] ?? 0);
  const score = scoreIsolation(model, matrixOf(1, 3, row))[0] ?? 0;
  assertClose(2 ** (-length / meanPathLength(model.sampleRows)), score, 1e-10);
  assert.ok(contributions.every((value) => value < 0));
});

test('constant rows, one row, no columns: nothing stands out', () => {
  const constant = zeroMatrix(50, 2);
  const scores = scoreIsolation(fitIsolationForest(constant, {}, createRng(8)), constant);
  assert.ok(scores.every((score) => score === scores[0] && Math.abs(score - 0.5) < 1e-12));
  const one = zeroMatrix(1, 2);
  assert.deepEqual(scoreIsolation(fitIsolationForest(one, {}, createRng(8)), one), Float64Array.of(0.5));
  const bare = zeroMatrix(10, 0);
  assert.equal(scoreIsolation(fitIsolationForest(bare, {}, createRng(8)), bare).length, 10);
});

test('what cannot be learnt from is refused, a stop is heeded, the bounds of hyperparameters are allowed', () => {
  const x = withOutlier();
  numericErrorOf('too_few_rows', () => fitIsolationForest(zeroMatrix(0, 3), {}, createRng(1)));
  numericErrorOf('not_finite', () => fitIsolationForest(matrixOf(1, 1, Float64Array.of(1 / 0)), {}, createRng(1)));
  numericErrorOf('shape_mismatch', () => fitIsolationForest({ ...x, data: x.data.slice(1) }, {}, createRng(1)));
  numericErrorOf('unknown_hyperparameter', () => fitIsolationForest(x, { depth: 1 }, createRng(1)));
  numericErrorOf('invalid_hyperparameter', () => fitIsolationForest(x, { trees: 1.5 }, createRng(1)));
  numericErrorOf('stopped', () => fitIsolationForest(x, {}, createRng(1), () => true));
  const model = fitIsolationForest(x, { trees: 2 }, createRng(1));
  numericErrorOf('shape_mismatch', () => scoreIsolation(model, zeroMatrix(1, 4)));
  for (const { name, min } of isolationForestHyperparameters) fitIsolationForest(x, { [name]: min }, createRng(1));
});
