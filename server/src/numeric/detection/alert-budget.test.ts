import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../rng/rng.ts';
import { numericErrorOf } from '../testing/assertions.ts';
import { previewAlerts, thresholdForBudget, withThreshold } from './alert-budget.ts';
import { fitDetector } from './fit-detector.ts';

test('a preview counts runs to one side as one alert, and the busiest week', () => {
  const scores = Float64Array.of(0, 4, 5, -4, 0, Number.NaN, 4, 0, 0, 3, 0, 0, 0, 0, 4);
  assert.deepEqual(previewAlerts(scores, 7, 4), {
    threshold: 4,
    alerts: 4,
    alertsPerWeek: 4 / (15 / 7),
    busiestWeek: 3,
  });
  assert.equal(previewAlerts(scores, 7, 3).alerts, 5);
  assert.equal(previewAlerts(Float64Array.of(4, 4, 0), 7, 3).alerts, 1, 'one that begins with the history');
  assert.equal(previewAlerts(new Float64Array(0), 7, 3).alertsPerWeek, 0);
});

test('the threshold of a budget calls no more often than it bears, and one more would be too many', () => {
  const rng = createRng(1);
  const scores = Float64Array.from({ length: 700 }, () => 2 * rng.normal());
  for (const perWeek of [0.1, 0.5, 1, 1.5]) {
    const threshold = thresholdForBudget(scores, 7, perWeek);
    const { alerts } = previewAlerts(scores, 7, threshold);
    assert.ok(alerts <= perWeek * 100, `${alerts} for ${perWeek}`);
    assert.ok(alerts >= perWeek * 100 - 1, `only ${alerts} for ${perWeek}`);
    assert.ok(previewAlerts(scores, 7, threshold * 0.99).alertsPerWeek >= perWeek);
  }
});

test('a budget that bears everything ends at two deviations; none at all lies above all; equal scores go together', () => {
  const scores = Float64Array.of(9, 0, 5, 0, 5, 0, 5, 0, 1, Number.NaN);
  assert.equal(thresholdForBudget(scores, 1, 9), 2);
  assert.equal(thresholdForBudget(scores, 1, 0), 10);
  assert.equal(thresholdForBudget(scores, 5, 1), 7);
  assert.equal(thresholdForBudget(Float64Array.of(Infinity, 0, 4), 3, 1), 5);
  assert.equal(thresholdForBudget(Float64Array.of(Infinity), 1, 0), Number.MAX_VALUE);
  const joined = Float64Array.of(6, 5, 6, 0, 0, 0);
  assert.ok(thresholdForBudget(joined, 6, 1) > 6);
  const sides = Float64Array.of(6, -6, 0);
  assert.equal(thresholdForBudget(sides, 3, 2), 2);
});

test('budgets that are none are refused', () => {
  numericErrorOf('invalid_hyperparameter', () => thresholdForBudget(new Float64Array(3), 7, -1));
  numericErrorOf('invalid_hyperparameter', () => thresholdForBudget(new Float64Array(3), 0, 1));
  numericErrorOf('invalid_hyperparameter', () => thresholdForBudget(new Float64Array(3), 7, Number.NaN));
});

test('a threshold is set without learning anew', () => {
  const detector = fitDetector('zscore_robust', { values: Float64Array.of(1, 2, 3, 4), seasonLengths: [] });
  assert.deepEqual({ ...withThreshold(detector, 5), threshold: 3.5 }, detector);
});
