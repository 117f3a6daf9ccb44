import { solveLeastSquares, solveRidge } from '../matrix/least-squares.ts';
import {
  checkHyperparameterNames,
  type Estimator,
  hyperparameterOf,
  type HyperparameterSpec,
  type Hyperparameters,
  neverStop,
} from './estimator.ts';
import {
  explainLinear,
  type LinearModel,
  linearModelOf,
  predictLinear,
  readLinear,
  reduceProblem,
} from './linear-model.ts';

/**
 * Ordinary least squares by QR; of several solutions the shortest, so collinear and constant columns do no harm
 * (Golub & Van Loan 2013, section 5.5). No hyperparameters.
 */
export const linearRegression: Estimator<LinearModel> = {
  kind: 'linear_regression',
  tasks: ['regression'],
  design: 'linear',
  scoreUnit: 'log_odds',
  hyperparameters: [],
  fit(x, y, params, rng, shouldStop) {
    return linearRegression.prepare(x, y, rng, shouldStop)(params);
  },
  prepare(x, y, _rng, shouldStop = neverStop) {
    const problem = reduceProblem('linear_regression', x, y, shouldStop);
    return (params) => {
      checkHyperparameterNames('linear_regression', [], params);
      return linearModelOf(problem, solveLeastSquares(problem.reduced).weights);
    };
  },
  predict: predictLinear,
  explain: explainLinear,
  read: readLinear('linear_regression'),
};

const STRENGTH: HyperparameterSpec = {
  name: 'l2',
  defaultValue: 1,
  min: 1e-6,
  max: 1e9,
  grid: [10_000, 1000, 100, 30, 10, 3, 1, 0.1, 0.01],
};

function strengthOf(params: Hyperparameters): number {
  checkHyperparameterNames('ridge', [STRENGTH], params);
  return hyperparameterOf(STRENGTH, params);
}

/**
 * Least squares with an L2 penalty: minimises ‖y − X w − b‖² + l2 ‖w‖², the intercept free (Hoerl & Kennard 1970,
 * eq. 2.1), each square counted by its row's weight. Hyperparameter `l2` (1e-6 … 1e9, default 1) is scikit-learn's
 * `alpha`. `prepare` reduces X once.
 */
export const ridge: Estimator<LinearModel> = {
  kind: 'ridge',
  tasks: ['regression'],
  design: 'linear',
  scoreUnit: 'log_odds',
  hyperparameters: [STRENGTH],
  fit(x, y, params, rng, shouldStop) {
    return ridge.prepare(x, y, rng, shouldStop)(params);
  },
  prepare(x, y, _rng, shouldStop = neverStop) {
    const problem = reduceProblem('ridge', x, y, shouldStop);
    return (params) => linearModelOf(problem, solveRidge(problem.reduced, strengthOf(params)));
  },
  predict: predictLinear,
  explain: explainLinear,
  read: readLinear('ridge'),
};
