import { intAt } from '../element.ts';
import type { Target } from '../estimators/estimator.ts';
import { estimators } from '../estimators/registry.ts';
import { takeValues } from '../matrix/matrix.ts';
import type { Rng } from '../rng/rng.ts';
import type { SearchPlan } from '../selection/candidates.ts';
import type { SearchRows } from '../selection/cross-validation.ts';
import { sampleRows, type Split } from '../selection/split.ts';
import type { Design } from './dataset.ts';
import { chooseFolds } from './holdout.ts';

const MAX_ROWS = 50_000;
const MIN_ROWS = 1000;
const MAX_CELLS = 5_000_000;

/** Rows to compare candidates on, with their folds. */
export interface Sample extends SearchRows {
  readonly time: Float64Array | null;
  readonly groups: Int32Array | null;
}

/** Comparing needs fewer rows than fitting; the folds' copies must fit in memory, and many classes cost time. */
export function sampleOf(design: Design, plan: SearchPlan, rng: Rng): Sample {
  const { y } = design;
  const kinds = plan.groups.map(([{ algorithm }]) => estimators[algorithm].design);
  const widest = Math.max(...kinds.map(design.widthFor));
  const cellsPerRow = widest * Math.max(1, y.classCount / 2);
  const most = Math.min(MAX_ROWS, Math.max(MIN_ROWS, Math.floor(MAX_CELLS / cellsPerRow)));
  const rows = sampleRows(y, most, rng.split('sample'));
  const { featuresFor, ...part } = rows.length === y.values.length ? design : design.part(rows);
  return {
    y: part.y,
    time: part.time,
    groups: part.groups,
    splits: chooseFolds(part, rng.split('folds')),
    featuresFor,
  };
}

/**
 * Folds of some of the sample's rows; row numbers count within them.
 *
 * @param y of these rows
 */
export function foldsOfPart({ time, groups }: Sample, y: Target, rows: Int32Array, rng: Rng): readonly Split[] {
  const part = {
    y,
    time: time === null ? null : takeValues(time, rows),
    groups: groups === null ? null : rows.map((row) => intAt(groups, row)),
  };
  return chooseFolds(part, rng);
}
