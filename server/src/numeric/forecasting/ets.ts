import { at } from '../element.ts';
import { quantileOfSorted } from '../metrics/quantile.ts';
import { NumericError } from '../numeric-error.ts';
import type { Rng } from '../rng/rng.ts';
import { estimateEts, type EtsFit } from './ets-estimation.ts';
import {
  etsForms,
  type EtsForm,
  type EtsParameters,
  type EtsState,
  filterEts,
  isGrowth,
  movedLevel,
  movedSlope,
} from './ets-recursion.ts';
import {
  type Forecast,
  type ForecastComponent,
  type ForecastInterval,
  type ForecastMethod,
  type ForecastModel,
  normalIntervals,
  predictionVariance,
  requireLength,
  settingsOf,
} from './method.ts';
import { type CompleteSeries, usableSeasons } from './series.ts';

const KIND = 'ets';

/** Exponential smoothing in one of nineteen forms. */
export interface EtsModel extends ForecastModel {
  readonly kind: typeof KIND;
  readonly form: EtsForm;
  readonly parameters: EtsParameters;
  readonly state: EtsState;
  /** Of a one-step forecast; relative where the error is multiplicative. */
  readonly variance: number;
  readonly logLikelihood: number;
  readonly aicc: number;
}

/** Longer seasons have too many first states; MSTL takes them. */
const LONGEST_SEASON = 24;
const PATHS = 1000;
/** Forms that are estimated to the end. */
const FINALISTS = 6;
const SPECS = {
  /** 1 lets seasons in. */
  seasonal: { value: 1, min: 0, max: 1 },
  /** 1 lets growth rates in: forecasts far ahead follow them without bounds. */
  growth: { value: 0, min: 0, max: 1 },
};

/** The shortest season, where a method of one season can take it; else 1. */
export function singleSeason(series: CompleteSeries): number {
  const season = usableSeasons(series.seasonLengths, series.values.length)[0] ?? 1;
  return season <= LONGEST_SEASON ? season : 1;
}

const byAicc = (a: EtsFit, b: EtsFit): number => a.aicc - b.aicc;

/** The form of the least AICc: all are estimated roughly, the better ones to the end. */
function chooseForm(values: Float64Array, forms: readonly EtsForm[], season: number): EtsFit | null {
  const rough = forms.flatMap((form) => estimateEts(values, form, season, { isRough: true }) ?? []);
  const finalists = rough.toSorted(byAicc).slice(0, FINALISTS);
  const fits = finalists.flatMap(
    ({ form, parameters }) => estimateEts(values, form, season, { near: parameters }) ?? [],
  );
  return fits.toSorted(byAicc)[0] ?? null;
}

function modelOf(values: Float64Array, fit: EtsFit): EtsModel {
  const { form, parameters, size, logLikelihood, aicc } = fit;
  const { state, squares } = filterEts(values, form, parameters);
  const variance = predictionVariance(squares, values.length, size - 1);
  return { kind: KIND, form, parameters, state, variance, logLikelihood, aicc };
}

/**
 * One path into the future.
 *
 * @param errors h one-step errors to come; without them the path of no surprises
 * @param total h, overwritten: what is forecast, the errors included
 * @param base h, overwritten where given: the same without season
 */
function projectEts(
  { form, parameters, state }: EtsModel,
  errors: Float64Array | null,
  total: Float64Array,
  base?: Float64Array,
): void {
  const { alpha, beta, gamma, phi } = parameters;
  let { level, slope } = state;
  const season = state.season.slice();
  const grows = isGrowth(form);
  let place = 0;
  for (let h = 0; h < total.length; h += 1) {
    const smooth = movedLevel(level, slope, phi, grows);
    const seasonal = season.length > 0 ? at(season, place) : 0;
    let expected = smooth;
    if (form.season !== 'N') expected = form.season === 'A' ? smooth + seasonal : smooth * seasonal;
    const error = errors === null ? 0 : at(errors, h) * (form.error === 'M' ? expected : 1);
    const moved = form.season === 'M' ? error / seasonal : error;
    total[h] = expected + error;
    if (base !== undefined) base[h] = smooth;
    slope = movedSlope(slope, phi, beta * moved, level, grows);
    level = smooth + alpha * moved;
    if (form.season === 'N') continue;
    season[place] = seasonal + gamma * (form.season === 'A' ? error : error / smooth);
    place = place + 1 === season.length ? 0 : place + 1;
  }
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
  const draws = new Float64Array(horizon * PATHS);
  const errors = new Float64Array(horizon);
  const path = new Float64Array(horizon);
  for (let p = 0; p < PATHS; p += 1) {
    for (let h = 0; h < horizon; h += 1) errors[h] = Math.max(-0.99, deviation * rng.normal());
    projectEts(model, errors, path);
    for (let h = 0; h < horizon; h += 1) draws[h * PATHS + p] = at(path, h);
  }
  const columns = Array.from({ length: horizon }, (_, h) => draws.subarray(h * PATHS, (h + 1) * PATHS).sort());
  return levels.map((level) => ({
    level,
    lower: Float64Array.from(columns, (column) => quantileOfSorted(column, 0.5 - level / 2)),
    upper: Float64Array.from(columns, (column) => quantileOfSorted(column, 0.5 + level / 2)),
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
 * Exponential smoothing state space models (Hyndman, Koehler, Ord & Snyder 2008): all nineteen admissible forms, or the
 * fifteen without a multiplicative trend (default), are estimated by maximum likelihood and the least AICc chosen. Forms
 * with additive errors have normal intervals in closed form, the others 1,000 simulated paths.
 *
 * One season of at most 24 periods; multiplicative forms for positive series only; at least five values. A constant
 * series gives its value and intervals without width.
 */
export const ets: ForecastMethod<EtsModel> = {
  kind: KIND,
  fit(series, settings) {
    const { seasonal, growth } = settingsOf(KIND, SPECS, settings);
    requireLength(series, 5);
    const { values } = series;
    const season = seasonal === 1 ? singleSeason(series) : 1;
    const isPositive = values.every((value) => value > 0);
    const best = chooseForm(values, etsForms(season > 1, isPositive, growth === 1), season);
    if (best === null) throw new NumericError('too_few_rows', { rows: values.length, required: 5 });
    return modelOf(values, best);
  },
  refit(model, series) {
    const { form, parameters } = model;
    const fit = estimateEts(series.values, form, Math.max(1, parameters.season.length), { near: parameters });
    return fit === null ? ets.resume(model, series) : modelOf(series.values, fit);
  },
  resume: (model, { values }) => ({ ...model, state: filterEts(values, model.form, model.parameters).state }),
  forecast(model, { horizon, levels, rng }): Forecast {
    const total = new Float64Array(horizon);
    const base = new Float64Array(horizon);
    projectEts(model, null, total, base);
    const intervals =
      model.form.error === 'A'
        ? normalIntervals(total, additiveDeviations(model, horizon), levels)
        : simulatedIntervals(model, horizon, levels, rng);
    return { point: total, intervals, components: componentsOf(model, total, base) };
  },
};
