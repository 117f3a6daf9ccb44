import { setImmediate } from 'node:timers/promises';
import type { Column } from '../../../numeric/index.ts';
import type { Dataset, DatasetColumn } from '../data.repository.ts';
import { type ImportHistory, measureImportDrift } from './import-drift.ts';
import { noteFigures } from './notes.ts';
import { type Bounds, describeNumbers } from './number-figures.ts';
import { GROUPS_IN_MEMORY } from './profile-statements.ts';
import type { ColumnFigures, DatasetFigures } from './profile.schema.ts';
import {
  type Counts,
  type Place,
  readBeyond,
  readCounts,
  readDays,
  readDaysOnly,
  readRepeats,
  readSample,
} from './read-table.ts';
import { findReferences } from './references.ts';
import { type CodedColumn, countRepeatedRows, findDependencies, findKeyPairs, type Rest } from './relations.ts';
import { describeTexts } from './text-figures.ts';
import { describeDays } from './time-figures.ts';
import { type Codes, codesOf, estimateDistinct } from './value-codes.ts';

const MOST_COLUMNS = 500;
const MOST_TOP = 10;
const MOST_TOP_LENGTH = 100;
/** A column tells rows apart, or nearly, when no more than this share of rows stands in its way. */
const MOST_IN_THE_WAY = 0.05;
const MOST_KEYS = 10;
/** Of columns that are nearly unique in a sample all rows are looked at. */
const NEARLY_UNIQUE = 0.9;

const rest: Rest = () => setImmediate();

export interface Measuring {
  place: Place;
  others: readonly Dataset[];
  history: ImportHistory | null;
  report?: (progress: number) => void;
  signal?: AbortSignal | undefined;
}

interface Measured extends CodedColumn {
  column: DatasetColumn;
  figures: ColumnFigures;
  bounds: Bounds | null;
}

/** Measures a dataset: all rows where counting is cheap, a sample of them for what needs them together. */
export async function measureProfile({ place, others, history, report, signal }: Measuring): Promise<DatasetFigures> {
  const columns = place.dataset.columns.slice(0, MOST_COLUMNS);
  await place.session.client.query(GROUPS_IN_MEMORY);
  const { rows, counts } = await readCounts(place, columns);
  report?.(0.3);
  const sample = await readSample(place, columns, { rows, signal });
  report?.(0.45);
  const measured: Measured[] = [];
  for (const [index, column] of columns.entries()) {
    const [values, count] = [sample.columns[index], counts[index]];
    if (values && count) measured.push(measureColumn(column, values, count, { rows, isWhole: sample.isWhole }));
    await rest();
    signal?.throwIfAborted();
  }
  report?.(0.6);
  await addOutliers(place, measured);
  await addDays(place, measured);
  report?.(0.75);
  const keys = await findKeys(place, measured, { rows, isWhole: sample.isWhole });
  const relations = await findDependencies(measured, rest);
  const references = await findReferences(place, measured, others);
  report?.(0.85);
  const hasBefore = history !== null && history.rowsBefore.length > 0;
  const drift = hasBefore ? await measureImportDrift(place, columns, history, { rest, signal }) : null;
  const figures = {
    rows,
    sample: sample.isWhole ? null : { rows: sample.rows, margin: marginOf(sample.rows, rows) },
    columns: measured.map((each) => each.figures),
    columns_left_out: place.dataset.columns.length - columns.length,
    keys,
    ...relations,
    references,
    repeated_rows: sample.isWhole ? countRepeatedRows(measured, sample.rows) : null,
    drift,
  };
  return { ...figures, notes: noteFigures(figures) };
}

/** Of a share in 95 of 100 samples without putting back, at most. */
const marginOf = (sampled: number, rows: number): number =>
  1.96 * Math.sqrt((0.25 / Math.max(1, sampled)) * Math.max(0, 1 - sampled / rows));

const isTime = ({ type }: DatasetColumn): boolean => type === 'date' || type === 'timestamp';
const isNumber = ({ type }: DatasetColumn): boolean => type === 'integer' || type === 'number';
const countOf = (value: Counts[string] | undefined): number => (typeof value === 'number' ? value : 0);
const textOf = (value: Counts[string] | undefined): string => (typeof value === 'string' ? value : '');

/** What is a name and not a quantity: numbers of it are not far or near. */
const isName = ({ type, isKey, role }: DatasetColumn, { distinct, filled }: Codes): boolean =>
  isKey || role === 'entity' || (type === 'integer' && role === null && filled > 1 && distinct === filled);

function measureColumn(
  column: DatasetColumn,
  values: Column,
  count: Counts,
  { rows, isWhole }: { rows: number; isWhole: boolean },
): Measured {
  const codes = codesOf(values);
  const { name, type, role, isKey } = column;
  const hasValues = count.filled > 0 && codes.filled > 0;
  const described =
    hasValues && isNumber(column) && 'values' in values ? describeNumbers(values.values, !isName(column, codes)) : null;
  const figures: ColumnFigures = {
    name,
    type,
    role,
    is_key: isKey,
    blanks: rows - count.filled,
    blank_share: rows === 0 ? 0 : 1 - count.filled / rows,
    distinct: isWhole ? codes.distinct : estimateDistinct(codes, count.filled),
    distinct_is: isWhole ? 'exact' : 'estimated',
    top_values: topValues(column, codes),
    numbers: described && {
      min: countOf(count['min']),
      max: countOf(count['max']),
      mean: typeof count['mean'] === 'number' ? count['mean'] : null,
      standard_deviation: typeof count['standard_deviation'] === 'number' ? count['standard_deviation'] : null,
      zeros: countOf(count['zeros']),
      negatives: countOf(count['negatives']),
      median_absolute_deviation: described.median_absolute_deviation,
      quantiles: described.quantiles,
      histogram: described.histogram,
      outliers: null,
    },
    texts: hasValues && type === 'text' ? { ...textCounts(count), ...describeTexts(codes) } : null,
    times: hasValues && isTime(column) ? { ...timeCounts(count), ...describeDays([]) } : null,
  };
  const isKeyPart = type !== 'number' && type !== 'boolean' && role !== 'measure' && role !== 'money';
  return { column, name, type, isKeyPart, codes, figures, bounds: described?.bounds ?? null };
}

const textCounts = (count: Counts) => ({
  shortest: countOf(count['shortest']),
  longest: countOf(count['longest']),
  mean_length: countOf(count['mean_length']),
  empty: countOf(count['empty']),
  spaces_around: countOf(count['spaces_around']),
});

const timeCounts = (count: Counts) => ({
  first: textOf(count['first']),
  last: textOf(count['last']),
  in_future: countOf(count['in_future']),
  days_only: false,
});

function topValues({ type }: DatasetColumn, { counts, valueOf, filled }: Codes): ColumnFigures['top_values'] {
  const repeated = Array.from(counts, (count, code) => ({ code, count })).filter(({ count }) => count > 1);
  const top = repeated.toSorted((a, b) => b.count - a.count || a.code - b.code).slice(0, MOST_TOP);
  return top.map(({ code, count }) => ({ value: spoken(valueOf(code), type), share: count / filled }));
}

function spoken(value: number | string, type: DatasetColumn['type']): string | number | boolean {
  if (typeof value === 'string') return value.slice(0, MOST_TOP_LENGTH).toWellFormed();
  if (type === 'boolean') return value !== 0;
  if (type !== 'date' && type !== 'timestamp') return value;
  const text = new Date(value).toISOString();
  return type === 'date' ? text.slice(0, 10) : text;
}

async function addOutliers(place: Place, measured: readonly Measured[]): Promise<void> {
  const bounded = measured.flatMap(({ name, bounds, figures: { numbers } }) =>
    bounds && numbers ? [{ numbers, bounds: { column: name, ...bounds } }] : [],
  );
  const found = await readBeyond(
    place,
    bounded.map(({ bounds }) => bounds),
  );
  for (const [index, { numbers, bounds }] of bounded.entries()) {
    const { method, lower, upper } = bounds;
    const { rows = 0, examples = [] } = found[index] ?? {};
    numbers.outliers = { method, lower, upper, rows, examples };
  }
}

async function addDays(place: Place, measured: readonly Measured[]): Promise<void> {
  for (const { column, figures } of measured) {
    if (!figures.times) continue;
    const daysOnly = await readDaysOnly(place, column);
    Object.assign(figures.times, describeDays(await readDays(place, column)), { days_only: daysOnly });
  }
}

/** Columns that tell rows apart, or nearly, and where there is none, pairs of columns. */
async function findKeys(
  place: Place,
  measured: readonly Measured[],
  { rows, isWhole }: { rows: number; isWhole: boolean },
): Promise<DatasetFigures['keys']> {
  const found: DatasetFigures['keys'] = [];
  if (rows < 2) return found;
  for (const { name, type, isKeyPart, codes, figures } of measured) {
    if (
      !isKeyPart ||
      (type !== 'text' && type !== 'integer') ||
      codes.distinct < NEARLY_UNIQUE * codes.filled ||
      codes.filled === 0
    )
      continue;
    if (figures.blanks > rows * MOST_IN_THE_WAY || found.length >= MOST_KEYS) continue;
    const blanks = figures.blanks;
    const repeats = isWhole ? { duplicates: codes.filled - codes.distinct, blanks } : await readRepeats(place, [name]);
    Object.assign(figures, { distinct: rows - blanks - repeats.duplicates, distinct_is: 'exact' });
    if (repeats.duplicates <= rows * MOST_IN_THE_WAY) found.push({ columns: [name], ...repeats });
  }
  if (!found.some(({ duplicates, blanks }) => duplicates + blanks === 0)) {
    const alone = new Set(found.flatMap((each) => each.columns));
    const others = measured.filter(({ name }) => !alone.has(name));
    const pairs = await findKeyPairs(others, measured[0]?.codes.codes.length ?? 0, rest);
    for (const pair of pairs) {
      const repeats = isWhole ? pair : await readRepeats(place, pair.columns);
      found.push({ ...pair, ...repeats });
    }
  }
  return found.toSorted((a, b) => a.duplicates + a.blanks - b.duplicates - b.blanks).slice(0, MOST_KEYS);
}
