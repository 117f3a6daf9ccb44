import { at, intAt } from '../element.ts';

/**
 * Area under the ROC curve: the chance that a positive row scores above a negative one, ties counting half (Hanley &
 * McNeil 1982; Mann & Whitney 1947). Sorts once, then answers for any weights.
 *
 * @param scores n, finite, any scale
 * @param positives n: 1 for a positive row, 0 for a negative one
 * @returns a function of the rows' weights; NaN where either side has no weight
 */
export function rocAucOf(scores: Float64Array, positives: Float64Array): (weights: Float64Array) => number {
  const order = Int32Array.from({ length: scores.length }, (_, i) => i);
  order.sort((a, b) => at(scores, a) - at(scores, b));
  return (weights) => {
    let pairs = 0;
    let positive = 0;
    let negative = 0;
    for (let i = 0; i < order.length;) {
      const score = at(scores, intAt(order, i));
      let tiedPositive = 0;
      let tiedNegative = 0;
      for (; i < order.length && at(scores, intAt(order, i)) === score; i += 1) {
        const row = intAt(order, i);
        const share = at(weights, row) * at(positives, row);
        tiedPositive += share;
        tiedNegative += at(weights, row) - share;
      }
      pairs += tiedPositive * (negative + tiedNegative / 2);
      positive += tiedPositive;
      negative += tiedNegative;
    }
    return pairs / (positive * negative);
  };
}
