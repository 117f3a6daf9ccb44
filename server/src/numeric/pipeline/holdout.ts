import type { Target } from '../estimators/estimator.ts';
import { takeValues } from '../matrix/matrix.ts';
import type { Rng } from '../rng/rng.ts';
import { randomFolds, randomSplit, type Split, timeFolds, timeSplit } from '../selection/split.ts';

/** Rows held out for the metrics, and how they were chosen. */
export interface Holdout {
  readonly kind: 'time' | 'random';
  readonly split: Split;
}

const FOLDS = 5;

/** Whether the training rows are two or more and have every class. */
function isUsable(y: Target, { training }: Split): boolean {
  if (training.length < 2) return false;
  if (y.classCount === 0) return true;
  return new Set(takeValues(y.values, training)).size === y.classCount;
}

/**
 * Holds out the latest rows where times are given and part the rows in a way that leaves every class to train on; else
 * random rows, the same share of every class.
 *
 * @param time n epoch milliseconds, or null
 * @param share of the validation rows
 */
export function chooseHoldout(y: Target, time: Float64Array | null, share: number, rng: Rng): Holdout {
  const latest = time === null ? null : timeSplit(time, share);
  if (latest !== null && isUsable(y, latest)) return { kind: 'time', split: latest };
  return { kind: 'random', split: randomSplit(y, share, rng) };
}

/**
 * Folds for cross-validation within the training rows: forward chaining where times are given and at least two such
 * folds can be used, else five random ones (fewer where there are fewer rows).
 *
 * @param y n ≥ 2 rows
 * @param time n epoch milliseconds, or null
 */
export function chooseFolds(y: Target, time: Float64Array | null, rng: Rng): Split[] {
  const forward = time === null ? [] : timeFolds(time, FOLDS).filter((fold) => isUsable(y, fold));
  if (forward.length >= 2) return forward;
  return randomFolds(y, Math.min(FOLDS, y.values.length), rng);
}
