import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NumericError } from '../numeric-error.ts';
import { createRng } from '../rng/rng.ts';
import { cellsOf, describeImported, readImportedRecord } from './imported-features.ts';
import { judgeImported, readImportedTarget } from './judge-imported.ts';
import { planCoalitions, shapleyValues } from './sampled-shapley.ts';

const refusedAs = (code: string) => (error: unknown) => error instanceof NumericError && error.code === code;

/** A game whose values are known: linear, with one product of two players. */
function scoresOf(masks: readonly Uint8Array[], weights: readonly number[]): Float64Array {
  return Float64Array.from(masks, (mask) => {
    const linear = weights.reduce((sum, weight, p) => sum + weight * (mask[p] ?? 0), 5);
    return linear + 4 * (mask[0] ?? 0) * (mask[1] ?? 0);
  });
}

for (const [players, mostRows] of [
  [1, 2],
  [3, 512],
  [9, 512],
  [9, 100],
  [30, 512],
] as const) {
  test(`of ${players} players with ${mostRows} rows, the shares of a game are its own, and make up all of it`, () => {
    const weights = Array.from({ length: players }, (_, p) => p - 3);
    const plan = planCoalitions(players, mostRows, createRng(1));
    assert.ok(plan.masks.length <= Math.max(mostRows, 2 * players));
    const scores = scoresOf(plan.masks, weights);
    const values = shapleyValues(plan, scores);
    const total = values.reduce((sum, value) => sum + value, 0);
    assert.ok(Math.abs(total - ((scores[0] ?? 0) - (scores[1] ?? 0))) < 1e-9);
    // A pair of an order and its reverse shares a product equally, so sampling gives it exactly as well.
    const isPaired = players > 1 ? 2 : 0;
    for (const [p, value] of values.entries()) {
      const expected = (weights[p] ?? 0) + (p < 2 ? isPaired : 0);
      assert.ok(Math.abs(value - expected) < 1e-9, `player ${p}: ${value} and not ${expected}`);
    }
  });
}

test('without players there is nothing to share', () => {
  const plan = planCoalitions(0, 512, createRng(1));
  assert.equal(plan.masks.length, 1);
  assert.deepEqual(shapleyValues(plan, Float64Array.of(7)), new Float64Array());
});

const number = { name: 'n', kind: 'number', values: Float64Array.of(3, Number.NaN, 1, 2) } as const;
const flag = { name: 'f', kind: 'boolean', values: Float64Array.of(1, 1, 0, Number.NaN) } as const;
const word = { name: 'w', kind: 'text', codes: Int32Array.of(0, 1, 1, -1), dictionary: ['a ', 'b', ''] } as const;
const features = [number, flag, word].map(describeImported);

test('a feature is described by what occurred', () => {
  assert.deepEqual(features, [
    { name: 'n', kind: 'number', min: 1, max: 3, integer: true, categories: [], typical: 2 },
    { name: 'f', kind: 'boolean', min: 0, max: 0, integer: false, categories: [], typical: 1 },
    { name: 'w', kind: 'category', min: 0, max: 0, integer: false, categories: ['b', 'a'], typical: 'b' },
  ]);
  const blank = describeImported({ name: 'x', kind: 'number', values: Float64Array.of(Number.NaN) });
  assert.deepEqual([blank.typical, blank.min, blank.integer], [0, 0, false]);
  const many = Array.from({ length: 300 }, (_, i) => `word ${i}`);
  const prose = describeImported({ name: 'x', kind: 'text', codes: Int32Array.from(many.keys()), dictionary: many });
  assert.deepEqual([prose.kind, prose.categories], ['text', []]);
  const empty = describeImported({ name: 'x', kind: 'text', codes: Int32Array.of(-1), dictionary: [] });
  assert.equal(empty.typical, '');
  const time = { name: 't', kind: 'time', values: Float64Array.of(0) } as const;
  assert.throws(() => describeImported(time), refusedAs('column_kind_mismatch'));
});

test('columns and records are read alike', () => {
  const [n, f, w] = features.map((feature, i) => cellsOf(feature, [number, flag, word][i] ?? number));
  assert.deepEqual([n, f, w], [number.values, flag.values, ['a', 'b', 'b', null]]);
  const record = readImportedRecord(features, { n: '3', f: 'yes', w: ' a' });
  assert.deepEqual(record.cells, [Float64Array.of(3), Float64Array.of(1), ['a']]);
  assert.deepEqual(record.values, [3, true, 'a']);
  assert.deepEqual(record.warnings, []);
  const [feature = assert.fail()] = features;
  assert.throws(() => cellsOf(feature, word), refusedAs('column_kind_mismatch'));
  const huge = cellsOf(feature, { ...number, values: Float64Array.of(1e101) });
  assert.deepEqual(huge, Float64Array.of(Number.NaN));
});

test('what is noteworthy of a record is told, and what cannot be read refused together', () => {
  const { warnings, cells } = readImportedRecord(features, { n: 9, w: 'c', more: 1 });
  assert.deepEqual(
    warnings.map(({ code, column }) => [code, column]),
    [
      ['outside_training_range', 'n'],
      ['missing_value', 'f'],
      ['unseen_category', 'w'],
      ['unknown_field', 'more'],
    ],
  );
  assert.deepEqual(cells[1], Float64Array.of(Number.NaN));
  const faulty = { n: 'x', f: 'perhaps', w: {} };
  assert.throws(
    () => readImportedRecord(features, faulty),
    (error: unknown) => error instanceof NumericError && error.faults.length === 3,
  );
  assert.throws(() => readImportedRecord(features, { n: null }), refusedAs('record_has_no_features'));
});

const truth = Float64Array.from({ length: 200 }, (_, row) => Number(row % 3 === 0));
const churned = { name: 'left', kind: 'boolean', values: truth } as const;

const read = (classes: (string | number | boolean)[], positiveClass?: boolean) =>
  readImportedTarget({
    task: 'classification',
    target: churned,
    classes,
    ...(positiveClass === undefined ? {} : { positiveClass }),
  });

test('the positive class comes last, whatever the order of the outputs', () => {
  assert.deepEqual(read(['yes', 'no']).description, { name: 'left', classes: [false, true], positive: 1 });
  assert.deepEqual(read(['yes', 'no']).places, [1, 0]);
  assert.deepEqual(read([0, 1]).places, [0, 1]);
  assert.deepEqual(read([0, 1], false).description.classes, [true, false]);
  assert.throws(() => read(['maybe', 'no', 'never']), refusedAs('class_not_answered'));
});

test('targets of other kinds are read as the data spells them, or refused', () => {
  const words = readImportedTarget({ task: 'classification', target: word, classes: ['b', 'a'], positiveClass: 'b' });
  assert.deepEqual(words.description.classes, ['a', 'b']);
  assert.deepEqual(words.values, Float64Array.of(0, 1, 1, Number.NaN));
  const asked = { task: 'classification', target: word, classes: ['a', 'b'], positiveClass: 'c' } as const;
  assert.throws(() => readImportedTarget(asked), refusedAs('positive_class_unknown'));
  const several = readImportedTarget({ task: 'classification', target: number, classes: ['1', 2, 3] });
  assert.deepEqual([several.description.positive, several.description.classes], [-1, [1, 2, 3]]);
  const time = { name: 't', kind: 'time', values: Float64Array.of(0) } as const;
  assert.throws(
    () => readImportedTarget({ task: 'classification', target: time, classes: [0, 1] }),
    refusedAs('target_not_categorical'),
  );
  assert.throws(
    () => readImportedTarget({ task: 'regression', target: word, classes: [] }),
    refusedAs('target_not_numeric'),
  );
});

test('classes are measured on every row with a target, beside the guess of their shares', () => {
  const target = readImportedTarget({ task: 'classification', target: churned, classes: [false, true] });
  const good = Float64Array.from({ length: 400 }, (_, i) => {
    const chance = truth[Math.floor(i / 2)] === 1 ? 0.9 : 0.2;
    return i % 2 === 1 ? chance : 1 - chance;
  });
  const judged = judgeImported(target, good);
  assert.deepEqual(judged.rows, { total: 200, withoutTarget: 0, training: 0, validation: 200 });
  assert.equal(judged.metrics['roc_auc'], 1);
  assert.ok((judged.metrics['log_loss'] ?? 9) < (judged.baseline['log_loss'] ?? 0));
  assert.equal(judged.interval, null);
  const alone = { ...churned, values: new Float64Array(200) };
  const one = readImportedTarget({ task: 'classification', target: alone, classes: [false, true] });
  assert.throws(() => judgeImported(one, good), refusedAs('single_class'));
});

test('numbers are measured on the half that did not give the interval its width', () => {
  const values = Float64Array.from({ length: 300 }, (_, row) => (row === 0 ? Number.NaN : row + Math.sin(row)));
  const target = readImportedTarget({ task: 'regression', target: { name: 'y', kind: 'number', values }, classes: [] });
  const judged = judgeImported(target, Float64Array.from(values.keys()));
  assert.deepEqual(judged.rows, { total: 300, withoutTarget: 1, training: 149, validation: 150 });
  const { halfWidth = 0, coverage = 0 } = judged.interval ?? {};
  assert.ok(halfWidth > 0.9 && halfWidth <= 1 && coverage > 0.75 && coverage < 1, `${halfWidth} ${coverage}`);
  assert.throws(
    () => judgeImported({ ...target, values: values.subarray(0, 30) }, values.subarray(0, 30)),
    refusedAs('too_few_rows'),
  );
});
