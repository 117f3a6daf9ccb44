import { type Column, type CodedColumn, isCoded, type ValueColumn } from '../column.ts';
import { at, intAt } from '../element.ts';
import type { Target, Task } from '../estimators/estimator.ts';
import { NumericError } from '../numeric-error.ts';
import { normalizedDictionary } from '../preprocessing/category-encoder.ts';
import { MAX_MAGNITUDE, readBoolean } from '../preprocessing/reading.ts';
import type { Label, TargetDescription, TrainingWarning } from './pipeline.ts';

/** A target column made ready for estimators. */
export interface PreparedTarget {
  readonly description: TargetDescription;
  /** n values; NaN in rows that are left out. */
  readonly target: Target;
  readonly withoutTarget: number;
  readonly warnings: readonly TrainingWarning[];
}

/** Rows with a known target that a training needs. */
const MIN_ROWS = 10;
const MAX_CLASSES = 50;
const MIN_CLASS_ROWS = 5;

interface ClassCount {
  readonly label: Label;
  readonly rows: number;
}

interface LabelledRows {
  /** In the order of the labels. */
  readonly classes: readonly ClassCount[];
  /** n indexes into `classes`; -1 where missing. */
  readonly codes: Int32Array;
}

function labelCodes(column: CodedColumn): LabelledRows {
  const names = normalizedDictionary(column);
  const labels = [...new Set(names)].filter((name) => name !== '').toSorted((a, b) => (a < b ? -1 : 1));
  const index = new Map(labels.map((label, i) => [label, i]));
  const byCode = names.map((name) => index.get(name) ?? -1);
  const codes = column.codes.map((code) => byCode[code] ?? -1);
  return withoutEmptyClasses(labels, codes);
}

function labelValues(column: ValueColumn): LabelledRows {
  const isBoolean = column.kind === 'boolean';
  const values = isBoolean
    ? column.values.map((value) => (Number.isNaN(value) ? value : Number(value !== 0)))
    : column.values;
  const distinct = [...new Set(values.filter((value) => Number.isFinite(value)))].toSorted((a, b) => a - b);
  const index = new Map(distinct.map((value, i) => [value, i]));
  const codes = Int32Array.from(values, (value) => index.get(value) ?? -1);
  return withoutEmptyClasses(isBoolean ? distinct.map((value) => value === 1) : distinct, codes);
}

/** Leaves out labels of the dictionary that no row has. */
function withoutEmptyClasses(labels: readonly Label[], codes: Int32Array): LabelledRows {
  const rows = new Int32Array(labels.length);
  for (const code of codes) if (code >= 0) rows[code] = intAt(rows, code) + 1;
  const classes = rows.reduce((count, each) => count + (each > 0 ? 1 : 0), 0);
  if (classes > MAX_CLASSES) throw new NumericError('too_many_classes', { classes, limit: MAX_CLASSES });
  const counted = labels.map((label, i) => ({ label, rows: intAt(rows, i) }));
  return renumbered(counted, codes, (each) => each.rows > 0);
}

/** Keeps some classes, in their order; rows of the others get -1. */
function renumbered(
  classes: readonly ClassCount[],
  codes: Int32Array,
  keep: (each: ClassCount) => boolean,
): LabelledRows {
  const kept = classes.filter(keep);
  const numbers = new Map(kept.map((each, i) => [each, i]));
  const moved = Int32Array.from(classes, (each) => numbers.get(each) ?? -1);
  return { classes: kept, codes: codes.map((code) => (code < 0 ? -1 : intAt(moved, code))) };
}

/** true, 1 and the text of either. */
function isAffirmative(label: Label): boolean {
  return label === true || label === 1 || (typeof label === 'string' && ['true', '1'].includes(label.toLowerCase()));
}

function sameLabel(label: Label, wanted: Label): boolean {
  if (typeof label !== 'boolean') return String(label) === String(wanted).trim().normalize('NFC');
  const reading = readBoolean(wanted);
  return 'value' in reading && reading.value === label;
}

/** The class whose probability is to be predicted; see `TrainingRequest.positiveClass`. */
function positiveOf([first, second]: readonly [ClassCount, ClassCount], wanted: Label | undefined): ClassCount {
  if (wanted !== undefined) {
    const named = [first, second].find((each) => sameLabel(each.label, wanted));
    if (named === undefined) throw new NumericError('positive_class_unknown', { label: String(wanted) });
    return named;
  }
  return [first, second].find((each) => isAffirmative(each.label)) ?? (first.rows < second.rows ? first : second);
}

function checkClasses(all: readonly ClassCount[], kept: readonly ClassCount[]): void {
  const [first] = all;
  if (all.length === 1 && first !== undefined) throw new NumericError('single_class', { label: String(first.label) });
  if (kept.length < 2) {
    const { label, rows } = all.reduce((least, each) => (each.rows < least.rows ? each : least));
    throw new NumericError('class_too_small', { label: String(label), rows, required: MIN_CLASS_ROWS });
  }
}

/** Two classes stand as negative, positive. */
function positiveLast(labelled: LabelledRows, wanted: Label | undefined): LabelledRows {
  const [first, second, third] = labelled.classes;
  if (first === undefined || second === undefined || third !== undefined) return labelled;
  if (positiveOf([first, second], wanted) === second) return labelled;
  return { classes: [second, first], codes: labelled.codes.map((code) => (code < 0 ? code : 1 - code)) };
}

function prepareClasses(column: Column, positiveClass: Label | undefined): PreparedTarget {
  if (column.kind === 'time') {
    throw new NumericError('target_not_categorical', { column: column.name, kind: column.kind });
  }
  const found = isCoded(column) ? labelCodes(column) : labelValues(column);
  const withoutTarget = found.codes.reduce((count, code) => count + (code < 0 ? 1 : 0), 0);
  if (withoutTarget === found.codes.length) throw new NumericError('too_few_rows', { rows: 0, required: MIN_ROWS });
  const enough = renumbered(found.classes, found.codes, ({ rows }) => rows >= MIN_CLASS_ROWS);
  checkClasses(found.classes, enough.classes);
  const { classes, codes } = positiveLast(enough, positiveClass);
  const warnings = found.classes
    .filter((each) => each.rows < MIN_CLASS_ROWS)
    .map(({ label, rows }): TrainingWarning => ({
      code: 'rare_class_left_out',
      params: { label: String(label), rows },
    }));
  const labels = classes.map(({ label }) => label);
  return {
    description: { name: column.name, classes: labels, positive: labels.length === 2 ? 1 : -1 },
    target: { values: Float64Array.from(codes, (code) => (code < 0 ? Number.NaN : code)), classCount: labels.length },
    withoutTarget,
    warnings,
  };
}

function prepareNumbers(column: Column): PreparedTarget {
  if (column.kind !== 'number') {
    throw new NumericError('target_not_numeric', { column: column.name, kind: column.kind });
  }
  const values = column.values.map((value) => (Math.abs(value) <= MAX_MAGNITUDE ? value : Number.NaN));
  const present = values.filter((value) => !Number.isNaN(value));
  if (present.length > 0 && present.every((value) => value === at(present, 0))) {
    throw new NumericError('constant_target', { value: at(present, 0) });
  }
  return {
    description: { name: column.name, classes: [], positive: -1 },
    target: { values, classCount: 0 },
    withoutTarget: values.length - present.length,
    warnings: [],
  };
}

/**
 * Reads the target. Classification: 2 … 50 labels of kind text, category, boolean or number; a class with fewer than
 * five rows is left out with a warning. Two classes are put in the order negative, positive; several are sorted.
 * Regression: a column of kind number; infinite values and those beyond 1e100 are missing.
 *
 * @throws NumericError too_few_rows, single_class, class_too_small, too_many_classes, target_not_numeric,
 *   target_not_categorical, constant_target, positive_class_unknown
 */
export function prepareTarget(task: Task, column: Column, positiveClass: Label | undefined): PreparedTarget {
  const prepared = task === 'classification' ? prepareClasses(column, positiveClass) : prepareNumbers(column);
  const rows = prepared.target.values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
  if (rows < MIN_ROWS) throw new NumericError('too_few_rows', { rows, required: MIN_ROWS });
  return prepared;
}
