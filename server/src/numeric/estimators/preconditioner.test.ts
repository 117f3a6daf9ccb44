import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at } from '../element.ts';
import { type Matrix, matrixOf } from '../matrix/matrix.ts';
import { createRng } from '../rng/rng.ts';
import { assertAllClose, assertClose } from '../testing/assertions.ts';
import { normalMatrix } from '../testing/synthetic-data.ts';
import { preparePreconditioner, raisedFactor } from './preconditioner.ts';

const L2 = 0.7;

/** (Xᵀ D X + l2 I) s over the columns first … last − 1, D being the curvature of one of the outputs. */
function timesBlock(x: Matrix, d: Float64Array, s: Float64Array, first: number, last: number): number[] {
  const product: number[] = Array.from({ length: last - first }, (_, i) => L2 * at(s, i));
  for (let r = 0; r < x.rows; r += 1) {
    let along = 0;
    for (let c = first; c < last; c += 1) along += at(x.data, r * x.columns + c) * at(s, c - first);
    for (let c = first; c < last; c += 1) {
      product[c - first] = (product[c - first] ?? 0) + at(d, r) * along * at(x.data, r * x.columns + c);
    }
  }
  return product;
}

test('each output and block of columns is solved exactly where all rows are used', () => {
  const rng = createRng(1);
  const [outputs, columns] = [2, 300];
  const x = normalMatrix(40, columns, rng);
  const curvature = Float64Array.from({ length: 40 * outputs }, () => rng.uniform());
  const residual = normalMatrix(outputs, columns + 1, rng).data;
  const out = new Float64Array(residual.length);
  preparePreconditioner(x, outputs, L2)(curvature)(residual, out);
  for (let k = 0; k < outputs; k += 1) {
    const d = curvature.filter((_, i) => i % outputs === k);
    const from = k * (columns + 1);
    for (const [first, last] of [
      [0, 256],
      [256, 300],
    ] as const) {
      const product = timesBlock(x, d, out.subarray(from + first, from + last), first, last);
      assertAllClose(product, residual.subarray(from + first, from + last), 1e-9);
    }
    const total = d.reduce((sum, value) => sum + value, 0) + L2;
    assertClose(at(out, from + columns) * total, at(residual, from + columns), 1e-12);
  }
});

/** Every row of `width` values, twice. */
function twice(values: Float64Array, width: number): Float64Array {
  return Float64Array.from({ length: 2 * values.length }, (_, i) =>
    at(values, Math.floor(i / (2 * width)) * width + (i % width)),
  );
}

test('in many rows a sample stands for all, and for repeated ones exactly', () => {
  const rng = createRng(2);
  const half = normalMatrix(2000, 3, rng);
  const d = Float64Array.from({ length: 2000 }, () => rng.uniform());
  const x = matrixOf(4000, 3, twice(half.data, 3));
  const residual = Float64Array.of(1, -2, 3, 4);
  const out = new Float64Array(4);
  preparePreconditioner(x, 1, L2)(twice(d, 1))(residual, out);
  assertAllClose(timesBlock(x, twice(d, 1), out.subarray(0, 3), 0, 3), residual.subarray(0, 3), 1e-9);
});

test('a matrix that is definite but for rounding is factored all the same', () => {
  const factor = raisedFactor(Float64Array.of(1, 1, 1, 1), 2);
  assertClose(at(factor, 0) ** 2, 1, 1e-9);
  assert.ok(at(factor, 3) > 0 && at(factor, 3) < 1e-5);
});
