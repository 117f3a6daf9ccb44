import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Column, trainPipeline } from '../../../numeric/index.ts';
import { referencesOf } from './version-references.ts';

const ROWS = 300;
const spread = (row: number) => (row * 0.618_033_988_749_895) % 1;
const x: Column = { name: 'x', kind: 'number', values: Float64Array.from({ length: ROWS }, (_, row) => spread(row)) };
const same: Column = { name: 'same', kind: 'number', values: new Float64Array(ROWS).fill(7) };
const classes = (words: readonly string[]): Column => ({
  name: 'y',
  kind: 'category',
  codes: Int32Array.from({ length: ROWS }, (_, row) => Math.floor(spread(row) * words.length)),
  dictionary: words,
});
const learn = (target: Column) => {
  const isNumber = target.kind === 'number';
  const { pipeline, heldOut } = trainPipeline({
    task: isNumber ? 'regression' : 'classification',
    columns: [x, same],
    target,
    algorithm: isNumber ? 'ridge' : 'logistic_regression',
    validationSplit: 0.2,
    hyperparameterTuning: false,
    seed: 1,
  });
  return { references: referencesOf(pipeline, [x, same], heldOut), heldOut, pipeline };
};

test('features in use are kept over all rows, and no others', () => {
  const { references } = learn({ ...x, name: 'y' });
  assert.deepEqual(
    references.features.map(({ feature, reference }) => [feature, reference.rows]),
    [['x', ROWS]],
  );
});

test('the score of a number is what was said of the rows held out', () => {
  const { references, heldOut } = learn({ ...x, name: 'y' });
  const { score } = references;
  assert.ok('edges' in score);
  assert.deepEqual([score.rows, score.edges.at(-1)], [60, Math.max(...heldOut.predictions)]);
});

test('the score of two classes is the probability of the positive one', () => {
  const { references, heldOut, pipeline } = learn(classes(['no', 'yes']));
  const { score } = references;
  const { positive } = pipeline.target;
  const probabilities = heldOut.predictions.filter((_, index) => index % 2 === positive);
  assert.ok('edges' in score && positive >= 0);
  assert.deepEqual(
    [score.rows, score.min, score.edges.at(-1)],
    [probabilities.length, Math.min(...probabilities), Math.max(...probabilities)],
  );
});

test('the score of several classes is the one that is named', () => {
  const { score } = learn(classes(['low', 'middle', 'high'])).references;
  assert.ok('labels' in score);
  assert.deepEqual(score.labels.toSorted(), ['high', 'low', 'middle']);
});
