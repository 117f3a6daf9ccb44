import { at, intAt } from '../element.ts';

/**
 * Area under the precision-recall curve as average precision: Σ (R_k − R_{k−1}) P_k over the distinct scores from above,
 * without interpolation (Manning, Raghavan & Schütze 2008, Introduction to Information Retrieval, section 8.4). Sorts
 * once, then answers for any weights.
 *
 * @param scores n, finite, any scale
 * @param positives n: 1 for a positive row, 0 for a negative one
 * @returns a function of the rows' weights; NaN where no positive row has weight
 */
export function averagePrecisionOf(scores: Float64Array, positives: Float64Array): (weights: Float64Array) => number {
  const order = Int32Array.from({ length: scores.length }, (_, i) => i);
  order.sort((a, b) => at(scores, b) - at(scores, a));
  return (weights) => {
    let sum = 0;
    let hits = 0;
    let seen = 0;
    for (let i = 0; i < order.length;) {
      const score = at(scores, intAt(order, i));
      const before = hits;
      for (; i < order.length && at(scores, intAt(order, i)) === score; i += 1) {
        const row = intAt(order, i);
        seen += at(weights, row);
        hits += at(weights, row) * at(positives, row);
      }
      if (hits > before) sum += ((hits - before) * hits) / seen;
    }
    return hits > 0 ? sum / hits : Number.NaN;
  };
}
