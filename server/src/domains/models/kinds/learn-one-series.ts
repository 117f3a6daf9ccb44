import {
  arima,
  autoForecast,
  backtest,
  backtestAccuracy,
  type CompleteSeries,
  createRng,
  croston,
  ets,
  type Forecast,
  type ForecastMethod,
  type ForecastModel,
  holidayAware,
  intervalCoverage,
  linearForecast,
  measureAutoForecast,
  mstl,
  type OriginForecast,
  planOrigins,
  seasonalNaive,
  theta,
} from '../../../numeric/index.ts';
import type { SeriesAlgorithm } from '../algorithms.ts';
import { modelErrors } from '../models.errors.ts';
import type { TrainingTrial } from '../training.ts';
import { trialOf } from './learnt.ts';
import type { SeriesFigures } from './series-model.ts';

export const LEVEL = 0.9;
export const ORIGINS = 3;

const methods: Readonly<Record<Exclude<SeriesAlgorithm, 'auto'>, ForecastMethod<ForecastModel>>> = {
  seasonal_naive: seasonalNaive,
  ets,
  theta,
  arima,
  mstl,
  croston,
  linear_regression: linearForecast,
};

/** Forecasts at rolling origins, and how far they were off. */
export interface Judged {
  origins: readonly OriginForecast[];
  smape: number;
  mase: number;
}

/** How a series goes on, and how its method fared beside the last season repeated. */
export interface Found {
  judged: Judged;
  naive: Pick<Judged, 'smape' | 'mase'>;
  trials: TrainingTrial[];
  forecast(horizon: number): Forecast;
}

export interface SeriesPlan {
  horizon: number;
  seed: number;
}

/** The longest season that has come round three times; 1 where none has. */
export const seasonOf = ({ values, seasonLengths }: CompleteSeries): number =>
  seasonLengths.findLast((each) => values.length >= 3 * each) ?? 1;

/** @throws AppError too_few_rows */
export function learnAlone(algorithm: SeriesAlgorithm, series: CompleteSeries, plan: SeriesPlan): Found {
  return algorithm === 'auto' ? learnAuto(series, plan) : learnOne(algorithm, series, plan);
}

function learnAuto(series: CompleteSeries, { horizon, seed }: SeriesPlan): Found {
  const { model, origins } = measureAutoForecast(series, { horizon, origins: ORIGINS, seed });
  const naive = model.trials.find(({ name }) => name === 'seasonal_naive');
  if (!naive) throw modelErrors.too_few_rows({ rows: series.values.length, required: series.values.length + horizon });
  return {
    judged: { origins, smape: model.backtest.smape, mase: model.backtest.mase },
    naive,
    trials: model.trials
      .filter(({ mase }) => Number.isFinite(mase))
      .map(({ name, mase, weight }) => ({ ...trialOf(name, 'mase', mase, weight > 0), hyperparameters: { weight } })),
    forecast: (ahead) => autoForecast.forecast(model, { horizon: ahead, levels: [LEVEL], rng: createRng(seed) }),
  };
}

function learnOne(
  algorithm: Exclude<SeriesAlgorithm, 'auto'>,
  series: CompleteSeries,
  { horizon, seed }: SeriesPlan,
): Found {
  const known = methods[algorithm];
  const isTold = series.holidays !== undefined && algorithm !== 'seasonal_naive' && algorithm !== 'croston';
  const method = isTold ? holidayAware(known) : known;
  const season = seasonOf(series);
  const { length } = series.values;
  const origins = [Math.max(10, 2 * season), 5]
    .map((least) => planOrigins(length, horizon, least, ORIGINS))
    .find((each) => each !== null);
  if (!origins) throw modelErrors.too_few_rows({ rows: length, required: length + horizon });
  const judge = (each: ForecastMethod<ForecastModel>): Judged => {
    const tested = backtest(each, series, origins, { levels: [LEVEL], rng: createRng(seed) }).origins;
    return { origins: tested, ...backtestAccuracy(tested, series, season) };
  };
  const model = method.fit(series);
  return {
    judged: judge(method),
    naive: judge(seasonalNaive),
    trials: [],
    forecast: (ahead) => method.forecast(model, { horizon: ahead, levels: [LEVEL], rng: createRng(seed) }),
  };
}

/** A forecast as it is kept. */
export function figuresAhead(
  { point, intervals: [bounds], components }: Forecast,
  origins: Judged['origins'],
): SeriesFigures {
  const coverage = coverageOf(origins);
  return {
    coverage: Number.isNaN(coverage) ? null : coverage,
    components: components.map(({ name }) => name),
    mean: point,
    lower: bounds?.lower ?? point,
    upper: bounds?.upper ?? point,
    parts: Float64Array.from(components.flatMap(({ values }) => [...values])),
  };
}

/** Share of what came within the bounds; NaN where nothing is known. */
function coverageOf(origins: readonly OriginForecast[]): number {
  const inside = origins.flatMap(({ actual, forecast }) => {
    const bounds = forecast.intervals.find(({ level }) => level === LEVEL);
    const share = bounds ? intervalCoverage(actual, bounds.lower, bounds.upper) : Number.NaN;
    return Number.isNaN(share) ? [] : [share];
  });
  return inside.reduce((sum, share) => sum + share, 0) / inside.length;
}
