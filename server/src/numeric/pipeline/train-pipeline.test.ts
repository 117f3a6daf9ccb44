import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NumericErrorCode } from '../numeric-error.ts';
import { createRng } from '../rng/rng.ts';
import { assertClose, numericErrorOf } from '../testing/assertions.ts';
import { booleans, mixedTable, numbers, snapshot, words } from '../testing/synthetic-data.ts';
import { encodeArtifact } from './artifact.ts';
import type { TrainingRequest } from './pipeline.ts';
import { trainPipeline } from './train-pipeline.ts';
import { convergenceWarnings } from './training-warnings.ts';

const TABLE = mixedTable(400, createRng(1));
const DAY_MS = 86_400_000;

function requestOf(overrides: Partial<TrainingRequest> = {}): TrainingRequest {
  return {
    task: 'classification',
    columns: TABLE.columns,
    target: TABLE.churned,
    algorithm: overrides.task === 'regression' ? 'ridge' : 'logistic_regression',
    validationSplit: 0.2,
    hyperparameterTuning: false,
    seed: 1,
    ...overrides,
  };
}

const REGRESSION: Partial<TrainingRequest> = { task: 'regression', target: TABLE.sales };
const SEVERAL: Partial<TrainingRequest> = { target: TABLE.segment };

test('two classes, several classes and numbers are learnt, each better than the baseline', () => {
  for (const [overrides, metric, better] of [
    [{}, 'log_loss', -1],
    [SEVERAL, 'log_loss', -1],
    [REGRESSION, 'r2', 1],
  ] as const) {
    const { metrics, baseline } = trainPipeline(requestOf(overrides));
    assert.ok(better * ((metrics[metric] ?? Number.NaN) - (baseline[metric] ?? Number.NaN)) > 0.05);
    assert.deepEqual(Object.keys(baseline), Object.keys(metrics));
  }
});

test('the metrics of a task are all there, each within its interval or near it', () => {
  const names = {
    classification: ['accuracy', 'roc_auc', 'pr_auc', 'log_loss', 'brier', 'ece', 'f1'],
    regression: ['rmse', 'mae', 'r2', 'mape', 'smape', 'coverage'],
  };
  for (const overrides of [{}, REGRESSION]) {
    const request = requestOf(overrides);
    const { metrics, metricIntervals } = trainPipeline(request);
    assert.deepEqual(Object.keys(metrics), names[request.task]);
    for (const [name, value] of Object.entries(metrics)) {
      const { lower, upper } = metricIntervals[name] ?? assert.fail(name);
      assert.ok(lower <= value && value <= upper, `${name} ${value} is not in ${lower} … ${upper}`);
    }
  }
});

test('the same request gives the same bytes and figures, another seed others', () => {
  for (const overrides of [{ hyperparameterTuning: true }, SEVERAL, { ...REGRESSION, hyperparameterTuning: true }]) {
    const [first, second] = [trainPipeline(requestOf(overrides)), trainPipeline(requestOf(overrides))];
    assert.deepEqual(encodeArtifact(first.pipeline), encodeArtifact(second.pipeline));
    assert.deepEqual(first, second);
    const other = trainPipeline(requestOf({ ...overrides, seed: 2 }));
    assert.notDeepEqual(other.metrics, first.metrics);
  }
});

test('nothing that is handed in is changed', () => {
  const request = requestOf({ time: Float64Array.from({ length: 400 }, (_, r) => r) });
  const before = snapshot(request);
  trainPipeline(request);
  assert.deepEqual(snapshot(request), before);
});

test('rows are counted by what became of them', () => {
  const values = Float64Array.from(TABLE.sales.values);
  values.fill(Number.NaN, 0, 40);
  const { rows, warnings, split } = trainPipeline(
    requestOf({ task: 'regression', target: { ...TABLE.sales, values } }),
  );
  assert.deepEqual(rows, { total: 400, withoutTarget: 40, training: 288, validation: 72 });
  assert.deepEqual(warnings, [{ code: 'rows_without_target', params: { rows: 40 } }]);
  assert.equal(split, 'random');
});

test('where times are given the latest rows are held out', () => {
  const shift = Float64Array.from({ length: 400 }, (_, r) => (r >= 320 ? 50 : 0));
  const values = TABLE.sales.values.map((value, r) => value + (shift[r] ?? 0));
  const target = { ...TABLE.sales, values };
  const time = Float64Array.from({ length: 400 }, (_, r) => r * DAY_MS);
  const request = requestOf({ task: 'regression', target, algorithm: 'ridge' });
  const dated = trainPipeline({ ...request, time });
  assert.deepEqual([dated.split, dated.rows.training, dated.rows.validation], ['time', 320, 80]);
  assert.ok((dated.metrics['mae'] ?? 0) > 40, 'the shift of the latest rows must be seen');
  assert.ok((trainPipeline(request).metrics['mae'] ?? 99) < 40);
  const still = trainPipeline({ ...request, time: new Float64Array(400).fill(DAY_MS) });
  assert.equal(still.split, 'random');
  assert.ok(still.warnings.some(({ code }) => code === 'time_not_usable'));
});

test('a time that leaves a class without training rows is not used', () => {
  const target = booleans(
    'late',
    Array.from({ length: 400 }, (_, r) => r >= 350),
  );
  const time = Float64Array.from({ length: 400 }, (_, r) => r * DAY_MS);
  const { split, warnings } = trainPipeline(
    requestOf({ target, time, columns: TABLE.columns.filter(({ name }) => name !== 'since') }),
  );
  assert.equal(split, 'random');
  assert.deepEqual(
    warnings.map(({ code }) => code),
    ['time_not_usable'],
  );
});

test('held-out rows of one class leave the area under the curve unmeasured, and a warning', () => {
  const target = booleans(
    'early',
    Array.from({ length: 400 }, (_, r) => r < 200 && r % 3 === 0),
  );
  const time = Float64Array.from({ length: 400 }, (_, r) => r * DAY_MS);
  const { metrics, metricIntervals, warnings } = trainPipeline(
    requestOf({ target, time, columns: TABLE.columns.filter(({ name }) => name !== 'since') }),
  );
  assert.equal(metrics['roc_auc'], undefined);
  assert.equal(metricIntervals['roc_auc'], undefined);
  assert.ok(warnings.some(({ code, params }) => code === 'metric_not_measurable' && params['metric'] === 'roc_auc'));
});

test('tuning keeps its trials and marks the chosen one', () => {
  const { trials, hyperparameters, algorithm } = trainPipeline(
    requestOf({ ...REGRESSION, algorithm: 'ridge', hyperparameterTuning: true }),
  );
  assert.equal(trials.length, 9);
  const chosen = trials.filter((trial) => trial.chosen);
  assert.equal(chosen.length, 1);
  assert.deepEqual([chosen[0]?.algorithm, chosen[0]?.hyperparameters], [algorithm, hyperparameters]);
  assert.ok(trials.every((trial) => trial.foldScores.length === 5 && trial.score >= (chosen[0]?.score ?? 0)));
});

test('one candidate for classes is not compared, a spent budget leaves the default', () => {
  assert.deepEqual(trainPipeline(requestOf({ algorithm: 'logistic_regression', calibration: 'none' })).trials, []);
  const { trials, hyperparameters } = trainPipeline(
    requestOf({ algorithm: 'logistic_regression', hyperparameterTuning: true, budgetSpent: () => true }),
  );
  assert.deepEqual([trials.length, hyperparameters], [1, { l2: 1 }]);
});

test('a fixed hyperparameter is used as it is', () => {
  const request = requestOf({
    algorithm: 'logistic_regression',
    hyperparameters: { l2: 7 },
    hyperparameterTuning: true,
  });
  const { hyperparameters, pipeline } = trainPipeline(request);
  assert.deepEqual([hyperparameters, pipeline.hyperparameters], [{ l2: 7 }, { l2: 7 }]);
});

test('progress rises from 0 to 1 through the phases in their order', () => {
  const seen: [string, number][] = [];
  trainPipeline(requestOf({ ...REGRESSION, onProgress: (phase, fraction) => seen.push([phase, fraction]) }));
  const fractions = seen.map(([, fraction]) => fraction);
  assert.deepEqual(
    fractions,
    fractions.toSorted((a, b) => a - b),
  );
  assert.deepEqual([fractions[0], fractions.at(-1)], [0, 1]);
  assert.deepEqual([...new Set(seen.map(([phase]) => phase))], ['preparing', 'fitting', 'validating']);
});

test('a stop is heeded wherever the training stands', () => {
  let calls = 0;
  trainPipeline(requestOf({ hyperparameterTuning: true, shouldStop: () => ((calls += 1), false) }));
  assert.ok(calls > 20);
  for (let after = 0; after < calls; after += 7) {
    let asked = 0;
    const shouldStop = (): boolean => (asked += 1) > after;
    numericErrorOf('stopped', () => trainPipeline(requestOf({ hyperparameterTuning: true, shouldStop })));
  }
});

test('features that teach nothing are named, and one that gives the target away', () => {
  const columns = [
    ...TABLE.columns,
    numbers('constant', new Float64Array(400)),
    numbers('empty', new Float64Array(400).fill(Number.NaN)),
    words(
      'id',
      'text',
      Array.from({ length: 400 }, (_, r) => `id-${r}`),
    ),
    numbers(
      'leak',
      TABLE.churned.values.map((value, r) => value + (r % 7) / 100),
    ),
  ];
  const { warnings } = trainPipeline(requestOf({ columns }));
  assert.deepEqual(
    warnings.map(({ code, column }) => [code, column]),
    [
      ['constant_feature', 'constant'],
      ['empty_feature', 'empty'],
      ['identifier_feature', 'id'],
      ['leakage_suspected', 'leak'],
    ],
  );
});

test('a model that did not converge says so', () => {
  const [{ model }] = trainPipeline(requestOf({ calibration: 'none' })).pipeline.members;
  assert.deepEqual(convergenceWarnings([model]), []);
  const warnings = convergenceWarnings([Object.assign({}, model, { converged: false, iterations: 100 })]);
  assert.deepEqual(warnings, [{ code: 'not_converged', params: { iterations: 100 } }]);
});

test('more cells than allowed are sampled, of every class', () => {
  const { warnings, rows } = trainPipeline(requestOf({ maxDesignCells: 2000 }));
  const sampled = warnings.find(({ code }) => code === 'rows_sampled');
  assert.equal(sampled?.params['rows'], 400);
  assert.ok(Number(sampled?.params['used']) < 120 && rows.training < 120);
});

test('the interval covers the held-out rows about as often as it promises, and says how often', () => {
  const rng = createRng(8);
  const table = mixedTable(3000, rng);
  const { pipeline, metrics } = trainPipeline(
    requestOf({ task: 'regression', columns: table.columns, target: table.sales }),
  );
  assertClose(metrics['coverage'] ?? 0, 0.9, 0.035);
  assert.equal(pipeline.interval?.coverage, metrics['coverage']);
  assert.equal(pipeline.interval?.level, 0.9);
});

test('ten rows are enough, nine are not', () => {
  const x = Array.from({ length: 10 }, (_, r) => r);
  const noisy = numbers(
    'y',
    x.map((value) => 3 * value + (value % 3)),
  );
  const { rows, pipeline } = trainPipeline(
    requestOf({ task: 'regression', columns: [numbers('x', x)], target: noisy }),
  );
  assert.deepEqual([rows.training, rows.validation], [8, 2]);
  assert.ok(Number.isFinite(pipeline.interval?.halfWidth));
  const two = booleans(
    'y',
    x.map((value) => value % 2 === 0),
  );
  assert.equal(
    trainPipeline(requestOf({ columns: [numbers('x', x)], target: two, hyperparameterTuning: true })).rows.validation,
    2,
  );
  const nine = x.slice(1);
  numericErrorOf('too_few_rows', () =>
    trainPipeline(requestOf({ task: 'regression', columns: [numbers('x', nine)], target: numbers('y', nine) })),
  );
});

test('the final model has seen the held-out rows too', () => {
  const x = Array.from({ length: 40 }, (_, r) => r);
  const y = x.map((value) => (value >= 32 ? 1000 : 2 * value + (value % 5)));
  const time = Float64Array.from(x);
  const { pipeline } = trainPipeline(
    requestOf({
      task: 'regression',
      columns: [numbers('x', x)],
      target: numbers('y', y),
      algorithm: 'linear_regression',
      time,
    }),
  );
  const encoder = pipeline.preprocessor.encoders[0];
  assert.equal(encoder?.kind === 'number' ? encoder.max : 0, 39);
  const [{ model }] = pipeline.members;
  assert.ok('intercept' in model && Number(model.intercept) > 200, 'the mean of all targets, not of the early ones');
});

function refuse(code: NumericErrorCode, overrides: Partial<TrainingRequest>): void {
  numericErrorOf(code, () => trainPipeline(requestOf(overrides)));
}

test('requests that make no sense are refused before any work', () => {
  for (const validationSplit of [0.04, 0.51, Number.NaN]) refuse('invalid_validation_split', { validationSplit });
  refuse('target_among_features', { columns: [...TABLE.columns, TABLE.churned] });
  refuse('duplicate_column', { columns: [...TABLE.columns, ...TABLE.columns] });
  refuse('shape_mismatch', { columns: [numbers('x', [1, 2])] });
  refuse('shape_mismatch', { time: new Float64Array(3) });
  refuse('algorithm_does_not_fit_task', { algorithm: 'ridge' });
  refuse('unknown_hyperparameter', { hyperparameters: { depth: 1 } });
  refuse('invalid_hyperparameter', { seed: -1 });
  refuse('no_usable_features', { columns: [numbers('x', new Float64Array(400))] });
  refuse('no_usable_features', { columns: [] });
  refuse('target_not_numeric', { task: 'regression' });
});
