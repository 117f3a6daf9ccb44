import { at, intAt } from '../element.ts';
import { hyperparameterOf, type HyperparameterSpec, type Hyperparameters } from '../estimators/estimator.ts';
import { type Matrix, matrixOf, takeMatrixRows } from '../matrix/matrix.ts';
import type { Rng } from '../rng/rng.ts';
import { chooseClusters, type ClusterTrial } from './choose-clusters.ts';
import { fitDbscan, suggestRadius } from './dbscan.ts';
import { fitKMeans, nearestCenters } from './k-means.ts';

export type ClusteringAlgorithm = 'kmeans' | 'dbscan';

/** Of dbscan: rows that are looked at, and cores that are kept. */
const MOST_ROWS = 10_000;
const MOST_CORES = 1000;
const CLUSTERS: HyperparameterSpec = { name: 'clusters', defaultValue: 0, min: 0, max: 100, grid: [0] };
const MOST: HyperparameterSpec = { name: 'most_clusters', defaultValue: 10, min: 2, max: 100, grid: [10] };
const RADIUS: HyperparameterSpec = { name: 'radius', defaultValue: 0, min: 0, max: 1e6, grid: [0] };
const MIN_POINTS: HyperparameterSpec = { name: 'min_points', defaultValue: 5, min: 2, max: 1000, grid: [5] };

/** What each algorithm can be told. */
export const clusteringHyperparameters: Readonly<Record<ClusteringAlgorithm, readonly HyperparameterSpec[]>> = {
  kmeans: [CLUSTERS, MOST],
  dbscan: [RADIUS, MIN_POINTS],
};

/** Segments as points that rows are near to. */
export interface Division {
  /** points × width: a center each of kmeans, cores of dbscan. */
  readonly points: Float64Array;
  /** The segment of each point. */
  readonly segments: Int32Array;
  /** Further than this from all points is noise; 0 where everything belongs somewhere. */
  readonly radius: number;
}

/** A division, and the numbers of clusters that were tried. */
interface Found extends Division {
  readonly trials: readonly ClusterTrial[];
}

function divideByCenters(x: Matrix, params: Hyperparameters, rng: Rng, onIteration: () => void): Found {
  const asked = Math.round(hyperparameterOf(CLUSTERS, params));
  const most = Math.round(hyperparameterOf(MOST, params));
  const { clusters, trials } =
    asked > 0 ? { clusters: asked, trials: [] } : chooseClusters(x, most, rng.split('choose'), { onIteration });
  const { centers } = fitKMeans(x, clusters, rng.split('fit'), { onIteration, starts: 8 });
  return { points: centers.data, segments: Int32Array.from({ length: clusters }, (_, k) => k), radius: 0, trials };
}

function drawn(rows: Int32Array, most: number, rng: Rng): Int32Array {
  if (rows.length <= most) return rows;
  const order = rows.slice();
  rng.shuffle(order);
  return order.slice(0, most).sort();
}

function divideByDensity(x: Matrix, params: Hyperparameters, rng: Rng, onPoint: () => void): Found {
  const minPoints = Math.round(hyperparameterOf(MIN_POINTS, params));
  const given = hyperparameterOf(RADIUS, params);
  const all = Int32Array.from({ length: x.rows }, (_, row) => row);
  const some = takeMatrixRows(x, drawn(all, MOST_ROWS, rng.split('rows')));
  const radius = given > 0 ? given : suggestRadius(some, minPoints, rng.split('radius'));
  const { labels, core } = fitDbscan(some, radius, minPoints, onPoint);
  const cores = Int32Array.from(core.keys()).filter((row) => core[row] === 1);
  const kept = drawn(cores, MOST_CORES, rng.split('cores'));
  return {
    points: takeMatrixRows(some, kept).data,
    segments: kept.map((row) => intAt(labels, row)),
    radius,
    trials: [],
  };
}

/** Answers for n rows: the segment, −1 for noise, and the distance from its nearest point, in standardised units. */
export interface SegmentAnswers {
  readonly segments: Int32Array;
  readonly distances: Float64Array;
}

/** The segment of each row of a design. */
export function assignRows({ points, segments, radius }: Division, x: Matrix): SegmentAnswers {
  if (segments.length === 0) {
    return { segments: new Int32Array(x.rows).fill(-1), distances: new Float64Array(x.rows).fill(Number.NaN) };
  }
  const { labels, distances } = nearestCenters(matrixOf(segments.length, x.columns, points), x);
  const found = labels.map((point, row) => (radius > 0 && at(distances, row) > radius ? -1 : intAt(segments, point)));
  return { segments: found, distances };
}

/**
 * Divides the rows of a design. Segments are numbered by rows, the largest 0, so that the numbers mean something.
 *
 * @param onStep called now and then; may throw to end the work
 * @returns the segment of each row too, and the rows of each segment
 * @throws NumericError as the algorithms; invalid_hyperparameter
 */
export function divideRows(
  algorithm: ClusteringAlgorithm,
  x: Matrix,
  params: Hyperparameters,
  rng: Rng,
  onStep: () => void,
): { division: Found; labels: Int32Array; sizes: Int32Array } {
  const found =
    algorithm === 'kmeans' ? divideByCenters(x, params, rng, onStep) : divideByDensity(x, params, rng, onStep);
  const { segments } = assignRows(found, x);
  const count = found.segments.reduce((top, segment) => Math.max(top, segment + 1), 0);
  const rows = new Int32Array(count);
  for (const segment of segments) if (segment >= 0) rows[segment] = intAt(rows, segment) + 1;
  const order = Array.from(rows.keys()).toSorted((a, b) => intAt(rows, b) - intAt(rows, a) || a - b);
  const places = new Int32Array(count);
  order.forEach((segment, place) => (places[segment] = place));
  return {
    division: { ...found, segments: found.segments.map((segment) => intAt(places, segment)) },
    labels: segments.map((segment) => (segment === -1 ? -1 : intAt(places, segment))),
    sizes: Int32Array.from(order, (segment) => intAt(rows, segment)),
  };
}
