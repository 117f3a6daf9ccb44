import { at, intAt, itemAt } from '../element.ts';
import { NumericError } from '../numeric-error.ts';
import type { CountModel } from './count-regression.ts';
import { blocksOf, COMMON_DRIFT, driftOf, OWN_DRIFT, type RunningSums, sliceBlocks } from './expectation-drift.ts';
import { EXCLUDED } from './series-detector.ts';
import { designOf, expectAt, type Learnt } from './slice-models.ts';
import type { WatchCalendar, WatchedMetric, WatchedSlice } from './watched-metric.ts';

/** A kind of periods is judged once so many were seen. */
const KIND_LEAST = 3;

/** What was expected of each slice by what was known before. */
export interface SliceExpectations {
  /** The first period that is judged. */
  readonly first: number;
  /** By slice. */
  readonly sums: readonly RunningSums[];
  /** n, relative standard deviations of what expectations are off by, which sums over periods keep: of all slices together. */
  readonly commonDrift: Float64Array;
  /** Of each slice against the others. */
  readonly ownDrift: Float64Array;
}

/** How far ahead, and from when on, is expected. */
export interface ExpectationOptions {
  /** Periods before the first expectation; default 365. */
  readonly first?: number;
  /** Periods between two fits; default 28. */
  readonly every?: number;
}

function isJudged({ kinds }: WatchCalendar, from: number, to: number): Uint8Array {
  const seen = new Map<number, number>();
  for (let t = 0; t < from; t += 1) seen.set(intAt(kinds, t), (seen.get(intAt(kinds, t)) ?? 0) + 1);
  return Uint8Array.from({ length: to - from }, (_, i) => {
    const kind = intAt(kinds, from + i);
    return Number(kind === 0 || (kind !== EXCLUDED && (seen.get(kind) ?? 0) >= KIND_LEAST));
  });
}

/** Excluded periods are as little known as those without data. */
function withoutExcluded(metric: WatchedMetric, { kinds }: WatchCalendar): WatchedMetric {
  if (!kinds.includes(EXCLUDED)) return metric;
  const hide = (values: Float64Array): Float64Array =>
    values.map((value, t) => (intAt(kinds, t) === EXCLUDED ? Number.NaN : value));
  return { ...metric, slices: metric.slices.map((slice) => ({ ...slice, values: hide(slice.values) })) };
}

function addPeriods(
  { actual, expected, dispersed, doubted }: RunningSums,
  { values }: WatchedSlice,
  learnt: Learnt,
  { from, to, judged }: { from: number; to: number; judged: Uint8Array },
): void {
  for (let t = from; t < to; t += 1) {
    const mean = at(learnt.expected, t);
    const counts = judged[t - from] === 1 && at(values, t) >= 0 && mean > 0;
    actual[t + 1] = at(actual, t) + (counts ? at(values, t) : 0);
    expected[t + 1] = at(expected, t) + (counts ? mean : 0);
    dispersed[t + 1] = at(dispersed, t) + (counts ? learnt.dispersion * mean : 0);
    doubted[t + 1] = at(doubted, t) + (counts ? (learnt.doubt[t - from] ?? 0) * mean : 0);
  }
}

/**
 * What is expected of each slice of a metric, by what was known before: fitted anew every so many periods, from the past
 * alone, and carried on until the next fit.
 */
export function expectSlices(
  given: WatchedMetric,
  calendar: WatchCalendar,
  { first = 365, every = 28 }: ExpectationOptions = {},
): SliceExpectations {
  const n = calendar.kinds.length;
  for (const { values, exposure } of given.slices) {
    for (const { length } of [values, exposure ?? values]) {
      if (length !== n) throw new NumericError('shape_mismatch', { what: given.name, expected: n, actual: length });
    }
  }
  const metric = withoutExcluded(given, calendar);
  const { slices } = metric;
  const setting = { metric, design: designOf(calendar) };
  const zeros = (): Float64Array => new Float64Array(n + 1);
  const sums = slices.map((): RunningSums => ({
    actual: zeros(),
    expected: zeros(),
    dispersed: zeros(),
    doubted: zeros(),
  }));
  const commonDrift = new Float64Array(n).fill(COMMON_DRIFT);
  const ownDrift = new Float64Array(n).fill(OWN_DRIFT);
  const models: (CountModel | undefined)[] = slices.map(() => undefined);
  for (let from = first; from < n; from += every) {
    const to = Math.min(n, from + every);
    const common = driftOf(blocksOf(itemAt(sums, 0), first, from), COMMON_DRIFT);
    const own = driftOf(sliceBlocks(metric, sums, { from: first, to: from, common }), OWN_DRIFT);
    commonDrift.fill(common, from, to);
    ownDrift.fill(own, from, to);
    const judged = isJudged(calendar, from, to);
    for (const [place, learnt] of expectAt(setting, { from, to, drift: Math.hypot(common, own) }, models).entries()) {
      const [sum, slice] = [sums[place], slices[place]];
      if (sum !== undefined && slice !== undefined) addPeriods(sum, slice, learnt, { from, to, judged });
    }
  }
  return { first, sums, commonDrift, ownDrift };
}
