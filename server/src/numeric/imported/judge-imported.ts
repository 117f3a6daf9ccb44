import { type Column, isCoded } from '../column.ts';
import { at, intAt } from '../element.ts';
import type { Target, Task } from '../estimators/estimator.ts';
import { conformalHalfWidth } from '../metrics/conformal.ts';
import { NumericError } from '../numeric-error.ts';
import { type Evaluation, evaluate, INTERVAL_LEVEL } from '../pipeline/evaluate.ts';
import type { IntervalCalibration, Label, TargetDescription } from '../pipeline/pipeline.ts';
import { normalizedDictionary } from '../preprocessing/category-encoder.ts';
import { MAX_MAGNITUDE, normalizeText, readBoolean } from '../preprocessing/reading.ts';
import { createRng } from '../rng/rng.ts';

/** What a foreign model is asked about, and by which rows it is judged. */
export interface ImportedTarget {
  readonly task: Task;
  /** What really happened, n rows. */
  readonly target: Column;
  /** The labels in the order of the model's outputs; empty for a regression. */
  readonly classes: readonly Label[];
  /** Of two classes. Default: true or 1, else the second. */
  readonly positiveClass?: Label;
}

/** The rows' truths in the order of classes that this product keeps: the positive one of two last. */
export interface ReadTarget {
  readonly description: TargetDescription;
  /** For each of `description.classes` its place among the model's outputs. */
  readonly places: readonly number[];
  /** n: the number or the index of the class; NaN where it is missing. */
  readonly values: Float64Array;
}

/** Fewer rows say nothing of a model that one knows nothing of. */
const MIN_ROWS = 30;

/** The label as the column spells it. */
function spelled(label: Label, { kind }: Column): Label {
  if (kind === 'boolean') {
    const reading = readBoolean(label);
    return 'value' in reading && reading.value !== null ? reading.value : label;
  }
  return kind === 'number' ? Number(label) : normalizeText(String(label));
}

const YES: ReadonlySet<Label> = new Set<Label>([true, 1, '1', 'true']);

function positiveOf([first, second]: readonly Label[], wanted: Label | undefined, column: Column): Label | undefined {
  if (wanted !== undefined) {
    const asked = spelled(wanted, column);
    if (asked === first || asked === second) return asked;
    throw new NumericError('positive_class_unknown', { label: String(wanted) });
  }
  return first !== undefined && YES.has(first) ? first : second;
}

function codesOf(column: Column, classes: readonly Label[]): Float64Array {
  const places = new Map(classes.map((label, place) => [label, place]));
  const placeOf = (label: Label): number => {
    const place = places.get(label);
    if (place === undefined) throw new NumericError('class_not_answered', { label: String(label) });
    return place;
  };
  if (isCoded(column)) {
    const names = normalizedDictionary(column);
    return Float64Array.from(column.codes, (code) => (names[code] ? placeOf(names[code]) : Number.NaN));
  }
  const isBoolean = column.kind === 'boolean';
  return column.values.map((value) => (Number.isNaN(value) ? value : placeOf(isBoolean ? value !== 0 : value)));
}

/**
 * Reads what really happened.
 *
 * @throws NumericError target_not_numeric, target_not_categorical, positive_class_unknown, class_not_answered (a row has a
 *   label that the model never answers)
 */
export function readImportedTarget({ task, target, classes, positiveClass }: ImportedTarget): ReadTarget {
  const { name: column, kind } = target;
  if (task === 'regression') {
    if (isCoded(target) || kind !== 'number') throw new NumericError('target_not_numeric', { column, kind });
    const values = target.values.map((value) => (Math.abs(value) <= MAX_MAGNITUDE ? value : Number.NaN));
    return { description: { name: column, classes: [], positive: -1 }, places: [], values };
  }
  if (kind === 'time') throw new NumericError('target_not_categorical', { column, kind });
  const labels = classes.map((label) => spelled(label, target));
  const isBinary = labels.length === 2;
  const isTurned = isBinary && positiveOf(labels, positiveClass, target) === labels[0];
  const ordered = isTurned ? labels.toReversed() : labels;
  return {
    description: { name: column, classes: ordered, positive: isBinary ? 1 : -1 },
    places: ordered.map((_, place) => (isTurned ? 1 - place : place)),
    values: codesOf(target, ordered),
  };
}

/** How good a foreign model is, on rows that it is said not to have seen. */
export interface ImportedJudgement extends Evaluation {
  /** Of a regression; null for classes. */
  readonly interval: IntervalCalibration | null;
  readonly rows: {
    readonly total: number;
    readonly withoutTarget: number;
    /** Gave the interval its width, and are not measured. */
    readonly training: number;
    readonly validation: number;
  };
}

function take(values: Float64Array, rows: Int32Array, width: number): Float64Array {
  return Float64Array.from({ length: rows.length * width }, (_, i) =>
    at(values, intAt(rows, Math.floor(i / width)) * width + (i % width)),
  );
}

function measure(target: ReadTarget, predictions: Float64Array, rows: Int32Array, halfWidth: number): Evaluation {
  const classCount = target.description.classes.length;
  const truth: Target = { values: take(target.values, rows, 1), classCount };
  const said = take(predictions, rows, Math.max(1, classCount));
  // The naive guess learns from the very rows that it is measured on: a little too good, so that nobody passes by it.
  const decisions = { halfWidth, threshold: 0.5, payoff: null };
  return evaluate(said, truth, truth, decisions, createRng(0).split('bootstrap'));
}

/**
 * Measures a foreign model as a trained one is measured. A regression's interval is as wide as half of the rows, taken at
 * random, say; the figures are those of the other half.
 *
 * @param predictions n numbers, or n × classes probabilities in the order of the target's description
 * @throws NumericError too_few_rows, single_class
 */
export function judgeImported(target: ReadTarget, predictions: Float64Array): ImportedJudgement {
  const { values, description } = target;
  const total = values.length;
  const known = Int32Array.from(values.keys()).filter((row) => !Number.isNaN(at(values, row)));
  if (known.length < MIN_ROWS) throw new NumericError('too_few_rows', { rows: known.length, required: MIN_ROWS });
  const counted = { total, withoutTarget: total - known.length };
  if (description.classes.length > 0) {
    const first = at(values, intAt(known, 0));
    if (known.every((row) => at(values, row) === first)) {
      throw new NumericError('single_class', { label: String(description.classes[first]) });
    }
    const rows = { ...counted, training: 0, validation: known.length };
    return { ...measure(target, predictions, known, 0), interval: null, rows };
  }
  createRng(0).split('interval').shuffle(known);
  const half = Math.floor(known.length / 2);
  const [calibrating, measured] = [known.subarray(0, half), known.subarray(half)];
  const residuals = Float64Array.from(calibrating, (row) => Math.abs(at(values, row) - at(predictions, row)));
  const halfWidth = conformalHalfWidth(residuals, INTERVAL_LEVEL);
  const evaluation = measure(target, predictions, measured, halfWidth);
  const interval = { level: INTERVAL_LEVEL, halfWidth, coverage: evaluation.metrics['coverage'] ?? INTERVAL_LEVEL };
  return { ...evaluation, interval, rows: { ...counted, training: half, validation: measured.length } };
}
