import { checkHyperparameterNames, hyperparameterOf, type Hyperparameters } from '../estimators/estimator.ts';
import { type Algorithm, estimators } from '../estimators/registry.ts';
import { NumericError } from '../numeric-error.ts';
import type { Candidate } from './cross-validation.ts';

/** What a supervised model answers: a class or a number. */
export type Task = 'classification' | 'regression';

/** At least one; the first is what a spent budget leaves. */
export type Candidates = readonly [Candidate, ...Candidate[]];

const ALGORITHMS: Readonly<Record<Task, readonly [Algorithm, ...Algorithm[]]>> = {
  classification: ['logistic_regression'],
  regression: ['linear_regression', 'ridge'],
};

/** Everything of `fixed` that is a hyperparameter of the algorithm. */
function ownHyperparameters(algorithm: Algorithm, fixed: Hyperparameters): Hyperparameters {
  const names = new Set(estimators[algorithm].hyperparameters.map(({ name }) => name));
  return Object.fromEntries(Object.entries(fixed).filter(([name]) => names.has(name)));
}

/** The algorithm at its defaults and, where it is to be tuned, at each other value of its grid. */
function candidatesOf(algorithm: Algorithm, fixed: Hyperparameters, tuning: boolean): Candidates {
  const { hyperparameters: specs } = estimators[algorithm];
  checkHyperparameterNames(algorithm, specs, fixed);
  const defaults = Object.fromEntries(specs.map((spec) => [spec.name, hyperparameterOf(spec, fixed)]));
  const candidates: [Candidate, ...Candidate[]] = [{ algorithm, hyperparameters: defaults }];
  for (const { name, defaultValue, grid } of tuning ? specs : []) {
    if (name in fixed) continue;
    for (const value of grid) {
      if (value !== defaultValue) candidates.push({ algorithm, hyperparameters: { ...defaults, [name]: value } });
    }
  }
  return candidates;
}

/**
 * What is to be compared: one candidate, or several where `algorithm` is `auto` or the hyperparameters are tuned. The
 * defaults come first, so that a spent budget leaves them. A fixed hyperparameter is not tuned; under `auto` it applies
 * to the algorithms that have it.
 *
 * @throws NumericError algorithm_does_not_fit_task, unknown_hyperparameter, invalid_hyperparameter
 */
export function listCandidates(
  task: Task,
  algorithm: Algorithm | 'auto',
  fixed: Hyperparameters,
  tuning: boolean,
): Candidates {
  const fitting = ALGORITHMS[task];
  if (algorithm !== 'auto') {
    if (!fitting.includes(algorithm)) throw new NumericError('algorithm_does_not_fit_task', { algorithm, task });
    return candidatesOf(algorithm, fixed, tuning);
  }
  for (const name of Object.keys(fixed)) {
    if (!fitting.some((each) => name in ownHyperparameters(each, fixed))) {
      throw new NumericError('unknown_hyperparameter', { name, algorithm });
    }
  }
  const [first, ...others] = fitting;
  const candidatesFor = (each: Algorithm): Candidates => candidatesOf(each, ownHyperparameters(each, fixed), tuning);
  return [...candidatesFor(first), ...others.flatMap(candidatesFor)];
}
