import { expect, test } from 'vitest';
import { gainOf, headlineMetric, metricNames, scoreScale, verdictOf } from './metrics.ts';

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

test('the gain of other types goes by what they rank, repeat or divide', () => {
  expect(gainOf({ mase: 0.6, smape: 0.1 }, { mase: 0.8, smape: 0.1 })).toBeCloseTo(0.25);
  expect(gainOf({ average_precision: 0.8 }, { average_precision: 0.1 })).toBeCloseTo(0.875);
  expect(gainOf({ map_at_10: 0 }, { map_at_10: 0 })).toBe(0);
  expect(gainOf({ silhouette: 0.4 }, { silhouette: 0 })).toBe(0.4);
});

test('each type has a score that stands for it', () => {
  expect(headlineMetric('classification', { accuracy: 0.9, recall: 1 })).toBe('accuracy');
  expect(headlineMetric('forecasting', { mae: 3, series_mase: 1 })).toBe('mae');
  expect(headlineMetric('forecasting', { mase: 1, smape_accuracy: 0.9 })).toBe('smape_accuracy');
  expect(headlineMetric('clustering', { silhouette: 0.5, clusters: 3 })).toBe('silhouette');
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
