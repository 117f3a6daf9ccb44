import { at } from '../element.ts';
import { seasonalElements } from './ets-estimation.ts';
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
import { minimizeNelderMead } from './nelder-mead.ts';
import { hasSeason } from './seasonality.ts';

const KIND = 'theta';

interface ThetaParameters {
  /** The level before the first value. */
  readonly level: number;
  readonly alpha: number;
  /** ≥ 1: how much of the line's curvature the second line keeps; 2 is the classical method. */
  readonly theta: number;
}

/** Level, and the line through what was seen so far, after t values. */
interface ThetaState {
  readonly count: number;
  readonly level: number;
  readonly mean: number;
  readonly intercept: number;
  readonly slope: number;
}

/** The dynamic optimised theta model of the seasonally adjusted series. */
export interface ThetaModel extends ForecastModel {
  readonly kind: typeof KIND;
  readonly parameters: ThetaParameters;
  readonly state: ThetaState;
  readonly variance: number;
  /** Factors (or additions) of a season, the next period's first; empty where there is none. */
  readonly season: Float64Array;
  readonly isFactor: boolean;
}

const SPECS = {
  /** 1 chooses θ, 0 takes 2. */
  optimised: { value: 1, min: 0, max: 1 },
};

/** What the next value is expected to be (Fiorucci et al. 2016, eq. 11). */
function expectedNext({ alpha, theta }: ThetaParameters, { count, level, intercept, slope }: ThetaState): number {
  const kept = (1 - alpha) ** count;
  return level + (1 - 1 / theta) * (kept * intercept + ((1 - kept * (1 - alpha)) / alpha) * slope);
}

function afterValue({ alpha }: ThetaParameters, state: ThetaState, value: number): ThetaState {
  const t = state.count + 1;
  const level = alpha * value + (1 - alpha) * state.level;
  const mean = (state.count * state.mean + value) / t;
  const slope = t === 1 ? 0 : ((t - 2) * state.slope + (6 * (value - state.mean)) / t) / (t + 1);
  return { count: t, level, mean, slope, intercept: mean - (slope * (t + 1)) / 2 };
}

const firstState = ({ level }: ThetaParameters): ThetaState => ({ count: 0, level, mean: 0, intercept: 0, slope: 0 });

function filterTheta(values: Float64Array, parameters: ThetaParameters): { state: ThetaState; squares: number } {
  let state = firstState(parameters);
  let squares = 0;
  for (let t = 0; t < values.length; t += 1) {
    const value = at(values, t);
    // The line has no slope before the third value; those errors say nothing of it.
    if (t >= 2) squares += (value - expectedNext(parameters, state)) ** 2;
    state = afterValue(parameters, state, value);
  }
  return { state, squares };
}

function estimate(values: Float64Array, isOptimised: boolean): ThetaParameters {
  const scale = Math.max(1e-12, Math.abs(at(values, 0)));
  const parametersOf = (free: Float64Array): ThetaParameters => ({
    level: at(free, 0) * scale,
    alpha: 0.1 + 0.89 / (1 + Math.exp(-at(free, 1))),
    theta: isOptimised ? 1 + Math.exp(Math.min(7, at(free, 2))) : 2,
  });
  const start = Float64Array.of(at(values, 0) / (2 * scale), 0, 0).subarray(0, isOptimised ? 3 : 2);
  const { x } = minimizeNelderMead((free) => filterTheta(values, parametersOf(free)).squares, start, {
    steps: new Float64Array(start.length).fill(0.5),
    tolerance: 1e-8,
    maxEvaluations: 400,
  });
  return parametersOf(x);
}

function adjustSeries(values: Float64Array, season: Float64Array, isFactor: boolean): Float64Array {
  if (season.length === 0) return values;
  return values.map((value, t) => {
    const element = at(season, t % season.length);
    return isFactor ? value / element : value - element;
  });
}

/** The season as it stands after n values. */
function turned(season: Float64Array, count: number): Float64Array {
  return season.map((_, k) => at(season, (k + count) % season.length));
}

/**
 * The dynamic optimised theta model (Assimakopoulos & Nikolopoulos 2000; Fiorucci, Pellegrini, Louzada, Petropoulos &
 * Koehler 2016): exponential smoothing drawn to a line that is fitted anew with every value. A season that shows at
 * 10 % is taken out by classical decomposition, as factors where all values are positive. Normal intervals of simple
 * smoothing around it.
 *
 * One season of at most 24 periods; at least three values. A constant series gives its value.
 */
export const theta: ForecastMethod<ThetaModel> = {
  kind: KIND,
  fit(series, settings) {
    const { optimised } = settingsOf(KIND, SPECS, settings);
    requireLength(series, 3);
    const { values } = series;
    const length = singleSeason(series);
    const isFactor = values.every((value) => value > 0);
    const season =
      length > 1 && hasSeason(values, length) ? seasonalElements(values, length, isFactor) : new Float64Array(0);
    const adjusted = adjustSeries(values, season, isFactor);
    const parameters = estimate(adjusted, optimised === 1);
    const { state, squares } = filterTheta(adjusted, parameters);
    const variance = predictionVariance(squares, values.length, 3 + Math.max(0, season.length - 1));
    return { kind: KIND, parameters, state, variance, season: turned(season, values.length), isFactor };
  },
  resume(model, { values }) {
    const back = model.season.length - (model.state.count % Math.max(1, model.season.length));
    const season = turned(model.season, back);
    const { state } = filterTheta(adjustSeries(values, season, model.isFactor), model.parameters);
    return { ...model, state, season: turned(season, values.length) };
  },
  forecast({ parameters, state: last, variance, season, isFactor }, { horizon, levels }): Forecast {
    const centre = new Float64Array(horizon);
    let state = last;
    for (let h = 0; h < horizon; h += 1) {
      centre[h] = expectedNext(parameters, state);
      state = afterValue(parameters, state, at(centre, h));
    }
    const withSeason = (values: Float64Array): Float64Array => {
      if (season.length === 0) return values;
      return values.map((value, h) => {
        const element = at(season, h % season.length);
        return isFactor ? value * element : value + element;
      });
    };
    const deviations = centre.map((_, h) => Math.sqrt(variance * (1 + h * parameters.alpha ** 2)));
    const point = withSeason(centre);
    const intervals = normalIntervals(centre, deviations, levels).map(({ level, lower, upper }) => ({
      level,
      lower: withSeason(lower),
      upper: withSeason(upper),
    }));
    return {
      point,
      intervals,
      components: [
        { name: 'trend', values: centre },
        { name: 'season', values: point.map((value, h) => value - at(centre, h)) },
      ],
    };
  },
};
