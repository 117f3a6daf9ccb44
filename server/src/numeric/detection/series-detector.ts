import { at, intAt } from '../element.ts';
import { restoreValue, type Transform, transformValue } from '../forecasting/box-cox.ts';
import { type Severity, severityOf } from './robust-band.ts';

/** What is known of a series when a detector learns. */
export interface SeriesHistory {
  /** n ≥ 1 values at equal steps; NaN where there is no data, which is not zero and no anomaly. */
  readonly values: Float64Array;
  /** Whole periods that a season takes, each ≥ 2; empty where there is none. */
  readonly seasonLengths: readonly number[];
  /**
   * The business calendar, n: 0 for usual periods, `EXCLUDED` for those that count for nothing (closed days), 1, 2, …
   * for days of a kind of their own (sales, holidays), which are compared with their like.
   */
  readonly kinds?: Int32Array;
}

/** A period that is neither learnt from nor judged. */
export const EXCLUDED = -1;

/** How a detector finds what is expected. */
export type DetectorKind = 'zscore_robust' | 'stl_residual' | 'forecast_residual' | 'dbscan' | 'change_point';

/** What a kind of days is off the usual expectation by, and how far its values spread; on the transformed scale. */
export interface DayKind {
  readonly kind: number;
  readonly offset: number;
  readonly scale: number;
}

/** A fitted detector: plain data, of one form for all kinds. */
export interface SeriesDetector {
  readonly kind: DetectorKind;
  /** Scale on which deviations are measured: logarithms where swings grow with the level. */
  readonly transform: Transform;
  /** What a value without a logarithm counts as, on the transformed scale. */
  readonly floor: number;
  /** n expectations of the history, and some after it; on the transformed scale, NaN where nothing is judged. */
  readonly history: Float64Array;
  readonly ahead: Float64Array;
  /** After `ahead`, its last so many periods are repeated. */
  readonly cycle: number;
  /** Standard deviations of a usual deviation, in the history and after it. */
  readonly scale: number;
  readonly aheadScale: number;
  readonly dayKinds: readonly DayKind[];
  /** Deviations that are usual though they are not 0: low and high of each range, ascending. `[0, 0]` but for DBSCAN. */
  readonly usual: Float64Array;
  /** Deviation from which on a value is an anomaly, in standard deviations; to each side, by what was dismissed. */
  readonly threshold: number;
  readonly stretch: { readonly below: number; readonly above: number };
}

/** Between what values a period is expected, in the unit of the series. All NaN where nothing is judged. */
export interface Band {
  readonly lower: number;
  readonly expected: number;
  readonly upper: number;
}

/** A value outside of its band. */
export interface SeriesAnomaly {
  readonly period: number;
  readonly actual: number;
  readonly band: Band;
  readonly score: number;
  readonly severity: Severity;
}

/** A value on the scale of deviations. */
export function onScale({ transform, floor }: Pick<SeriesDetector, 'transform' | 'floor'>, value: number): number {
  return transform.lambda === 0 && value <= 0 ? floor : transformValue(transform, value);
}

/** Expectation and spread of a period, transformed; null where nothing is judged. */
function footing(detector: SeriesDetector, period: number, kind: number): { center: number; scale: number } | null {
  const { history, ahead, cycle, dayKinds } = detector;
  const past = period < history.length;
  let later = period - history.length;
  if (later >= ahead.length) later = ahead.length - cycle + ((later - ahead.length) % cycle);
  const center = past ? at(history, period) : at(ahead, later);
  if (Number.isNaN(center) || kind === EXCLUDED) return null;
  if (kind === 0) return { center, scale: past ? detector.scale : detector.aheadScale };
  const own = dayKinds.find((each) => each.kind === kind);
  return own === undefined ? null : { center: center + own.offset, scale: own.scale };
}

/** Whether a deviation is what transforms and sums lose of a number of this size. */
export function isRounding(deviation: number, size: number): boolean {
  return Math.abs(deviation) <= 1e-9 * Math.abs(size);
}

/** The smallest distance of a deviation from what is usual, with its sign. */
function beyond(usual: Float64Array, deviation: number): number {
  let least = Number.NaN;
  for (let i = 0; i < usual.length; i += 2) {
    const [low, high] = [at(usual, i), at(usual, i + 1)];
    const off = deviation < low ? deviation - low : deviation > high ? deviation - high : 0;
    if (!(Math.abs(off) >= Math.abs(least))) least = off;
  }
  return least;
}

/**
 * How many standard deviations a value is off what is expected, with its sign; where everything was equal, ±Infinity for
 * any other value.
 *
 * @param period from 0; the history's, or any after it
 * @param kind of the day
 * @returns NaN for a value that is not known and for a period that is not judged
 */
export function scoreAt(detector: SeriesDetector, period: number, value: number, kind = 0): number {
  const found = footing(detector, period, kind);
  if (found === null || Number.isNaN(value)) return Number.NaN;
  const { usual, stretch } = detector;
  const transformed = onScale(detector, value);
  const off = beyond(usual, transformed - found.center);
  if (isRounding(off, found.center)) return 0;
  return off / found.scale / (off < 0 ? stretch.below : stretch.above);
}

/**
 * Between what values a period is expected: outside, |score| is above the threshold.
 *
 * @param period from 0; the history's, or any after it
 */
export function bandAt(detector: SeriesDetector, period: number, kind = 0): Band {
  const found = footing(detector, period, kind);
  if (found === null) return { lower: Number.NaN, expected: Number.NaN, upper: Number.NaN };
  const { transform, usual, threshold, stretch } = detector;
  const reach = threshold * found.scale;
  const restore = (deviation: number): number => restoreValue(transform, found.center + deviation);
  return {
    lower: restore(at(usual, 0) - reach * stretch.below),
    expected: restore(0),
    upper: restore(at(usual, usual.length - 1) + reach * stretch.above),
  };
}

/** The value that a period is expected to have; NaN where nothing is judged. */
export function expectedAt(detector: SeriesDetector, period: number, kind = 0): number {
  return bandAt(detector, period, kind).expected;
}

/** Scores of consecutive periods from the history's first on; see {@link scoreAt}. */
export function scoreSeries(detector: SeriesDetector, { values, kinds }: SeriesHistory): Float64Array {
  return values.map((value, period) =>
    scoreAt(detector, period, value, kinds === undefined ? 0 : intAt(kinds, period)),
  );
}

/**
 * Severity by the detector's threshold θ: low from θ on, medium from 4/3 θ, high from 2 θ, critical from 3 θ (3, 4, 6, 9
 * standard deviations where θ = 3); null below.
 */
export function severityBy(threshold: number, score: number): Severity | null {
  return severityOf(score, [threshold, (4 / 3) * threshold, 2 * threshold, 3 * threshold]);
}

/** What stands out of a history, or of a history and what came after it, in order. */
export function findAnomalies(detector: SeriesDetector, series: SeriesHistory): SeriesAnomaly[] {
  return Array.from(scoreSeries(detector, series).entries()).flatMap(([period, score]) => {
    const severity = severityBy(detector.threshold, score);
    if (severity === null) return [];
    const kind = series.kinds === undefined ? 0 : intAt(series.kinds, period);
    return [{ period, actual: at(series.values, period), band: bandAt(detector, period, kind), score, severity }];
  });
}
