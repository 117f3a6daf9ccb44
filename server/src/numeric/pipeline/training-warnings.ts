import type { Column } from '../column.ts';
import type { EstimatorModel } from '../estimators/registry.ts';
import { lateShareOf } from '../explanation/known-too-late.ts';
import { findLeaks } from '../explanation/leakage.ts';
import { designSources, type Preprocessor } from '../preprocessing/preprocessor.ts';
import type { Rng } from '../rng/rng.ts';
import { sampleRows } from '../selection/split.ts';
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

/** A warning where an optimiser stopped before its tolerance. */
export function convergenceWarnings(models: readonly EstimatorModel[]): TrainingWarning[] {
  return models.flatMap((model): TrainingWarning[] => {
    if (!('converged' in model && 'iterations' in model) || model.converged !== false) return [];
    return [{ code: 'not_converged', params: { iterations: Number(model.iterations) } }];
  });
}

/**
 * Features that can be known when a prediction is asked for, and a warning for every other one.
 *
 * @param allowed names of columns that the caller vouches for: kept, with a warning
 */
export function knownInTime(
  columns: readonly Column[],
  time: Float64Array | null,
  allowed: readonly string[] = [],
): { columns: readonly Column[]; warnings: TrainingWarning[] } {
  if (time === null) return { columns, warnings: [] };
  const warnings = columns.flatMap((column): TrainingWarning[] => {
    const share = lateShareOf(column, time);
    const code = allowed.includes(column.name) ? 'late_feature_allowed' : 'known_too_late';
    return share > 0 ? [{ code, column: column.name, params: { share } }] : [];
  });
  const refused = new Set(warnings.flatMap(({ code, column }) => (code === 'known_too_late' ? [column] : [])));
  return { columns: columns.filter(({ name }) => !refused.has(name)), warnings };
}

/** So many rows tell whether a feature gives the target away. */
const LEAK_ROWS = 10_000;

/** A warning for every feature that alone nearly gives the target away. */
export function leakWarnings(design: Design, preprocessor: Preprocessor, rng: Rng): TrainingWarning[] {
  const rows = sampleRows(design.y, LEAK_ROWS, rng.split('rows'));
  const part = rows.length < design.y.values.length ? design.part(rows) : design;
  const suspects = findLeaks(part.featuresFor('linear'), part.y, designSources(preprocessor), rng);
  return preprocessor.encoders.flatMap(({ column }, index) =>
    suspects
      .filter(({ source }) => source === index)
      .map(({ strength }): TrainingWarning => ({ code: 'leakage_suspected', column, params: { strength } })),
  );
}
