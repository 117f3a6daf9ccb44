// oxlint-disable import/max-dependencies -- every method of forecasting meets here
import { itemAt } from '../element.ts';
import { NumericError } from '../numeric-error.ts';
import { createRng } from '../rng/rng.ts';
import { arima } from './arima.ts';
import {
  backtest,
  backtestAccuracy,
  type BacktestAccuracy,
  type BacktestPlan,
  type OriginForecast,
  planOrigins,
} from './backtest.ts';
import { croston, shareOfZeros } from './croston.ts';
import { ets } from './ets.ts';
import { combineSane, keepSign, type Range, rangeOf, repeatRange } from './guard-rails.ts';
import { HOLIDAY_AWARE, holidayAware } from './holiday-aware.ts';
import { conformalFactor, type IntervalFactors, stretchIntervals } from './intervals.ts';
import { linearForecast } from './linear-forecast.ts';
import { type ForecastMethod, type ForecastModel, type MethodSettings, settingsOf } from './method.ts';
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
  readonly factors: IntervalFactors;
  readonly range: Range;
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
export const LEVELS = [0.5, 0.8, 0.9, 0.95, 0.99];
/** Errors beyond the bounds, of overlapping backtests, that weigh as much as the methods' own intervals. */
export const TRUST = 10;

function methodOf({ name, model }: { name: string; model: ForecastModel }): ForecastMethod<ForecastModel> {
  const { method } = EVERY.find((candidate) => candidate.name === name) ?? NAIVE;
  return model.kind === HOLIDAY_AWARE ? holidayAware(method) : method;
}

/** Days without demand say nothing of holidays: there, the regression alone is told of them. */
function candidatesOf(series: CompleteSeries): Candidate[] {
  const [hasColumns, hasHolidays] = [(series.columns ?? []).length > 0, (series.holidays ?? []).length > 0];
  if (shareOfZeros(series.values) >= MANY_ZEROS)
    return [...INTERMITTENT, ...(hasColumns || hasHolidays ? [OUTSIDE] : [])];
  const base = [...SMOOTH, ...(hasColumns ? [OUTSIDE] : [])];
  return hasHolidays ? base.map((each) => ({ ...each, method: holidayAware(each.method) })) : base;
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
  readonly model: ForecastModel | null;
  readonly origins: readonly OriginForecast[];
  readonly smape: number;
  readonly mase: number;
}

/** Squared inverse errors, none for a candidate whose error is twice the best's. */
function weightsOf(scaledErrors: readonly number[]): number[] {
  const errors = scaledErrors.map((error) => (Number.isFinite(error) ? error : Number.MAX_VALUE));
  const best = Math.max(1e-9, Math.min(...errors));
  return errors.map((error) => (error > 2 * best ? 0 : (best / Math.max(error, best)) ** 2));
}

const longestSeason = ({ values, seasonLengths }: CompleteSeries): number =>
  usableSeasons(seasonLengths, values.length).at(-1) ?? 1;

/** Errors of origins; NaN where MASE has no scale, for the past repeats itself exactly. */
function accuracyOf(origins: readonly OriginForecast[], series: CompleteSeries): BacktestAccuracy {
  const { smape, mase } = backtestAccuracy(origins, series, longestSeason(series));
  return { smape, mase: Number.isFinite(mase) ? mase : Number.NaN };
}

/** Where `auto` measures a series; null where it is too short to. @throws NumericError as `auto.fit` does */
function planOf(series: CompleteSeries, given?: MethodSettings): BacktestPlan | null {
  const settings = settingsOf(KIND, SPECS, given);
  const season = longestSeason(series);
  const horizon = settings.horizon > 0 ? settings.horizon : Math.max(8, season);
  // The first origin should know three seasons, else the two that a season needs to show; a short series has neither.
  const plans = [Math.max(10, 3 * season), Math.max(10, 2 * season), 5].map((least) =>
    planOrigins(series.values.length, horizon, least, settings.origins),
  );
  return plans.find((plan) => plan !== null) ?? null;
}

/** Backtests of every candidate that can learn from the first origin on. */
function judge(series: CompleteSeries, candidates: readonly Candidate[], given?: MethodSettings): Judged[] {
  const plan = planOf(series, given);
  if (plan === null) return [];
  const rng = createRng(settingsOf(KIND, SPECS, given).seed);
  return candidates.flatMap((candidate) => {
    const tested = tryFit(() =>
      backtest(candidate.method, series, plan, {
        levels: LEVELS,
        rng: rng.split(candidate.name),
        settings: candidate.settings,
      }),
    );
    if (tested === null) return [];
    return [{ ...candidate, ...tested, ...accuracyOf(tested.origins, series) }];
  });
}

/** Share of the values that must have been known at the first origin for the form chosen there to stay. */
const KNOWN = 2 / 3;

/** The form that the backtest has chosen, estimated on all values; chosen anew where it knew too little. */
function fitFinally(
  { method, settings, model = null, origins }: Candidate & Partial<Judged>,
  series: CompleteSeries,
): ForecastModel {
  const length = series.values.length;
  const first = origins?.[0]?.origin ?? 0;
  const sawSeasons =
    usableSeasons(series.seasonLengths, first).length === usableSeasons(series.seasonLengths, length).length;
  const kept = model !== null && sawSeasons && first >= KNOWN * length ? method.refit?.(model, series) : undefined;
  return kept ?? method.fit(series, settings);
}

/**
 * What the combination would have said at each origin, with the weights that the other origins recommend: those of the
 * same origin have seen what came, and its errors would look too small.
 */
function combinedOrigins(judged: readonly Judged[], series: CompleteSeries, range: Range): OriginForecast[] {
  return (judged[0]?.origins ?? []).flatMap(({ origin, actual }, i) => {
    const weights = weightsOf(
      judged.map(({ origins }) => {
        const others = origins.filter((each) => each.origin !== origin);
        return accuracyOf(others, series).mase;
      }),
    );
    const forecasts = judged.map((each) => itemAt(each.origins, i).forecast);
    const forecast = combineSane(forecasts, weights, range);
    return forecast === null ? [] : [{ origin, actual, forecast: keepSign(forecast, range) }];
  });
}

/** A model, and what it would have said at the origins of its backtest, intervals calibrated. */
export interface MeasuredAuto {
  readonly model: AutoModel;
  readonly origins: readonly OriginForecast[];
}

/** {@link auto}`.fit`, with the forecasts of its backtest. */
export function fitMeasured(series: CompleteSeries, given?: MethodSettings): MeasuredAuto {
  const range = rangeOf(series);
  const candidates = candidatesOf(series);
  const all = judge(series, [...candidates, NAIVE], given);
  const judged = all.filter(({ name }) => name !== NAIVE.name);
  const chosen = judged.length > 0 ? judged : all;
  const weights = weightsOf(chosen.map(({ mase }) => mase));
  const combined = combinedOrigins(chosen, series, range);
  const factors = LEVELS.map((level) => ({ level, factor: conformalFactor(combined, level, TRUST) }));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = new Map(chosen.map(({ name }, i) => [name, itemAt(weights, i) / total]));
  const finalists = all.length > 0 ? chosen.filter((_, i) => itemAt(weights, i) > 0) : [...candidates, NAIVE];
  const members = finalists.flatMap((finalist) => {
    const model = tryFit(() => fitFinally(finalist, series));
    return model === null ? [] : [{ name: finalist.name, weight: shares.get(finalist.name) ?? 1, model }];
  });
  const model: AutoModel = {
    kind: KIND,
    members,
    trials: all.map(({ name, smape, mase }) => ({ name, smape, mase, weight: shares.get(name) ?? 0 })),
    backtest: {
      origins: combined.length,
      horizon: combined[0]?.actual.length ?? 0,
      ...accuracyOf(combined, series),
    },
    factors,
    range,
  };
  const origins = combined.map((each) => ({
    ...each,
    forecast: keepSign(stretchIntervals(each.forecast, factors), range),
  }));
  return { model, origins };
}

/**
 * The combination that backtests recommend: each candidate is fitted at the first of at least three rolling origins and
 * goes on from its state at the others; weights are the inverse squares of the mean scaled errors there, nothing for
 * twice the best error. All chosen ones are then fitted to the whole series.
 *
 * Candidates: `ets`, `arima`, `theta`, `mstl`, `mstl_arima`; with demand in two thirds of the periods at most `croston`,
 * `tsb`, `ets`; `linear_regression` too where outside columns are given. `seasonal_naive` is always measured, and taken
 * only where nothing else can be. Where there are holidays, all others learn the series without their effects
 * ({@link holidayAware}).
 *
 * Intervals are the members' averaged, and stretched to what the combination's errors in backtests ask for, in which the
 * weights of an origin come from the others. Guard rails:
 * a member that leaves the range of the past by three times its span is left out, a series that never was negative has
 * no negative forecast, and where nothing can be fitted the last season is repeated.
 */
export const auto: ForecastMethod<AutoModel> = {
  kind: KIND,
  fit: (series, settings) => fitMeasured(series, settings).model,
  resume(model, series) {
    const members = model.members.map((member) => ({
      ...member,
      model: methodOf(member).resume(member.model, series),
    }));
    return { ...model, members, range: rangeOf(series) };
  },
  forecast(model, options) {
    const { members, range, factors } = model;
    const forecasts = members.map((member) =>
      methodOf(member).forecast(member.model, { ...options, rng: options.rng.split(member.name) }),
    );
    const combined =
      combineSane(
        forecasts,
        members.map(({ weight }) => weight),
        range,
      ) ?? repeatRange(range, options);
    return keepSign(stretchIntervals(combined, factors), range);
  },
};
