import type { Target } from '../estimators/estimator.ts';
import { takeValues } from '../matrix/matrix.ts';
import type { Rng } from '../rng/rng.ts';
import {
  groupFolds,
  groupSplit,
  randomFolds,
  randomSplit,
  type Split,
  timeFolds,
  timeSplit,
} from '../selection/split.ts';

/** Rows held out for the metrics, and how they were chosen. */
export interface Holdout {
  readonly kind: 'time' | 'random';
  readonly split: Split;
}

const FOLDS = 5;
/** From so many rows on, two thirds of them teach nearly as much as four fifths, and cost three fits instead of five. */
const MANY_ROWS = 1000;
const FOLDS_OF_MANY = 3;

/** Whether the training rows are two or more and have every class. */
function isUsable(y: Target, { training }: Split): boolean {
  if (training.length < 2) return false;
  if (y.classCount === 0) return true;
  return new Set(takeValues(y.values, training)).size === y.classCount;
}

/** Rows to split: what they answer, and when or to whom they belong. */
interface SplitRows {
  readonly y: Target;
  /** n epoch milliseconds, or null. */
  readonly time: Float64Array | null;
  /** n, rows of one number stay together, or null. */
  readonly groups: Int32Array | null;
}

/**
 * Holds out the latest rows where times are given and part the rows in a way that leaves every class to train on; else
 * whole groups, where they are given and leave every class; else random rows, the same share of every class.
 *
 * @param share of the validation rows
 */
export function chooseHoldout({ y, time, groups }: SplitRows, share: number, rng: Rng): Holdout {
  const latest = time === null ? null : timeSplit(time, share);
  if (latest !== null && isUsable(y, latest)) return { kind: 'time', split: latest };
  const grouped = groups === null ? null : groupSplit(groups, share, rng.split('groups'));
  if (grouped !== null && isUsable(y, grouped)) return { kind: 'random', split: grouped };
  return { kind: 'random', split: randomSplit(y, share, rng) };
}

/**
 * Folds for cross-validation within the training rows: forward chaining where times are given and at least two such
 * folds can be used; folds of whole groups where they are given and at least two can be used; else random ones. Five of
 * each, but three groups or random ones from 1,000 rows on.
 *
 * @param rows n ≥ 2
 */
export function chooseFolds({ y, time, groups }: SplitRows, rng: Rng): Split[] {
  const forward = time === null ? [] : timeFolds(time, FOLDS).filter((fold) => isUsable(y, fold));
  if (forward.length >= 2) return forward;
  const folds = y.values.length < MANY_ROWS ? FOLDS : FOLDS_OF_MANY;
  const grouped = groups === null ? [] : groupFolds(groups, folds, rng.split('groups'));
  const usable = grouped.filter((fold) => isUsable(y, fold));
  if (usable.length >= 2) return usable;
  return randomFolds(y, Math.min(folds, y.values.length), rng);
}
