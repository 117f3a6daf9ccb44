import { at } from '../element.ts';
import { checkStop, type Features, type Hyperparameters, type Target } from '../estimators/estimator.ts';
import { type Algorithm, estimators } from '../estimators/registry.ts';
import type { ThreadPool } from '../parallel.ts';
import type { Rng } from '../rng/rng.ts';
import type { Candidate } from './candidates.ts';
import { fitFold, type FoldInput, foldJob, sharedFeatures } from './fold-job.ts';
import { scoreOf } from './score.ts';
import type { Split } from './split.ts';

/** One candidate that cross-validation looked at. */
export interface Trial {
  readonly algorithm: Algorithm;
  readonly hyperparameters: Hyperparameters;
  /** `log_loss` or `rmse`: lower is better. */
  readonly metric: 'log_loss' | 'rmse';
  /** Mean over the folds. */
  readonly score: number;
  readonly foldScores: readonly number[];
  /** Rows that it was compared on. */
  readonly rows: number;
}

/** A trial and what it said of the rows it had not seen. */
export interface Outcome {
  readonly candidate: Candidate;
  readonly trial: Trial;
  /** n × classCount, row-major, or n: NaN in rows that no fold validates. */
  readonly predictions: Float64Array;
}

/** How a search may be watched and cut short. */
export interface SearchControl {
  readonly shouldStop: () => boolean;
  /** Asked before each trial but the first. */
  readonly budgetSpent: () => boolean;
  readonly onTrial: () => void;
  /** Works on the folds; without one they are done one after the other, and `shouldStop` is asked within each. */
  readonly pool?: ThreadPool | undefined;
}

/** Rows to learn from, in the design of each kind of estimator. */
export interface SearchRows {
  readonly featuresFor: (design: 'linear' | 'tree') => Features;
  readonly y: Target;
  readonly splits: readonly Split[];
}

/** A trial of predictions that were made fold by fold. */
export function trialOf(
  { y, splits }: Pick<SearchRows, 'y' | 'splits'>,
  algorithm: Algorithm,
  hyperparameters: Hyperparameters,
  predictions: Float64Array,
): Trial {
  const foldScores = splits.map(({ validation }) => scoreOf(y, predictions, validation));
  return {
    algorithm,
    hyperparameters,
    metric: y.classCount > 0 ? 'log_loss' : 'rmse',
    score: foldScores.reduce((sum, value) => sum + value, 0) / foldScores.length,
    foldScores,
    rows: y.values.length,
  };
}

/** After the first candidate alone, so many share the preparation of a fold between two looks at the budget. */
const BATCH = 4;

/** Predictions of each candidate of a batch for all rows. */
function runBatch(
  search: SearchRows,
  batch: readonly [Candidate, ...Candidate[]],
  rng: Rng,
  { shouldStop, pool }: SearchControl,
): Float64Array[] {
  const [{ algorithm: kind }] = batch;
  const { y, splits } = search;
  const x = search.featuresFor(estimators[kind].design);
  const features = pool === undefined ? x : sharedFeatures(x);
  const points = batch.map(({ hyperparameters }) => hyperparameters);
  const inputs = splits.map((split, index): FoldInput => {
    const seed = rng.split(`${kind}-${index}`).uint32();
    return { kind, points, x: features, y, split, seed };
  });
  const byFold = pool === undefined ? inputs.map((input) => fitFold(input, shouldStop)) : pool.runJobs(foldJob, inputs);
  const width = Math.max(1, y.classCount);
  return batch.map((_, index) => {
    const predictions = new Float64Array(y.values.length * width).fill(Number.NaN);
    for (const [fold, { validation }] of splits.entries()) {
      const predicted = byFold[fold]?.[index] ?? predictions;
      validation.forEach((row, i) => {
        for (let k = 0; k < width; k += 1) predictions[row * width + k] = at(predicted, i * width + k);
      });
    }
    return predictions;
  });
}

/**
 * Fits every candidate of one algorithm on every fold and scores it on the rows that the fold holds out (Stone 1974),
 * folds side by side on the threads of the pool. The outcomes are the same to the bit with any pool or none.
 *
 * @param candidates at least one, all of one algorithm
 * @returns one outcome per candidate tried, in their order: all, or those that the budget allowed, at least one
 * @throws NumericError stopped, or what `fit` throws
 */
export function crossValidate(
  search: SearchRows,
  candidates: readonly [Candidate, ...Candidate[]],
  rng: Rng,
  control: SearchControl,
): [Outcome, ...Outcome[]] {
  const run = (batch: readonly [Candidate, ...Candidate[]]): Float64Array[] => {
    checkStop(control.shouldStop);
    return runBatch(search, batch, rng, control);
  };
  const outcomeOf = (candidate: Candidate, predictions: Float64Array = new Float64Array(0)): Outcome => {
    control.onTrial();
    const trial = trialOf(search, candidate.algorithm, candidate.hyperparameters, predictions);
    return { candidate, trial, predictions };
  };
  const [first, ...others] = candidates;
  const outcomes: [Outcome, ...Outcome[]] = [outcomeOf(first, run([first])[0])];
  for (let from = 0; from < others.length && !control.budgetSpent(); from += BATCH) {
    const [head, ...tail] = others.slice(from, from + BATCH);
    if (head === undefined) break;
    const predictions = run([head, ...tail]);
    outcomes.push(...[head, ...tail].map((candidate, i) => outcomeOf(candidate, predictions[i])));
  }
  return outcomes;
}

/** The outcome with the lowest score; of equal ones the first. */
export function bestOutcome(outcomes: readonly [Outcome, ...Outcome[]]): Outcome {
  return outcomes.reduce((best, outcome) => (outcome.trial.score < best.trial.score ? outcome : best));
}
