import { at } from '../element.ts';
import type { FittedModel, Hyperparameters, Target } from '../estimators/estimator.ts';
import { type Algorithm, estimators, predictModel } from '../estimators/registry.ts';
import { type Matrix, takeMatrixRows, takeValues } from '../matrix/matrix.ts';
import { classificationMeasure } from '../metrics/classification.ts';
import { measureOnce } from '../metrics/measure.ts';
import { regressionMeasure } from '../metrics/regression.ts';
import type { Rng } from '../rng/rng.ts';
import type { Split } from './split.ts';

/** What a model is to be fitted with. */
export interface Candidate {
  readonly algorithm: Algorithm;
  readonly hyperparameters: Hyperparameters;
}

/** One candidate that cross-validation looked at. */
export interface Trial extends Candidate {
  /** `log_loss` or `rmse`: lower is better. */
  readonly metric: 'log_loss' | 'rmse';
  /** Mean over the folds. */
  readonly score: number;
  readonly foldScores: readonly number[];
}

/** A trial and what it said of the rows it had not seen. */
export interface Outcome {
  readonly trial: Trial;
  /** Regression: |y − ŷ| of each validation row of each fold; classification: empty. */
  readonly absoluteResiduals: Float64Array;
}

/** How a search may be watched and cut short. */
export interface SearchControl {
  readonly shouldStop: () => boolean;
  /** Asked before each trial but the first. */
  readonly budgetSpent: () => boolean;
  readonly onTrial: (done: number, total: number) => void;
}

interface Fold {
  readonly training: Matrix;
  readonly trainingTarget: Target;
  readonly validation: Matrix;
  readonly validationTarget: Target;
}

/** A fold whose rows an algorithm has been prepared for. */
interface PreparedFold {
  readonly fold: Fold;
  readonly fit: (params: Hyperparameters) => FittedModel;
}

function takeTarget(y: Target, rows: Int32Array): Target {
  return { values: takeValues(y.values, rows), classCount: y.classCount };
}

function foldScore(fold: Fold, predicted: Float64Array): number {
  const { values, classCount } = fold.validationTarget;
  const rows = values.length;
  return classCount > 0
    ? measureOnce(classificationMeasure(values, predicted, classCount), rows).log_loss
    : measureOnce(regressionMeasure(values, predicted, 0), rows).rmse;
}

function runTrial(candidate: Candidate, folds: readonly PreparedFold[], classCount: number): Outcome {
  const foldScores: number[] = [];
  const residuals: number[] = [];
  for (const { fold, fit } of folds) {
    const predicted = predictModel(fit(candidate.hyperparameters), fold.validation);
    foldScores.push(foldScore(fold, predicted));
    if (classCount > 0) continue;
    const actual = fold.validationTarget.values;
    predicted.forEach((value, i) => residuals.push(Math.abs(value - at(actual, i))));
  }
  const score = foldScores.reduce((sum, value) => sum + value, 0) / foldScores.length;
  const metric = classCount > 0 ? 'log_loss' : 'rmse';
  return { trial: { ...candidate, metric, score, foldScores }, absoluteResiduals: Float64Array.from(residuals) };
}

/**
 * Fits every candidate on every fold and scores it on the rows that the fold holds out (Stone 1974). Candidates of one
 * algorithm share work and should stand together.
 *
 * @param x n × p; left as it is
 * @param splits at least one
 * @param candidates at least one
 * @returns one outcome per candidate tried, in their order: all, or those that the budget allowed, at least one
 * @throws NumericError stopped, or what `fit` throws
 */
export function crossValidate(
  x: Matrix,
  y: Target,
  splits: readonly Split[],
  candidates: readonly Candidate[],
  rng: Rng,
  control: SearchControl,
): Outcome[] {
  const folds = splits.map(({ training, validation }) => ({
    training: takeMatrixRows(x, training),
    trainingTarget: takeTarget(y, training),
    validation: takeMatrixRows(x, validation),
    validationTarget: takeTarget(y, validation),
  }));
  const prepare = (algorithm: Algorithm): PreparedFold[] =>
    folds.map((fold, index) => {
      const stream = rng.split(`${algorithm}-${index}`);
      const { training, trainingTarget } = fold;
      return { fold, fit: estimators[algorithm].prepare(training, trainingTarget, stream, control.shouldStop) };
    });
  const prepared = new Map<Algorithm, PreparedFold[]>();
  const outcomes: Outcome[] = [];
  for (const candidate of candidates) {
    if (outcomes.length > 0 && control.budgetSpent()) break;
    const preparedFolds = prepared.get(candidate.algorithm) ?? prepare(candidate.algorithm);
    prepared.set(candidate.algorithm, preparedFolds);
    outcomes.push(runTrial(candidate, preparedFolds, y.classCount));
    control.onTrial(outcomes.length, candidates.length);
  }
  return outcomes;
}

/**
 * The outcome with the lowest score; of equal ones the first.
 *
 * @param outcomes at least one
 */
export function bestOutcome(outcomes: readonly Outcome[]): Outcome {
  return outcomes.reduce((best, outcome) => (outcome.trial.score < best.trial.score ? outcome : best));
}
