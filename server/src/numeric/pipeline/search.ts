import { neverStop, type Target } from '../estimators/estimator.ts';
import { type Matrix, takeMatrixRows, takeValues } from '../matrix/matrix.ts';
import { conformalHalfWidth } from '../metrics/conformal.ts';
import type { Rng } from '../rng/rng.ts';
import type { Candidates } from '../selection/candidates.ts';
import { bestOutcome, type Candidate, crossValidate, type Outcome } from '../selection/cross-validation.ts';
import { sampleRows } from '../selection/split.ts';
import type { Design } from './dataset.ts';
import { INTERVAL_LEVEL } from './evaluate.ts';
import { chooseFolds } from './holdout.ts';
import type { TrainingRequest, TrainingTrial } from './pipeline.ts';

/** What cross-validation chose, and what it learnt on the way. */
export interface SearchResult {
  readonly chosen: Candidate;
  readonly trials: readonly TrainingTrial[];
  /** Of the regression's interval, from rows that the folds' models had not seen; 0 for classes. */
  readonly halfWidth: number;
}

const MAX_ROWS = 50_000;
const MIN_ROWS = 1000;
const MAX_CELLS = 5_000_000;

interface Sample {
  readonly x: Matrix;
  readonly y: Target;
  readonly time: Float64Array | null;
}

/** Comparing needs fewer rows than fitting; the folds' copies must fit in memory, and many classes cost time. */
function sampleOf({ x, y, time }: Design, rng: Rng): Sample {
  const cellsPerRow = x.columns * Math.max(1, y.classCount / 2);
  const most = Math.min(MAX_ROWS, Math.max(MIN_ROWS, Math.floor(MAX_CELLS / cellsPerRow)));
  const rows = sampleRows(y, most, rng);
  return {
    x: takeMatrixRows(x, rows),
    y: { values: takeValues(y.values, rows), classCount: y.classCount },
    time: time === null ? null : takeValues(time, rows),
  };
}

function described({ trial }: Outcome, chosen: boolean): TrainingTrial {
  return { ...trial, chosen };
}

/**
 * Compares the candidates by cross-validation on up to 50,000 training rows, fewer with many design columns or classes.
 * One candidate for a classification needs no comparing; for a regression it is cross-validated for its interval.
 *
 * @throws NumericError stopped
 */
export function searchCandidates(
  design: Design,
  candidates: Candidates,
  rng: Rng,
  { shouldStop = neverStop, budgetSpent = neverStop }: Pick<TrainingRequest, 'shouldStop' | 'budgetSpent'>,
  onTrial: (done: number, total: number) => void,
): SearchResult {
  const [first] = candidates;
  if (candidates.length === 1 && design.y.classCount > 0) return { chosen: first, trials: [], halfWidth: 0 };
  const { x, y, time } = sampleOf(design, rng.split('sample'));
  const folds = chooseFolds(y, time, rng.split('folds'));
  const control = { shouldStop, budgetSpent, onTrial };
  const outcomes = crossValidate(x, y, folds, candidates, rng.split('trials'), control);
  const best = bestOutcome(outcomes);
  return {
    chosen: { algorithm: best.trial.algorithm, hyperparameters: best.trial.hyperparameters },
    trials: outcomes.map((outcome) => described(outcome, outcome === best)),
    halfWidth: y.classCount > 0 ? 0 : conformalHalfWidth(best.absoluteResiduals, INTERVAL_LEVEL),
  };
}
