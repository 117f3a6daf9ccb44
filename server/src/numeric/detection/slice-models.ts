import { at, itemAt } from '../element.ts';
import { matrixOf, type Matrix } from '../matrix/matrix.ts';
import {
  anscombeResidual,
  type CountModel,
  doubtOf,
  expectedCounts,
  fitCountRegression,
  usualWeight,
} from './count-regression.ts';
import { EXCLUDED } from './series-detector.ts';
import type { WatchCalendar, WatchedMetric, WatchedSlice } from './watched-metric.ts';

/** Standard deviations that are thought usual of a year's growth, waves and kinds; of slices, against the whole. */
const WHOLE_PRIOR = 1;
const SLICE_PRIOR = 0.3;
/** The level of the last periods counts as much as so many usual events' worth of what the regression says. */
const WHOLE_LEVEL_PERIODS = 56;
const SLICE_LEVEL_PERIODS = 182;
const LEVEL_TRUST = 20;
const SHARE_PERIODS = 364;
const SHARE_BLOCK = 28;
/** Squares of deviations beyond so many variances are of what is looked for. */
const MOST_SQUARE = 16;

const NOTHING = new Float64Array(0);

/** A metric with what its expectations are drawn by. */
export interface Setting {
  readonly metric: WatchedMetric;
  readonly design: Matrix;
}

/** From what period on expectations are made, by what is known before, up to which; not included. */
export interface Origin {
  readonly from: number;
  readonly to: number;
  /** Relative standard deviation of what expectations are off by. */
  readonly drift: number;
}

/** A year's growth, the waves of the seasons, and the kinds of periods: n rows. */
export function designOf({ seasons, kinds }: WatchCalendar): Matrix {
  const n = kinds.length;
  const others = [...new Set(kinds)].filter((kind) => kind !== 0 && kind !== EXCLUDED).toSorted((a, b) => a - b);
  const longest = Math.max(1, ...seasons.map(({ length }) => length));
  const waves = seasons.flatMap(({ length, waves: count }) =>
    Array.from({ length: count }, (_, k) => (2 * Math.PI * (k + 1)) / length),
  );
  const columns = 1 + 2 * waves.length + others.length;
  const data = new Float64Array(n * columns);
  for (let t = 0; t < n; t += 1) {
    const row = [
      t / longest,
      ...waves.flatMap((angle) => [Math.sin(angle * t), Math.cos(angle * t)]),
      ...others.map((kind) => Number(kinds[t] === kind)),
    ];
    data.set(row, t * columns);
  }
  return matrixOf(n, columns, data);
}

function headOf({ columns, data }: Matrix, rows: number): Matrix {
  return matrixOf(rows, columns, data.subarray(0, rows * columns));
}

/** Sums of what came and what was expected over periods, unusual blocks weighed down. */
function weighedSums(
  { values }: WatchedSlice,
  expected: Float64Array,
  {
    from,
    to,
    block,
    dispersion,
    drift,
  }: { from: number; to: number; block: number; dispersion: number; drift: number },
): { actual: number; expected: number } {
  const sums = { actual: 0, expected: 0 };
  for (let start = from; start < to; start += block) {
    let [actual, mean] = [0, 0];
    for (let t = start; t < Math.min(to, start + block); t += 1) {
      if (!(at(values, t) >= 0 && at(expected, t) > 0)) continue;
      actual += at(values, t);
      mean += at(expected, t);
    }
    if (mean === 0) continue;
    const weight = usualWeight(anscombeResidual(actual, mean, dispersion + drift ** 2 * mean));
    sums.actual += weight * actual;
    sums.expected += weight * mean;
  }
  return sums;
}

/** A slice with a season of its own: what the whole does, times what sets the slice apart, at the level of the last periods. */
function ownExpectation(
  { metric, design }: Setting,
  slice: WatchedSlice,
  rates: Float64Array | null,
  { from, to, drift }: Origin,
  before: CountModel | undefined,
): { expected: Float64Array; doubt: Float64Array; model: CountModel } {
  const offsets = (rates ?? new Float64Array(to).fill(1)).map((rate, t) => rate * (slice.exposure?.[t] ?? 1));
  const priors = new Float64Array(design.columns).fill(rates === null ? WHOLE_PRIOR : SLICE_PRIOR);
  const known = {
    values: slice.values.subarray(0, from),
    offsets: offsets.subarray(0, from),
    design: headOf(design, from),
    priors,
  };
  const model = fitCountRegression(known, metric.kind === 'count' ? 1 : 0, before);
  const expected = expectedCounts(model, headOf(design, to), offsets);
  const { dispersion } = model;
  const last = weighedSums(slice, expected, {
    from: Math.max(0, from - (rates === null ? WHOLE_LEVEL_PERIODS : SLICE_LEVEL_PERIODS)),
    to: from,
    block: 7,
    dispersion,
    drift,
  });
  const trust = LEVEL_TRUST * dispersion;
  const level = (last.actual + trust) / (last.expected + trust);
  const doubt = Float64Array.from({ length: to - from }, (_, i) => Math.sqrt(doubtOf(model, design, from + i)));
  return { expected: expected.map((value) => value * level), doubt, model };
}

/** A slice that goes with its parents: as large a part of them as over the last year. */
function sharedExpectation(
  slice: WatchedSlice,
  parentRates: readonly Float64Array[],
  wholeRates: Float64Array,
  dispersion: number,
  { from, to, drift }: Origin,
): { expected: Float64Array; squares: number; expectations: number } {
  const begin = Math.max(0, from - SHARE_PERIODS);
  const base = new Float64Array(to).fill(Number.NaN);
  for (let t = begin; t < to; t += 1) {
    let product = slice.exposure?.[t] ?? 1;
    for (const rates of parentRates) product *= at(rates, t);
    for (let k = 1; k < parentRates.length; k += 1) product /= at(wholeRates, t);
    base[t] = product;
  }
  let [actual, mean] = [0, 0];
  for (let t = begin; t < from; t += 1) {
    if (!(at(slice.values, t) >= 0 && at(base, t) > 0)) continue;
    actual += at(slice.values, t);
    mean += at(base, t);
  }
  const trust = 0.5 * dispersion;
  const rough = Math.max(actual, trust) / mean;
  const scaled = base.map((value) => value * rough);
  const last = weighedSums(slice, scaled, { from: begin, to: from, block: SHARE_BLOCK, dispersion, drift });
  const share = (rough * (last.actual + trust)) / (last.expected + trust);
  const expected = base.map((value) => value * share);
  return { expected, ...spreadOf(slice, expected, { from: begin, to: from, dispersion }) };
}

/** Squared deviations of blocks, and what they are shares of; those far off count as if they were usual. */
function spreadOf(
  { values }: WatchedSlice,
  expected: Float64Array,
  { from, to, dispersion }: { from: number; to: number; dispersion: number },
): { squares: number; expectations: number } {
  let [squares, expectations] = [0, 0];
  for (let start = from; start < to; start += SHARE_BLOCK) {
    let [actual, mean] = [0, 0];
    for (let t = start; t < Math.min(to, start + SHARE_BLOCK); t += 1) {
      if (!(at(values, t) >= 0 && at(expected, t) > 0)) continue;
      actual += at(values, t);
      mean += at(expected, t);
    }
    squares += Math.min((actual - mean) ** 2, MOST_SQUARE * dispersion * mean);
    expectations += mean;
  }
  return { squares, expectations };
}

/** What is expected of a slice from an origin on. */
export interface Learnt {
  /** n expectations up to the origin's end, their dispersion, and their relative doubt from the origin on. */
  readonly expected: Float64Array;
  readonly dispersion: number;
  readonly doubt: Float64Array;
}

/** What a slice is a value of: of a crossing, both dimensions. */
export function divisionOf({ facets }: WatchedSlice): string {
  return facets.map(({ dimension }) => dimension).join('\n');
}

interface Spread {
  readonly squares: number;
  readonly expectations: number;
}

/**
 * How slices that go with others spread: counts as all of their division do together, since one alone is too few; sums at
 * least as their parents, since what orders are worth differs by slice.
 */
function dispersionOf(kind: WatchedMetric['kind'], spreads: readonly Spread[], parents: readonly number[]): number {
  const squares = spreads.reduce((sum, spread) => sum + spread.squares, 0);
  const expectations = spreads.reduce((sum, spread) => sum + spread.expectations, 0);
  const found = squares / Math.max(expectations, Number.MIN_VALUE);
  return kind === 'count' ? Math.max(1, found) : Math.max(found, ...parents);
}

/**
 * Expectations of all slices until the origin's end.
 *
 * @param models of the origin before, by slice; replaced
 */
export function expectAt(setting: Setting, origin: Origin, models: (CountModel | undefined)[]): Learnt[] {
  const { slices, kind } = setting.metric;
  const rates: Float64Array[] = [];
  const divisions = new Map<string, Spread[]>();
  /** What is learnt of each, and where it goes with others, how all of its division spread. */
  const learnt: (Learnt & { spreads: readonly Spread[] | null })[] = [];
  for (const [place, slice] of slices.entries()) {
    const { parents } = slice;
    if (parents.length === 0) {
      const { expected, doubt, model } = ownExpectation(setting, slice, rates[0] ?? null, origin, models[place]);
      models[place] = model;
      learnt.push({ expected, doubt, dispersion: model.dispersion, spreads: null });
    } else {
      const dispersion = Math.max(...parents.map((parent) => itemAt(learnt, parent).dispersion));
      const those = parents.map((parent) => itemAt(rates, parent));
      const { expected, ...spread } = sharedExpectation(slice, those, itemAt(rates, 0), dispersion, origin);
      const spreads = divisions.get(divisionOf(slice)) ?? [];
      divisions.set(divisionOf(slice), spreads);
      spreads.push(spread);
      learnt.push({ expected, doubt: NOTHING, dispersion, spreads });
    }
    rates.push(itemAt(learnt, place).expected.map((value, t) => value / (slice.exposure?.[t] ?? 1)));
  }
  return learnt.map(({ spreads, ...each }) =>
    spreads === null ? each : { ...each, dispersion: dispersionOf(kind, spreads, [each.dispersion]) },
  );
}
