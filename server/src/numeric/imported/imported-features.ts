import { type CodedColumn, type Column, isCoded, type ValueColumn } from '../column.ts';
import { at } from '../element.ts';
import { NumericError, type RecordFault } from '../numeric-error.ts';
import { countCategories, normalizedDictionary } from '../preprocessing/category-encoder.ts';
import { MAX_MAGNITUDE, readBoolean, readNumber, readText } from '../preprocessing/reading.ts';
import type { RecordWarning, UnderstoodValue } from '../preprocessing/record.ts';

/** What is known of a feature of a model that was made elsewhere: by the rows that it was judged on. */
export interface ImportedFeature {
  readonly name: string;
  readonly kind: 'number' | 'boolean' | 'category' | 'text';
  /** Of numbers: what occurred; 0 elsewhere. */
  readonly min: number;
  readonly max: number;
  /** All numbers were whole. */
  readonly integer: boolean;
  /** Of a category: what occurred, most frequent first. */
  readonly categories: readonly string[];
  /** The median, or what occurred most often: a number, 1 or 0, or a text. */
  readonly typical: number | string;
}

/** The values of a feature in n rows as a foreign model takes them: NaN or null where missing; booleans are 1 and 0. */
export type Cells = Float64Array | readonly (string | null)[];

/** A text with more values than these is no category. */
const MOST_CATEGORIES = 200;

function describeValues({ name, kind, values }: ValueColumn): ImportedFeature {
  if (kind === 'time') throw new NumericError('column_kind_mismatch', { column: name, kind, expected: 'number' });
  const sorted = values.filter((value) => Math.abs(value) <= MAX_MAGNITUDE).toSorted();
  const typical = sorted.length === 0 ? 0 : at(sorted, Math.floor(sorted.length / 2));
  const none = { name, min: 0, max: 0, integer: false, categories: [] };
  if (kind === 'boolean' || sorted.length === 0) return { ...none, kind, typical };
  const [min, max] = [at(sorted, 0), at(sorted, sorted.length - 1)];
  return { ...none, kind, min, max, integer: sorted.every(Number.isInteger), typical };
}

function describeTexts(column: CodedColumn): ImportedFeature {
  const counts = [...countCategories(column).counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const labels = counts.map(([label]) => label);
  const isCategory = column.kind === 'category' || labels.length <= MOST_CATEGORIES;
  return {
    name: column.name,
    kind: isCategory ? 'category' : 'text',
    min: 0,
    max: 0,
    integer: false,
    categories: isCategory ? labels : [],
    typical: labels[0] ?? '',
  };
}

/**
 * Describes a column as a feature of a foreign model.
 *
 * @throws NumericError column_kind_mismatch for times, which have no agreed number
 */
export function describeImported(column: Column): ImportedFeature {
  return isCoded(column) ? describeTexts(column) : describeValues(column);
}

const takesText = ({ kind }: ImportedFeature): boolean => kind === 'category' || kind === 'text';

/**
 * A column as a foreign model takes it. Numbers beyond 1e100 are missing; texts are trimmed and in Unicode's NFC.
 *
 * @throws NumericError column_kind_mismatch
 */
export function cellsOf(feature: ImportedFeature, column: Column): Cells {
  const { name, kind: expected } = feature;
  if (isCoded(column) !== takesText(feature) || column.kind === 'time') {
    throw new NumericError('column_kind_mismatch', { column: name, kind: column.kind, expected });
  }
  if (!isCoded(column)) {
    const isBoolean = expected === 'boolean';
    return column.values.map((value) => {
      if (!(Math.abs(value) <= MAX_MAGNITUDE)) return Number.NaN;
      return isBoolean ? Number(value !== 0) : value;
    });
  }
  const names = normalizedDictionary(column);
  return Array.from(column.codes, (code) => names[code] || null);
}

/** One record, as {@link Cells} of one row each, with what is noteworthy about it. */
export interface ImportedRecord {
  readonly cells: readonly Cells[];
  /** One per feature, in their order. */
  readonly values: readonly UnderstoodValue[];
  readonly warnings: readonly RecordWarning[];
}

type Read = { readonly cells: Cells; readonly value: UnderstoodValue } | { readonly fault: RecordFault['code'] };

function readField({ kind }: ImportedFeature, field: unknown): Read {
  if (kind === 'number') {
    const reading = readNumber(field);
    if ('fault' in reading) return reading;
    return { cells: Float64Array.of(reading.value ?? Number.NaN), value: reading.value };
  }
  if (kind === 'boolean') {
    const reading = readBoolean(field);
    if ('fault' in reading) return reading;
    return {
      cells: Float64Array.of(reading.value === null ? Number.NaN : Number(reading.value)),
      value: reading.value,
    };
  }
  const reading = readText(field);
  return 'fault' in reading ? reading : { cells: [reading.value], value: reading.value };
}

function warningsOf(feature: ImportedFeature, value: UnderstoodValue): RecordWarning[] {
  const { name: column, kind, min, max, categories } = feature;
  if (value === null) return [{ code: 'missing_value', column, params: {} }];
  if (kind === 'number' && typeof value === 'number' && !(value >= min && value <= max)) {
    return [{ code: 'outside_training_range', column, params: { value, min, max } }];
  }
  if (kind === 'category' && typeof value === 'string' && !categories.includes(value)) {
    return [{ code: 'unseen_category', column, params: { value } }];
  }
  return [];
}

/**
 * Reads one record by the same rules as a model that was trained here.
 *
 * @throws NumericError invalid_record with every fault, record_has_no_features
 */
export function readImportedRecord(
  features: readonly ImportedFeature[],
  record: Readonly<Record<string, unknown>>,
): ImportedRecord {
  const faults: RecordFault[] = [];
  const cells: Cells[] = [];
  const values: UnderstoodValue[] = [];
  const warnings: RecordWarning[] = [];
  for (const feature of features) {
    const { name } = feature;
    const read = readField(feature, Object.hasOwn(record, name) ? record[name] : undefined);
    if ('fault' in read) {
      faults.push({ column: name, code: read.fault });
      continue;
    }
    cells.push(read.cells);
    values.push(read.value);
    warnings.push(...warningsOf(feature, read.value));
  }
  if (faults.length > 0) throw new NumericError('invalid_record', {}, faults);
  if (values.every((value) => value === null)) throw new NumericError('record_has_no_features');
  const known = new Set(features.map(({ name }) => name));
  const unknown = Object.keys(record).filter((name) => !known.has(name));
  return {
    cells,
    values,
    warnings: [...warnings, ...unknown.map((column): RecordWarning => ({ code: 'unknown_field', column, params: {} }))],
  };
}
