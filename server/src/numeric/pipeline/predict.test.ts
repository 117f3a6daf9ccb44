import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeContainer } from '../artifact/container.ts';
import { type Column, isCoded } from '../column.ts';
import { at, intAt } from '../element.ts';
import { createRng } from '../rng/rng.ts';
import { assertClose, numericErrorOf } from '../testing/assertions.ts';
import { booleans, mixedTable, numbers, snapshot, words } from '../testing/synthetic-data.ts';
import { decodeArtifact, encodeArtifact } from './artifact.ts';
import old from './fixtures/artifact-version-1.json' with { type: 'json' };
import hashed from './fixtures/artifact-version-2.json' with { type: 'json' };
import { explanationCost } from './explain.ts';
import type { FittedPipeline, Prediction, TrainingRequest } from './pipeline.ts';
import { predictRow, predictRows, scoreRow } from './predict.ts';
import { trainPipeline } from './train-pipeline.ts';

const ROWS = 300;
const TABLE = mixedTable(ROWS, createRng(2));

function train(overrides: Partial<TrainingRequest>): FittedPipeline {
  return trainPipeline({
    task: 'classification',
    columns: TABLE.columns,
    target: TABLE.churned,
    algorithm: overrides.task === 'regression' ? 'ridge' : 'logistic_regression',
    validationSplit: 0.2,
    hyperparameterTuning: false,
    seed: 3,
    ...overrides,
  }).pipeline;
}

const BINARY = train({ calibration: 'none' });
const SEVERAL = train({ target: TABLE.segment, calibration: 'none' });
const REGRESSION = train({ task: 'regression', target: TABLE.sales });
const ALL = [BINARY, SEVERAL, REGRESSION];

function recordAt(columns: readonly Column[], row: number): Record<string, unknown> {
  return Object.fromEntries(
    columns.map((column) => {
      if (isCoded(column)) return [column.name, column.dictionary[intAt(column.codes, row)] ?? null];
      const value = at(column.values, row);
      return [column.name, Number.isNaN(value) ? null : column.kind === 'boolean' ? value === 1 : value];
    }),
  );
}

/** Rows with a value at least, as records. */
function records(): Record<string, unknown>[] {
  return Array.from({ length: ROWS }, (_, r) => recordAt(TABLE.columns, r));
}

function kindOf<K extends Prediction['kind']>(prediction: Prediction, kind: K): Extract<Prediction, { kind: K }> {
  const matches = (each: Prediction): each is Extract<Prediction, { kind: K }> => each.kind === kind;
  return matches(prediction) ? prediction : assert.fail(`${prediction.kind} is not ${kind}`);
}

test('base value and contributions sum to the score, for every model and row', () => {
  for (const pipeline of ALL) {
    for (const record of records()) {
      const { baseValue, contributions, score } = predictRow(pipeline, record).explanation;
      assertClose(baseValue + contributions.reduce((sum, each) => sum + each.contribution, 0), score, 1e-12);
      const sizes = contributions.map(({ contribution }) => Math.abs(contribution));
      assert.deepEqual(
        sizes,
        sizes.toSorted((a, b) => b - a),
      );
      assert.deepEqual(new Set(contributions.map(({ feature }) => feature)), new Set(Object.keys(record)));
    }
  }
});

test('two classes: the prediction is the chance of the positive class, the score its log-odds', () => {
  for (const record of records()) {
    const { prediction, label, confidence, explanation } = kindOf(predictRow(BINARY, record), 'binary');
    assertClose(explanation.score, Math.log(prediction / (1 - prediction)), 1e-9);
    assert.equal(explanation.unit, 'log_odds');
    assert.equal(label, prediction >= 0.5);
    assertClose(confidence, Math.max(prediction, 1 - prediction), 1e-12);
  }
});

test('several classes: the prediction is the chance of the label, the score its lead on the average class', () => {
  for (const record of records()) {
    const { prediction, label, confidence, probabilities, explanation } = kindOf(
      predictRow(SEVERAL, record),
      'multi_class',
    );
    assert.equal(prediction, confidence);
    assert.equal(prediction, Math.max(...probabilities.map(({ probability }) => probability)));
    assert.equal(probabilities.find(({ probability }) => probability === prediction)?.label, label);
    const logs = probabilities.map(({ probability }) => Math.log(probability));
    const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
    assertClose(explanation.score, Math.log(prediction) - mean, 1e-9);
  }
  assert.deepEqual(SEVERAL.target.classes, ['high', 'low', 'middle']);
});

test('numbers: the prediction is the score, amid its interval', () => {
  for (const record of records()) {
    const { prediction, interval, confidence, explanation } = kindOf(predictRow(REGRESSION, record), 'regression');
    assertClose(explanation.score, prediction, 1e-10);
    assert.equal(explanation.unit, 'target');
    assertClose((interval.lower + interval.upper) / 2, prediction, 1e-12);
    assert.ok(interval.lower < interval.upper && interval.level === 0.9);
    assert.equal(confidence, REGRESSION.interval?.coverage);
  }
});

test('the base value of a regression is the mean of the target', () => {
  const mean = TABLE.sales.values.reduce((sum, value) => sum + value, 0) / ROWS;
  assertClose(predictRow(REGRESSION, { age: 30 }).explanation.baseValue, mean, 1e-9);
});

test('contributions carry the values as they were understood', () => {
  const { contributions } = predictRow(BINARY, {
    age: '33',
    plan: ' pro ',
    vip: 'no',
    since: '2022-05-01',
  }).explanation;
  const values = Object.fromEntries(contributions.map(({ feature, value }) => [feature, value]));
  assert.deepEqual(values, { age: 33, plan: 'pro', vip: false, since: '2022-05-01', note: null });
});

function contributionOf(record: Record<string, unknown>, feature: string): number {
  const { contributions } = predictRow(BINARY, record).explanation;
  return contributions.find((each) => each.feature === feature)?.contribution ?? Number.NaN;
}

test('contributions have the direction that made the data', () => {
  assert.ok(contributionOf({ age: 68 }, 'age') > 0.5 && contributionOf({ age: 21 }, 'age') < -0.5);
  assert.ok(contributionOf({ age: 40, plan: 'pro' }, 'plan') > 0.3);
  assert.ok(contributionOf({ age: 40, vip: true }, 'vip') < contributionOf({ age: 40, vip: false }, 'vip'));
});

test('excluded features are not explained, and their values do not matter', () => {
  const columns = [...TABLE.columns, numbers('constant', new Float64Array(ROWS).fill(4))];
  const pipeline = train({ columns });
  const { explanation, warnings } = predictRow(pipeline, { age: 30, constant: 5 });
  assert.ok(explanation.contributions.every(({ feature }) => feature !== 'constant'));
  assert.ok(warnings.every(({ column }) => column !== 'constant'));
});

test('without why, the answer is the same', () => {
  for (const pipeline of ALL) {
    for (const record of records()) {
      const { explanation: _, ...answer } = predictRow(pipeline, record);
      assert.deepEqual(scoreRow(pipeline, record), answer);
    }
  }
  numericErrorOf('record_has_no_features', () => scoreRow(BINARY, {}));
});

test('rows are predicted to the bit as records are', () => {
  for (const pipeline of ALL) {
    const batch = predictRows(pipeline, TABLE.columns);
    for (const [r, record] of records().entries()) {
      const single = predictRow(pipeline, record);
      assert.equal(batch.predictions[r], single.prediction);
      if (batch.kind === 'regression') {
        const { lower, upper } = kindOf(single, 'regression').interval;
        assert.deepEqual([batch.lower[r], batch.upper[r]], [lower, upper]);
      } else {
        assert.ok(single.kind !== 'regression');
        assert.equal(batch.classes[batch.labels[r] ?? -1], single.label);
      }
    }
  }
});

test('a batch has the probabilities of all classes, and may be empty', () => {
  const batch = predictRows(SEVERAL, TABLE.columns);
  assert.ok(batch.kind === 'classification');
  assert.equal(batch.probabilities.length, ROWS * 3);
  assert.equal(predictRows(SEVERAL, [numbers('age', [])]).predictions.length, 0);
  const regression = predictRows(REGRESSION, [numbers('age', [30])]);
  assert.ok(regression.kind === 'regression');
  assert.deepEqual([regression.level, regression.coverage], [0.9, REGRESSION.interval?.coverage]);
});

test('predicting changes neither the pipeline nor its input', () => {
  for (const pipeline of ALL) {
    const record = recordAt(TABLE.columns, 0);
    const before = snapshot({ pipeline, record, columns: TABLE.columns });
    predictRow(pipeline, record);
    predictRows(pipeline, TABLE.columns);
    assert.deepEqual(snapshot({ pipeline, record, columns: TABLE.columns }), before);
  }
});

test('bad records are refused with their faults, thin ones are warned about', () => {
  const { faults } = numericErrorOf('invalid_record', () => predictRow(BINARY, { age: 'abc', vip: 'perhaps' }));
  assert.deepEqual(
    faults.map(({ column }) => column),
    ['age', 'vip'],
  );
  numericErrorOf('record_has_no_features', () => predictRow(BINARY, {}));
  const { warnings } = predictRow(BINARY, { age: 30, plan: 'platinum' });
  const codes = warnings.map(({ code }) => code);
  assert.deepEqual(codes, ['missing_value', 'unseen_category', 'missing_value', 'missing_value']);
});

test('a pipeline comes back from its artifact to the byte and predicts to the bit the same', () => {
  for (const pipeline of ALL) {
    const bytes = encodeArtifact(pipeline);
    const back = decodeArtifact(bytes);
    assert.deepEqual(back, pipeline);
    assert.deepEqual(encodeArtifact(back), bytes);
    for (const record of records().slice(0, 20))
      assert.deepEqual(predictRow(back, record), predictRow(pipeline, record));
  }
});

test('an artifact whose parts do not belong together is refused', () => {
  const wrong: FittedPipeline[] = [
    { ...BINARY, task: 'regression' },
    { ...BINARY, interval: { level: 0.9, halfWidth: 1, coverage: 0.9 } },
    { ...BINARY, target: { ...BINARY.target, positive: 0 } },
    { ...BINARY, target: { ...BINARY.target, classes: ['one'] } },
    { ...REGRESSION, interval: null },
    { ...REGRESSION, target: { ...REGRESSION.target, classes: [true, false] } },
    { ...REGRESSION, members: BINARY.members },
    { ...BINARY, members: REGRESSION.members },
    { ...REGRESSION, calibrators: [{ method: 'platt', slope: 1, offset: 0 }] },
    { ...SEVERAL, calibrators: [{ method: 'platt', slope: 1, offset: 0 }] },
    { ...BINARY, calibrators: [{ method: 'isotonic', from: new Float64Array(0), to: new Float64Array(0) }] },
    Object.assign({ ...BINARY }, { members: [] }),
    { ...SEVERAL, target: { ...SEVERAL.target, classes: ['a', 'b', 'c', 'd'] } },
  ];
  for (const pipeline of wrong) numericErrorOf('artifact_corrupted', () => decodeArtifact(encodeArtifact(pipeline)));
});

test('a damaged artifact is refused', () => {
  const bytes = encodeArtifact(BINARY);
  numericErrorOf('artifact_truncated', () => decodeArtifact(bytes.subarray(0, bytes.length - 8)));
  const damaged = Uint8Array.from(bytes);
  damaged[bytes.length >> 1] = (damaged[bytes.length >> 1] ?? 0) ^ 1;
  numericErrorOf('artifact_corrupted', () => decodeArtifact(damaged));
  numericErrorOf('artifact_not_recognized', () => decodeArtifact(new Uint8Array(40)));
});

test('the weights of a linear table are found again', () => {
  const rng = createRng(11);
  const a = Array.from({ length: 500 }, () => rng.normal() * 7 + 3);
  const b = Array.from({ length: 500 }, () => rng.uniform() < 0.4);
  const c = Array.from({ length: 500 }, () => ['x', 'y', 'z'][rng.integer(3)] ?? 'x');
  const effect: Record<string, number> = { x: 0, y: 5, z: -2 };
  const y = a.map((value, i) => 10 + 2 * value + (b[i] === true ? 4 : 0) + (effect[c[i] ?? 'x'] ?? 0));
  const pipeline = train({
    task: 'regression',
    columns: [numbers('a', a), booleans('b', b), words('c', 'category', c)],
    target: numbers('y', y),
    algorithm: 'linear_regression',
  });
  assertClose(predictRow(pipeline, { a: 100, b: true, c: 'z' }).prediction, 212, 1e-9);
  const parts = (record: Record<string, unknown>): Record<string, number> =>
    Object.fromEntries(
      predictRow(pipeline, record).explanation.contributions.map((each) => [each.feature, each.contribution]),
    );
  const [one, two] = [parts({ a: 1, b: true, c: 'y' }), parts({ a: 2, b: false, c: 'z' })];
  assertClose((two['a'] ?? 0) - (one['a'] ?? 0), 2, 1e-9);
  assertClose((one['b'] ?? 0) - (two['b'] ?? 0), 4, 1e-9);
  assertClose((one['c'] ?? 0) - (two['c'] ?? 0), 7, 1e-9);
});

// artifact-version-1.json was written by the product before version 2 of the format: three models and what they answered
// to `record`. The program beside it says how.
test('artifacts of format version 1 are read, and answer as they did', () => {
  for (const { artifact, prediction, baseValue, contributions } of [old.binary, old.several, old.regression]) {
    const pipeline = decodeArtifact(Uint8Array.from(Buffer.from(artifact, 'base64')));
    const answer = predictRow(pipeline, old.record);
    assertClose(answer.prediction, prediction, 1e-12);
    assertClose(answer.explanation.baseValue, baseValue, 1e-12);
    for (const { feature, contribution } of answer.explanation.contributions) {
      assertClose(contribution, contributions[feature as keyof typeof contributions], 1e-12);
    }
    assert.deepEqual(decodeArtifact(encodeArtifact(pipeline)), pipeline);
  }
});

// artifact-version-2.json was written before words were weighed one by one.
test('artifacts of format version 2 are read, and hash the words of a text as they did', () => {
  for (const { artifact, prediction, contributions } of [hashed.linear, hashed.tree]) {
    const pipeline = decodeArtifact(Uint8Array.from(Buffer.from(artifact, 'base64')));
    const answer = predictRow(pipeline, hashed.record);
    assertClose(answer.prediction, prediction, 1e-12);
    for (const { feature, contribution, words: parts } of answer.explanation.contributions) {
      assertClose(contribution, contributions[feature as keyof typeof contributions], 1e-12);
      assert.equal(parts, undefined);
    }
    assert.deepEqual(decodeArtifact(encodeArtifact(pipeline)), pipeline);
  }
});

test('an artifact of version 1 without its model is refused', () => {
  for (const payload of [{}, { model: {} }]) {
    numericErrorOf('artifact_corrupted', () => decodeArtifact(writeContainer(1, payload)));
  }
  numericErrorOf('artifact_version_unsupported', () => decodeArtifact(writeContainer(4, {})));
  numericErrorOf('artifact_truncated', () => decodeArtifact(writeContainer(2, {}).subarray(0, 10)));
});

function costOfForest(trees: number): number {
  return explanationCost(train({ algorithm: 'random_forest', hyperparameters: { trees } }));
}

test('what an explanation costs grows with the leaves, and is nothing without trees', () => {
  assert.equal(explanationCost(BINARY), 0);
  assert.ok(costOfForest(4) > 0 && costOfForest(40) > 5 * costOfForest(4));
});
