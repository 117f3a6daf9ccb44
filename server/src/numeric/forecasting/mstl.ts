import { at, itemAt } from '../element.ts';
import { arima, type ArimaModel } from './arima.ts';
import { chooseTransform, restoreValue, type Transform, transformValue } from './box-cox.ts';
import { ets, type EtsModel } from './ets.ts';
import {
  type Forecast,
  type ForecastComponent,
  type ForecastMethod,
  type ForecastModel,
  predictionVariance,
  requireLength,
  settingsOf,
} from './method.ts';
import type { CompleteSeries } from './series.ts';
import { cyclesOf, decomposeMstl } from './stl.ts';

const KIND = 'mstl';

/** Seasons by MSTL, what is left by ETS or ARIMA. */
export interface MstlModel extends ForecastModel {
  readonly kind: typeof KIND;
  readonly transform: Transform;
  readonly isRobust: boolean;
  /** The last round of each season, the next period's first. */
  readonly seasons: readonly Float64Array[];
  readonly seasonLengths: readonly number[];
  readonly adjusted: EtsModel | ArimaModel;
}

/** A tricube window of q points gives the middle one 1.73 / q: 140 / 81. */
const TRICUBE = 140 / 81;

const SPECS = {
  /** 0 continues the adjusted series by ETS, 1 by ARIMA. */
  arima: { value: 0, min: 0, max: 1 },
  /** 1 lets outliers count less. */
  robust: { value: 0, min: 0, max: 1 },
  /** 1 lets the logarithm be chosen. */
  transform: { value: 1, min: 0, max: 1 },
};

/** Parameters that a smoothed season stands for: at each place the trace of a local mean with tricube weights. */
function parametersOf(seasonLengths: readonly number[], length: number): number {
  return seasonLengths.reduce((sum, season, i) => {
    const traces = (TRICUBE * length) / season / cyclesOf(i);
    return sum + (season - 1) * Math.max(1, traces);
  }, 0);
}

/** What the season was fitted with makes forecasts less sure; see {@link predictionVariance}. */
function widened<Model extends EtsModel | ArimaModel>(
  model: Model,
  seasonLengths: readonly number[],
  length: number,
): Model {
  const seasonal = Math.min(parametersOf(seasonLengths, length), length / 2);
  const variance = predictionVariance(model.variance * length, length, seasonal);
  return { ...model, variance };
}

/** Seasons of the transformed series, and the series without them. */
function adjust(
  series: CompleteSeries,
  transform: Transform,
  isRobust: boolean,
): [Float64Array[], CompleteSeries, readonly number[]] {
  const values = series.values.map((value) => transformValue(transform, value));
  const { seasons, seasonLengths } = decomposeMstl(values, series.seasonLengths, { robust: isRobust });
  const n = values.length;
  const adjusted = values.map((value, t) => seasons.reduce((rest, season) => rest - at(season, t), value));
  const last = seasons.map((season, i) => season.slice(n - itemAt(seasonLengths, i)));
  return [last, { ...series, values: adjusted, seasonLengths: [] }, seasonLengths];
}

/**
 * Multiple seasonal-trend decomposition (Bandara, Hyndman & Bergmeir 2021): each season goes on as in its last round,
 * the seasonally adjusted series by a non-seasonal ETS (default) or ARIMA, whose intervals are taken. On logarithms
 * where {@link chooseTransform} says so; components are in the target's unit and sum to the forecast all the same.
 *
 * Any number of seasons of any length; at least five values. The only method for several seasons.
 */
export const mstl: ForecastMethod<MstlModel> = {
  kind: KIND,
  fit(series, settings) {
    const { arima: byArima, robust, transform: mayTransform } = settingsOf(KIND, SPECS, settings);
    requireLength(series, 5);
    const transform = mayTransform === 1 ? chooseTransform(series.values, series.seasonLengths[0] ?? 1) : { lambda: 1 };
    const [seasons, rest, seasonLengths] = adjust(series, transform, robust === 1);
    const adjusted = byArima === 1 ? arima.fit(rest, { transform: 0 }) : ets.fit(rest);
    return {
      kind: KIND,
      transform,
      isRobust: robust === 1,
      seasons,
      seasonLengths,
      adjusted: widened(adjusted, seasonLengths, series.values.length),
    };
  },
  refit(model, series) {
    const [seasons, rest] = adjust({ ...series, seasonLengths: model.seasonLengths }, model.transform, model.isRobust);
    const { adjusted } = model;
    const again = adjusted.kind === 'ets' ? ets.refit?.(adjusted, rest) : arima.refit?.(adjusted, rest);
    return { ...model, seasons, adjusted: widened(again ?? adjusted, model.seasonLengths, series.values.length) };
  },
  resume(model, series) {
    const [seasons, rest] = adjust({ ...series, seasonLengths: model.seasonLengths }, model.transform, model.isRobust);
    const { adjusted } = model;
    const resumed = adjusted.kind === 'ets' ? ets.resume(adjusted, rest) : arima.resume(adjusted, rest);
    return { ...model, seasons, adjusted: resumed };
  },
  forecast({ transform, seasons, seasonLengths, adjusted }, options): Forecast {
    const base = adjusted.kind === 'ets' ? ets.forecast(adjusted, options) : arima.forecast(adjusted, options);
    const restore = (value: number): number => restoreValue(transform, value);
    const sums = new Float64Array(options.horizon);
    let before = base.point.map(restore);
    const components: ForecastComponent[] = [{ name: 'trend', values: before }];
    for (const [i, season] of seasons.entries()) {
      for (let h = 0; h < sums.length; h += 1) sums[h] = at(sums, h) + at(season, h % season.length);
      const after = base.point.map((value, h) => restore(value + at(sums, h)));
      components.push({ name: `season ${seasonLengths[i]}`, values: after.map((value, h) => value - at(before, h)) });
      before = after;
    }
    const intervals = base.intervals.map(({ level, lower, upper }) => ({
      level,
      lower: lower.map((value, h) => restore(value + at(sums, h))),
      upper: upper.map((value, h) => restore(value + at(sums, h))),
    }));
    return { point: before, intervals, components };
  },
};
