import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measureOutcomes } from './live-metrics.ts';
import type { Learned } from './outcome.ts';

const churn: Learned = {
  model_type: 'classification',
  target_column: 'churned',
  classes: ['yes', 'no'],
  positive_class: 'yes',
};
const interval = (middle: number) => ({ level: 0.9, lower: middle - 10, upper: middle + 10 });
const near = (actual: number | undefined, expected: number) =>
  assert.ok(actual !== undefined && Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);

test('two classes are measured by the probability of the positive one, however they are ordered', () => {
  for (const classes of [
    ['yes', 'no'],
    ['no', 'yes'],
  ]) {
    const metrics = measureOutcomes({ ...churn, classes }, [
      { output: { prediction: 0.9, label: 'yes' }, actual: 'yes' },
      { output: { prediction: 0.6, label: 'yes' }, actual: 'no' },
      { output: { prediction: 0.2, label: 'no' }, actual: 'no' },
      { output: { prediction: 0.4, label: 'no' }, actual: 'no' },
    ]);
    near(metrics['accuracy'], 0.75);
    near(metrics['roc_auc'], 1);
    near(metrics['brier'], (0.1 ** 2 + 0.6 ** 2 + 0.2 ** 2 + 0.4 ** 2) / 4);
    near(metrics['log_loss'], -(Math.log(0.9) + Math.log(0.4) + Math.log(0.8) + Math.log(0.6)) / 4);
    near(metrics['f1'], 2 / 3);
  }
});

test('several classes are measured by the probabilities of all', () => {
  const grade: Learned = {
    model_type: 'classification',
    target_column: 'grade',
    classes: [1, 2, 3],
    positive_class: null,
  };
  const metrics = measureOutcomes(grade, [
    { output: { prediction: 0.7, label: 1, probabilities: { 1: 0.7, 2: 0.2, 3: 0.1 } }, actual: 1 },
    { output: { prediction: 0.5, label: 3, probabilities: { 1: 0.3, 2: 0.2, 3: 0.5 } }, actual: 2 },
  ]);
  near(metrics['accuracy'], 0.5);
  near(metrics['log_loss'], -(Math.log(0.7) + Math.log(0.2)) / 2);
});

test('numbers are measured by how far off and how often inside the interval', () => {
  const sales: Learned = { model_type: 'regression', target_column: 'sales', classes: [], positive_class: null };
  const metrics = measureOutcomes(sales, [
    { output: { prediction: 100, interval: interval(100) }, actual: 105 },
    { output: { prediction: 200, interval: interval(200) }, actual: 185 },
  ]);
  near(metrics['mae'], 10);
  near(metrics['rmse'], Math.sqrt((25 + 225) / 2));
  near(metrics['coverage'], 0.5);
});

test('what the outcomes do not allow is left out', () => {
  const one = measureOutcomes(churn, [{ output: { prediction: 0.9, label: 'yes' }, actual: 'yes' }]);
  assert.equal(one['accuracy'], 1);
  assert.ok(!('roc_auc' in one), 'one class cannot be ranked');
  assert.deepEqual(measureOutcomes(churn, []), {});
});
