import type { LinearModel, LogisticModel } from '../estimators/estimator.ts';
import { findLeaks } from '../explanation/leakage.ts';
import { designSources, type Preprocessor } from '../preprocessing/preprocessor.ts';
import type { Rng } from '../rng/rng.ts';
import type { Design } from './dataset.ts';
import type { TrainingWarning } from './pipeline.ts';

const EXCLUSION_CODES = {
  constant: 'constant_feature',
  empty: 'empty_feature',
  identifier: 'identifier_feature',
} as const;

/** A warning for every column that the preprocessor left out. */
export function exclusionWarnings(preprocessor: Preprocessor): TrainingWarning[] {
  return preprocessor.encoders.flatMap((encoder): TrainingWarning[] =>
    encoder.kind === 'excluded' ? [{ code: EXCLUSION_CODES[encoder.reason], column: encoder.column, params: {} }] : [],
  );
}

/** A warning where the optimiser stopped before its tolerance. */
export function convergenceWarnings(model: LogisticModel | LinearModel): TrainingWarning[] {
  if (model.kind !== 'logistic_regression' || model.converged) return [];
  return [{ code: 'not_converged', params: { iterations: model.iterations } }];
}

/** A warning for every feature that alone nearly gives the target away. */
export function leakWarnings(design: Design, preprocessor: Preprocessor, rng: Rng): TrainingWarning[] {
  const suspects = findLeaks(design.x, design.y, designSources(preprocessor), rng);
  return preprocessor.encoders.flatMap(({ column }, index) =>
    suspects
      .filter(({ source }) => source === index)
      .map(({ strength }): TrainingWarning => ({ code: 'leakage_suspected', column, params: { strength } })),
  );
}
