import { at } from '../element.ts';
import type { Matrix } from '../matrix/matrix.ts';

// Four rows at a time: four sums that do not wait for each other, or one load and store for four products. Rows left over
// are done one by one.

/**
 * Writes X Wᵀ + b.
 *
 * @param x n × p row-major
 * @param weights outputs × (p + 1), row-major; the last of each row is the intercept b
 * @param scores n × outputs, row-major; written
 */
export function writeScores(x: Matrix, weights: Float64Array, outputs: number, scores: Float64Array): void {
  const { rows, columns, data } = x;
  const stride = columns + 1;
  let r = 0;
  for (; r + 4 <= rows; r += 4) {
    const a = r * columns;
    const b = a + columns;
    const c = b + columns;
    const d = c + columns;
    for (let k = 0; k < outputs; k += 1) {
      const w = k * stride;
      const intercept = at(weights, w + columns);
      let [sumA, sumB, sumC, sumD] = [intercept, intercept, intercept, intercept];
      for (let j = 0; j < columns; j += 1) {
        const weight = at(weights, w + j);
        sumA += at(data, a + j) * weight;
        sumB += at(data, b + j) * weight;
        sumC += at(data, c + j) * weight;
        sumD += at(data, d + j) * weight;
      }
      const to = r * outputs + k;
      scores[to] = sumA;
      scores[to + outputs] = sumB;
      scores[to + 2 * outputs] = sumC;
      scores[to + 3 * outputs] = sumD;
    }
  }
  for (; r < rows; r += 1) {
    const from = r * columns;
    for (let k = 0; k < outputs; k += 1) {
      const w = k * stride;
      let sum = at(weights, w + columns);
      for (let j = 0; j < columns; j += 1) sum += at(data, from + j) * at(weights, w + j);
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
  let r = 0;
  for (; r + 4 <= rows; r += 4) {
    const a = r * columns;
    const b = a + columns;
    const c = b + columns;
    const d = c + columns;
    for (let k = 0; k < outputs; k += 1) {
      const from = r * outputs + k;
      const slopeA = at(slopes, from);
      const slopeB = at(slopes, from + outputs);
      const slopeC = at(slopes, from + 2 * outputs);
      const slopeD = at(slopes, from + 3 * outputs);
      const w = k * stride;
      for (let j = 0; j < columns; j += 1) {
        out[w + j] =
          at(out, w + j) +
          (slopeA * at(data, a + j) + slopeB * at(data, b + j)) +
          (slopeC * at(data, c + j) + slopeD * at(data, d + j));
      }
      out[w + columns] = at(out, w + columns) + (slopeA + slopeB) + (slopeC + slopeD);
    }
  }
  for (; r < rows; r += 1) {
    const from = r * columns;
    for (let k = 0; k < outputs; k += 1) {
      const slope = at(slopes, r * outputs + k);
      const w = k * stride;
      for (let j = 0; j < columns; j += 1) out[w + j] = at(out, w + j) + slope * at(data, from + j);
      out[w + columns] = at(out, w + columns) + slope;
    }
  }
}

/**
 * Writes the lower triangle of [X 1]ᵀ diag(d) [X 1].
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
