import { at } from '../element.ts';
import { NumericError } from '../numeric-error.ts';
import { createRng } from '../rng/rng.ts';
import { arima } from './arima.ts';
import { backtest, backtestAccuracy, type OriginForecast, planOrigins } from './backtest.ts';
import { combineForecasts } from './combination.ts';
import { croston, shareOfZeros } from './croston.ts';
import { ets } from './ets.ts';
import { conformalFactor, stretchInterval } from './intervals.ts';
import { linearForecast } from './linear-forecast.ts';
import type { Forecast, ForecastMethod, ForecastModel, ForecastOptions, MethodSettings } from './method.ts';
import { settingsOf } from './method.ts';
import { mstl } from './mstl.ts';
import { seasonalNaive } from './seasonal-naive.ts';
import { type CompleteSeries, usableSeasons } from './series.ts';
import { theta } from './theta.ts';

const KIND = 'auto';

interface Candidate {
  readonly name: string;
  readonly method: ForecastMethod<ForecastModel>;
  readonly settings: MethodSettings;
}

/** A candidate and how it did. */
export interface AutoTrial {
  readonly name: string;
  /** Means over the backtest's origins; NaN where none fitted in. */
  readonly smape: number;
  readonly mase: number;
  /** Its share of the forecast; 0 where it was left out. */
  readonly weight: number;
}

/** What was chosen, and all that was compared. */
export interface AutoModel extends ForecastModel {
  readonly kind: typeof KIND;
  readonly members: readonly { readonly name: string; readonly weight: number; readonly model: ForecastModel }[];
  readonly trials: readonly AutoTrial[];
  /** Of the combination, on the same origins. */
  readonly backtest: {
    readonly origins: number;
    readonly horizon: number;
    readonly smape: number;
    readonly mase: number;
  };
  /** By how much backtests move the bounds of an interval, for each level that was looked at. */
  readonly factors: readonly { readonly level: number; readonly factor: number }[];
  readonly range: Range;
}

/** What forecasts are held against. */
interface Range {
  readonly low: number;
  readonly high: number;
  /** The last round of the longest season. */
  readonly season: Float64Array;
}

const SPECS = {
  /** Periods that backtests look ahead; 0: the longest season, eight at least. */
  horizon: { value: 0, min: 0, max: 10_000 },
  /** Origins of the backtest. */
  origins: { value: 3, min: 3, max: 50 },
  /** Of simulated intervals in backtests. */
  seed: { value: 1, min: 0, max: Number.MAX_SAFE_INTEGER },
};

const SMOOTH: readonly Candidate[] = [
  { name: 'ets', method: ets, settings: {} },
  { name: 'arima', method: arima, settings: {} },
  { name: 'theta', method: theta, settings: {} },
  { name: 'mstl', method: mstl, settings: {} },
  { name: 'mstl_arima', method: mstl, settings: { arima: 1 } },
];
const INTERMITTENT: readonly Candidate[] = [
  { name: 'croston', method: croston, settings: {} },
  { name: 'tsb', method: croston, settings: { variant: 2 } },
  { name: 'ets', method: ets, settings: {} },
];
const OUTSIDE: Candidate = { name: 'linear_regression', method: linearForecast, settings: {} };
const NAIVE: Candidate = { name: 'seasonal_naive', method: seasonalNaive, settings: {} };
const EVERY: readonly Candidate[] = [...SMOOTH, ...INTERMITTENT, OUTSIDE, NAIVE];

/** Demand in two thirds of the periods at most is intermittent. */
const MANY_ZEROS = 1 / 3;
/** Levels whose widths are calibrated; others take the nearest one's. */
const LEVELS = [0.5, 0.8, 0.9, 0.95, 0.99];
/** Errors of the overlapping backtests that weigh as much as the methods' own intervals. */
const TRUST = 50;

function methodOf(name: string): ForecastMethod<ForecastModel> {
  return (EVERY.find((candidate) => candidate.name === name) ?? NAIVE).method;
}

function candidatesOf(series: CompleteSeries): Candidate[] {
  const base = shareOfZeros(series.values) >= MANY_ZEROS ? INTERMITTENT : SMOOTH;
  const hasOutside = (series.columns ?? []).length + (series.holidays ?? []).length > 0;
  return hasOutside ? [...base, OUTSIDE] : [...base];
}

/** One that cannot learn from so short a series is no candidate. */
function tryFit<T>(fit: () => T): T | null {
  try {
    return fit();
  } catch (error) {
    if (error instanceof NumericError && error.code === 'too_few_rows') return null;
    throw error;
  }
}

interface Judged extends Candidate {
  readonly origins: readonly OriginForecast[];
  readonly smape: number;
  readonly mase: number;
}

/** Squared inverse errors, none for a candidate whose error is twice the best's. */
function weightsOf(judged: readonly Judged[]): number[] {
  const errors = judged.map(({ mase }) => (Number.isFinite(mase) ? mase : Number.MAX_VALUE));
  const best = Math.max(1e-9, Math.min(...errors));
  return errors.map((error) => (error > 2 * best ? 0 : (best / Math.max(error, best)) ** 2));
}

function rangeOf({ values, seasonLengths }: CompleteSeries): Range {
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
function keepSign(forecast: Forecast, { low }: Range): Forecast {
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

/** The forecasts of members that are not wild, combined. */
function combineSane(forecasts: readonly Forecast[], weights: readonly number[], range: Range): Forecast | null {
  const sane = forecasts.map((forecast, i) => ((weights[i] ?? 0) > 0 && !isWild(forecast, range) ? i : -1));
  const kept = sane.filter((i) => i >= 0);
  if (kept.length === 0) return null;
  return combineForecasts(
    kept.flatMap((i) => forecasts[i] ?? []),
    kept.map((i) => weights[i] ?? 0),
  );
}

/** Backtests of every candidate that can learn from the first origin on. */
function judge(
  series: CompleteSeries,
  candidates: readonly Candidate[],
  settings: Record<keyof typeof SPECS, number>,
): Judged[] {
  const season = usableSeasons(series.seasonLengths, series.values.length).at(-1) ?? 1;
  const horizon = settings.horizon > 0 ? settings.horizon : Math.max(8, season);
  const least = Math.max(10, 3 * season);
  const n = series.values.length;
  // A series of fewer than three seasons cannot show whether its season returns.
  const plan = planOrigins(n, horizon, least, settings.origins) ?? planOrigins(n, horizon, 5, settings.origins);
  if (plan === null) return [];
  const rng = createRng(settings.seed);
  return candidates.flatMap((candidate) => {
    const tested = tryFit(() =>
      backtest(candidate.method, series, plan, {
        levels: LEVELS,
        rng: rng.split(candidate.name),
        settings: candidate.settings,
      }),
    );
    if (tested === null) return [];
    return [{ ...candidate, origins: tested.origins, ...backtestAccuracy(tested.origins, series, season) }];
  });
}

/** What the combination would have said at each origin. */
function combinedOrigins(judged: readonly Judged[], weights: readonly number[], range: Range): OriginForecast[] {
  return (judged[0]?.origins ?? []).flatMap(({ origin, actual }, i) => {
    const forecasts = judged.flatMap((each) => each.origins[i]?.forecast ?? []);
    const forecast = combineSane(forecasts, weights, range);
    return forecast === null ? [] : [{ origin, actual, forecast: keepSign(forecast, range) }];
  });
}

/** The calibrated factor of the nearest level. */
function factorFor(factors: AutoModel['factors'], level: number): number {
  const [nearest] = factors.toSorted((a, b) => Math.abs(a.level - level) - Math.abs(b.level - level));
  return nearest?.factor ?? 1;
}

function naiveForecast(range: Range, series: Pick<ForecastOptions, 'horizon' | 'levels'>): Forecast {
  const point = Float64Array.from({ length: series.horizon }, (_, h) => at(range.season, h % range.season.length));
  const span = range.high - range.low;
  return {
    point,
    intervals: series.levels.map((level) => ({
      level,
      lower: point.map((value) => value - span),
      upper: point.map((value) => value + span),
    })),
    components: [{ name: 'level', values: point }],
  };
}

/**
 * The combination that backtests recommend: each candidate is fitted at the first of at least three rolling origins and
 * goes on from its state at the others; weights are the inverse squares of the mean scaled errors there, nothing for
 * twice the best error. All chosen ones are then fitted to the whole series.
 *
 * Candidates: `ets`, `arima`, `theta`, `mstl`, `mstl_arima`; with demand in two thirds of the periods at most `croston`,
 * `tsb`, `ets`; `linear_regression` too where holidays or outside columns are given. `seasonal_naive` is always measured,
 * and taken only where nothing else can be.
 *
 * Intervals are the members' averaged, and widened (never narrowed) to what the backtests' errors ask for. Guard rails:
 * a member that leaves the range of the past by three times its span is left out, a series that never was negative has
 * no negative forecast, and where nothing can be fitted the last season is repeated.
 */
export const auto: ForecastMethod<AutoModel> = {
  kind: KIND,
  fit(series, given) {
    const settings = settingsOf(KIND, SPECS, given);
    const range = rangeOf(series);
    const candidates = candidatesOf(series);
    const all = judge(series, [...candidates, NAIVE], settings);
    const judged = all.filter(({ name }) => name !== NAIVE.name);
    const chosen = judged.length > 0 ? judged : all;
    const weights = weightsOf(chosen);
    const origins = combinedOrigins(chosen, weights, range);
    const season = usableSeasons(series.seasonLengths, series.values.length).at(-1) ?? 1;
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const shares = new Map(chosen.map(({ name }, i) => [name, (weights[i] ?? 0) / total]));
    const finalists = all.length > 0 ? chosen.filter((_, i) => (weights[i] ?? 0) > 0) : [...candidates, NAIVE];
    const members = finalists.flatMap(({ name, method, settings: own }) => {
      const model = tryFit(() => method.fit(series, own));
      return model === null ? [] : [{ name, weight: shares.get(name) ?? 1, model }];
    });
    return {
      kind: KIND,
      members,
      trials: all.map(({ name, smape, mase }) => ({ name, smape, mase, weight: shares.get(name) ?? 0 })),
      backtest: {
        origins: origins.length,
        horizon: origins[0]?.actual.length ?? 0,
        ...backtestAccuracy(origins, series, season),
      },
      factors: LEVELS.map((level) => ({ level, factor: Math.max(1, conformalFactor(origins, level, TRUST)) })),
      range,
    };
  },
  resume(model, series) {
    const members = model.members.map((member) => ({
      ...member,
      model: methodOf(member.name).resume(member.model, series),
    }));
    return { ...model, members, range: rangeOf(series) };
  },
  forecast(model, options) {
    const { members, range, factors } = model;
    const forecasts = members.map((member) =>
      methodOf(member.name).forecast(member.model, { ...options, rng: options.rng.split(member.name) }),
    );
    const combined =
      combineSane(
        forecasts,
        members.map(({ weight }) => weight),
        range,
      ) ?? naiveForecast(range, options);
    const intervals = combined.intervals.map((interval) =>
      stretchInterval(interval, combined.point, factorFor(factors, interval.level)),
    );
    return keepSign({ ...combined, intervals }, range);
  },
};
