import { at } from '../element.ts';
import { NumericError } from '../numeric-error.ts';
import type { SeriesDetector } from './series-detector.ts';

/** How often a monitor would have called. */
export interface AlertPreview {
  readonly threshold: number;
  /** Runs of anomalies to one side, each one alert. */
  readonly alerts: number;
  readonly alertsPerWeek: number;
  /** Most alerts that began within any one week. */
  readonly busiestWeek: number;
}

/** Below, alerts are noise, whatever the budget: two standard deviations. */
const LEAST_THRESHOLD = 2;

/** Whether two neighbours belong to one alert. */
function isOneRun(a: number, b: number): boolean {
  return a > 0 === b > 0;
}

/**
 * What a threshold would have called: anomalies that follow each other on the same side are one alert.
 *
 * @param scores n in order, NaN where nothing is judged
 * @param periodsPerWeek > 0: 7 of days, 168 of hours, 12 / 52.18 of months
 */
export function previewAlerts(scores: Float64Array, periodsPerWeek: number, threshold: number): AlertPreview {
  const begins: number[] = [];
  for (let t = 0; t < scores.length; t += 1) {
    const score = at(scores, t);
    if (!(Math.abs(score) >= threshold)) continue;
    const before = t > 0 ? at(scores, t - 1) : Number.NaN;
    if (!(Math.abs(before) >= threshold && isOneRun(score, before))) begins.push(t);
  }
  let [busiestWeek, oldest] = [0, 0];
  for (const [i, begin] of begins.entries()) {
    while ((begins[oldest] ?? begin) <= begin - periodsPerWeek) oldest += 1;
    busiestWeek = Math.max(busiestWeek, i - oldest + 1);
  }
  const weeks = Math.max(1, scores.length / periodsPerWeek);
  return { threshold, alerts: begins.length, alertsPerWeek: begins.length / weeks, busiestWeek };
}

/**
 * The lowest threshold that would have called at most `perWeek` times a week on average over the history, and never
 * below two standard deviations.
 *
 * Scores are let in from the highest on; each opens an alert, prolongs one or joins two. The threshold lies halfway
 * between the last score that the budget bears and the next.
 *
 * @param scores n in order, NaN where nothing is judged
 * @param perWeek ≥ 0
 * @throws NumericError invalid_hyperparameter (perWeek, periodsPerWeek)
 */
export function thresholdForBudget(scores: Float64Array, periodsPerWeek: number, perWeek: number): number {
  for (const [name, value, least] of [
    ['periods_per_week', periodsPerWeek, Number.MIN_VALUE],
    ['alerts_per_week', perWeek, 0],
  ] as const) {
    if (value >= least && value < Infinity) continue;
    throw new NumericError('invalid_hyperparameter', { name, value: String(value), min: 0, max: 'Infinity' });
  }
  const budget = perWeek * Math.max(1, scores.length / periodsPerWeek);
  const order = Array.from(scores.keys()).filter((t) => Math.abs(at(scores, t)) >= LEAST_THRESHOLD);
  order.sort((a, b) => Math.abs(at(scores, b)) - Math.abs(at(scores, a)) || a - b);
  const open = new Uint8Array(scores.length);
  let [alerts, borne, last] = [0, LEAST_THRESHOLD, Number.POSITIVE_INFINITY];
  for (const [place, t] of order.entries()) {
    const score = at(scores, t);
    open[t] = 1;
    alerts += 1;
    for (const near of [t - 1, t + 1]) if (open[near] === 1 && isOneRun(score, at(scores, near))) alerts -= 1;
    const next = Math.abs(at(scores, order[place + 1] ?? t));
    // Of equal scores, all are let in or none.
    if (place + 1 < order.length && next === Math.abs(score)) continue;
    if (alerts > budget) {
      borne = last === Infinity ? Math.abs(score) + 1 : (last + Math.abs(score)) / 2;
      break;
    }
    last = Math.abs(score);
  }
  return Math.min(borne, Number.MAX_VALUE);
}

/** The detector with another threshold. */
export function withThreshold(detector: SeriesDetector, threshold: number): SeriesDetector {
  return { ...detector, threshold };
}
