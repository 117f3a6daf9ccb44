import { at } from '../element.ts';

/** How a loess smooths. */
export interface LoessOptions {
  /** Points that each local fit looks at, odd. */
  readonly window: number;
  /** 0 local means, 1 local lines. */
  readonly degree: 0 | 1;
  /** Fits every so many points only and joins them by straight lines; 1 fits all. */
  readonly jump: number;
}

interface Points {
  readonly y: Float64Array;
  /** n: how much each point counts; absent where all count as 1. */
  readonly weights?: Float64Array | undefined;
}

/**
 * The local fit at one place (Cleveland et al. 1990, section 2): tricube weights over points first … last.
 *
 * @param place any number; point i lies at i
 * @returns NaN where all weights are 0
 */
function fitAt(
  { y, weights }: Points,
  { window, degree }: LoessOptions,
  place: number,
  first: number,
  last: number,
  shares: Float64Array,
): number {
  const n = y.length;
  let reach = Math.max(place - first, last - place);
  if (window > n) reach += Math.floor((window - n) / 2);
  let total = 0;
  for (let i = first; i <= last; i += 1) {
    const distance = Math.abs(i - place);
    let share = 0;
    if (distance <= 0.999 * reach) {
      share = distance <= 0.001 * reach ? 1 : (1 - (distance / reach) ** 3) ** 3;
      if (weights !== undefined) share *= at(weights, i);
    }
    shares[i] = share;
    total += share;
  }
  if (total <= 0) return Number.NaN;
  let centre = 0;
  for (let i = first; i <= last; i += 1) {
    shares[i] = at(shares, i) / total;
    centre += at(shares, i) * i;
  }
  let slope = 0;
  if (reach > 0 && degree > 0) {
    let spread = 0;
    for (let i = first; i <= last; i += 1) spread += at(shares, i) * (i - centre) ** 2;
    if (Math.sqrt(spread) > 0.001 * (n - 1)) slope = (place - centre) / spread;
  }
  let fit = 0;
  for (let i = first; i <= last; i += 1) fit += at(shares, i) * (1 + slope * (i - centre)) * at(y, i);
  return fit;
}

/**
 * Loess at a place outside or inside the points: the nearest `window` ones decide.
 *
 * @returns NaN where all weights are 0
 */
export function loessAt(points: Points, options: LoessOptions, place: number, first: number, last: number): number {
  return fitAt(points, options, place, first, last, new Float64Array(points.y.length));
}

/** First and last point of the window around i. */
function windowAround(i: number, n: number, window: number): [first: number, last: number] {
  if (window >= n) return [0, n - 1];
  const first = Math.min(Math.max(0, i + 1 - Math.floor((window + 1) / 2)), n - window);
  return [first, first + window - 1];
}

/** Straight lines between the points `from` and `to`, exclusive. */
function join(values: Float64Array, from: number, to: number): void {
  const slope = (at(values, to) - at(values, from)) / (to - from);
  for (let i = from + 1; i < to; i += 1) values[i] = at(values, from) + slope * (i - from);
}

/**
 * Smooths equally spaced points (Cleveland, Cleveland, McRae & Terpenning 1990, "STL: a seasonal-trend decomposition
 * procedure based on loess").
 *
 * @param points y: n ≥ 1, without NaN
 * @returns n; where all weights around a point are 0, the point itself
 */
export function loess(points: Points, options: LoessOptions): Float64Array {
  const { y } = points;
  const n = y.length;
  const out = new Float64Array(n);
  const shares = new Float64Array(n);
  const jump = Math.max(1, Math.min(options.jump, n - 1));
  const fit = (i: number): void => {
    const [first, last] = windowAround(i, n, options.window);
    const value = fitAt(points, options, i, first, last, shares);
    out[i] = Number.isNaN(value) ? at(y, i) : value;
  };
  for (let i = 0; i < n; i += jump) fit(i);
  for (let i = jump; i < n; i += jump) join(out, i - jump, i);
  const reached = Math.floor((n - 1) / jump) * jump;
  if (reached < n - 1) {
    fit(n - 1);
    join(out, reached, n - 1);
  }
  return out;
}
