import { at, intAt } from '../element.ts';
import { backtest } from '../forecasting/backtest.ts';
import { loess, type LoessOptions } from '../forecasting/loess.ts';
import { mstl } from '../forecasting/mstl.ts';
import { type CompleteSeries, completeSeries, usableSeasons } from '../forecasting/series.ts';
import { decomposeMstl, type Decomposition } from '../forecasting/stl.ts';
import { NumericError } from '../numeric-error.ts';
import { createRng } from '../rng/rng.ts';
import { findChangePoints } from './change-points.ts';
import { robustBand } from './robust-band.ts';

/** What is expected of a series' periods, and of those that follow. */
export interface Baseline {
  /** n; NaN where the method says nothing. */
  readonly history: Float64Array;
  readonly ahead: Float64Array;
  readonly cycle: number;
  /** Share of the values' freedom that the method uses up, 0 … 0.5: residuals are smaller than deviations by so much. */
  readonly used: number;
  /** Residuals of periods that the method had not seen, where it looks both ways; else empty. */
  readonly unseen: Float64Array;
}

/** @param values n, NaN where nothing is to be learnt from; at least one is known */
export type FindBaseline = (values: Float64Array, seasonLengths: readonly number[]) => Baseline;

/** Rounds that a place of the season is smoothed over. */
const STIFF = 35;

const NOTHING = new Float64Array(0);

/** `skipped` periods of which nothing is known go before. */
function padded(values: Float64Array, skipped: number): Float64Array {
  if (skipped === 0) return values;
  const out = new Float64Array(values.length + skipped).fill(Number.NaN);
  out.set(values, skipped);
  return out;
}

/** One level for all: the median. */
export const levelBaseline: FindBaseline = (values) => {
  const { center } = robustBand(values);
  return { history: values.map(() => center), ahead: Float64Array.of(center), cycle: 1, used: 0, unseen: NOTHING };
};

interface Parts {
  readonly fitted: Float64Array;
  readonly ahead: Float64Array;
  readonly used: number;
}

/** A smooth line that outliers do not bend: loess with bisquare weights, five rounds (Cleveland 1979, section 2). */
function robustTrend(values: Float64Array): Float64Array {
  const window = 2 * Math.ceil(Math.max(7, values.length / 3) / 2) + 1;
  const options: LoessOptions = { window, degree: 1, jump: Math.ceil(window / 10) };
  let trend = loess({ y: values }, options);
  for (let round = 0; round < 5; round += 1) {
    const { scale } = robustBand(values.map((value, t) => value - at(trend, t)));
    if (scale === 0) break;
    const weights = values.map((value, t) => Math.max(0, 1 - ((value - at(trend, t)) / (4 * scale)) ** 2) ** 2);
    trend = loess({ y: values, weights }, options);
  }
  return trend;
}

/** Sum of the seasons at a period; beyond the end, the last rounds go on. */
function seasonSum({ seasons, seasonLengths }: Decomposition, period: number): number {
  return seasons.reduce((sum, season, i) => {
    const length = seasonLengths[i] ?? 1;
    const past = period < season.length ? period : season.length - length + ((period - season.length) % length);
    return sum + at(season, past);
  }, 0);
}

function trendWindowOf(seasonLengths: readonly number[], length: number): number {
  const longest = usableSeasons(seasonLengths, length).at(-1) ?? 1;
  return Math.max((1.5 * longest) / (1 - 1.5 / STIFF), Math.min(41, length / 3));
}

/** About what smoothers with tricube weights use up: two values a window of a line, one and a half of a mean. */
function usedShare(seasonLengths: readonly number[], length: number): number {
  const seasons = usableSeasons(seasonLengths, length).map((season) => Math.max(1.5 / STIFF, season / length));
  return Math.min(
    0.5,
    seasons.reduce((sum, share) => sum + share, 2 / trendWindowOf(seasonLengths, length)),
  );
}

/**
 * Robust MSTL that bends less than one made to forecast: what follows every value finds nothing strange. A season is
 * smoothed over 35 rounds, the trend over 41 periods at least.
 */
function decomposeStiffly({ values, seasonLengths }: CompleteSeries): Decomposition {
  const trendWindow = trendWindowOf(seasonLengths, values.length);
  return decomposeMstl(values, seasonLengths, { robust: true, seasonWindow: STIFF, trendWindow });
}

/** Trend and seasons; ahead, the trend's last level and the last seasons. */
function decompose({ values, ...series }: CompleteSeries, horizon: number): Parts {
  const parts = decomposeStiffly({ values, ...series });
  const trend = parts.seasons.length > 0 ? parts.trend : robustTrend(values);
  const n = values.length;
  return {
    fitted: trend.map((level, t) => level + seasonSum(parts, t)),
    ahead: Float64Array.from({ length: horizon }, (_, h) => at(trend, n - 1) + seasonSum(parts, n + h)),
    used: usedShare(series.seasonLengths, n),
  };
}

/** Residuals of the last rounds by what was known before each of them. */
function unseenResiduals(series: CompleteSeries, season: number, round: number): Float64Array {
  const n = series.values.length;
  const found: number[] = [];
  for (let back = 1; back <= 3 && n - back * round >= Math.max(3 * season, 10); back += 1) {
    const from = n - back * round;
    const { ahead } = decompose({ ...series, values: series.values.subarray(0, from) }, round);
    for (let h = 0; h < round; h += 1) {
      if (series.filled[from + h] !== 1) found.push(at(series.values, from + h) - at(ahead, h));
    }
  }
  return Float64Array.from(found);
}

/** The longest season that shows, and how many periods make a round of judging: a season, eight at least. */
function roundOf(seasonLengths: readonly number[], length: number): { season: number; round: number } {
  const season = usableSeasons(seasonLengths, length).at(-1) ?? 1;
  return { season, round: Math.ceil(8 / season) * season };
}

/** Trend and seasons (robust MSTL); after the history the last level goes on with the last seasons. */
export const stlBaseline: FindBaseline = (values, seasonLengths) => {
  const series = completeSeries({ values, seasonLengths });
  const { season, round } = roundOf(seasonLengths, series.values.length);
  const { fitted, ahead, used } = decompose(series, round);
  return {
    history: padded(fitted, series.skipped),
    ahead,
    cycle: round,
    used,
    unseen: unseenResiduals(series, season, Math.min(round, 60)),
  };
};

/** Values off the decomposition by more than five deviations become what it expects: forecasts shall not follow them. */
function withoutOutliers(series: CompleteSeries): CompleteSeries {
  const { fitted } = decompose(series, 1);
  const residuals = series.values.map((value, t) => value - at(fitted, t));
  const { center, scale } = robustBand(residuals);
  return {
    ...series,
    values: series.values.map((value, t) =>
      Math.abs(at(residuals, t) - center) > 5 * scale && scale > 0 ? at(fitted, t) : value,
    ),
  };
}

const MOST_ORIGINS = 24;

/**
 * Forecasts by MSTL and ETS from rolling origins, each of what follows it: nothing is judged by what came after. Before
 * the first origin, a third of the history or three seasons, nothing is judged at all.
 */
export const forecastBaseline: FindBaseline = (values, seasonLengths) => {
  const series = completeSeries({ values, seasonLengths });
  const n = series.values.length;
  const { season, round } = roundOf(seasonLengths, n);
  const clean = withoutOutliers(series);
  const first = Math.max(10, 3 * season, Math.floor(n / 3));
  if (n <= first) throw new NumericError('too_few_rows', { rows: n, required: first + 1 });
  const reach = Math.max(Math.min(round, 60), Math.ceil((n - first) / MOST_ORIGINS));
  const origins: number[] = [];
  for (let origin = first; origin < n; origin += reach) origins.push(origin);
  const settings = { robust: 1, transform: 0 };
  const options = { levels: [], rng: createRng(0), settings };
  const fitted = new Float64Array(n).fill(Number.NaN);
  for (const { origin, forecast } of backtest(mstl, clean, { origins, horizon: reach }, options).origins) {
    fitted.set(forecast.point.subarray(0, Math.min(reach, n - origin)), origin);
  }
  const { point } = mstl.forecast(mstl.fit(clean, settings), { horizon: round, levels: [], rng: createRng(0) });
  return { history: padded(fitted, series.skipped), ahead: point, cycle: round, used: 0, unseen: NOTHING };
};

/** So many periods of a new level are judged by the one before. */
const NEW_LEVEL_PERIODS = 5;

/** Levels between changes (PELT on the series less its seasons): the first periods of each by the level before. */
export const changeBaseline: FindBaseline = (values, seasonLengths) => {
  const series = completeSeries({ values, seasonLengths });
  const { round } = roundOf(seasonLengths, series.values.length);
  const parts = decomposeStiffly(series);
  const n = series.values.length;
  const rest = series.values.map((value, t) => (series.filled[t] === 1 ? Number.NaN : value - seasonSum(parts, t)));
  const stretches = findChangePoints(rest, { minLength: NEW_LEVEL_PERIODS });
  const history = new Float64Array(n);
  let level = stretches[0]?.mean ?? 0;
  for (const { from, to, mean } of stretches) {
    for (let t = from; t < to; t += 1) {
      history[t] = (t < from + NEW_LEVEL_PERIODS ? level : mean) + seasonSum(parts, t);
    }
    level = mean;
  }
  const ahead = Float64Array.from({ length: round }, (_, h) => level + seasonSum(parts, n + h));
  return { history: padded(history, series.skipped), ahead, cycle: round, used: 0, unseen: NOTHING };
};

/** Days of a kind, in the transformed scale: nothing where there are none. */
export function residualsOf(
  values: Float64Array,
  expected: Float64Array,
  kinds: Int32Array,
  kind: number,
): Float64Array {
  return values
    .map((value, t) => (intAt(kinds, t) === kind ? value - at(expected, t) : Number.NaN))
    .filter((value) => Number.isFinite(value));
}
