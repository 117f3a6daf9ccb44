import { at, itemAt } from '../element.ts';
import { selectInPlace } from '../metrics/quantile.ts';
import { loess, loessAt, type LoessOptions } from './loess.ts';
import { usableSeasons } from './series.ts';

/** A series as the sum of its parts: values = trend + Σ seasons + remainder, all in the series' unit. */
export interface Decomposition {
  readonly trend: Float64Array;
  /** One for each season length, in their order. */
  readonly seasons: readonly Float64Array[];
  readonly seasonLengths: readonly number[];
  readonly remainder: Float64Array;
}

/** How STL smooths; all windows are counted in points and are odd. */
export interface StlOptions {
  /** Cycles that a place of the season is smoothed over; `periodic`: the season never changes. Default 11. */
  readonly seasonWindow?: number | 'periodic';
  /** Default 1.5 season / (1 − 1.5 / seasonWindow), as in the paper. */
  readonly trendWindow?: number;
  /** Outliers count less: fifteen rounds with bisquare weights. Default false. */
  readonly robust?: boolean;
  /** Fit every point instead of every tenth of a window. Default false. */
  readonly exact?: boolean;
}

interface Smoothers {
  readonly season: LoessOptions;
  readonly lowPass: LoessOptions;
  readonly trend: LoessOptions;
}

function nextOdd(value: number): number {
  const rounded = Math.ceil(value);
  return rounded % 2 === 0 ? rounded + 1 : rounded;
}

function smoothersOf(length: number, season: number, options: StlOptions): Smoothers {
  const { seasonWindow = 11, exact = false } = options;
  const window = seasonWindow === 'periodic' ? 10 * length + 1 : nextOdd(Math.max(3, seasonWindow));
  const trendWindow = nextOdd(options.trendWindow ?? (1.5 * season) / (1 - 1.5 / window));
  const smoother = (points: number, degree: 0 | 1): LoessOptions => {
    return { window: points, degree, jump: exact ? 1 : Math.ceil(points / 10) };
  };
  return { season: smoother(window, 0), trend: smoother(trendWindow, 1), lowPass: smoother(nextOdd(season), 1) };
}

function movingAverage(values: Float64Array, length: number): Float64Array {
  const out = new Float64Array(values.length - length + 1);
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) {
    sum += at(values, i);
    if (i >= length) sum -= at(values, i - length);
    if (i >= length - 1) out[i - length + 1] = sum / length;
  }
  return out;
}

/** Smooths each place of the season over the cycles; one more cycle before and after: n + 2 × season. */
function smoothCycles(
  values: Float64Array,
  season: number,
  options: LoessOptions,
  weights: Float64Array | undefined,
): Float64Array {
  const out = new Float64Array(values.length + 2 * season);
  for (let place = 0; place < season; place += 1) {
    const count = Math.floor((values.length - 1 - place) / season) + 1;
    const pick = (from: Float64Array): Float64Array =>
      Float64Array.from({ length: count }, (_, k) => at(from, k * season + place));
    const points = { y: pick(values), weights: weights && pick(weights) };
    const smooth = loess(points, options);
    const before = loessAt(points, options, -1, 0, Math.min(options.window, count) - 1);
    const after = loessAt(points, options, count, Math.max(0, count - options.window), count - 1);
    out[place] = Number.isNaN(before) ? at(smooth, 0) : before;
    smooth.forEach((value, k) => (out[(k + 1) * season + place] = value));
    out[(count + 1) * season + place] = Number.isNaN(after) ? at(smooth, count - 1) : after;
  }
  return out;
}

/** Bisquare weights: 1 where the fit is good, 0 beyond six median deviations. */
function robustnessOf(values: Float64Array, trend: Float64Array, seasonal: Float64Array): Float64Array {
  const sizes = values.map((value, t) => Math.abs(value - at(trend, t) - at(seasonal, t)));
  const n = sizes.length;
  const middle = Math.floor(n / 2);
  const reach = 3 * (selectInPlace(sizes.slice(), middle) + selectInPlace(sizes.slice(), n - middle - 1));
  return sizes.map((size) => {
    if (size <= 0.001 * reach) return 1;
    return size <= 0.999 * reach ? (1 - (size / reach) ** 2) ** 2 : 0;
  });
}

/** A season that never changes: the mean of each place. */
function periodicMeans(seasonal: Float64Array, season: number): Float64Array {
  const sums = new Float64Array(season);
  const counts = new Float64Array(season);
  seasonal.forEach((value, t) => {
    sums[t % season] = at(sums, t % season) + value;
    counts[t % season] = at(counts, t % season) + 1;
  });
  return seasonal.map((_, t) => at(sums, t % season) / at(counts, t % season));
}

/**
 * STL (Cleveland, Cleveland, McRae & Terpenning 1990): trend, one season, remainder.
 *
 * @param values n ≥ 2 × season, without NaN
 * @param season ≥ 2
 */
export function decomposeStl(values: Float64Array, season: number, options: StlOptions = {}): Decomposition {
  const n = values.length;
  const smoothers = smoothersOf(n, season, options);
  const rounds = options.robust === true ? 15 : 0;
  const inner = options.robust === true ? 1 : 2;
  let trend: Float64Array = new Float64Array(n);
  let seasonal: Float64Array = new Float64Array(n);
  let weights: Float64Array | undefined;
  for (let round = 0; round <= rounds; round += 1) {
    for (let pass = 0; pass < inner; pass += 1) {
      const detrended = values.map((value, t) => value - at(trend, t));
      const cycles = smoothCycles(detrended, season, smoothers.season, weights);
      const averaged = movingAverage(movingAverage(movingAverage(cycles, season), season), 3);
      const low = loess({ y: averaged }, smoothers.lowPass);
      seasonal = low.map((value, t) => at(cycles, season + t) - value);
      const adjusted = values.map((value, t) => value - at(seasonal, t));
      trend = loess({ y: adjusted, weights }, smoothers.trend);
    }
    if (round < rounds) weights = robustnessOf(values, trend, seasonal);
  }
  if (options.seasonWindow === 'periodic') seasonal = periodicMeans(seasonal, season);
  const remainder = values.map((value, t) => value - at(trend, t) - at(seasonal, t));
  return { trend, seasons: [seasonal], seasonLengths: [season], remainder };
}

/** Cycles that the i-th season is smoothed over. */
export function cyclesOf(index: number): number {
  return 11 + 4 * index;
}

/**
 * MSTL (Bandara, Hyndman & Bergmeir 2021, algorithm 1): several seasons, each by STL of what the others leave, twice
 * over, windows 11, 15, 19, … unless one is given; without a season a loess trend. Seasons that do not fit in twice are
 * left out.
 *
 * @param values n ≥ 1, without NaN
 */
export function decomposeMstl(
  values: Float64Array,
  seasonLengths: readonly number[],
  options: Pick<StlOptions, 'robust' | 'seasonWindow' | 'trendWindow'> = {},
): Decomposition {
  const lengths = usableSeasons(seasonLengths, values.length);
  const seasons: Float64Array[] = lengths.map(() => new Float64Array(values.length));
  let adjusted: Float64Array = Float64Array.from(values);
  let trend =
    lengths.length > 0
      ? adjusted
      : loess({ y: values }, { window: nextOdd(Math.max(7, values.length / 3)), degree: 1, jump: 1 });
  for (let pass = 0; pass < (lengths.length > 1 ? 2 : 1); pass += 1) {
    for (const [i, season] of lengths.entries()) {
      const others = adjusted.map((value, t) => value + at(itemAt(seasons, i), t));
      const parts = decomposeStl(others, season, { seasonWindow: cyclesOf(i), ...options });
      const seasonal = parts.seasons[0] ?? adjusted;
      seasons[i] = seasonal;
      adjusted = others.map((value, t) => value - at(seasonal, t));
      ({ trend } = parts);
    }
  }
  const remainder = adjusted.map((value, t) => value - at(trend, t));
  return { trend, seasons, seasonLengths: lengths, remainder };
}

function variance(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1);
}

/**
 * How much of what is left after the trend a season explains: 0 … 1 (Wang, Smith & Hyndman 2006; max(0, 1 − Var R /
 * Var (S + R))).
 *
 * @param index which of the seasons; 0 for a constant series
 */
export function seasonStrength({ seasons, remainder }: Decomposition, index = 0): number {
  const season = seasons[index] ?? new Float64Array(remainder.length);
  const both = variance(remainder.map((value, t) => value + at(season, t)));
  return both === 0 ? 0 : Math.max(0, 1 - variance(remainder) / both);
}
