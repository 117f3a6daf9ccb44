import { at } from '../element.ts';
import { choleskyFactor, choleskySolve } from '../matrix/cholesky.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { writeWeightedGram } from './linear-scores.ts';

/** Solves, roughly, H s = residual. Both are outputs × (p + 1), row-major; `out` is written. */
export type Solve = (residual: Float64Array, out: Float64Array) => void;

const MIN_SAMPLE_ROWS = 2000;
const SAMPLE_ROWS_PER_COLUMN = 4;
const BLOCK_COLUMNS = 256;

/** Neighbouring columns of every `step`-th row. */
interface Block {
  readonly first: number;
  readonly x: Matrix;
}

function blocksOf(x: Matrix, step: number): Block[] {
  const rows = Math.ceil(x.rows / step);
  const blocks: Block[] = [];
  for (let first = 0; first < x.columns; first += BLOCK_COLUMNS) {
    const columns = Math.min(BLOCK_COLUMNS, x.columns - first);
    const data = new Float64Array(rows * columns);
    for (let r = 0; r < rows; r += 1) {
      const from = r * step * x.columns + first;
      data.set(x.data.subarray(from, from + columns), r * columns);
    }
    blocks.push({ first, x: { rows, columns, data } });
  }
  return blocks;
}

/** Factor of Xᵀ D X + l2 I over a block's rows, D being the curvature of one output. */
function factorBlock({ x }: Block, d: Float64Array, l2: number): Float64Array {
  const { columns } = x;
  const gram = new Float64Array((columns + 1) ** 2);
  writeWeightedGram(x, d, gram);
  const square = new Float64Array(columns * columns);
  for (let i = 0; i < columns; i += 1) {
    for (let j = 0; j <= i; j += 1) square[i * columns + j] = at(gram, i * (columns + 1) + j);
    square[i * columns + i] = at(square, i * columns + i) + l2;
  }
  return raisedFactor(square, columns);
}

/**
 * Cholesky factor of a symmetric matrix that is positive definite but for rounding: its diagonal is raised until it
 * factors (Nocedal & Wright 2006, Numerical Optimization, algorithm 3.3).
 *
 * @param a size × size, row-major, lower triangle, some diagonal element positive; left as it is
 */
export function raisedFactor(a: Float64Array, size: number): Float64Array {
  let top = 0;
  for (let i = 0; i < size; i += 1) top = Math.max(top, at(a, i * size + i));
  for (let raise = 0; ; raise = Math.max(raise * 100, top * 1e-12)) {
    const raised = Float64Array.from(a);
    for (let i = 0; i < size; i += 1) raised[i * size + i] = at(raised, i * size + i) + raise;
    const factor = choleskyFactor(raised, size);
    if (factor !== null) return factor;
  }
}

/**
 * Prepares block-diagonal preconditioners for the second derivative of a loss of linear scores: one block per output
 * and 256 columns, from a sample of the rows, intercepts apart (Saad 2003, Iterative Methods for Sparse Linear Systems,
 * section 10.1). It takes the correlation of features out of conjugate gradients, at a small part of their cost.
 *
 * @param x n × p
 * @returns a function of the curvature's diagonal (n × outputs) that factors the blocks
 */
export function preparePreconditioner(x: Matrix, outputs: number, l2: number): (curvature: Float64Array) => Solve {
  const step = Math.max(1, Math.floor(x.rows / Math.max(MIN_SAMPLE_ROWS, SAMPLE_ROWS_PER_COLUMN * x.columns)));
  const blocks = blocksOf(x, step);
  const stride = x.columns + 1;
  return (curvature) => {
    const totals = new Float64Array(outputs);
    for (let i = 0; i < curvature.length; i += 1) totals[i % outputs] = at(totals, i % outputs) + at(curvature, i);
    const factors = Array.from({ length: outputs }, (_, k) =>
      blocks.map((block) => {
        const d = Float64Array.from(
          { length: block.x.rows },
          (_row, r) => step * at(curvature, r * step * outputs + k),
        );
        return { block, factor: factorBlock(block, d, l2) };
      }),
    );
    return (residual, out) => {
      for (const [k, parts] of factors.entries()) {
        for (const { block, factor } of parts) {
          const from = k * stride + block.first;
          const { columns } = block.x;
          out.set(choleskySolve(factor, columns, residual.subarray(from, from + columns)), from);
        }
        const corner = k * stride + x.columns;
        out[corner] = at(residual, corner) / (at(totals, k) + l2);
      }
    };
  };
}
