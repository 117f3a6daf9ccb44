import { at } from '../element.ts';

/** A monotone change of unit in which a series' swings do not grow with its level. */
export interface Transform {
  /** Box–Cox power; 1 leaves values as they are, 0 is the logarithm. */
  readonly lambda: number;
}

/** Box & Cox 1964, eq. 1: (x^λ − 1) / λ, ln x for λ = 0, x itself for λ = 1. */
export function transformValue({ lambda }: Transform, x: number): number {
  if (lambda === 1) return x;
  return lambda === 0 ? Math.log(x) : (x ** lambda - 1) / lambda;
}

/** The inverse; below what any x > 0 gives it is 0. The median goes through unchanged, the mean does not. */
export function restoreValue({ lambda }: Transform, z: number): number {
  if (lambda === 1) return z;
  if (lambda === 0) return Math.exp(z);
  return Math.max(0, lambda * z + 1) ** (1 / lambda);
}

/** Coefficient of variation of (deviation / mean^(1 − λ)) over cycles. */
function unevenness(means: readonly number[], deviations: readonly number[], lambda: number): number {
  const ratios = means.map((mean, i) => (deviations[i] ?? 0) / mean ** (1 - lambda));
  const centre = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
  const squares = ratios.reduce((sum, ratio) => sum + (ratio - centre) ** 2, 0) / (ratios.length - 1);
  return Math.sqrt(squares) / centre;
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

function minimizeBetween(target: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  while (high - low > 1e-6) {
    const [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
    if (target(left) < target(right)) high = right;
    else low = left;
  }
  return (low + high) / 2;
}

/**
 * Box–Cox power by Guerrero 1993: the cycles' deviations, relative to a power of their means, shall be alike.
 *
 * @param values n, all > 0
 * @param season cycle length; at least 2 is taken
 * @returns −1 … 2; 1 where fewer than three cycles are there, or a cycle does not vary
 */
export function guerreroLambda(values: Float64Array, season: number): number {
  const length = Math.max(2, season);
  const cycles = Math.floor(values.length / length);
  if (cycles < 3) return 1;
  const start = values.length - cycles * length;
  const means: number[] = [];
  const deviations: number[] = [];
  for (let c = 0; c < cycles; c += 1) {
    const cycle = values.subarray(start + c * length, start + (c + 1) * length);
    const mean = cycle.reduce((sum, value) => sum + value, 0) / length;
    means.push(mean);
    deviations.push(Math.sqrt(cycle.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (length - 1)));
  }
  if (deviations.includes(0)) return 1;
  return minimizeBetween((lambda) => unevenness(means, deviations, lambda), -1, 2);
}

/**
 * Log or nothing: the logarithm where all values are positive, they span more than noise, and Guerrero's power is
 * nearer to it than to 1. Powers in between are not taken: a forecast far ahead is too sensitive to them.
 */
export function chooseTransform(values: Float64Array, season: number): Transform {
  let low = Number.POSITIVE_INFINITY;
  for (let t = 0; t < values.length; t += 1) low = Math.min(low, at(values, t));
  return { lambda: low > 0 && guerreroLambda(values, season) < 0.5 ? 0 : 1 };
}
