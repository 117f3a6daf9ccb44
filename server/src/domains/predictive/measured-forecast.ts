import {
  autoForecast,
  backtest,
  backtestAccuracy,
  type CompleteSeries,
  createRng,
  type Forecast,
  intervalCoverage,
  normalDistribution,
  planOrigins,
  seasonalNaive,
} from '../../numeric/index.ts';

type Origins = ReturnType<typeof backtest>['origins'];
type Interval = Forecast['intervals'][number];

/** How forecasts from earlier days fared, beside those that repeat the last season. */
export interface Accuracy {
  origins: number;
  horizon: number;
  /** Sum of the absolute errors as a share of the sum of what came. */
  wape: number | null;
  /** 0 … 200. */
  smape: number | null;
  /** In units of the seasonal naive forecast's error on the past. */
  mase: number | null;
  naive: { wape: number | null; smape: number | null; mase: number | null };
  is_naive_better: boolean;
  /** Share of what came that lay within the interval, beside the share that should. */
  coverage: { level: number; measured: number }[];
}

/** A forecast with what is known of its worth. */
export interface MeasuredForecast extends Forecast {
  method: 'combination' | 'seasonal_naive';
  members: { name: string; weight: number }[];
  /** Null where the series is too short to be held against its own past. */
  accuracy: Accuracy | null;
  /** Periods known at each origin of the backtest, and the errors from there on; empty without a backtest. */
  origins: number[];
  errors: Float64Array[];
}

interface ForecastRequest {
  horizon: number;
  levels: readonly number[];
  seed: number;
}

const ORIGINS = 4;
const LEAST_HISTORY = 8;
/** Series up to this are learned anew at every origin; longer ones hardly change, and take their time. */
const SHORT = 400;

/**
 * Forecasts a series by the combination that backtests recommend, and measures that on rolling origins which it has not
 * seen. Where repeating the last season did better there, the season is repeated.
 */
export function forecastMeasured(series: CompleteSeries, { horizon, levels, seed }: ForecastRequest): MeasuredForecast {
  const rng = createRng(seed);
  const season = series.seasonLengths.at(-1) ?? 1;
  const n = series.values.length;
  const plan = planFor(n, horizon, season);
  const settings = { horizon };
  const refit = n <= SHORT ? 'each' : 'once';
  const tested =
    plan && backtest(autoForecast, series, plan, { levels, rng: rng.split('backtest'), settings, refit }).origins;
  const naive = plan && backtest(seasonalNaive, series, plan, { levels, rng: rng.split('naive') }).origins;
  const accuracy = tested && naive ? compare(tested, naive, series, season, levels) : null;
  const isNaive = accuracy?.is_naive_better === true;
  const options = { horizon, levels, rng: rng.split('forecast') };
  if (isNaive) {
    const forecast = widenForGrowth(seasonalNaive.forecast(seasonalNaive.fit(series), options), series);
    return { ...forecast, method: 'seasonal_naive', members: [], accuracy, ...errorsOf(naive ?? []) };
  }
  const model = autoForecast.fit(series, settings);
  return {
    ...widenForGrowth(autoForecast.forecast(model, options), series),
    method: 'combination',
    members: model.members.map(({ name, weight }) => ({ name, weight })),
    accuracy,
    ...errorsOf(tested ?? []),
  };
}

/** Rounds of a season from which on its growth is told from it. */
const ROUNDS = 3;

/**
 * Of two rounds of a season, what grew and what the season does look alike, and no backtest has seen both: whether the
 * growth from the first to the second goes on is not known. Forecasts may be off by anything up to as much to either side
 * (uniform, so its third squared), which is added to what they are off by otherwise; as often as rounds lie ahead.
 */
export function widenForGrowth(
  forecast: Forecast,
  { values, seasonLengths }: Pick<CompleteSeries, 'values' | 'seasonLengths'>,
): Forecast {
  const season = seasonLengths.at(-1) ?? 1;
  const n = values.length;
  if (season < 2 || n < 2 * season || n >= ROUNDS * season) return forecast;
  const growth = meanOf(values.subarray(n - season).map((value, t) => value - (values[n - 2 * season + t] ?? value)));
  const intervals = forecast.intervals.map(({ level, lower, upper }) => {
    const reach = (normalDistribution().quantile((1 + level) / 2) * Math.abs(growth)) / Math.sqrt(3);
    const move = (sign: number) => (bound: number, h: number) => {
      const point = forecast.point[h] ?? bound;
      return point + sign * Math.hypot(bound - point, reach * Math.ceil((h + 1) / season));
    };
    const isPositive = values.every((value) => value >= 0);
    return {
      level,
      lower: lower.map(move(-1)).map((bound) => (isPositive ? Math.max(0, bound) : bound)),
      upper: upper.map(move(1)),
    };
  });
  return { ...forecast, intervals };
}

/** Origins that know two seasons, or one, or a little, for the first that leaves the backtest its whole horizon. */
function planFor(n: number, horizon: number, season: number): ReturnType<typeof planOrigins> {
  const plans = [2 * season, season + LEAST_HISTORY, LEAST_HISTORY].flatMap(
    (least) => planOrigins(n, horizon, least, ORIGINS) ?? [],
  );
  const reach = Math.max(...plans.map((plan) => plan.horizon));
  return plans.find((plan) => plan.horizon === reach) ?? null;
}

function compare(tested: Origins, naive: Origins, series: CompleteSeries, season: number, levels: readonly number[]) {
  const own = backtestAccuracy(tested, series, season);
  const other = backtestAccuracy(naive, series, season);
  const isNaiveBetter = other.mase < own.mase;
  const judged = isNaiveBetter ? naive : tested;
  return {
    origins: tested.length,
    horizon: tested[0]?.actual.length ?? 0,
    wape: finite(wapeOf(tested)),
    smape: finite(own.smape),
    mase: finite(own.mase),
    naive: { wape: finite(wapeOf(naive)), smape: finite(other.smape), mase: finite(other.mase) },
    is_naive_better: isNaiveBetter,
    coverage: levels.map((level) => ({ level, measured: coverageOf(judged, level) })),
  };
}

const finite = (value: number): number | null => (Number.isFinite(value) ? Math.round(value * 1e4) / 1e4 : null);

function wapeOf(origins: Origins): number {
  let [missed, came] = [0, 0];
  for (const { actual, forecast } of origins) {
    for (const [h, value] of actual.entries()) {
      if (Number.isNaN(value)) continue;
      missed += Math.abs(value - (forecast.point[h] ?? 0));
      came += Math.abs(value);
    }
  }
  return missed / came;
}

function coverageOf(origins: Origins, level: number): number {
  const shares = origins.flatMap(({ actual, forecast }) => {
    const interval = forecast.intervals.find((each) => each.level === level);
    return interval ? [intervalCoverage(actual, interval.lower, interval.upper)] : [];
  });
  return Math.round((shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length)) * 1e4) / 1e4;
}

const errorsOf = (origins: Origins): Pick<MeasuredForecast, 'origins' | 'errors'> => ({
  origins: origins.map(({ origin }) => origin),
  errors: origins.map(({ actual, forecast }) =>
    actual.map((value, h) => (Number.isNaN(value) ? 0 : value - (forecast.point[h] ?? 0))),
  ),
});

function meanOf(values: Iterable<number>): number {
  const list = [...values];
  return list.reduce((sum, value) => sum + value, 0) / list.length;
}

/** How alike the errors of one forecast are to each other: the intraclass correlation of a one-way layout, 0 … 1. */
export function errorLikeness(errors: readonly Float64Array[]): number {
  const size = errors[0]?.length ?? 0;
  if (errors.length < 2 || size < 2) return 0;
  const means = errors.map((each) => meanOf(each));
  const whole = meanOf(means);
  const between = (size * means.reduce((sum, value) => sum + (value - whole) ** 2, 0)) / (errors.length - 1);
  const within =
    errors.reduce((sum, each, k) => sum + each.reduce((all, error) => all + (error - (means[k] ?? 0)) ** 2, 0), 0) /
    (errors.length * (size - 1));
  const likeness = (between - within) / (between + (size - 1) * within);
  return Number.isFinite(likeness) ? Math.min(1, Math.max(0, likeness)) : 0;
}

/** The interval of the sum of all periods, whose errors are as alike as backtests' were. */
export function intervalOfSum({ point, intervals, errors }: Pick<MeasuredForecast, 'point' | 'intervals' | 'errors'>) {
  const likeness = errorLikeness(errors);
  const sum = point.reduce((all, value) => all + value, 0);
  const reach = (bound: Float64Array): number => {
    const widths = bound.map((value, h) => Math.abs(value - (point[h] ?? 0)));
    const total = widths.reduce((all, width) => all + width, 0);
    const squares = widths.reduce((all, width) => all + width * width, 0);
    return Math.sqrt((1 - likeness) * squares + likeness * total * total);
  };
  return {
    sum,
    intervals: intervals.map(({ level, lower, upper }) => ({
      level,
      lower: Math.max(Math.min(0, sum), sum - reach(lower)),
      upper: sum + reach(upper),
    })),
  };
}

/** The same interval about another point. */
export const moveInterval = (interval: Interval, from: Float64Array, to: Float64Array): Interval => ({
  level: interval.level,
  lower: interval.lower.map((value, h) => value + (to[h] ?? 0) - (from[h] ?? 0)),
  upper: interval.upper.map((value, h) => value + (to[h] ?? 0) - (from[h] ?? 0)),
});
