import { at } from '../element.ts';
import { standardNormalQuantile } from '../statistics/normal-quantile.ts';
import { normalDistribution } from '../statistics/distributions.ts';
import { centredAverage } from './series.ts';

/** A season that a series shows. */
export interface FoundSeason {
  /** Periods. */
  readonly length: number;
  /** Share of the detrended series' variance that it explains, 0 … 1. */
  readonly strength: number;
  /** Chance of such an autocorrelation where there is no season. */
  readonly pValue: number;
}

/**
 * Autocorrelations at lags 1 … lags (Box & Jenkins 1970, eq. 2.1.10).
 *
 * @param values n, without NaN
 * @returns zeros for a constant series and for lags ≥ n
 */
export function autocorrelations(values: Float64Array, lags: number): Float64Array {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const centred = values.map((value) => value - mean);
  const total = centred.reduce((sum, value) => sum + value * value, 0);
  const out = new Float64Array(lags);
  if (total === 0) return out;
  for (let lag = 1; lag <= Math.min(lags, n - 1); lag += 1) {
    let sum = 0;
    for (let t = lag; t < n; t += 1) sum += at(centred, t) * at(centred, t - lag);
    out[lag - 1] = sum / total;
  }
  return out;
}

/** Autocorrelation at a lag in standard errors of Bartlett's formula (Bartlett 1946). */
function lagScore(values: Float64Array, lag: number): number {
  const correlations = autocorrelations(values, lag);
  let squares = 0;
  for (let k = 0; k < lag - 1; k += 1) squares += at(correlations, k) ** 2;
  return at(correlations, lag - 1) / Math.sqrt((1 + 2 * squares) / values.length);
}

const SEASON_SHOWS = standardNormalQuantile(0.95);

/** The test of the M3 and M4 competitions: the autocorrelation at the season's lag is significant at 10 %. */
export function hasSeason(values: Float64Array, season: number): boolean {
  return values.length >= 2 * season && Math.abs(lagScore(values, season)) > SEASON_SHOWS;
}

/** The series less its moving average over about a season, ends left out. */
function detrended(values: Float64Array, season: number): Float64Array {
  const trend = centredAverage(values, season);
  return values.map((value, t) => value - at(trend, t)).filter((value) => !Number.isNaN(value));
}

/** Periodogram ordinates at frequencies k / n, k = 1 … ⌊n / 2⌋. */
function periodogram(values: Float64Array): Float64Array {
  const n = values.length;
  return Float64Array.from({ length: Math.floor(n / 2) }, (_, k) => {
    let [real, imaginary] = [0, 0];
    const angle = (2 * Math.PI * (k + 1)) / n;
    for (let t = 0; t < n; t += 1) {
      real += at(values, t) * Math.cos(angle * t);
      imaginary += at(values, t) * Math.sin(angle * t);
    }
    return (real * real + imaginary * imaginary) / n;
  });
}

/** Lengths near a peak of the spectrum that Fisher's test (1929) finds at `significance`. */
function spectralCandidates(values: Float64Array, significance: number): number[] {
  const n = values.length;
  const changes = values.slice(1).map((value, t) => value - at(values, t));
  const power = periodogram(changes);
  const total = power.reduce((sum, value) => sum + value, 0);
  const found = new Set<number>();
  for (let k = 1; k < power.length; k += 1) {
    const share = at(power, k) / total;
    if (!(share > 0) || power.length * (1 - share) ** (power.length - 1) > significance) continue;
    const length = changes.length / (k + 1);
    for (const near of [Math.floor(length), Math.ceil(length)]) {
      if (near >= 2 && 3 * near <= n) found.add(near);
    }
  }
  return [...found];
}

function variance(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

/** Means of each place in the season. */
function placeMeans(values: Float64Array, season: number): Float64Array {
  const sums = new Float64Array(season);
  const counts = new Float64Array(season);
  values.forEach((value, t) => {
    sums[t % season] = at(sums, t % season) + value;
    counts[t % season] = at(counts, t % season) + 1;
  });
  return sums.map((sum, place) => sum / at(counts, place));
}

function judge(values: Float64Array, length: number): FoundSeason {
  const rest = detrended(values, length);
  const means = placeMeans(rest, length);
  const total = variance(rest);
  const left = variance(rest.map((value, t) => value - at(means, t % length)));
  // As many means as places explain some of the noise by chance.
  const fair = (left / Math.max(1, rest.length - length)) * (rest.length - 1);
  const strength = total > 0 ? Math.max(0, 1 - fair / total) : 0;
  return { length, strength, pValue: normalDistribution().survival(lagScore(rest, length)) };
}

/**
 * Seasons that a series shows, strongest first, at most three: each must be significant in the autocorrelation of what
 * the stronger ones leave. Candidates come from the caller (7 and 365 for days, …) or from peaks of the spectrum.
 *
 * @param values n, without NaN; seasons are looked for up to n / 3
 * @param candidates lengths ≥ 2; default: those that the spectrum suggests; n² time then
 * @returns empty for a constant or short series
 */
export function detectSeasons(
  values: Float64Array,
  candidates?: readonly number[],
  significance = 0.01,
): FoundSeason[] {
  const lengths = (candidates ?? spectralCandidates(values, significance)).filter(
    (length) => length >= 2 && values.length >= 3 * length,
  );
  const found: FoundSeason[] = [];
  let rest = values;
  while (found.length < 3) {
    const judged = lengths
      .filter((length) => found.every((season) => season.length !== length))
      .map((length) => judge(rest, length))
      .filter(({ pValue, strength }) => pValue < significance && strength > 0.05)
      .toSorted((a, b) => b.strength - a.strength || a.length - b.length);
    const [best] = judged;
    if (best === undefined) break;
    found.push(best);
    const trend = centredAverage(rest, best.length);
    const deviations = rest.map((value, t) => (Number.isNaN(at(trend, t)) ? 0 : value - at(trend, t)));
    const means = placeMeans(deviations, best.length);
    rest = rest.map((value, t) => value - at(means, t % best.length));
  }
  return found;
}
