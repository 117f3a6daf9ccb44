import { at } from '../element.ts';
import { NumericError } from '../numeric-error.ts';
import type { Rng } from '../rng/rng.ts';
import { standardNormalQuantile } from '../statistics/normal-quantile.ts';
import type { CompleteSeries } from './series.ts';

/** How far ahead, and how sure. */
export interface ForecastOptions {
  /** Periods ahead, ≥ 1. */
  readonly horizon: number;
  /** Shares of outcomes that intervals shall hold, each within 0 … 1 exclusive. */
  readonly levels: readonly number[];
  /** Chance for simulated intervals; the same stream gives the same bytes. */
  readonly rng: Rng;
}

/** Bounds in the target's unit, one a period ahead. */
export interface ForecastInterval {
  readonly level: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** A part of the forecast in the target's unit; all parts of a forecast sum to its points. */
export interface ForecastComponent {
  readonly name: string;
  readonly values: Float64Array;
}

/** All arrays have the horizon's length. Points are medians. */
export interface Forecast {
  readonly point: Float64Array;
  readonly intervals: readonly ForecastInterval[];
  readonly components: readonly ForecastComponent[];
}

/** A fitted model: plain data, with the state from which it goes on. */
export interface ForecastModel {
  readonly kind: string;
}

/** Settings by name; each method names its own. */
export type MethodSettings = Readonly<Record<string, number>>;

/** The form of every method. Same series, settings and seed give the same bytes; no input is changed. */
export interface ForecastMethod<Model extends ForecastModel> {
  readonly kind: Model['kind'];
  /**
   * Chooses a form and estimates its parameters.
   *
   * @throws NumericError too_few_rows where the method needs more; unknown_hyperparameter, invalid_hyperparameter
   */
  fit(series: CompleteSeries, settings?: MethodSettings): Model;
  /**
   * The same form, its parameters estimated anew on a series that has gone on, beginning from those of the model: what
   * `fit` would do without its choice. Absent where that costs no less.
   */
  refit?(model: Model, series: CompleteSeries): Model;
  /** The same form and parameters after a series that has gone on (or another one); estimates nothing. */
  resume(model: Model, series: CompleteSeries): Model;
  /** @throws NumericError shape_mismatch where dates or outside columns end before the horizon does */
  forecast(model: Model, options: ForecastOptions): Forecast;
}

/** Lowest and highest normal deviates of an interval. */
function normalBounds(level: number): number {
  return standardNormalQuantile(0.5 + level / 2);
}

/**
 * Normal intervals on the scale of the model, brought back to the target's unit.
 *
 * @param centre h points
 * @param deviations h standard deviations
 * @param restore monotone
 */
export function normalIntervals(
  centre: Float64Array,
  deviations: Float64Array,
  levels: readonly number[],
  restore: (value: number) => number = (value) => value,
): ForecastInterval[] {
  return levels.map((level) => {
    const reach = normalBounds(level);
    return {
      level,
      lower: centre.map((value, h) => restore(value - reach * at(deviations, h))),
      upper: centre.map((value, h) => restore(value + reach * at(deviations, h))),
    };
  });
}

/**
 * Variance of a one-step forecast: Σ e² / (n − k) without bias, and (n + k) / n times that, for k parameters are only
 * estimated (final prediction error, Akaike 1969). Without it intervals of short series hold too little.
 *
 * @param squares Σ e² of the fit
 * @param count n values that it was fitted to
 * @param parameters k, the error's variance not among them
 */
export function predictionVariance(squares: number, count: number, parameters: number): number {
  return (squares / Math.max(1, count - parameters)) * (1 + Math.min(parameters, count) / count);
}

/** Fills in defaults. @throws NumericError unknown_hyperparameter, invalid_hyperparameter */
export function settingsOf<Name extends string>(
  kind: string,
  specs: Readonly<Record<Name, { readonly value: number; readonly min: number; readonly max: number }>>,
  given: MethodSettings = {},
): Record<Name, number> {
  const unknown = Object.keys(given).find((name) => !(name in specs));
  if (unknown !== undefined) throw new NumericError('unknown_hyperparameter', { name: unknown, algorithm: kind });
  const found: Partial<Record<Name, number>> = {};
  for (const name in specs) {
    const { value: preset, min, max } = specs[name];
    const value = given[name] ?? preset;
    if (!(value >= min && value <= max)) throw new NumericError('invalid_hyperparameter', { name, value, min, max });
    found[name] = value;
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the loop has filled every name
  return found as Record<Name, number>;
}

/** @throws NumericError too_few_rows */
export function requireLength(series: CompleteSeries, required: number): void {
  const rows = series.values.length;
  if (rows < required) throw new NumericError('too_few_rows', { rows, required });
}

/** Sum of the elements. */
export function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += at(values, i);
  return sum;
}
