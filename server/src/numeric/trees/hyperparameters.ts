import { hyperparameterOf, type HyperparameterSpec, type Hyperparameters } from '../estimators/estimator.ts';
import { NumericError } from '../numeric-error.ts';

/**
 * The value of a hyperparameter that must be a whole number, or its default.
 *
 * @throws NumericError invalid_hyperparameter
 */
export function wholeHyperparameterOf(spec: HyperparameterSpec, params: Hyperparameters): number {
  const value = hyperparameterOf(spec, params);
  if (Number.isInteger(value)) return value;
  const { name, min, max } = spec;
  throw new NumericError('invalid_hyperparameter', { name, value: String(value), min, max });
}
