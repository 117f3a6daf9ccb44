import { NumericError } from '../numeric-error.ts';

/** A slice of one dimension, such as region north: what was expected of it and what came. */
export interface SliceFigures {
  readonly slice: string;
  readonly expected: number;
  readonly actual: number;
}

/** The slices of one dimension; together they are the whole. */
export interface DimensionFigures {
  readonly dimension: string;
  readonly slices: readonly SliceFigures[];
}

/** How much of a deviation a slice explains. */
export interface SliceCause extends SliceFigures {
  /** Share of the whole deviation, negative where it goes against it. */
  readonly share: number;
  /** How much the slice's part of the whole has changed: its term of the Jensen–Shannon divergence, in bits. */
  readonly surprise: number;
}

/** A dimension that tells where a deviation comes from. */
export interface DimensionCause {
  readonly dimension: string;
  /** The fewest slices that explain enough, the most surprising first. */
  readonly slices: readonly SliceCause[];
  /** Of these slices together. */
  readonly share: number;
  readonly surprise: number;
}

/** When a slice counts, and when enough is explained. */
export interface CauseOptions {
  /** Share of the deviation that the slices of a dimension must explain; default 0.67. */
  readonly enough?: number;
  /** A slice that explains less is not named; default 0.1. */
  readonly least?: number;
  /** Dimensions that are named; default 3. */
  readonly most?: number;
}

function surpriseTerm(p: number, q: number): number {
  const middle = (p + q) / 2;
  const part = (x: number): number => (x > 0 ? x * Math.log2(x / middle) : 0);
  return (part(p) + part(q)) / 2;
}

function sumOf(slices: readonly SliceFigures[], value: (slice: SliceFigures) => number): number {
  return slices.reduce((sum, slice) => sum + value(slice), 0);
}

function check(dimensions: readonly DimensionFigures[]): void {
  for (const { dimension, slices } of dimensions) {
    const index = slices.findIndex(({ expected, actual }) => !Number.isFinite(expected) || !Number.isFinite(actual));
    if (index !== -1) throw new NumericError('not_finite', { what: dimension, index });
  }
}

function causeIn({ dimension, slices }: DimensionFigures, enough: number, least: number): DimensionCause | null {
  const deviation = sumOf(slices, ({ actual, expected }) => actual - expected);
  if (deviation === 0 || slices.length < 2) return null;
  // Of sizes, so that returns and refunds count by what they are worth.
  const [expectedSize, actualSize] = [
    sumOf(slices, ({ expected }) => Math.abs(expected)),
    sumOf(slices, ({ actual }) => Math.abs(actual)),
  ];
  const causes = slices
    .map((slice): SliceCause => {
      const p = expectedSize === 0 ? 0 : Math.abs(slice.expected) / expectedSize;
      const q = actualSize === 0 ? 0 : Math.abs(slice.actual) / actualSize;
      return { ...slice, share: (slice.actual - slice.expected) / deviation, surprise: surpriseTerm(p, q) };
    })
    .toSorted((a, b) => b.surprise - a.surprise || b.share - a.share);
  const named: SliceCause[] = [];
  let share = 0;
  for (const cause of causes) {
    if (cause.share < least) continue;
    named.push(cause);
    share += cause.share;
    if (share >= enough) break;
  }
  if (share < enough || named.length === slices.length) return null;
  return { dimension, slices: named, share, surprise: named.reduce((sum, cause) => sum + cause.surprise, 0) };
}

/**
 * Which slices explain a deviation of a total (Bhagwan et al. 2014, "Adtributor: revenue debugging in advertising
 * systems"): of each dimension the few most surprising slices that explain enough of it; dimensions by surprise, which
 * favours a slice that changed by itself over large ones that moved with all. A dimension all of whose slices are needed
 * says nothing and is not named.
 *
 * @param dimensions each a division of the same whole
 * @throws NumericError not_finite
 */
export function explainDeviation(
  dimensions: readonly DimensionFigures[],
  options: CauseOptions = {},
): DimensionCause[] {
  const { enough = 0.67, least = 0.1, most = 3 } = options;
  check(dimensions);
  return dimensions
    .flatMap((dimension) => causeIn(dimension, enough, least) ?? [])
    .toSorted((a, b) => b.surprise - a.surprise || a.slices.length - b.slices.length)
    .slice(0, most);
}
