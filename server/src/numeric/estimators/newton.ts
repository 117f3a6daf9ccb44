import { at } from '../element.ts';
import { choleskySolve } from '../matrix/cholesky.ts';
import { type Matrix, takeMatrixRows } from '../matrix/matrix.ts';
import { checkStop } from './estimator.ts';
import { writeScores, writeWeightedGram, writeWeightSlopes } from './linear-scores.ts';
import { preparePreconditioner, raisedFactor, type Solve } from './preconditioner.ts';
import type { ScoreLoss } from './score-loss.ts';

/** The minimum that {@link minimizeScoreLoss} found. */
export interface NewtonResult {
  /** outputs × (p + 1), row-major; the last of each row is the intercept. */
  readonly weights: Float64Array;
  readonly converged: boolean;
  readonly iterations: number;
}

const MAX_ITERATIONS = 100;
const MAX_HALVINGS = 40;

const TOLERANCE = 1e-10;

/** Below this share of the loss, a step that does not lower it has met rounding, not an obstacle. */
const ROUNDING_TOLERANCE = 1e-9;

/** Up to this many weights of one output, the second derivative is formed and factored; beyond, products suffice. */
const DENSE_WEIGHTS = 128;

/** The first directions take the second derivative from a quarter of the rows, but from so many at least and at most. */
const MIN_SAMPLE_ROWS = 2000;
const SAMPLE_ROWS_PER_WEIGHT = 100;
const MAX_SAMPLE_ROWS = 10_000;

/** Directions from a sample; if they have not led to the minimum by then, the sample misses something. */
const SAMPLED_DIRECTIONS = 10;

/** Every `step`-th row. */
interface RowSample {
  readonly x: Matrix;
  readonly step: number;
}

interface Problem {
  readonly x: Matrix;
  readonly loss: ScoreLoss;
  readonly l2: number;
  readonly shouldStop: () => boolean;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += at(a, i) * at(b, i);
  return sum;
}

/** Adds factor × weights, intercepts left out: they are not regularised. */
function addPenaltySlope(weights: Float64Array, features: number, factor: number, out: Float64Array): void {
  for (let i = 0; i < weights.length; i += 1) {
    if (i % (features + 1) !== features) out[i] = at(out, i) + factor * at(weights, i);
  }
}

/** Σ of products over all weights but the intercepts. */
function penaltyDot(a: Float64Array, b: Float64Array, features: number): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) if (i % (features + 1) !== features) sum += at(a, i) * at(b, i);
  return sum;
}

/**
 * Factor of H. Rounding may cost H its definiteness (a huge constant column hides the intercept); a raised diagonal then
 * still gives directions downhill.
 */
function factorOf({ x: all, loss, l2 }: Problem, { x, step }: RowSample): Float64Array {
  const size = x.columns + 1;
  const curvature = new Float64Array(all.rows);
  loss.writeCurvatureDiagonal(curvature);
  for (let r = 0; r < x.rows; r += 1) curvature[r] = step * at(curvature, r * step);
  const hessian = new Float64Array(size * size);
  writeWeightedGram(x, curvature, hessian);
  for (let i = 0; i < x.columns; i += 1) hessian[i * size + i] = at(hessian, i * size + i) + l2;
  return raisedFactor(hessian, size);
}

function sampleOf(x: Matrix): RowSample {
  const wanted = Math.max(x.rows / 4, MIN_SAMPLE_ROWS, SAMPLE_ROWS_PER_WEIGHT * (x.columns + 1));
  const step = Math.max(1, Math.floor(x.rows / Math.min(wanted, MAX_SAMPLE_ROWS)));
  if (step === 1) return { x, step };
  const rows = Int32Array.from({ length: Math.ceil(x.rows / step) }, (_, r) => r * step);
  return { x: takeMatrixRows(x, rows), step };
}

function downhill(factor: Float64Array, slope: Float64Array): Float64Array {
  return choleskySolve(factor, slope.length, slope).map((value) => -value);
}

/**
 * Directions −H⁻¹ g. H is taken from a sample of many rows first (Roosta-Khorasani & Mahoney 2019, "Sub-sampled Newton
 * methods"), since slopes decide where the minimum is and the second derivative only how fast it is reached; and such
 * an H serves on as long as each direction promises no more than a hundredth of the one before.
 */
function denseDirections(problem: Problem): (slope: Float64Array) => Float64Array {
  const whole: RowSample = { x: problem.x, step: 1 };
  const sample = sampleOf(problem.x);
  let factor: Float64Array | null = null;
  let asked = 0;
  let promised = 0;
  return (slope) => {
    asked += 1;
    const before = promised;
    if (factor !== null && sample.step > 1) {
      const again = downhill(factor, slope);
      promised = -dot(slope, again);
      if (promised <= before / 100) return again;
    }
    factor = factorOf(problem, asked <= SAMPLED_DIRECTIONS ? sample : whole);
    const direction = downhill(factor, slope);
    promised = -dot(slope, direction);
    return direction;
  };
}

/**
 * Takes the mean over the outputs from each weight. Softmax scores may shift together without changing the loss; only
 * sums of zero are least in the penalty, and the search stays among them, where the curvature is not tiny.
 */
function centreOutputs(values: Float64Array, outputs: number): void {
  if (outputs === 1) return;
  const stride = values.length / outputs;
  for (let c = 0; c < stride; c += 1) {
    let mean = 0;
    for (let i = c; i < values.length; i += stride) mean += at(values, i) / outputs;
    for (let i = c; i < values.length; i += stride) values[i] = at(values, i) - mean;
  }
}

/**
 * −H⁻¹ g, roughly, by preconditioned conjugate gradients on products with H (Nocedal & Wright 2006, Numerical
 * Optimization, algorithm 7.1, with the forcing term of eq. 7.3).
 */
function conjugateDirection(problem: Problem, precondition: Solve, slope: Float64Array): Float64Array {
  const { x, loss, l2 } = problem;
  const size = slope.length;
  const direction = new Float64Array(size);
  const residual = Float64Array.from(slope);
  const scaled = new Float64Array(size);
  const search = new Float64Array(size);
  const scores = new Float64Array(x.rows * loss.outputs);
  const curved = new Float64Array(scores.length);
  const product = new Float64Array(size);
  const norm = Math.sqrt(dot(slope, slope));
  const goal = Math.min(0.25, Math.sqrt(norm)) * norm;
  for (let step = 0, energy = 1; step < 2 * size && Math.sqrt(dot(residual, residual)) > goal; step += 1) {
    checkStop(problem.shouldStop);
    precondition(residual, scaled);
    centreOutputs(scaled, loss.outputs);
    const next = dot(residual, scaled);
    for (let i = 0; i < size; i += 1) search[i] = (next / energy) * at(search, i) - at(scaled, i);
    energy = next;
    writeScores(x, search, loss.outputs, scores);
    loss.writeCurvature(scores, curved);
    writeWeightSlopes(x, curved, loss.outputs, product);
    addPenaltySlope(search, x.columns, l2, product);
    centreOutputs(product, loss.outputs);
    const curvature = dot(search, product);
    if (!(curvature > 0)) break;
    const length = energy / curvature;
    for (let i = 0; i < size; i += 1) {
      direction[i] = at(direction, i) + length * at(search, i);
      residual[i] = at(residual, i) + length * at(product, i);
    }
  }
  return direction;
}

/**
 * The direction from where the slopes were last written: for one output with few weights by factoring the second
 * derivative, else truncated.
 */
function directionsOf(problem: Problem, size: number): (slope: Float64Array) => Float64Array {
  const { x, loss, l2 } = problem;
  if (loss.outputs === 1 && size <= DENSE_WEIGHTS) return denseDirections(problem);
  const preconditionerAt = preparePreconditioner(x, loss.outputs, l2);
  const curvature = new Float64Array(x.rows * loss.outputs);
  return (slope) => {
    loss.writeCurvatureDiagonal(curvature);
    return conjugateDirection(problem, preconditionerAt(curvature), slope);
  };
}

interface Step {
  readonly length: number;
  readonly value: number;
}

/**
 * Halves the step until the loss falls by a share of what the slope promises (Armijo 1966); null if it never does. The
 * loss is left at the scores of the step found.
 */
function findStep(point: Point, problem: Problem, direction: Float64Array, decrease: number): Step | null {
  const { weights, scores, move, value } = point;
  const { loss, l2, x } = problem;
  const square = penaltyDot(weights, weights, x.columns);
  const along = penaltyDot(weights, direction, x.columns);
  const own = penaltyDot(direction, direction, x.columns);
  for (let halving = 0, length = 1; halving <= MAX_HALVINGS; halving += 1, length /= 2) {
    const penalty = (l2 / 2) * (square + length * (2 * along + length * own));
    const reached = loss.value(scores, move, length) + penalty;
    if (reached < value && reached <= value - 1e-4 * length * decrease) return { length, value: reached };
  }
  return null;
}

/** Where the search stands. */
interface Point {
  readonly weights: Float64Array;
  readonly scores: Float64Array;
  /** The change of the scores along the direction. */
  readonly move: Float64Array;
  value: number;
}

function moveBy(values: Float64Array, direction: Float64Array, length: number): void {
  for (let i = 0; i < values.length; i += 1) values[i] = at(values, i) + length * at(direction, i);
}

/**
 * Minimises loss(X Wᵀ + b) + (l2 / 2) ‖W‖² by Newton's method with step halving (Boyd & Vandenberghe 2004, Convex
 * Optimization, algorithm 9.5). One output with few weights takes exact directions (for the logistic loss: iteratively
 * reweighted least squares), others truncated ones by conjugate gradients.
 *
 * @param x n × p row-major, finite, n ≥ 1
 * @param l2 > 0: it makes the minimum unique and finite, separable data included
 * @param start outputs × (p + 1), each weight's sum over several outputs 0; left as it is
 * @param tolerance a step that promises to lower the loss by less than this share of it is the last one
 * @throws NumericError stopped
 */
export function minimizeScoreLoss(
  x: Matrix,
  loss: ScoreLoss,
  l2: number,
  start: Float64Array,
  shouldStop: () => boolean,
  tolerance = TOLERANCE,
): NewtonResult {
  const problem: Problem = { x, loss, l2, shouldStop };
  const findDirection = directionsOf(problem, start.length);
  const scores = new Float64Array(x.rows * loss.outputs);
  const point: Point = { weights: Float64Array.from(start), scores, move: new Float64Array(scores.length), value: 0 };
  const { weights } = point;
  const slopes = new Float64Array(scores.length);
  const slope = new Float64Array(start.length);
  writeScores(x, weights, loss.outputs, scores);
  point.value = loss.value(scores, point.move, 0) + (l2 / 2) * penaltyDot(weights, weights, x.columns);
  for (let iteration = 1; iteration <= MAX_ITERATIONS; iteration += 1) {
    checkStop(problem.shouldStop);
    loss.writeSlopes(slopes);
    writeWeightSlopes(x, slopes, loss.outputs, slope);
    addPenaltySlope(weights, x.columns, l2, slope);
    const direction = findDirection(slope);
    const decrease = -dot(slope, direction);
    const scale = 1 + Math.abs(point.value);
    if (decrease <= tolerance * scale) {
      moveBy(weights, direction, 1);
      return { weights, converged: true, iterations: iteration };
    }
    writeScores(x, direction, loss.outputs, point.move);
    const step = findStep(point, problem, direction, decrease);
    if (step === null) return { weights, converged: decrease <= ROUNDING_TOLERANCE * scale, iterations: iteration };
    moveBy(weights, direction, step.length);
    moveBy(scores, point.move, step.length);
    point.value = step.value;
  }
  return { weights, converged: false, iterations: MAX_ITERATIONS };
}
