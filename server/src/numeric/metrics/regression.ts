import { at } from '../element.ts';
import { type Measure, weightedMean } from './measure.ts';

/**
 * rmse and mae in the target's unit; r2 = 1 − Σ(y − ŷ)² / Σ(y − ȳ)², ≤ 1, ȳ being the mean of these rows (NaN where
 * they are all equal); mape: mean of |y − ŷ| / |y| over the rows with y ≠ 0 (NaN where there is none); smape: mean of
 * 2 |y − ŷ| / (|y| + |ŷ|), 0 … 2, 0 where both are 0 (Makridakis 1993); coverage: the share of rows within `halfWidth` of
 * their prediction, 0 … 1.
 *
 * @param actual n
 * @param predicted n
 * @param halfWidth ≥ 0, of the prediction interval
 */
export function regressionMeasure(
  actual: Float64Array,
  predicted: Float64Array,
  halfWidth: number,
): Measure<'rmse' | 'mae' | 'r2' | 'mape' | 'smape' | 'coverage'> {
  const absolute = actual.map((value, i) => Math.abs(value - at(predicted, i)));
  const squares = absolute.map((error) => error * error);
  const covered = absolute.map((error) => (error <= halfWidth ? 1 : 0));
  const isNonZero = actual.map((value) => Number(value !== 0));
  const relative = absolute.map((error, i) => (at(actual, i) === 0 ? 0 : error / Math.abs(at(actual, i))));
  const symmetric = absolute.map((error, i) =>
    error === 0 ? 0 : (2 * error) / (Math.abs(at(actual, i)) + Math.abs(at(predicted, i))),
  );
  return (weights) => {
    const meanSquare = weightedMean(squares, weights);
    return {
      rmse: Math.sqrt(meanSquare),
      mae: weightedMean(absolute, weights),
      r2: 1 - meanSquare / varianceOf(actual, weights),
      mape: weightedMean(relative, weights) / weightedMean(isNonZero, weights),
      smape: weightedMean(symmetric, weights),
      coverage: weightedMean(covered, weights),
    };
  };
}

/** NaN where all values with weight are equal, which rounding of the mean must not hide. */
function varianceOf(values: Float64Array, weights: Float64Array): number {
  const mean = weightedMean(values, weights);
  let sum = 0;
  let total = 0;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i += 1) {
    const weight = at(weights, i);
    if (weight === 0) continue;
    const value = at(values, i);
    sum += weight * (value - mean) ** 2;
    total += weight;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low < high ? sum / total : Number.NaN;
}
