import { at, intAt } from '../element.ts';

/** A matrix of which only what is not 0 is kept: row r holds the elements starts[r] … starts[r + 1] − 1. */
export interface SparseRows {
  readonly columns: number;
  /** rows + 1. */
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** The given rows, in the given order. */
export function takeSparseRows({ columns, starts, indices, values }: SparseRows, rows: Int32Array): SparseRows {
  const taken = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => (taken[i + 1] = intAt(taken, i) + intAt(starts, row + 1) - intAt(starts, row)));
  const size = intAt(taken, rows.length);
  const part = { columns, starts: taken, indices: new Int32Array(size), values: new Float64Array(size) };
  rows.forEach((row, i) => {
    const [from, to] = [intAt(starts, row), intAt(starts, row + 1)];
    part.indices.set(indices.subarray(from, to), intAt(taken, i));
    part.values.set(values.subarray(from, to), intAt(taken, i));
  });
  return part;
}

/**
 * Writes X W + b.
 *
 * @param weights (columns + 1) × outputs, row-major; the last row is b
 * @param scores n × outputs, row-major; written
 */
export function writeSparseScores(x: SparseRows, weights: Float64Array, outputs: number, scores: Float64Array): void {
  const { starts, indices, values, columns } = x;
  const rows = starts.length - 1;
  for (let r = 0; r < rows; r += 1) {
    const to = intAt(starts, r + 1);
    for (let k = 0; k < outputs; k += 1) {
      let sum = at(weights, columns * outputs + k);
      for (let i = intAt(starts, r); i < to; i += 1) {
        sum += at(values, i) * at(weights, intAt(indices, i) * outputs + k);
      }
      scores[r * outputs + k] = sum;
    }
  }
}

/**
 * Writes [X 1]ᵀ D: how a change of the weights moves a sum whose slope by score is D.
 *
 * @param slopes n × outputs, row-major
 * @param out (columns + 1) × outputs, row-major; written
 */
export function writeSparseSlopes(x: SparseRows, slopes: Float64Array, outputs: number, out: Float64Array): void {
  const { starts, indices, values, columns } = x;
  const rows = starts.length - 1;
  out.fill(0);
  for (let r = 0; r < rows; r += 1) {
    const to = intAt(starts, r + 1);
    for (let k = 0; k < outputs; k += 1) {
      const slope = at(slopes, r * outputs + k);
      const own = columns * outputs + k;
      out[own] = at(out, own) + slope;
      for (let i = intAt(starts, r); i < to; i += 1) {
        const place = intAt(indices, i) * outputs + k;
        out[place] = at(out, place) + slope * at(values, i);
      }
    }
  }
}
