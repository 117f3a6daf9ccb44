import type { Matrix } from '../matrix/matrix.ts';
import { baseline } from './baseline.ts';
import type { Estimator, FittedModel, LinearModel, LogisticModel } from './estimator.ts';
import { linearRegression, ridge } from './linear-regression.ts';
import { logisticRegression } from './logistic-regression.ts';

/** The algorithms a model can be trained with. */
export type Algorithm = 'logistic_regression' | 'linear_regression' | 'ridge';

/** Estimators by algorithm. */
export const estimators: {
  readonly logistic_regression: Estimator<LogisticModel>;
  readonly linear_regression: Estimator<LinearModel>;
  readonly ridge: Estimator<LinearModel>;
} = { logistic_regression: logisticRegression, linear_regression: linearRegression, ridge };

/**
 * Predicts by the estimator that made the model; see `Estimator.predict`.
 *
 * @throws NumericError shape_mismatch
 */
export function predictModel(model: FittedModel, x: Matrix, out?: Float64Array): Float64Array {
  if (model.kind === 'baseline') return baseline.predict(model, x, out);
  if (model.kind === 'logistic_regression') return logisticRegression.predict(model, x, out);
  return estimators[model.kind].predict(model, x, out);
}
