import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at } from '../element.ts';
import { matrixOf } from '../matrix/matrix.ts';
import { assertClose } from '../testing/assertions.ts';
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
  let current = 0;
  return {
    outputs: 1,
    value: (scores, direction, step) => value(at(scores, 0) + step * at(direction, 0)),
    writeSlopes(scores, slopes) {
      current = curvature(at(scores, 0));
      slopes[0] = slope(at(scores, 0));
    },
    writeCurvature: (direction, out) => (out[0] = current * at(direction, 0)),
    writeCurvatureDiagonal: (out) => (out[0] = current),
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
