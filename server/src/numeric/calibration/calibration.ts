import { at, intAt } from '../element.ts';
import { sigmoid, softplus } from '../estimators/score-loss.ts';
import { isotonicRegression } from './isotonic.ts';

/** Maps one class's probability to a calibrated one. */
export type Calibrator =
  | {
      readonly method: 'platt';
      /** p′ = sigmoid(slope × logit p + offset). */
      readonly slope: number;
      readonly offset: number;
    }
  | {
      readonly method: 'isotonic';
      /** Ascending probabilities and what became of them; linear in between, constant outside. */
      readonly from: Float64Array;
      readonly to: Float64Array;
    };

export type CalibrationMethod = Calibrator['method'];

/** Probabilities are kept so far from 0 and 1 before their log-odds are taken. */
const CERTAIN = 1e-6;

function logit(p: number): number {
  const kept = Math.min(1 - CERTAIN, Math.max(CERTAIN, p));
  return Math.log(kept / (1 - kept));
}

const MAX_STEPS = 100;

/**
 * Platt's sigmoid on the log-odds (Platt 1999, "Probabilistic outputs for support vector machines", eq. 1 and the
 * targets of section 2.2), fitted by Newton's method with halved steps (Lin, Lin & Weng 2007).
 *
 * @param p n probabilities
 * @param y n, 1 where the class is the row's, else 0
 */
export function fitPlatt(p: Float64Array, y: Float64Array): Calibrator {
  const positives = y.reduce((sum, value) => sum + value, 0);
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (y.length - positives + 2);
  const goals = y.map((value) => (value === 1 ? high : low));
  const scores = p.map(logit);
  const lossAt = (slope: number, offset: number): number =>
    scores.reduce((sum, score, i) => {
      const z = slope * score + offset;
      return sum + softplus(z) - at(goals, i) * z;
    }, 0);
  let slope = 1;
  let offset = 0;
  let loss = lossAt(slope, offset);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    let [gradientA, gradientB, aa, ab, bb] = [0, 0, 1e-12, 0, 1e-12];
    for (let i = 0; i < scores.length; i += 1) {
      const score = at(scores, i);
      const q = sigmoid(slope * score + offset);
      const error = q - at(goals, i);
      const curvature = q * (1 - q);
      gradientA += error * score;
      gradientB += error;
      aa += curvature * score * score;
      ab += curvature * score;
      bb += curvature;
    }
    const determinant = aa * bb - ab * ab;
    const moveA = -(bb * gradientA - ab * gradientB) / determinant;
    const moveB = -(aa * gradientB - ab * gradientA) / determinant;
    let length = 1;
    let reached = lossAt(slope + moveA, offset + moveB);
    while (!(reached < loss) && length > 1e-10) {
      length /= 2;
      reached = lossAt(slope + length * moveA, offset + length * moveB);
    }
    if (!(reached < loss)) break;
    slope += length * moveA;
    offset += length * moveB;
    const gain = loss - reached;
    loss = reached;
    if (gain <= 1e-12 * loss) break;
  }
  // A falling curve would turn the order of the rows around; then the probabilities say nothing.
  return { method: 'platt', slope: Math.max(0, slope), offset: slope > 0 ? offset : logit(positives / y.length) };
}

/**
 * Isotonic calibration (Zadrozny & Elkan 2002, "Transforming classifier scores into accurate multiclass probability
 * estimates", section 3): the rising curve with the least squared error, kept within 1 / (n + 2) of 0 and 1.
 *
 * @param p n ≥ 1 probabilities
 * @param y n, 1 where the class is the row's, else 0
 */
export function fitIsotonic(p: Float64Array, y: Float64Array): Calibrator {
  const order = Int32Array.from(p, (_, i) => i).sort((a, b) => at(p, a) - at(p, b) || a - b);
  const sorted = Float64Array.from(order, (i) => at(p, i));
  const fitted = isotonicRegression(
    Float64Array.from(order, (i) => at(y, i)),
    sorted,
  );
  const margin = 1 / (p.length + 2);
  const from: number[] = [];
  const to: number[] = [];
  for (let i = 0; i < order.length; i += 1) {
    const value = Math.min(1 - margin, Math.max(margin, at(fitted, i)));
    const isEdge =
      i === 0 || i === order.length - 1 || at(fitted, i) !== at(fitted, i - 1) || at(fitted, i) !== at(fitted, i + 1);
    if (!isEdge || from.at(-1) === at(sorted, i)) continue;
    from.push(at(sorted, i));
    to.push(value);
  }
  return { method: 'isotonic', from: Float64Array.from(from), to: Float64Array.from(to) };
}

/** The calibrated probability of one class. */
export function calibrated(calibrator: Calibrator, p: number): number {
  if (calibrator.method === 'platt') return sigmoid(calibrator.slope * logit(p) + calibrator.offset);
  const { from, to } = calibrator;
  let low = 0;
  let high = from.length - 1;
  if (p <= at(from, 0)) return at(to, 0);
  if (p >= at(from, high)) return at(to, high);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (at(from, middle) <= p) low = middle;
    else high = middle;
  }
  const share = (p - at(from, low)) / (at(from, high) - at(from, low));
  return at(to, low) + share * (at(to, high) - at(to, low));
}

/**
 * Calibrates rows of probabilities, in place. Two classes: the second is calibrated, the first is the rest. Several:
 * each against the others, then scaled to sum to 1 (Zadrozny & Elkan 2002, section 4).
 *
 * @param calibrators one for two classes, else one per class; none leaves all as it is
 * @param probabilities n × classCount, row-major; written
 */
export function calibrateRows(
  calibrators: readonly Calibrator[],
  probabilities: Float64Array,
  classCount: number,
): void {
  const [first] = calibrators;
  if (first === undefined) return;
  for (let from = 0; from < probabilities.length; from += classCount) {
    if (classCount === 2) {
      const p = calibrated(first, at(probabilities, from + 1));
      probabilities[from] = 1 - p;
      probabilities[from + 1] = p;
      continue;
    }
    let total = 0;
    for (const [k, each] of calibrators.entries()) {
      const p = calibrated(each, at(probabilities, from + k));
      probabilities[from + k] = p;
      total += p;
    }
    for (let k = 0; k < classCount; k += 1) probabilities[from + k] = at(probabilities, from + k) / total;
  }
}

/** The rows' probabilities of class k. */
export function probabilitiesOf(
  probabilities: Float64Array,
  classCount: number,
  k: number,
  rows: Int32Array,
): Float64Array {
  return Float64Array.from({ length: rows.length }, (_, i) => at(probabilities, intAt(rows, i) * classCount + k));
}
