import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readContainer, writeContainer } from '../artifact/container.ts';
import { fieldsOf } from '../artifact/fields.ts';
import { type Matrix, matrixOf, zeroMatrix } from '../matrix/matrix.ts';
import type { NumericErrorCode } from '../numeric-error.ts';
import { createRng } from '../rng/rng.ts';
import { assertAllClose, numericErrorOf } from '../testing/assertions.ts';
import { linearScores, normalMatrix, snapshot } from '../testing/synthetic-data.ts';
import { baseline } from './baseline.ts';
import type { Estimator, Features, FittedModel, Target } from './estimator.ts';
import { estimatorKinds, estimators } from './registry.ts';
import { writeSoftmax } from './score-loss.ts';
import { takeFeatureRows, takeTarget } from './training-rows.ts';

// Whatever is entered in the registry is examined here, with two classes, four classes and numbers as its tasks say.

interface Subject {
  readonly estimator: Estimator<FittedModel>;
  readonly classCount: number;
}

const ALL: readonly Estimator<FittedModel>[] = [...estimatorKinds.map((kind) => estimators[kind]), baseline];

const SUBJECTS = ALL.flatMap((estimator): Subject[] =>
  estimator.tasks.flatMap((task) =>
    (task === 'classification' ? [2, 4] : [0]).map((classCount) => ({ estimator, classCount })),
  ),
);

const ROWS = 60;
const COLUMNS = 4;
const CATEGORIES = 3;

function alwaysStop(): boolean {
  return true;
}

/** For trees the last column holds categories, and a few values are missing. */
function trainingData(design: 'linear' | 'tree', classCount: number): { x: Features; y: Target } {
  const rng = createRng(100 + classCount);
  const x = normalMatrix(ROWS, COLUMNS, rng);
  const scores = linearScores(x, [1, -0.5, 0.2, 0], 0).map((score) => score + rng.normal());
  const order = Float64Array.from(scores).toSorted();
  const values =
    classCount === 0 ? scores : scores.map((score) => Math.floor((order.indexOf(score) * classCount) / ROWS));
  if (design === 'linear') return { x, y: { values, classCount } };
  for (let r = 0; r < ROWS; r += 1) x.data[r * COLUMNS + 3] = r % CATEGORIES;
  for (let i = 0; i < x.data.length; i += 17) x.data[i] = Number.NaN;
  return { x: { ...x, categoryCounts: Int32Array.of(0, 0, 0, CATEGORIES) }, y: { values, classCount } };
}

for (const { estimator, classCount } of SUBJECTS) {
  const { kind, design } = estimator;
  const { x, y } = trainingData(design, classCount);
  const width = Math.max(1, classCount);
  const fit = (): FittedModel => estimator.fit(x, y, {}, createRng(5));

  const title = `${kind} with ${classCount} classes`;
  test(`${title}: its kind is its name in the registry`, () => {
    assert.ok(kind === 'baseline' || estimatorKinds.some((name) => name === kind && estimators[name] === estimator));
  });

  test(`${title}: a task that it does not answer is refused`, () => {
    const other = trainingData(design, classCount > 0 ? 0 : 2);
    if (estimator.tasks.length > 1) return;
    numericErrorOf('algorithm_does_not_fit_task', () => estimator.fit(x, other.y, {}, createRng(1)));
  });

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

  test(`${title}: a model comes back from its bytes as it was, to the byte`, () => {
    const model = fit();
    const bytes = writeContainer(1, model);
    const back = estimator.read(fieldsOf(readContainer(1, bytes), 'model'), { classCount, featureCount: COLUMNS });
    assert.deepEqual(back, model);
    assert.deepEqual(writeContainer(1, back), bytes);
    assert.deepEqual(estimator.predict(back, x), estimator.predict(model, x));
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

  test(`${title}: predictions go into the buffer that is given`, () => {
    const model = fit();
    const out = new Float64Array(ROWS * width).fill(Number.NaN);
    assert.equal(estimator.predict(model, x, out), out);
    assert.deepEqual(out, estimator.predict(model, x));
  });

  test(`${title}: a row is predicted alike alone and among others`, () => {
    const model = fit();
    const all = estimator.predict(model, x);
    const last = matrixOf(1, COLUMNS, x.data.slice((ROWS - 1) * COLUMNS));
    assert.deepEqual(estimator.predict(model, last), all.slice((ROWS - 1) * width));
  });

  test(`${title}: no rows give no predictions; NaN in a row gives NaN, but to trees and the baseline it is a value`, () => {
    const model = fit();
    assert.equal(estimator.predict(model, zeroMatrix(0, COLUMNS)).length, 0);
    const broken = estimator.predict(model, matrixOf(1, COLUMNS, Float64Array.of(1, Number.NaN, 1, 1)));
    assert.ok(broken.every((value) => Number.isNaN(value) === (design === 'linear' && kind !== 'baseline')));
  });

  test(`${title}: a stop is heeded, but for the baseline, which is done at once`, () => {
    if (kind === 'baseline') assert.deepEqual(estimator.fit(x, y, {}, createRng(5), alwaysStop), fit());
    else numericErrorOf('stopped', () => estimator.fit(x, y, {}, createRng(5), alwaysStop));
  });

  test(`${title}: no rows cannot be fitted`, () => {
    const none: Target = { values: new Float64Array(0), classCount };
    numericErrorOf('too_few_rows', () => estimator.fit(zeroMatrix(0, COLUMNS), none, {}, createRng(1)));
  });

  test(`${title}: infinity is refused, and NaN, which only trees take in features`, () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const data = Float64Array.from(x.data);
      data[4] = bad;
      if (design === 'linear' || bad === Number.POSITIVE_INFINITY) {
        const { params } = numericErrorOf('not_finite', () => estimator.fit({ ...x, data }, y, {}, createRng(1)));
        assert.deepEqual(params, { what: 'x', index: 4 });
      }
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
      for (const bad of [min > 0 ? min / 2 : min - 1, max * 2, Number.NaN]) {
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

  test(`${title}: the parts of the scores sum to what is predicted`, () => {
    const model = fit();
    const predictions = estimator.predict(model, x);
    for (let r = 0; r < ROWS; r += 7) {
      const { baseValues, contributions } = estimator.explain(model, x.data.slice(r * COLUMNS, (r + 1) * COLUMNS));
      assert.deepEqual([baseValues.length, contributions.length % COLUMNS], [classCount === 2 ? 1 : width, 0]);
      const scores = baseValues.map((base, k) =>
        contributions.subarray(k * COLUMNS, (k + 1) * COLUMNS).reduce((sum, part) => sum + part, base),
      );
      const row = predictions.subarray(r * width, (r + 1) * width);
      if (classCount === 0 || estimator.scoreUnit === 'probability') {
        assertAllClose(scores, classCount === 2 ? row.subarray(1) : row, 1e-9);
        continue;
      }
      const odds = classCount === 2 ? Float64Array.of(0, scores[0] ?? 0) : scores;
      const softmax = new Float64Array(width);
      writeSoftmax(odds, 0, width, softmax);
      assertAllClose(softmax, row, 1e-9);
    }
  });

  test(`${title}: whole weights count like repeated rows would, and a weight of 0 like no row`, () => {
    const weights = y.values.map((_, r) => (r % 5 === 0 ? 0 : 1));
    const kept = Int32Array.from({ length: ROWS }, (_, r) => r).filter((r) => r % 5 !== 0);
    const weighted = estimator.fit(x, { ...y, weights }, {}, createRng(5));
    const reduced = estimator.fit(takeFeatureRows(x, kept), takeTarget(y, kept), {}, createRng(5));
    if (design === 'linear') assertAllClose(estimator.predict(weighted, x), estimator.predict(reduced, x), 1e-5);
    else assert.notDeepEqual(estimator.predict(weighted, x), estimator.predict(fit(), x));
    const ones = estimator.fit(x, { ...y, weights: weights.fill(1) }, {}, createRng(5));
    assertAllClose(estimator.predict(ones, x), estimator.predict(fit(), x), 1e-9);
  });

  test(`${title}: weights that are too few, negative, not finite or all 0 are refused`, () => {
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- it takes estimator, x and y of the loop
    const refuse = (code: NumericErrorCode, weights: Float64Array): void => {
      numericErrorOf(code, () => estimator.fit(x, { ...y, weights }, {}, createRng(1)));
    };
    refuse('shape_mismatch', new Float64Array(3).fill(1));
    refuse('invalid_weights', new Float64Array(ROWS));
    refuse('invalid_weights', new Float64Array(ROWS).fill(1).fill(-1, 0, 1));
    refuse('not_finite', new Float64Array(ROWS).fill(1).fill(Number.NaN, 0, 1));
  });

  test(`${title}: constant columns, no columns and more columns than rows are learnt from`, () => {
    const shapes: Features[] = [
      matrixOf(ROWS, 2, new Float64Array(2 * ROWS).fill(3)),
      zeroMatrix(ROWS, 0),
      normalMatrix(ROWS, 2 * ROWS, createRng(9)),
    ];
    for (const shape of shapes) {
      const model = estimator.fit(shape, y, {}, createRng(1));
      const predictions = estimator.predict(model, shape);
      assert.ok(predictions.every((value) => Number.isFinite(value)));
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
