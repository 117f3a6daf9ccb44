import { at } from '../element.ts';

/**
 * Lower factor L of a symmetric positive definite A = L Lᵀ (Golub & Van Loan 2013, Matrix Computations, 4th ed.,
 * algorithm 4.2.1, row-wise). Reads the lower triangle only and leaves `a` as it is.
 *
 * @param a size × size, row-major
 * @returns size × size row-major, zeros above the diagonal (empty for size 0); or null where A is not positive definite:
 *   a pivot is NaN or at most size × 2⁻⁵² of its diagonal element, so that what is left of its column is rounding error
 */
export function choleskyFactor(a: Float64Array, size: number): Float64Array | null {
  const l = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = at(a, i * size + j);
      for (let k = 0; k < j; k += 1) sum -= at(l, i * size + k) * at(l, j * size + k);
      if (i === j) {
        const floor = size * Number.EPSILON * at(a, i * size + i);
        if (!(sum > 0 && sum > floor)) return null;
        l[i * size + i] = Math.sqrt(sum);
      } else {
        l[i * size + j] = sum / at(l, j * size + j);
      }
    }
  }
  return l;
}

/**
 * Solves A s = b by A's factor: forward, then backward substitution (Golub & Van Loan 2013, section 3.1).
 *
 * @param factor what {@link choleskyFactor} gave
 * @param b length `size`, left as it is
 */
export function choleskySolve(factor: Float64Array, size: number, b: Float64Array): Float64Array {
  const s = Float64Array.from(b);
  for (let i = 0; i < size; i += 1) {
    let sum = at(s, i);
    for (let k = 0; k < i; k += 1) sum -= at(factor, i * size + k) * at(s, k);
    s[i] = sum / at(factor, i * size + i);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    let sum = at(s, i);
    for (let k = i + 1; k < size; k += 1) sum -= at(factor, k * size + i) * at(s, k);
    s[i] = sum / at(factor, i * size + i);
  }
  return s;
}
