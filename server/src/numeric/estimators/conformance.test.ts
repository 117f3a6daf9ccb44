import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readContainer, writeContainer } from '../artifact/container.ts';
import { type Matrix, matrixOf, zeroMatrix } from '../matrix/matrix.ts';
import { createRng } from '../rng/rng.ts';
import { assertAllClose, numericErrorOf } from '../testing/assertions.ts';
import { linearScores, normalMatrix, snapshot } from '../testing/synthetic-data.ts';
import { baseline } from './baseline.ts';
import type { Estimator, FittedModel, Target } from './estimator.ts';
import { estimators, predictModel } from './registry.ts';

interface Subject {
  readonly estimator: Estimator<FittedModel>;
  readonly classCount: number;
}

const SUBJECTS: readonly Subject[] = [
  { estimator: estimators.logistic_regression, classCount: 2 },
  { estimator: estimators.logistic_regression, classCount: 4 },
  { estimator: estimators.linear_regression, classCount: 0 },
  { estimator: estimators.ridge, classCount: 0 },
  { estimator: baseline, classCount: 2 },
  { estimator: baseline, classCount: 0 },
];

const ROWS = 60;
const COLUMNS = 3;

function alwaysStop(): boolean {
  return true;
}

function trainingData(classCount: number): { x: Matrix; y: Target } {
  const rng = createRng(100 + classCount);
  const x = normalMatrix(ROWS, COLUMNS, rng);
  const scores = linearScores(x, [1, -0.5, 0.2], 0).map((score) => score + rng.normal());
  if (classCount === 0) return { x, y: { values: scores, classCount } };
  const order = Float64Array.from(scores).toSorted();
  return {
    x,
    y: { values: scores.map((score) => Math.floor((order.indexOf(score) * classCount) / ROWS)), classCount },
  };
}

for (const { estimator, classCount } of SUBJECTS) {
  const { kind } = estimator;
  const { x, y } = trainingData(classCount);
  const width = Math.max(1, classCount);
  const fit = (): FittedModel => estimator.fit(x, y, {}, createRng(5));

  const title = `${kind} with ${classCount} classes`;
  test(`${title}: the same data and seed give the same bytes`, () => {
    assert.deepEqual(writeContainer(1, fit()), writeContainer(1, fit()));
    assert.equal(fit().kind, kind);
  });

  test(`${title}: neither fit nor predict changes its inputs`, () => {
    const params = {};
    const model = fit();
    const before = snapshot({ x, y, params, model });
    estimator.fit(x, y, params, createRng(5));
    estimator.predict(model, x);
    assert.deepEqual(snapshot({ x, y, params, model }), before);
  });

  test(`${title}: a model comes back from its bytes as it was, and predicts to the bit the same`, () => {
    const model = fit();
    const bytes = writeContainer(1, model);
    const back = readContainer(1, bytes);
    assert.deepEqual(back, model);
    assert.deepEqual(writeContainer(1, Object(back)), bytes);
  });

  test(`${title}: predictions are finite, and probabilities sum to one`, () => {
    const predictions = estimator.predict(fit(), x);
    assert.equal(predictions.length, ROWS * width);
    assert.ok(predictions.every((value) => Number.isFinite(value)));
    if (classCount === 0) return;
    assert.ok(predictions.every((value) => value >= 0 && value <= 1));
    for (let r = 0; r < ROWS; r += 1) {
      assertAllClose([predictions.subarray(r * width, (r + 1) * width).reduce((sum, p) => sum + p, 0)], [1], 1e-12);
    }
  });

  test(`${title}: predictions go into the buffer that is given, and are those of the registry`, () => {
    const model = fit();
    const out = new Float64Array(ROWS * width).fill(Number.NaN);
    assert.equal(estimator.predict(model, x, out), out);
    assert.deepEqual(out, predictModel(model, x));
  });

  test(`${title}: a row is predicted alike alone and among others`, () => {
    const model = fit();
    const all = estimator.predict(model, x);
    const last = matrixOf(1, COLUMNS, x.data.slice((ROWS - 1) * COLUMNS));
    assert.deepEqual(estimator.predict(model, last), all.slice((ROWS - 1) * width));
  });

  test(`${title}: no rows give no predictions, and NaN in a row gives NaN but for the baseline`, () => {
    const model = fit();
    assert.equal(estimator.predict(model, zeroMatrix(0, COLUMNS)).length, 0);
    const broken = estimator.predict(model, matrixOf(1, COLUMNS, Float64Array.of(1, Number.NaN, 1)));
    assert.ok(broken.every((value) => Number.isNaN(value) === (kind !== 'baseline')));
  });

  test(`${title}: a stop is heeded, but for the baseline, which is done at once`, () => {
    if (kind === 'baseline') assert.deepEqual(estimator.fit(x, y, {}, createRng(5), alwaysStop), fit());
    else numericErrorOf('stopped', () => estimator.fit(x, y, {}, createRng(5), alwaysStop));
  });

  test(`${title}: no rows cannot be fitted`, () => {
    const none: Target = { values: new Float64Array(0), classCount };
    numericErrorOf('too_few_rows', () => estimator.fit(zeroMatrix(0, COLUMNS), none, {}, createRng(1)));
  });

  test(`${title}: NaN and infinity are refused, in features and in the target`, () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const data = Float64Array.from(x.data);
      data[4] = bad;
      const { params } = numericErrorOf('not_finite', () =>
        estimator.fit(matrixOf(ROWS, COLUMNS, data), y, {}, createRng(1)),
      );
      assert.deepEqual(params, { what: 'x', index: 4 });
      const values = Float64Array.from(y.values);
      values[2] = bad;
      numericErrorOf('not_finite', () => estimator.fit(x, { values, classCount }, {}, createRng(1)));
    }
  });

  test(`${title}: wrong shapes are refused`, () => {
    const short: Target = { values: y.values.slice(1), classCount };
    numericErrorOf('shape_mismatch', () => estimator.fit(x, short, {}, createRng(1)));
    const torn: Matrix = { rows: ROWS, columns: COLUMNS, data: x.data.slice(1) };
    numericErrorOf('shape_mismatch', () => estimator.fit(torn, y, {}, createRng(1)));
    const model = fit();
    numericErrorOf('shape_mismatch', () => estimator.predict(model, zeroMatrix(2, COLUMNS + 1)));
    numericErrorOf('shape_mismatch', () => estimator.predict(model, torn));
    numericErrorOf('shape_mismatch', () => estimator.predict(model, x, new Float64Array(1)));
  });

  test(`${title}: unknown hyperparameters and values out of range are refused, the bounds are allowed`, () => {
    numericErrorOf('unknown_hyperparameter', () => estimator.fit(x, y, { depth: 3 }, createRng(1)));
    for (const { name, min, max, defaultValue, grid } of estimator.hyperparameters) {
      for (const bad of [min / 2, max * 2, Number.NaN]) {
        numericErrorOf('invalid_hyperparameter', () => estimator.fit(x, y, { [name]: bad }, createRng(1)));
      }
      for (const good of [min, max]) estimator.fit(x, y, { [name]: good }, createRng(1));
      assert.ok(grid.includes(defaultValue) && grid.every((value) => value >= min && value <= max));
      assert.deepEqual(
        grid,
        grid.toSorted((a, b) => b - a),
      );
    }
  });

  test(`${title}: codes that are no class, and classes without rows, are refused`, () => {
    if (classCount === 0) return;
    for (const bad of [-1, 0.5, classCount]) {
      const values = Float64Array.from(y.values);
      values[0] = bad;
      numericErrorOf('shape_mismatch', () => estimator.fit(x, { values, classCount }, {}, createRng(1)));
    }
    const more: Target = { values: y.values, classCount: classCount + 1 };
    numericErrorOf('class_too_small', () => estimator.fit(x, more, {}, createRng(1)));
  });
}
