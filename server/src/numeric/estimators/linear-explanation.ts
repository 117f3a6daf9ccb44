import { at } from '../element.ts';
import type { Matrix } from '../matrix/matrix.ts';
import type { ScoreSplit } from './estimator.ts';
import { writeWeightSlopes } from './linear-scores.ts';

/** Design columns have mean 0 and length about 1 by construction; what is left of a mean below this is rounding. */
const ROUNDING = 1e-9;

/** Means of the design columns over the training rows: where contributions are zero. Rounding is taken off. */
export function designMeansOf(x: Matrix): Float64Array {
  const sums = new Float64Array(x.columns + 1);
  writeWeightSlopes(x, new Float64Array(x.rows).fill(1), 1, sums);
  return sums.subarray(0, x.columns).map((sum) => (Math.abs(sum) < ROUNDING * x.rows ? 0 : sum / x.rows));
}

/**
 * Splits each linear score b + Σ w_j x_j into its value at the training means and w_j (x_j − x̄_j) for each column. For a
 * linear score these are the Shapley values under independent features (Lundberg & Lee 2017, "A unified approach to
 * interpreting model predictions", corollary 1).
 *
 * @param row p design values
 * @param means p training means x̄
 * @param coefficients scores × p, row-major
 * @param intercepts one per score
 */
export function splitLinearScores(
  row: Float64Array,
  means: Float64Array,
  coefficients: Float64Array,
  intercepts: Float64Array,
): ScoreSplit {
  const columns = row.length;
  const baseValues = Float64Array.from(intercepts);
  const contributions = new Float64Array(coefficients.length);
  for (let k = 0, i = 0; k < intercepts.length; k += 1) {
    for (let j = 0; j < columns; j += 1, i += 1) {
      contributions[i] = at(coefficients, i) * (at(row, j) - at(means, j));
      baseValues[k] = at(baseValues, k) + at(coefficients, i) * at(means, j);
    }
  }
  return { baseValues, contributions };
}
