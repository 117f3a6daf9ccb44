import type { NumberFigures } from './profile.schema.ts';

const QUANTILES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];
const EQUAL_CELLS = 20;
const QUANTILE_CELLS = 10;
/** Of the distance of the quartiles: Tukey's outer fences. */
const FENCE = 3;
/** How lopsided the middle half may be before logarithms are looked at (Bowley 1901). */
const SKEWED = 0.1;

/** The bounds beyond which values are outliers. */
export interface Bounds {
  method: 'iqr' | 'iqr_of_logarithms';
  lower: number;
  upper: number;
}

/** The value below which a share of p lies; of sorted values, interpolated (Hyndman and Fan 1996, type 7). */
export function quantileOf(sorted: Float64Array, p: number): number {
  const place = p * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? below;
  const part = place - Math.floor(place);
  return below === above ? below : below * (1 - part) + above * part;
}

const quartilesOf = (sorted: Float64Array) => [0.25, 0.5, 0.75].map((p) => quantileOf(sorted, p));

/** Null where the middle half is one value: then nothing says how far is far. */
function boundsOf(sorted: Float64Array): Bounds | null {
  const [low = 0, middle = 0, high = 0] = quartilesOf(sorted);
  const width = high - low;
  if (!(width > 0) || !Number.isFinite(width)) return null;
  const isSkewed = (low + high - 2 * middle) / width > SKEWED;
  if ((sorted[0] ?? 0) > 0 && isSkewed) {
    const logWidth = Math.log(high) - Math.log(low);
    const [lower, upper] = [low / Math.exp(FENCE * logWidth), high * Math.exp(FENCE * logWidth)];
    if (Number.isFinite(upper)) return { method: 'iqr_of_logarithms', lower, upper };
  }
  const [lower, upper] = [low - FENCE * width, high + FENCE * width];
  return Number.isFinite(lower) && Number.isFinite(upper) ? { method: 'iqr', lower, upper } : null;
}

/** Of the distance to the median, the median. */
function deviationOf(sorted: Float64Array, median: number): number {
  return quantileOf(sorted.map((value) => Math.min(Number.MAX_VALUE, Math.abs(value - median))).toSorted(), 0.5);
}

/** How many of the sorted values are below the bound, or not above it. */
function countTo(sorted: Float64Array, bound: number, including: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = sorted[middle] ?? bound;
    if (value < bound || (including && value === bound)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function histogramOf(sorted: Float64Array, bounds: Bounds | null): NumberFigures['histogram'] {
  const [min, max] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  const [from, to] = [Math.max(min, bounds?.lower ?? min), Math.min(max, bounds?.upper ?? max)];
  const shareOf = (count: number): number => count / sorted.length;
  const first = countTo(sorted, from, false);
  const last = countTo(sorted, to, true);
  const cells = from < to && Number.isFinite(to - from) ? EQUAL_CELLS : 1;
  const edge = (cell: number): number => from * (1 - cell / cells) + to * (cell / cells);
  const equal = Array.from({ length: cells }, (_, cell) => {
    const begin = cell === 0 ? first : countTo(sorted, edge(cell), false);
    const end = cell === cells - 1 ? last : countTo(sorted, edge(cell + 1), false);
    return { from: edge(cell), to: edge(cell + 1), share: shareOf(end - begin) };
  });
  const quantile: NumberFigures['histogram']['quantile'] = [];
  let seen = 0;
  for (let cell = 1; cell <= QUANTILE_CELLS && seen < sorted.length; cell += 1) {
    const until = sorted[Math.ceil((cell / QUANTILE_CELLS) * sorted.length) - 1] ?? max;
    const end = countTo(sorted, until, true);
    if (end <= seen) continue;
    quantile.push({ from: sorted[seen] ?? min, to: until, share: shareOf(end - seen) });
    seen = end;
  }
  return { equal_width: equal, below: shareOf(first), above: shareOf(sorted.length - last), quantile };
}

/** What the values that were read tell of a column of numbers. */
export function describeNumbers(
  values: Float64Array,
  isMeasured: boolean,
): Pick<NumberFigures, 'median_absolute_deviation' | 'quantiles' | 'histogram'> & { bounds: Bounds | null } {
  const sorted = values.filter((value) => Number.isFinite(value)).toSorted();
  const bounds = isMeasured ? boundsOf(sorted) : null;
  return {
    median_absolute_deviation: deviationOf(sorted, quantileOf(sorted, 0.5)),
    quantiles: QUANTILES.map((p) => ({ p, value: quantileOf(sorted, p) })),
    histogram: histogramOf(sorted, bounds),
    bounds,
  };
}
