import { at, intAt } from '../element.ts';
import { NumericError } from '../numeric-error.ts';

/** A column that segments are described by; values that training used or others. */
export type DescribedColumn =
  | { readonly name: string; readonly kind: 'number'; readonly values: Float64Array }
  | { readonly name: string; readonly kind: 'category'; readonly codes: Int32Array; readonly names: readonly string[] };

/** What sets a segment apart: a mean that is off everybody's, or a category that is more or less frequent. */
export type SegmentTrait =
  | {
      readonly kind: 'number';
      readonly column: string;
      readonly mean: number;
      readonly overall: number;
      /** (mean − overall) in standard deviations of all rows. */
      readonly effect: number;
    }
  | {
      readonly kind: 'category';
      readonly column: string;
      readonly category: string;
      /** 0 … 1, of the segment's rows and of all rows. */
      readonly share: number;
      readonly overall: number;
      /** Cohen's h: the difference of the shares' arcsines. */
      readonly effect: number;
    };

/** A segment in figures. */
export interface SegmentDescription {
  readonly segment: number;
  readonly rows: number;
  readonly share: number;
  /** The strongest first. */
  readonly traits: readonly SegmentTrait[];
}

/** Below, a difference is not worth a word (Cohen 1988: 0.2 is a small effect). */
const LEAST_EFFECT = 0.2;

interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly deviation: number;
}

function momentsOf(values: Float64Array, rows: Int32Array): Moments {
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (const row of rows) {
    const value = at(values, row);
    if (Number.isNaN(value)) continue;
    count += 1;
    const off = value - mean;
    mean += off / count;
    squares += off * (value - mean);
  }
  return { count, mean, deviation: count > 0 ? Math.sqrt(squares / count) : 0 };
}

function sharesOf(codes: Int32Array, categories: number, rows: Int32Array): Float64Array {
  const shares = new Float64Array(categories);
  for (const row of rows) {
    const code = intAt(codes, row);
    if (code >= 0) shares[code] = at(shares, code) + 1 / rows.length;
  }
  return shares;
}

/** Cohen 1988, "Statistical power analysis", equation 6.2.1. */
function cohensH(a: number, b: number): number {
  return 2 * (Math.asin(Math.sqrt(Math.min(1, a))) - Math.asin(Math.sqrt(Math.min(1, b))));
}

function traitsOf(column: DescribedColumn, all: Int32Array, own: Int32Array): SegmentTrait[] {
  if (column.kind === 'number') {
    const overall = momentsOf(column.values, all);
    const { count, mean } = momentsOf(column.values, own);
    if (count === 0 || overall.deviation === 0) return [];
    const effect = (mean - overall.mean) / overall.deviation;
    return [{ kind: 'number', column: column.name, mean, overall: overall.mean, effect }];
  }
  const overall = sharesOf(column.codes, column.names.length, all);
  const shares = sharesOf(column.codes, column.names.length, own);
  return column.names.map((category, code) => ({
    kind: 'category',
    column: column.name,
    category,
    share: at(shares, code),
    overall: at(overall, code),
    effect: cohensH(at(shares, code), at(overall, code)),
  }));
}

/**
 * What sets each segment apart from all rows, by size of effect; words are the caller's.
 *
 * @param labels the segment of each row from 0; −1 belongs to none and counts among all rows only
 * @param most traits a segment, one a column
 * @throws NumericError shape_mismatch
 */
export function describeSegments(
  columns: readonly DescribedColumn[],
  labels: Int32Array,
  most = 5,
): SegmentDescription[] {
  for (const column of columns) {
    const actual = column.kind === 'number' ? column.values.length : column.codes.length;
    if (actual !== labels.length) {
      throw new NumericError('shape_mismatch', { what: column.name, expected: labels.length, actual });
    }
  }
  const all = Int32Array.from(labels.keys());
  const segments = labels.reduce((top, label) => Math.max(top, label + 1), 0);
  return Array.from({ length: segments }, (_, segment) => {
    const own = all.filter((row) => intAt(labels, row) === segment);
    const traits = columns
      .flatMap((column) =>
        traitsOf(column, all, own)
          .toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
          .slice(0, 1),
      )
      .filter(({ effect }) => Math.abs(effect) >= LEAST_EFFECT)
      .toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
      .slice(0, most);
    return { segment, rows: own.length, share: own.length / labels.length, traits };
  });
}
