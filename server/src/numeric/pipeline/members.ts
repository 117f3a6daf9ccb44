import { type Calibrator, calibrateRows } from '../calibration/calibration.ts';
import { floorOf, type Opinion, poolPredictions } from '../ensemble/opinion-pool.ts';
import type { Features } from '../estimators/estimator.ts';
import { estimators, predictModel } from '../estimators/registry.ts';
import type { DesignKind } from '../preprocessing/preprocessor.ts';
import type { FittedPipeline, Member } from './pipeline.ts';

/** What predictions are made of. */
export interface Predictor {
  readonly members: FittedPipeline['members'];
  readonly calibrators: readonly Calibrator[];
  /** 0 for a number. */
  readonly classCount: number;
}

/** The designs that the members take, each once. */
export function designsOf(members: readonly Member[]): readonly DesignKind[] {
  return [...new Set(members.map(({ model }) => estimators[model.kind].design))];
}

/**
 * The answer of all members together, calibrated.
 *
 * @returns n × classCount probabilities, row-major, or n numbers
 */
export function predictMembers(
  { members, calibrators, classCount }: Predictor,
  featuresFor: (design: DesignKind) => Features,
): Float64Array {
  const opinionOf = ({ model }: Member): Opinion => {
    const { design, scoreUnit } = estimators[model.kind];
    return { predictions: predictModel(model, featuresFor(design)), floor: floorOf(scoreUnit) };
  };
  const [first, ...others] = members;
  const weights = Float64Array.from(members, ({ weight }) => weight);
  const pooled = poolPredictions([opinionOf(first), ...others.map(opinionOf)], weights, classCount);
  calibrateRows(calibrators, pooled, classCount);
  return pooled;
}
