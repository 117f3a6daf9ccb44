import { at, intAt } from '../element.ts';
import type { Target } from '../estimators/estimator.ts';
import { ridge } from '../estimators/linear-regression.ts';
import { matrixOf, type Matrix, takeMatrixRows, takeValues } from '../matrix/matrix.ts';
import { measureOnce } from '../metrics/measure.ts';
import { regressionMeasure } from '../metrics/regression.ts';
import { rocAucOf } from '../metrics/roc-auc.ts';
import type { Rng } from '../rng/rng.ts';
import { randomFolds, type Split } from '../selection/split.ts';
import { errorReductionOf } from './error-reduction.ts';

/** A feature that predicts the target almost alone. */
export interface LeakSuspect {
  /** Index of the source column. */
  readonly source: number;
  /** Out of sample: R² of a number, area under the ROC curve of two classes, error reduction of several; at most 1. */
  readonly strength: number;
}

/** Real features reach this next to never; columns written after the fact do as a rule. */
const SUSPECT_AUC = 0.99;
const SUSPECT_R2 = 0.995;
const SUSPECT_REDUCTION = 0.97;
const MIN_ROWS = 20;
const MAX_ROWS = 10_000;
const MIN_CLASS_ROWS = 10;

function sourceColumns(x: Matrix, first: number, width: number): Matrix {
  const data = new Float64Array(x.rows * width);
  for (let r = 0; r < x.rows; r += 1) {
    const from = r * x.columns + first;
    data.set(x.data.subarray(from, from + width), r * width);
  }
  return matrixOf(x.rows, width, data);
}

/** Predictions of every row by a model that has not seen it. */
function crossPredictions(x: Matrix, y: Float64Array, halves: readonly Split[], rng: Rng): Float64Array {
  const predictions = new Float64Array(x.rows);
  for (const { training, validation } of halves) {
    const target: Target = { values: takeValues(y, training), classCount: 0 };
    const model = ridge.fit(takeMatrixRows(x, training), target, {}, rng);
    const predicted = ridge.predict(model, takeMatrixRows(x, validation));
    validation.forEach((row, i) => (predictions[row] = at(predicted, i)));
  }
  return predictions;
}

/** R² of a number; area under the curve of one class of two; reduction of errors in naming one of several. */
function strengthOf(x: Matrix, y: Target, halves: readonly Split[], rng: Rng): number {
  const { values, classCount } = y;
  if (classCount > 2) return errorReductionOf(x, values, classCount, halves);
  const predicted = crossPredictions(x, values, halves, rng);
  if (classCount === 0) return measureOnce(regressionMeasure(values, predicted, 0), x.rows).r2;
  return rocAucOf(predicted, values)(new Float64Array(x.rows).fill(1));
}

function thresholdOf({ classCount }: Target): number {
  if (classCount > 2) return SUSPECT_REDUCTION;
  return classCount === 2 ? SUSPECT_AUC : SUSPECT_R2;
}

/** Whether every class has rows enough to be recognised by more than chance. */
function isEnough(y: Target): boolean {
  if (y.values.length < MIN_ROWS) return false;
  if (y.classCount !== 2) return true;
  const ones = y.values.reduce((sum, code) => sum + code, 0);
  return Math.min(ones, y.values.length - ones) >= MIN_CLASS_ROWS;
}

/**
 * Names the features that alone nearly give the target away: as a rule, they were written down after it. Each source
 * column's design columns are fitted on one half of the rows and judged on the other, and the reverse: by ridge for a
 * number and two classes, by cells for several classes.
 *
 * @param x n × p design; up to 10,000 rows are looked at
 * @param sources p: index of the source column of each design column, ascending
 * @returns empty where there are fewer than 20 rows, or one of two classes has fewer than 10
 */
export function findLeaks(x: Matrix, y: Target, sources: Int32Array, rng: Rng): LeakSuspect[] {
  const rows = Int32Array.from({ length: x.rows }, (_, row) => row);
  rng.shuffle(rows);
  const sample = rows.subarray(0, MAX_ROWS);
  const part: Target = { values: takeValues(y.values, sample), classCount: y.classCount };
  if (!isEnough(part)) return [];
  const design = takeMatrixRows(x, sample);
  const halves = randomFolds(part, 2, rng);
  const threshold = thresholdOf(part);
  const suspects: LeakSuspect[] = [];
  for (let first = 0; first < sources.length;) {
    const source = intAt(sources, first);
    const width = sources.lastIndexOf(source) - first + 1;
    const strength = strengthOf(sourceColumns(design, first, width), part, halves, rng);
    if (strength >= threshold) suspects.push({ source, strength });
    first += width;
  }
  return suspects;
}
