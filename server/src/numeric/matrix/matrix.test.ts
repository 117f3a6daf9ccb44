import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at } from '../element.ts';
import { createRng } from '../rng/rng.ts';
import { assertAllClose, assertClose, numericErrorOf } from '../testing/assertions.ts';
import { linearScores, normalMatrix } from '../testing/synthetic-data.ts';
import { choleskyFactor, choleskySolve } from './cholesky.ts';
import { pivotedQr, timesQ, timesQTransposed } from './householder.ts';
import { reduceLeastSquares, solveLeastSquares, solveRidge } from './least-squares.ts';
import { columnMeans, type Matrix, matrixOf, takeMatrixRows, takeValues, zeroMatrix } from './matrix.ts';

const POSITIVE_DEFINITE = Float64Array.of(4, 12, -16, 12, 37, -43, -16, -43, 98);

function factorOf(a: Float64Array, size: number): Float64Array {
  return choleskyFactor(a, size) ?? assert.fail('not positive definite');
}

/** Xᵀ (y − X w − b): zero at a least-squares solution. */
function normalResidual(x: Matrix, y: Float64Array, weights: Float64Array, intercept: number): number[] {
  const fitted = linearScores(x, [...weights], intercept);
  return Array.from({ length: x.columns }, (_, c) =>
    y.reduce((sum, value, r) => sum + at(x.data, r * x.columns + c) * (value - at(fitted, r)), 0),
  );
}

function interceptOf(problem: ReturnType<typeof reduceLeastSquares>, weights: Float64Array): number {
  return weights.reduce((sum, weight, c) => sum - weight * at(problem.featureMeans, c), problem.targetMean);
}

test('a matrix refuses data of another length', () => {
  assert.equal(matrixOf(2, 3, new Float64Array(6)).columns, 3);
  numericErrorOf('shape_mismatch', () => matrixOf(2, 3, new Float64Array(5)));
});

test('rows are copied in the order asked for, and means are by column', () => {
  const x = matrixOf(3, 2, Float64Array.of(1, 10, 2, 20, 6, 60));
  assert.deepEqual([...takeMatrixRows(x, Int32Array.of(2, 0)).data], [6, 60, 1, 10]);
  assert.deepEqual([...takeValues(Float64Array.of(5, 6, 7), Int32Array.of(2, 2))], [7, 7]);
  assert.deepEqual([...columnMeans(x)], [3, 30]);
  assert.deepEqual([...columnMeans(zeroMatrix(0, 2))], [0, 0]);
});

test('the Cholesky factor of a textbook matrix is the textbook factor', () => {
  assert.deepEqual([...factorOf(POSITIVE_DEFINITE, 3)], [2, 0, 0, 6, 1, 0, -8, 5, 3]);
  assert.deepEqual([...factorOf(new Float64Array(0), 0)], []);
});

test('the Cholesky solution solves the system', () => {
  const expected = [1, -2, 3];
  const b = linearScores(matrixOf(3, 3, POSITIVE_DEFINITE), expected, 0);
  assertAllClose(choleskySolve(factorOf(POSITIVE_DEFINITE, 3), 3, b), expected, 1e-12);
});

test('a matrix that is not positive definite has no Cholesky factor', () => {
  const indefinite = Float64Array.of(1, 2, 2, 1);
  const singular = Float64Array.of(1, 1, 1, 1);
  const nearlySingular = Float64Array.of(1, 1, 1, 1 + Number.EPSILON);
  const broken = Float64Array.of(1, 0, 0, Number.NaN);
  for (const a of [indefinite, singular, nearlySingular, broken]) assert.equal(choleskyFactor(a, 2), null);
  assert.equal(choleskyFactor(Float64Array.of(0), 1), null);
  assert.equal(choleskyFactor(Float64Array.of(-1), 1), null);
});

test('QR reproduces the matrix, its columns reordered, from an orthogonal Q', () => {
  const rng = createRng(1);
  const [rows, columns] = [7, 4];
  const a = Float64Array.from({ length: rows * columns }, () => rng.normal());
  const qr = pivotedQr(a, rows, columns, new Float64Array(columns));
  assert.equal(qr.rank, 4);
  for (let k = 0; k < columns; k += 1) {
    const r = new Float64Array(rows);
    for (let i = 0; i <= k; i += 1) r[i] = at(qr.packed, k * rows + i);
    const source = qr.order[k] ?? -1;
    assertAllClose(timesQ(qr, r), a.subarray(source * rows, (source + 1) * rows), 1e-12);
  }
  const b = Float64Array.from({ length: rows }, () => rng.normal());
  assertAllClose(timesQ(qr, timesQTransposed(qr, b)), b, 1e-12);
});

test('the diagonal of R falls, and a column that is zero below it needs no reflection', () => {
  const a = Float64Array.of(1, 0, 0, 3, 4, 0);
  const qr = pivotedQr(a, 3, 2, new Float64Array(2));
  assert.deepEqual([...qr.order], [1, 0]);
  assertClose(Math.abs(at(qr.packed, 0)), 5, 1e-12);
  const identity = pivotedQr(Float64Array.of(2, 0, 0, 1), 2, 2, new Float64Array(2));
  assert.deepEqual([...identity.packed], [2, 0, 0, 1]);
});

test('least squares leave a residual orthogonal to every column, over several blocks of rows', () => {
  for (const rows of [5, 128, 129, 400]) {
    const rng = createRng(rows);
    const x = normalMatrix(rows, 3, rng);
    const y = linearScores(x, [2, -1, 0.5], 10).map((value) => value + rng.normal());
    const problem = reduceLeastSquares(x, y);
    const { weights, rank } = solveLeastSquares(problem);
    assert.equal(rank, 3);
    assertAllClose(normalResidual(x, y, weights, interceptOf(problem, weights)), [0, 0, 0], 1e-9);
  }
});

test('an exact relation is found exactly, also where columns nearly repeat each other', () => {
  const rng = createRng(2);
  const x = normalMatrix(300, 3, rng);
  for (let r = 0; r < 300; r += 1) x.data[r * 3 + 1] = at(x.data, r * 3) + 1e-6 * at(x.data, r * 3 + 1);
  const problem = reduceLeastSquares(x, linearScores(x, [3, -3, 1], 0));
  const { weights, rank } = solveLeastSquares(problem);
  assert.equal(rank, 3);
  assertAllClose(weights, [3, -3, 1], 1e-8);
});

test('columns that repeat each other share their weight, constant ones get none', () => {
  const rng = createRng(3);
  const x = normalMatrix(50, 4, rng);
  for (let r = 0; r < 50; r += 1) {
    x.data[r * 4 + 1] = at(x.data, r * 4);
    x.data[r * 4 + 2] = 0.1 + 1e9;
  }
  const { weights, rank } = solveLeastSquares(reduceLeastSquares(x, linearScores(x, [4, 0, 0, 1], 5)));
  assert.equal(rank, 2);
  assertAllClose(weights, [2, 2, 0, 1], 1e-9);
});

test('no rows, no columns or only constant columns give zero weights', () => {
  assert.deepEqual([...solveLeastSquares(reduceLeastSquares(zeroMatrix(0, 2), new Float64Array(0))).weights], [0, 0]);
  const none = solveLeastSquares(reduceLeastSquares(zeroMatrix(3, 0), Float64Array.of(1, 2, 3)));
  assert.deepEqual({ rank: none.rank, length: none.weights.length }, { rank: 0, length: 0 });
  const constant = solveLeastSquares(
    reduceLeastSquares(matrixOf(3, 1, Float64Array.of(0.1, 0.1, 0.1)), Float64Array.of(1, 2, 3)),
  );
  assert.deepEqual([...constant.weights], [0]);
});

test('ridge weights satisfy their normal equations', () => {
  const rng = createRng(4);
  const x = normalMatrix(40, 3, rng);
  const y = linearScores(x, [1, 2, 3], 4);
  const problem = reduceLeastSquares(x, y);
  const weights = solveRidge(problem, 5);
  const residual = normalResidual(x, y, weights, interceptOf(problem, weights));
  const means = columnMeans(x);
  const sum = y.reduce(
    (total, value, r) => total + value - at(linearScores(x, [...weights], interceptOf(problem, weights)), r),
    0,
  );
  for (const [c, value] of residual.entries()) assertClose(value - at(means, c) * sum, 5 * at(weights, c), 1e-9);
});

test('a penalty that rounding would swallow still gives the weights of collinear columns', () => {
  const rng = createRng(5);
  const x = normalMatrix(60, 2, rng);
  for (let r = 0; r < 60; r += 1) {
    x.data[r * 2] = 1e7 * at(x.data, r * 2);
    x.data[r * 2 + 1] = at(x.data, r * 2);
  }
  const weights = solveRidge(reduceLeastSquares(x, linearScores(x, [2, 0], 1)), 1e-6);
  assertAllClose(weights, [1, 1], 1e-6);
});
