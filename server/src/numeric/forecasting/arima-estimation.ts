import { at } from '../element.ts';
import { minimizeLbfgs } from '../optimization/lbfgs.ts';
import { type ArmaFilter, filterArma } from './arima-likelihood.ts';
import {
  type ArimaOrder,
  differencingLags,
  freeNumbers,
  isStationary,
  multiplyLags,
  stationaryCoefficients,
} from './arima-polynomials.ts';
import { difference } from './stationarity.ts';

/** The four short polynomials: y_t = Σ φ y_(t−i) + e_t + Σ θ e_(t−j), and the same over the season. */
export interface ArimaCoefficients {
  readonly ar: Float64Array;
  readonly ma: Float64Array;
  readonly seasonalAr: Float64Array;
  readonly seasonalMa: Float64Array;
}

/** An order with its estimated coefficients. */
export interface ArimaFit {
  readonly order: ArimaOrder;
  readonly coefficients: ArimaCoefficients;
  readonly filter: ArmaFilter;
  /** Free parameters, the shocks' variance among them. */
  readonly size: number;
  readonly aicc: number;
}

const negated = (values: Float64Array): Float64Array => values.map((value) => -value);

/** Both polynomials multiplied out: φ and θ of every lag. */
export function expandCoefficients(
  { ar, ma, seasonalAr, seasonalMa }: ArimaCoefficients,
  season: number,
): { ar: Float64Array; ma: Float64Array } {
  return {
    ar: negated(multiplyLags(negated(ar), negated(seasonalAr), season)),
    ma: multiplyLags(ma, seasonalMa, season),
  };
}

/** w of {@link differencingLags}. */
export function differenceSeries(values: Float64Array, { d, seasonalD, season }: ArimaOrder): Float64Array {
  let current = values;
  for (let i = 0; i < seasonalD; i += 1) current = difference(current, season);
  for (let i = 0; i < d; i += 1) current = difference(current, 1);
  return current;
}

function coefficientsOf(free: Float64Array, { p, q, seasonalP, seasonalQ }: ArimaOrder): ArimaCoefficients {
  const part = (from: number, count: number): Float64Array => stationaryCoefficients(free.slice(from, from + count));
  return {
    ar: part(0, p),
    ma: negated(part(p, q)),
    seasonalAr: part(p + q, seasonalP),
    seasonalMa: negated(part(p + q + seasonalP, seasonalQ)),
  };
}

/** Free numbers of known coefficients, a little for the others. */
function freeStart(count: number, known: Float64Array | undefined): number[] {
  const free = known === undefined ? known : freeNumbers(known);
  return Array.from({ length: count }, (_, i) => free?.[i] ?? 0.1);
}

/** Where a search begins. */
function startOf({ p, q, seasonalP, seasonalQ }: ArimaOrder, near: ArimaCoefficients | undefined): Float64Array {
  return Float64Array.of(
    ...freeStart(p, near?.ar),
    ...freeStart(q, near && negated(near.ma)),
    ...freeStart(seasonalP, near?.seasonalAr),
    ...freeStart(seasonalQ, near && negated(near.seasonalMa)),
  );
}

/** The likelihood of given coefficients; null where they are not stationary. */
export function filterArima(
  differenced: Float64Array,
  order: ArimaOrder,
  coefficients: ArimaCoefficients,
): ArmaFilter | null {
  const { ar, ma } = expandCoefficients(coefficients, order.season);
  return filterArma(differenced, ar, ma, order.hasConstant);
}

const STEP = 1e-4;

/** Roots nearer to the unit circle than this make a fit unusable: it says what differencing says better. */
const ROOT_RADIUS = 1.01;

/** Whether the autoregression and the moving average keep away from the unit circle. */
export function isSettled({ ar, ma, seasonalAr, seasonalMa }: ArimaCoefficients, season: number): boolean {
  const far = ROOT_RADIUS ** season;
  return (
    isStationary(ar, ROOT_RADIUS) &&
    isStationary(negated(ma), ROOT_RADIUS) &&
    isStationary(seasonalAr, far) &&
    isStationary(negated(seasonalMa), far)
  );
}

/**
 * Exact maximum likelihood of one order, over coefficients that are stationary and invertible by construction.
 *
 * @param values n, without NaN, not yet differenced
 * @param tolerance largest slope of the mean log-likelihood to end with
 * @param near coefficients to begin with, of this order or another
 * @returns null where differencing leaves too few values for the parameters
 */
export function estimateArima(
  values: Float64Array,
  order: ArimaOrder,
  { tolerance = 1e-5, near }: { tolerance?: number; near?: ArimaCoefficients | undefined } = {},
): ArimaFit | null {
  const differenced = differenceSeries(values, order);
  const n = differenced.length;
  const count = order.p + order.q + order.seasonalP + order.seasonalQ;
  const size = count + (order.hasConstant ? 1 : 0) + 1;
  if (n - size - 1 <= 0 || n < Math.max(order.p + order.seasonalP * order.season, 3)) return null;
  const cost = (free: Float64Array): number => {
    const filter = filterArima(differenced, order, coefficientsOf(free, order));
    return filter === null ? 1e6 : -filter.logLikelihood / n;
  };
  const isRough = tolerance > STEP;
  const step = isRough ? STEP / 100 : STEP;
  // The line search asks again for the point it settles on.
  let latest = { free: new Float64Array(0), value: 0, slopes: new Float64Array(0) };
  const evaluate = (free: Float64Array, gradient: Float64Array): number => {
    if (latest.free.length === free.length && latest.free.every((value, i) => value === at(free, i))) {
      gradient.set(latest.slopes);
      return latest.value;
    }
    const value = cost(free);
    const moved = Float64Array.from(free);
    for (let i = 0; i < free.length; i += 1) {
      moved[i] = at(free, i) + step;
      const above = cost(moved);
      moved[i] = at(free, i) - step;
      gradient[i] = isRough ? (above - value) / step : (above - cost(moved)) / (2 * step);
      moved[i] = at(free, i);
    }
    latest = { free: Float64Array.from(free), value, slopes: Float64Array.from(gradient) };
    return value;
  };
  const start = startOf(order, near);
  const { x } = count === 0 ? { x: start } : minimizeLbfgs({ evaluate }, start, { tolerance, maxIterations: 60 });
  const coefficients = coefficientsOf(x, order);
  const filter = filterArima(differenced, order, coefficients);
  if (filter === null) return null;
  const aicc = -2 * filter.logLikelihood + 2 * size + (2 * size * (size + 1)) / (n - size - 1);
  return { order, coefficients, filter, size, aicc };
}

/** Lags that bring the forecasts of w back to y; see {@link differencingLags}. */
export function integrate(forecasts: Float64Array, values: Float64Array, order: ArimaOrder): Float64Array {
  const lags = differencingLags(order);
  const n = values.length;
  const out = new Float64Array(forecasts.length);
  for (let h = 0; h < out.length; h += 1) {
    let sum = at(forecasts, h);
    for (let k = 1; k <= lags.length; k += 1) {
      sum += at(lags, k - 1) * (h - k >= 0 ? at(out, h - k) : at(values, n + h - k));
    }
    out[h] = sum;
  }
  return out;
}
