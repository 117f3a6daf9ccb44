import { at, intAt } from '../element.ts';
import { choleskyFactor, choleskySolve } from './cholesky.ts';
import { type PivotedQr, pivotedQr, timesQ, timesQTransposed } from './householder.ts';
import { columnMeans, type Matrix } from './matrix.ts';

/**
 * A least-squares problem reduced to p equations: min ‖R w − z‖² has the solutions of min ‖(X − x̄) w − (y − ȳ)‖², each
 * square counted by its row's weight. The intercept is ȳ − x̄ᵀ w.
 */
export interface ReducedLeastSquares {
  /** Rows, or their weight. */
  readonly total: number;
  readonly size: number;
  /** size × size, row-major, upper. */
  readonly triangle: Float64Array;
  readonly rotated: Float64Array;
  readonly featureMeans: Float64Array;
  readonly targetMean: number;
}

interface WeightedRows {
  readonly x: Matrix;
  readonly y: Float64Array;
  readonly weights: Float64Array | undefined;
}

const BLOCK_ROWS = 128;

/** A column that the mean and the other columns explain up to this share of its length adds nothing of its own. */
const RANK_TOLERANCE = 1e-10;

/** Copies rows into a column-major block, centred, times the root of their weight; column `size` is the target. */
function fillBlock(
  block: Float64Array,
  { x, y, weights }: WeightedRows,
  first: number,
  problem: ReducedLeastSquares,
): number {
  const { columns, data } = x;
  const rows = Math.min(BLOCK_ROWS, x.rows - first);
  for (let r = 0; r < rows; r += 1) {
    const from = (first + r) * columns;
    const root = weights === undefined ? 1 : Math.sqrt(at(weights, first + r));
    for (let c = 0; c < columns; c += 1) {
      block[c * BLOCK_ROWS + r] = root * (at(data, from + c) - at(problem.featureMeans, c));
    }
    block[columns * BLOCK_ROWS + r] = root * (at(y, first + r) - problem.targetMean);
  }
  return rows;
}

/** Rotates a block of rows into the triangle: one reflection a column, of the diagonal element and the block's column. */
function foldBlock(block: Float64Array, rows: number, problem: ReducedLeastSquares): void {
  const { size, triangle, rotated } = problem;
  for (let j = 0; j < size; j += 1) {
    const v = j * BLOCK_ROWS;
    let below = 0;
    for (let r = 0; r < rows; r += 1) below += at(block, v + r) * at(block, v + r);
    if (below === 0) continue;
    const alpha = at(triangle, j * size + j);
    const norm = Math.sqrt(alpha * alpha + below);
    const beta = alpha > 0 ? -norm : norm;
    const head = alpha - beta;
    const factor = 2 / (head * head + below);
    triangle[j * size + j] = beta;
    for (let c = j + 1; c <= size; c += 1) {
      const from = c * BLOCK_ROWS;
      const top = c < size ? at(triangle, j * size + c) : at(rotated, j);
      let sum = head * top;
      for (let r = 0; r < rows; r += 1) sum += at(block, v + r) * at(block, from + r);
      sum *= factor;
      if (c < size) triangle[j * size + c] = top - sum * head;
      else rotated[j] = top - sum * head;
      for (let r = 0; r < rows; r += 1) block[from + r] = at(block, from + r) - sum * at(block, v + r);
    }
  }
}

/**
 * Sequential tall-skinny QR: blocks of rows are rotated one after the other into one triangle (Demmel, Grigori,
 * Hoemmen & Langou 2012, "Communication-optimal parallel and sequential QR", section 4). As stable as QR of the whole,
 * in p² memory and one pass; 2 n p² operations.
 *
 * @param x n × p row-major, finite, any n ≥ 0
 * @param y n
 * @param onBlock called before each block of 128 rows; may throw to end the work
 * @param weights n, ≥ 0, not all 0: how much each row counts
 */
export function reduceLeastSquares(
  x: Matrix,
  y: Float64Array,
  onBlock?: () => void,
  weights?: Float64Array,
): ReducedLeastSquares {
  const size = x.columns;
  let sum = 0;
  let total = 0;
  for (let r = 0; r < x.rows; r += 1) {
    const weight = weights === undefined ? 1 : at(weights, r);
    sum += weight * at(y, r);
    total += weight;
  }
  const problem: ReducedLeastSquares = {
    total,
    size,
    triangle: new Float64Array(size * size),
    rotated: new Float64Array(size),
    featureMeans: columnMeans(x, weights),
    targetMean: sum / Math.max(Number.MIN_VALUE, total),
  };
  const block = new Float64Array((size + 1) * BLOCK_ROWS);
  for (let first = 0; first < x.rows; first += BLOCK_ROWS) {
    onBlock?.();
    foldBlock(block, fillBlock(block, { x, y, weights }, first, problem), problem);
  }
  return problem;
}

function transposed(a: Float64Array, size: number): Float64Array {
  const out = new Float64Array(size * size);
  for (let r = 0; r < size; r += 1) for (let c = 0; c < size; c += 1) out[c * size + r] = at(a, r * size + c);
  return out;
}

/** Per column, the squared length that rounding alone could leave: relative to the column before it was centred. */
function rankFloors(problem: ReducedLeastSquares, columns: Float64Array): Float64Array {
  const { total, size, featureMeans } = problem;
  const floors = new Float64Array(size);
  for (let c = 0; c < size; c += 1) {
    let squares = total * at(featureMeans, c) ** 2;
    for (let r = 0; r <= c; r += 1) squares += at(columns, c * size + r) ** 2;
    floors[c] = RANK_TOLERANCE ** 2 * squares;
  }
  return floors;
}

/** Solves R11 s = c, R11 being the leading rank × rank part of a packed QR. */
function backSubstitute(qr: PivotedQr, c: Float64Array): Float64Array {
  const { rank, rows, packed } = qr;
  const s = c.slice(0, rank);
  for (let i = rank - 1; i >= 0; i -= 1) {
    let sum = at(s, i);
    for (let k = i + 1; k < rank; k += 1) sum -= at(packed, k * rows + i) * at(s, k);
    s[i] = sum / at(packed, i * rows + i);
  }
  return s;
}

/** Puts the elements back into the order of the columns before pivoting. */
function unpermuted(qr: PivotedQr, solution: Float64Array): Float64Array {
  const weights = new Float64Array(qr.columns);
  for (let k = 0; k < qr.columns; k += 1) weights[intAt(qr.order, k)] = at(solution, k);
  return weights;
}

/** The shortest s with [R11 R12] s = c: by QR of the transpose (Golub & Van Loan 2013, section 5.6.2). */
function shortestSolution(qr: PivotedQr, c: Float64Array): Float64Array {
  const { rank, rows, columns, packed } = qr;
  const wide = new Float64Array(columns * rank);
  for (let i = 0; i < rank; i += 1) {
    for (let k = i; k < columns; k += 1) wide[i * columns + k] = at(packed, k * rows + i);
  }
  const second = pivotedQr(wide, columns, rank, new Float64Array(rank));
  const s = new Float64Array(columns);
  for (let i = 0; i < rank; i += 1) {
    let sum = at(c, intAt(second.order, i));
    for (let k = 0; k < i; k += 1) sum -= at(second.packed, i * columns + k) * at(s, k);
    s[i] = sum / at(second.packed, i * columns + i);
  }
  return timesQ(second, s);
}

/**
 * The shortest of all least-squares solutions, so that collinear columns share their weight and constant ones get
 * none: complete orthogonal decomposition (Golub & Van Loan 2013, section 5.5.2).
 *
 * @returns p weights; all zero where the rank is 0
 */
export function solveLeastSquares(problem: ReducedLeastSquares): { weights: Float64Array; rank: number } {
  const { size } = problem;
  const columns = transposed(problem.triangle, size);
  const qr = pivotedQr(columns, size, size, rankFloors(problem, columns));
  const c = timesQTransposed(qr, problem.rotated);
  const solution = qr.rank === size ? backSubstitute(qr, c) : shortestSolution(qr, c);
  return { weights: unpermuted(qr, solution), rank: qr.rank };
}

/** Lower triangle of RᵀR (size × size, row-major), and Rᵀz: products of the centred columns, and with the target. */
export function normalEquations({ size, triangle, rotated }: ReducedLeastSquares): {
  gram: Float64Array;
  moment: Float64Array;
} {
  const gram = new Float64Array(size * size);
  const moment = new Float64Array(size);
  for (let k = 0; k < size; k += 1) {
    for (let i = k; i < size; i += 1) {
      const a = at(triangle, k * size + i);
      moment[i] = at(moment, i) + a * at(rotated, k);
      for (let j = k; j <= i; j += 1) gram[i * size + j] = at(gram, i * size + j) + a * at(triangle, k * size + j);
    }
  }
  return { gram, moment };
}

/**
 * min ‖R w − z‖² + l2 ‖w‖² by the normal equations (RᵀR + l2 I) w = Rᵀz (Hoerl & Kennard 1970, "Ridge regression",
 * eq. 2.1). Where l2 is lost in the rounding of RᵀR, by QR of R stacked on √l2 I, which squares nothing.
 *
 * @param l2 > 0
 */
export function solveRidge(problem: ReducedLeastSquares, l2: number): Float64Array {
  const { size } = problem;
  const { gram, moment } = normalEquations(problem);
  for (let i = 0; i < size; i += 1) gram[i * size + i] = at(gram, i * size + i) + l2;
  const factor = choleskyFactor(gram, size);
  return factor === null ? solveStackedRidge(problem, l2) : choleskySolve(factor, size, moment);
}

function solveStackedRidge(problem: ReducedLeastSquares, l2: number): Float64Array {
  const { size, triangle, rotated } = problem;
  const stacked = new Float64Array(2 * size * size);
  for (let c = 0; c < size; c += 1) {
    for (let r = 0; r <= c; r += 1) stacked[c * 2 * size + r] = at(triangle, r * size + c);
    stacked[c * 2 * size + size + c] = Math.sqrt(l2);
  }
  const right = new Float64Array(2 * size);
  right.set(rotated);
  const qr = pivotedQr(stacked, 2 * size, size, new Float64Array(size));
  return unpermuted(qr, backSubstitute(qr, timesQTransposed(qr, right)));
}
