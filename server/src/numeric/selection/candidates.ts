import { at } from '../element.ts';
import {
  checkHyperparameterNames,
  hyperparameterOf,
  type HyperparameterSpec,
  type Hyperparameters,
  type Task,
} from '../estimators/estimator.ts';
import {
  type Algorithm,
  blendedEstimators,
  comparedEstimators,
  type EstimatorKind,
  estimators,
} from '../estimators/registry.ts';
import { NumericError } from '../numeric-error.ts';
import type { Rng } from '../rng/rng.ts';

/** What a model is to be fitted with. */
export interface Candidate {
  readonly algorithm: EstimatorKind;
  readonly hyperparameters: Hyperparameters;
}

/** At least one; the first is what a spent budget leaves. */
export type Candidates = readonly [Candidate, ...Candidate[]];

/** What a request leaves open, by algorithm. */
export interface SearchPlan {
  /** One list per algorithm, its defaults first. */
  readonly groups: readonly [Candidates, ...Candidates[]];
  /** `single`: the best of all; `blend`: the best of each group together; `either`: whichever is better. */
  readonly choice: 'single' | 'blend' | 'either';
}

/** A linear model's grid of no more than so many points is tried whole, in its order: neighbours share work. */
const MAX_PATH = 32;
const DEFAULT_TRIALS = 10;

/** Everything of `fixed` that is a hyperparameter of the algorithm. */
function ownHyperparameters(algorithm: EstimatorKind, fixed: Hyperparameters): Hyperparameters {
  const names = new Set(estimators[algorithm].hyperparameters.map(({ name }) => name));
  return Object.fromEntries(Object.entries(fixed).filter(([name]) => names.has(name)));
}

function gridSize(specs: readonly HyperparameterSpec[]): number {
  return specs.reduce((points, { grid }) => points * grid.length, 1);
}

/** Every point of the grid; the first hyperparameter changes fastest. */
function wholeGrid(specs: readonly HyperparameterSpec[]): Hyperparameters[] {
  return specs
    .toReversed()
    .reduce<Hyperparameters[]>(
      (points, { name, grid }) => points.flatMap((point) => grid.map((value) => ({ ...point, [name]: value }))),
      [{}],
    );
}

/** Points of the grid drawn at random, each once (Bergstra & Bengio 2012, "Random search for hyper-parameter optimization"). */
function randomPoints(specs: readonly HyperparameterSpec[], count: number, rng: Rng): Hyperparameters[] {
  const points = new Map<string, Hyperparameters>();
  while (points.size < count) {
    const point = Object.fromEntries(
      specs.map(({ name, grid }) => [name, at(Float64Array.from(grid), rng.integer(grid.length))]),
    );
    points.set(JSON.stringify(point), point);
  }
  return [...points.values()];
}

/** The algorithm at its defaults and, where it is to be tuned, at other points of its grid. */
function candidatesOf(algorithm: EstimatorKind, fixed: Hyperparameters, tuning: Tuning): Candidates {
  const { hyperparameters: specs } = estimators[algorithm];
  checkHyperparameterNames(algorithm, specs, fixed);
  const defaults = Object.fromEntries(specs.map((spec) => [spec.name, hyperparameterOf(spec, fixed)]));
  const first: Candidate = { algorithm, hyperparameters: defaults };
  if (!tuning.enabled) return [first];
  const open = specs.filter(({ name }) => !(name in fixed));
  const isSmall = gridSize(open) <= (estimators[algorithm].design === 'linear' ? MAX_PATH : tuning.trials);
  const points = isSmall
    ? wholeGrid(open)
    : randomPoints(open, Math.min(gridSize(open), tuning.trials), tuning.rng.split(algorithm));
  const others = points
    .map((point) => ({ algorithm, hyperparameters: { ...defaults, ...point } }))
    .filter(({ hyperparameters }) => specs.some(({ name }) => hyperparameters[name] !== defaults[name]));
  return [first, ...others];
}

/** Whether and how far hyperparameters are searched. */
interface Tuning {
  readonly enabled: boolean;
  /** Points that a grid too large to be tried whole is sampled at. */
  readonly trials: number;
  readonly rng: Rng;
}

function algorithmsOf(task: Task, algorithm: Algorithm | 'auto'): readonly EstimatorKind[] {
  if (algorithm === 'auto') return comparedEstimators(task);
  if (algorithm === 'ensemble') return blendedEstimators(task);
  if (estimators[algorithm].tasks.includes(task)) return [algorithm];
  throw new NumericError('algorithm_does_not_fit_task', { algorithm, task });
}

/**
 * What is to be compared: per algorithm one candidate, or several where the hyperparameters are tuned. The defaults come
 * first, so that a spent budget leaves them. A fixed hyperparameter is not tuned; under `auto` and `ensemble` it applies
 * to the algorithms that have it.
 *
 * @param trials points at which a grid that is too large to be tried whole is sampled; default 10
 * @throws NumericError algorithm_does_not_fit_task, unknown_hyperparameter, invalid_hyperparameter
 */
export function planSearch(
  task: Task,
  algorithm: Algorithm | 'auto',
  fixed: Hyperparameters,
  { enabled, trials = DEFAULT_TRIALS, rng }: Omit<Tuning, 'trials'> & { readonly trials?: number | undefined },
): SearchPlan {
  if (!(Number.isInteger(trials) && trials >= 1)) {
    throw new NumericError('invalid_hyperparameter', { name: 'trials', value: String(trials), min: 1, max: 1e6 });
  }
  const kinds = algorithmsOf(task, algorithm);
  const isOne = algorithm !== 'auto' && algorithm !== 'ensemble';
  for (const name of isOne ? [] : Object.keys(fixed)) {
    if (!kinds.some((kind) => name in ownHyperparameters(kind, fixed))) {
      throw new NumericError('unknown_hyperparameter', { name, algorithm });
    }
  }
  const [first, ...others] = kinds.map((kind) =>
    candidatesOf(kind, isOne ? fixed : ownHyperparameters(kind, fixed), { enabled, trials, rng }),
  );
  if (first === undefined) throw new NumericError('algorithm_does_not_fit_task', { algorithm, task });
  const choice = isOne ? 'single' : algorithm === 'ensemble' ? 'blend' : 'either';
  return { groups: [first, ...others], choice };
}
