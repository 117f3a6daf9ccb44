import { at, intAt } from '../element.ts';
import { restoreValue } from '../forecasting/box-cox.ts';
import { averagePrecisionOf } from '../metrics/average-precision.ts';
import { NumericError } from '../numeric-error.ts';
import type { Rng } from '../rng/rng.ts';
import { type DetectorOptions, fitDetector } from './fit-detector.ts';
import {
  type DetectorKind,
  expectedAt,
  scoreSeries,
  type SeriesDetector,
  type SeriesHistory,
} from './series-detector.ts';

/** How well a kind of detector finds what was planted. */
export interface DetectorTrial {
  readonly kind: DetectorKind;
  /** Of planted periods by |score|, 0 … 1; NaN where the series is too short for the kind. */
  readonly averagePrecision: number;
  /** Shares at the threshold: of the planted ones that were found, of those found that were planted. */
  readonly recall: number;
  readonly precision: number;
}

/** The first of near equals is taken. */
const KINDS: readonly DetectorKind[] = ['stl_residual', 'forecast_residual', 'zscore_robust', 'dbscan'];
const NEAR = 0.02;
/** Of the periods, and in standard deviations of what trend and seasons leave. */
const PLANTED_SHARE = 0.05;
const MOST_PLANTED = 30;
const PLANTED_SIZE = 5;

interface Planting {
  readonly history: SeriesHistory;
  /** Judged periods, and 1 for those that are planted. */
  readonly judged: Int32Array;
  readonly truth: Float64Array;
}

/** Values of the last two thirds moved off what is expected, to both sides by turns; what stood out before is left aside. */
function plant(history: SeriesHistory, detector: SeriesDetector, rng: Rng): Planting {
  const scores = scoreSeries(detector, history);
  const n = scores.length;
  const judged = Int32Array.from(scores.keys()).filter(
    (t) => t >= n / 3 && Math.abs(at(scores, t)) < detector.threshold,
  );
  const order = judged.slice();
  rng.shuffle(order);
  const count = Math.min(MOST_PLANTED, Math.max(1, Math.round(judged.length * PLANTED_SHARE)));
  const chosen = new Set(order.subarray(0, count));
  const values = history.values.slice();
  for (const [i, t] of [...chosen].entries()) {
    const center = at(detector.history, t) + (i % 2 === 0 ? 1 : -1) * PLANTED_SIZE * detector.scale;
    const kept = at(history.values, t) - expectedAt(detector, t);
    values[t] = restoreValue(detector.transform, center) + kept;
  }
  return { history: { ...history, values }, judged, truth: Float64Array.from(judged, (t) => Number(chosen.has(t))) };
}

function judge(kind: DetectorKind, { history, judged, truth }: Planting, options: DetectorOptions): DetectorTrial {
  const detector = fitDetector(kind, history, options);
  const all = scoreSeries(detector, history);
  const sizes = Float64Array.from(judged, (t) => Math.min(Number.MAX_VALUE, Math.abs(at(all, t)) || 0));
  let [hits, calls, planted] = [0, 0, 0];
  for (const [i, size] of sizes.entries()) {
    const isCalled = size >= detector.threshold;
    calls += Number(isCalled);
    planted += at(truth, i);
    if (isCalled) hits += at(truth, i);
  }
  const averagePrecision = averagePrecisionOf(sizes, truth)(new Float64Array(sizes.length).fill(1));
  return { kind, averagePrecision, recall: hits / planted, precision: calls === 0 ? 0 : hits / calls };
}

/** A kind that cannot learn from so short a series is no candidate. */
function tryJudge(kind: DetectorKind, planting: Planting, options: DetectorOptions): DetectorTrial {
  try {
    return judge(kind, planting, options);
  } catch (error) {
    if (!(error instanceof NumericError && error.code === 'too_few_rows')) throw error;
    return { kind, averagePrecision: Number.NaN, recall: Number.NaN, precision: Number.NaN };
  }
}

/**
 * The kind of detector that best finds anomalies planted in the series itself: one period in twenty of its last two
 * thirds, at most thirty, moved by five standard deviations of what trend and seasons leave; the highest average
 * precision, the simpler one of near equals. Where nothing varies, `stl_residual`, which knows that too.
 *
 * @returns the detector fitted to the series as it is, and the trials
 * @throws NumericError as {@link fitDetector}
 */
export function chooseDetector(
  history: SeriesHistory,
  rng: Rng,
  options: DetectorOptions = {},
): { detector: SeriesDetector; trials: DetectorTrial[] } {
  const first = fitDetector('stl_residual', history, options);
  const kinds = history.kinds ?? new Int32Array(history.values.length);
  const usual = history.values.map((value, t) => (intAt(kinds, t) === 0 ? value : Number.NaN));
  const planting = plant({ ...history, values: usual }, first, rng.split('planted'));
  if (planting.judged.length === 0 || first.scale === 0) return { detector: first, trials: [] };
  const trials = KINDS.map((kind) => tryJudge(kind, planting, options));
  const best = trials.reduce((top, trial) => (trial.averagePrecision > top.averagePrecision + NEAR ? trial : top));
  return { detector: best.kind === first.kind ? first : fitDetector(best.kind, history, options), trials };
}
