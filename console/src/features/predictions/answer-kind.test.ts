import { expect, test } from 'vitest';
import { answerKindOf, rankedClasses, scaleOf } from './answer-kind.ts';

test('a number is an amount', () => {
  expect(answerKindOf({ prediction: 59.3 }, { model_type: 'regression' })).toBe('amount');
});

test('two classes are one probability, more are several', () => {
  const several = { prediction: 0.5, label: 'a', probabilities: { a: 0.5, b: 0.3, c: 0.2 } };
  expect(answerKindOf({ prediction: 0.7, label: true }, { model_type: 'classification' })).toBe('binary');
  expect(answerKindOf(several, { model_type: 'classification' })).toBe('several');
});

test('the other types are told by what they answer', () => {
  const model = { model_type: 'forecasting' } as const;
  expect(answerKindOf({ prediction: 1, forecast: [] }, model)).toBe('forecast');
  expect(answerKindOf({ prediction: 1 }, model)).toBe('amount');
  expect(answerKindOf({ prediction: 0.7, is_anomaly: false }, { model_type: 'anomaly_detection' })).toBe('anomaly');
  expect(answerKindOf({ prediction: 0, cluster: 0 }, { model_type: 'clustering' })).toBe('segment');
  expect(answerKindOf({ prediction: 0, items: [] }, { model_type: 'recommendations' })).toBe('offers');
});

test('only a single probability can be told in points', () => {
  expect(scaleOf('binary')).toBe('probability');
  expect(scaleOf('several')).toBe('score');
  expect(scaleOf('amount')).toBe('target');
});

test('the likeliest class comes first', () => {
  const ranked = rankedClasses({ prediction: 0.5, probabilities: { b: 0.2, a: 0.5, c: 0.3 } });
  expect(ranked.map(({ label }) => label)).toEqual(['a', 'c', 'b']);
});
