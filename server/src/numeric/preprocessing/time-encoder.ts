import { at } from '../element.ts';

/**
 * A moment in UTC: a standardised trend; where the training rows allow it the season of the year, of the week and of
 * the day as harmonics; and where training had missing values whether it is missing. A missing time counts as the
 * average of each part.
 */
export interface TimeEncoder {
  readonly kind: 'time';
  readonly column: string;
  readonly min: number;
  readonly max: number;
  readonly median: number;
  readonly mean: number;
  /** Standard deviation, milliseconds; 0 where all training values are equal. */
  readonly scale: number;
  /** Index into the cycles that are used. */
  readonly cycles: readonly number[];
  /** Mean of each harmonic, sine before cosine. */
  readonly harmonicMeans: Float64Array;
  readonly missingShare: number;
}

interface Cycle {
  readonly periodMs: number;
  /** A moment at which a turn begins. */
  readonly originMs: number;
  /** Enough for a weekday to have any effect; smooth for the year and the day. */
  readonly harmonics: number;
  readonly minSpanMs: number;
  readonly minRows: number;
}

const DAY_MS = 86_400_000;

/** Year, week (from Monday), day. A cycle must have been seen whole, twice where it is short, by some rows per harmonic. */
const CYCLES: readonly Cycle[] = [
  { periodMs: 365.2425 * DAY_MS, originMs: 0, harmonics: 2, minSpanMs: 365 * DAY_MS, minRows: 24 },
  { periodMs: 7 * DAY_MS, originMs: 4 * DAY_MS, harmonics: 3, minSpanMs: 14 * DAY_MS, minRows: 50 },
  { periodMs: DAY_MS, originMs: 0, harmonics: 2, minSpanMs: 2 * DAY_MS, minRows: 50 },
];

/** Cycles by index, which are all that an encoder keeps of them. */
export function cyclesOf(indexes: readonly number[]): Cycle[] {
  return CYCLES.filter((_, index) => indexes.includes(index));
}

/** Writes sine and cosine of each harmonic of each cycle (Harvey 1989, Forecasting, Structural Time Series, eq. 2.3.18). */
function writeHarmonics(cycles: readonly Cycle[], timeMs: number, out: Float64Array, offset: number): void {
  let next = offset;
  for (const { periodMs, harmonics } of cycles) {
    const turns = timeMs / periodMs;
    const angle = 2 * Math.PI * (turns - Math.floor(turns));
    for (let h = 1; h <= harmonics; h += 1, next += 2) {
      out[next] = Math.sin(h * angle);
      out[next + 1] = Math.cos(h * angle);
    }
  }
}

function harmonicCount(cycles: readonly Cycle[]): number {
  return cycles.reduce((sum, cycle) => sum + 2 * cycle.harmonics, 0);
}

/** Means of the harmonics over the rows, or null where they are all constant. */
function harmonicMeansOf(cycle: Cycle, present: Float64Array): Float64Array | null {
  const values = new Float64Array(harmonicCount([cycle]));
  const first = new Float64Array(values.length);
  const means = new Float64Array(values.length);
  let varies = false;
  writeHarmonics([cycle], at(present, 0), first, 0);
  for (const time of present) {
    writeHarmonics([cycle], time, values, 0);
    for (let i = 0; i < values.length; i += 1) {
      varies ||= Math.abs(at(values, i) - at(first, i)) > 1e-6;
      means[i] = at(means, i) + at(values, i) / present.length;
    }
  }
  return varies ? means : null;
}

/** Learns from a column of n ≥ 1 times (epoch milliseconds); null where all are missing. */
export function fitTimeEncoder(column: string, values: Float64Array): TimeEncoder | null {
  const present = values.filter(isTime);
  if (present.length === 0) return null;
  const sorted = present.toSorted();
  const min = at(sorted, 0);
  const max = at(sorted, sorted.length - 1);
  const median = at(sorted, (sorted.length - 1) >> 1);
  let sum = 0;
  let squares = 0;
  for (const time of present) {
    sum += time - median;
    squares += (time - median) ** 2;
  }
  const shift = sum / present.length;
  const cycles: number[] = [];
  const means: number[] = [];
  for (const [index, cycle] of CYCLES.entries()) {
    if (max - min < cycle.minSpanMs || present.length < cycle.minRows) continue;
    const harmonicMeans = harmonicMeansOf(cycle, present);
    if (harmonicMeans === null) continue;
    cycles.push(index);
    means.push(...harmonicMeans);
  }
  return {
    kind: 'time',
    column,
    min,
    max,
    median,
    mean: median + shift,
    scale: max > min ? Math.sqrt(squares / present.length - shift * shift) : 0,
    cycles,
    harmonicMeans: Float64Array.from(means),
    missingShare: 1 - present.length / values.length,
  };
}

/** Whether the value is a moment that a calendar has, in epoch milliseconds. */
function isTime(value: number): boolean {
  return Math.abs(value) <= 8.64e15;
}

/** Design columns of the encoder. */
export function timeWidth(encoder: TimeEncoder): number {
  return (encoder.scale > 0 ? 1 : 0) + encoder.harmonicMeans.length + (encoder.missingShare > 0 ? 1 : 0);
}

/** Writes one time (epoch milliseconds, NaN: missing) at `offset`. */
export function writeTime(encoder: TimeEncoder, timeMs: number, out: Float64Array, offset: number): void {
  const { scale, mean, harmonicMeans, missingShare } = encoder;
  const missing = !isTime(timeMs);
  let next = offset;
  if (scale > 0) {
    out[next] = missing ? 0 : (timeMs - mean) / scale;
    next += 1;
  }
  if (missing) {
    out.fill(0, next, next + harmonicMeans.length);
  } else {
    writeHarmonics(cyclesOf(encoder.cycles), timeMs, out, next);
    for (let i = 0; i < harmonicMeans.length; i += 1) out[next + i] = at(out, next + i) - at(harmonicMeans, i);
  }
  if (missingShare > 0) out[next + harmonicMeans.length] = (missing ? 1 : 0) - missingShare;
}

/** Columns of the encoder for trees. */
export function timeTreeWidth(encoder: TimeEncoder): number {
  return 1 + encoder.cycles.length;
}

/**
 * Writes one time (epoch milliseconds, NaN: missing) for trees: the time itself, and how far each used cycle has turned,
 * 0 … 1; NaN where it is missing.
 */
export function writeTimeForTrees(encoder: TimeEncoder, timeMs: number, out: Float64Array, offset: number): void {
  if (!isTime(timeMs)) {
    out.fill(Number.NaN, offset, offset + timeTreeWidth(encoder));
    return;
  }
  out[offset] = timeMs;
  for (const [i, { periodMs, originMs }] of cyclesOf(encoder.cycles).entries()) {
    const turns = (timeMs - originMs) / periodMs;
    out[offset + 1 + i] = turns - Math.floor(turns);
  }
}
