import { expect, test } from 'vitest';
import { gainOf, metricNames, scoreScale, verdictOf } from './metrics.ts';

test('the score that a person names first comes first', () => {
  expect(metricNames({ brier: 0.1, roc_auc: 0.8, accuracy: 0.9 })).toEqual(['accuracy', 'roc_auc', 'brier']);
});

test('a score without a name that is known is left out', () => {
  expect(metricNames({ accuracy: 0.9, mystery: 1 })).toEqual(['accuracy']);
});

test('the gain is the part of the naive error that the model takes away', () => {
  expect(gainOf({ rmse: 18 }, { rmse: 36 })).toBe(0.5);
  expect(gainOf({ r2: 0.5 }, { r2: 0 })).toBeNull();
});

test('the verdict goes by the error, not by accuracy', () => {
  const baseline = { accuracy: 0.73, log_loss: 0.58 };
  expect(verdictOf({ accuracy: 0.81, log_loss: 0.41 }, baseline)).toBe('better');
  expect(verdictOf({ accuracy: 0.81, log_loss: 0.56 }, baseline)).toBe('slightly');
  expect(verdictOf({ accuracy: 0.81, log_loss: 0.59 }, baseline)).toBe('no_better');
});

test('a score with a best value is placed between nought and that', () => {
  expect(scoreScale('accuracy', [0.75, 0.5])(0.75)).toBe(0.75);
});

test('a row reaches as far as its worst value, below nought if need be', () => {
  const place = scoreScale('r2', [-1, 0]);
  expect(place(-1)).toBe(0);
  expect(place(0)).toBe(0.5);
});
