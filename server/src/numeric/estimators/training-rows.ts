import { takeMatrixRows, takeValues } from '../matrix/matrix.ts';
import type { Features, Target } from './estimator.ts';

/** A copy of the given rows of features, in the given order. */
export function takeFeatureRows(x: Features, rows: Int32Array): Features {
  const { categoryCounts } = x;
  const taken = takeMatrixRows(x, rows);
  return categoryCounts === undefined ? taken : { ...taken, categoryCounts };
}

/** A copy of the given rows of a target, with their weights. */
export function takeTarget({ values, classCount, weights }: Target, rows: Int32Array): Target {
  const taken = { values: takeValues(values, rows), classCount };
  return weights === undefined ? taken : { ...taken, weights: takeValues(weights, rows) };
}
