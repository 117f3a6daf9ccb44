import { at } from '../element.ts';
import { NumericError } from '../numeric-error.ts';

/** A figure known beforehand for every period, also those to come: price, promotion, opening days. */
export interface OutsideColumn {
  readonly name: string;
  /** n + at least the horizon, finite. */
  readonly values: Float64Array;
}

/** One value a period, in order, the periods equally long. */
export interface Series {
  /** n ≥ 1 values in the target's unit; NaN where none is known. Infinities are refused. */
  readonly values: Float64Array;
  /** Whole periods that a season takes, each ≥ 2, shortest first; empty where there is none. */
  readonly seasonLengths: readonly number[];
  /** ISO dates (`2026-03-31`, hours `2026-03-31T05`) of the n periods and those to come, as the clock on the wall showed. */
  readonly dates?: readonly string[];
  /** Dates of each holiday, ISO, past and to come. */
  readonly holidays?: readonly { readonly name: string; readonly dates: readonly string[] }[];
  readonly columns?: readonly OutsideColumn[];
}

/** A series without gaps: what methods learn from. */
export interface CompleteSeries extends Series {
  /** Periods at the beginning that were left out because nothing is known before them. */
  readonly skipped: number;
  /** 1 where a value was filled in. */
  readonly filled: Uint8Array;
}

/** A season shows in a series only once it has come round twice. */
export function usableSeasons(seasonLengths: readonly number[], length: number): number[] {
  return seasonLengths.filter((season) => season >= 2 && length >= 2 * season).toSorted((a, b) => a - b);
}

function checkSeries({ values, seasonLengths }: Series): void {
  let known = 0;
  for (let t = 0; t < values.length; t += 1) {
    const value = at(values, t);
    if (Math.abs(value) === Number.POSITIVE_INFINITY)
      throw new NumericError('not_finite', { what: 'values', index: t });
    if (!Number.isNaN(value)) known += 1;
  }
  if (known === 0) throw new NumericError('too_few_rows', { rows: 0, required: 1 });
  for (const season of seasonLengths) {
    if (!Number.isInteger(season) || season < 2) {
      const max = Number.MAX_SAFE_INTEGER;
      throw new NumericError('invalid_hyperparameter', { name: 'seasonLengths', value: season, min: 2, max });
    }
  }
}

/** Straight lines over the gaps, the last known value after the last one. `values` begins with a known one. */
function interpolate(values: Float64Array): Float64Array {
  const out = Float64Array.from(values);
  let last = 0;
  for (let t = 1; t < out.length; t += 1) {
    if (Number.isNaN(at(out, t))) continue;
    const slope = (at(out, t) - at(out, last)) / (t - last);
    for (let gap = last + 1; gap < t; gap += 1) out[gap] = at(out, last) + slope * (gap - last);
    last = t;
  }
  return out.fill(at(out, last), last);
}

/**
 * Centred moving average over a season (of even length: half weight to both ends), ends left NaN.
 *
 * @param values n, without NaN
 */
export function centredAverage(values: Float64Array, season: number): Float64Array {
  const half = Math.floor(season / 2);
  const out = new Float64Array(values.length).fill(Number.NaN);
  const ends = season % 2 === 0 ? 0.5 : 1;
  for (let t = half; t < values.length - half; t += 1) {
    let sum = ends * (at(values, t - half) + at(values, t + half));
    for (let k = t - half + 1; k < t + half; k += 1) sum += at(values, k);
    out[t] = sum / season;
  }
  return out;
}

/** Mean deviation from the moving average at each place in the season, over values that are known; they sum to 0. */
function seasonMeans(known: Float64Array, smooth: Float64Array, season: number): Float64Array {
  const trend = centredAverage(smooth, season);
  const sums = new Float64Array(season);
  const counts = new Float64Array(season);
  for (let t = 0; t < known.length; t += 1) {
    const deviation = at(known, t) - at(trend, t);
    if (Number.isNaN(deviation)) continue;
    sums[t % season] = at(sums, t % season) + deviation;
    counts[t % season] = at(counts, t % season) + 1;
  }
  const means = sums.map((sum, place) => sum / Math.max(1, at(counts, place)));
  const mean = means.reduce((sum, value) => sum + value, 0) / season;
  return means.map((value) => value - mean);
}

/**
 * Fills gaps so that every method sees the same: a straight line through the series less its shortest season, the
 * season put back on. Missing values at the beginning are left out; after the last known one its level goes on.
 *
 * @throws NumericError not_finite (infinity), too_few_rows (no value known), invalid_hyperparameter (season lengths)
 */
export function completeSeries(series: Series): CompleteSeries {
  checkSeries(series);
  const skipped = series.values.findIndex((value) => !Number.isNaN(value));
  const known = series.values.subarray(skipped);
  const filled = Uint8Array.from(known, (value) => (Number.isNaN(value) ? 1 : 0));
  let values = interpolate(known);
  const season = usableSeasons(series.seasonLengths, known.length)[0];
  if (season !== undefined && filled.includes(1)) {
    const means = seasonMeans(known, values, season);
    const adjusted = interpolate(known.map((value, t) => value - at(means, t % season)));
    values = adjusted.map((value, t) => value + at(means, t % season));
    known.forEach((value, t) => {
      if (!Number.isNaN(value)) values[t] = value;
    });
  }
  return {
    ...series,
    values,
    filled,
    skipped,
    ...(series.dates ? { dates: series.dates.slice(skipped) } : {}),
    ...(series.columns
      ? { columns: series.columns.map(({ name, values: all }) => ({ name, values: all.subarray(skipped) })) }
      : {}),
  };
}

/** The first `length` periods of a series; dates, holidays and columns stay, for they are known beforehand. */
export function headOf<S extends Series>(series: S, length: number): S {
  return { ...series, values: series.values.subarray(0, length) };
}
