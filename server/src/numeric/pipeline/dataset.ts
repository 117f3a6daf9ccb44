import { checkTable, type Column, isCoded, rowCountOf, takeRows } from '../column.ts';
import { at, intAt } from '../element.ts';
import { type Features, neverStop, type Target } from '../estimators/estimator.ts';
import { takeTarget } from '../estimators/training-rows.ts';
import { takeValues } from '../matrix/matrix.ts';
import { NumericError } from '../numeric-error.ts';
import {
  type DesignKind,
  fitPreprocessor,
  type Preprocessor,
  type ProseLearner,
  treeWidthOf,
} from '../preprocessing/preprocessor.ts';
import { type KnownScores, transformColumns, transformForTrees } from '../preprocessing/transform.ts';
import type { Rng } from '../rng/rng.ts';
import { sampleRows } from '../selection/split.ts';
import { crossFitWords } from '../text/cross-fit.ts';

/** Rows of a table with a known target. */
export interface Dataset {
  readonly columns: readonly Column[];
  readonly y: Target;
  readonly time: Float64Array | null;
  /** n: rows of one number belong together. */
  readonly groups: Int32Array | null;
}

/** A dataset, and as numbers that estimators take. */
export interface Design extends Dataset {
  readonly widthFor: (design: DesignKind) => number;
  /** Made when first asked for. */
  readonly featuresFor: (design: DesignKind) => Features;
  /** The given rows; what is made of them is theirs alone. */
  readonly part: (rows: Int32Array) => Design;
}

/** The given rows of a dataset, in the given order. */
export function takeDataset({ columns, y, time, groups }: Dataset, rows: Int32Array): Dataset {
  return {
    columns: columns.map((column) => takeRows(column, rows)),
    y: takeTarget(y, rows),
    time: time === null ? null : takeValues(time, rows),
    groups: groups === null ? null : rows.map((row) => intAt(groups, row)),
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
 * A number per row, the same for rows of one value; a row without a value is a group of its own.
 *
 * @param column n ≥ 0 rows of any kind
 */
export function groupsOf(column: Column): Int32Array {
  const numbers = new Map<number, number>();
  const values = isCoded(column) ? Float64Array.from(column.codes) : column.values;
  let next = 0;
  return Int32Array.from(values, (value) => {
    const isMissing = Number.isNaN(value) || (isCoded(column) && value < 0);
    const known = isMissing ? undefined : numbers.get(value);
    if (known !== undefined) return known;
    next += 1;
    if (!isMissing) numbers.set(value, next);
    return next;
  });
}

/**
 * Weights by which every class weighs the same, n / (classes × rows of the class) each (King & Zeng 2001, "Logistic
 * regression in rare events data", section 4.2), times the given weights.
 */
export function balanced({ values, classCount, weights }: Target): Target {
  const counts = new Float64Array(classCount);
  for (const code of values) counts[code] = at(counts, code) + 1;
  return {
    values,
    classCount,
    weights: values.map(
      (code, row) => ((weights === undefined ? 1 : at(weights, row)) * values.length) / (classCount * at(counts, code)),
    ),
  };
}

/** What the rows of a dataset taught, and what of it must not be asked about these rows themselves. */
export interface Learnt {
  readonly preprocessor: Preprocessor;
  readonly known: KnownScores;
}

/**
 * Learns the preprocessing from all rows of a dataset.
 *
 * @throws NumericError no_usable_features, stopped
 */
export function learnPreprocessor(
  dataset: Dataset,
  hashSeed: number,
  rng: Rng,
  shouldStop: () => boolean = neverStop,
): Learnt {
  const { columns } = dataset;
  const known = new Map<string, Float64Array>();
  const learnProse: ProseLearner = (column, found) => {
    const fitted = crossFitWords(column, found, dataset, rng.split(column.name), shouldStop);
    if (fitted === null) return null;
    known.set(column.name, fitted.scores);
    return fitted.encoder;
  };
  const preprocessor = fitPreprocessor(columns, { hashSeed, learnProse });
  if (preprocessor.width === 0) throw new NumericError('no_usable_features', { features: columns.length });
  return { preprocessor, known };
}

/** The rows' own part of what is known of a dataset. */
function takeKnown(known: KnownScores, rows: Int32Array, all: number): KnownScores {
  return new Map(
    [...known].map(([name, scores]) => {
      const width = scores.length / all;
      const taken = new Float64Array(rows.length * width);
      rows.forEach((row, i) => taken.set(scores.subarray(row * width, (row + 1) * width), i * width));
      return [name, taken];
    }),
  );
}

/**
 * The designs of a dataset, or of a random part of it where all of it would have more than `maxCells` elements.
 *
 * @param known of the rows that the preprocessing was learnt from; nothing of others
 */
export function designOf(dataset: Dataset, learnt: Learnt, maxCells: number, rng: Rng): Design {
  const { preprocessor } = learnt;
  const widest = Math.max(preprocessor.width, treeWidthOf(preprocessor));
  const used = sampleRows(dataset.y, Math.max(1, Math.floor(maxCells / widest)), rng);
  const whole = wholeDesign(dataset, learnt);
  return used.length === dataset.y.values.length ? whole : whole.part(used);
}

function wholeDesign(dataset: Dataset, learnt: Learnt): Design {
  const { preprocessor, known } = learnt;
  const made = new Map<DesignKind, Features>();
  return {
    ...dataset,
    widthFor: (design) => (design === 'linear' ? preprocessor.width : treeWidthOf(preprocessor)),
    featuresFor(design) {
      const transform = design === 'linear' ? transformColumns : transformForTrees;
      const features = made.get(design) ?? transform(preprocessor, dataset.columns, known);
      made.set(design, features);
      return features;
    },
    part: (rows) =>
      wholeDesign(takeDataset(dataset, rows), {
        preprocessor,
        known: takeKnown(known, rows, dataset.y.values.length),
      }),
  };
}

/**
 * Checks that columns belong together: one length, names of their own, the target not among the features.
 *
 * @throws NumericError shape_mismatch, duplicate_column, target_among_features
 */
export function checkColumns(
  columns: readonly Column[],
  target: Column,
  others: Readonly<Record<string, { readonly length: number } | undefined>>,
): void {
  if (columns.some(({ name }) => name === target.name)) {
    throw new NumericError('target_among_features', { column: target.name });
  }
  checkTable([...columns, target]);
  const expected = rowCountOf(target);
  for (const [what, rows] of Object.entries(others)) {
    if (rows !== undefined && rows.length !== expected) {
      throw new NumericError('shape_mismatch', { what, expected, actual: rows.length });
    }
  }
}
