import { at, itemAt } from '../element.ts';
import type { WatchedMetric } from './watched-metric.ts';

/** What expectations are thought to be off by before it is known, and the worth of that in blocks. */
export const COMMON_DRIFT = 0.08;
export const OWN_DRIFT = 0.05;
const DRIFT_TRUST = 10;
const DRIFT_BLOCK = 14;
/** Median of squared standard normals. */
const MEDIAN_SQUARE = 0.4549;

/** Running sums over the judged periods before each, n + 1. */
export interface RunningSums {
  readonly actual: Float64Array;
  readonly expected: Float64Array;
  /** Dispersion × expectation. */
  readonly dispersed: Float64Array;
  /** Expectation × its relative standard deviation, for not knowing the coefficients. */
  readonly doubted: Float64Array;
}

/** What came in a block of periods, what was expected, and the variance that chance gives it. */
export interface Block {
  readonly actual: number;
  readonly expected: number;
  readonly variance: number;
}

/** How far expectations were off beyond chance: the relative deviation that makes half of the squares usual. */
export function driftOf(blocks: readonly Block[], prior: number): number {
  const judged = blocks.filter(({ expected }) => expected > 0);
  const middle = (drift: number): number => {
    const squares = judged.map(
      ({ actual, expected, variance }) => (actual - expected) ** 2 / (variance + (drift * expected) ** 2),
    );
    return squares.toSorted((a, b) => a - b)[squares.length >> 1] ?? 0;
  };
  let [low, high] = [0, middle(0) > MEDIAN_SQUARE ? 1 : 0];
  for (let i = 0; i < 20; i += 1) {
    const drift = (low + high) / 2;
    if (middle(drift) > MEDIAN_SQUARE) low = drift;
    else high = drift;
  }
  const weight = judged.length / (judged.length + DRIFT_TRUST);
  return Math.sqrt(weight * high ** 2 + (1 - weight) * prior ** 2);
}

/** Sums of a slice over `from` … `to` (not included). */
export function sumsBetween(
  { actual, expected, dispersed, doubted }: RunningSums,
  from: number,
  to: number,
): Block & { readonly doubt: number } {
  const mean = at(expected, to) - at(expected, from);
  return {
    actual: at(actual, to) - at(actual, from),
    expected: mean,
    variance: at(dispersed, to) - at(dispersed, from),
    doubt: mean > 0 ? (at(doubted, to) - at(doubted, from)) / mean : 0,
  };
}

/** A common deviation of more than so many standard deviations is not taken for one: something has happened to others. */
const MOST_COMMON = 2;

/**
 * What a slice's block is expected to be, given how all others fared: expectations of a metric's slices drift together,
 * so the others' deviation says a part of this one's (best linear prediction of a common factor).
 */
export function givenOthers(own: Block, whole: Block, common: number, drift: number): Block {
  const others = whole.expected - own.expected;
  const chance = whole.variance - own.variance;
  const known = others > 0 && chance > 0 ? (common * others) ** 2 / ((common * others) ** 2 + chance) : 0;
  const off = known === 0 ? 0 : (known * (whole.actual - own.actual - others)) / others;
  const factor = 1 + Math.max(-MOST_COMMON * common, Math.min(MOST_COMMON * common, off));
  const left = common ** 2 * (1 - known) + drift ** 2;
  const expected = own.expected * factor;
  return { actual: own.actual, expected, variance: own.variance * factor + left * expected ** 2 };
}

/** What came and was expected of a slice, block by block; 0 where nothing was judged. */
export function blocksOf(sums: RunningSums, from: number, to: number): Block[] {
  const count = Math.max(0, Math.floor((to - from) / DRIFT_BLOCK));
  return Array.from({ length: count }, (_, i) =>
    sumsBetween(sums, from + i * DRIFT_BLOCK, from + (i + 1) * DRIFT_BLOCK),
  );
}

/** Blocks of the slices with seasons of their own, given the others; without the whole. */
export function sliceBlocks(
  { slices }: WatchedMetric,
  sums: readonly RunningSums[],
  { from, to, common }: { from: number; to: number; common: number },
): Block[] {
  const wholes = blocksOf(itemAt(sums, 0), from, to);
  return slices.flatMap(({ parents }, place) => {
    if (place === 0 || parents.length > 0) return [];
    return blocksOf(itemAt(sums, place), from, to).flatMap((own, i) =>
      own.expected === 0 ? [] : [givenOthers(own, itemAt(wholes, i), common, 0)],
    );
  });
}
