import { type CodedColumn, type Column, isCoded } from '../column.ts';
import { at, intAt } from '../element.ts';
import { countCategories, normalizedDictionary } from '../preprocessing/category-encoder.ts';
import { looksLikeProse } from '../preprocessing/prose-encoder.ts';
import { MAX_MAGNITUDE } from '../preprocessing/reading.ts';

/**
 * How numbers lay: the rows of each cell. Edges are percentiles, so that no cell holds much more than 1 % of the rows
 * unless one value does.
 */
export interface NumberReference {
  /** What is measured: the number, the epoch milliseconds, or a text's length in UTF-16 units (prose). */
  readonly kind: 'number' | 'time' | 'length';
  readonly rows: number;
  readonly blanks: number;
  /** The smallest value; 0 where there is none. */
  readonly min: number;
  /** Ascending, at most 100; the last is the largest value. Empty where there is no value. */
  readonly edges: readonly number[];
  /** Rows above the edge before and up to this one. */
  readonly counts: readonly number[];
}

/** How labels were spread. */
export interface LabelReference {
  readonly kind: 'label' | 'boolean';
  readonly rows: number;
  readonly blanks: number;
  /** Labels of at least 1 % of the rows, the most frequent first, at most 50; booleans are `true` and `false`. */
  readonly labels: readonly string[];
  readonly counts: readonly number[];
  /** Rows of all other labels. */
  readonly others: number;
}

/** What a column looked like: plain numbers and texts, a few kilobytes as JSON. */
export type Reference = NumberReference | LabelReference;

const CELLS = 100;
const MAX_LABELS = 50;
const MIN_LABEL_SHARE = 0.01;

function numberReference(kind: NumberReference['kind'], values: Float64Array): NumberReference {
  const sorted = values.filter((value) => Math.abs(value) <= MAX_MAGNITUDE).toSorted();
  const edges: number[] = [];
  const counts: number[] = [];
  for (let cell = 1, below = 0; below < sorted.length; cell += 1) {
    const edge = at(sorted, Math.ceil((cell / CELLS) * sorted.length) - 1);
    let until = below;
    while (until < sorted.length && at(sorted, until) <= edge) until += 1;
    if (until === below) continue;
    edges.push(edge);
    counts.push(until - below);
    below = until;
  }
  const { length: rows } = values;
  return { kind, rows, blanks: rows - sorted.length, min: sorted[0] ?? 0, edges, counts };
}

function rowsOf(counted: readonly (readonly [string, number])[]): number {
  return counted.reduce((sum, [, rows]) => sum + rows, 0);
}

function labelReference(
  kind: LabelReference['kind'],
  rows: number,
  counted: ReadonlyMap<string, number>,
): LabelReference {
  const ordered = [...counted].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const kept = ordered.filter(([, count]) => count >= MIN_LABEL_SHARE * rows).slice(0, MAX_LABELS);
  return {
    kind,
    rows,
    blanks: rows - rowsOf(ordered),
    labels: kept.map(([label]) => label),
    counts: kept.map(([, count]) => count),
    others: rowsOf(ordered) - rowsOf(kept),
  };
}

function codedReference(column: CodedColumn): Reference {
  const found = countCategories(column);
  if (column.kind === 'category' || !looksLikeProse(found)) return labelReference('label', found.rows, found.counts);
  const lengths = normalizedDictionary(column).map((text) => (text === '' ? Number.NaN : text.length));
  return numberReference(
    'length',
    Float64Array.from(column.codes, (code) => lengths[code] ?? Number.NaN),
  );
}

function booleanReference(values: Float64Array): LabelReference {
  const counts = new Int32Array(2);
  for (const value of values) {
    const code = Number(value !== 0);
    if (!Number.isNaN(value)) counts[code] = intAt(counts, code) + 1;
  }
  const counted = [false, true].map((label, code) => [String(label), intAt(counts, code)] as const);
  return labelReference('boolean', values.length, new Map(counted.filter(([, count]) => count > 0)));
}

/**
 * Keeps what a column looks like, so that later values can be compared with it: of numbers and times their percentiles,
 * of labels and booleans their counts, rare ones joined; prose by its length. A model's scores are a column of numbers.
 *
 * @param column n ≥ 0 rows; NaN, infinities, magnitudes beyond 1e100, codes outside the dictionary and blank names are
 *   blanks
 */
export function referenceOf(column: Column): Reference {
  if (isCoded(column)) return codedReference(column);
  return column.kind === 'boolean' ? booleanReference(column.values) : numberReference(column.kind, column.values);
}
