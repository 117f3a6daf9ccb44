import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at } from '../element.ts';
import { binaryLogisticLoss } from '../estimators/score-loss.ts';
import { logisticRegression } from '../estimators/logistic-regression.ts';
import { writeScores, writeWeightSlopes } from '../estimators/linear-scores.ts';
import { createRng } from '../rng/rng.ts';
import { assertAllClose, assertClose } from '../testing/assertions.ts';
import { normalMatrix } from '../testing/synthetic-data.ts';
import { minimizeLbfgs, type SmoothFunction } from './lbfgs.ts';
import { findWolfeStep } from './line-search.ts';

/** Rosenbrock 1960, in any number of dimensions: its minimum is 0 at (1, …, 1), at the end of a bent valley. */
const VALLEY: SmoothFunction = {
  evaluate(x, gradient) {
    let sum = 0;
    gradient.fill(0);
    for (let i = 0; i + 1 < x.length; i += 1) {
      const bend = at(x, i + 1) - at(x, i) ** 2;
      const lack = 1 - at(x, i);
      sum += 100 * bend * bend + lack * lack;
      gradient[i] = at(gradient, i) - 400 * bend * at(x, i) - 2 * lack;
      gradient[i + 1] = at(gradient, i + 1) + 200 * bend;
    }
    return sum;
  },
};

test('the minimum of a bent valley is found, in two dimensions and in fifty', () => {
  for (const size of [2, 50]) {
    const start = new Float64Array(size).fill(-1.2);
    const { x, value, converged, iterations } = minimizeLbfgs(VALLEY, start, { tolerance: 1e-8 });
    assert.ok(converged && iterations < 400);
    assertAllClose(x, new Float64Array(size).fill(1), 1e-6);
    assertClose(value, 0, 1e-12);
    assert.ok(start.every((each) => each === -1.2));
  }
});

test('a quadratic of very unequal curvatures is solved', () => {
  const bowl: SmoothFunction = {
    evaluate(x, gradient) {
      x.forEach((value, i) => (gradient[i] = 10 ** (i / 2) * (value - i)));
      return x.reduce((sum, value, i) => sum + 0.5 * 10 ** (i / 2) * (value - i) ** 2, 0);
    },
  };
  const { x, converged } = minimizeLbfgs(bowl, new Float64Array(9), { tolerance: 1e-9 });
  assert.ok(converged);
  assertAllClose(
    x,
    Float64Array.from({ length: 9 }, (_, i) => i),
    1e-8,
  );
});

test('it finds the weights that Newton’s method finds for a logistic loss', () => {
  const rng = createRng(1);
  const x = normalMatrix(200, 4, rng);
  const y = { values: Float64Array.from({ length: 200 }, () => rng.integer(2)), classCount: 2 };
  const loss = binaryLogisticLoss(y.values);
  const scores = new Float64Array(200);
  const slopes = new Float64Array(200);
  const still = new Float64Array(200);
  const penalised: SmoothFunction = {
    evaluate(w, gradient) {
      writeScores(x, w, 1, scores);
      const losses = loss.value(scores, still, 0);
      loss.writeSlopes(slopes);
      writeWeightSlopes(x, slopes, 1, gradient);
      for (let i = 0; i < 4; i += 1) gradient[i] = at(gradient, i) + at(w, i);
      return losses + w.subarray(0, 4).reduce((sum, each) => sum + each * each, 0) / 2;
    },
  };
  const { x: weights } = minimizeLbfgs(penalised, new Float64Array(5), { tolerance: 1e-9 });
  const model = logisticRegression.fit(x, y, { l2: 1 }, rng);
  assertAllClose(weights, [...model.coefficients, ...model.intercepts], 1e-7);
});

test('it ends where it begins at a minimum or without variables, and says when the iterations run out', () => {
  const ones = new Float64Array(3).fill(1);
  assert.deepEqual(minimizeLbfgs(VALLEY, ones), { x: ones, value: 0, converged: true, iterations: 0 });
  assert.equal(minimizeLbfgs(VALLEY, new Float64Array(0)).converged, true);
  let calls = 0;
  const short = minimizeLbfgs(VALLEY, new Float64Array(4), { maxIterations: 3, onIteration: () => (calls += 1) });
  assert.deepEqual([short.converged, short.iterations, calls], [false, 3, 3]);
});

test('a gradient that is wrong leaves no step, which is said', () => {
  const uphill: SmoothFunction = {
    evaluate(x, gradient) {
      gradient.fill(-1);
      return x.reduce((sum, value) => sum + value, 0);
    },
  };
  assert.equal(minimizeLbfgs(uphill, new Float64Array(2)).converged, false);
});

/** A valley that ends at a cliff. */
function along(step: number): { value: number; slope: number } {
  const value = step < 40 ? (step - 3) ** 4 - step : Number.POSITIVE_INFINITY;
  return { value, slope: 4 * (step - 3) ** 3 - 1 };
}

test('a step meets both Wolfe conditions, however bad the first guess', () => {
  const origin = along(0);
  for (const first of [1e-6, 0.1, 1, 3, 10, 39, 1e4]) {
    const step = findWolfeStep(along, first) ?? assert.fail(`no step from ${first}`);
    const { value, slope } = along(step);
    assert.ok(value <= origin.value + 1e-4 * step * origin.slope);
    assert.ok(Math.abs(slope) <= -0.9 * origin.slope);
  }
});

/** At 1 the slope is 0 and the value 5e-5 above where it began; the valley is at a third of the way. */
function beyondValley(step: number): { value: number; slope: number } {
  return {
    value: -step + 2.000_15 * step ** 2 - 1.000_1 * step ** 3,
    slope: -1 + 4.000_3 * step - 3.000_3 * step ** 2,
  };
}

test('a step is taken only where the value has fallen, however flat the slope is there', () => {
  const step = findWolfeStep(beyondValley, 1) ?? assert.fail();
  assert.ok(beyondValley(step).value < -0.1, String(step));
});
