import { at, intAt } from '../element.ts';
import { columnMeans, type Matrix } from '../matrix/matrix.ts';
import { NumericError } from '../numeric-error.ts';
import type { Rng } from '../rng/rng.ts';
import { checkPoints, squaredDistance } from './distance.ts';
import { createPointsMemory, type PointsMemory } from './points-memory.ts';
import { createSeeding } from './seeding.ts';

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

/** What all searches over the same points work in. */
interface Workshop {
  readonly memory: PointsMemory;
  readonly clusters: number;
  /** Addresses: `upper` and `lower` bound the distances of each point from its own center and from any other. */
  readonly centers: number;
  readonly sums: number;
  readonly counts: number;
  readonly labels: number;
  readonly upper: number;
  readonly lower: number;
  readonly distances: number;
  readonly ways: number;
  readonly gaps: number;
}

/** How far centers have moved; what the bounds of all points must make room for. */
interface Move {
  /** The center that moved most, how far, and how far any other moved at most. */
  readonly longest: number;
  readonly furthest: number;
  readonly next: number;
  /** Sum of the squared ways. */
  readonly total: number;
}

/** Slack for what rounding takes from a bound. */
const KEEP = 1 - 1e-12;

function createWorkshop(memory: PointsMemory, clusters: number): Workshop {
  const { rows, strideBytes, allocate } = memory;
  return {
    memory,
    clusters,
    centers: allocate(clusters * strideBytes),
    sums: allocate(clusters * strideBytes),
    counts: allocate(clusters * 4),
    labels: allocate(rows * 4),
    upper: allocate(rows * 8),
    lower: allocate(rows * 8),
    distances: allocate(rows * 8),
    ways: allocate(clusters * 8),
    gaps: allocate(clusters * 8),
  };
}

/** Half of each center's distance from the nearest other one: a point nearer than that cannot belong elsewhere. */
function writeGaps({ memory, clusters, centers, gaps }: Workshop): void {
  const found = memory.floats(gaps, clusters).fill(Number.POSITIVE_INFINITY);
  const rows = memory.read(centers, clusters);
  for (let i = 0; i < clusters; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const half = (KEEP * Math.sqrt(squaredDistance(rows, i, rows, j))) / 2;
      found[i] = Math.min(at(found, i), half);
      found[j] = Math.min(at(found, j), half);
    }
  }
}

/** Gives every point to its nearest center; returns how many changed. Distances are taken only where bounds leave it open. */
function assign(shop: Workshop, { longest, furthest, next }: Move): number {
  const { memory, clusters, centers, labels, upper, lower, ways, gaps, sums, counts } = shop;
  writeGaps(shop);
  const points = [memory.points, memory.strideBytes, memory.rows, centers, clusters];
  const bounds = [labels, upper, lower, ways, longest, furthest, next, gaps, KEEP];
  return memory.call('assign', ...points, ...bounds, sums, counts);
}

function ownDistances({ memory, centers, labels, distances }: Workshop): number {
  const { points, strideBytes, rows } = memory;
  return memory.call('ownDistances', points, strideBytes, rows, centers, labels, distances);
}

/** A center that nobody belongs to takes over the point that is furthest from its own. */
function fillEmpty(shop: Workshop): void {
  const { memory, clusters } = shop;
  const { rows, strideBytes, points } = memory;
  const counts = memory.integers(shop.counts, clusters);
  const labels = memory.integers(shop.labels, rows);
  for (let k = counts.indexOf(0); k !== -1; k = counts.indexOf(0, k + 1)) {
    ownDistances(shop);
    const distances = memory.floats(shop.distances, rows);
    let [row, furthest] = [-1, 0];
    for (let i = 0; i < rows; i += 1) {
      if (intAt(counts, intAt(labels, i)) > 1 && at(distances, i) > furthest) [row, furthest] = [i, at(distances, i)];
    }
    if (row === -1) return;
    const [label, stride] = [intAt(labels, row), strideBytes / 8];
    const from = memory.floats(shop.sums + label * strideBytes, stride);
    const to = memory.floats(shop.sums + k * strideBytes, stride);
    for (const [j, value] of memory.floats(points + row * strideBytes, stride).entries()) {
      from[j] = at(from, j) - value;
      to[j] = value;
    }
    counts[label] = intAt(counts, label) - 1;
    counts[k] = 1;
    labels[row] = k;
    memory.floats(shop.upper, rows)[row] = Number.POSITIVE_INFINITY;
    memory.floats(shop.lower, rows).fill(0);
  }
}

/** Moves each center to the mean of its points. */
function moveCenters(shop: Workshop): Move {
  const { memory, clusters } = shop;
  const stride = memory.strideBytes / 8;
  const centers = memory.floats(shop.centers, clusters * stride);
  const sums = memory.floats(shop.sums, clusters * stride);
  const counts = memory.integers(shop.counts, clusters);
  const ways = memory.floats(shop.ways, clusters).fill(0);
  let move: Move = { longest: 0, furthest: 0, next: 0, total: 0 };
  for (let k = 0; k < clusters; k += 1) {
    const count = intAt(counts, k);
    if (count === 0) continue;
    let squares = 0;
    for (let j = k * stride; j < (k + 1) * stride; j += 1) {
      const mean = at(sums, j) / count;
      squares += (mean - at(centers, j)) ** 2;
      centers[j] = mean;
    }
    const way = Math.sqrt(squares);
    ways[k] = way;
    const total = move.total + squares;
    if (way > move.furthest) move = { longest: k, furthest: way, next: move.furthest, total };
    else move = { ...move, next: Math.max(move.next, way), total };
  }
  return move;
}

function searchFrom(shop: Workshop, first: Matrix, goal: number, options: KMeansOptions): KMeansResult {
  const { memory, clusters } = shop;
  const { maxIterations = 300, onIteration } = options;
  memory.write(first, shop.centers);
  memory.floats(shop.sums, (clusters * memory.strideBytes) / 8).fill(0);
  memory.integers(shop.counts, clusters).fill(0);
  const labels = memory.integers(shop.labels, memory.rows).fill(-1);
  assign(shop, { longest: 0, furthest: 0, next: 0, total: 0 });
  let iterations = 0;
  for (let settled = false; iterations < maxIterations && !settled; iterations += 1) {
    onIteration?.();
    fillEmpty(shop);
    const move = moveCenters(shop);
    settled = assign(shop, move) === 0 || move.total <= goal;
  }
  const inertia = ownDistances(shop);
  return { centers: memory.read(shop.centers, clusters), labels: Int32Array.from(labels), inertia, iterations };
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
 * every point with every center, most of the distances left out, the others by SIMD. Columns count by their scale:
 * standardise before.
 *
 * @param x n × p, finite, n ≥ k; not mutated
 * @param k at least 1
 * @returns clusters without points only where x has fewer distinct rows than k
 * @throws NumericError invalid_hyperparameter (k), too_few_rows, not_finite, shape_mismatch (no column; `from`; more
 *   than 4 GiB)
 */
export function fitKMeans(x: Matrix, k: number, rng: Rng, options: KMeansOptions = {}): KMeansResult {
  if (!Number.isInteger(k) || k < 1) {
    throw new NumericError('invalid_hyperparameter', { name: 'clusters', value: k, min: 1, max: x.rows });
  }
  checkPoints(x, k);
  const { starts = 4, tolerance = 1e-4, from } = options;
  const goal = tolerance * meanVariance(x);
  if (from !== undefined && (from.rows !== k || from.columns !== x.columns)) {
    throw new NumericError('shape_mismatch', { what: 'centers', expected: k * x.columns, actual: from.data.length });
  }
  const memory = createPointsMemory(x);
  const shop = createWorkshop(memory, k);
  if (from !== undefined) return searchFrom(shop, from, goal, options);
  const seed = createSeeding(memory);
  let best = searchFrom(shop, seed(k, rng.split('start 0')), goal, options);
  for (let start = 1; start < starts; start += 1) {
    const found = searchFrom(shop, seed(k, rng.split(`start ${start}`)), goal, options);
    if (found.inertia < best.inertia) best = found;
  }
  return best;
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
