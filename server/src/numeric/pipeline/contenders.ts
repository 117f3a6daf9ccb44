import { at } from '../element.ts';
import { blendWeights } from '../ensemble/blend-weights.ts';
import { floorOf, type Opinion, poolPredictions } from '../ensemble/opinion-pool.ts';
import type { Hyperparameters } from '../estimators/estimator.ts';
import { type Algorithm, blendedEstimators, estimators } from '../estimators/registry.ts';
import type { Candidate, SearchPlan } from '../selection/candidates.ts';
import { bestOutcome, type Outcome, type SearchRows, type Trial, trialOf } from '../selection/cross-validation.ts';
import type { Sample } from './search-sample.ts';

/** What a model is to be made of. */
export interface Choice {
  readonly algorithm: Algorithm;
  readonly hyperparameters: Hyperparameters;
  readonly members: readonly [ChosenMember, ...ChosenMember[]];
}

interface ChosenMember {
  readonly candidate: Candidate;
  readonly weight: number;
}

/** What is weighed against each other: a single model or a blend. */
export interface Contender {
  readonly choice: Choice;
  readonly trial: Trial;
  /** Out-of-fold predictions of the sample's rows. */
  readonly predictions: Float64Array;
}

function singleOf({ candidate, trial, predictions }: Outcome): Contender {
  return { choice: { ...candidate, members: [{ candidate, weight: 1 }] }, trial, predictions };
}

function opinionOf({ candidate, predictions }: Outcome): Opinion {
  return { predictions, floor: floorOf(estimators[candidate.algorithm].scoreUnit) };
}

/** Rows that some fold validates, but those of fold `except`. */
export function validatedRows({ splits }: SearchRows, except = -1): Int32Array {
  return Int32Array.from(splits.flatMap(({ validation }, fold) => (fold === except ? [] : [...validation])));
}

/**
 * The blend of the best of each algorithm. It is scored, and later calibrated, by predictions whose weights were learnt
 * on the other folds.
 */
function blendOf(outcomes: readonly [Outcome, ...Outcome[]], sample: Sample): Contender {
  const { y, splits } = sample;
  const [first, ...others] = outcomes;
  const opinions: [Opinion, ...Opinion[]] = [opinionOf(first), ...others.map(opinionOf)];
  const width = Math.max(1, y.classCount);
  const predictions = new Float64Array(y.values.length * width).fill(Number.NaN);
  for (const [fold, { validation }] of splits.entries()) {
    const weights = blendWeights(opinions, y, validatedRows(sample, fold));
    const pooled = poolPredictions(opinions, weights, y.classCount);
    for (const row of validation) predictions.set(pooled.subarray(row * width, (row + 1) * width), row * width);
  }
  const weights = blendWeights(opinions, y, validatedRows(sample));
  const members = outcomes.map(({ candidate }, m) => ({ candidate, weight: at(weights, m) }));
  const [head, ...tail] = members.filter(({ weight }) => weight > 0);
  const hyperparameters = Object.fromEntries(
    members.flatMap(({ candidate, weight }) => [
      [`${candidate.algorithm}.weight`, weight],
      ...Object.entries(candidate.hyperparameters).map(([name, value]) => [`${candidate.algorithm}.${name}`, value]),
    ]),
  );
  return {
    choice: {
      algorithm: 'ensemble',
      hyperparameters,
      members: head === undefined ? [{ candidate: first.candidate, weight: 1 }] : [head, ...tail],
    },
    trial: trialOf(sample, 'ensemble', hyperparameters, predictions),
    predictions,
  };
}

/** All that was tried, and the best of each algorithm. */
export interface Search {
  readonly trials: readonly Trial[];
  readonly best: readonly [Outcome, ...Outcome[]];
}

/** The single model or the blend that the plan asks for, or whichever is better; and all trials, the blend's among them. */
export function contend(
  sample: Sample,
  plan: SearchPlan,
  { trials, best }: Search,
): { winner: Contender; trials: readonly Trial[] } {
  const single = singleOf(bestOutcome(best));
  if (plan.choice === 'single') return { winner: single, trials };
  const blended = blendedEstimators(sample.y.classCount > 0 ? 'classification' : 'regression');
  const [first, ...others] = best.filter(({ candidate }) => blended.includes(candidate.algorithm));
  if (first === undefined || (others.length === 0 && plan.choice === 'either')) return { winner: single, trials };
  const blend = blendOf([first, ...others], sample);
  const isBlend = plan.choice === 'blend' || blend.trial.score < single.trial.score;
  return { winner: isBlend ? blend : single, trials: [...trials, blend.trial] };
}
