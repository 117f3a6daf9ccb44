import { expect, test } from 'vitest';
import type { ModelType, ModelVersion } from '../../api/types.ts';
import { doubtsOf } from './doubts.ts';

const version: ModelVersion = {
  version: 1,
  metrics: { accuracy: 0.8, log_loss: 0.4 },
  metric_intervals: { accuracy: { lower: 0.79, upper: 0.81 } },
  baseline: { accuracy: 0.7, log_loss: 0.6 },
  algorithm: 'logistic_regression',
  curves: null,
  hyperparameters: {},
  trials: [],
  importance: [],
  receipt: null,
  seed: 0,
  split: 'random',
  rows: 8000,
  validation_rows: 1600,
  rows_without_target: 0,
  feature_columns: ['a'],
  target_column: 'b',
  data_snapshot_hash: '',
  code_version: '',
  artifact_sha256: '',
  artifact_size_bytes: 0,
  warnings: [],
  trained_at: '2026-11-04T12:00:00Z',
};

const keysOf = (changes: Partial<ModelVersion>) => doubtsOf(model, { ...version, ...changes }).map(({ key }) => key);

const model: Parameters<typeof doubtsOf>[0] = { model_type: 'classification', feature_columns: ['a'] };

test('a good model has only the doubts that every model has', () => {
  expect(keysOf({})).toEqual(['consoleModels.doubt.outside', 'consoleModels.doubt.cause']);
});

test('a model no better than a guess says so first', () => {
  expect(keysOf({ metrics: { accuracy: 0.7, log_loss: 0.61 } })[0]).toBe('consoleModels.doubt.noBetter');
});

test('a score from few rows is told with its interval', () => {
  const [doubt] = doubtsOf(model, { ...version, metric_intervals: { accuracy: { lower: 0.75, upper: 0.86 } } });
  expect(doubt).toEqual({
    key: 'consoleModels.doubt.wideScore.accuracy',
    rows: 1600,
    interval: { name: 'accuracy', lower: 0.75, upper: 0.86 },
  });
});

test('a model that has seen few rows admits it', () => {
  expect(keysOf({ rows: 120 })).toContain('consoleModels.doubt.fewRows');
});

const keysOfType = (model_type: ModelType, feature_columns: string[] = []) =>
  doubtsOf({ model_type, feature_columns }, version).map(({ key }) => key);

test('each type has a doubt of its own', () => {
  expect(keysOfType('clustering', ['a'])).toContain('consoleModels.doubt.clustering');
  expect(keysOfType('forecasting')).toContain('consoleModels.doubt.series');
  expect(keysOfType('forecasting', ['a'])).toContain('consoleModels.doubt.outside');
});
