import { at, intAt } from '../element.ts';
import { calibrationErrorOf } from './calibration-error.ts';
import { type Measure, weightedMean } from './measure.ts';
import { averagePrecisionOf } from './average-precision.ts';
import { rocAucOf } from './roc-auc.ts';

/**
 * The most probable class of one row; of several equal ones the last, so that a probability of one half is the
 * positive class.
 *
 * @param from index of the row's first probability
 */
export function mostProbable(probabilities: Float64Array, from: number, classCount: number): number {
  let best = 0;
  for (let k = 1; k < classCount; k += 1) if (at(probabilities, from + k) >= at(probabilities, from + best)) best = k;
  return best;
}

function column(probabilities: Float64Array, classCount: number, k: number): Float64Array {
  return Float64Array.from({ length: probabilities.length / classCount }, (_, r) =>
    at(probabilities, r * classCount + k),
  );
}

/** A measure of class 1, or its mean over the classes, each against the rest, that can be measured. */
function byClass(
  curveOf: typeof rocAucOf,
  codes: Float64Array,
  probabilities: Float64Array,
  classCount: number,
): (weights: Float64Array) => number {
  const classes = classCount === 2 ? [1] : Array.from({ length: classCount }, (_, k) => k);
  const curves = classes.map((k) =>
    curveOf(
      column(probabilities, classCount, k),
      codes.map((code) => (code === k ? 1 : 0)),
    ),
  );
  return (weights) => {
    const areas = curves.map((curve) => curve(weights)).filter((area) => !Number.isNaN(area));
    return areas.reduce((sum, area) => sum + area, 0) / areas.length;
  };
}

/** F1 of class 1, or the mean over the classes that occur or are predicted: 2 TP / (2 TP + FP + FN) (van Rijsbergen 1979). */
function f1Of(codes: Float64Array, labels: Int32Array, classCount: number): (weights: Float64Array) => number {
  const first = classCount === 2 ? 1 : 0;
  return (weights) => {
    const hits = new Float64Array(classCount);
    const seen = new Float64Array(classCount);
    for (let i = 0; i < labels.length; i += 1) {
      const weight = at(weights, i);
      const actual = at(codes, i);
      const label = intAt(labels, i);
      if (actual === label) hits[label] = at(hits, label) + weight;
      seen[actual] = at(seen, actual) + weight;
      seen[label] = at(seen, label) + weight;
    }
    let sum = 0;
    let count = 0;
    for (let k = first; k < classCount; k += 1) {
      if (at(seen, k) === 0) continue;
      sum += (2 * at(hits, k)) / at(seen, k);
      count += 1;
    }
    return sum / count;
  };
}

/** −log of each row's probability of its own class, kept within 2⁻⁵² … 1 − 2⁻⁵². */
export function logLossesOf(codes: Float64Array, probabilities: Float64Array, classCount: number): Float64Array {
  return codes.map((code, r) => {
    const p = at(probabilities, r * classCount + code);
    return -Math.log(Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, p)));
  });
}

/**
 * The label of each row: the most probable class; of two classes the second from `threshold` on.
 *
 * @param probabilities n × classCount, row-major
 */
export function labelsOf(probabilities: Float64Array, classCount: number, threshold = 0.5): Int32Array {
  const labels = new Int32Array(probabilities.length / classCount);
  for (let r = 0, from = 0; r < labels.length; r += 1, from += classCount) {
    labels[r] =
      classCount === 2
        ? Number(at(probabilities, from + 1) >= threshold)
        : mostProbable(probabilities, from, classCount);
  }
  return labels;
}

/** Names of what {@link classificationMeasure} measures. */
export type ClassificationMetric = 'accuracy' | 'roc_auc' | 'pr_auc' | 'log_loss' | 'brier' | 'ece' | 'f1';

/**
 * accuracy; roc_auc and pr_auc (class 1, or macro one-versus-rest); log_loss (natural logarithm, probabilities kept
 * within 2⁻⁵² … 1 − 2⁻⁵²); brier (Brier 1950: two classes (p₁ − y)², 0 … 1; several Σ_k (p_k − y_k)², 0 … 2); ece (see
 * `calibrationErrorOf`, of class 1, or of the label given); f1 (class 1, or macro over the classes that occur or are
 * predicted). Class 1 is the positive one of two.
 *
 * One class only among the rows: roc_auc is NaN; no positive row: pr_auc is NaN. Neither an actual nor a predicted
 * positive: f1 is NaN.
 *
 * @param codes n, 0 … classCount − 1
 * @param probabilities n × classCount, row-major
 * @param threshold of two classes: the probability from which a row is labelled positive
 */
export function classificationMeasure(
  codes: Float64Array,
  probabilities: Float64Array,
  classCount: number,
  threshold = 0.5,
): Measure<ClassificationMetric> {
  const rows = codes.length;
  const labels = labelsOf(probabilities, classCount, threshold);
  const correct = codes.map((code, r) => (code === intAt(labels, r) ? 1 : 0));
  const logLosses = logLossesOf(codes, probabilities, classCount);
  const squares = new Float64Array(rows);
  for (let r = 0, from = 0; r < rows; r += 1, from += classCount) {
    const own = at(codes, r);
    let sum = 0;
    for (let k = 0; k < classCount; k += 1) sum += (at(probabilities, from + k) - (k === own ? 1 : 0)) ** 2;
    squares[r] = classCount === 2 ? sum / 2 : sum;
  }
  const roc = byClass(rocAucOf, codes, probabilities, classCount);
  const precision = byClass(averagePrecisionOf, codes, probabilities, classCount);
  const f1 = f1Of(codes, labels, classCount);
  const ece =
    classCount === 2
      ? calibrationErrorOf(column(probabilities, 2, 1), codes)
      : calibrationErrorOf(
          Float64Array.from(labels, (label, r) => at(probabilities, r * classCount + label)),
          correct,
        );
  return (weights) => ({
    accuracy: weightedMean(correct, weights),
    roc_auc: roc(weights),
    pr_auc: precision(weights),
    log_loss: weightedMean(logLosses, weights),
    brier: weightedMean(squares, weights),
    ece: ece(weights),
    f1: f1(weights),
  });
}
