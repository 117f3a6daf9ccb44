import { at, intAt } from '../element.ts';
import type { Target } from '../estimators/estimator.ts';
import { takeTarget } from '../estimators/training-rows.ts';
import { logLossesOf } from '../metrics/classification.ts';

/**
 * Loss of the predictions of some rows: logarithmic (classes) or the root of the mean square (numbers); lower is better.
 *
 * @param predictions n × classCount, row-major, or n
 * @param rows at least one
 */
export function scoreOf(y: Target, predictions: Float64Array, rows: Int32Array): number {
  const { values, classCount } = takeTarget(y, rows);
  const width = Math.max(1, classCount);
  const own = new Float64Array(rows.length * width);
  for (let i = 0; i < rows.length; i += 1) {
    const from = intAt(rows, i) * width;
    own.set(predictions.subarray(from, from + width), i * width);
  }
  if (classCount > 0) return logLossesOf(values, own, classCount).reduce((sum, loss) => sum + loss, 0) / rows.length;
  return Math.sqrt(values.reduce((sum, value, i) => sum + (value - at(own, i)) ** 2, 0) / rows.length);
}
