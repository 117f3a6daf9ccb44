import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serialPool } from '../parallel.ts';
import { createRng } from '../rng/rng.ts';
import { assertClose, numericErrorOf } from '../testing/assertions.ts';
import { booleans, mixedTable, numbers, times, words } from '../testing/synthetic-data.ts';
import { decodeArtifact, encodeArtifact } from './artifact.ts';
import { groupsOf } from './dataset.ts';
import { chooseFolds, chooseHoldout } from './holdout.ts';
import type { FittedPipeline, TrainingRequest } from './pipeline.ts';
import { predictRow, predictRows } from './predict.ts';
import { trainPipeline } from './train-pipeline.ts';
import { knownInTime } from './training-warnings.ts';

const ROWS = 300;
const TABLE = mixedTable(ROWS, createRng(21));
const DAY_MS = 86_400_000;

function requestOf(overrides: Partial<TrainingRequest>): TrainingRequest {
  return {
    task: 'classification',
    columns: TABLE.columns,
    target: TABLE.churned,
    algorithm: 'logistic_regression',
    validationSplit: 0.2,
    hyperparameterTuning: false,
    seed: 4,
    ...overrides,
  };
}

const SMALL_TREES = { trees: 8, iterations: 8 };
const ENSEMBLES = (
  [
    ['two classes', {}],
    ['several classes', { target: TABLE.segment }],
    ['numbers', { task: 'regression', target: TABLE.sales }],
  ] as const
).map(([name, overrides]) => {
  const request = requestOf({ ...overrides, algorithm: 'ensemble', hyperparameters: SMALL_TREES });
  return { name, request, result: trainPipeline(request) };
});

const RECORDS = [
  { age: 30, vip: true, plan: 'pro', since: '2022-05-01', note: 'great service' },
  { age: 66, plan: 'never seen' },
  { vip: false },
];

for (const { name, request, result } of ENSEMBLES) {
  const { pipeline } = result;

  test(`an ensemble for ${name} blends its members, with weights that sum to one`, () => {
    assert.equal(result.algorithm, 'ensemble');
    const weights = pipeline.members.map(({ weight }) => weight);
    assert.ok(weights.every((weight) => weight > 0));
    assertClose(
      weights.reduce((sum, weight) => sum + weight, 0),
      1,
      1e-9,
    );
    const told = Object.entries(result.hyperparameters).filter(([key]) => key.endsWith('.weight'));
    assert.equal(told.length, 3);
    assert.equal(result.hyperparameters['random_forest.trees'], 8);
    const blended = result.trials.at(-1);
    assert.deepEqual([result.trials.length, blended?.algorithm, blended?.chosen], [4, 'ensemble', true]);
  });

  test(`an ensemble for ${name}: contributions sum to the score of its members`, () => {
    for (const record of RECORDS) {
      const { explanation } = predictRow(pipeline, record);
      const { baseValue, contributions, score, unit } = explanation;
      assert.equal(unit, request.task === 'regression' ? 'target' : 'log_odds');
      assertClose(
        contributions.reduce((sum, { contribution }) => sum + contribution, baseValue),
        score,
        1e-9,
      );
      const plain: FittedPipeline = { ...pipeline, calibrators: [] };
      const answer = predictRow(plain, record);
      if (answer.kind === 'regression') assertClose(score, answer.prediction, 1e-9);
      else if (answer.kind === 'binary')
        assertClose(score, Math.log(answer.prediction / (1 - answer.prediction)), 1e-6);
    }
  });

  test(`an ensemble for ${name} comes back from its bytes, and the same request gives the same bytes`, () => {
    const bytes = encodeArtifact(pipeline);
    const back = decodeArtifact(bytes);
    assert.deepEqual(back, pipeline);
    assert.deepEqual(predictRow(back, RECORDS[0] ?? {}), predictRow(pipeline, RECORDS[0] ?? {}));
    const again = trainPipeline({ ...request, pool: serialPool(2) });
    assert.deepEqual(encodeArtifact(again.pipeline), bytes);
  });

  test(`an ensemble for ${name}: rows are predicted as records are`, () => {
    const batch = predictRows(pipeline, TABLE.columns);
    const record = { age: 40, vip: true, plan: 'pro' };
    const columns = [numbers('age', [40]), booleans('vip', [true]), words('plan', 'text', ['pro'])];
    assert.equal(predictRows(pipeline, columns).predictions[0], predictRow(pipeline, record).prediction);
    assert.equal(batch.predictions.length, ROWS);
  });
}

test('several classes: the score of an ensemble is the lead of the label on the average class', () => {
  const several = ENSEMBLES[1]?.result.pipeline ?? assert.fail();
  const answer = predictRow({ ...several, calibrators: [] }, RECORDS[0] ?? {});
  assert.ok(answer.kind === 'multi_class');
  const logs = answer.probabilities.map(({ probability }) => Math.log(probability));
  assertClose(
    answer.explanation.score,
    Math.log(answer.prediction) - logs.reduce((sum, log) => sum + log, 0) / 3,
    1e-6,
  );
});

test('a tree and a forest explain themselves in probability, boosting in log-odds', () => {
  for (const [algorithm, hyperparameters, unit] of [
    ['decision_tree', {}, 'probability'],
    ['random_forest', { trees: 6 }, 'probability'],
    ['gradient_boosting', { iterations: 6 }, 'log_odds'],
  ] as const) {
    for (const target of [TABLE.churned, TABLE.segment]) {
      const request = requestOf({ algorithm, hyperparameters, target, calibration: 'none' });
      const answer = predictRow(trainPipeline(request).pipeline, RECORDS[0] ?? {});
      assert.equal(answer.explanation.unit, unit);
      if (unit === 'probability') assertClose(answer.explanation.score, answer.prediction, 1e-9);
    }
  }
});

test('auto takes what is best by cross-validation, and a spent budget what was tried first', () => {
  const { trials, algorithm } = trainPipeline(requestOf({ algorithm: 'auto', hyperparameters: SMALL_TREES }));
  assert.deepEqual(new Set(trials.map((trial) => trial.algorithm)).size, 4);
  const best = trials.reduce((least, trial) => (trial.score < least.score ? trial : least));
  assert.deepEqual([best.chosen, best.algorithm], [true, algorithm]);
  const hurried = trainPipeline(requestOf({ algorithm: 'auto', budgetSpent: () => true }));
  assert.deepEqual([hurried.trials.length, hurried.algorithm], [1, 'logistic_regression']);
});

test('wanted calibrations are learnt and applied; the score stays the model’s own', () => {
  for (const calibration of ['platt', 'isotonic'] as const) {
    for (const target of [TABLE.churned, TABLE.segment]) {
      const { pipeline } = trainPipeline(requestOf({ calibration, target }));
      assert.equal(pipeline.calibrators.length, target === TABLE.churned ? 1 : 3);
      assert.equal(pipeline.calibrators[0]?.method, calibration);
      assert.deepEqual(decodeArtifact(encodeArtifact(pipeline)), pipeline);
      const [plain, corrected] = [{ ...pipeline, calibrators: [] }, pipeline].map((each) =>
        predictRow(each, { age: 60 }),
      );
      assert.equal(plain?.explanation.score, corrected?.explanation.score);
      assert.notEqual(plain?.prediction, corrected?.prediction);
    }
  }
});

test('balanced classes weigh alike: without calibration the rare class is named more often', () => {
  const rare = booleans(
    'rare',
    Array.from(TABLE.chance, (p, r) => p > 0.8 && r % 3 > 0),
  );
  const request = requestOf({ target: rare, calibration: 'none' });
  const named = (overrides: Partial<TrainingRequest>): number => {
    const batch = predictRows(trainPipeline({ ...request, ...overrides }).pipeline, TABLE.columns);
    return batch.kind === 'classification' ? batch.labels.reduce((sum, label) => sum + label, 0) : Number.NaN;
  };
  assert.ok(named({ classWeights: 'balanced' }) > 1.3 * named({}));
  const weights = new Float64Array(ROWS).fill(1);
  assert.equal(named({ weights }), named({}));
  assert.notEqual(named({ weights: rare.values.map((value) => 1 + 20 * value), classWeights: 'balanced' }), named({}));
  numericErrorOf('shape_mismatch', () => trainPipeline({ ...request, weights: new Float64Array(3) }));
});

test('groups are never on both sides, and rows without a group stand alone', () => {
  const customers = words(
    'customer',
    'category',
    Array.from({ length: ROWS }, (_, r) => (r % 50 === 0 ? null : `c${r % 40}`)),
  );
  const groups = groupsOf(customers);
  assert.equal(groupsOf(numbers('id', [1, 2, 1, Number.NaN, Number.NaN])).join(), '1,2,1,3,4');
  const y = { values: TABLE.sales.values, classCount: 0 };
  const { split } = chooseHoldout({ y, time: null, groups }, 0.2, createRng(1));
  const seen = new Set([...split.training].map((row) => groups[row]));
  assert.ok([...split.validation].every((row) => !seen.has(groups[row])));
  for (const fold of chooseFolds({ y, time: null, groups }, createRng(1))) {
    const trained = new Set([...fold.training].map((row) => groups[row]));
    assert.ok([...fold.validation].every((row) => !trained.has(groups[row])));
  }
  const one = chooseFolds({ y, time: null, groups: new Int32Array(ROWS) }, createRng(1));
  assert.equal(one.length, 5);
  assert.equal(trainPipeline(requestOf({ groups: customers })).rows.total, ROWS);
  numericErrorOf('shape_mismatch', () => trainPipeline(requestOf({ groups: numbers('g', [1]) })));
});

test('a payoff moves the threshold of the label, and its profit is measured beside the baseline’s', () => {
  const payoff = { truePositive: 90, falsePositive: -10, trueNegative: 0, falseNegative: 0 };
  const { pipeline, metrics, baseline, metricIntervals } = trainPipeline(requestOf({ payoff }));
  assert.equal(pipeline.threshold, 0.1);
  assert.ok((metrics['profit'] ?? 0) > 0 && metricIntervals['profit'] !== undefined && 'profit' in baseline);
  const answers = [20, 30, 40].map((age) => predictRow(pipeline, { age, vip: true }));
  for (const { prediction, ...rest } of answers) {
    assert.ok('label' in rest);
    assert.equal(rest.label, prediction >= 0.1);
    assertClose(rest.confidence, prediction >= 0.1 ? prediction : 1 - prediction, 1e-12);
  }
  assert.equal(trainPipeline(requestOf({ payoff, target: TABLE.segment })).metrics['profit'], undefined);
});

test('what is only known after its row’s time is left out and named, a day lasts until its end', () => {
  const time = Float64Array.from({ length: ROWS }, (_, r) => Date.UTC(2025, 0, 1) + r * DAY_MS);
  const late = times(
    'closed',
    time.map((value) => value + 2 * DAY_MS),
  );
  const sameDay = times(
    'opened',
    time.map((value) => value + DAY_MS / 2),
  );
  const typo = times(
    'typo',
    time.map((value, r) => (r === 7 ? value + 9 * DAY_MS : value - DAY_MS)),
  );
  const { columns, warnings } = knownInTime([late, sameDay, typo, ...TABLE.columns], time);
  assert.deepEqual(
    columns.map(({ name }) => name),
    ['opened', 'typo', 'age', 'vip', 'plan', 'since', 'note'],
  );
  assert.deepEqual(warnings, [{ code: 'known_too_late', column: 'closed', params: { share: 1 } }]);
  const hourly = knownInTime(
    [sameDay],
    time.map((value) => value + 1),
  );
  assert.equal(hourly.warnings.length, 1);
  const trained = trainPipeline(requestOf({ columns: [...TABLE.columns, late], time }));
  assert.ok(trained.warnings.some(({ code }) => code === 'known_too_late'));
  assert.ok(trained.pipeline.preprocessor.encoders.every(({ column }) => column !== 'closed'));
});

test('a late feature that the caller vouches for is used, with a warning, and no other one', () => {
  const time = Float64Array.from({ length: ROWS }, (_, r) => Date.UTC(2025, 0, 1) + r * DAY_MS);
  const [due, closed] = ['due', 'closed'].map((name) =>
    times(
      name,
      time.map((value, r) => value + (2 + (r % 5)) * DAY_MS),
    ),
  );
  assert.ok(due && closed);
  const columns = [...TABLE.columns, due, closed];
  const { pipeline, warnings } = trainPipeline(requestOf({ columns, time, allowLeakage: ['due', 'age'] }));
  const late = warnings.filter(({ code }) => ['known_too_late', 'late_feature_allowed'].includes(code));
  assert.deepEqual(late, [
    { code: 'late_feature_allowed', column: 'due', params: { share: 1 } },
    { code: 'known_too_late', column: 'closed', params: { share: 1 } },
  ]);
  const used = new Set(pipeline.preprocessor.encoders.map(({ column }) => column));
  assert.deepEqual([used.has('due'), used.has('closed')], [true, false]);
});

test('the important features are named first, in every kind of model', () => {
  for (const algorithm of ['logistic_regression', 'gradient_boosting'] as const) {
    const columns = [...TABLE.columns, numbers('still', new Float64Array(ROWS))];
    const { importance } = trainPipeline(requestOf({ algorithm, columns }));
    assert.deepEqual(
      importance.map(({ lossIncrease }) => lossIncrease),
      importance.map(({ lossIncrease }) => lossIncrease).toSorted((a, b) => b - a),
    );
    assert.ok(['age', 'plan', 'vip'].includes(importance[0]?.feature ?? ''));
    assert.ok(importance.every(({ feature }) => feature !== 'still'));
  }
});
