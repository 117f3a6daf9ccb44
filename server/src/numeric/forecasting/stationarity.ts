import { at } from '../element.ts';
import { decomposeStl, seasonStrength } from './stl.ts';

/** y_t − y_(t − lag): n − lag values. */
export function difference(values: Float64Array, lag: number): Float64Array {
  return values.slice(lag).map((value, t) => value - at(values, t));
}

/**
 * The KPSS statistic for a level (Kwiatkowski, Phillips, Schmidt & Shin 1992, eq. 11 and 13; Bartlett weights over
 * ⌊3 √n / 13⌋ lags): large where a series wanders.
 *
 * @param values n ≥ 1, without NaN
 * @returns 0 for a constant series
 */
export function kpssStatistic(values: Float64Array): number {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const residuals = values.map((value) => value - mean);
  let partial = 0;
  let squares = 0;
  let long = 0;
  for (let t = 0; t < n; t += 1) {
    partial += at(residuals, t);
    squares += partial * partial;
    long += at(residuals, t) ** 2;
  }
  const lags = Math.trunc((3 * Math.sqrt(n)) / 13);
  for (let lag = 1; lag <= lags; lag += 1) {
    let sum = 0;
    for (let t = lag; t < n; t += 1) sum += at(residuals, t) * at(residuals, t - lag);
    long += 2 * (1 - lag / (lags + 1)) * sum;
  }
  return long > 1e-300 ? squares / n / long : 0;
}

/** 5 % point of the statistic where the level is stationary (Kwiatkowski et al. 1992, table 1). */
const KPSS_CRITICAL = 0.463;

function isConstant(values: Float64Array): boolean {
  return values.every((value) => value === at(values, 0));
}

/** How often a series must be differenced until KPSS finds no wandering at 5 %: 0 … 2 (Hyndman & Khandakar 2008). */
export function differencesNeeded(values: Float64Array): number {
  let current = values;
  let count = 0;
  while (count < 2 && current.length > 3 && !isConstant(current) && kpssStatistic(current) > KPSS_CRITICAL) {
    current = difference(current, 1);
    count += 1;
  }
  return count;
}

/** Beyond this strength a season is differenced away (forecast package; Wang, Smith & Hyndman 2006). */
const STRONG_SEASON = 0.64;

/** 1 where the season is so strong that it should be differenced, else 0. */
export function seasonalDifferencesNeeded(values: Float64Array, season: number): number {
  if (season < 2 || values.length < 2 * season || isConstant(values)) return 0;
  return seasonStrength(decomposeStl(values, season)) > STRONG_SEASON ? 1 : 0;
}
