import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { VersionRow } from '../versions.repository.ts';
import { compareVersions } from './compare.ts';

/** A version with an accuracy of so much, give or take 0.02. */
function makeVersion(version: number, accuracy: number, change: Partial<VersionRow> = {}): VersionRow {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only what is compared
  return {
    version,
    algorithm: 'ridge',
    target_column: 'y',
    positive_class: null,
    metrics: { accuracy },
    metric_intervals: { accuracy: { lower: accuracy - 0.02, upper: accuracy + 0.02 } },
    feature_columns: ['a', 'b'],
    hyperparameters: { penalty: 1 },
    data_snapshot_hash: 'same',
    split: 'random',
    seed: 0,
    validation_split: 0.2,
    rows_training: 80,
    rows_validation: 20,
    receipt: null,
    ...change,
  } as VersionRow;
}

const verdictOf = (first: VersionRow, second: VersionRow) =>
  compareVersions([first, second]).metrics[0]?.differences[0]?.is_significant;

test('on the same rows a difference is told where it exceeds what both intervals leave open', () => {
  const first = makeVersion(1, 0.8);
  // 0.02 · √2 = 0.0283
  assert.equal(verdictOf(first, makeVersion(2, 0.828)), false);
  assert.equal(verdictOf(first, makeVersion(2, 0.829)), true);
  assert.equal(verdictOf(first, makeVersion(2, 0.771)), true);
  assert.equal(compareVersions([first, makeVersion(2, 0.829)]).same_rows, true);
});

const OTHER_ROWS: [what: string, change: Partial<VersionRow>][] = [
  ['data', { data_snapshot_hash: 'other' }],
  ['random rows', { seed: 1 }],
  ['share', { validation_split: 0.3 }],
  ['target', { target_column: 'z' }],
  ['number of rows', { rows_validation: 19 }],
];

for (const [what, change] of OTHER_ROWS) {
  test(`nothing is told where another ${what} was held out`, () => {
    const second = makeVersion(2, 0.99, change);
    assert.equal(verdictOf(makeVersion(1, 0.5), second), null);
    assert.equal(compareVersions([makeVersion(1, 0.5), second]).same_rows, false);
  });
}

test('where time holds rows out, the seed does not matter', () => {
  const [first, second] = [1, 2].map((version) => makeVersion(version, 0.8, { split: 'time', seed: version }));
  assert.ok(first && second);
  assert.equal(compareVersions([first, second]).same_rows, true);
});

test('without an interval nothing is told, and a metric that one lacks is shown for the other', () => {
  const bare = makeVersion(2, 0.9, { metric_intervals: {}, metrics: { accuracy: 0.9, f1: 0.5 } });
  const { metrics } = compareVersions([makeVersion(1, 0.5), bare]);
  assert.deepEqual(
    metrics.map(({ metric, values, differences }) => [metric, values.map(({ value }) => value), differences.length]),
    [
      ['accuracy', [0.5, 0.9], 1],
      ['f1', [null, 0.5], 0],
    ],
  );
  assert.equal(metrics[0]?.differences[0]?.is_significant, null);
});

test('what differs in how versions came about is listed, and what is alike is not', () => {
  const second = makeVersion(2, 0.8, {
    algorithm: 'random_forest',
    feature_columns: ['b', 'c'],
    hyperparameters: { trees: 100 },
  });
  const { settings, hyperparameters, features } = compareVersions([makeVersion(1, 0.8), second]);
  assert.deepEqual(settings, [
    {
      name: 'algorithm',
      values: [
        { version: 1, value: 'ridge' },
        { version: 2, value: 'random_forest' },
      ],
    },
  ]);
  assert.deepEqual(
    hyperparameters.map(({ name, values }) => [name, ...values.map(({ value }) => value)]),
    [
      ['penalty', 1, null],
      ['trees', null, 100],
    ],
  );
  assert.deepEqual(features, [
    { name: 'a', versions: [1] },
    { name: 'c', versions: [2] },
  ]);
});
