import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readContainer, writeContainer } from '../artifact/container.ts';
import type { Column } from '../column.ts';
import { at } from '../element.ts';
import { createRng } from '../rng/rng.ts';
import { assertAllClose, assertClose, numericErrorOf } from '../testing/assertions.ts';
import { numbers, words } from '../testing/synthetic-data.ts';
import { decodeArtifact, encodeArtifact } from './artifact.ts';
import type { Contribution, FittedPipeline, TrainingRequest, TrainingResult } from './pipeline.ts';
import { predictRow, predictRows } from './predict.ts';
import { trainPipeline } from './train-pipeline.ts';

const ROWS = 400;
const WORDS = ['parcel', 'invoice', 'driver', 'shop', 'late', 'broken', 'great', 'quick'];
const WORTH = [0, 0, 0, 0, -2, -3, 2, 3];

/** Texts of six words, each worth something; a number that is worth something; noise; and blanks. */
function complaints(): { columns: Column[]; worth: Float64Array } {
  const rng = createRng(1);
  const worth = new Float64Array(ROWS);
  const texts = Array.from({ length: ROWS }, (_, r) => {
    const picked = Array.from({ length: 6 }, () => rng.integer(8));
    for (const each of picked) worth[r] = at(worth, r) + (WORTH[each] ?? 0);
    if (r % 20 !== 0) return `${picked.map((each) => WORDS[each]).join(' ')} no${r}`;
    worth[r] = 0;
    return null;
  });
  const stars = Array.from({ length: ROWS }, () => rng.integer(5));
  stars.forEach((each, r) => (worth[r] = at(worth, r) + each + rng.normal() / 2));
  return { columns: [words('note', 'text', texts), numbers('stars', stars)], worth };
}

const { columns, worth } = complaints();
const CHURNED = numbers(
  'churned',
  worth.map((value) => Number(value < 2)),
);
const SEGMENT = words(
  'segment',
  'category',
  Array.from(worth, (value) => (value < -1 ? 'low' : value < 5 ? 'middle' : 'high')),
);
const SALES = numbers(
  'sales',
  worth.map((value) => 1000 + 10 * value),
);
const RECORD = { note: 'Broken and late, but the driver was quick', stars: 2 };

function train(overrides: Partial<TrainingRequest>): TrainingResult {
  return trainPipeline({
    task: 'classification',
    columns,
    target: CHURNED,
    algorithm: 'logistic_regression',
    validationSplit: 0.2,
    hyperparameterTuning: false,
    calibration: 'none',
    seed: 3,
    ...overrides,
  });
}

const LINEAR = train({});
const SEVERAL = train({ target: SEGMENT });
const RIDGE = train({ task: 'regression', target: SALES, algorithm: 'ridge' });
const TREES = train({ algorithm: 'gradient_boosting' });
const BLEND = train({ algorithm: 'ensemble', target: SEGMENT, hyperparameters: { trees: 10, iterations: 10 } });
const ALL = [LINEAR, SEVERAL, RIDGE, TREES, BLEND];

function noteOf(pipeline: FittedPipeline, record: Record<string, unknown>): Contribution {
  const { contributions } = predictRow(pipeline, record).explanation;
  return contributions.find(({ feature }) => feature === 'note') ?? assert.fail();
}

test('what words say reaches every kind of model', () => {
  for (const { metrics } of [LINEAR, TREES]) assert.ok((metrics['roc_auc'] ?? 0) > 0.9, JSON.stringify(metrics));
  assert.ok((RIDGE.metrics['r2'] ?? 0) > 0.85, JSON.stringify(RIDGE.metrics));
  for (const { metrics } of [SEVERAL, BLEND]) assert.ok((metrics['roc_auc'] ?? 0) > 0.9, JSON.stringify(metrics));
});

test('rows are answered alike one by one and together, and contributions add up', () => {
  for (const { pipeline } of ALL) {
    const batch = predictRows(pipeline, [
      words('note', 'text', [RECORD.note, null, ' ', '!!']),
      numbers('stars', [2, 3, 1, 0]),
    ]);
    const records = [RECORD, { note: null, stars: 3 }, { note: ' ', stars: 1 }, { note: '!!', stars: 0 }];
    const answers = records.map((record) => predictRow(pipeline, record));
    assert.deepEqual(
      batch.predictions,
      Float64Array.from(answers, ({ prediction }) => prediction),
    );
    for (const { explanation } of answers) {
      const sum = explanation.contributions.reduce(
        (all, { contribution }) => all + contribution,
        explanation.baseValue,
      );
      assertClose(sum, explanation.score, 1e-9);
    }
  }
});

test('artifacts bring the words back, byte for byte', () => {
  for (const { pipeline } of ALL) {
    const bytes = encodeArtifact(pipeline);
    const back = decodeArtifact(bytes);
    assert.deepEqual(back, pipeline);
    assert.deepEqual(encodeArtifact(back), bytes);
    assert.deepEqual(predictRow(back, RECORD), predictRow(pipeline, RECORD));
  }
  assert.deepEqual(encodeArtifact(train({}).pipeline), encodeArtifact(LINEAR.pipeline));
});

test('an encoder of words without a score is refused', () => {
  const payload = Object(readContainer(3, encodeArtifact(LINEAR.pipeline)));
  payload.preprocessor.encoders[0].means = new Float64Array(0);
  payload.preprocessor.encoders[0].weights = new Float64Array(0);
  payload.preprocessor.encoders[0].scales = new Float64Array(0);
  numericErrorOf('artifact_corrupted', () => decodeArtifact(writeContainer(3, payload)));
});

test('of a linear model a word explains exactly what it changes', () => {
  for (const { pipeline } of [LINEAR, RIDGE, SEVERAL]) {
    const { contribution, words: parts = [] } = noteOf(pipeline, RECORD);
    const empty = noteOf(pipeline, { ...RECORD, note: '???' });
    assert.deepEqual(empty.words, []);
    const all = parts.reduce((sum, each) => sum + each.contribution, 0);
    // All known words of the text are among the ten that are shown.
    assert.ok(parts.length < 10);
    const label = pipeline === SEVERAL.pipeline ? 'low' : undefined;
    const told = predictRow(pipeline, RECORD, label).explanation.contributions.find(
      ({ feature }) => feature === 'note',
    );
    const bare = predictRow(pipeline, { ...RECORD, note: '???' }, label).explanation.contributions.find(
      ({ feature }) => feature === 'note',
    );
    const shown = told?.words?.reduce((sum, each) => sum + each.contribution, 0) ?? Number.NaN;
    assertClose(shown, (told?.contribution ?? Number.NaN) - (bare?.contribution ?? Number.NaN), 1e-9);
    if (label === undefined) assertClose(all, contribution - empty.contribution, 1e-9);
    assert.ok(['broken', 'quick'].includes(parts[0]?.word ?? ''), JSON.stringify(parts));
  }
  const signs = new Map(
    noteOf(RIDGE.pipeline, RECORD).words?.map(({ word, contribution }) => [word, Math.sign(contribution)]),
  );
  assert.deepEqual([signs.get('broken'), signs.get('late'), signs.get('quick')], [-1, -1, 1]);
});

test('of trees the words on the side of the score share the contribution', () => {
  const { contribution, words: parts = [] } = noteOf(TREES.pipeline, { note: 'late broken late broken', stars: 2 });
  assert.ok(contribution > 0);
  assertAllClose([parts.reduce((sum, each) => sum + each.contribution, 0)], [contribution], 1e-9);
  assert.ok(parts.every((each) => each.contribution > 0) && parts.some(({ word }) => word === 'broken'));
});

test('a text that gives the target away is named', () => {
  const told = words(
    'told',
    'text',
    Array.from(worth, (value, r) => `ticket ${r} was closed as ${value < 2 ? 'lost' : 'kept'} today`),
  );
  const { warnings } = train({ columns: [...columns, told] });
  assert.deepEqual(
    warnings.filter(({ code }) => code === 'leakage_suspected').map(({ column }) => column),
    ['told'],
  );
});

test('a part of the rows keeps what is known of them', () => {
  const { rows, metrics } = train({ maxDesignCells: 600 });
  assert.ok(rows.training < 220);
  assert.ok((metrics['roc_auc'] ?? 0) > 0.9);
});
