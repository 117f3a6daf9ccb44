import { at } from '../element.ts';
import { normalEquations } from '../matrix/least-squares.ts';
import {
  checkHyperparameterNames,
  checkStop,
  type Estimator,
  hyperparameterOf,
  type HyperparameterSpec,
  neverStop,
} from './estimator.ts';
import {
  explainLinear,
  type LinearModel,
  type LinearProblem,
  linearModelOf,
  predictLinear,
  readLinear,
  reduceProblem,
} from './linear-model.ts';

const STRENGTH: HyperparameterSpec = {
  name: 'alpha',
  defaultValue: 0.01,
  min: 1e-6,
  max: 100,
  grid: [0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.003, 0.001, 0.0001],
};

const MIX: HyperparameterSpec = {
  name: 'l1_ratio',
  defaultValue: 0.5,
  min: 0,
  max: 1,
  grid: [1, 0.5, 0.1],
};

const SPECS: readonly HyperparameterSpec[] = [STRENGTH, MIX];
const MAX_SWEEPS = 10_000;
/** A sweep that moves no standardised coefficient by more than this is the last. */
const TOLERANCE = 1e-9;

/** The problem with every column, and the target, at standard deviation 1. */
interface Standardised {
  readonly size: number;
  /** Correlations of the columns, size × size, symmetric. */
  readonly gram: Float64Array;
  /** Correlations with the target. */
  readonly moment: Float64Array;
  /** Standard deviations; 0 of a constant column, which is left out. */
  readonly scales: Float64Array;
  readonly targetScale: number;
}

/** Share of a column's own size below which its spread is the rounding of its mean. */
const CONSTANT = 1e-10;

function standardise({ reduced }: LinearProblem, targetScale: number): Standardised {
  const { size, total, featureMeans } = reduced;
  const { gram, moment } = normalEquations(reduced);
  const scales = Float64Array.from({ length: size }, (_, c) => {
    const variance = at(gram, c * size + c) / total;
    return variance > (CONSTANT * at(featureMeans, c)) ** 2 ? Math.sqrt(variance) : 0;
  });
  const share = (a: number, b: number): number => (a > 0 && b > 0 ? 1 / (a * b * total) : 0);
  const full = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const value = at(gram, i * size + j) * share(at(scales, i), at(scales, j));
      full[i * size + j] = value;
      full[j * size + i] = value;
    }
  }
  const correlated = moment.map((value, c) => value * share(at(scales, c), targetScale));
  return { size, gram: full, moment: correlated, scales, targetScale };
}

function softened(value: number, threshold: number): number {
  return Math.sign(value) * Math.max(0, Math.abs(value) - threshold);
}

/**
 * Coordinate descent with covariance updates (Friedman, Hastie & Tibshirani 2010, "Regularization paths for generalized
 * linear models via coordinate descent", eq. 5 and section 2.2), from `weights`, which are moved.
 *
 * @param slopes moment − gram × weights; kept so
 */
function descend(
  { size, gram, scales }: Standardised,
  { l1, l2 }: { readonly l1: number; readonly l2: number },
  weights: Float64Array,
  slopes: Float64Array,
  shouldStop: () => boolean,
): void {
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep += 1) {
    checkStop(shouldStop);
    let largest = 0;
    for (let j = 0; j < size; j += 1) {
      if (at(scales, j) === 0) continue;
      const old = at(weights, j);
      const next = softened(at(slopes, j) + old, l1) / (1 + l2);
      const move = next - old;
      if (move === 0) continue;
      weights[j] = next;
      largest = Math.max(largest, Math.abs(move));
      const row = j * size;
      for (let i = 0; i < size; i += 1) slopes[i] = at(slopes, i) - move * at(gram, row + i);
    }
    if (largest <= TOLERANCE) return;
  }
}

/** Standard deviation of the target, each row counted by its weight. */
function deviationOf(values: Float64Array, weights: Float64Array | undefined, mean: number, total: number): number {
  let sum = 0;
  for (let r = 0; r < values.length; r += 1) {
    sum += (weights === undefined ? 1 : at(weights, r)) * (at(values, r) - mean) ** 2;
  }
  return Math.sqrt(sum / total);
}

/**
 * Linear regression with both penalties (Zou & Hastie 2005): with columns and target standardised it minimises
 * ½ mean (y − X w)² + alpha (l1_ratio ‖w‖₁ + ½ (1 − l1_ratio) ‖w‖²), and hands the coefficients back in the given units.
 * A constant column gets 0, a constant target all 0. Hyperparameters: `alpha` (1e-6 … 100, default 0.01), `l1_ratio`
 * (0 … 1, default 0.5: 1 is the lasso); both are scikit-learn's on standardised data. `prepare` reduces X once, and each
 * fit starts from the one before.
 */
export const elasticNet: Estimator<LinearModel> = {
  kind: 'elastic_net',
  tasks: ['regression'],
  design: 'linear',
  scoreUnit: 'log_odds',
  hyperparameters: SPECS,
  fit(x, y, params, rng, shouldStop) {
    return elasticNet.prepare(x, y, rng, shouldStop)(params);
  },
  prepare(x, y, _rng, shouldStop = neverStop) {
    const problem = reduceProblem('elastic_net', x, y, shouldStop);
    const { targetMean, total, size } = problem.reduced;
    const standard = standardise(problem, deviationOf(y.values, y.weights, targetMean, total));
    const weights = new Float64Array(size);
    const slopes = Float64Array.from(standard.moment);
    return (params) => {
      checkHyperparameterNames('elastic_net', SPECS, params);
      const alpha = hyperparameterOf(STRENGTH, params);
      const ratio = hyperparameterOf(MIX, params);
      descend(standard, { l1: alpha * ratio, l2: alpha * (1 - ratio) }, weights, slopes, shouldStop);
      const coefficients = weights.map((weight, c) => {
        const scale = at(standard.scales, c);
        return scale > 0 ? (weight * standard.targetScale) / scale : 0;
      });
      return linearModelOf(problem, coefficients);
    };
  },
  predict: predictLinear,
  explain: explainLinear,
  read: readLinear('elastic_net'),
};
