import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trainPipeline } from '../../numeric/index.ts';
import { answer, type AnsweringModel } from './answer.ts';

/** A model that learned y = 3x. */
function makeModel(): AnsweringModel {
  const x = Float64Array.from({ length: 60 }, (_, row) => row % 20);
  const { pipeline } = trainPipeline({
    task: 'regression',
    columns: [{ name: 'x', kind: 'number', values: x }],
    target: { name: 'y', kind: 'number', values: x.map((value) => 3 * value + (value % 2)) },
    algorithm: 'linear_regression',
    validationSplit: 0.2,
    hyperparameterTuning: false,
    seed: 0,
  });
  return { pipeline, labels: new Map([['x', 'Length of it']]) };
}

test('a heading goes with the answer where it is not the feature’s name', () => {
  const { explanation, warnings } = answer(makeModel(), { x: 100 });
  assert.deepEqual([explanation.contributions[0]?.feature, explanation.contributions[0]?.label], ['x', 'Length of it']);
  assert.deepEqual([warnings[0]?.code, warnings[0]?.label], ['outside_training_range', 'Length of it']);
});
