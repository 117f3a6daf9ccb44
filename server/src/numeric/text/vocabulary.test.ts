import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, intAt } from '../element.ts';
import { neverStop, type Target } from '../estimators/estimator.ts';
import { ridge } from '../estimators/linear-regression.ts';
import { logisticRegression } from '../estimators/logistic-regression.ts';
import { matrixOf } from '../matrix/matrix.ts';
import { tokensOf } from '../preprocessing/prose-encoder.ts';
import { createRng } from '../rng/rng.ts';
import { assertAllClose, assertClose } from '../testing/assertions.ts';
import { complaints } from '../testing/complaints.ts';
import { type SparseRows, takeSparseRows, writeSparseScores } from './sparse-rows.ts';
import { hashTerm, termsOf } from './terms.ts';
import { indexOfTerm, learnVocabulary, type Vocabulary, weighTerms, weighTexts } from './vocabulary.ts';
import { fitWordScores } from './word-scores.ts';

test('a text gives the hashes of its words and of its neighbours, in every language', () => {
  for (const text of [
    "  Don't PANIC, it's 5 o'clock@[`{/:_z",
    '',
    '…',
    'one',
    'El paquete llegó tarde y está roto',
    'Le colis n’est jamais arrivé',
    'Größe und Farbe stimmen nicht',
    'पार्सल देर से आया और टूटा हुआ था',
    '配送がとても遅いです',
    '包裹来得太晚了',
    'وصل الطرد متأخرا ومكسورا',
    'Ｆｕｌｌ width ﬁle',
  ]) {
    const tokens = tokensOf(text);
    const found = termsOf(text);
    assert.deepEqual([...found.words], tokens.map(hashTerm), text);
    const pairs = tokens.slice(1).map((token, i) => hashTerm(`${tokens[i]} ${token}`));
    assert.deepEqual([...found.pairs], pairs, text);
  }
  assert.deepEqual(termsOf(`${'word '.repeat(4000)}beyond`), termsOf('word '.repeat(4000)));
});

function learn(texts: readonly string[], most = 100): Vocabulary {
  return learnVocabulary(texts.map(termsOf), most);
}

const knows = (vocabulary: Vocabulary, term: string): boolean => indexOfTerm(vocabulary, hashTerm(term)) >= 0;

test('words of a single text are kept, pairs of a single one are not', () => {
  const vocabulary = learn(['late parcel again', 'late parcel', 'parcel lost']);
  assert.deepEqual(
    ['late', 'again', 'lost', 'late parcel', 'parcel again', 'unknown'].map((term) => knows(vocabulary, term)),
    [true, true, true, true, false, false],
  );
  const rarity = (term: string): number => at(vocabulary.rarities, indexOfTerm(vocabulary, hashTerm(term)));
  assertClose(rarity('parcel'), Math.log(4 / 4) + 1, 1e-15);
  assertClose(rarity('lost'), Math.log(4 / 2) + 1, 1e-15);
  assert.deepEqual(
    [...vocabulary.terms],
    [...vocabulary.terms].toSorted((a, b) => a - b),
  );
});

test('what is in most texts is kept, words before pairs', () => {
  const texts = ['late parcel a', 'late parcel b', 'late'];
  assert.deepEqual(
    [1, 2, 3].map((most) => ['late', 'parcel', 'late parcel'].filter((term) => knows(learn(texts, most), term))),
    [['late'], ['late', 'parcel'], ['late', 'parcel', 'late parcel']],
  );
});

test('a term that is written twice counts more, not double, and every text has length 1', () => {
  const vocabulary = learn(['late late parcel', 'late', 'fine']);
  const { indices, values } = weighTerms(vocabulary, termsOf('late late parcel unknown'));
  const raw = [(1 + Math.LN2) * (Math.log(4 / 3) + 1), Math.log(4 / 2) + 1];
  const length = Math.hypot(...raw);
  for (const [i, term] of ['late', 'parcel'].entries()) {
    const place = indices.indexOf(indexOfTerm(vocabulary, hashTerm(term)));
    assertClose(at(values, place), (raw[i] ?? 0) / length, 1e-14);
  }
  assert.equal(indices.length, 2);
  assert.deepEqual(weighTerms(vocabulary, termsOf('unknown')).indices, new Int32Array(0));
});

function dense({ columns, starts, indices, values }: SparseRows): ReturnType<typeof matrixOf> {
  const rows = starts.length - 1;
  const data = new Float64Array(rows * columns);
  for (let r = 0; r < rows; r += 1) {
    for (let i = intAt(starts, r); i < intAt(starts, r + 1); i += 1)
      data[r * columns + intAt(indices, i)] = at(values, i);
  }
  return matrixOf(rows, columns, data);
}

function scoresOf(x: SparseRows, y: Target, l2: number): Float64Array {
  const outputs = y.classCount > 2 ? y.classCount : 1;
  const weights = fitWordScores(x, y, l2, new Float64Array((x.columns + 1) * outputs), neverStop);
  const scores = new Float64Array((x.starts.length - 1) * outputs);
  writeSparseScores(x, weights, outputs, scores);
  return scores;
}

test('on sparse rows the fit is that of the dense estimators', () => {
  const { texts, classes } = complaints(120, 1);
  const x = weighTexts(learn(texts, 60), texts.map(termsOf));
  const matrix = dense(x);
  const rng = createRng(1);
  const weights = Float64Array.from(classes, (_, i) => 1 + (i % 3));
  const binary = { values: classes, classCount: 2, weights };
  const chances = logisticRegression.predict(logisticRegression.fit(matrix, binary, { l2: 0.5 }, rng), matrix);
  assertAllClose(
    scoresOf(x, binary, 0.5),
    classes.map((_, i) => Math.log(at(chances, 2 * i + 1) / at(chances, 2 * i))),
    0.02,
  );
  const numbers = { values: classes.map((code, i) => code + (i % 3) / 3), classCount: 0 };
  const predicted = ridge.predict(ridge.fit(matrix, numbers, { l2: 0.5 }, rng), matrix);
  assertAllClose(scoresOf(x, numbers, 0.5), predicted, 0.02);
  const several = { values: classes.map((code, i) => (i % 4 === 0 ? 2 : code)), classCount: 3 };
  const shares = logisticRegression.predict(logisticRegression.fit(matrix, several, { l2: 0.5 }, rng), matrix);
  const scores = scoresOf(x, several, 0.5);
  for (let i = 0; i < 120; i += 1) {
    const own = scores.subarray(3 * i, 3 * i + 3).map(Math.exp);
    const total = own.reduce((sum, each) => sum + each, 0);
    assertAllClose(
      own.map((each) => each / total),
      shares.subarray(3 * i, 3 * i + 3),
      0.01,
    );
  }
});

test('a strong penalty leaves the share of the classes', () => {
  const { texts } = complaints(100, 2);
  const x = weighTexts(learn(texts, 30), texts.map(termsOf));
  const rare = { values: Float64Array.from(texts, (_, i) => Number(i % 5 === 0)), classCount: 2 };
  for (const score of scoresOf(x, rare, 1000)) assertClose(score, Math.log(0.2 / 0.8), 0.03);
});

test('rows of few elements are taken in the given order', () => {
  const x = weighTexts(learn(['a b', 'b', 'c d e']), ['a b', 'b', 'c d e'].map(termsOf));
  const whole = dense(x);
  const taken = dense(takeSparseRows(x, Int32Array.of(2, 0)));
  assert.deepEqual(
    taken.data,
    Float64Array.of(...whole.data.subarray(2 * x.columns), ...whole.data.subarray(0, x.columns)),
  );
});
