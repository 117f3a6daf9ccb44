import { at, itemAt } from '../element.ts';
import { type Block, givenOthers, sumsBetween } from './expectation-drift.ts';
import type { SliceExpectations } from './slice-expectations.ts';
import { tailChance } from './tail-chance.ts';
import type { WatchedMetric } from './watched-metric.ts';

/** Periods that are looked at together, ending with each period. */
export const WINDOWS: readonly number[] = [1, 2, 3, 5, 7, 10, 14, 21, 28, 42, 56];

/** A window of a slice in which too much or too little came for chance. */
export interface SliceAlarm extends Block {
  /** Place of the slice in its metric. */
  readonly slice: number;
  readonly from: number;
  /** Not included. */
  readonly to: number;
  readonly chance: number;
  /** Variance over expectation of single periods. */
  readonly dispersion: number;
}

/** What came of a slice in a window, what was expected given how the other slices fared, and its variance. */
export function windowFigures(
  { sums, commonDrift, ownDrift }: SliceExpectations,
  slice: number,
  { from, to }: { readonly from: number; readonly to: number },
): Block & { readonly dispersion: number } {
  const block = sumsBetween(itemAt(sums, slice), from, to);
  const all = sumsBetween(itemAt(sums, 0), from, to);
  const dispersion = block.variance / block.expected;
  const common = Math.hypot(at(commonDrift, to - 1), all.doubt);
  if (slice === 0) return { ...block, variance: block.variance + (common * block.expected) ** 2, dispersion };
  const given = givenOthers(block, all, common, Math.hypot(at(ownDrift, to - 1), block.doubt));
  // What stayed as it was expected while others moved is no news: of both expectations, the nearer one counts.
  const [low, high] = [Math.min(block.expected, given.expected), Math.max(block.expected, given.expected)];
  return { ...given, expected: Math.min(high, Math.max(low, block.actual)), dispersion };
}

/**
 * Windows of slices, ending with each judged period, of which so much or so little would come by chance less often than
 * the slice may be wrong. Of a slice's windows that overlap to one side, the least likely.
 *
 * @param chances by slice: what an alarm's chance must be below
 * @param least events that must be expected of a window (sums: multiples of the dispersion)
 */
export function scanSlices(
  metric: WatchedMetric,
  expectations: SliceExpectations,
  chances: Float64Array,
  least = 0.2,
): SliceAlarm[] {
  return metric.slices.flatMap(({ values: { length: n } }, slice) => {
    const found: SliceAlarm[] = [];
    for (let to = expectations.first + 1; to <= n; to += 1) {
      for (const window of WINDOWS) {
        const from = to - window;
        if (from < expectations.first) break;
        const figures = windowFigures(expectations, slice, { from, to });
        const { actual, expected, variance, dispersion } = figures;
        // Far from any threshold: not worth an exact tail.
        if (!(expected >= least * dispersion) || Math.abs(actual - expected) < 2.8 * Math.sqrt(variance)) continue;
        const chance = tailChance(metric.kind, actual, expected, variance);
        if (chance < at(chances, slice)) found.push({ ...figures, slice, from, to, chance });
      }
    }
    return withoutOverlaps(found);
  });
}

const isAbove = ({ actual, expected }: Block): boolean => actual > expected;

function withoutOverlaps(alarms: readonly SliceAlarm[]): SliceAlarm[] {
  const kept: SliceAlarm[] = [];
  for (const alarm of alarms.toSorted(byChance)) {
    const isNew = kept.every(
      (other) => other.from >= alarm.to || other.to <= alarm.from || isAbove(other) !== isAbove(alarm),
    );
    if (isNew) kept.push(alarm);
  }
  return kept;
}

/** The least likely first; of those that are too unlikely for a number, those with most evidence. */
export function byChance(a: SliceAlarm, b: SliceAlarm): number {
  return a.chance - b.chance || evidenceOf(b) - evidenceOf(a);
}

/**
 * How much more likely a window is with a rate of its own than with the expected one: the logarithm of the likelihood ratio
 * of the expectation-based scan statistic (Neill 2009, "Expectation-based scan statistics for monitoring spatial time
 * series data", equation 1), over the dispersion.
 */
export function evidenceOf({
  actual,
  expected,
  dispersion,
}: Pick<SliceAlarm, 'actual' | 'expected' | 'dispersion'>): number {
  if (!(expected > 0)) return 0;
  const gain = actual > 0 ? actual * Math.log(actual / expected) : 0;
  return (gain + expected - actual) / dispersion;
}
