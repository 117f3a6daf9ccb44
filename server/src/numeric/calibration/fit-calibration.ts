import { intAt } from '../element.ts';
import type { Target } from '../estimators/estimator.ts';
import { takeTarget } from '../estimators/training-rows.ts';
import type { Rng } from '../rng/rng.ts';
import { scoreOf } from '../selection/score.ts';
import { randomFolds } from '../selection/split.ts';
import {
  calibrateRows,
  type CalibrationMethod,
  type Calibrator,
  fitIsotonic,
  fitPlatt,
  probabilitiesOf,
} from './calibration.ts';

const FOLDS = 5;
/** A curve of steps needs rows to stand on; with fewer, the two numbers of a sigmoid must do. */
const MIN_ISOTONIC_ROWS = 1000;
const MIN_ROWS = 50;
/** By this share of the loss a calibration must be better than none, on rows that it was not fitted on. */
const WORTH = 0.002;

function fitCalibrators(
  method: CalibrationMethod,
  predictions: Float64Array,
  { values, classCount }: Target,
  rows: Int32Array,
): Calibrator[] {
  const fit = method === 'platt' ? fitPlatt : fitIsotonic;
  const classes = classCount === 2 ? [1] : Array.from({ length: classCount }, (_, k) => k);
  return classes.map((k) =>
    fit(
      probabilitiesOf(predictions, classCount, k, rows),
      Float64Array.from(rows, (row) => (values[row] === k ? 1 : 0)),
    ),
  );
}

/** Loss of a calibration on rows that it was not fitted on. */
function crossLoss(
  method: CalibrationMethod,
  predictions: Float64Array,
  y: Target,
  rows: Int32Array,
  rng: Rng,
): number {
  const corrected = Float64Array.from(predictions);
  const { classCount } = y;
  const pick = (parts: Int32Array): Int32Array => parts.map((part) => intAt(rows, part));
  for (const { training, validation } of randomFolds(takeTarget(y, rows), FOLDS, rng)) {
    const calibrators = fitCalibrators(method, predictions, y, pick(training));
    for (const row of pick(validation)) {
      calibrateRows(calibrators, corrected.subarray(row * classCount, (row + 1) * classCount), classCount);
    }
  }
  return scoreOf(y, corrected, rows);
}

/**
 * Learns from out-of-fold predictions how a model's probabilities must be corrected. `auto` compares Platt's sigmoid,
 * isotonic curves (from 1,000 rows on) and none by cross-validated logarithmic loss, and takes a correction only where
 * it lowers the loss by 0.2 % at least.
 *
 * @param predictions n × classCount, by models that had not seen the row
 * @param rows those that have such a prediction; with fewer than 50 nothing is learnt under `auto`
 * @returns one calibrator for two classes, one per class for several; empty where nothing is to be corrected
 */
export function fitCalibration(
  predictions: Float64Array,
  y: Target,
  rows: Int32Array,
  wanted: CalibrationMethod | 'auto' | 'none',
  rng: Rng,
): Calibrator[] {
  if (wanted === 'none' || rows.length === 0) return [];
  if (wanted !== 'auto') return fitCalibrators(wanted, predictions, y, rows);
  if (rows.length < MIN_ROWS) return [];
  let best: CalibrationMethod | null = null;
  let least = scoreOf(y, predictions, rows) * (1 - WORTH);
  for (const method of ['platt', 'isotonic'] as const) {
    if (method === 'isotonic' && rows.length < MIN_ISOTONIC_ROWS) continue;
    const loss = crossLoss(method, predictions, y, rows, rng.split('folds'));
    if (loss >= least) continue;
    best = method;
    least = loss;
  }
  return best === null ? [] : fitCalibrators(best, predictions, y, rows);
}
