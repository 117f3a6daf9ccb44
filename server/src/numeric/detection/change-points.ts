import { at, intAt } from '../element.ts';
import { NumericError } from '../numeric-error.ts';

/** What a change is and how much it must be worth. */
export interface ChangePointOptions {
  /** Changes of the mean alone, or of mean and variance. Default mean. */
  readonly cost?: 'mean' | 'mean_variance';
  /** Values between two changes at least; default 5. */
  readonly minLength?: number;
  /** What a change must save; default by the length and, for the mean, the noise of the series. */
  readonly penalty?: number;
}

/** A stretch without a change: values[from … to). */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly mean: number;
  readonly deviation: number;
}

/** Sums of the known values before each place. */
interface Sums {
  readonly counts: Float64Array;
  readonly values: Float64Array;
  readonly squares: Float64Array;
}

function sumUp(values: Float64Array): Sums {
  const size = values.length + 1;
  const sums = { counts: new Float64Array(size), values: new Float64Array(size), squares: new Float64Array(size) };
  for (const [i, value] of values.entries()) {
    const known = !Number.isNaN(value);
    sums.counts[i + 1] = at(sums.counts, i) + (known ? 1 : 0);
    sums.values[i + 1] = at(sums.values, i) + (known ? value : 0);
    sums.squares[i + 1] = at(sums.squares, i) + (known ? value * value : 0);
  }
  return sums;
}

/** Count, mean and sum of squared distances from it. */
function stretch(
  { counts, values, squares }: Sums,
  from: number,
  to: number,
): { count: number; mean: number; spread: number } {
  const count = at(counts, to) - at(counts, from);
  if (count === 0) return { count: 0, mean: Number.NaN, spread: 0 };
  const sum = at(values, to) - at(values, from);
  return { count, mean: sum / count, spread: Math.max(0, at(squares, to) - at(squares, from) - (sum * sum) / count) };
}

/** Standard deviation of the noise by differences of neighbours, which a change moves only once (1.4826 MAD / √2). */
function noiseOf(values: Float64Array): number {
  const known = values.filter((value) => !Number.isNaN(value));
  const steps = Float64Array.from(known.subarray(1), (value, i) => value - at(known, i)).sort();
  if (steps.length === 0) return 0;
  const middle = at(steps, steps.length >> 1);
  const distances = steps.map((step) => Math.abs(step - middle)).sort();
  return (1.4826 * at(distances, distances.length >> 1)) / Math.SQRT2;
}

/** The smallest variance that a stretch is taken to have, a millionth of the whole's: a flat one is not infinitely sure. */
function costOf(sums: Sums, kind: 'mean' | 'mean_variance', floor: number): (from: number, to: number) => number {
  if (kind === 'mean') return (from, to) => stretch(sums, from, to).spread;
  return (from, to) => {
    const { count, spread } = stretch(sums, from, to);
    return count === 0 ? 0 : count * Math.log(Math.max(floor, spread / count));
  };
}

/**
 * Where a series changes its level, or its level and spread: PELT, exact at linear cost while changes keep coming
 * (Killick, Fearnhead & Eckley 2012, "Optimal detection of changepoints with a linear computational cost").
 *
 * @param values in order; NaN is not known, and counts for no stretch. Take season and trend out before
 * @returns stretches in order, at least one; a change is where one begins
 * @throws NumericError too_few_rows (no value), not_finite (an infinity), invalid_hyperparameter
 */
export function findChangePoints(values: Float64Array, options: ChangePointOptions = {}): Segment[] {
  const { cost: kind = 'mean', minLength = 5 } = options;
  const size = values.length;
  if (size === 0) throw new NumericError('too_few_rows', { rows: 0, required: 1 });
  const infinite = values.findIndex((value) => Math.abs(value) === Infinity);
  if (infinite !== -1) throw new NumericError('not_finite', { what: 'values', index: infinite });
  if (!(Number.isInteger(minLength) && minLength >= 1)) {
    throw new NumericError('invalid_hyperparameter', { name: 'min_length', value: minLength, min: 1, max: size });
  }
  // Around the mean, so that squares of large values do not swallow what differs.
  const center = stretch(sumUp(values), 0, size).mean;
  const sums = sumUp(Number.isNaN(center) ? values : values.map((value) => value - center));
  const whole = stretch(sums, 0, size);
  const floor = Math.max(1e-300, (whole.spread / Math.max(1, whole.count)) * 1e-6);
  // Three parameters a change (BIC takes two or three), half as much again against runs of noise.
  const logs = 3 * Math.log(Math.max(2, whole.count));
  const noise = Math.max(noiseOf(values) ** 2, floor);
  const penalty = options.penalty ?? (kind === 'mean' ? logs * noise : 1.5 * logs);
  const cost = costOf(sums, kind, floor);
  const best = new Float64Array(size + 1).fill(Infinity);
  const last = new Int32Array(size + 1);
  best[0] = -penalty;
  let open: number[] = [0];
  const deadlines = new Int32Array(size + 1).fill(size + 1);
  for (let to = minLength; to <= size; to += 1) {
    open = open.filter((start) => to < intAt(deadlines, start));
    let [least, from] = [Infinity, 0];
    const totals = Float64Array.from(open, (start) => at(best, start) + cost(start, to));
    for (const [i, start] of open.entries()) {
      const total = at(totals, i) + penalty;
      if (total < least) [least, from] = [total, start];
    }
    best[to] = least;
    last[to] = from;
    // What is worse by now without a penalty is worse than a change here, once one here may be followed by another.
    for (const [i, start] of open.entries()) {
      if (at(totals, i) > least) deadlines[start] = Math.min(intAt(deadlines, start), to + minLength);
    }
    const next = to + 1 - minLength;
    if (next >= minLength) open.push(next);
  }
  const segments: Segment[] = [];
  for (let to = size; to > 0; to = intAt(last, to)) {
    const from = intAt(last, to);
    const { count, mean, spread } = stretch(sums, from, to);
    segments.push({ from, to, mean: mean + center, deviation: count === 0 ? Number.NaN : Math.sqrt(spread / count) });
  }
  return segments.toReversed();
}
