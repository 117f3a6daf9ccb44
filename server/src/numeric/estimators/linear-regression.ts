import { at } from '../element.ts';
import {
  type ReducedLeastSquares,
  reduceLeastSquares,
  solveLeastSquares,
  solveRidge,
} from '../matrix/least-squares.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { NumericError } from '../numeric-error.ts';
import {
  checkHyperparameterNames,
  checkStop,
  checkTrainingData,
  type Estimator,
  hyperparameterOf,
  type HyperparameterSpec,
  type Hyperparameters,
  type LinearModel,
  neverStop,
  predictionBuffer,
  type Target,
} from './estimator.ts';

function reduced(kind: LinearModel['kind'], x: Matrix, y: Target, shouldStop: () => boolean): ReducedLeastSquares {
  if (y.classCount > 0) {
    throw new NumericError('algorithm_does_not_fit_task', { algorithm: kind, task: 'classification' });
  }
  checkTrainingData(x, y);
  return reduceLeastSquares(x, y.values, () => checkStop(shouldStop));
}

function modelOf(kind: LinearModel['kind'], problem: ReducedLeastSquares, coefficients: Float64Array): LinearModel {
  let intercept = problem.targetMean;
  for (let c = 0; c < problem.size; c += 1) intercept -= at(problem.featureMeans, c) * at(coefficients, c);
  return { kind, featureCount: problem.size, coefficients, intercept };
}

function predictLinear(model: LinearModel, x: Matrix, out?: Float64Array): Float64Array {
  const predictions = predictionBuffer(model, x, 1, out);
  for (let r = 0, i = 0; r < x.rows; r += 1) {
    let sum = model.intercept;
    for (let c = 0; c < x.columns; c += 1, i += 1) sum += at(x.data, i) * at(model.coefficients, c);
    predictions[r] = sum;
  }
  return predictions;
}

/**
 * Ordinary least squares by QR; of several solutions the shortest, so collinear and constant columns do no harm
 * (Golub & Van Loan 2013, section 5.5). No hyperparameters.
 */
export const linearRegression: Estimator<LinearModel> = {
  kind: 'linear_regression',
  hyperparameters: [],
  fit(x, y, params, rng, shouldStop) {
    return linearRegression.prepare(x, y, rng, shouldStop)(params);
  },
  prepare(x, y, _rng, shouldStop = neverStop) {
    const problem = reduced('linear_regression', x, y, shouldStop);
    return (params) => {
      checkHyperparameterNames('linear_regression', [], params);
      return modelOf('linear_regression', problem, solveLeastSquares(problem).weights);
    };
  },
  predict: predictLinear,
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
 * eq. 2.1). Hyperparameter `l2` (1e-6 … 1e9, default 1) is scikit-learn's `alpha`. `prepare` reduces X once.
 */
export const ridge: Estimator<LinearModel> = {
  kind: 'ridge',
  hyperparameters: [STRENGTH],
  fit(x, y, params, rng, shouldStop) {
    return ridge.prepare(x, y, rng, shouldStop)(params);
  },
  prepare(x, y, _rng, shouldStop = neverStop) {
    const problem = reduced('ridge', x, y, shouldStop);
    return (params) => modelOf('ridge', problem, solveRidge(problem, strengthOf(params)));
  },
  predict: predictLinear,
};
