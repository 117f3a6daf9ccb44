import {
  arima,
  autoForecast,
  backtest,
  backtestAccuracy,
  type CompleteSeries,
  completeSeries,
  createRng,
  croston,
  ets,
  type ForecastMethod,
  type ForecastModel,
  holidayAware,
  intervalCoverage,
  linearForecast,
  measureAutoForecast,
  mstl,
  type OriginForecast,
  planOrigins,
  type Series,
  seasonalNaive,
  theta,
} from '../../../numeric/index.ts';
import { requireOneOf, type SeriesAlgorithm, seriesAlgorithms } from '../algorithms.ts';
import { modelErrors } from '../models.errors.ts';
import type { TrainingTrial } from '../training.ts';
import { type Learnt, type Lesson, measured, trialOf, untold } from './learnt.ts';
import { datesOf, habits } from './periods.ts';
import { encodeForecasting, type SeriesModel } from './series-model.ts';
import { outsideOfRows, type RowSeries, seriesOfRows } from './series-of-rows.ts';

const LEVEL = 0.9;
const ORIGINS = 3;
const LEAST_HORIZON = 8;
const HALF_OF_SMAPE = 200;

const methods: Readonly<Record<Exclude<SeriesAlgorithm, 'auto'>, ForecastMethod<ForecastModel>>> = {
  seasonal_naive: seasonalNaive,
  ets,
  theta,
  arima,
  mstl,
  croston,
  linear_regression: linearForecast,
};

interface Judged {
  origins: readonly OriginForecast[];
  smape: number;
  mase: number;
}

/** A series that was learnt, and how it was measured: at rolling origins, on periods that were not known there. */
export interface LearntSeries {
  model: SeriesModel;
  metrics: Record<string, number>;
  baseline: Record<string, number>;
  trials: TrainingTrial[];
  warnings: Learnt['warnings'];
  rows: RowSeries;
  /** Periods that it was measured on. */
  measuredPeriods: number;
}

/** A forecast that goes on from the past of its target alone. */
export function learnSeriesAlone(lesson: Lesson): Learnt {
  const { rows, measuredPeriods, model, ...told } = learnSeries(lesson, lesson.receipt.algorithm);
  const { length: total } = rows.values;
  return {
    ...untold,
    artifact: encodeForecasting(null, model),
    algorithm: model.algorithm,
    hyperparameters: {},
    ...told,
    rows: {
      total: rows.rows + rows.rowsLeftOut,
      withoutTarget: rows.rowsLeftOut,
      training: total - measuredPeriods,
      validation: measuredPeriods,
    },
    split: 'time',
    features: [],
  };
}

/** @throws AppError too_few_rows */
export function learnSeries(lesson: Lesson, algorithm: Lesson['receipt']['algorithm']): LearntSeries {
  const { receipt, pick, thread } = lesson;
  const { target_column: target, training_data_source: source, options, seed, home } = receipt;
  const rows = seriesOfRows(pick(source.time_column ?? ''), pick(target ?? ''), {
    ...options.series,
    ...(home === undefined ? {} : { timeZone: home.time_zone }),
  });
  const { seasons, longest } = habits[rows.period];
  const ahead = Math.max(longest, options.series?.horizon ?? 0);
  const outside = outsideOfRows((options.series?.outside_columns ?? []).map(pick), rows, ahead);
  const series = completeSeries({
    values: rows.values,
    seasonLengths: seasons,
    ...calendarOf(rows, lesson, ahead),
    ...(outside.columns.length === 0 ? {} : { columns: outside.columns }),
  });
  const season = seasons.findLast((each) => series.values.length >= 3 * each) ?? 1;
  const horizon = options.series?.horizon ?? Math.max(LEAST_HORIZON, season);
  thread.report('validating', 0.5);
  const chosen = requireOneOf(algorithm, seriesAlgorithms);
  const found =
    chosen === 'auto' ? learnAuto(series, horizon, seed) : learnOne(chosen, series, { horizon, season, seed });
  const { judged, naive, trials, forecast } = found;
  const { point, intervals, components } = forecast(ahead);
  const [bounds] = intervals;
  const coverage = coverageOf(judged.origins);
  return {
    model: {
      target: target ?? '',
      algorithm: chosen,
      period: rows.period,
      last: rows.last,
      level: LEVEL,
      coverage: Number.isNaN(coverage) ? null : coverage,
      components: components.map(({ name }) => name),
      mean: point,
      lower: bounds?.lower ?? point,
      upper: bounds?.upper ?? point,
      parts: Float64Array.from(components.flatMap(({ values }) => [...values])),
    },
    metrics: measured({ ...figuresOf(judged), coverage }),
    baseline: measured(figuresOf(naive)),
    trials,
    warnings: outside.carriedOn.map(({ column, periods }) => ({
      code: 'outside_carried_on',
      column,
      params: { periods },
    })),
    rows,
    measuredPeriods: judged.origins.length === 0 ? 0 : series.values.length - (judged.origins[0]?.origin ?? 0),
  };
}

/** Quarters and years hold the same holidays each. */
function calendarOf(
  { period, last, values }: RowSeries,
  { holidays, receipt }: Lesson,
  ahead: number,
): Pick<Series, 'dates' | 'holidays'> {
  if (holidays.length === 0 || period === 'quarter' || period === 'year') return {};
  const length = values.length + ahead;
  const first = last - values.length + 1;
  return { dates: datesOf(period, first, length, receipt.home?.time_zone ?? 'UTC'), holidays };
}

const figuresOf = ({ smape, mase }: Pick<Judged, 'smape' | 'mase'>) => ({
  smape_accuracy: 1 - smape / HALF_OF_SMAPE,
  smape,
  mase,
});

function coverageOf(origins: readonly OriginForecast[]): number {
  const inside = origins.flatMap(({ actual, forecast }) => {
    const bounds = forecast.intervals.find(({ level }) => level === LEVEL);
    const share = bounds ? intervalCoverage(actual, bounds.lower, bounds.upper) : Number.NaN;
    return Number.isNaN(share) ? [] : [share];
  });
  return inside.reduce((sum, share) => sum + share, 0) / inside.length;
}

interface Found {
  judged: Judged;
  naive: Pick<Judged, 'smape' | 'mase'>;
  trials: TrainingTrial[];
  forecast(horizon: number): ReturnType<typeof autoForecast.forecast>;
}

function learnAuto(series: CompleteSeries, horizon: number, seed: number): Found {
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

interface Plan {
  horizon: number;
  season: number;
  seed: number;
}

function learnOne(algorithm: Exclude<SeriesAlgorithm, 'auto'>, series: CompleteSeries, plan: Plan): Found {
  const known = methods[algorithm];
  const isTold = series.holidays !== undefined && algorithm !== 'seasonal_naive' && algorithm !== 'croston';
  const method = isTold ? holidayAware(known) : known;
  const { horizon, season, seed } = plan;
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
