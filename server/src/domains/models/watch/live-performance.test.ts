import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LiveOutcome } from './live-answers.ts';
import { judgePerformance, worseningOf } from './live-performance.ts';
import { isBreached } from './retraining-triggers.ts';

const near = (actual: number | undefined, expected: number, tolerance = 1e-9) =>
  assert.ok(actual !== undefined && Math.abs(actual - expected) < tolerance, `${actual} is not ${expected}`);

const price = {
  model_type: 'regression' as const,
  classes: [],
  positive_class: null,
  metrics: { rmse: 10, coverage: 0.9 },
  metric_intervals: { rmse: { lower: 9, upper: 11 } },
  baseline: { rmse: 30 },
};
/** Of which each is as far off as `error` says. */
const priced = (rows: number, error: (row: number) => number): LiveOutcome[] =>
  Array.from({ length: rows }, (_, row) => ({
    output: { prediction: 100, interval: { level: 0.9, lower: 80, upper: 120 } },
    actual: 100 + error(row),
  }));

test('a number is judged by its root mean square error, with an interval by the delta method', () => {
  const found = judgePerformance(
    price,
    priced(400, (row) => (row % 2 ? 12 : -8)),
  );
  const rmse = Math.sqrt((144 + 64) / 2);
  near(found.live['rmse']?.value, rmse);
  // Squares of 144 and 64 lie 40 from their mean.
  const deviation = 40 * Math.sqrt(400 / 399);
  near(found.live['rmse']?.upper, rmse + (1.959964 * deviation) / Math.sqrt(400) / (2 * rmse));
  near(found.live['mae']?.value, 10);
  assert.deepEqual([found.state, found.beats_baseline, found.undercovers], ['as_expected', true, false]);
});

const stateOf = (scale: number) => {
  const { state, severity } = judgePerformance(
    price,
    priced(400, (row) => scale * (row % 2 ? 12 : -8)),
  );
  return [state, severity];
};

test('an error that is larger than chance allows is slipping, then degraded, and worse still below a naive guess', () => {
  assert.deepEqual(stateOf(1.0), ['as_expected', null]);
  assert.deepEqual(stateOf(1.08), ['slipping', null]);
  assert.deepEqual(stateOf(1.2), ['degraded', 'low']);
  assert.deepEqual(stateOf(1.4), ['degraded', 'medium']);
  assert.deepEqual(stateOf(4), ['degraded', 'high']);
});

const wild = (row: number) => (row === 0 ? 80 : 5);

test('an error on few rows may be chance, and on too few says nothing', () => {
  assert.equal(judgePerformance(price, priced(60, wild)).state, 'as_expected');
  assert.equal(
    judgePerformance(
      price,
      priced(49, () => 90),
    ).state,
    'not_enough',
  );
});

test('intervals that hold the truth too seldom are told, though the error is small', () => {
  const hardly = judgePerformance(
    { ...price, metrics: { rmse: 12 } },
    priced(400, (row) => (row % 5 === 0 ? 21 : 1)),
  );
  assert.deepEqual([hardly.state, hardly.undercovers], ['degraded', true]);
  near(hardly.live['coverage']?.value, 0.8);
  const well = judgePerformance(
    { ...price, metrics: { rmse: 12 } },
    priced(400, (row) => (row % 9 === 0 ? 21 : 1)),
  );
  assert.equal(well.undercovers, false);
});

test('several classes are judged by the probability of what came', () => {
  const grade = {
    model_type: 'classification' as const,
    classes: ['a', 'b', 'c'],
    positive_class: null,
    metrics: { log_loss: 0.5, accuracy: 0.8 },
    metric_intervals: {},
    baseline: { log_loss: 1.1 },
  };
  const outcomes: LiveOutcome[] = Array.from({ length: 100 }, (_, row) => ({
    output: { prediction: 0.7, label: 'a', probabilities: { a: 0.7, b: 0.2, c: 0.1 } },
    actual: row % 4 === 0 ? 'b' : 'a',
  }));
  const { live } = judgePerformance(grade, outcomes);
  near(live['log_loss']?.value, -(0.75 * Math.log(0.7) + 0.25 * Math.log(0.2)));
  near(live['accuracy']?.value, 0.75);
  near(live['brier']?.value, 0.75 * (0.09 + 0.04 + 0.01) + 0.25 * (0.49 + 0.64 + 0.01));
  // Wilson 1927, for 75 of 100.
  near(live['accuracy']?.lower, 0.6569, 1e-4);
  near(live['accuracy']?.upper, 0.8245, 1e-4);
});

test('two classes are judged by the positive one, whichever stands first', () => {
  const outcomes: LiveOutcome[] = Array.from({ length: 50 }, () => ({
    output: { prediction: 0.9, label: 'yes' },
    actual: 'yes',
  }));
  for (const classes of [
    ['yes', 'no'],
    ['no', 'yes'],
  ]) {
    const version = { ...price, model_type: 'classification' as const, classes, positive_class: 'yes' };
    const { live } = judgePerformance(version, outcomes);
    near(live['log_loss']?.value, -Math.log(0.9));
    near(live['brier']?.value, 0.01);
  }
});

const at = (value: number) => ({ value, lower: value - 0.02, upper: value + 0.02 });

test('more accuracy is better, less error is better', () => {
  near(worseningOf('accuracy', at(0.6), at(0.8))?.worse_by, 0.25);
  near(worseningOf('log_loss', at(0.6), at(0.8))?.worse_by, -0.25);
  assert.ok((worseningOf('accuracy', at(0.6), at(0.8))?.p_value ?? 1) < 1e-6);
  assert.ok((worseningOf('log_loss', at(0.6), at(0.8))?.p_value ?? 0) > 0.999);
  assert.equal(worseningOf('mape', undefined, at(1)), null);
});

const figures = (live: number, halfWidth: number) => ({
  live: { rmse: { value: live, lower: live - halfWidth, upper: live + halfWidth } },
  held_out: { rmse: { value: 10, lower: 9, upper: 11 } },
});

test('a policy’s error is breached by as much as it says, and not by chance', () => {
  const policy = { metric: 'rmse', worse_by: 0.2 };
  assert.equal(isBreached(policy, figures(13, 0.5)), true);
  assert.equal(isBreached(policy, figures(11.9, 0.1)), false);
  assert.equal(isBreached(policy, figures(13, 4)), false);
});
