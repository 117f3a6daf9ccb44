import { at, intAt } from '../element.ts';

/**
 * A P = Q R. `packed` is rows × columns, column-major: R on and above the diagonal; below it the Householder vectors,
 * whose first elements are in `heads`. Column k of A P is column `order[k]` of A. Only the first `rank` columns are
 * reduced.
 */
export interface PivotedQr {
  readonly rows: number;
  readonly columns: number;
  readonly packed: Float64Array;
  readonly heads: Float64Array;
  readonly factors: Float64Array;
  readonly order: Int32Array;
  readonly rank: number;
}

function tailSquares(a: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += at(a, i) * at(a, i);
  return sum;
}

function swapColumns(a: Float64Array, rows: number, i: number, j: number): void {
  const kept = a.slice(i * rows, (i + 1) * rows);
  a.copyWithin(i * rows, j * rows, (j + 1) * rows);
  a.set(kept, j * rows);
}

/** The column from `step` on with the largest rest, among those that are no combination of the ones before; else -1. */
function pivotColumn(a: Float64Array, rows: number, step: number, floors: Float64Array, order: Int32Array): number {
  let best = -1;
  let bestSquares = 0;
  for (let c = step; c < order.length; c += 1) {
    const squares = tailSquares(a, c * rows + step, (c + 1) * rows);
    if (squares > at(floors, intAt(order, c)) && squares > bestSquares) {
      best = c;
      bestSquares = squares;
    }
  }
  return best;
}

/** Makes the column's elements below the diagonal zero and applies the reflection to the columns after it. */
function reflect(a: Float64Array, rows: number, columns: number, step: number): { head: number; factor: number } {
  const from = step * rows + step;
  const alpha = at(a, from);
  const below = tailSquares(a, from + 1, (step + 1) * rows);
  if (below === 0) return { head: 1, factor: 0 };
  const norm = Math.sqrt(alpha * alpha + below);
  const beta = alpha > 0 ? -norm : norm;
  const head = alpha - beta;
  const factor = 2 / (head * head + below);
  a[from] = beta;
  for (let c = step + 1; c < columns; c += 1) {
    const top = c * rows + step;
    let sum = head * at(a, top);
    for (let r = 1; r < rows - step; r += 1) sum += at(a, from + r) * at(a, top + r);
    sum *= factor;
    a[top] = at(a, top) - sum * head;
    for (let r = 1; r < rows - step; r += 1) a[top + r] = at(a, top + r) - sum * at(a, from + r);
  }
  return { head, factor };
}

/**
 * QR by Householder reflections with column pivoting (Golub & Van Loan 2013, Matrix Computations, 4th ed., algorithm
 * 5.4.1). A column whose squared rest has fallen to its floor is a combination of the others; when only such columns
 * are left, the rank is reached.
 *
 * @param a rows × columns, column-major, finite; left as it is
 * @param floors a squared length per column, ≥ 0
 */
export function pivotedQr(a: Float64Array, rows: number, columns: number, floors: Float64Array): PivotedQr {
  const packed = Float64Array.from(a);
  const order = Int32Array.from({ length: columns }, (_, c) => c);
  const steps = Math.min(rows, columns);
  const heads = new Float64Array(steps);
  const factors = new Float64Array(steps);
  let rank = 0;
  for (; rank < steps; rank += 1) {
    const pivot = pivotColumn(packed, rows, rank, floors, order);
    if (pivot < 0) break;
    if (pivot !== rank) {
      swapColumns(packed, rows, rank, pivot);
      const kept = intAt(order, rank);
      order[rank] = intAt(order, pivot);
      order[pivot] = kept;
    }
    const { head, factor } = reflect(packed, rows, columns, rank);
    heads[rank] = head;
    factors[rank] = factor;
  }
  return { rows, columns, packed, heads, factors, order, rank };
}

function applyReflection(qr: PivotedQr, step: number, b: Float64Array): void {
  const { rows, packed } = qr;
  const head = at(qr.heads, step);
  const column = step * rows;
  let sum = head * at(b, step);
  for (let r = step + 1; r < rows; r += 1) sum += at(packed, column + r) * at(b, r);
  sum *= at(qr.factors, step);
  b[step] = at(b, step) - sum * head;
  for (let r = step + 1; r < rows; r += 1) b[r] = at(b, r) - sum * at(packed, column + r);
}

/** Qᵀ b: length `rows`; `b` is left as it is. */
export function timesQTransposed(qr: PivotedQr, b: Float64Array): Float64Array {
  const out = Float64Array.from(b);
  for (let step = 0; step < qr.rank; step += 1) applyReflection(qr, step, out);
  return out;
}

/** Q b: length `rows`; `b` is left as it is. */
export function timesQ(qr: PivotedQr, b: Float64Array): Float64Array {
  const out = Float64Array.from(b);
  for (let step = qr.rank - 1; step >= 0; step -= 1) applyReflection(qr, step, out);
  return out;
}
