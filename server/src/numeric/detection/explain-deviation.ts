import { at } from '../element.ts';
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

function sumOf<Slice>(slices: readonly Slice[], value: (slice: Slice) => number): number {
  return slices.reduce((sum, slice) => sum + value(slice), 0);
}

function check<Slice extends { readonly slice: string }>(
  dimensions: readonly { readonly dimension: string; readonly slices: readonly Slice[] }[],
  figures: (slice: Slice) => readonly number[],
): void {
  for (const { dimension, slices } of dimensions) {
    const index = slices.findIndex((slice) => !figures(slice).every((figure) => Number.isFinite(figure)));
    if (index !== -1) throw new NumericError('not_finite', { what: dimension, index });
  }
}

/** The part of each slice in the whole, by size, so that returns and refunds count by what they are worth. */
function partsOf<Slice>(slices: readonly Slice[], value: (slice: Slice) => number): Float64Array {
  const size = sumOf(slices, (slice) => Math.abs(value(slice)));
  return Float64Array.from(slices, (slice) => (size === 0 ? 0 : Math.abs(value(slice)) / size));
}

/** How much each slice's part has changed, in bits. */
function surprisesOf<Slice>(
  slices: readonly Slice[],
  expected: (slice: Slice) => number,
  actual: (slice: Slice) => number,
): Float64Array {
  const after = partsOf(slices, actual);
  return partsOf(slices, expected).map((part, i) => surpriseTerm(part, at(after, i)));
}

/** The fewest slices of a dimension that explain enough, most surprising first; null where it takes all of them. */
function chooseSlices(
  dimension: string,
  slices: readonly SliceCause[],
  { enough = 0.67, least = 0.1 }: CauseOptions,
): DimensionCause | null {
  const named: SliceCause[] = [];
  let share = 0;
  for (const cause of slices.toSorted((a, b) => b.surprise - a.surprise || b.share - a.share)) {
    if (cause.share < least) continue;
    named.push(cause);
    share += cause.share;
    if (share >= enough) break;
  }
  if (share < enough || named.length === slices.length) return null;
  return { dimension, slices: named, share, surprise: sumOf(named, ({ surprise }) => surprise) };
}

/** Dimensions by surprise; of equals, those that need fewer slices. */
function rank(causes: readonly DimensionCause[], { most = 3 }: CauseOptions): DimensionCause[] {
  return causes.toSorted((a, b) => b.surprise - a.surprise || a.slices.length - b.slices.length).slice(0, most);
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
  check(dimensions, ({ expected, actual }) => [expected, actual]);
  const causes = dimensions.flatMap(({ dimension, slices }) => {
    const deviation = sumOf(slices, ({ actual, expected }) => actual - expected);
    if (deviation === 0) return [];
    const surprises = surprisesOf(
      slices,
      ({ expected }) => expected,
      ({ actual }) => actual,
    );
    const found = slices.map((slice, i): SliceCause => {
      return { ...slice, share: (slice.actual - slice.expected) / deviation, surprise: at(surprises, i) };
    });
    return chooseSlices(dimension, found, options) ?? [];
  });
  return rank(causes, options);
}

/** A slice of a ratio such as conversion: what the numerator and the denominator were expected to be, and were. */
export interface RatioSlice {
  readonly slice: string;
  readonly expected: { readonly numerator: number; readonly denominator: number };
  readonly actual: { readonly numerator: number; readonly denominator: number };
}

function ratio({ numerator, denominator }: RatioSlice['expected']): number {
  return denominator === 0 ? Number.NaN : numerator / denominator;
}

/** How much the ratio of the whole would move, had this slice alone changed (Bhagwan et al. 2014, section 4.4). */
function moveBy({ expected, actual }: RatioSlice, numerator: number, denominator: number): number {
  const more = actual.denominator - expected.denominator;
  const product = (actual.numerator - expected.numerator) * denominator - more * numerator;
  const scale = denominator * (denominator + more);
  return scale === 0 ? 0 : product / scale;
}

/**
 * Which slices explain the deviation of a ratio of totals: conversion, average order value, margin. As
 * {@link explainDeviation}, but a slice's share is how far it alone would have moved the ratio, of the sum of all such
 * moves, so that shares sum to 1 (the derived measures of Bhagwan et al. 2014, section 4.4); its surprise is that of both
 * parts. A slice whose own ratio has not changed explains what its growing or shrinking part in the mix does.
 *
 * @param dimensions each a division of the same whole
 * @returns slices with their own ratios as expected and actual, NaN where a denominator is 0
 * @throws NumericError not_finite
 */
export function explainRatioDeviation(
  dimensions: readonly { readonly dimension: string; readonly slices: readonly RatioSlice[] }[],
  options: CauseOptions = {},
): DimensionCause[] {
  check(dimensions, ({ expected, actual }) => [...Object.values(expected), ...Object.values(actual)]);
  const causes = dimensions.flatMap(({ dimension, slices }) => {
    const numerator = sumOf(slices, ({ expected }) => expected.numerator);
    const denominator = sumOf(slices, ({ expected }) => expected.denominator);
    const moves = Float64Array.from(slices, (slice) => moveBy(slice, numerator, denominator));
    const total = moves.reduce((sum, move) => sum + move, 0);
    if (total === 0) return [];
    const surprisesIn = (part: 'numerator' | 'denominator'): Float64Array =>
      surprisesOf(
        slices,
        ({ expected }) => expected[part],
        ({ actual }) => actual[part],
      );
    const [above, below] = [surprisesIn('numerator'), surprisesIn('denominator')] as const;
    const found = slices.map(({ slice, expected, actual }, i): SliceCause => {
      const surprise = at(above, i) + at(below, i);
      return { slice, expected: ratio(expected), actual: ratio(actual), share: at(moves, i) / total, surprise };
    });
    return chooseSlices(dimension, found, options) ?? [];
  });
  return rank(causes, options);
}
