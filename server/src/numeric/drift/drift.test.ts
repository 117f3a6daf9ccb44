import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../rng/rng.ts';
import { kolmogorovSmirnovTest } from '../statistics/two-sample.ts';
import { assertClose } from '../testing/assertions.ts';
import { booleans, numbers, times, words } from '../testing/synthetic-data.ts';
import { compareWithReference } from './compare.ts';
import { type NumberReference, type Reference, referenceOf } from './reference.ts';

const rng = createRng(8);
const normals = (rows: number, shift = 0): Float64Array =>
  Float64Array.from({ length: rows }, () => rng.normal() + shift);
const dice = (rows: number): Float64Array => Float64Array.from({ length: rows }, () => rng.integer(6));
/** The way through a database. */
const kept = (reference: Reference): Reference => JSON.parse(JSON.stringify(reference));

function numbersOf(reference: Reference): NumberReference {
  assert.ok('edges' in reference);
  return reference;
}

test('a reference of numbers keeps percentiles, each with the rows up to it', () => {
  const values = Float64Array.from({ length: 1000 }, (_, i) => 999 - i);
  const { edges, counts, min, rows, blanks } = numbersOf(referenceOf(numbers('n', [...values, Number.NaN, 1e200])));
  assert.deepEqual([edges.length, edges[0], edges[99], min, rows, blanks], [100, 9, 999, 0, 1002, 2]);
  assert.ok(counts.every((count) => count === 10));
});

test('values that occur often have a cell of their own, and the counts sum to the rows', () => {
  const values = Array.from({ length: 400 }, (_, i) => (i < 300 ? 5 : i));
  const { edges, counts } = numbersOf(referenceOf(numbers('n', values)));
  assert.deepEqual([edges[0], counts[0]], [5, 300]);
  assert.equal(
    counts.reduce((sum, count) => sum + count, 0),
    400,
  );
  assert.deepEqual(edges, [...new Set(edges)]);
});

test('the test of numbers is the exact one where the reference has few values, and never stricter elsewhere', () => {
  const [seen, later] = [dice(500), dice(200)];
  const exact = kolmogorovSmirnovTest(seen, later);
  const found = compareWithReference(kept(referenceOf(numbers('n', seen))), later);
  assertClose(found.statistic ?? Number.NaN, exact.statistic, 1e-12);
  assertClose(found.pValue ?? Number.NaN, exact.pValue, 1e-12);
  for (const shift of [0, 0.1, 1, 9, -9]) {
    const [a, b] = [normals(3000), normals(700, shift)];
    const { statistic, pValue, test: name } = compareWithReference(referenceOf(numbers('n', a)), b);
    const whole = kolmogorovSmirnovTest(a, b);
    assert.equal(name, 'ks');
    assert.ok(statistic !== null && pValue !== null);
    assert.ok(statistic <= whole.statistic + 1e-12 && statistic > whole.statistic - 0.011);
    assert.ok(pValue >= whole.pValue - 1e-12);
  }
});

test('the stability index is small where nothing moved, and tells a shift', () => {
  const reference = referenceOf(numbers('n', normals(5000)));
  assert.ok(compareWithReference(reference, normals(2000)).psi < 0.02);
  const moved = compareWithReference(reference, normals(2000, 1));
  // Of ten cells of N(0, 1) against N(1, 1): about 0.9.
  assert.ok(moved.psi > 0.6 && moved.psi < 1.2, String(moved.psi));
  assert.ok((moved.pValue ?? 1) < 1e-6);
});

test('a constant that becomes another one has drifted, upwards or downwards', () => {
  const reference = referenceOf(numbers('n', new Float64Array(50).fill(5)));
  for (const value of [4, 6]) {
    const { psi, statistic } = compareWithReference(reference, new Float64Array(50).fill(value));
    assert.ok(psi > 1);
    assert.equal(statistic, 1);
  }
  assert.equal(compareWithReference(reference, new Float64Array(50).fill(5)).psi, 0);
});

test('blanks count for the stability index and not for the tests', () => {
  const reference = referenceOf(numbers('n', normals(1000)));
  const values = [...normals(500), ...Array.from({ length: 500 }, () => null)];
  const found = compareWithReference(reference, values);
  assert.deepEqual([found.rows, found.blanks], [1000, 500]);
  assert.ok(found.psi > 1 && (found.pValue ?? 0) > 0.001);
  const gone = compareWithReference(reference, [null, '', 'no number']);
  assert.deepEqual([gone.statistic, gone.pValue, gone.blanks], [null, null, 3]);
  assert.ok(gone.psi > 1);
  assert.deepEqual(compareWithReference(reference, []), {
    psi: 0,
    test: 'ks',
    statistic: null,
    pValue: null,
    rows: 0,
    blanks: 0,
  });
  const empty = referenceOf(numbers('n', [Number.NaN]));
  assert.equal(compareWithReference(empty, [1, 2]).statistic, null);
});

test('values are read as predictions read them: decimal text, ISO times, words for true', () => {
  const plain = referenceOf(numbers('n', [1, 2, 3]));
  assert.equal(compareWithReference(plain, ['1', ' 2 ', 3]).statistic, 0);
  const day = Date.UTC(2026, 0, 1);
  const moments = referenceOf(times('t', [day, day + 86_400_000]));
  assert.equal(compareWithReference(moments, ['2026-01-01', '2026-01-02T00:00:00Z']).statistic, 0);
  const flags = referenceOf(booleans('b', [true, false, true, null]));
  assert.deepEqual(flags, {
    kind: 'boolean',
    rows: 4,
    blanks: 1,
    labels: ['true', 'false'],
    counts: [2, 1],
    others: 0,
  });
  assert.equal(compareWithReference(flags, ['yes', 1, 'f', null]).psi, 0);
});

test('labels: rare ones are joined, and unseen ones count among them', () => {
  const labels = Array.from({ length: 1000 }, (_, i) => (i < 600 ? 'a' : i < 990 ? ' b ' : `rare ${i}`));
  const reference = kept(referenceOf(words('l', 'text', [...labels, null])));
  assert.deepEqual(reference, {
    kind: 'label',
    rows: 1001,
    blanks: 1,
    labels: ['a', 'b'],
    counts: [600, 390],
    others: 10,
  });
  const same = compareWithReference(reference, labels);
  assert.ok(same.psi < 0.002 && same.statistic === 0 && same.test === 'chi2');
  const fresh = compareWithReference(reference, [...labels, ...Array.from({ length: 500 }, () => 'new')]);
  assert.ok(fresh.psi > 0.25 && (fresh.pValue ?? 1) < 1e-9);
});

test('χ² joins the labels that may expect fewer than five rows', () => {
  const labels = Array.from({ length: 200 }, (_, i) => ['a', 'b', 'c', 'd'][i < 190 ? i % 2 : 2 + (i % 2)] ?? '');
  const reference = referenceOf(words('l', 'category', labels));
  const found = compareWithReference(reference, [...labels.slice(0, 95), ...labels.slice(190, 195)]);
  // By hand: c, d (5 and 5 of 200, 5 of 100 later) are one cell of 10 and 5; a and b 95, 95 and 48, 47.
  const cells = [
    [95, 48],
    [95, 47],
    [10, 5],
  ] as const;
  const expected = cells.reduce((sum, [a, b]) => {
    const all = a + b;
    return sum + (a - (all * 200) / 300) ** 2 / ((all * 200) / 300) + (b - all / 3) ** 2 / (all / 3);
  }, 0);
  assertClose(found.statistic ?? Number.NaN, expected, 1e-12);
});

test('a column without labels has nothing to compare', () => {
  const reference = referenceOf(words('l', 'category', [null, ' ']));
  assert.deepEqual([reference.rows, reference.blanks], [2, 2]);
  assert.equal(compareWithReference(reference, ['a']).statistic, null);
});

test('prose is compared by its length', () => {
  const sentences = Array.from({ length: 80 }, (_, i) => `this is sentence number ${i + 100}`);
  const reference = referenceOf(words('note', 'text', [...sentences, null]));
  assert.deepEqual([reference.kind, reference.blanks], ['length', 1]);
  assert.equal(compareWithReference(reference, sentences).statistic, 0);
  const longer = compareWithReference(reference, [...sentences.map((text) => `${text} and so on`), null, { odd: 1 }]);
  assert.deepEqual([longer.statistic, longer.blanks], [1, 2]);
});
