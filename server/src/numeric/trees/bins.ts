import { at, intAt } from '../element.ts';
import type { Features } from '../estimators/estimator.ts';
import { NumericError } from '../numeric-error.ts';
import type { Rng } from '../rng/rng.ts';

/** Of numbers and of categories alike; with the missing one, 255 bins a feature. */
export const MAX_VALUE_BINS = 254;
export const MISSING_BIN = 255;
/** Slots a feature has in histograms and tables. */
export const BIN_SLOTS = 256;

/** Each quantile bin then rests on about 130 values; more rows than that do not move the edges visibly. */
const SAMPLE_ROWS = 32_768;

/** How one feature's values fall into bins. */
export interface FeatureBins {
  readonly categorical: boolean;
  /** Bins that values can fall into: 0 … count − 1. */
  readonly count: number;
  /** Numeric: ascending; value x falls into the first bin b with x ≤ edges[b], else into the last. */
  readonly edges: Float64Array;
  /** Categorical: bin of each code. */
  readonly categoryBins: Int32Array;
}

/** A number t with low ≤ t < high, in their middle where doubles allow. */
function between(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  return middle >= low && middle < high ? middle : low;
}

/** Numbers of the rows that edges are found on: all, or one random row of each of equal stretches. */
function sampleRows(rows: number, rng: Rng): Int32Array {
  const count = Math.min(rows, SAMPLE_ROWS);
  if (count === rows) return Int32Array.from({ length: rows }, (_, row) => row);
  return Int32Array.from({ length: count }, (_, i) => Math.floor(((i + rng.uniform()) * rows) / count));
}

/**
 * Edges of at most `maxBins` bins: between all distinct values where there are few, else at equally spaced quantiles.
 *
 * @param sorted ascending, without NaN
 */
export function findEdges(sorted: Float64Array, maxBins: number): Float64Array {
  const edges: number[] = [];
  for (let i = 1; i < sorted.length && edges.length < maxBins; i += 1) {
    if (at(sorted, i - 1) < at(sorted, i)) edges.push(between(at(sorted, i - 1), at(sorted, i)));
  }
  if (edges.length < maxBins) return Float64Array.from(edges);
  const quantiles: number[] = [];
  const last = at(sorted, sorted.length - 1);
  for (let bin = 1; bin < maxBins; bin += 1) {
    const position = Math.floor((bin * sorted.length) / maxBins);
    const edge = between(at(sorted, position - 1), at(sorted, position));
    if (edge < last && edge > (quantiles.at(-1) ?? Number.NEGATIVE_INFINITY)) quantiles.push(edge);
  }
  return Float64Array.from(quantiles);
}

function numericBins(values: Float64Array, maxBins: number): FeatureBins {
  const edges = findEdges(values.filter((value) => !Number.isNaN(value)).sort(), maxBins);
  return { categorical: false, count: edges.length + 1, edges, categoryBins: new Int32Array(0) };
}

/** The values of each feature in some rows. Row by row, as they lie in memory. */
function gather(x: Features, rows: Int32Array): Float64Array[] {
  const gathered = Array.from({ length: x.columns }, () => new Float64Array(rows.length));
  rows.forEach((row, i) => {
    const from = row * x.columns;
    for (const [feature, values] of gathered.entries()) values[i] = at(x.data, from + feature);
  });
  return gathered;
}

/** A bin for each category; where they are too many, the most frequent keep theirs and all others share the last. */
function categoricalBins(x: Features, feature: number, categories: number, maxBins: number): FeatureBins {
  const rowsOf = new Int32Array(categories);
  for (let row = 0; row < x.rows; row += 1) {
    const code = at(x.data, row * x.columns + feature);
    if (Number.isNaN(code)) continue;
    if (!(Number.isInteger(code) && code >= 0 && code < categories)) {
      throw new NumericError('shape_mismatch', { what: 'category code', expected: categories, actual: code });
    }
    rowsOf[code] = intAt(rowsOf, code) + 1;
  }
  const edges = new Float64Array(0);
  const categoryBins = Int32Array.from({ length: categories }, (_, code) => code);
  if (categories <= maxBins) return { categorical: true, count: categories, edges, categoryBins };
  const byFrequency = categoryBins.toSorted((a, b) => intAt(rowsOf, b) - intAt(rowsOf, a) || a - b);
  byFrequency.forEach((code, rank) => (categoryBins[code] = Math.min(rank, maxBins - 1)));
  return { categorical: true, count: maxBins, edges, categoryBins };
}

/**
 * Finds how the values of each feature fall into bins. Numbers: at most `maxBins` bins of about equal numbers of rows,
 * edges between neighbouring values; of more than 32,768 rows a sample is looked at. Categories: a bin each, or, beyond
 * `maxBins`, the most frequent maxBins − 1 a bin each and all others, ties by code, one shared bin: the model cannot
 * tell these apart. NaN falls into a bin of its own.
 *
 * @param maxBins within 2 … 254
 * @throws NumericError shape_mismatch (categoryCounts of another length; a code beyond its count)
 */
export function findBins(x: Features, maxBins: number, rng: Rng): FeatureBins[] {
  const { categoryCounts = new Int32Array(x.columns) } = x;
  if (categoryCounts.length !== x.columns) {
    throw new NumericError('shape_mismatch', {
      what: 'categoryCounts',
      expected: x.columns,
      actual: categoryCounts.length,
    });
  }
  return gather(x, sampleRows(x.rows, rng)).map((values, feature) => {
    const categories = intAt(categoryCounts, feature);
    return categories > 0 ? categoricalBins(x, feature, categories, maxBins) : numericBins(values, maxBins);
  });
}
