import { at } from '../element.ts';
import { writeSoftmax } from '../estimators/score-loss.ts';

/** What one model of a blend says. */
export interface Opinion {
  /** n × classCount probabilities, row-major, or n numbers. */
  readonly predictions: Float64Array;
  /** Probabilities below it count as it. */
  readonly floor: number;
}

/**
 * The lowest probability of a model that a blend believes: shares of trees may be 0 by chance and must not veto;
 * probabilities that come from log-odds are never 0 but by rounding.
 */
export function floorOf(unit: 'log_odds' | 'probability'): number {
  return unit === 'probability' ? 1e-3 : 1e-15;
}

/** Natural logarithm of a probability that counts as `floor` at least. */
export function logOf(probability: number, floor: number): number {
  return Math.log(Math.max(floor, probability));
}

/**
 * Weighs the predictions of several models into one. Numbers: the weighted mean. Probabilities: the logarithmic opinion
 * pool, softmax of Σ_m w_m log p_m (Genest & Zidek 1986, "Combining probability distributions", eq. 3.11).
 *
 * @param opinions one or more
 * @param weights one per opinion, ≥ 0, summing to 1
 * @param classCount 0 for numbers
 * @returns new array of their form; for one model a copy of its predictions
 */
export function poolPredictions(
  opinions: readonly [Opinion, ...Opinion[]],
  weights: Float64Array,
  classCount: number,
): Float64Array {
  const [first] = opinions;
  if (opinions.length === 1) return Float64Array.from(first.predictions);
  const pooled = new Float64Array(first.predictions.length);
  for (const [m, { predictions, floor }] of opinions.entries()) {
    const weight = at(weights, m);
    for (let i = 0; i < pooled.length; i += 1) {
      const value = at(predictions, i);
      pooled[i] = at(pooled, i) + weight * (classCount > 0 ? logOf(value, floor) : value);
    }
  }
  if (classCount > 0) {
    for (let from = 0; from < pooled.length; from += classCount) writeSoftmax(pooled, from, classCount, pooled);
  }
  return pooled;
}
