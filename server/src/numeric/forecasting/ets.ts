import { at } from '../element.ts';
import { quantileOfSorted } from '../metrics/quantile.ts';
import { NumericError } from '../numeric-error.ts';
import type { Rng } from '../rng/rng.ts';
import { estimateEts, type EtsFit } from './ets-estimation.ts';
import { etsForms, type EtsForm, type EtsParameters, type EtsState, filterEts } from './ets-recursion.ts';
import {
  type Forecast,
  type ForecastComponent,
  type ForecastInterval,
  type ForecastMethod,
  type ForecastModel,
  normalIntervals,
  requireLength,
  settingsOf,
} from './method.ts';
import { type CompleteSeries, usableSeasons } from './series.ts';

const KIND = 'ets';

/** Exponential smoothing in one of fifteen forms. */
export interface EtsModel extends ForecastModel {
  readonly kind: typeof KIND;
  readonly form: EtsForm;
  readonly parameters: EtsParameters;
  readonly state: EtsState;
  /** Of the one-step errors; relative where the error is multiplicative. */
  readonly variance: number;
  readonly logLikelihood: number;
  readonly aicc: number;
}

/** Longer seasons have too many first states; MSTL takes them. */
const LONGEST_SEASON = 24;
const PATHS = 1000;
const SPECS = {
  /** 1 lets seasons in. */
  seasonal: { value: 1, min: 0, max: 1 },
};

/** The shortest season, where a method of one season can take it; else 1. */
export function singleSeason(series: CompleteSeries): number {
  const season = usableSeasons(series.seasonLengths, series.values.length)[0] ?? 1;
  return season <= LONGEST_SEASON ? season : 1;
}

function varianceOf(values: Float64Array, { form, parameters, size }: EtsFit): number {
  return filterEts(values, form, parameters).squares / Math.max(1, values.length - (size - 1));
}

/**
 * Point forecasts, and what each state adds to them.
 *
 * @param steps one-step errors to come; none gives the path without surprises
 */
function projectEts(
  { form, parameters, state }: EtsModel,
  horizon: number,
  steps?: (h: number) => number,
): { total: Float64Array; base: Float64Array } {
  const { alpha, beta, gamma, phi } = parameters;
  let { level, slope } = state;
  const season = Float64Array.from(state.season);
  const total = new Float64Array(horizon);
  const bases = new Float64Array(horizon);
  for (let h = 0; h < horizon; h += 1) {
    const base = level + phi * slope;
    const place = season.length > 0 ? h % season.length : 0;
    const seasonal = season.length > 0 ? at(season, place) : 0;
    let expected = base;
    if (form.season !== 'N') expected = form.season === 'A' ? base + seasonal : base * seasonal;
    const error = steps === undefined ? 0 : steps(h) * (form.error === 'M' ? expected : 1);
    const moved = form.season === 'M' ? error / seasonal : error;
    total[h] = expected + error;
    bases[h] = base;
    level = base + alpha * moved;
    slope = phi * slope + beta * moved;
    if (form.season !== 'N') season[place] = seasonal + gamma * (form.season === 'A' ? error : error / base);
  }
  return { total, base: bases };
}

/** Standard deviations h steps ahead of an additive form (Hyndman et al. 2008, table 6.1). */
function additiveDeviations({ form, parameters, state, variance }: EtsModel, horizon: number): Float64Array {
  const { alpha, beta, gamma, phi } = parameters;
  const out = new Float64Array(horizon);
  let sum = 1;
  let damped = 0;
  for (let h = 0; h < horizon; h += 1) {
    out[h] = Math.sqrt(variance * sum);
    damped = form.trend === 'N' ? 0 : phi * (1 + damped);
    const returns = state.season.length > 0 && (h + 1) % state.season.length === 0;
    sum += (alpha + beta * damped + (returns ? gamma : 0)) ** 2;
  }
  return out;
}

function simulatedIntervals(model: EtsModel, horizon: number, levels: readonly number[], rng: Rng): ForecastInterval[] {
  const deviation = Math.sqrt(model.variance);
  const draws = Array.from({ length: horizon }, () => new Float64Array(PATHS));
  for (let path = 0; path < PATHS; path += 1) {
    const { total } = projectEts(model, horizon, () => Math.max(-0.99, deviation * rng.normal()));
    for (const [h, column] of draws.entries()) column[path] = at(total, h);
  }
  for (const column of draws) column.sort();
  return levels.map((level) => ({
    level,
    lower: Float64Array.from(draws, (column) => quantileOfSorted(column, 0.5 - level / 2)),
    upper: Float64Array.from(draws, (column) => quantileOfSorted(column, 0.5 + level / 2)),
  }));
}

function componentsOf(model: EtsModel, total: Float64Array, base: Float64Array): ForecastComponent[] {
  const { level } = model.state;
  const parts: ForecastComponent[] = [{ name: 'level', values: new Float64Array(total.length).fill(level) }];
  if (model.form.trend !== 'N') parts.push({ name: 'trend', values: base.map((value) => value - level) });
  if (model.form.season !== 'N') parts.push({ name: 'season', values: total.map((value, h) => value - at(base, h)) });
  return parts;
}

/**
 * Exponential smoothing state space models (Hyndman, Koehler, Ord & Snyder 2008): all fifteen forms without a
 * multiplicative trend are fitted by maximum likelihood and the least AICc chosen. Additive forms have normal intervals
 * in closed form, the others 1,000 simulated paths.
 *
 * One season of at most 24 periods; multiplicative forms for positive series only; at least five values. A constant
 * series gives its value and intervals without width.
 */
export const ets: ForecastMethod<EtsModel> = {
  kind: KIND,
  fit(series, settings) {
    const { seasonal } = settingsOf(KIND, SPECS, settings);
    requireLength(series, 5);
    const { values } = series;
    const season = seasonal === 1 ? singleSeason(series) : 1;
    let best: EtsFit | null = null;
    for (const form of etsForms(
      season > 1,
      values.every((value) => value > 0),
    )) {
      const fit = estimateEts(values, form, season);
      if (fit !== null && (best === null || fit.aicc < best.aicc)) best = fit;
    }
    if (best === null) throw new NumericError('too_few_rows', { rows: values.length, required: 5 });
    const { form, parameters, logLikelihood, aicc } = best;
    const { state } = filterEts(values, form, parameters);
    return { kind: KIND, form, parameters, state, variance: varianceOf(values, best), logLikelihood, aicc };
  },
  resume: (model, { values }) => ({ ...model, state: filterEts(values, model.form, model.parameters).state }),
  forecast(model, { horizon, levels, rng }): Forecast {
    const { total, base } = projectEts(model, horizon);
    const intervals =
      model.form.error === 'A'
        ? normalIntervals(total, additiveDeviations(model, horizon), levels)
        : simulatedIntervals(model, horizon, levels, rng);
    return { point: total, intervals, components: componentsOf(model, total, base) };
  },
};
