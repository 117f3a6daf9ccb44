import { at, itemAt } from '../element.ts';
import { NumericError } from '../numeric-error.ts';
import type { Forecast, ForecastComponent } from './method.ts';

function weightedSum(
  parts: readonly (Float64Array | undefined)[],
  weights: readonly number[],
  length: number,
): Float64Array {
  const out = new Float64Array(length);
  for (const [i, part] of parts.entries()) {
    if (part === undefined) continue;
    for (let h = 0; h < length; h += 1) out[h] = at(out, h) + itemAt(weights, i) * at(part, h);
  }
  return out;
}

function componentsOf(forecasts: readonly Forecast[], weights: readonly number[], length: number): ForecastComponent[] {
  const names = new Set(forecasts.flatMap(({ components }) => components.map(({ name }) => name)));
  return [...names].map((name) => ({
    name,
    values: weightedSum(
      forecasts.map(({ components }) => components.find((each) => each.name === name)?.values),
      weights,
      length,
    ),
  }));
}

/**
 * The weighted mean of forecasts: points, bounds (quantiles averaged, Lichtendahl, Grushka-Cockayne & Winkler 2013) and
 * components, which sum to the points as they do in each member.
 *
 * @param forecasts at least one, of one horizon and the same levels
 * @param weights ≥ 0, not all 0; scaled to sum to 1
 * @throws NumericError invalid_weights, shape_mismatch
 */
export function combineForecasts(forecasts: readonly Forecast[], weights: readonly number[]): Forecast {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const wrong = weights.findIndex((weight) => !(weight >= 0 && Number.isFinite(weight)));
  if (wrong >= 0 || !(total > 0)) {
    throw new NumericError('invalid_weights', {
      index: Math.max(0, wrong),
      value: String(weights[Math.max(0, wrong)]),
    });
  }
  const length = forecasts[0]?.point.length ?? 0;
  if (forecasts.length !== weights.length || forecasts.some(({ point }) => point.length !== length)) {
    throw new NumericError('shape_mismatch', { what: 'forecasts', expected: weights.length, actual: forecasts.length });
  }
  const shares = weights.map((weight) => weight / total);
  const levels = forecasts[0]?.intervals.map(({ level }) => level) ?? [];
  return {
    point: weightedSum(
      forecasts.map(({ point }) => point),
      shares,
      length,
    ),
    intervals: levels.map((level, i) => ({
      level,
      lower: weightedSum(
        forecasts.map(({ intervals }) => intervals[i]?.lower),
        shares,
        length,
      ),
      upper: weightedSum(
        forecasts.map(({ intervals }) => intervals[i]?.upper),
        shares,
        length,
      ),
    })),
    components: componentsOf(forecasts, shares, length),
  };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = itemAt(sorted, middle);
  return sorted.length % 2 === 1 ? upper : (itemAt(sorted, middle - 1) + upper) / 2;
}

/** The median of forecasts, period by period: no single member can spoil it. One component, for medians do not add up. */
export function medianForecast(forecasts: readonly Forecast[]): Forecast {
  const first = forecasts[0];
  if (first === undefined) throw new NumericError('shape_mismatch', { what: 'forecasts', expected: 1, actual: 0 });
  const over = (of: (forecast: Forecast) => Float64Array | undefined): Float64Array =>
    first.point.map((_, h) => medianOf(forecasts.map((each) => of(each)?.[h] ?? Number.NaN)));
  const point = over((each) => each.point);
  return {
    point,
    intervals: first.intervals.map(({ level }, i) => ({
      level,
      lower: over((each) => each.intervals[i]?.lower),
      upper: over((each) => each.intervals[i]?.upper),
    })),
    components: [{ name: 'level', values: point }],
  };
}
