import { at, intAt } from '../element.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { NumericError } from '../numeric-error.ts';
import type { Rng } from '../rng/rng.ts';
import { checkPoints, squaredDistance } from './distance.ts';
import { createNeighbourSearch } from './k-d-tree.ts';

/** Clusters of points that lie close together. */
export interface DbscanResult {
  /** Numbered from 0 in the order of their first points; −1 for noise. */
  readonly labels: Int32Array;
  readonly clusters: number;
  /** 1 for points with at least `minPoints` within the radius. */
  readonly core: Uint8Array;
}

/**
 * DBSCAN (Ester, Kriegel, Sander & Xu 1996): points with at least `minPoints` within `radius`, themselves included,
 * are cores; cores in reach of each other are one cluster, and what a core reaches belongs to the first that does.
 *
 * @param x n × p, n ≥ 1, finite; not mutated
 * @param onPoint called now and then; may throw to end the work
 * @throws NumericError invalid_hyperparameter (radius not above 0, minPoints below 1), too_few_rows, not_finite
 */
export function fitDbscan(x: Matrix, radius: number, minPoints: number, onPoint: () => void = () => {}): DbscanResult {
  checkPoints(x, 1);
  if (!(radius > 0)) {
    throw new NumericError('invalid_hyperparameter', { name: 'radius', value: radius, min: 0, max: 'Infinity' });
  }
  if (!(minPoints >= 1)) {
    throw new NumericError('invalid_hyperparameter', { name: 'min_points', value: minPoints, min: 1, max: x.rows });
  }
  const search = createNeighbourSearch(x);
  const labels = new Int32Array(x.rows).fill(-1);
  const core = new Uint8Array(x.rows);
  const visited = new Uint8Array(x.rows);
  const neighboursOf = (row: number): number[] => {
    const found: number[] = [];
    search(row, radius, (other) => found.push(other));
    return found;
  };
  let clusters = 0;
  for (let row = 0; row < x.rows; row += 1) {
    if (visited[row] === 1) continue;
    const label = clusters;
    const open = [row];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (visited[next] === 1) continue;
      visited[next] = 1;
      onPoint();
      const neighbours = neighboursOf(next);
      // Without a label it is noise for now: a core that comes later may still reach it.
      if (neighbours.length < minPoints) continue;
      core[next] = 1;
      for (const other of neighbours) {
        if (intAt(labels, other) === -1) labels[other] = label;
        if (visited[other] === 0) open.push(other);
      }
    }
    if (core[row] === 1) clusters += 1;
  }
  return { labels, clusters, core };
}

const SAMPLE_ROWS = 1000;

/**
 * A radius by the bend of the sorted distances to the `minPoints`-th neighbour (after Ester et al. 1996, section 4.2):
 * the point furthest below the line from the first to the last (Satopää et al. 2011, "Finding a kneedle in a haystack").
 *
 * @param rng draws the 1,000 points that stand for more
 * @throws NumericError too_few_rows (not more than minPoints), not_finite
 */
export function suggestRadius(x: Matrix, minPoints: number, rng: Rng): number {
  checkPoints(x, minPoints + 1);
  const rows = Int32Array.from({ length: x.rows }, (_, row) => row);
  if (rows.length > SAMPLE_ROWS) rng.shuffle(rows);
  const distances = Float64Array.from(rows.subarray(0, SAMPLE_ROWS), (row) => {
    const all = Float64Array.from({ length: x.rows }, (_, other) => squaredDistance(x, row, x, other)).sort();
    return Math.sqrt(at(all, minPoints - 1));
  }).sort();
  const last = distances.length - 1;
  const [low, high] = [at(distances, 0), at(distances, last)];
  let [bend, deepest] = [last, 0];
  for (let i = 0; i <= last; i += 1) {
    const depth = low + ((high - low) * i) / Math.max(1, last) - at(distances, i);
    if (depth > deepest) [bend, deepest] = [i, depth];
  }
  const radius = at(distances, bend);
  return radius > 0 ? radius : high > 0 ? high : 1;
}
