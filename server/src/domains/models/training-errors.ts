import type { NumericError, NumericErrorCode } from '../../numeric/index.ts';
import { modelErrors } from './models.errors.ts';

/** What the data may not allow. All else that numeric refuses was checked before, and is a fault of the product. */
const FORESEEN = [
  'too_few_rows',
  'single_class',
  'class_too_small',
  'too_many_classes',
  'target_not_numeric',
  'target_not_categorical',
  'constant_target',
  'positive_class_unknown',
  'no_usable_features',
] as const satisfies NumericErrorCode[];

/** A refusal of the numbers as an error with words. */
export function toTrainingError(error: NumericError): Error {
  const code = FORESEEN.find((each) => each === error.code);
  return code === undefined ? error : modelErrors[code](error.params, { cause: error });
}
