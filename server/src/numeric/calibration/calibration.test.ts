import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at } from '../element.ts';
import type { Target } from '../estimators/estimator.ts';
import { createRng } from '../rng/rng.ts';
import { scoreOf } from '../selection/score.ts';
import { assertAllClose, assertClose } from '../testing/assertions.ts';
import { calibrated, calibrateRows, fitIsotonic, fitPlatt } from './calibration.ts';
import { fitCalibration } from './fit-calibration.ts';
import fixtures from './fixtures/calibration-fixtures.json' with { type: 'json' };
import { isotonicRegression } from './isotonic.ts';
import { type Payoff, payoffsOf, profitThreshold } from './payoff.ts';

const floats = (values: Iterable<number>): Float64Array => Float64Array.from(values);

test('isotonic regression equals scikit-learn’s, ties in one step', () => {
  const { keys, values, fitted } = fixtures.isotonic;
  assertAllClose(isotonicRegression(floats(values), floats(keys)), fitted, 1e-12);
  assert.deepEqual([...isotonicRegression(floats([3, 1, 2, 5, 4]))], [2, 2, 2, 4.5, 4.5]);
  assert.equal(isotonicRegression(new Float64Array(0)).length, 0);
});

test('Platt’s sigmoid equals scikit-learn’s on the log-odds', () => {
  const { probabilities, outcomes, slope, offset } = fixtures.platt;
  const found = fitPlatt(floats(probabilities), floats(outcomes));
  assert.ok(found.method === 'platt');
  assertClose(found.slope, slope, 1e-4);
  assertClose(found.offset, offset, 1e-4);
});

test('a curve that would fall says nothing: every row gets the share of its class', () => {
  const p = floats([0.9, 0.8, 0.7, 0.3, 0.2, 0.1, 0.1, 0.2]);
  const found = fitPlatt(p, floats([0, 0, 0, 1, 1, 1, 0, 1]));
  assert.ok(found.method === 'platt' && found.slope === 0);
  assertClose(calibrated(found, 0.9), 0.5, 1e-12);
});

test('an isotonic curve rises, is constant outside, linear between, and never sure', () => {
  const p = floats([0.1, 0.2, 0.3, 0.4, 0.5, 0.6]);
  const curve = fitIsotonic(p, floats([0, 0, 1, 0, 1, 1]));
  const values = [0, 0.1, 0.15, 0.25, 0.35, 0.45, 0.55, 0.6, 1].map((each) => calibrated(curve, each));
  assert.deepEqual(
    values,
    values.toSorted((a, b) => a - b),
  );
  assert.deepEqual([values[0], values.at(-1)], [1 / 8, 7 / 8]);
  assertClose(calibrated(curve, 0.25), (1 / 8 + 0.5) / 2, 1e-12);
  assert.equal(calibrated(fitIsotonic(floats([0.5, 0.5]), floats([0, 1])), 0.9), 0.5);
});

/** Probabilities that are too sure by the factor, of rows that come true as often as they should. */
function overconfident(rows: number, factor: number, classCount: number): { predictions: Float64Array; y: Target } {
  const rng = createRng(rows + classCount);
  const predictions = new Float64Array(rows * classCount);
  const values = new Float64Array(rows);
  for (let r = 0; r < rows; r += 1) {
    const scores = Array.from({ length: classCount }, () => rng.normal());
    const shares = (scale: number): number[] => {
      const parts = scores.map((score) => Math.exp(scale * score));
      const total = parts.reduce((sum, part) => sum + part, 0);
      return parts.map((part) => part / total);
    };
    predictions.set(shares(factor), r * classCount);
    let left = rng.uniform();
    values[r] = Math.max(
      0,
      shares(1).findIndex((share) => (left -= share) < 0),
    );
  }
  return { predictions, y: { values, classCount } };
}

function allRows(y: Target): Int32Array {
  return Int32Array.from(y.values, (_, row) => row);
}

test('what is too sure is corrected, what is right or too little to tell is left alone', () => {
  for (const classCount of [2, 3]) {
    const { predictions, y } = overconfident(2000, 3, classCount);
    const calibrators = fitCalibration(predictions, y, allRows(y), 'auto', createRng(1));
    assert.equal(calibrators.length, classCount === 2 ? 1 : 3);
    const fresh = overconfident(1500, 3, classCount);
    const before = scoreOf(fresh.y, fresh.predictions, allRows(fresh.y));
    calibrateRows(calibrators, fresh.predictions, classCount);
    assert.ok(scoreOf(fresh.y, fresh.predictions, allRows(fresh.y)) < before * 0.95);
    for (let r = 0; r < 20; r += 1) {
      const row = fresh.predictions.subarray(r * classCount, (r + 1) * classCount);
      assertClose(
        row.reduce((sum, p) => sum + p, 0),
        1,
        1e-12,
      );
    }
    const right = overconfident(2000, 1, classCount);
    assert.deepEqual(fitCalibration(right.predictions, right.y, allRows(right.y), 'auto', createRng(1)), []);
  }
  const few = overconfident(40, 3, 2);
  assert.deepEqual(fitCalibration(few.predictions, few.y, allRows(few.y), 'auto', createRng(1)), []);
  assert.deepEqual(fitCalibration(few.predictions, few.y, allRows(few.y), 'none', createRng(1)), []);
});

test('a wanted method is taken, and rows without a prediction are not looked at', () => {
  const { predictions, y } = overconfident(300, 3, 2);
  const rows = allRows(y).subarray(100);
  predictions.fill(Number.NaN, 0, 200);
  for (const method of ['platt', 'isotonic'] as const) {
    const [found] = fitCalibration(predictions, y, rows, method, createRng(1));
    assert.equal(found?.method, method);
    assert.ok(Number.isFinite(calibrated(found ?? assert.fail(), 0.7)));
  }
  assert.deepEqual(fitCalibration(predictions, y, new Int32Array(0), 'platt', createRng(1)), []);
});

test('no calibrators leave the probabilities as they are', () => {
  const probabilities = floats([0.2, 0.8]);
  calibrateRows([], probabilities, 2);
  assert.deepEqual([...probabilities], [0.2, 0.8]);
});

const MAIL: Payoff = { truePositive: 90, falsePositive: -10, trueNegative: 0, falseNegative: 0 };

test('the threshold is where acting begins to pay, and pays best on calibrated rows', () => {
  assert.equal(profitThreshold(MAIL), 0.1);
  assert.equal(profitThreshold({ truePositive: 0, falsePositive: -1, trueNegative: 0, falseNegative: -1 }), 0.5);
  const { predictions, y } = overconfident(4000, 1, 2);
  const profitAt = (threshold: number): number => {
    const labels = Int32Array.from(y.values, (_, r) => Number(at(predictions, 2 * r + 1) >= threshold));
    return payoffsOf(y.values, labels, MAIL).reduce((sum, each) => sum + each, 0);
  };
  assert.ok([0.01, 0.3, 0.5, 0.9].every((threshold) => profitAt(threshold) < profitAt(0.1)));
});

function thresholdFor(tp: number, fp: number, tn: number, fn: number): number {
  return profitThreshold({ truePositive: tp, falsePositive: fp, trueNegative: tn, falseNegative: fn });
}

test('thresholds of payoffs that favour one side only', () => {
  assert.deepEqual(
    [
      thresholdFor(1, 1, 0, 0),
      thresholdFor(0, 0, 1, 1),
      thresholdFor(1, 1, 1, 1),
      thresholdFor(0, 0, -1, 2),
      thresholdFor(0, 0, -2, 1),
    ],
    [0, 1, 0.5, 1, 0],
  );
  assert.deepEqual([...payoffsOf(floats([1, 0, 1, 0]), Int32Array.of(1, 1, 0, 0), MAIL)], [90, -10, 0, 0]);
});
