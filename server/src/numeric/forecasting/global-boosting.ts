import { at, intAt } from '../element.ts';
import { type GradientBoostingModel, gradientBoosting } from '../estimators/gradient-boosting.ts';
import { NumericError } from '../numeric-error.ts';
import type { Rng } from '../rng/rng.ts';
import {
  type Forecast,
  type ForecastModel,
  type ForecastOptions,
  normalIntervals,
  settingsOf,
  sumOf,
  type MethodSettings,
} from './method.ts';
import { regressorRow, regressorsOf } from './regressors.ts';
import { type CompleteSeries, headOf, usableSeasons } from './series.ts';

const KIND = 'gradient_boosting';

/** Boosted trees that learnt from many series at once. */
export interface GlobalBoostingModel extends ForecastModel {
  readonly kind: typeof KIND;
  readonly trees: GradientBoostingModel;
  /** Periods back, ascending. */
  readonly lags: Int32Array;
  /** Length of the moving average that values are taken relative to. */
  readonly window: number;
  readonly trained: readonly number[];
  /** Root mean squared error at each period ahead, in units of a series' scale; from periods that trees had not seen. */
  readonly errors: Float64Array;
}

const SPECS = {
  iterations: { value: 150, min: 1, max: 2000 },
  learning_rate: { value: 0.08, min: 0.001, max: 1 },
  max_leaves: { value: 15, min: 2, max: 255 },
  /** Lags 1 … this, besides those of the seasons. */
  lags: { value: 7, min: 1, max: 50 },
};

interface Shape {
  readonly lags: Int32Array;
  readonly window: number;
}

function shapeOf(series: readonly CompleteSeries[], count: number): Shape {
  const shortest = series.reduce((least, { values }) => Math.min(least, values.length), Number.POSITIVE_INFINITY);
  const seasons = usableSeasons([...new Set(series.flatMap(({ seasonLengths }) => seasonLengths))], shortest);
  const wanted = [...Array.from({ length: count }, (_, k) => k + 1), ...seasons, ...seasons.map((each) => 2 * each)];
  const lags = [...new Set(wanted)].filter((lag) => lag <= shortest / 3).toSorted((a, b) => a - b);
  return { lags: Int32Array.from(lags), window: Math.max(1, Math.min(seasons[0] ?? 7, Math.floor(shortest / 3))) };
}

/** Mean size of a change from one period to the next: the unit in which series are alike. */
function scaleOf(values: Float64Array): number {
  const changes = values.slice(1).map((value, t) => Math.abs(value - at(values, t)));
  return sumOf(changes) / Math.max(1, changes.length) || Math.max(1e-9, Math.abs(at(values, 0)));
}

/** Features of period t: lags and places relative to the moving average, which is returned. */
function describe(
  values: Float64Array,
  t: number,
  { lags, window }: Shape,
  scale: number,
  known: readonly number[],
  seasons: readonly number[],
  row: Float64Array,
): number {
  const level = sumOf(values.subarray(t - window, t)) / window;
  let i = 0;
  for (const lag of lags) row[i++] = (at(values, t - lag) - level) / scale;
  row[i++] = (level - sumOf(values.subarray(Math.max(0, t - 2 * window), t)) / Math.min(t, 2 * window)) / scale;
  for (const season of seasons) row[i++] = t % season;
  for (const value of known) row[i++] = value;
  return level;
}

/** Regressors that mean the same in every series: all but the line and the waves, which trees have as places. */
function knownOf(series: CompleteSeries, length: number, trained: number): ReturnType<typeof regressorsOf> {
  return regressorsOf(series, length, trained).filter(({ group }) => group !== 'trend' && group !== 'season');
}

/** Rows that trees learn from at most; of more, every k-th. */
const MOST_ROWS = 100_000;

function learn(
  series: readonly CompleteSeries[],
  shape: Shape,
  params: MethodSettings,
  rng: Rng,
): GradientBoostingModel {
  const from = Math.max(intAt(shape.lags, shape.lags.length - 1), shape.window);
  const total = series.reduce((sum, { values }) => sum + values.length - from, 0);
  const stride = Math.ceil(total / MOST_ROWS);
  const rows = Math.ceil(total / stride);
  const targets = new Float64Array(rows);
  let [data, columns, seen, filled] = [new Float64Array(0), 0, 0, 0];
  for (const each of series) {
    const { values, seasonLengths } = each;
    const scale = scaleOf(values);
    const known = knownOf(each, values.length, values.length);
    const width = shape.lags.length + 1 + seasonLengths.length + known.length;
    if (columns === 0) [columns, data] = [width, new Float64Array(rows * width)];
    if (width !== columns) {
      throw new NumericError('shape_mismatch', { what: 'regressors', expected: columns, actual: width });
    }
    for (let t = from; t < values.length; t += 1, seen += 1) {
      if (seen % stride !== 0) continue;
      const row = data.subarray(filled * columns, (filled + 1) * columns);
      const level = describe(values, t, shape, scale, regressorRow(known, t), seasonLengths, row);
      targets[filled] = (at(values, t) - level) / scale;
      filled += 1;
    }
  }
  return gradientBoosting.fit({ rows, columns, data }, { values: targets, classCount: 0 }, params, rng);
}

/** Forecast step by step, each one a lag of the next. */
function project(
  model: Pick<GlobalBoostingModel, 'trees' | 'lags' | 'window'>,
  series: CompleteSeries,
  trained: number,
  horizon: number,
): Float64Array {
  const n = series.values.length;
  const values = new Float64Array(n + horizon);
  values.set(series.values);
  const scale = scaleOf(series.values.subarray(0, trained));
  const known = knownOf(series, n + horizon, trained);
  const seasons = series.seasonLengths;
  const row = new Float64Array(model.lags.length + 1 + seasons.length + known.length);
  const x = { rows: 1, columns: row.length, data: row };
  for (let t = n; t < n + horizon; t += 1) {
    const level = describe(values, t, model, scale, regressorRow(known, t), seasons, row);
    values[t] = level + scale * at(gradientBoosting.predict(model.trees, x), 0);
  }
  return values.slice(n);
}

/**
 * Gradient boosting over many series (after Montero-Manso & Hyndman 2021, "Principles and algorithms for forecasting
 * groups of time series: locality and globality"): one model of next values relative to each series' moving average
 * and typical change, from lags, places in the seasons, trading days, holidays and outside columns. Forecast step by
 * step; normal intervals by the errors on the last tenth of every series, which a first fit had not seen.
 *
 * All series need the same seasons, holidays and columns, and twelve values at least.
 */
export const globalBoosting = {
  kind: KIND,
  /** @throws NumericError too_few_rows, shape_mismatch (series with different regressors) */
  fit(series: readonly CompleteSeries[], rng: Rng, settings?: MethodSettings): GlobalBoostingModel {
    const { lags: count, ...params } = settingsOf(KIND, SPECS, settings);
    const rows = series.reduce((least, { values }) => Math.min(least, values.length), Number.POSITIVE_INFINITY);
    if (!(rows >= 12 && series.length > 0)) {
      throw new NumericError('too_few_rows', { rows: series.length > 0 ? rows : 0, required: 12 });
    }
    const tested = Math.max(1, Math.floor(rows / 10));
    const heads = series.map((each) => headOf(each, each.values.length - tested));
    const shape = shapeOf(heads, count);
    const first = { ...shape, trees: learn(heads, shape, params, rng.split('test')) };
    const squares = new Float64Array(tested);
    for (const [i, head] of heads.entries()) {
      const values = series[i]?.values ?? head.values;
      const known = head.values.length;
      const scale = scaleOf(head.values);
      const forecast = project(first, head, known, tested);
      for (let h = 0; h < tested; h += 1) {
        squares[h] = at(squares, h) + ((at(values, known + h) - at(forecast, h)) / scale) ** 2 / series.length;
      }
    }
    const trees = learn(series, shape, params, rng.split('fit'));
    const trained = series.map(({ values }) => values.length);
    return { kind: KIND, trees, ...shape, trained, errors: squares.map(Math.sqrt) };
  },
  /**
   * @param index which of the series that `fit` saw
   * @param series it, perhaps with more values since
   */
  forecast(model: GlobalBoostingModel, index: number, series: CompleteSeries, options: ForecastOptions): Forecast {
    const trained = model.trained[index];
    if (trained === undefined || trained > series.values.length) {
      throw new NumericError('shape_mismatch', {
        what: 'series',
        expected: trained ?? model.trained.length,
        actual: index,
      });
    }
    const { horizon, levels } = options;
    const point = project(model, series, trained, horizon);
    const scale = scaleOf(series.values.subarray(0, trained));
    const tested = model.errors.length;
    let widest = 0;
    const deviations = point.map((_, h) => {
      // Errors do not shrink with distance; beyond what was tested they grow as a random walk's.
      widest = Math.max(widest, at(model.errors, Math.min(h, tested - 1)));
      return scale * widest * Math.sqrt(Math.max(1, (h + 1) / tested));
    });
    return {
      point,
      intervals: normalIntervals(point, deviations, levels),
      components: [{ name: 'level', values: point }],
    };
  },
};
