import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at } from '../element.ts';
import { type Matrix, matrixOf } from '../matrix/matrix.ts';
import { createRng } from '../rng/rng.ts';
import { assertAllClose, assertClose } from '../testing/assertions.ts';
import { linearScores, normalMatrix } from '../testing/synthetic-data.ts';
import { writeScores, writeWeightSlopes } from './linear-scores.ts';
import { minimizeScoreLoss } from './newton.ts';
import { binaryLogisticLoss, type ScoreLoss } from './score-loss.ts';

const ONE_ROW = matrixOf(1, 0, new Float64Array(0));
const X = matrixOf(4, 1, Float64Array.of(-2, -1, 1, 2));
const Y = Float64Array.of(0, 1, 0, 1);

/** A loss of one score, by its value, slope and curvature. */
function lossOf(
  value: (z: number) => number,
  slope: (z: number) => number,
  curvature: (z: number) => number,
): ScoreLoss {
  let z = 0;
  return {
    outputs: 1,
    value(scores, direction, step) {
      z = at(scores, 0) + step * at(direction, 0);
      return value(z);
    },
    writeSlopes: (slopes) => (slopes[0] = slope(z)),
    writeCurvature: (direction, out) => (out[0] = curvature(z) * at(direction, 0)),
    writeCurvatureDiagonal: (out) => (out[0] = curvature(z)),
  };
}

function neverStop(): boolean {
  return false;
}

test('the minimum of a parabola is found in one step and the next confirms it', () => {
  const parabola = lossOf(
    (z) => (z - 3) ** 2,
    (z) => 2 * (z - 3),
    () => 2,
  );
  const { weights, converged, iterations } = minimizeScoreLoss(ONE_ROW, parabola, 1, Float64Array.of(0), neverStop);
  assertClose(at(weights, 0), 3, 1e-12);
  assert.deepEqual([converged, iterations], [true, 2]);
});

test('steps that overshoot are halved until the loss falls', () => {
  const hyperbola = lossOf(
    Math.hypot.bind(null, 1),
    (z) => z / Math.hypot(1, z),
    (z) => Math.hypot(1, z) ** -3,
  );
  const { weights, converged } = minimizeScoreLoss(ONE_ROW, hyperbola, 1, Float64Array.of(5), neverStop);
  assertClose(at(weights, 0), 0, 1e-6);
  assert.ok(converged);
});

test('a minimum that steps only creep towards is reported as not reached', () => {
  const creeping = lossOf(
    (z) => z * z,
    (z) => 2 * z,
    () => 2000,
  );
  const { converged, iterations } = minimizeScoreLoss(ONE_ROW, creeping, 1, Float64Array.of(100), neverStop);
  assert.deepEqual([converged, iterations], [false, 100]);
});

test('a slope that lies ends the search where it stands', () => {
  const lie = lossOf(
    (z) => z * z,
    () => -1,
    () => 1,
  );
  const { weights, converged } = minimizeScoreLoss(ONE_ROW, lie, 1, Float64Array.of(0), neverStop);
  assert.deepEqual([at(weights, 0), converged], [0, false]);
});

test('a step too small for the rounded loss to show is taken for the end', () => {
  const flat = lossOf(
    () => 1e6,
    (z) => 1e-2 * z,
    () => 1e-2,
  );
  const { converged } = minimizeScoreLoss(ONE_ROW, flat, 1, Float64Array.of(0.1), neverStop);
  assert.equal(converged, true);
});

test('the start is left as it is, and where it begins does not matter', () => {
  const start = Float64Array.of(8, -3);
  const far = minimizeScoreLoss(X, binaryLogisticLoss(Y), 0.1, start, neverStop);
  const near = minimizeScoreLoss(X, binaryLogisticLoss(Y), 0.1, new Float64Array(2), neverStop);
  assert.deepEqual([...start], [8, -3]);
  assertClose(at(far.weights, 0), at(near.weights, 0), 1e-7);
  assertClose(at(far.weights, 1), at(near.weights, 1), 1e-7);
});

/** The slope of the penalised loss at these weights. */
function slopeAt(x: Matrix, y: Float64Array, l2: number, weights: Float64Array): Float64Array {
  const scores = new Float64Array(x.rows);
  const slope = new Float64Array(weights.length);
  const loss = binaryLogisticLoss(y);
  writeScores(x, weights, 1, scores);
  loss.value(scores, scores, 0);
  loss.writeSlopes(scores);
  writeWeightSlopes(x, scores, 1, slope);
  return slope.map((value, i) => (i < x.columns ? value + l2 * at(weights, i) : value));
}

test('many rows: directions from a sample of the second derivative lead to the minimum of all rows', () => {
  const rng = createRng(3);
  const x = normalMatrix(9001, 3, rng);
  const y = linearScores(x, [1, -2, 0], 0.5).map((score) => Number(rng.uniform() < 1 / (1 + Math.exp(-score))));
  const { weights, converged, iterations } = minimizeScoreLoss(
    x,
    binaryLogisticLoss(y),
    1,
    new Float64Array(4),
    neverStop,
  );
  assert.ok(converged && iterations <= 9, String(iterations));
  assertAllClose(slopeAt(x, y, 1, weights), new Float64Array(4), 0.02);
  assertAllClose(weights, [1, -2, 0, 0.5], 0.12);
});

test('what the sample misses is found by the rows themselves', () => {
  const rng = createRng(4);
  const x = normalMatrix(8000, 2, rng);
  // The second feature is 0 in every fourth row: in all of the sample.
  for (let r = 0; r < x.rows; r += 4) x.data[r * 2 + 1] = 0;
  const y = linearScores(x, [1, 1.5], 0).map((score) => Number(rng.uniform() < 1 / (1 + Math.exp(-score))));
  const { weights, converged } = minimizeScoreLoss(x, binaryLogisticLoss(y), 1, new Float64Array(3), neverStop);
  assert.ok(converged);
  assertAllClose(slopeAt(x, y, 1, weights), new Float64Array(3), 0.02);
});
