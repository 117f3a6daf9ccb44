import { at } from '../element.ts';

/** Mean of f(actual, t) over the periods whose actual value is known; NaN where there are none. */
function meanOver(actual: Float64Array, of: (value: number, t: number) => number): number {
  let sum = 0;
  let count = 0;
  for (let t = 0; t < actual.length; t += 1) {
    const value = at(actual, t);
    if (Number.isNaN(value)) continue;
    sum += of(value, t);
    count += 1;
  }
  return count === 0 ? Number.NaN : sum / count;
}

/**
 * Symmetric mean absolute percentage error, 0 … 200 (Makridakis 1993): mean of 200 |y − f| / (|y| + |f|), where 0
 * forecast as 0 counts as 0. Periods without an actual value (NaN) are left out, here and below.
 *
 * @param actual h, NaN where unknown
 * @param forecast h
 * @returns NaN where no actual value is known
 */
export function symmetricPercentageError(actual: Float64Array, forecast: Float64Array): number {
  return meanOver(actual, (value, t) => {
    const size = Math.abs(value) + Math.abs(at(forecast, t));
    return size === 0 ? 0 : (200 * Math.abs(value - at(forecast, t))) / size;
  });
}

/** Mean of |y_t − y_(t−m)|^power in the training series: the error of the seasonal naive forecast one season ahead. */
function naiveScale(training: Float64Array, season: number, power: number): number {
  const lag = training.length > season ? season : 1;
  return meanOver(training.subarray(lag), (value, t) => Math.abs(value - at(training, t)) ** power);
}

/**
 * Mean absolute error in units of the seasonal naive forecast's on the training series (Hyndman & Koehler 2006, eq. for
 * MASE; seasonal as in the M4 competition).
 *
 * @param training n ≥ 2, without NaN
 * @param season ≥ 1; 1 where n is no longer than it
 * @returns ≥ 0; Infinity where the training series repeats itself exactly, NaN where nothing is known
 */
export function scaledError(
  actual: Float64Array,
  forecast: Float64Array,
  training: Float64Array,
  season: number,
): number {
  return meanOver(actual, (value, t) => Math.abs(value - at(forecast, t))) / naiveScale(training, season, 1);
}

/** Root mean squared error in units of the seasonal naive forecast's (RMSSE of the M5 competition, Makridakis 2022). */
export function scaledSquaredError(
  actual: Float64Array,
  forecast: Float64Array,
  training: Float64Array,
  season: number,
): number {
  const mean = meanOver(actual, (value, t) => (value - at(forecast, t)) ** 2);
  return Math.sqrt(mean / naiveScale(training, season, 2));
}

/** Mean pinball loss of a forecast quantile (Koenker & Bassett 1978), in the target's unit. `share` within 0 … 1. */
export function pinballLoss(actual: Float64Array, quantile: Float64Array, share: number): number {
  return meanOver(actual, (value, t) => {
    const over = value - at(quantile, t);
    return over >= 0 ? share * over : (share - 1) * over;
  });
}

/** Share of actual values within their interval, ends included: 0 … 1. */
export function intervalCoverage(actual: Float64Array, lower: Float64Array, upper: Float64Array): number {
  return meanOver(actual, (value, t) => (value >= at(lower, t) && value <= at(upper, t) ? 1 : 0));
}

/**
 * Mean interval score, in the target's unit, the lower the better: width plus 2/α times how far the value lies outside
 * (Gneiting & Raftery 2007, eq. 43).
 *
 * @param level 1 − α, within 0 … 1
 */
export function intervalScore(actual: Float64Array, lower: Float64Array, upper: Float64Array, level: number): number {
  return meanOver(actual, (value, t) => {
    const outside = Math.max(0, at(lower, t) - value) + Math.max(0, value - at(upper, t));
    return at(upper, t) - at(lower, t) + (2 / (1 - level)) * outside;
  });
}
