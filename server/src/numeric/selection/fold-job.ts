import type { Features, Hyperparameters, Target } from '../estimators/estimator.ts';
import { type EstimatorKind, estimators, predictModel } from '../estimators/registry.ts';
import { takeFeatureRows, takeTarget } from '../estimators/training-rows.ts';
import type { Job } from '../parallel.ts';
import { createRng } from '../rng/rng.ts';
import type { Split } from './split.ts';

/** Several sets of hyperparameters on one fold. */
export interface FoldInput {
  readonly kind: EstimatorKind;
  readonly points: readonly Hyperparameters[];
  readonly x: Features;
  readonly y: Target;
  readonly split: Split;
  readonly seed: number;
}

/** Fits each point on the fold's training rows and predicts its validation rows; `shouldStop` does not reach a thread. */
export function fitFold({ kind, points, x, y, split, seed }: FoldInput, shouldStop?: () => boolean): Float64Array[] {
  const fit = estimators[kind].prepare(
    takeFeatureRows(x, split.training),
    takeTarget(y, split.training),
    createRng(seed),
    shouldStop,
  );
  const validation = takeFeatureRows(x, split.validation);
  return points.map((point) => predictModel(fit(point), validation));
}

/** {@link fitFold} for a pool. */
export const foldJob: Job<FoldInput, Float64Array[]> = {
  url: import.meta.url,
  name: 'fitFold',
  run: (input) => fitFold(input),
};

/** The features in memory that threads share; as they are where they lie in it. */
export function sharedFeatures(x: Features): Features {
  if (x.data.buffer instanceof SharedArrayBuffer) return x;
  const data = new Float64Array(new SharedArrayBuffer(x.data.byteLength));
  data.set(x.data);
  return { ...x, data };
}
