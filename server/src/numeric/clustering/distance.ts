import { at } from '../element.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { NumericError } from '../numeric-error.ts';

/**
 * Squared Euclidean distance of row i of `a` from row j of `b`; both have the same columns. Four sums side by side:
 * one alone would wait for each addition before the next.
 */
export function squaredDistance(a: Matrix, i: number, b: Matrix, j: number): number {
  const { columns } = a;
  const [left, right] = [a.data, b.data];
  let p = i * columns;
  let q = j * columns;
  const end = p + columns;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (; p + 4 <= end; p += 4, q += 4) {
    const d0 = at(left, p) - at(right, q);
    const d1 = at(left, p + 1) - at(right, q + 1);
    const d2 = at(left, p + 2) - at(right, q + 2);
    const d3 = at(left, p + 3) - at(right, q + 3);
    s0 += d0 * d0;
    s1 += d1 * d1;
    s2 += d2 * d2;
    s3 += d3 * d3;
  }
  for (; p < end; p += 1, q += 1) {
    const d = at(left, p) - at(right, q);
    s0 += d * d;
  }
  return s0 + s1 + (s2 + s3);
}

/**
 * Whether points can be compared at all.
 *
 * @throws NumericError too_few_rows (fewer than `required`), shape_mismatch (no column), not_finite
 */
export function checkPoints(x: Matrix, required: number): void {
  if (x.columns < 1) throw new NumericError('shape_mismatch', { what: 'columns', expected: 1, actual: x.columns });
  if (x.rows < required) throw new NumericError('too_few_rows', { rows: x.rows, required });
  for (let index = 0; index < x.data.length; index += 1) {
    if (!(Math.abs(at(x.data, index)) <= Number.MAX_VALUE))
      throw new NumericError('not_finite', { what: 'points', index });
  }
}
