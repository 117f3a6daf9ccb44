import { at, intAt } from '../element.ts';
import { fitDbscan } from '../clustering/dbscan.ts';
import { chooseTransform, type Transform, transformValue } from '../forecasting/box-cox.ts';
import { usableSeasons } from '../forecasting/series.ts';
import { NumericError } from '../numeric-error.ts';
import {
  type Baseline,
  changeBaseline,
  type FindBaseline,
  forecastBaseline,
  levelBaseline,
  residualsOf,
  stlBaseline,
} from './baselines.ts';
import { robustBand, type RobustBand } from './robust-band.ts';
import {
  type DetectorKind,
  EXCLUDED,
  isRounding,
  onScale,
  type SeriesDetector,
  type SeriesHistory,
} from './series-detector.ts';

const BASELINES: Readonly<Record<DetectorKind, FindBaseline>> = {
  zscore_robust: levelBaseline,
  stl_residual: stlBaseline,
  forecast_residual: forecastBaseline,
  dbscan: stlBaseline,
  change_point: changeBaseline,
};

/** Values that a kind of days must have before it is judged. */
const KIND_LEAST = 3;
/** Values that all others weigh as much as, where the spread of few is estimated. */
const KIND_TRUST = 5;
const UNSEEN_TRUST = 20;
/** Of DBSCAN, in standard deviations; a core has a fiftieth of all values so near: of normal ones, 2.95 on is noise. */
const DBSCAN_RADIUS = 0.5;

export interface DetectorOptions {
  /** Deviation from which on a value is an anomaly, in standard deviations; default 3.5 (Iglewicz & Hoaglin 1993). Within 1 … 100. */
  readonly threshold?: number;
}

function check({ values, kinds }: SeriesHistory, threshold: number): void {
  const infinite = values.findIndex((value) => Math.abs(value) === Infinity);
  if (infinite !== -1) throw new NumericError('not_finite', { what: 'values', index: infinite });
  if (kinds !== undefined && kinds.length !== values.length) {
    throw new NumericError('shape_mismatch', { what: 'kinds', expected: values.length, actual: kinds.length });
  }
  if (!(threshold >= 1 && threshold <= 100)) {
    throw new NumericError('invalid_hyperparameter', { name: 'threshold', value: threshold, min: 1, max: 100 });
  }
}

/** Logarithms where swings grow with the level; judged without the wildest values, which would decide it. */
function transformOf(known: Float64Array, season: number): Transform {
  const values = known.filter((value) => !Number.isNaN(value));
  const sorted = values.toSorted();
  const low = at(sorted, Math.floor(sorted.length / 50));
  const high = at(sorted, sorted.length - 1 - Math.floor(sorted.length / 50));
  return chooseTransform(
    values.map((value) => Math.min(high, Math.max(low, value))),
    season,
  );
}

/** Half of the smallest positive value: so far below is a value of 0, where all is done on logarithms. */
function floorOf(values: Float64Array, transform: Transform): number {
  if (transform.lambda !== 0) return 0;
  const least = values.reduce((low, value) => (value > 0 ? Math.min(low, value) : low), Number.MAX_VALUE);
  return transformValue(transform, least / 2);
}

/** 0 where nothing deviates by more than rounding. */
function spreadOf(residuals: Float64Array, values: Float64Array): number {
  if (residuals.length === 0) return 0;
  const { scale } = robustBand(residuals);
  const size = values.reduce((top, value) => Math.max(top, Math.abs(value) || 0), 0);
  return isRounding(scale, size) ? 0 : scale;
}

/** What days of a kind are off by, and how they spread: drawn towards the spread of all where they are few. */
function kindBand(residuals: Float64Array, spread: number): RobustBand | null {
  const count = residuals.length;
  if (count < KIND_LEAST) return null;
  const { center, scale } = robustBand(residuals);
  const square = (count * scale ** 2 + KIND_TRUST * spread ** 2) / (count + KIND_TRUST);
  return { center, scale: Math.sqrt(square) };
}

/**
 * Ranges of deviations that are usual because many are near them: the cores of DBSCAN. A radius is half a standard
 * deviation; a score of 3 is one radius beyond the last core, where noise begins.
 */
function usualRanges(residuals: Float64Array, scale: number): Float64Array {
  const radius = DBSCAN_RADIUS * scale;
  if (!(radius > 0)) return Float64Array.of(0, 0);
  const least = Math.max(3, Math.ceil(residuals.length / 50));
  const { labels, clusters, core } = fitDbscan({ rows: residuals.length, columns: 1, data: residuals }, radius, least);
  const ranges = Array.from(
    { length: clusters },
    () => [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] as [number, number],
  );
  for (let i = 0; i < residuals.length; i += 1) {
    const range = ranges[intAt(labels, i)];
    if (range === undefined || core[i] !== 1) continue;
    range[0] = Math.min(range[0], at(residuals, i));
    range[1] = Math.max(range[1], at(residuals, i));
  }
  return ranges.length === 0 ? Float64Array.of(0, 0) : Float64Array.from(ranges.toSorted(([a], [b]) => a - b).flat());
}

/** How usual deviations spread after the history: as there, or more where the method was tested on what it had not seen. */
function aheadScaleOf({ unseen }: Baseline, scale: number): number {
  if (unseen.length === 0 || scale === 0) return scale;
  const { center, scale: spread } = robustBand(unseen);
  const square =
    (unseen.length * (spread ** 2 + center ** 2) + UNSEEN_TRUST * scale ** 2) / (unseen.length + UNSEEN_TRUST);
  return Math.max(scale, Math.sqrt(square));
}

/**
 * Learns what is usual of a series: an expectation for each period and the robust spread (1.4826 MAD) around it.
 *
 * `zscore_robust` expects the median. `stl_residual` expects trend and seasons (robust MSTL); after the history the last
 * level and seasons go on, and the spread is that of what it had not seen. `forecast_residual` expects what MSTL with ETS
 * forecast from an origin before, so that nothing is judged by what came after it. `dbscan` takes for usual what many
 * deviations from trend and seasons are near to (Ester et al. 1996). `change_point` expects the level between changes
 * (PELT) and judges the first five periods of a new one by that before.
 *
 * Where swings grow with the level, all is done on logarithms; 0 and less count as half of the smallest positive value.
 * Excluded periods and those of kinds of their own are left
 * out of the expectation; a kind with three values or more is off it by the median of its days.
 *
 * @throws NumericError too_few_rows (no usual value; for `forecast_residual` not more than 10, or three seasons),
 *   not_finite, shape_mismatch (kinds), invalid_hyperparameter (season lengths, threshold)
 */
export function fitDetector(
  kind: DetectorKind,
  history: SeriesHistory,
  { threshold = 3.5 }: DetectorOptions = {},
): SeriesDetector {
  check(history, threshold);
  const { values, seasonLengths } = history;
  const kinds = history.kinds ?? new Int32Array(values.length);
  const usualDays = values.map((value, t) => (intAt(kinds, t) === 0 ? value : Number.NaN));
  if (usualDays.every((value) => Number.isNaN(value))) throw new NumericError('too_few_rows', { rows: 0, required: 1 });
  const transform = transformOf(usualDays, usableSeasons(seasonLengths, values.length)[0] ?? 1);
  const scaled = { transform, floor: floorOf(usualDays, transform) };
  const baseline = BASELINES[kind](
    usualDays.map((value) => onScale(scaled, value)),
    seasonLengths,
  );
  const transformed = values.map((value) => onScale(scaled, value));
  const residuals = residualsOf(transformed, baseline.history, kinds, 0);
  const spread = spreadOf(residuals, transformed) / Math.sqrt(1 - baseline.used);
  const usual = kind === 'dbscan' ? usualRanges(residuals, spread) : Float64Array.of(0, 0);
  // Beyond the ranges of DBSCAN, a radius makes 3.
  const unit = kind === 'dbscan' ? DBSCAN_RADIUS / 3 : 1;
  const others = [...new Set(kinds)].filter((each) => each !== 0 && each !== EXCLUDED).toSorted((a, b) => a - b);
  return {
    kind,
    ...scaled,
    history: baseline.history,
    ahead: baseline.ahead,
    cycle: baseline.cycle,
    scale: unit * spread,
    aheadScale: unit * aheadScaleOf(baseline, spread),
    dayKinds: others.flatMap((each) => {
      const band = kindBand(residualsOf(transformed, baseline.history, kinds, each), spread);
      return band === null ? [] : [{ kind: each, offset: band.center, scale: unit * band.scale }];
    }),
    usual,
    threshold,
    stretch: { below: 1, above: 1 },
  };
}
