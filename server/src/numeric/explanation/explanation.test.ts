import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at } from '../element.ts';
import type { Target } from '../estimators/estimator.ts';
import { matrixOf, type Matrix } from '../matrix/matrix.ts';
import { createRng, type Rng } from '../rng/rng.ts';
import { assertAllClose, assertClose } from '../testing/assertions.ts';
import { normalMatrix } from '../testing/synthetic-data.ts';
import { errorReductionOf } from './error-reduction.ts';
import { findLeaks } from './leakage.ts';
import { permutationImportance } from './permutation-importance.ts';
import { splitLinearScores } from '../estimators/linear-explanation.ts';

test('scores are split over their columns, each against its training mean', () => {
  const parts = splitLinearScores(
    Float64Array.of(2, 3, 5),
    Float64Array.of(1, 1, 1),
    Float64Array.of(10, 1, -1, 0, 2, 0),
    Float64Array.of(0.5, -1),
  );
  assert.deepEqual([...parts.baseValues], [10.5, 1]);
  assert.deepEqual([...parts.contributions], [10, 2, -4, 0, 4, 0]);
});

test('the parts of any linear score sum to it', () => {
  const rng = createRng(1);
  for (let round = 0; round < 50; round += 1) {
    const [row, means, coefficients] = [0, 1, 2].map(() => normalMatrix(1, 12, rng).data);
    if (row === undefined || means === undefined || coefficients === undefined) continue;
    const { baseValues, contributions } = splitLinearScores(row, means, coefficients, Float64Array.of(3));
    assertClose(
      contributions.reduce((sum, part) => sum + part, at(baseValues, 0)),
      row.reduce((sum, value, j) => sum + value * at(coefficients, j), 3),
      1e-12,
    );
  }
});

/** 200 rows of three sources (the second has two columns); `leak` writes into one of them. */
function tableWith(rng: Rng, leak: (data: Float64Array, row: number) => void): Matrix {
  const { data } = normalMatrix(200, 4, rng);
  for (let r = 0; r < 200; r += 1) leak(data, r);
  return matrixOf(200, 4, data);
}

const SOURCES = Int32Array.of(0, 1, 1, 2);

test('a feature that gives a number away is named with its strength', () => {
  const rng = createRng(2);
  const values = Float64Array.from({ length: 200 }, () => rng.normal());
  const y: Target = { values, classCount: 0 };
  const x = tableWith(rng, (data, r) => {
    data[r * 4 + 2] = 3 * at(values, r) + 0.01 * at(data, r * 4 + 2);
    data[r * 4 + 3] = at(values, r) + 0.5 * at(data, r * 4 + 3);
  });
  const leaks = findLeaks(x, y, SOURCES, createRng(3));
  assert.deepEqual(
    leaks.map(({ source }) => source),
    [1],
  );
  assertClose(leaks[0]?.strength ?? 0, 1, 0.001);
});

test('a feature that gives two classes away is named', () => {
  const rng = createRng(4);
  const values = Float64Array.from({ length: 200 }, () => rng.integer(2));
  const x = tableWith(rng, (data, r) => {
    data[r * 4 + 3] = at(values, r) === 1 ? 5 + at(data, r * 4 + 3) : -5 + at(data, r * 4 + 3);
    data[r * 4] = at(values, r) + at(data, r * 4);
  });
  const leaks = findLeaks(x, { values, classCount: 2 }, SOURCES, createRng(5));
  assert.deepEqual(leaks, [{ source: 2, strength: 1 }]);
});

test('a code of several classes is suspected whatever its order, a feature that tells one class from the rest is not', () => {
  const rng = createRng(14);
  const values = Float64Array.from({ length: 300 }, () => rng.integer(4));
  const names = [2, 0, 3, 1];
  const x = matrixOf(
    300,
    2,
    Float64Array.from({ length: 600 }, (_, i) => {
      const code = at(values, i >> 1);
      return i % 2 === 0 ? (names[code] ?? 0) : Number(code === 2);
    }),
  );
  const leaks = findLeaks(x, { values, classCount: 4 }, Int32Array.of(0, 1), rng);
  assert.deepEqual(leaks, [{ source: 0, strength: 1 }]);
});

test('the reduction of errors is counted on rows that the cells have not seen', () => {
  const halves = [
    { training: Int32Array.of(0, 1, 2, 3), validation: Int32Array.of(4, 5, 6) },
    { training: Int32Array.of(4, 5, 6), validation: Int32Array.of(0, 1, 2, 3) },
  ];
  const codes = Float64Array.of(0, 0, 0, 1, 0, 0, 1);
  assert.equal(errorReductionOf(matrixOf(7, 1, codes), codes, 2, halves), 0);
  const repeated = Float64Array.from({ length: 40 }, (_, r) => (r % 4 === 0 ? 1 : 0));
  const rows = Int32Array.from({ length: 40 }, (_, r) => r);
  const split = [{ training: rows.subarray(0, 20), validation: rows.subarray(20) }];
  assert.equal(errorReductionOf(matrixOf(40, 1, repeated), repeated, 2, split), 1);
  const beside = matrixOf(
    40,
    2,
    Float64Array.from({ length: 80 }, (_, i) => (i % 2 === 0 ? 7 : at(repeated, i >> 1))),
  );
  assert.equal(errorReductionOf(beside, repeated, 2, split), 1);
  const unique = matrixOf(40, 1, Float64Array.from(rows));
  assert.equal(errorReductionOf(unique, repeated, 2, split), 0);
  assert.equal(errorReductionOf(unique, new Float64Array(40), 2, split), Number.NaN);
});

test('good and useless features are not suspected, nor anything in a handful of rows', () => {
  const rng = createRng(6);
  const values = Float64Array.from({ length: 200 }, () => rng.integer(2));
  const x = tableWith(rng, (data, r) => (data[r * 4] = 2 * at(values, r) + at(data, r * 4)));
  assert.deepEqual(findLeaks(x, { values, classCount: 2 }, SOURCES, rng), []);
  const few = Float64Array.from({ length: 19 }, (_, r) => r % 2);
  assert.deepEqual(findLeaks(matrixOf(19, 1, few), { values: few, classCount: 2 }, Int32Array.of(0), rng), []);
  const seldom = Float64Array.from({ length: 60 }, (_, r) => (r < 9 ? 1 : 0));
  assert.deepEqual(findLeaks(matrixOf(60, 1, seldom), { values: seldom, classCount: 2 }, Int32Array.of(0), rng), []);
});

test('in many rows a sample is enough', () => {
  const rng = createRng(7);
  const values = Float64Array.from({ length: 30_000 }, () => rng.integer(2));
  const leaks = findLeaks(matrixOf(30_000, 1, values), { values, classCount: 2 }, Int32Array.of(0), rng);
  assertAllClose(
    leaks.map(({ strength }) => strength),
    [1],
    1e-9,
  );
});

test('permutation moves the columns of one source together, and leaves what is not used at 0', () => {
  const rng = createRng(5);
  const data = Float64Array.from({ length: 400 }, () => rng.normal());
  const x = matrixOf(100, 4, data);
  const form = { design: 'linear' as const, x, sources: Int32Array.of(0, 2, 2, 3) };
  const before = Float64Array.from(data);
  const importance = permutationImportance(
    [form],
    4,
    (featuresFor) => {
      const { data: seen } = featuresFor('linear');
      let sum = 0;
      for (let r = 0; r < 100; r += 1) {
        // Columns 1 and 2 must come from one row.
        const pair = data.findIndex((value, i) => i % 4 === 1 && value === at(seen, r * 4 + 1));
        assert.equal(at(seen, r * 4 + 2), at(data, pair + 1));
        sum += Math.abs(at(seen, r * 4) - at(data, r * 4));
      }
      return sum;
    },
    2,
    rng,
  );
  assert.ok(at(importance, 0) > 20);
  assert.ok(importance.subarray(1).every((value) => value === 0));
  assert.deepEqual(data, before);
});
