import { at } from '../element.ts';
import { reduceLeastSquares, solveRidge } from '../matrix/least-squares.ts';
import { matrixOf } from '../matrix/matrix.ts';
import { shockWeights } from './arima-polynomials.ts';
import {
  type Forecast,
  type ForecastMethod,
  type ForecastModel,
  normalIntervals,
  predictionVariance,
  requireLength,
  settingsOf,
} from './method.ts';
import { regressorRow, regressorsOf } from './regressors.ts';
import { type CompleteSeries, usableSeasons } from './series.ts';

const KIND = 'linear_regression';

/** A line through lags of the series and what is known beforehand. */
export interface LinearForecastModel extends ForecastModel {
  readonly kind: typeof KIND;
  /** Periods back, ascending. */
  readonly lags: Int32Array;
  /** One for each lag, then one for each regressor. */
  readonly weights: Float64Array;
  readonly intercept: number;
  readonly variance: number;
  /** Periods that training knew. */
  readonly trained: number;
  /** The series as it was seen last. */
  readonly series: CompleteSeries;
}

const SPECS = {
  /** Lags 1 … this, besides those of the seasons. */
  lags: { value: 3, min: 0, max: 50 },
  /** Penalty on the squared weights of standardised columns, a row. */
  l2: { value: 1e-3, min: 1e-9, max: 1e6 },
};

function lagsOf({ values, seasonLengths }: CompleteSeries, count: number): Int32Array {
  const seasonal = usableSeasons(seasonLengths, values.length);
  const all = [...Array.from({ length: count }, (_, k) => k + 1), ...seasonal];
  const limit = Math.floor(values.length / 3);
  return Int32Array.from([...new Set(all)].filter((lag) => lag <= limit).toSorted((a, b) => a - b));
}

/** Standard deviation of each column; 1 where it is constant. */
function deviationsOf(data: Float64Array, rows: number, columns: number): Float64Array {
  return Float64Array.from({ length: columns }, (_, c) => {
    let [sum, squares] = [0, 0];
    for (let r = 0; r < rows; r += 1) sum += at(data, r * columns + c);
    for (let r = 0; r < rows; r += 1) squares += (at(data, r * columns + c) - sum / rows) ** 2;
    return Math.sqrt(squares / rows) || 1;
  });
}

function fitLinear(series: CompleteSeries, lagCount: number, l2: number): LinearForecastModel {
  const { values } = series;
  const n = values.length;
  const lags = lagsOf(series, lagCount);
  const regressors = regressorsOf(series, n, n);
  const from = lags.at(-1) ?? 0;
  const columns = lags.length + regressors.length;
  const rows = n - from;
  const data = new Float64Array(rows * columns);
  for (let r = 0; r < rows; r += 1) {
    const t = from + r;
    for (const [c, lag] of lags.entries()) data[r * columns + c] = at(values, t - lag);
    data.set(regressorRow(regressors, t), r * columns + lags.length);
  }
  const deviations = deviationsOf(data, rows, columns);
  const x = matrixOf(
    rows,
    columns,
    data.map((value, i) => value / at(deviations, i % columns)),
  );
  const y = values.subarray(from);
  const problem = reduceLeastSquares(x, y);
  const scaled = solveRidge(problem, l2 * rows);
  const weights = scaled.map((weight, c) => weight / at(deviations, c));
  let intercept = problem.targetMean;
  for (let c = 0; c < columns; c += 1) intercept -= at(scaled, c) * at(problem.featureMeans, c);
  let squares = 0;
  for (let r = 0; r < rows; r += 1) {
    let expected = intercept;
    for (let c = 0; c < columns; c += 1) expected += at(weights, c) * at(data, r * columns + c);
    squares += (at(y, r) - expected) ** 2;
  }
  const variance = predictionVariance(squares, rows, columns + 1);
  return { kind: KIND, lags, weights, intercept, variance, trained: n, series };
}

/**
 * Regression on the series' own past, a line, the seasons as Fourier terms, trading days, holidays and outside columns,
 * by ridge least squares on standardised columns. Forecast step by step. Normal intervals by the weights that the lags
 * give a shock. Components: `level` (intercept, line and lags), `season`, `calendar`, `holiday`, each outside column.
 *
 * At least eight values. The forecast needs dates and columns that reach to its end.
 */
export const linearForecast: ForecastMethod<LinearForecastModel> = {
  kind: KIND,
  fit(series, settings) {
    const { lags, l2 } = settingsOf(KIND, SPECS, settings);
    requireLength(series, 8);
    return fitLinear(series, lags, l2);
  },
  resume: (model, series) => ({ ...model, series }),
  forecast(model, { horizon, levels }): Forecast {
    const { lags, weights, intercept, variance, trained, series } = model;
    const n = series.values.length;
    const regressors = regressorsOf(series, n + horizon, trained);
    const parts = new Map<string, Float64Array>([['level', new Float64Array(horizon)]]);
    for (const { group } of regressors) parts.set(group === 'trend' ? 'level' : group, new Float64Array(horizon));
    const point = new Float64Array(horizon);
    const add = (group: string, h: number, amount: number): void => {
      const part = parts.get(group);
      if (part !== undefined) part[h] = at(part, h) + amount;
      point[h] = at(point, h) + amount;
    };
    for (let h = 0; h < horizon; h += 1) {
      add('level', h, intercept);
      for (const [c, lag] of lags.entries()) {
        const past = h - lag >= 0 ? at(point, h - lag) : at(series.values, n + h - lag);
        add('level', h, at(weights, c) * past);
      }
      for (const [k, { group, values }] of regressors.entries()) {
        add(group === 'trend' ? 'level' : group, h, at(weights, lags.length + k) * at(values, n + h));
      }
    }
    const ar = new Float64Array(lags.at(-1) ?? 0);
    for (const [c, lag] of lags.entries()) ar[lag - 1] = at(weights, c);
    let sum = 0;
    const deviations = shockWeights(ar, new Float64Array(0), horizon).map((weight) => {
      sum += weight * weight;
      return Math.sqrt(variance * sum);
    });
    return {
      point,
      intervals: normalIntervals(point, deviations, levels),
      components: [...parts].map(([name, values]) => ({ name, values })),
    };
  },
};
