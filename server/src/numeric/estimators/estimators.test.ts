import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at } from '../element.ts';
import { type Matrix, matrixOf, zeroMatrix } from '../matrix/matrix.ts';
import { createRng } from '../rng/rng.ts';
import { assertAllClose, assertClose, numericErrorOf } from '../testing/assertions.ts';
import { linearScores, normalMatrix } from '../testing/synthetic-data.ts';
import { baseline } from './baseline.ts';
import type { Target } from './estimator.ts';
import fixtures from './fixtures/estimator-fixtures.json' with { type: 'json' };
import { elasticNet } from './elastic-net.ts';
import { linearRegression, ridge } from './linear-regression.ts';
import { logisticRegression, logisticScores } from './logistic-regression.ts';
import { sigmoid, softplus } from './score-loss.ts';

const rng = createRng(0);

interface Fixture {
  readonly rows: number;
  readonly columns: number;
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly classCount: number;
  readonly weights?: readonly number[];
}

function dataOf(fixture: Fixture): { x: Matrix; y: Target } {
  return {
    x: matrixOf(fixture.rows, fixture.columns, Float64Array.from(fixture.x)),
    y: {
      values: Float64Array.from(fixture.y),
      classCount: fixture.classCount,
      ...(fixture.weights === undefined ? {} : { weights: Float64Array.from(fixture.weights) }),
    },
  };
}

for (const fixture of fixtures.logistic_regression) {
  test(`logistic regression equals scikit-learn's: ${fixture.name}`, () => {
    const { x, y } = dataOf(fixture);
    const model = logisticRegression.fit(x, y, fixture.params, rng);
    assert.ok(model.converged);
    assertAllClose(model.coefficients, fixture.coefficients, 1e-6);
    assertAllClose(model.intercepts, fixture.intercepts, 1e-5);
    assertAllClose(logisticRegression.predict(model, x), fixture.predictions, 1e-6);
  });
}

for (const [name, estimator] of [
  ['linear_regression', linearRegression],
  ['ridge', ridge],
] as const) {
  for (const fixture of fixtures[name]) {
    test(`${name} equals scikit-learn's: ${fixture.name}`, () => {
      const { x, y } = dataOf(fixture);
      const model = estimator.fit(x, y, fixture.params, rng);
      assertAllClose(model.coefficients, fixture.coefficients, 1e-9);
      assertAllClose([model.intercept], fixture.intercepts, 1e-9);
      assertAllClose(estimator.predict(model, x), fixture.predictions, 1e-9);
    });
  }
}

for (const fixture of fixtures.elastic_net) {
  test(`elastic net equals scikit-learn's on standardised data: ${fixture.name}`, () => {
    const { x, y } = dataOf(fixture);
    const model = elasticNet.fit(x, y, fixture.params, rng);
    assertAllClose(model.coefficients, fixture.coefficients, 1e-6);
    assertAllClose([model.intercept], fixture.intercepts, 1e-6);
    assertAllClose(elasticNet.predict(model, x), fixture.predictions, 1e-6);
    assert.deepEqual(
      [...model.coefficients].map((w) => w === 0),
      fixture.coefficients.map((w) => w === 0),
    );
  });
}

test('elastic net: warm starts along a path end where cold starts do, and a constant target gives its mean', () => {
  const x = normalMatrix(80, 6, createRng(3));
  const y: Target = { values: linearScores(x, [3, -2, 0, 0, 1, 0], 4), classCount: 0 };
  const fit = elasticNet.prepare(x, y, rng);
  for (const alpha of [0.5, 0.1, 0.01, 0.3]) {
    const warm = fit({ alpha, l1_ratio: 0.7 });
    assertAllClose(warm.coefficients, elasticNet.fit(x, y, { alpha, l1_ratio: 0.7 }, rng).coefficients, 1e-7);
  }
  const flat = elasticNet.fit(x, { values: new Float64Array(80).fill(7), classCount: 0 }, {}, rng);
  assert.deepEqual([flat.intercept, ...flat.coefficients], [7, 0, 0, 0, 0, 0, 0]);
});

/** Slope of the penalised loss at the model: zero at the minimum. */
function lossSlope(x: Matrix, y: Target, l2: number): number {
  const model = logisticRegression.fit(x, y, { l2 }, rng);
  const outputs = model.intercepts.length;
  const p = logisticRegression.predict(model, x);
  let largest = 0;
  for (let k = 0; k < outputs; k += 1) {
    const code = outputs === 1 ? 1 : k;
    for (let c = 0; c <= x.columns; c += 1) {
      let slope = c < x.columns ? l2 * at(model.coefficients, k * x.columns + c) : 0;
      for (let r = 0; r < x.rows; r += 1) {
        const error = at(p, r * y.classCount + code) - (at(y.values, r) === code ? 1 : 0);
        slope += error * (c < x.columns ? at(x.data, r * x.columns + c) : 1);
      }
      largest = Math.max(largest, Math.abs(slope));
    }
  }
  return largest;
}

test('the slope of the loss is zero at the logistic minimum, with few weights and with many', () => {
  for (const [rows, columns] of [
    [400, 5],
    [300, 160],
  ] as const) {
    const stream = createRng(columns);
    const x = normalMatrix(rows, columns, stream);
    const scores = linearScores(x, [1, -1, 0.5], 0.3);
    const values = scores.map((score) => (stream.uniform() < sigmoid(score) ? 1 : 0));
    assertClose(lossSlope(x, { values, classCount: 2 }, 2), 0, 1e-5);
  }
});

test('the slope of the loss is zero at the multinomial minimum, whose weights sum to zero over the classes', () => {
  const stream = createRng(8);
  const x = normalMatrix(400, 4, stream);
  const values = linearScores(x, [1, -1, 0.5, 0], 0).map((score) =>
    Math.min(3, Math.max(0, Math.round(score + stream.normal() + 1.5))),
  );
  const y: Target = { values, classCount: 4 };
  assertClose(lossSlope(x, y, 1), 0, 1e-4);
  const model = logisticRegression.fit(x, y, {}, rng);
  for (let c = 0; c < 4; c += 1) {
    assertClose(
      [0, 1, 2, 3].reduce((sum, k) => sum + at(model.coefficients, k * 4 + c), 0),
      0,
      1e-12,
    );
  }
  assertClose(
    model.intercepts.reduce((sum, value) => sum + value, 0),
    0,
    1e-12,
  );
});

test('separable data converges under the weakest penalty, two classes and several', () => {
  const x = matrixOf(
    30,
    1,
    Float64Array.from({ length: 30 }, (_, r) => r - 14.5),
  );
  const two = x.data.map((value) => (value > 0 ? 1 : 0));
  const model = logisticRegression.fit(x, { values: two, classCount: 2 }, { l2: 1e-6 }, rng);
  assert.ok(model.converged && Number.isFinite(at(model.coefficients, 0)) && at(model.coefficients, 0) > 1);
  const three = x.data.map((value) => (value < -5 ? 0 : value < 5 ? 1 : 2));
  const several = logisticRegression.fit(x, { values: three, classCount: 3 }, { l2: 1e-6 }, rng);
  assert.ok(several.converged && several.coefficients.every((value) => Number.isFinite(value)));
});

test('a huge constant column, which hides the intercept from Newton, does no harm', () => {
  const stream = createRng(21);
  const x = normalMatrix(200, 2, stream);
  const values = x.data.filter((_, i) => i % 2 === 0).map((value) => (stream.uniform() < sigmoid(value) ? 1 : 0));
  for (let r = 0; r < 200; r += 1) x.data[2 * r + 1] = 1e9;
  const model = logisticRegression.fit(x, { values, classCount: 2 }, {}, rng);
  const p = logisticRegression.predict(model, x);
  const positives = values.reduce((sum, value) => sum + value, 0);
  assertClose(
    p.filter((_, i) => i % 2 === 1).reduce((sum, value) => sum + value, 0),
    positives,
    1e-4,
  );
});

test('a bad start overshoots, and halved steps bring it back', () => {
  const x = matrixOf(8, 1, Float64Array.of(-40, -1, -0.5, 0.2, 0.3, 0.8, 1, 60));
  const y: Target = { values: Float64Array.of(1, 0, 1, 0, 1, 0, 1, 0), classCount: 2 };
  assertClose(lossSlope(x, y, 1e-4), 0, 1e-6);
});

test('features without anything to say leave the class shares', () => {
  const x = zeroMatrix(10, 0);
  const two = logisticRegression.fit(
    x,
    { values: Float64Array.of(1, 1, 1, 0, 0, 0, 0, 0, 0, 0), classCount: 2 },
    {},
    rng,
  );
  assertAllClose(logisticRegression.predict(two, zeroMatrix(1, 0)), [0.7, 0.3], 1e-12);
  const many = logisticRegression.fit(
    x,
    { values: Float64Array.of(0, 0, 0, 0, 0, 1, 1, 1, 2, 2), classCount: 3 },
    {},
    rng,
  );
  assertAllClose(logisticRegression.predict(many, zeroMatrix(1, 0)), [0.5, 0.3, 0.2], 1e-10);
});

test('a prepared path finds what fresh fits find', () => {
  const stream = createRng(31);
  const x = normalMatrix(120, 3, stream);
  const values = linearScores(x, [1, 0, -1], 0).map((score) => (stream.uniform() < sigmoid(score) ? 1 : 0));
  const y: Target = { values, classCount: 2 };
  const fit = logisticRegression.prepare(x, y, rng);
  for (const l2 of [100, 1, 0.01]) {
    assertAllClose(fit({ l2 }).coefficients, logisticRegression.fit(x, y, { l2 }, rng).coefficients, 1e-7);
  }
});

test('a stop is heeded between iterations, with few weights and within conjugate gradients', () => {
  const stream = createRng(41);
  for (const columns of [3, 150]) {
    const x = normalMatrix(200, columns, stream);
    const values = linearScores(x, [1], 0).map((score) => (score > 0 ? 1 : 0));
    for (const after of [0, 3]) {
      let asked = 0;
      const shouldStop = (): boolean => (asked += 1) > after;
      numericErrorOf('stopped', () => logisticRegression.fit(x, { values, classCount: 2 }, {}, rng, shouldStop));
    }
  }
});

test('the scores are the log-odds of class 1', () => {
  const x = matrixOf(3, 1, Float64Array.of(-1, 0, 2));
  const model = logisticRegression.fit(x, { values: Float64Array.of(0, 1, 1), classCount: 2 }, {}, rng);
  const p = logisticRegression.predict(model, x);
  assertAllClose(
    logisticScores(model, x),
    [0, 1, 2].map((r) => Math.log(at(p, 2 * r + 1) / at(p, 2 * r))),
    1e-9,
  );
});

test('the logistic function and its integral neither overflow nor lose small values', () => {
  assert.deepEqual([sigmoid(0), sigmoid(800), sigmoid(-800)], [0.5, 1, 0]);
  assertClose(sigmoid(-40) * 1e17, Math.exp(-40) * 1e17, 1e-12);
  assert.deepEqual([softplus(800), softplus(-800)], [800, 0]);
  assertClose(softplus(0), Math.LN2, 1e-15);
});

test('the baseline answers class shares or the mean', () => {
  const x = zeroMatrix(4, 2);
  const shares = baseline.fit(x, { values: Float64Array.of(0, 2, 1, 2), classCount: 3 }, {}, rng);
  assert.deepEqual([...baseline.predict(shares, zeroMatrix(2, 2))], [0.25, 0.25, 0.5, 0.25, 0.25, 0.5]);
  const mean = baseline.fit(x, { values: Float64Array.of(1, 2, 3, 6), classCount: 0 }, {}, rng);
  assert.deepEqual([...baseline.predict(mean, zeroMatrix(1, 2))], [3]);
});

test('linear models are for numbers, logistic ones for classes', () => {
  const x = zeroMatrix(2, 1);
  const classes: Target = { values: Float64Array.of(0, 1), classCount: 2 };
  numericErrorOf('algorithm_does_not_fit_task', () => linearRegression.fit(x, classes, {}, rng));
  numericErrorOf('algorithm_does_not_fit_task', () => ridge.fit(x, classes, {}, rng));
  const plain: Target = { values: Float64Array.of(0, 1), classCount: 0 };
  numericErrorOf('algorithm_does_not_fit_task', () => logisticRegression.fit(x, plain, {}, rng));
});
