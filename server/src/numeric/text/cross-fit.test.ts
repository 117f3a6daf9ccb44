import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodedColumn } from '../column.ts';
import { at } from '../element.ts';
import { neverStop } from '../estimators/estimator.ts';
import { rocAucOf } from '../metrics/roc-auc.ts';
import { countCategories } from '../preprocessing/category-encoder.ts';
import { createRng } from '../rng/rng.ts';
import { assertClose, numericErrorOf } from '../testing/assertions.ts';
import { complaints } from '../testing/complaints.ts';
import { words } from '../testing/synthetic-data.ts';
import { crossFitWords, type TextRows } from './cross-fit.ts';
import {
  type WordEncoder,
  wordParts,
  wordsWidth,
  writeKnownScores,
  writeWords,
  writeWordsForTrees,
} from './word-encoder.ts';

function areaOf(scores: Float64Array, classes: Float64Array): number {
  return rocAucOf(scores, classes)(new Float64Array(classes.length).fill(1));
}

const ROWS_ALONE = { groups: null };

function fit(
  column: CodedColumn,
  rows: TextRows,
  limits?: { learnt: number; choice: number },
): ReturnType<typeof crossFitWords> {
  return crossFitWords(column, countCategories(column), rows, createRng(7), neverStop, limits);
}

function seen(encoder: WordEncoder, texts: readonly (string | null)[], forTrees = false): Float64Array {
  return Float64Array.from(texts, (text) => {
    const out = new Float64Array(wordsWidth(encoder));
    (forTrees ? writeWordsForTrees : writeWords)(encoder, text, out, 0);
    return at(out, 0);
  });
}

test('words that say the class are found, and new texts are scored like those that no model has seen', () => {
  const { texts, classes } = complaints(400, 2);
  const { encoder, scores } =
    fit(words('t', 'text', texts), { y: { values: classes, classCount: 2 }, ...ROWS_ALONE }) ?? assert.fail();
  const fresh = complaints(400, 3);
  const area = areaOf(seen(encoder, fresh.texts), fresh.classes);
  assert.ok(area > 0.87, `${area}`);
  assertClose(areaOf(scores, classes), area, 0.05);
  assertClose(scores.reduce((sum, score) => sum + score, 0) / 400, 0, 1e-12);
  assertClose(scores.reduce((sum, score) => sum + score ** 2, 0) / 400, 1, 1e-12);
});

test('of a rare class, too, new texts have the mean of those that were learnt from', () => {
  const { texts, classes } = complaints(400, 20);
  const rare = classes.map((code, i) => (i % 4 === 0 ? code : 0));
  const y = { values: rare, classCount: 2 };
  const { encoder } = fit(words('t', 'text', texts), { y, ...ROWS_ALONE }) ?? assert.fail();
  const scores = seen(encoder, complaints(400, 21).texts);
  assertClose(scores.reduce((sum, score) => sum + score, 0) / 400, 0, 0.3);
});

test('a known score is written in the place of what a text would get', () => {
  const { texts, classes } = complaints(100, 22);
  const column = words(
    't',
    'text',
    texts.map((text, i) => (i % 10 === 0 ? null : text)),
  );
  const { encoder } = fit(column, { y: { values: classes, classCount: 2 }, ...ROWS_ALONE }) ?? assert.fail();
  const written = (score: number, forTrees: boolean): number[] => {
    const row = new Float64Array(2).fill(9);
    writeKnownScores(encoder, Float64Array.of(score), forTrees, row, 0);
    return [...row];
  };
  assert.deepEqual(written(1.5, false), [1.5, -0.1]);
  assert.deepEqual(written(Number.NaN, false), [0, 0.9]);
  assert.deepEqual(written(1.5, true), [1.5, 9]);
  assert.deepEqual(written(Number.NaN, true), [Number.NaN, 9]);
});

test('what is learnt of chance is not told to the rows that it was learnt from', () => {
  const rng = createRng(4);
  const { texts } = complaints(300, 40);
  const chance = Float64Array.from(texts, () => rng.integer(2));
  const { encoder, scores } =
    fit(words('t', 'text', texts), { y: { values: chance, classCount: 2 }, ...ROWS_ALONE }) ?? assert.fail();
  const learnt = areaOf(seen(encoder, texts), chance);
  assert.ok(learnt > 0.75, `${learnt}`);
  const told = areaOf(scores, chance);
  assert.ok(Math.abs(told - 0.5) < 0.1, `${told}`);
});

test('rows of one group do not teach what is said of each other', () => {
  const rng = createRng(5);
  const groups = Int32Array.from({ length: 400 }, (_, i) => i >> 3);
  const byGroup = Float64Array.from({ length: 50 }, () => rng.integer(2));
  const classes = Float64Array.from(groups, (group) => at(byGroup, group));
  const column = words(
    't',
    'text',
    Array.from(groups, (group, i) => `client${group} wrote once more about item${i}`),
  );
  const y = { values: classes, classCount: 2 };
  const together = fit(column, { y, groups }) ?? assert.fail();
  const alone = fit(column, { y, groups: null }) ?? assert.fail();
  assert.ok(areaOf(alone.scores, classes) > 0.9);
  assert.ok(Math.abs(areaOf(together.scores, classes) - 0.5) < 0.2);
});

test('numbers and several classes have scores of their own; a text that is missing has none', () => {
  const { texts, classes } = complaints(300, 6);
  const some = texts.map((text, i) => (i % 10 === 0 ? null : text));
  const column = words('t', 'text', some);
  const numbers = { values: classes.map((code, i) => 1e6 * (code + (i % 7) / 20)), classCount: 0 };
  const ofNumbers = fit(column, { y: numbers, ...ROWS_ALONE }) ?? assert.fail();
  const correlation =
    numbers.values.reduce((sum, value, i) => sum + (i % 10 === 0 ? 0 : (value - 6.5e5) * at(ofNumbers.scores, i)), 0) /
    270;
  assert.ok(correlation > 3e5, `${correlation}`);
  assert.equal(ofNumbers.encoder.missingShare, 0.1);
  assert.deepEqual(
    [...ofNumbers.scores].flatMap((score, i) => (Number.isNaN(score) ? [i % 10] : [])),
    Array.from({ length: 30 }, () => 0),
  );
  const several = { values: classes.map((code, i) => (i % 5 === 1 ? 2 : code)), classCount: 3 };
  const { encoder, scores } = fit(column, { y: several, ...ROWS_ALONE }) ?? assert.fail();
  assert.equal(scores.length, 900);
  assert.equal(encoder.means.length, 3);
  assert.equal(encoder.weights.length, 3 * encoder.terms.length);
  const row = new Float64Array(wordsWidth(encoder)).fill(9);
  writeWords(encoder, null, row, 0);
  assert.deepEqual([...row], [0, 0, 0, 0.9]);
  writeWordsForTrees(encoder, '', row, 0);
  assert.deepEqual([...row], [Number.NaN, Number.NaN, Number.NaN, 0.9]);
});

test('texts beyond what may be learnt from are scored by models that have not seen them', () => {
  const { texts, classes } = complaints(400, 8);
  const rng = createRng(9);
  const chance = Float64Array.from(texts, () => rng.integer(2));
  const limits = { learnt: 200 * 13, choice: 100 * 13 };
  const found =
    fit(words('t', 'text', texts), { y: { values: classes, classCount: 2 }, ...ROWS_ALONE }, limits) ?? assert.fail();
  assert.ok(areaOf(found.scores, classes) > 0.85);
  assert.ok(
    found.encoder.terms.length <
      (fit(words('t', 'text', texts), { y: { values: classes, classCount: 2 }, ...ROWS_ALONE })?.encoder.terms.length ??
        0),
  );
  const noise =
    fit(words('t', 'text', texts), { y: { values: chance, classCount: 2 }, ...ROWS_ALONE }, limits) ?? assert.fail();
  assert.ok(Math.abs(areaOf(noise.scores, chance) - 0.5) < 0.15);
  assert.ok(noise.scores.every((score) => Number.isFinite(score)));
});

test('the same texts and seed give the same encoder; inputs stay as they are; a stop is heard', () => {
  const { texts, classes } = complaints(100, 10);
  const column = words('t', 'text', texts);
  const rows = { y: { values: classes, classCount: 2 }, ...ROWS_ALONE };
  const before = structuredClone([column, rows]);
  assert.deepEqual(fit(column, rows), fit(column, rows));
  assert.deepEqual([column, rows], before);
  numericErrorOf('stopped', () => crossFitWords(column, countCategories(column), rows, createRng(1), () => true));
});

test('texts without words, or without a target that differs, teach nothing', () => {
  const y = { values: Float64Array.from({ length: 60 }, (_, i) => i % 2), classCount: 2 };
  assert.equal(
    fit(
      words(
        't',
        'text',
        Array.from({ length: 60 }, (_, i) => '!'.repeat(i + 1)),
      ),
      { y, ...ROWS_ALONE },
    ),
    null,
  );
  const { texts } = complaints(60, 11);
  const flat =
    fit(words('t', 'text', texts), { y: { values: new Float64Array(60).fill(0.1), classCount: 0 }, ...ROWS_ALONE }) ??
    assert.fail();
  assert.deepEqual([...flat.encoder.scales], [0]);
  assert.ok(flat.scores.every((score) => score === 0));
  assert.deepEqual(seen(flat.encoder, texts), new Float64Array(60));
  assert.deepEqual(wordParts(flat.encoder, texts[0] ?? '', 0), []);
});

test('the parts of the words and the empty text add up to the score', () => {
  const { texts, classes } = complaints(300, 12);
  const { encoder } =
    fit(words('t', 'text', texts), { y: { values: classes, classCount: 2 }, ...ROWS_ALONE }) ?? assert.fail();
  const text = 'The parcel was broken, broken box & nothing else';
  const parts = wordParts(encoder, text, 0);
  const [empty = 0] = seen(encoder, ['???']);
  assertClose(
    parts.reduce((sum, { part }) => sum + part, 0),
    (seen(encoder, [text])[0] ?? 0) - empty,
    1e-12,
  );
  const names = parts.map(({ word }) => word);
  assert.equal(names[0], 'broken');
  assert.ok(names.includes('parcel') && !names.includes('nothing'));
});
