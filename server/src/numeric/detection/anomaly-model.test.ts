import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Column } from '../column.ts';
import { createRng } from '../rng/rng.ts';
import { numericErrorOf } from '../testing/assertions.ts';
import { numbers, snapshot, words } from '../testing/synthetic-data.ts';
import {
  type AnomalyRequest,
  decodeAnomalyModel,
  encodeAnomalyModel,
  explainAnomaly,
  scoreAnomalies,
  trainAnomalyModel,
} from './anomaly-model.ts';
import { rowAlgorithms, rowDetectors } from './row-detectors.ts';

/** Orders: two amounts that belong together, a channel, a blank now and then; the last one is absurd. */
function orders(rows: number, seed = 1): Column[] {
  const rng = createRng(seed);
  const price = Float64Array.from({ length: rows }, () => 50 + 5 * rng.normal());
  const freight = price.map((value, row) => (row % 11 === 3 ? Number.NaN : value / 10 + 0.2 * rng.normal()));
  const channel = Array.from({ length: rows }, (_, row) =>
    row % 13 === 5 ? null : rng.uniform() < 0.7 ? 'shop' : 'web',
  );
  price[rows - 1] = 200;
  freight[rows - 1] = -30;
  return [numbers('price', price), numbers('freight', freight), words('channel', 'category', channel)];
}

const request = (overrides: Partial<AnomalyRequest> = {}): AnomalyRequest => ({
  columns: orders(400),
  algorithm: 'isolation_forest',
  seed: 1,
  ...overrides,
});

for (const algorithm of rowAlgorithms) {
  test(`${algorithm}: the absurd row is the strangest, its columns are named, and one row in a hundred is called at most`, () => {
    const columns = orders(400);
    const { model, metrics } = trainAnomalyModel(request({ algorithm, columns }));
    const { scores, severities } = scoreAnomalies(model, columns);
    assert.equal(scores.indexOf(Math.max(...scores)), 399);
    assert.equal(severities[399], 'critical');
    const called = severities.filter((severity) => severity !== null).length;
    assert.ok(called >= (algorithm === 'dbscan' ? 1 : 4) && called <= 6, `${called} of 400`);
    const parts = explainAnomaly(model, columns, 399).map(({ column }) => column);
    assert.deepEqual(parts.slice(0, 2).toSorted(), ['freight', 'price']);
    assert.ok(metrics.average_precision > 0.9 && metrics.precision_at_budget > 0.8, JSON.stringify(metrics));
    assert.ok(metrics.recall > 0.7 && metrics.alert_share < 0.1, JSON.stringify(metrics));
  });

  test(`${algorithm}: the same request gives the same bytes, inputs stay, and the way back through bytes`, () => {
    const columns = orders(120);
    const before = snapshot(columns);
    const { model } = trainAnomalyModel(request({ algorithm, columns }));
    const bytes = encodeAnomalyModel(model);
    assert.deepEqual(encodeAnomalyModel(trainAnomalyModel(request({ algorithm, columns })).model), bytes);
    assert.deepEqual(snapshot(columns), before);
    const back = decodeAnomalyModel(bytes);
    assert.deepEqual(back, model);
    assert.deepEqual(scoreAnomalies(back, columns), scoreAnomalies(model, columns));
  });

  test(`${algorithm}: columns that are blank, unknown labels and rows that are missing are no anomaly by themselves`, () => {
    const { model } = trainAnomalyModel(request({ algorithm }));
    const { scores } = scoreAnomalies(model, [words('channel', 'category', ['shop', 'telephone', null])]);
    assert.ok(scores.every((score) => Number.isFinite(score)));
    assert.equal(scoreAnomalies(model, orders(400)).severities.filter(Boolean).length < 12, true);
    assert.deepEqual(scoreAnomalies(model, []).scores, new Float64Array(0));
  });
}

test('auto takes what finds planted rows best, and says how each did', () => {
  const { model, trials, metrics } = trainAnomalyModel(request({ algorithm: 'auto' }));
  assert.deepEqual(
    trials.map(({ algorithm }) => algorithm),
    [...rowAlgorithms],
  );
  const best = Math.max(...trials.map((trial) => trial.metrics.average_precision));
  assert.equal(metrics.average_precision, best);
  assert.equal(trials.find(({ algorithm }) => algorithm === model.algorithm)?.metrics, metrics);
});

test('contamination moves the threshold; severities begin at rarer and rarer rows', () => {
  const columns = orders(2000);
  const { model } = trainAnomalyModel(request({ columns, contamination: 0.1 }));
  const { severities } = scoreAnomalies(model, columns);
  const count = (wanted: string): number => severities.filter((severity) => severity === wanted).length;
  const counts = [count('low'), count('medium'), count('high'), count('critical')];
  for (const [i, expected] of [133, 47, 13, 7].entries())
    assert.ok(Math.abs((counts[i] ?? 0) - expected) <= 3, counts.join());
});

test('equal rows are no anomalies, however many are asked for', () => {
  const columns = [
    numbers(
      'x',
      Float64Array.from({ length: 40 }, (_, row) => (row === 3 ? 9 : 1)),
    ),
  ];
  const { model } = trainAnomalyModel(request({ columns, algorithm: 'zscore_robust', contamination: 0.5, seed: 2 }));
  const { severities } = scoreAnomalies(model, columns);
  assert.deepEqual([severities[0], severities[3]], [null, 'critical']);
});

test('a table without numbers is learnt from, though nothing can be planted in it', () => {
  const labels = Array.from({ length: 60 }, (_, row) => (row === 7 ? 'odd' : row % 2 === 0 ? 'a' : 'b'));
  const columns = [words('kind', 'category', [...labels, 'odd', 'odd'])];
  const { model, metrics } = trainAnomalyModel(request({ columns, algorithm: 'zscore_robust', contamination: 0.05 }));
  assert.ok(Number.isNaN(metrics.average_precision) && Number.isNaN(metrics.alert_share));
  assert.equal(scoreAnomalies(model, columns).severities[7] === null, false);
  assert.equal(trainAnomalyModel(request({ columns, algorithm: 'auto' })).model.algorithm, 'isolation_forest');
});

test('dbscan: a radius of one’s own, and points that are dense nowhere', () => {
  const columns = orders(60);
  const { model } = trainAnomalyModel(request({ columns, algorithm: 'dbscan', hyperparameters: { radius: 1e-6 } }));
  assert.deepEqual(new Set(scoreAnomalies(model, columns).scores), new Set([0]));
  assert.deepEqual(explainAnomaly(model, columns, 3), []);
  const many = trainAnomalyModel(request({ columns: orders(5300), algorithm: 'dbscan' })).model;
  assert.equal(scoreAnomalies(many, orders(5300)).severities[5299], 'critical');
});

test('what cannot be learnt from is refused, and a stop is heeded', () => {
  numericErrorOf('too_few_rows', () => trainAnomalyModel(request({ columns: orders(19) })));
  numericErrorOf('no_usable_features', () =>
    trainAnomalyModel(request({ columns: [numbers('flat', new Float64Array(30).fill(2))] })),
  );
  for (const overrides of [{ contamination: 0 }, { contamination: 0.6 }, { validationSplit: 0.01 }]) {
    numericErrorOf('invalid_hyperparameter', () => trainAnomalyModel(request(overrides)));
  }
  for (const algorithm of [...rowAlgorithms, 'auto'] as const) {
    numericErrorOf('unknown_hyperparameter', () =>
      trainAnomalyModel(request({ algorithm, hyperparameters: { k: 1 } })),
    );
  }
  for (const algorithm of ['isolation_forest', 'dbscan'] as const) {
    numericErrorOf('stopped', () => trainAnomalyModel(request({ algorithm, shouldStop: () => true })));
    for (const { name, min, max } of rowDetectors[algorithm].hyperparameters) {
      numericErrorOf('invalid_hyperparameter', () =>
        trainAnomalyModel(request({ algorithm, hyperparameters: { [name]: max * 2 } })),
      );
      trainAnomalyModel(request({ columns: orders(40), algorithm, hyperparameters: { [name]: min } }));
    }
  }
});

test('bytes that were tampered with or are of something else are refused', () => {
  const { model } = trainAnomalyModel(request({ algorithm: 'dbscan', columns: orders(40) }));
  const broken = { ...model, model: { ...model.model, radius: 0 } };
  numericErrorOf('artifact_corrupted', () => decodeAnomalyModel(encodeAnomalyModel(broken)));
  numericErrorOf('artifact_not_recognized', () => decodeAnomalyModel(new Uint8Array(40)));
});
