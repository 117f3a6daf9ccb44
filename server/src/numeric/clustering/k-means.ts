import { at, intAt } from '../element.ts';
import { columnMeans, type Matrix, zeroMatrix } from '../matrix/matrix.ts';
import { NumericError } from '../numeric-error.ts';
import type { Rng } from '../rng/rng.ts';
import { checkPoints, squaredDistance } from './distance.ts';
import { seedCenters } from './seeding.ts';

/** How k-means searches. */
export interface KMeansOptions {
  /** Searches from different first centers; the one with the smallest inertia is kept. Default 4. */
  readonly starts?: number;
  /** k × p: the only start, such as the centers of last month, so that clusters keep their numbers. Not mutated. */
  readonly from?: Matrix;
  /** Default 300. */
  readonly maxIterations?: number;
  /** Ends once all centers together move by less than this share of the mean variance, squared. Default 1e-4. */
  readonly tolerance?: number;
  /** Called before each iteration; may throw to end the work. */
  readonly onIteration?: () => void;
}

/** Points divided among centers. */
export interface KMeansResult {
  /** k × p. */
  readonly centers: Matrix;
  /** The center of each point. */
  readonly labels: Int32Array;
  /** Sum of squared distances from the own center. */
  readonly inertia: number;
  readonly iterations: number;
}

/** Where a search stands. The bounds are of distances, not of their squares. */
interface Search {
  readonly x: Matrix;
  readonly centers: Matrix;
  readonly labels: Int32Array;
  /** Of each point: at least the distance from its own center. */
  readonly upper: Float64Array;
  /** Of each point: at most the distance from any other center. */
  readonly lower: Float64Array;
  readonly sums: Matrix;
  readonly counts: Int32Array;
}

/** Squared slack for what rounding takes from a bound. */
const SLACK = 1e-12;

function addRow({ x, sums, counts }: Search, row: number, label: number, sign: number): void {
  const { columns } = x;
  const [from, to] = [row * columns, label * columns];
  for (let j = 0; j < columns; j += 1) sums.data[to + j] = at(sums.data, to + j) + sign * at(x.data, from + j);
  counts[label] = intAt(counts, label) + sign;
}

/**
 * Compares a point with every center; returns the nearest. The distances stand here and not in a function of their own:
 * this loop is what k-means spends its time on, and a call each would double it.
 */
function compareAll({ x, centers, upper, lower }: Search, row: number): number {
  const { columns } = x;
  const [points, means] = [x.data, centers.data];
  const from = row * columns;
  const end = from + columns;
  const wide = end - (columns % 4);
  let label = 0;
  let best = Number.POSITIVE_INFINITY;
  let second = Number.POSITIVE_INFINITY;
  for (let k = 0, q = 0; k < centers.rows; k += 1) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let p = from;
    for (; p < wide; p += 4, q += 4) {
      const d0 = at(points, p) - at(means, q);
      const d1 = at(points, p + 1) - at(means, q + 1);
      const d2 = at(points, p + 2) - at(means, q + 2);
      const d3 = at(points, p + 3) - at(means, q + 3);
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    for (; p < end; p += 1, q += 1) {
      const d = at(points, p) - at(means, q);
      s0 += d * d;
    }
    const distance = s0 + s1 + (s2 + s3);
    if (distance < best) {
      second = best;
      best = distance;
      label = k;
    } else if (distance < second) second = distance;
  }
  upper[row] = Math.sqrt(best);
  lower[row] = Math.sqrt(second);
  return label;
}

/** Half of each center's distance from the nearest other one: a point nearer than that cannot belong elsewhere. */
function halfGaps(centers: Matrix): Float64Array {
  const gaps = new Float64Array(centers.rows).fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < centers.rows; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const half = Math.sqrt(squaredDistance(centers, i, centers, j)) / 2;
      gaps[i] = Math.min(at(gaps, i), half);
      gaps[j] = Math.min(at(gaps, j), half);
    }
  }
  return gaps;
}

/** Gives every point to its nearest center; returns how many changed. Distances are taken only where bounds leave it open. */
function assign(search: Search): number {
  const { x, centers, labels, upper, lower } = search;
  const gaps = halfGaps(centers);
  let changed = 0;
  for (let row = 0; row < x.rows; row += 1) {
    const label = intAt(labels, row);
    const bound = Math.max(at(gaps, label), at(lower, row)) * (1 - SLACK);
    if (at(upper, row) <= bound) continue;
    upper[row] = Math.sqrt(squaredDistance(x, row, centers, label));
    if (at(upper, row) <= bound) continue;
    const found = compareAll(search, row);
    if (found === label) continue;
    addRow(search, row, label, -1);
    addRow(search, row, found, 1);
    labels[row] = found;
    changed += 1;
  }
  return changed;
}

/** A center that nobody belongs to takes over the point that is furthest from its own. */
function fillEmpty(search: Search): void {
  const { x, centers, labels, counts, upper, lower } = search;
  for (let k = 0; k < centers.rows; k += 1) {
    if (intAt(counts, k) > 0) continue;
    let [row, furthest] = [-1, 0];
    for (let i = 0; i < x.rows; i += 1) {
      if (intAt(counts, intAt(labels, i)) < 2) continue;
      const distance = squaredDistance(x, i, centers, intAt(labels, i));
      if (distance > furthest) [row, furthest] = [i, distance];
    }
    if (row === -1) return;
    addRow(search, row, intAt(labels, row), -1);
    addRow(search, row, k, 1);
    labels[row] = k;
    upper[row] = Number.POSITIVE_INFINITY;
    lower.fill(0);
  }
}

/** Moves each center to the mean of its points and the bounds with it; returns the sum of the squared ways. */
function moveCenters(search: Search): number {
  const { x, centers, labels, sums, counts, upper, lower } = search;
  const { columns } = x;
  const ways = new Float64Array(centers.rows);
  let total = 0;
  for (let k = 0; k < centers.rows; k += 1) {
    const count = intAt(counts, k);
    if (count === 0) continue;
    let way = 0;
    for (let j = k * columns; j < (k + 1) * columns; j += 1) {
      const mean = at(sums.data, j) / count;
      way += (mean - at(centers.data, j)) ** 2;
      centers.data[j] = mean;
    }
    total += way;
    ways[k] = Math.sqrt(way);
  }
  const longest = ways.indexOf(ways.reduce((top, way) => Math.max(top, way), 0));
  const [furthest, next] = [
    at(ways, longest),
    ways.reduce((top, way, k) => (k === longest ? top : Math.max(top, way)), 0),
  ];
  for (let row = 0; row < x.rows; row += 1) {
    const label = intAt(labels, row);
    upper[row] = at(upper, row) + at(ways, label);
    lower[row] = at(lower, row) - (label === longest ? next : furthest);
  }
  return total;
}

function searchFrom(x: Matrix, centers: Matrix, goal: number, options: KMeansOptions): KMeansResult {
  const { maxIterations = 300, onIteration } = options;
  const search: Search = {
    x,
    centers,
    labels: new Int32Array(x.rows),
    upper: new Float64Array(x.rows),
    lower: new Float64Array(x.rows),
    sums: zeroMatrix(centers.rows, x.columns),
    counts: new Int32Array(centers.rows),
  };
  const { labels } = search;
  for (let row = 0; row < x.rows; row += 1) {
    labels[row] = compareAll(search, row);
    addRow(search, row, intAt(labels, row), 1);
  }
  let iterations = 0;
  for (let settled = false; iterations < maxIterations && !settled; iterations += 1) {
    onIteration?.();
    fillEmpty(search);
    const way = moveCenters(search);
    settled = assign(search) === 0 || way <= goal;
  }
  let inertia = 0;
  for (let row = 0; row < x.rows; row += 1) inertia += squaredDistance(x, row, centers, intAt(labels, row));
  return { centers, labels, inertia, iterations };
}

/** Mean variance of the columns. */
function meanVariance(x: Matrix): number {
  const means: Matrix = { rows: 1, columns: x.columns, data: columnMeans(x) };
  let sum = 0;
  for (let row = 0; row < x.rows; row += 1) sum += squaredDistance(x, row, means, 0);
  return sum / (x.rows * x.columns);
}

/**
 * k-means (Lloyd 1982) with the bounds of Hamerly (2010, "Making k-means even faster"): the same result as comparing
 * every point with every center, most of the distances left out. Columns count by their scale: standardise before.
 *
 * @param x n × p, finite, n ≥ k; not mutated
 * @param k at least 1
 * @returns clusters without points only where x has fewer distinct rows than k
 * @throws NumericError invalid_hyperparameter (k), too_few_rows, not_finite, shape_mismatch (no column; `from`)
 */
export function fitKMeans(x: Matrix, k: number, rng: Rng, options: KMeansOptions = {}): KMeansResult {
  if (!Number.isInteger(k) || k < 1) {
    throw new NumericError('invalid_hyperparameter', { name: 'clusters', value: k, min: 1, max: x.rows });
  }
  checkPoints(x, k);
  const { starts = 4, tolerance = 1e-4, from } = options;
  const goal = tolerance * meanVariance(x);
  if (from !== undefined) {
    if (from.rows !== k || from.columns !== x.columns) {
      throw new NumericError('shape_mismatch', { what: 'centers', expected: k * x.columns, actual: from.data.length });
    }
    return searchFrom(x, { ...from, data: from.data.slice() }, goal, options);
  }
  const runs = Array.from({ length: Math.max(1, starts) }, (_, start) =>
    searchFrom(x, seedCenters(x, k, rng.split(`start ${start}`)), goal, options),
  );
  return runs.reduce((best, run) => (run.inertia < best.inertia ? run : best));
}

/**
 * The nearest center of each point, and how far it is (not squared).
 *
 * @throws NumericError shape_mismatch (columns), not_finite
 */
export function nearestCenters(centers: Matrix, x: Matrix): { labels: Int32Array; distances: Float64Array } {
  if (x.columns !== centers.columns) {
    throw new NumericError('shape_mismatch', { what: 'columns', expected: centers.columns, actual: x.columns });
  }
  checkPoints(x, 0);
  const labels = new Int32Array(x.rows);
  const distances = new Float64Array(x.rows);
  for (let row = 0; row < x.rows; row += 1) {
    let best = Number.POSITIVE_INFINITY;
    for (let k = 0; k < centers.rows; k += 1) {
      const distance = squaredDistance(x, row, centers, k);
      if (distance < best) {
        best = distance;
        labels[row] = k;
      }
    }
    distances[row] = Math.sqrt(best);
  }
  return { labels, distances };
}
