import { at, intAt } from '../element.ts';

/** A linear score split over its source columns: `baseValue` + Σ `contributions` = `score`. */
export interface ScoreParts {
  readonly baseValue: number;
  readonly score: number;
  /** One per source column. */
  readonly contributions: Float64Array;
}

/**
 * Splits the score b + Σ w_j x_j into its value at the training mean and, per source column, Σ w_j (x_j − x̄_j) over its
 * design columns. For a linear score these are the Shapley values under independent features (Lundberg & Lee 2017,
 * "A unified approach to interpreting model predictions", corollary 1).
 *
 * @param row p design values
 * @param means p training means x̄
 * @param coefficients p
 * @param sources p: index of the source column of each design column
 * @param sourceCount number of source columns
 */
export function splitLinearScore(
  row: Float64Array,
  means: Float64Array,
  coefficients: Float64Array,
  intercept: number,
  sources: Int32Array,
  sourceCount: number,
): ScoreParts {
  const contributions = new Float64Array(sourceCount);
  let baseValue = intercept;
  for (let j = 0; j < row.length; j += 1) {
    const source = intAt(sources, j);
    contributions[source] = at(contributions, source) + at(coefficients, j) * (at(row, j) - at(means, j));
    baseValue += at(coefficients, j) * at(means, j);
  }
  return { baseValue, score: contributions.reduce((sum, part) => sum + part, baseValue), contributions };
}
