import { at } from '../element.ts';

/**
 * A convex loss of linear scores, summed over n rows. All arrays are n × outputs, row-major.
 */
export interface ScoreLoss {
  readonly outputs: number;
  /**
   * The sum of losses at `scores + step × direction`; +Infinity or NaN where it overflows. Keeps each row's probability:
   * the slopes and the curvature are those of the scores that this was last asked for.
   */
  value(scores: Float64Array, direction: Float64Array, step: number): number;
  /** Writes the loss's slope by score. */
  writeSlopes(slopes: Float64Array): void;
  /** Writes each row's second derivative times `direction`. */
  writeCurvature(direction: Float64Array, out: Float64Array): void;
  /** Writes the diagonal of each row's second derivative. */
  writeCurvatureDiagonal(out: Float64Array): void;
}

/** log(1 + eᶻ) without overflow. */
export function softplus(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}

/** 1 / (1 + e⁻ᶻ) without overflow. */
export function sigmoid(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}

/** Scores below this size need no care about overflow. */
const MODERATE = 30;
const MAX_PRODUCT = 1e280;

function unitWeights(rows: number): Float64Array {
  return new Float64Array(rows).fill(1);
}

/**
 * Logistic loss of one score, log(1 + eᶻ) − y z (Hastie, Tibshirani & Friedman 2009, The Elements of Statistical
 * Learning, eq. 4.20).
 *
 * @param y n codes, 0 or 1
 * @param weights n: each row's loss counts so often
 */
export function binaryLogisticLoss(y: Float64Array, weights = unitWeights(y.length)): ScoreLoss {
  const probabilities = new Float64Array(y.length);
  return {
    outputs: 1,
    value(scores, direction, step) {
      let sum = 0;
      let product = 1;
      for (let i = 0; i < y.length; i += 1) {
        const z = at(scores, i) + step * at(direction, i);
        const weight = at(weights, i);
        if (!(Math.abs(z) < MODERATE)) {
          probabilities[i] = sigmoid(z);
          sum += weight * (softplus(z) - at(y, i) * z);
          continue;
        }
        const one = 1 + Math.exp(-z);
        probabilities[i] = 1 / one;
        sum += weight * (1 - at(y, i)) * z;
        // Σ log a is the logarithm of a product, which stays finite for a while: most logarithms are spared.
        if (weight === 1) product *= one;
        else sum += weight * Math.log(one);
        if (product > MAX_PRODUCT) {
          sum += Math.log(product);
          product = 1;
        }
      }
      return sum + Math.log(product);
    },
    writeSlopes(slopes) {
      for (let i = 0; i < y.length; i += 1) slopes[i] = at(weights, i) * (at(probabilities, i) - at(y, i));
    },
    writeCurvature(direction, out) {
      for (let i = 0; i < y.length; i += 1) {
        const p = at(probabilities, i);
        out[i] = at(weights, i) * p * (1 - p) * at(direction, i);
      }
    },
    writeCurvatureDiagonal(out) {
      for (let i = 0; i < y.length; i += 1) {
        const p = at(probabilities, i);
        out[i] = at(weights, i) * p * (1 - p);
      }
    },
  };
}

/**
 * Turns a row of scores into probabilities that sum to 1, without overflow.
 *
 * @param from index of the row's first score
 * @param out written at the same places; may be `scores` itself
 */
export function writeSoftmax(scores: Float64Array, from: number, count: number, out: Float64Array): void {
  let top = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < count; k += 1) top = Math.max(top, at(scores, from + k));
  let sum = 0;
  for (let k = 0; k < count; k += 1) {
    const e = Math.exp(at(scores, from + k) - top);
    out[from + k] = e;
    sum += e;
  }
  for (let k = 0; k < count; k += 1) out[from + k] = at(out, from + k) / sum;
}

/**
 * Multinomial loss of one score per class, log Σ e^{z_k} − z_y (Bishop 2006, Pattern Recognition and Machine Learning,
 * eq. 4.108; second derivative eq. 4.110).
 *
 * @param y n codes, 0 … classCount − 1
 * @param weights n: each row's loss counts so often
 */
export function softmaxLoss(y: Float64Array, classCount: number, weights = unitWeights(y.length)): ScoreLoss {
  const probabilities = new Float64Array(y.length * classCount);
  return {
    outputs: classCount,
    value(scores, direction, step) {
      let sum = 0;
      for (let i = 0, from = 0; i < y.length; i += 1, from += classCount) {
        let top = Number.NEGATIVE_INFINITY;
        for (let k = 0; k < classCount; k += 1)
          top = Math.max(top, at(scores, from + k) + step * at(direction, from + k));
        let total = 0;
        for (let k = 0; k < classCount; k += 1) {
          const e = Math.exp(at(scores, from + k) + step * at(direction, from + k) - top);
          probabilities[from + k] = e;
          total += e;
        }
        for (let k = 0; k < classCount; k += 1) probabilities[from + k] = at(probabilities, from + k) / total;
        const own = from + at(y, i);
        sum += at(weights, i) * (top + Math.log(total) - (at(scores, own) + step * at(direction, own)));
      }
      return sum;
    },
    writeSlopes(slopes) {
      for (let i = 0, from = 0; i < y.length; i += 1, from += classCount) {
        const weight = at(weights, i);
        for (let k = 0; k < classCount; k += 1) slopes[from + k] = weight * at(probabilities, from + k);
        const own = from + at(y, i);
        slopes[own] = at(slopes, own) - weight;
      }
    },
    writeCurvature(direction, out) {
      for (let i = 0, from = 0; i < y.length; i += 1, from += classCount) {
        let mean = 0;
        for (let k = 0; k < classCount; k += 1) mean += at(probabilities, from + k) * at(direction, from + k);
        for (let k = 0; k < classCount; k += 1) {
          out[from + k] = at(weights, i) * at(probabilities, from + k) * (at(direction, from + k) - mean);
        }
      }
    },
    writeCurvatureDiagonal(out) {
      for (let i = 0, j = 0; i < y.length; i += 1) {
        for (let k = 0; k < classCount; k += 1, j += 1) {
          out[j] = at(weights, i) * at(probabilities, j) * (1 - at(probabilities, j));
        }
      }
    },
  };
}
