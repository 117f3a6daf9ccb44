import { checkTable, type CodedColumn, type Column, isCoded, type ValueColumn } from '../column.ts';
import { at } from '../element.ts';
import { quantileOfSorted } from '../metrics/quantile.ts';
import { countCategories } from './category-encoder.ts';
import { findNearDuplicates } from './near-duplicates.ts';
import { looksLikeProse } from './prose-encoder.ts';
import { MAX_MAGNITUDE } from './reading.ts';

/** What may be wrong with a column; the caller has the words. Params in brackets. */
export interface ColumnFinding {
  readonly code:
    /** No value at all. */
    | 'empty'
    /** One value only. */
    | 'constant'
    /** [share] at least half of the rows are blank. */
    | 'mostly_blank'
    /**
     * [distinct] every value but at most 1 % is another, and it is a short text, or a whole number that would repeat
     * itself by chance: a key, no feature.
     */
    | 'identifier_like'
    /** [rows, share of the values] further than 5 robust standard deviations from the median. */
    | 'outliers'
    /** [categories, rows] labels that occur fewer than three times. */
    | 'rare_categories'
    /** [column, correlation −1 … 1] says the same as an earlier column. */
    | 'near_duplicate';
  readonly params: Readonly<Record<string, string | number>>;
}

/** The spread of numbers, or of times in epoch milliseconds. */
export interface NumberSummary {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Standard deviation of a sample (n − 1); 0 for one value. */
  readonly standardDeviation: number;
  /** Hyndman & Fan 1996, definition 7. */
  readonly quantiles: readonly { readonly share: number; readonly value: number }[];
}

/** What one column holds. */
export interface ColumnQuality {
  readonly name: string;
  readonly kind: Column['kind'];
  readonly rows: number;
  readonly blanks: number;
  /** Different values. */
  readonly distinct: number;
  /** Numbers and times with at least one value. */
  readonly numbers: NumberSummary | null;
  /** Labels, texts and booleans: the most frequent first, at most ten. */
  readonly topValues: readonly { readonly value: string; readonly rows: number }[];
  readonly findings: readonly ColumnFinding[];
}

const SHARES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];
const TOP_VALUES = 10;
const MOSTLY_BLANK = 0.5;
const IDENTIFIER_SHARE = 0.99;
const MIN_IDENTIFIER_ROWS = 20;
/** Whole numbers of a small table are keys only if chance would have made so many pairs of equal ones. */
const MIN_CHANCE_PAIRS = 5;
const MANY_ROWS = 1000;
const OUTLIER_SCORE = 5;
const RARE_ROWS = 3;

type Described = Omit<ColumnQuality, 'name' | 'kind' | 'rows'>;

function findingsOf(rows: number, blanks: number, distinct: number): ColumnFinding[] {
  if (blanks === rows) return [{ code: 'empty', params: {} }];
  const findings: ColumnFinding[] = [];
  if (distinct === 1) findings.push({ code: 'constant', params: {} });
  if (blanks >= MOSTLY_BLANK * rows) findings.push({ code: 'mostly_blank', params: { share: blanks / rows } });
  return findings;
}

function distinctOf(sorted: Float64Array): number {
  let distinct = 0;
  for (let i = 0; i < sorted.length; i += 1) {
    if (i === 0 || at(sorted, i) !== at(sorted, i - 1)) distinct += 1;
  }
  return distinct;
}

function summaryOf(sorted: Float64Array): NumberSummary {
  const { length: count } = sorted;
  // Sums of numbers near 1e100 stay finite; their squares are taken of differences, scaled by the largest.
  const mean = sorted.reduce((sum, value) => sum + value / count, 0);
  const largest = Math.max(Math.abs(at(sorted, 0) - mean), Math.abs(at(sorted, count - 1) - mean));
  const squares = sorted.reduce((sum, value) => sum + (largest > 0 ? ((value - mean) / largest) ** 2 : 0), 0);
  return {
    min: at(sorted, 0),
    max: at(sorted, count - 1),
    mean,
    standardDeviation: count > 1 ? largest * Math.sqrt(squares / (count - 1)) : 0,
    quantiles: SHARES.map((share) => ({ share, value: quantileOfSorted(sorted, share) })),
  };
}

/** How far each value lies from `center`, the nearest first: merged from both sides, as the values are sorted. */
function distancesFrom(sorted: Float64Array, center: number): Float64Array {
  const above = sorted.findIndex((value) => value >= center);
  let right = above < 0 ? sorted.length : above;
  let left = right - 1;
  return sorted.map(() => {
    const down = left < 0 ? Infinity : center - at(sorted, left);
    const up = right >= sorted.length ? Infinity : at(sorted, right) - center;
    if (down <= up) left -= 1;
    else right += 1;
    return Math.min(down, up);
  });
}

/**
 * Values further than 5 robust standard deviations from the median: 1.4826 times the median absolute deviation, or
 * 1.2533 times the mean one where more than half of the values are equal (Iglewicz & Hoaglin 1993, section 3).
 */
function outliersOf(sorted: Float64Array): number {
  const distances = distancesFrom(sorted, quantileOfSorted(sorted, 0.5));
  const { length: count } = distances;
  const middle = quantileOfSorted(distances, 0.5);
  const mean = distances.reduce((sum, distance) => sum + distance / count, 0);
  const scale = middle > 0 ? 1.4826 * middle : 1.2533 * mean;
  return distances.reduce((rows, distance) => rows + (distance > OUTLIER_SCORE * scale ? 1 : 0), 0);
}

function isIdentifier(values: number, distinct: number): boolean {
  return values >= MIN_IDENTIFIER_ROWS && distinct >= IDENTIFIER_SHARE * values;
}

/** Whether whole numbers as far apart as these are different for another reason than their room: measures have room. */
function isKey(sorted: Float64Array, distinct: number): boolean {
  const count = sorted.length;
  if (!isIdentifier(count, distinct) || !sorted.every(Number.isInteger)) return false;
  const room = at(sorted, count - 1) - at(sorted, 0) + 1;
  return count >= MANY_ROWS || (count * (count - 1)) / 2 / room >= MIN_CHANCE_PAIRS;
}

function describeNumbers({ kind, values }: ValueColumn): Described {
  const sorted = values.filter((value) => Math.abs(value) <= MAX_MAGNITUDE).toSorted();
  const blanks = values.length - sorted.length;
  const distinct = distinctOf(sorted);
  const findings = findingsOf(values.length, blanks, distinct);
  if (sorted.length === 0) return { blanks, distinct, numbers: null, topValues: [], findings };
  if (kind === 'number' && isKey(sorted, distinct)) findings.push({ code: 'identifier_like', params: { distinct } });
  const rows = outliersOf(sorted);
  if (rows > 0) findings.push({ code: 'outliers', params: { rows, share: rows / sorted.length } });
  return { blanks, distinct, numbers: summaryOf(sorted), topValues: [], findings };
}

function describeBooleans({ values }: ValueColumn): Described {
  const counts = [true, false].map((value) => ({
    value: String(value),
    rows: values.reduce((sum, each) => sum + (!Number.isNaN(each) && (each !== 0) === value ? 1 : 0), 0),
  }));
  const topValues = counts.filter(({ rows }) => rows > 0).toSorted((a, b) => b.rows - a.rows);
  const blanks = topValues.reduce((left, { rows }) => left - rows, values.length);
  const distinct = topValues.length;
  return { blanks, distinct, numbers: null, topValues, findings: findingsOf(values.length, blanks, distinct) };
}

function describeLabels(column: CodedColumn): Described {
  const found = countCategories(column);
  const { rows, missing: blanks, counts } = found;
  const distinct = counts.size;
  const findings = findingsOf(rows, blanks, distinct);
  const ordered = [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const rare = ordered.filter(([, count]) => count < RARE_ROWS);
  if (!looksLikeProse(found)) {
    if (isIdentifier(rows - blanks, distinct)) findings.push({ code: 'identifier_like', params: { distinct } });
    else if (rare.length > 0) {
      const params = { categories: rare.length, rows: rare.reduce((sum, [, count]) => sum + count, 0) };
      findings.push({ code: 'rare_categories', params });
    }
  }
  const topValues = ordered.slice(0, TOP_VALUES).map(([value, count]) => ({ value, rows: count }));
  return { blanks, distinct, numbers: null, topValues, findings };
}

function describe(column: Column): Described {
  if (isCoded(column)) return describeLabels(column);
  return column.kind === 'boolean' ? describeBooleans(column) : describeNumbers(column);
}

/**
 * Describes the columns of a table, and what may be wrong with them before anything is learnt: figures and codes.
 *
 * NaN, infinities, magnitudes beyond 1e100, codes outside the dictionary and blank names are blanks. Duplicates are
 * looked for in up to 2,000 rows.
 *
 * @param columns of one length ≥ 0, names of their own; left as they are
 * @throws NumericError shape_mismatch, duplicate_column
 */
export function describeColumns(columns: readonly Column[]): readonly ColumnQuality[] {
  const rows = checkTable(columns);
  const duplicates = findNearDuplicates(columns);
  return columns.map((column, index) => {
    const { findings, ...described } = describe(column);
    const twin = duplicates.get(index);
    const { name, kind } = column;
    if (twin === undefined) return { name, kind, rows, ...described, findings };
    return { name, kind, rows, ...described, findings: [...findings, { code: 'near_duplicate', params: twin }] };
  });
}
