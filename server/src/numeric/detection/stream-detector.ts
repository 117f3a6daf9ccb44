import { at } from '../element.ts';
import { NumericError } from '../numeric-error.ts';
import { fitDetector } from './fit-detector.ts';
import { robustBand } from './robust-band.ts';
import { type Band, expectedAt, isRounding, type SeriesHistory } from './series-detector.ts';

/** What a stream remembers: plain data whose size depends on the season alone. */
export interface StreamDetector {
  readonly level: number;
  /** What each place of the season is off the level; one 0 where there is no season. */
  readonly season: Float64Array;
  /** Place of the next value. */
  readonly place: number;
  readonly scale: number;
  readonly threshold: number;
}

/** How fast a stream learns; shares 0 … 1 that a new value has. */
export interface StreamOptions {
  /** Default 3.5. */
  readonly threshold?: number;
}

/** Shares of a new value in the level, in its place of the season and in the scale. */
const LEVEL = 0.1;
const SEASON = 0.1;
const SCALE = 0.05;
/** Deviations beyond so many standard deviations count as this many for level and season. */
const CLIP = 2;
/** Makes the bounded square of a normal deviation 1 in the mean (Gelper, Fried & Croux 2010, section 3). */
const CONSISTENCY = 2.52;

/**
 * Begins a stream where a history ends: its level, last season and spread as `stl_residual` sees them. Only the longest
 * season that the history shows twice is followed; shorter ones that divide it are within it.
 *
 * @throws NumericError as {@link fitDetector}
 */
export function beginStream(history: SeriesHistory, { threshold = 3.5 }: StreamOptions = {}): StreamDetector {
  const { values, seasonLengths } = history;
  const detector = fitDetector('stl_residual', history, { threshold });
  const length = Math.max(1, ...seasonLengths.filter((season) => values.length >= 2 * season));
  const ahead = Float64Array.from({ length }, (_, h) => expectedAt(detector, values.length + h));
  const level = ahead.reduce((sum, value) => sum + value, 0) / length;
  const residuals = values.map((value, t) => value - expectedAt(detector, t)).filter((value) => !Number.isNaN(value));
  return {
    level,
    season: ahead.map((value) => value - level),
    place: 0,
    scale: detector.scale > 0 ? robustBand(residuals).scale : 0,
    threshold,
  };
}

/** The value that is expected next, and between what bounds. */
export function streamBand({ level, season, place, scale, threshold }: StreamDetector): Band {
  const expected = level + at(season, place);
  return { lower: expected - threshold * scale, expected, upper: expected + threshold * scale };
}

/** How far a value is off what is expected next; what rounding loses is no deviation. */
function deviationOf({ level, season, place }: StreamDetector, value: number): number {
  const off = value - level - at(season, place);
  return isRounding(off, level) ? 0 : off;
}

/** Score of the next value; NaN where it is not known, ±Infinity for any other where all were equal. */
export function streamScore(stream: StreamDetector, value: number): number {
  const off = deviationOf(stream, value);
  return off === 0 ? 0 : off / stream.scale;
}

/** 1 in the mean for normal deviations, never above 2.52, however wild one is (Tukey's biweight). */
function boundedSquare(score: number): number {
  const share = Math.min(1, (score / CLIP) ** 2);
  return CONSISTENCY * (1 - (1 - share) ** 3);
}

/**
 * The stream after its next value: robust exponential smoothing of level, season and scale (Gelper, Fried & Croux 2010,
 * "Robust forecasting with exponential and Holt–Winters smoothing", equations 8–11, without a trend). A wild value moves
 * the level as one of two standard deviations would; a lasting change is followed all the same.
 *
 * @param value NaN where none came or the day is excluded: only the season's place moves on
 * @throws NumericError not_finite (an infinity)
 */
export function updateStream(stream: StreamDetector, value: number): StreamDetector {
  const { level, season, place, scale } = stream;
  if (Math.abs(value) === Infinity) throw new NumericError('not_finite', { what: 'values', index: 0 });
  const next = (place + 1) % season.length;
  if (Number.isNaN(value)) return { ...stream, place: next };
  const off = deviationOf(stream, value);
  // Where everything was equal so far, a first deviation is taken as it is: there is nothing to measure it by.
  const size = scale > 0 ? scale : Math.abs(off) / CLIP;
  const clipped = Math.max(-CLIP * size, Math.min(CLIP * size, off));
  const grown = SCALE * boundedSquare(size > 0 ? off / size : 0) * size ** 2 + (1 - SCALE) * scale ** 2;
  const moved = season.slice();
  if (season.length > 1) moved[place] = at(season, place) + SEASON * (1 - LEVEL) * clipped;
  return { ...stream, level: level + LEVEL * clipped, season: moved, place: next, scale: Math.sqrt(grown) };
}
