import { checkTable, type Column, rowCountOf, takeRows } from '../column.ts';
import type { Target } from '../estimators/estimator.ts';
import { type Matrix, takeValues } from '../matrix/matrix.ts';
import { NumericError } from '../numeric-error.ts';
import { fitPreprocessor, type Preprocessor, transformColumns } from '../preprocessing/preprocessor.ts';
import type { Rng } from '../rng/rng.ts';
import { sampleRows } from '../selection/split.ts';

/** Rows of a table with a known target. */
export interface Dataset {
  readonly columns: readonly Column[];
  readonly y: Target;
  readonly time: Float64Array | null;
}

/** A dataset as numbers that an estimator takes. */
export interface Design {
  readonly x: Matrix;
  readonly y: Target;
  readonly time: Float64Array | null;
}

/** The given rows of a dataset, in the given order. */
export function takeDataset({ columns, y, time }: Dataset, rows: Int32Array): Dataset {
  return {
    columns: columns.map((column) => takeRows(column, rows)),
    y: { values: takeValues(y.values, rows), classCount: y.classCount },
    time: time === null ? null : takeValues(time, rows),
  };
}

/** The rows whose target is known; the dataset itself where that is all of them. */
export function knownRows(dataset: Dataset): Dataset {
  if (dataset.y.values.every((value) => !Number.isNaN(value))) return dataset;
  const all = Int32Array.from(dataset.y.values, (_, row) => row);
  return takeDataset(
    dataset,
    all.filter((row) => !Number.isNaN(dataset.y.values[row])),
  );
}

/**
 * Learns the preprocessing from all rows of a dataset.
 *
 * @throws NumericError no_usable_features
 */
export function learnPreprocessor({ columns }: Dataset, hashSeed: number): Preprocessor {
  const preprocessor = fitPreprocessor(columns, { hashSeed });
  if (preprocessor.width === 0) throw new NumericError('no_usable_features', { features: columns.length });
  return preprocessor;
}

/** The design of a dataset, or of a random part of it where all of it would have more than `maxCells` elements. */
export function designOf(dataset: Dataset, preprocessor: Preprocessor, maxCells: number, rng: Rng): Design {
  const most = Math.max(1, Math.floor(maxCells / preprocessor.width));
  const used = sampleRows(dataset.y, most, rng);
  const part = used.length < dataset.y.values.length ? takeDataset(dataset, used) : dataset;
  return { x: transformColumns(preprocessor, part.columns), y: part.y, time: part.time };
}

/**
 * Checks that columns belong together: one length, names of their own, the target not among the features.
 *
 * @throws NumericError shape_mismatch, duplicate_column, target_among_features
 */
export function checkColumns(columns: readonly Column[], target: Column, time: Float64Array | undefined): void {
  if (columns.some(({ name }) => name === target.name)) {
    throw new NumericError('target_among_features', { column: target.name });
  }
  checkTable([...columns, target]);
  const expected = rowCountOf(target);
  if (time !== undefined && time.length !== expected) {
    throw new NumericError('shape_mismatch', { what: 'time', expected, actual: time.length });
  }
}
