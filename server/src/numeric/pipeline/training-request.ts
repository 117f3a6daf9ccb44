import { profitThreshold } from '../calibration/payoff.ts';
import { rowCountOf } from '../column.ts';
import { checkStop, neverStop, type Target } from '../estimators/estimator.ts';
import { NumericError } from '../numeric-error.ts';
import { createRng, type Rng } from '../rng/rng.ts';
import { balanced, checkColumns, type Dataset, groupsOf, knownRows } from './dataset.ts';
import type { TrainingPhase, TrainingRequest } from './pipeline.ts';

const MIN_SPLIT = 0.05;
const MAX_SPLIT = 0.5;
const MAX_DESIGN_CELLS = 50_000_000;

/** A request in work: its random streams, and a word to the caller at each station. */
export interface Training {
  readonly request: TrainingRequest;
  readonly rng: Rng;
  readonly hashSeed: number;
  readonly maxCells: number;
  readonly threshold: number;
  /** @throws NumericError stopped */
  report: (phase: TrainingPhase, fraction: number) => void;
}

/** Opens the random streams of a request. */
export function beginTraining(request: TrainingRequest): Training {
  const rng = createRng(request.seed);
  const { shouldStop = neverStop, maxDesignCells: maxCells = MAX_DESIGN_CELLS, payoff } = request;
  return {
    request,
    rng,
    hashSeed: rng.split('hash').uint32(),
    maxCells,
    threshold: payoff === undefined ? 0.5 : profitThreshold(payoff),
    report(phase, fraction) {
      checkStop(shouldStop);
      request.onProgress?.(phase, fraction);
    },
  };
}

/**
 * Checks what does not need the data's values.
 *
 * @throws NumericError shape_mismatch, duplicate_column, target_among_features, invalid_validation_split
 */
export function checkRequest({ columns, target, time, weights, groups, validationSplit }: TrainingRequest): void {
  const rowsOf = groups === undefined ? undefined : { length: rowCountOf(groups) };
  checkColumns(columns, target, { time, weights, groups: rowsOf });
  if (!(validationSplit >= MIN_SPLIT && validationSplit <= MAX_SPLIT)) {
    const value = String(validationSplit);
    throw new NumericError('invalid_validation_split', { value, min: MIN_SPLIT, max: MAX_SPLIT });
  }
}

/** The known rows of a request, with the weights that it asks for. */
export function datasetOf(request: TrainingRequest, target: Target): Dataset {
  const { columns, weights, classWeights, groups, time = null } = request;
  const y = weights === undefined ? target : { ...target, weights };
  const rows: Dataset = { columns, y, time, groups: groups === undefined ? null : groupsOf(groups) };
  const known = knownRows(rows);
  return classWeights === 'balanced' && target.classCount > 0 ? { ...known, y: balanced(known.y) } : known;
}
