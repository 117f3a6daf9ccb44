import { at, intAt } from '../element.ts';
import { NumericError } from '../numeric-error.ts';
import { standardNormalQuantile } from '../statistics/normal-quantile.ts';

/** The survival curve at the times at which somebody left. */
export interface SurvivalCurve {
  readonly times: Float64Array;
  /** Share that lives longer than the time. */
  readonly survival: Float64Array;
  /** Pointwise, by the log(−log) transformation: within 0 … 1. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly atRisk: Int32Array;
  readonly events: Int32Array;
  /** Longest time seen, of those still there as well. */
  readonly last: number;
}

function bandAt(survival: number, sum: number, score: number): [number, number] {
  if (survival <= 0 || survival >= 1) return [survival, survival];
  const spread = (score * Math.sqrt(sum)) / Math.log(survival);
  return [survival ** Math.exp(-spread), survival ** Math.exp(spread)];
}

/**
 * The product-limit estimate (Kaplan & Meier 1958) with Greenwood's variance (1926) on the log(−log) scale (Kalbfleisch
 * & Prentice 1980). Whoever is censored at a time was still at risk at it.
 *
 * @param durations ≥ 0
 * @param left 1 where the end was seen, 0 where the observation ended before
 * @param level of the band, such as 0.95
 * @throws NumericError too_few_rows, shape_mismatch, not_finite
 */
export function kaplanMeier(durations: Float64Array, left: Uint8Array, level = 0.95): SurvivalCurve {
  const rows = durations.length;
  if (rows === 0) throw new NumericError('too_few_rows', { rows, required: 1 });
  if (left.length !== rows)
    throw new NumericError('shape_mismatch', { what: 'left', expected: rows, actual: left.length });
  const index = durations.findIndex((value) => !(value >= 0 && value < Infinity));
  if (index !== -1) throw new NumericError('not_finite', { what: 'durations', index });
  const order = Int32Array.from(durations.keys()).sort((a, b) => at(durations, a) - at(durations, b));
  const score = standardNormalQuantile(0.5 + level / 2);
  const steps: { time: number; survival: number; band: [number, number]; atRisk: number; events: number }[] = [];
  let survival = 1;
  let sum = 0;
  for (let i = 0; i < rows;) {
    const time = at(durations, intAt(order, i));
    const atRisk = rows - i;
    let events = 0;
    for (; i < rows && at(durations, intAt(order, i)) === time; i += 1) events += left[intAt(order, i)] ?? 0;
    if (events === 0) continue;
    survival *= 1 - events / atRisk;
    sum += events / (atRisk * (atRisk - events));
    steps.push({ time, survival, band: bandAt(survival, sum, score), atRisk, events });
  }
  return {
    times: Float64Array.from(steps, ({ time }) => time),
    survival: Float64Array.from(steps, (step) => step.survival),
    lower: Float64Array.from(steps, ({ band }) => band[0]),
    upper: Float64Array.from(steps, ({ band }) => band[1]),
    atRisk: Int32Array.from(steps, ({ atRisk }) => atRisk),
    events: Int32Array.from(steps, ({ events }) => events),
    last: at(durations, intAt(order, rows - 1)),
  };
}

/** Share that lives longer than `time`; 1 before the first end. Beyond the last time seen it is that of the last. */
export function survivalAt({ times, survival }: SurvivalCurve, time: number): number {
  const next = times.findIndex((each) => each > time);
  const place = (next === -1 ? times.length : next) - 1;
  return place < 0 ? 1 : at(survival, place);
}

/** The first time by which half are gone; null where the curve does not fall so far. */
export function medianSurvival({ times, survival }: SurvivalCurve): number | null {
  const place = survival.findIndex((share) => share <= 0.5 + 1e-12);
  return place === -1 ? null : at(times, place);
}

/** Mean time until the end, as far as `horizon`: the area under the curve (Irwin 1949). */
export function restrictedMean({ times, survival }: SurvivalCurve, horizon: number): number {
  let area = 0;
  let from = 0;
  let share = 1;
  for (const [i, time] of times.entries()) {
    if (time >= horizon) break;
    area += share * (time - from);
    [from, share] = [time, at(survival, i)];
  }
  return area + share * (horizon - from);
}
