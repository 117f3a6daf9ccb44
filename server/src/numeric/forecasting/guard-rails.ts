import { at, itemAt } from '../element.ts';
import { combineForecasts } from './combination.ts';
import type { Forecast, ForecastOptions } from './method.ts';
import { type CompleteSeries, usableSeasons } from './series.ts';

/** What forecasts are held against. */
export interface Range {
  readonly low: number;
  readonly high: number;
  /** The last round of the longest season. */
  readonly season: Float64Array;
}

/** Lowest and highest value, and the last round. */
export function rangeOf({ values, seasonLengths }: CompleteSeries): Range {
  const season = usableSeasons(seasonLengths, values.length).at(-1) ?? 1;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let t = 0; t < values.length; t += 1) {
    low = Math.min(low, at(values, t));
    high = Math.max(high, at(values, t));
  }
  return { low, high, season: values.slice(values.length - season) };
}

/** Further from what was ever seen than three times its whole span: no forecast to build on. */
function isWild({ point }: Forecast, { low, high }: Range): boolean {
  const span = high - low || Math.abs(high) || 1;
  return point.some((value) => !(value >= low - 3 * span && value <= high + 3 * span));
}

const keep = (values: Float64Array): Float64Array => values.map((value) => Math.max(0, value));

/** A series that never was negative has no negative forecast; what is cut off is taken from the components' first. */
export function keepSign(forecast: Forecast, { low }: Range): Forecast {
  if (low < 0) return forecast;
  const point = keep(forecast.point);
  return {
    point,
    intervals: forecast.intervals.map(({ level, lower, upper }) => ({ level, lower: keep(lower), upper: keep(upper) })),
    components: forecast.components.map(({ name, values }, i) => ({
      name,
      values: i > 0 ? values : values.map((value, h) => value + at(point, h) - at(forecast.point, h)),
    })),
  };
}

/** The forecasts of members that are not wild, combined; null where all are. */
export function combineSane(forecasts: readonly Forecast[], weights: readonly number[], range: Range): Forecast | null {
  const sane = forecasts.map((forecast, i) => (itemAt(weights, i) > 0 && !isWild(forecast, range) ? i : -1));
  const kept = sane.filter((i) => i >= 0);
  if (kept.length === 0) return null;
  return combineForecasts(
    kept.map((i) => itemAt(forecasts, i)),
    kept.map((i) => itemAt(weights, i)),
  );
}

/** The last round again, as wide as all that was ever seen: where nothing else can be said. */
export function repeatRange(range: Range, { horizon, levels }: Pick<ForecastOptions, 'horizon' | 'levels'>): Forecast {
  const point = Float64Array.from({ length: horizon }, (_, h) => at(range.season, h % range.season.length));
  const span = range.high - range.low;
  return {
    point,
    intervals: levels.map((level) => ({
      level,
      lower: point.map((value) => value - span),
      upper: point.map((value) => value + span),
    })),
    components: [{ name: 'level', values: point }],
  };
}
