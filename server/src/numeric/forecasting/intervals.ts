import { at } from '../element.ts';
import { conformalHalfWidth } from '../metrics/conformal.ts';
import type { Forecast, ForecastInterval } from './method.ts';
import type { OriginForecast } from './backtest.ts';

/** Residuals that a quantile needs at least; neighbouring horizons lend theirs until there are as many. */
const ENOUGH = 40;

/** Absolute errors of all origins at each period ahead. */
function errorsByHorizon(origins: readonly OriginForecast[], horizon: number): number[][] {
  return Array.from({ length: horizon }, (_, h) =>
    origins
      .map(({ actual, forecast }) => Math.abs((actual[h] ?? Number.NaN) - (forecast.point[h] ?? Number.NaN)))
      .filter((error) => !Number.isNaN(error)),
  );
}

/** Errors at h and, as far as needed, at its neighbours on both sides. */
function errorsAround(errors: readonly number[][], h: number): Float64Array {
  for (let reach = 0; reach < errors.length; reach += 1) {
    const near = errors.slice(Math.max(0, h - reach), h + reach + 1).flat();
    if (near.length >= ENOUGH) return Float64Array.from(near);
  }
  return Float64Array.from(errors.flat());
}

/**
 * Split-conformal intervals for each period ahead: the point ± the quantile of what backtests missed by at that distance
 * (Vovk, Gammerman & Shafer 2005; for horizons Stankevičiūtė, Alaa & van der Schaar 2021). Beyond the backtests' horizon
 * the last width goes on.
 *
 * @param point h
 * @param origins backtests of the same method, with a horizon of 1 at least
 * @returns widths NaN where no error is known
 */
export function conformalIntervals(
  point: Float64Array,
  origins: readonly OriginForecast[],
  levels: readonly number[],
): ForecastInterval[] {
  const tested = origins[0]?.forecast.point.length ?? 0;
  const errors = errorsByHorizon(origins, tested);
  return levels.map((level) => {
    const widths = errors.map((_, h) => conformalHalfWidth(errorsAround(errors, h), level));
    const width = (h: number): number => widths[Math.min(h, tested - 1)] ?? Number.NaN;
    return {
      level,
      lower: point.map((value, h) => value - width(h)),
      upper: point.map((value, h) => value + width(h)),
    };
  });
}

/**
 * How far the bounds of intervals must be moved, as a factor of their own reach, for backtests to hold the level. The
 * factor of few errors is drawn towards 1: of a quantile only the errors beyond it tell, and those of overlapping origins
 * say little that is new.
 *
 * @param origins with intervals of this level
 * @param trust errors beyond the bounds that weigh as much as the method's own opinion
 * @returns 1 where nothing is known; > 0
 */
export function conformalFactor(origins: readonly OriginForecast[], level: number, trust: number): number {
  const scores: number[] = [];
  for (const { actual, forecast } of origins) {
    const interval = forecast.intervals.find((each) => each.level === level);
    if (interval === undefined) continue;
    for (let h = 0; h < actual.length; h += 1) {
      const error = at(actual, h) - at(forecast.point, h);
      const bound = error >= 0 ? at(interval.upper, h) : at(interval.lower, h);
      const score = error / (bound - at(forecast.point, h));
      if (Number.isFinite(score)) scores.push(score);
    }
  }
  if (scores.length === 0) return 1;
  const needed = conformalHalfWidth(Float64Array.from(scores), level);
  const beyond = scores.length * (1 - level);
  const weight = beyond / (beyond + trust);
  return Math.max(0.1, needed) ** weight;
}

/** Factors by which the intervals of some levels are stretched. */
export type IntervalFactors = readonly { readonly level: number; readonly factor: number }[];

/** The factor of the nearest level. */
function factorFor(factors: IntervalFactors, level: number): number {
  const [nearest] = factors.toSorted((a, b) => Math.abs(a.level - level) - Math.abs(b.level - level));
  return nearest?.factor ?? 1;
}

/** Moves bounds to as many times their distance from the point; a wider level holds the narrower ones all the same. */
export function stretchIntervals(forecast: Forecast, factors: IntervalFactors): Forecast {
  const { point } = forecast;
  const stretched = forecast.intervals.map(({ level, lower, upper }) => {
    const factor = factorFor(factors, level);
    const move = (bound: Float64Array): Float64Array =>
      bound.map((value, h) => at(point, h) + factor * (value - at(point, h)));
    return { level, lower: move(lower), upper: move(upper) };
  });
  const intervals = stretched.map(({ level, lower, upper }) => {
    const inner = stretched.filter((each) => each.level < level);
    return {
      level,
      lower: lower.map((value, h) => inner.reduce((least, each) => Math.min(least, at(each.lower, h)), value)),
      upper: upper.map((value, h) => inner.reduce((most, each) => Math.max(most, at(each.upper, h)), value)),
    };
  });
  return { ...forecast, intervals };
}

/** What adaptive intervals remember; plain data of constant size. */
export interface AdaptiveState {
  /** Share of outcomes to hold. */
  readonly level: number;
  /** Share to miss at present; below 0 everything is held, above 1 nothing. */
  readonly miss: number;
  /** The last absolute errors, oldest first. */
  readonly errors: Float64Array;
}

/** Step of the share to miss (Gibbs & Candès 2021, section 4). */
const STEP = 0.02;
const MEMORY = 100;

/**
 * Begins adaptive conformal intervals (Gibbs & Candès 2021, "Adaptive conformal inference under distribution shift").
 *
 * @param level within 0 … 1 exclusive
 * @param errors absolute errors of a backtest at the same distance, oldest first; the last hundred are kept
 */
export function beginAdaptive(level: number, errors: Float64Array): AdaptiveState {
  return { level, miss: 1 - level, errors: errors.slice(-MEMORY) };
}

/** Half-width of the next interval, in the target's unit: twice the worst where too much was missed lately; NaN without errors. */
export function adaptiveHalfWidth({ miss, errors }: AdaptiveState): number {
  if (errors.length === 0) return Number.NaN;
  if (miss <= 0) return 2 * errors.reduce((most, error) => Math.max(most, error), 0);
  return miss >= 1 ? 0 : conformalHalfWidth(errors, 1 - miss);
}

/** Learns from an outcome: misses widen, hits narrow, and the error joins the memory. */
export function adapt(state: AdaptiveState, absoluteError: number): AdaptiveState {
  const isMissed = absoluteError > adaptiveHalfWidth(state);
  const errors = Float64Array.of(...state.errors.slice(1 - MEMORY), absoluteError);
  return { level: state.level, miss: state.miss + STEP * (1 - state.level - (isMissed ? 1 : 0)), errors };
}
