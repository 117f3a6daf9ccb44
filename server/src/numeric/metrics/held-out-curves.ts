import { at, intAt } from '../element.ts';
import { quantileOfSorted } from './quantile.ts';

/** A point of a ROC curve: the shares of negative and positive rows at or above the threshold. */
export interface RocPoint {
  readonly falsePositiveRate: number;
  readonly truePositiveRate: number;
  readonly threshold: number;
}

/**
 * The ROC curve (Fawcett 2006, "An introduction to ROC analysis", algorithm 1): one point a distinct score, from the
 * highest on. Where there are more of them than fit, those are kept that lie evenly along the curve; each that is kept is
 * a point of the whole curve. (0, 0) is not among them, (1, 1) is the last.
 *
 * @param scores n, finite
 * @param positives n: 1 for a positive row, 0 for a negative one
 * @param most how many points, ≥ 2
 * @returns empty where all rows are of one kind
 */
export function rocCurve(scores: Float64Array, positives: Float64Array, most: number): RocPoint[] {
  const total = positives.reduce((sum, each) => sum + each, 0);
  const others = positives.length - total;
  if (total === 0 || others === 0) return [];
  const order = Int32Array.from(scores, (_, i) => i).sort((a, b) => at(scores, b) - at(scores, a));
  const whole: RocPoint[] = [];
  let hits = 0;
  for (let i = 0; i < order.length; i += 1) {
    const row = intAt(order, i);
    hits += at(positives, row);
    const isLastOfScore = i + 1 === order.length || at(scores, intAt(order, i + 1)) !== at(scores, row);
    if (isLastOfScore) {
      const falsePositiveRate = (i + 1 - hits) / others;
      whole.push({ falsePositiveRate, truePositiveRate: hits / total, threshold: at(scores, row) });
    }
  }
  return whole.length <= most ? whole : thin(whole, most);
}

/** Along the curve both rates grow, so their sum says how far a point lies; it ends at 2. */
function thin(whole: readonly RocPoint[], most: number): RocPoint[] {
  const kept: RocPoint[] = [];
  for (const point of whole) {
    const reached = ((kept.length + 1) / most) * 2;
    if (point.falsePositiveRate + point.truePositiveRate >= reached && kept.length < most - 1) kept.push(point);
  }
  const last = whole.at(-1);
  if (last !== undefined && kept.at(-1) !== last) kept.push(last);
  return kept;
}

/** What a stretch of probabilities came to. */
export interface ReliabilityBin {
  /** The mean probability of its rows. */
  readonly probability: number;
  /** How many of them came true, with an interval of 95 %. */
  readonly share: number;
  readonly lower: number;
  readonly upper: number;
  readonly rows: number;
}

const Z_95 = 1.959963984540054;

/**
 * A reliability diagram (DeGroot & Fienberg 1983): stretches of equal width of the probabilities, with the share that came
 * true and its interval (Wilson 1927). Stretches without rows are left out.
 *
 * @param probabilities n, 0 … 1
 * @param outcomes n: 1 where it came true, else 0
 * @param bins how many stretches, ≥ 1
 */
export function reliabilityBins(probabilities: Float64Array, outcomes: Float64Array, bins: number): ReliabilityBin[] {
  const [rows, sums, hits] = [new Float64Array(bins), new Float64Array(bins), new Float64Array(bins)];
  for (let i = 0; i < probabilities.length; i += 1) {
    const bin = Math.min(bins - 1, Math.floor(at(probabilities, i) * bins));
    rows[bin] = at(rows, bin) + 1;
    sums[bin] = at(sums, bin) + at(probabilities, i);
    hits[bin] = at(hits, bin) + at(outcomes, i);
  }
  return Array.from(rows, (count, bin) => {
    const share = at(hits, bin) / count;
    const widened = 1 + Z_95 ** 2 / count;
    const middle = (share + Z_95 ** 2 / (2 * count)) / widened;
    const half = (Z_95 / widened) * Math.sqrt((share * (1 - share)) / count + (Z_95 / (2 * count)) ** 2);
    return { probability: at(sums, bin) / count, share, lower: middle - half, upper: middle + half, rows: count };
  }).filter((bin) => bin.rows > 0);
}

/** What came where so much was predicted. */
export interface OutcomeBin {
  /** Means of its rows. */
  readonly predicted: number;
  readonly actual: number;
  /** Quantiles 0.1 and 0.9 of what came. */
  readonly lower: number;
  readonly upper: number;
  readonly rows: number;
}

/**
 * What came against what was predicted: rows in the order of their predictions, in stretches of as many rows each as can
 * be.
 *
 * @param predictions n, finite
 * @param actual n, finite
 * @param bins how many stretches at most, ≥ 1
 */
export function outcomesByPrediction(predictions: Float64Array, actual: Float64Array, bins: number): OutcomeBin[] {
  const count = predictions.length;
  const order = Int32Array.from(predictions, (_, i) => i).sort((a, b) => at(predictions, a) - at(predictions, b));
  const stretches = Math.min(bins, count);
  return Array.from({ length: stretches }, (_, bin) => {
    const from = Math.floor((bin * count) / stretches);
    const rows = order.subarray(from, Math.floor(((bin + 1) * count) / stretches));
    const came = Float64Array.from(rows, (row) => at(actual, row)).sort();
    return {
      predicted: rows.reduce((sum, row) => sum + at(predictions, row), 0) / rows.length,
      actual: came.reduce((sum, value) => sum + value, 0) / rows.length,
      lower: quantileOfSorted(came, 0.1),
      upper: quantileOfSorted(came, 0.9),
      rows: rows.length,
    };
  });
}
