import { at } from '../element.ts';
import type { Matrix } from '../matrix/matrix.ts';

/**
 * Adds X Wᵀ + b to the scores.
 *
 * @param x n × p row-major
 * @param weights outputs × (p + 1), row-major; the last of each row is the intercept b
 * @param scores n × outputs, row-major; written
 */
export function writeScores(x: Matrix, weights: Float64Array, outputs: number, scores: Float64Array): void {
  const { rows, columns, data } = x;
  const stride = columns + 1;
  for (let r = 0; r < rows; r += 1) {
    const from = r * columns;
    for (let k = 0; k < outputs; k += 1) {
      const w = k * stride;
      let sum = at(weights, w + columns);
      for (let c = 0; c < columns; c += 1) sum += at(data, from + c) * at(weights, w + c);
      scores[r * outputs + k] = sum;
    }
  }
}

/**
 * Writes Dᵀ [X 1]: how a change of the weights moves a sum whose slope by score is D.
 *
 * @param slopes n × outputs, row-major
 * @param out outputs × (p + 1), row-major; written
 */
export function writeWeightSlopes(x: Matrix, slopes: Float64Array, outputs: number, out: Float64Array): void {
  const { rows, columns, data } = x;
  const stride = columns + 1;
  out.fill(0);
  for (let r = 0; r < rows; r += 1) {
    const from = r * columns;
    for (let k = 0; k < outputs; k += 1) {
      const slope = at(slopes, r * outputs + k);
      const w = k * stride;
      for (let c = 0; c < columns; c += 1) out[w + c] = at(out, w + c) + slope * at(data, from + c);
      out[w + columns] = at(out, w + columns) + slope;
    }
  }
}

/**
 * Writes the lower triangle of [X 1]ᵀ diag(d) [X 1], four rows at a time so that each sum is loaded and stored once
 * for four products.
 *
 * @param d n
 * @param out (p + 1) × (p + 1), row-major; written
 */
export function writeWeightedGram(x: Matrix, d: Float64Array, out: Float64Array): void {
  const { rows, columns, data } = x;
  const stride = columns + 1;
  out.fill(0);
  let r = 0;
  for (; r + 4 <= rows; r += 4) {
    const a = r * columns;
    const b = a + columns;
    const c = b + columns;
    const e = c + columns;
    for (let i = 0; i <= columns; i += 1) {
      const last = i === columns;
      const da = at(d, r) * (last ? 1 : at(data, a + i));
      const db = at(d, r + 1) * (last ? 1 : at(data, b + i));
      const dc = at(d, r + 2) * (last ? 1 : at(data, c + i));
      const de = at(d, r + 3) * (last ? 1 : at(data, e + i));
      const row = i * stride;
      for (let j = 0; j < columns && j <= i; j += 1) {
        out[row + j] =
          at(out, row + j) + da * at(data, a + j) + db * at(data, b + j) + dc * at(data, c + j) + de * at(data, e + j);
      }
      if (last) out[row + columns] = at(out, row + columns) + da + db + dc + de;
    }
  }
  for (; r < rows; r += 1) {
    const a = r * columns;
    for (let i = 0; i <= columns; i += 1) {
      const last = i === columns;
      const da = at(d, r) * (last ? 1 : at(data, a + i));
      for (let j = 0; j < columns && j <= i; j += 1)
        out[i * stride + j] = at(out, i * stride + j) + da * at(data, a + j);
      if (last) out[i * stride + columns] = at(out, i * stride + columns) + da;
    }
  }
}
