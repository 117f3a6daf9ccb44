import { NumericError } from '../numeric-error.ts';
import type { Rng } from '../rng/rng.ts';
import { symmetricPercentageError, scaledError } from './accuracy.ts';
import type { Forecast, ForecastMethod, ForecastModel, MethodSettings } from './method.ts';
import { type CompleteSeries, headOf } from './series.ts';

/** Where forecasts begin, and how far they reach. */
export interface BacktestPlan {
  /** Numbers of periods that are known at each origin, ascending. */
  readonly origins: readonly number[];
  readonly horizon: number;
}

/** What a method said at one origin, and what came. */
export interface OriginForecast {
  readonly origin: number;
  readonly forecast: Forecast;
  /** horizon values; NaN where the series ends before, or the value was filled in. */
  readonly actual: Float64Array;
}

/** Forecasts from every origin, in the order of the plan. */
export interface Backtest {
  readonly kind: string;
  readonly origins: readonly OriginForecast[];
  /** As it stood at the last origin; null where the plan has none. */
  readonly model: ForecastModel | null;
}

/**
 * Rolling origins, the last of them a whole horizon before the end, the others evenly before it within one more horizon.
 *
 * @param length periods of the series
 * @param least periods that the first origin must know
 * @param count origins wanted
 * @returns as many as fit, the horizon shortened where not even `count` origins would fit otherwise; null where that
 *   leaves no horizon
 */
export function planOrigins(length: number, horizon: number, least: number, count: number): BacktestPlan | null {
  for (let reach = horizon; reach >= 1; reach -= 1) {
    const stride = Math.max(1, Math.ceil(reach / count));
    const first = length - reach - stride * (count - 1);
    if (first >= least) {
      return { horizon: reach, origins: Array.from({ length: count }, (_, k) => first + k * stride) };
    }
  }
  return null;
}

/**
 * Forecasts from each origin with what was known there.
 *
 * @param refit `once` (default): form and parameters are estimated at the first origin, later ones only go on from their
 *   own state, so that no origin sees its future; `each`: estimated anew at every origin
 * @param levels intervals wanted; none costs no simulation
 * @throws NumericError shape_mismatch where an origin is not within 1 … n; what the method throws
 */
export function backtest<Model extends ForecastModel>(
  method: ForecastMethod<Model>,
  series: CompleteSeries,
  plan: BacktestPlan,
  {
    levels,
    rng,
    settings,
    refit = 'once',
  }: { levels: readonly number[]; rng: Rng; settings?: MethodSettings; refit?: 'once' | 'each' },
): Backtest {
  const length = series.values.length;
  let model: Model | undefined;
  const origins = plan.origins.map((origin): OriginForecast => {
    if (!(origin >= 1 && origin <= length)) {
      throw new NumericError('shape_mismatch', { what: 'origin', expected: length, actual: origin });
    }
    const known = headOf(series, origin);
    model = model === undefined || refit === 'each' ? method.fit(known, settings) : method.resume(model, known);
    const forecast = method.forecast(model, { horizon: plan.horizon, levels, rng: rng.split(`origin ${origin}`) });
    const actual = Float64Array.from({ length: plan.horizon }, (_, h) =>
      series.filled[origin + h] === 1 ? Number.NaN : (series.values[origin + h] ?? Number.NaN),
    );
    return { origin, forecast, actual };
  });
  return { kind: method.kind, origins, model: model ?? null };
}

/** Errors of a backtest, means over the origins; NaN where nothing is known. */
export interface BacktestAccuracy {
  /** 0 … 200. */
  readonly smape: number;
  /** In units of the seasonal naive forecast's error. */
  readonly mase: number;
}

/** @param season ≥ 1, for the scale of MASE */
export function backtestAccuracy(
  origins: readonly OriginForecast[],
  series: CompleteSeries,
  season: number,
): BacktestAccuracy {
  const mean = (of: (each: OriginForecast) => number): number => {
    const values = origins.map(of).filter((value) => !Number.isNaN(value));
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  return {
    smape: mean(({ actual, forecast }) => symmetricPercentageError(actual, forecast.point)),
    mase: mean(({ actual, forecast, origin }) =>
      scaledError(actual, forecast.point, series.values.subarray(0, origin), season),
    ),
  };
}
