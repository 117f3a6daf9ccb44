import { at } from '../element.ts';
import { checkStop, type Target } from '../estimators/estimator.ts';
import { binaryLogisticLoss, softmaxLoss } from '../estimators/score-loss.ts';
import { minimizeLbfgs } from '../optimization/lbfgs.ts';
import { type SparseRows, writeSparseScores, writeSparseSlopes } from './sparse-rows.ts';

/** What a fit needs of a loss; see `ScoreLoss`. */
interface Loss {
  value(scores: Float64Array, direction: Float64Array, step: number): number;
  writeSlopes(slopes: Float64Array): void;
}

/** Most passes over the rows, and the slope at which more would not move a score visibly. */
const MAX_ITERATIONS = 100;
const TOLERANCE = 1e-4;
/** Share of the penalty that intercepts bear: a class that is absent keeps a finite one. */
const INTERCEPT_SHARE = 1e-4;

/** Scores a target has: one of a number or two classes, else one a class. */
export function outputsOf({ classCount }: Target): number {
  return classCount > 2 ? classCount : 1;
}

function squaredLoss(y: Float64Array, weights: Float64Array): Loss {
  const errors = new Float64Array(y.length);
  return {
    value(scores) {
      let sum = 0;
      for (let i = 0; i < y.length; i += 1) {
        const error = at(scores, i) - at(y, i);
        errors[i] = at(weights, i) * error;
        sum += (at(errors, i) * error) / 2;
      }
      return sum;
    },
    writeSlopes: (slopes) => slopes.set(errors),
  };
}

/** The loss of the scores; of a number its squared error, halved. */
export function wordLossOf({ values, classCount, weights }: Target): Loss {
  if (classCount === 2) return binaryLogisticLoss(values, weights);
  if (classCount > 2) return softmaxLoss(values, classCount, weights);
  return squaredLoss(values, weights ?? new Float64Array(values.length).fill(1));
}

/**
 * Minimises loss(X W + b) + (l2 / 2) ‖W‖² by L-BFGS, roughly: logistic regression of classes, ridge of numbers, on rows
 * of few elements.
 *
 * @param y of the rows of x; numbers about as large as 1
 * @param start (columns + 1) × outputs, row-major; left as it is
 * @returns of the same form; the last row is b
 * @throws NumericError stopped
 */
export function fitWordScores(
  x: SparseRows,
  y: Target,
  l2: number,
  start: Float64Array,
  shouldStop: () => boolean,
): Float64Array {
  const outputs = outputsOf(y);
  const rows = y.values.length;
  const loss = wordLossOf(y);
  const scores = new Float64Array(rows * outputs);
  const slopes = new Float64Array(rows * outputs);
  const intercepts = x.columns * outputs;
  const evaluate = (weights: Float64Array, gradient: Float64Array): number => {
    writeSparseScores(x, weights, outputs, scores);
    let value = loss.value(scores, scores, 0);
    loss.writeSlopes(slopes);
    writeSparseSlopes(x, slopes, outputs, gradient);
    for (let i = 0; i < weights.length; i += 1) {
      const weight = at(weights, i);
      const penalty = i < intercepts ? l2 : INTERCEPT_SHARE * l2;
      value += (penalty / 2) * weight * weight;
      gradient[i] = (at(gradient, i) + penalty * weight) / rows;
    }
    return value / rows;
  };
  const onIteration = (): void => checkStop(shouldStop);
  return minimizeLbfgs({ evaluate }, start, { tolerance: TOLERANCE, maxIterations: MAX_ITERATIONS, onIteration }).x;
}
