import { at } from '../element.ts';
import { NumericError } from '../numeric-error.ts';
import {
  type ArimaCoefficients,
  type ArimaFit,
  differenceSeries,
  estimateArima,
  expandCoefficients,
  integrate,
} from './arima-estimation.ts';
import { filterArma } from './arima-likelihood.ts';
import { type ArimaOrder, differencingLags, multiplyLags, shockWeights } from './arima-polynomials.ts';
import { searchArima } from './arima-search.ts';
import { chooseTransform, restoreValue, type Transform, transformValue } from './box-cox.ts';
import { singleSeason } from './ets.ts';
import {
  type Forecast,
  type ForecastMethod,
  type ForecastModel,
  normalIntervals,
  predictionVariance,
  requireLength,
  settingsOf,
} from './method.ts';

const KIND = 'arima';

/** A seasonal ARIMA of the transformed series. */
export interface ArimaModel extends ForecastModel {
  readonly kind: typeof KIND;
  readonly order: ArimaOrder;
  readonly coefficients: ArimaCoefficients;
  readonly transform: Transform;
  /** Of the differenced series. */
  readonly mean: number;
  readonly variance: number;
  readonly logLikelihood: number;
  readonly aicc: number;
  /** One-step forecasts of the differenced series beyond the end, its mean not added. */
  readonly state: Float64Array;
  /** The last transformed values, as many as differencing looks back. */
  readonly last: Float64Array;
}

const SPECS = {
  /** 1 lets the logarithm be chosen. */
  transform: { value: 1, min: 0, max: 1 },
};

function stateAfter(
  transformed: Float64Array,
  order: ArimaOrder,
  filter: { readonly state: Float64Array },
): Pick<ArimaModel, 'state' | 'last'> {
  const lags = differencingLags(order).length;
  return { state: filter.state, last: transformed.slice(transformed.length - lags) };
}

function modelOf(transformed: Float64Array, fit: ArimaFit, transform: Transform): ArimaModel {
  const { order, coefficients, filter, size, aicc } = fit;
  return {
    kind: KIND,
    order,
    coefficients,
    transform,
    mean: filter.mean,
    variance: predictionVariance(filter.variance * filter.count, filter.count, size - 1),
    logLikelihood: filter.logLikelihood,
    aicc,
    ...stateAfter(transformed, order, filter),
  };
}

/** Forecasts of the differenced series: the state where it reaches, then the autoregression. */
function differencedForecasts({ state, mean, coefficients, order }: ArimaModel, horizon: number): Float64Array {
  const { ar } = expandCoefficients(coefficients, order.season);
  const out = new Float64Array(horizon);
  for (let h = 0; h < horizon; h += 1) {
    if (h < state.length) out[h] = at(state, h);
    else for (let i = 1; i <= ar.length; i += 1) out[h] = at(out, h) + at(ar, i - 1) * at(out, h - i);
  }
  return out.map((value) => value + mean);
}

const minus = (values: Float64Array): Float64Array => values.map((value) => -value);

/** Standard deviations h steps ahead, by the shocks' weights of the undifferenced process. */
function deviationsOf({ coefficients, order, variance }: ArimaModel, horizon: number): Float64Array {
  const { ar, ma } = expandCoefficients(coefficients, order.season);
  const all = minus(multiplyLags(minus(ar), minus(differencingLags(order)), 1));
  let sum = 0;
  return shockWeights(all, ma, horizon).map((weight) => {
    sum += weight * weight;
    return Math.sqrt(variance * sum);
  });
}

/**
 * Seasonal ARIMA by exact maximum likelihood (Box & Jenkins 1970), its order by Hyndman & Khandakar's stepwise search.
 * The logarithm is taken where {@link chooseTransform} says so. Normal intervals on the transformed scale; one
 * component, for the parts of an ARIMA are not separable.
 *
 * One season of at most 24 periods; at least five values. A constant series gives its value.
 */
export const arima: ForecastMethod<ArimaModel> = {
  kind: KIND,
  fit(series, settings) {
    const { transform: mayTransform } = settingsOf(KIND, SPECS, settings);
    requireLength(series, 5);
    const season = singleSeason(series);
    const transform = mayTransform === 1 ? chooseTransform(series.values, season) : { lambda: 1 };
    const transformed = series.values.map((value) => transformValue(transform, value));
    const fit = searchArima(transformed, season);
    if (fit === null) throw new NumericError('too_few_rows', { rows: series.values.length, required: 5 });
    return modelOf(transformed, fit, transform);
  },
  refit(model, series) {
    const transformed = series.values.map((value) => transformValue(model.transform, value));
    const fit = estimateArima(transformed, model.order, { near: model.coefficients });
    return fit === null ? arima.resume(model, series) : modelOf(transformed, fit, model.transform);
  },
  resume(model, { values }) {
    const transformed = values.map((value) => transformValue(model.transform, value));
    const { ar, ma } = expandCoefficients(model.coefficients, model.order.season);
    const centred = differenceSeries(transformed, model.order).map((value) => value - model.mean);
    const filter = filterArma(centred, ar, ma, false);
    return filter === null ? model : { ...model, ...stateAfter(transformed, model.order, filter) };
  },
  forecast(model, { horizon, levels }): Forecast {
    const restore = (value: number): number => restoreValue(model.transform, value);
    const centre = integrate(differencedForecasts(model, horizon), model.last, model.order);
    const point = centre.map(restore);
    return {
      point,
      intervals: normalIntervals(centre, deviationsOf(model, horizon), levels, restore),
      components: [{ name: 'level', values: point }],
    };
  },
};
