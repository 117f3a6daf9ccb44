import { at, intAt } from '../element.ts';
import { NumericError } from '../numeric-error.ts';

/** rows × columns, row-major: element (r, c) is `data[r * columns + c]`. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

/**
 * Wraps row-major data, without a copy.
 *
 * @throws NumericError shape_mismatch where the length is not rows × columns
 */
export function matrixOf(rows: number, columns: number, data: Float64Array): Matrix {
  if (data.length !== rows * columns) {
    throw new NumericError('shape_mismatch', { what: 'matrix', expected: rows * columns, actual: data.length });
  }
  return { rows, columns, data };
}

/** A rows × columns matrix of zeros. */
export function zeroMatrix(rows: number, columns: number): Matrix {
  return { rows, columns, data: new Float64Array(rows * columns) };
}

/** A copy of the given rows in the given order; each row number within 0 … rows − 1. */
export function takeMatrixRows(x: Matrix, rows: Int32Array): Matrix {
  const { columns } = x;
  const data = new Float64Array(rows.length * columns);
  for (let i = 0; i < rows.length; i += 1) {
    const from = intAt(rows, i) * columns;
    data.set(x.data.subarray(from, from + columns), i * columns);
  }
  return { rows: rows.length, columns, data };
}

/** A copy of the given elements in the given order. */
export function takeValues(values: Float64Array, rows: Int32Array): Float64Array {
  const taken = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i += 1) taken[i] = at(values, intAt(rows, i));
  return taken;
}

/**
 * Mean of each column: length `columns`; zeros for a matrix without rows.
 *
 * @param weights n, not all 0: how much each row counts
 */
export function columnMeans(x: Matrix, weights?: Float64Array): Float64Array {
  const { rows, columns, data } = x;
  const means = new Float64Array(columns);
  let total = 0;
  for (let r = 0, i = 0; r < rows; r += 1) {
    const weight = weights === undefined ? 1 : at(weights, r);
    total += weight;
    for (let c = 0; c < columns; c += 1, i += 1) means[c] = at(means, c) + weight * at(data, i);
  }
  if (rows > 0) for (let c = 0; c < columns; c += 1) means[c] = at(means, c) / total;
  return means;
}
