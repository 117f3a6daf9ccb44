import { at } from '../element.ts';
import type { Target } from '../estimators/estimator.ts';
import { writeSoftmax } from '../estimators/score-loss.ts';
import { takeValues } from '../matrix/matrix.ts';
import { logOf, type Opinion } from './opinion-pool.ts';

const MAX_STEPS = 500;
const TOLERANCE = 1e-10;

/** A convex loss of the weights, with its slope. */
interface BlendLoss {
  value(weights: Float64Array): number;
  writeSlope(weights: Float64Array, out: Float64Array): void;
}

/** Mean squared error of the weighted mean. */
function squaredLoss(opinions: readonly Opinion[], y: Float64Array, rows: Int32Array): BlendLoss {
  const predictions = opinions.map((each) => each.predictions);
  const residual = (weights: Float64Array, row: number): number =>
    predictions.reduce((sum, each, m) => sum + at(weights, m) * at(each, row), -at(y, row));
  return {
    value: (weights) => rows.reduce((sum, row) => sum + residual(weights, row) ** 2, 0) / rows.length,
    writeSlope(weights, out) {
      out.fill(0);
      for (const row of rows) {
        const error = (2 * residual(weights, row)) / rows.length;
        for (const [m, each] of predictions.entries()) out[m] = at(out, m) + error * at(each, row);
      }
    },
  };
}

/** Mean logarithmic loss of the opinion pool: a log-linear model, hence convex in the weights. */
function poolLoss(opinions: readonly Opinion[], { values, classCount }: Target, rows: Int32Array): BlendLoss {
  const labels = takeValues(values, rows);
  const logs = opinions.map(({ predictions, floor }) => {
    const own = new Float64Array(rows.length * classCount);
    rows.forEach((row, i) => own.set(predictions.subarray(row * classCount, (row + 1) * classCount), i * classCount));
    return own.map((p) => logOf(p, floor));
  });
  const pooled = new Float64Array(rows.length * classCount);
  const pool = (weights: Float64Array): void => {
    pooled.fill(0);
    for (const [m, own] of logs.entries()) {
      const weight = at(weights, m);
      for (let i = 0; i < own.length; i += 1) pooled[i] = at(pooled, i) + weight * at(own, i);
    }
    for (let from = 0; from < pooled.length; from += classCount) writeSoftmax(pooled, from, classCount, pooled);
  };
  return {
    value(weights) {
      pool(weights);
      let sum = 0;
      for (let i = 0; i < labels.length; i += 1) {
        sum -= Math.log(Math.max(Number.MIN_VALUE, at(pooled, i * classCount + at(labels, i))));
      }
      return sum / labels.length;
    },
    writeSlope(weights, out) {
      pool(weights);
      for (let i = 0; i < labels.length; i += 1) {
        const own = i * classCount + at(labels, i);
        pooled[own] = at(pooled, own) - 1;
      }
      for (const [m, own] of logs.entries()) {
        let slope = 0;
        for (let i = 0; i < own.length; i += 1) slope += at(pooled, i) * at(own, i);
        out[m] = slope / labels.length;
      }
    },
  };
}

/**
 * The nearest weights that are ≥ 0 and sum to 1 (Duchi, Shalev-Shwartz, Singer & Chandra 2008, "Efficient projections
 * onto the l1-ball", figure 1).
 *
 * @param values m ≥ 1, finite
 */
export function projectOntoSimplex(values: Float64Array): Float64Array {
  const sorted = values.toSorted().toReversed();
  let sum = 0;
  let shift = 0;
  for (let j = 0; j < sorted.length; j += 1) {
    sum += at(sorted, j);
    if (at(sorted, j) - (sum - 1) / (j + 1) > 0) shift = (sum - 1) / (j + 1);
  }
  return values.map((value) => Math.max(0, value - shift));
}

/**
 * The weights, ≥ 0 and summing to 1, with which the out-of-fold predictions of several models predict best (Breiman
 * 1996, "Stacked regressions", section 3): least squares of the weighted mean, or least logarithmic loss of the opinion
 * pool. Projected gradient with backtracking (Nesterov 2004, Introductory Lectures on Convex Optimization, section 2.2.4)
 * from equal weights; the loss is convex, so its minimum is the only one.
 *
 * @param opinions one or more, of models that had not seen the rows
 * @param rows at least one: those that every model has predicted
 */
export function blendWeights(opinions: readonly Opinion[], y: Target, rows: Int32Array): Float64Array {
  const count = opinions.length;
  let weights: Float64Array = new Float64Array(count).fill(1 / count);
  if (count === 1) return weights;
  const loss = y.classCount > 0 ? poolLoss(opinions, y, rows) : squaredLoss(opinions, y.values, rows);
  const slope = new Float64Array(count);
  let value = loss.value(weights);
  let step = 1;
  for (let round = 0; round < MAX_STEPS; round += 1) {
    loss.writeSlope(weights, slope);
    const largest = slope.reduce((top, each) => Math.max(top, Math.abs(each)), 0);
    if (largest === 0) break;
    if (round === 0) step = 1 / largest;
    let next = weights;
    let reached = value;
    for (; step * largest > TOLERANCE * TOLERANCE; step /= 2) {
      next = projectOntoSimplex(weights.map((weight, m) => weight - step * at(slope, m)));
      reached = loss.value(next);
      const along = next.reduce((sum, each, m) => sum + at(slope, m) * (each - at(weights, m)), 0);
      if (reached <= value + along / 2) break;
    }
    const gain = value - reached;
    if (!(gain > 0)) break;
    weights = next;
    value = reached;
    step *= 2;
    if (gain <= TOLERANCE * Math.abs(value)) break;
  }
  return weights;
}
