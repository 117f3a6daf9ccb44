import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matrixOf } from '../matrix/matrix.ts';
import { createRng } from '../rng/rng.ts';
import { designOf, fitEffects } from './effects.ts';
import fixtures from './fixtures/effects-fixtures.json' with { type: 'json' };

const x = matrixOf(fixtures.x.length, 3, Float64Array.from(fixtures.x.flat()));
const y = Float64Array.from(fixtures.y);

function assertNear(actual: Iterable<number>, expected: readonly number[], tolerance: number): void {
  const found = [...actual];
  assert.equal(found.length, expected.length);
  found.forEach((value, k) =>
    assert.ok(Math.abs(value - (expected[k] ?? Number.NaN)) <= tolerance, `${value} for ${expected[k]}`),
  );
}

test('coefficients and their covariance are those of the reference', () => {
  const { coefficients, covariance, explained, residuals } = fitEffects(x, y, fixtures.bandwidth);
  assertNear(coefficients, fixtures.coefficients, 1e-10);
  assertNear(covariance, fixtures.covariance, 1e-10);
  assertNear([explained], [fixtures.explained], 1e-10);
  assert.equal(residuals.length, y.length);
});

test('a row far off says nothing of the effects, and its residual says how far it was', () => {
  const spoilt = Float64Array.from(y);
  spoilt[30] = 1000;
  const { coefficients, residuals } = fitEffects(x, spoilt, 4);
  assertNear(coefficients, fixtures.coefficients, 0.1);
  assert.ok((residuals[30] ?? 0) > 900);
});

test('columns that say the same share their effect', () => {
  const rng = createRng(1);
  const column = Float64Array.from({ length: 50 }, () => rng.normal());
  const design = designOf([column.map(() => 1), column, column]);
  const { coefficients } = fitEffects(
    design,
    column.map((value) => 3 + 2 * value),
    0,
  );
  assertNear(coefficients, [3, 1, 1], 1e-3);
});

test('too few rows and values of another length are refused', () => {
  assert.throws(() => fitEffects(matrixOf(2, 2, new Float64Array(4)), new Float64Array(2), 0), {
    code: 'too_few_rows',
  });
  assert.throws(() => fitEffects(x, new Float64Array(3), 0), { code: 'shape_mismatch' });
  assert.equal(designOf([]).rows, 0);
});

test('a constant is explained by nothing', () => {
  const design = designOf([new Float64Array(10).fill(1)]);
  const { explained, coefficients } = fitEffects(design, new Float64Array(10).fill(4), 2);
  assert.equal(explained, 0);
  assertNear(coefficients, [4], 1e-12);
});
