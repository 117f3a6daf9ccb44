import { at, intAt } from '../element.ts';
import { type Matrix, takeMatrixRows } from '../matrix/matrix.ts';
import type { Rng } from '../rng/rng.ts';
import { squaredDistance } from './distance.ts';

/** Every pair of these is looked at. */
const SAMPLE_ROWS = 2000;

/**
 * Mean silhouette (Rousseeuw 1987): how much nearer points lie to their own cluster than to the next, −1 … 1. A point
 * that is alone in its cluster counts 0; points without a cluster (label −1) are left out.
 *
 * @param rng draws the 2,000 points that stand for more
 * @returns NaN with fewer than two clusters
 */
export function silhouette(x: Matrix, labels: Int32Array, rng: Rng): number {
  let rows = Int32Array.from(labels.keys()).filter((row) => intAt(labels, row) >= 0);
  if (rows.length > SAMPLE_ROWS) {
    rng.shuffle(rows);
    rows = rows.slice(0, SAMPLE_ROWS).sort();
  }
  const points = takeMatrixRows(x, rows);
  const own = rows.map((row) => intAt(labels, row));
  const clusters = own.reduce((top, label) => Math.max(top, label + 1), 0);
  const sizes = new Int32Array(clusters);
  for (const label of own) sizes[label] = intAt(sizes, label) + 1;
  if (sizes.filter((size) => size > 0).length < 2) return Number.NaN;
  let total = 0;
  const sums = new Float64Array(clusters);
  for (let i = 0; i < points.rows; i += 1) {
    sums.fill(0);
    for (let j = 0; j < points.rows; j += 1) {
      const label = intAt(own, j);
      sums[label] = at(sums, label) + Math.sqrt(squaredDistance(points, i, points, j));
    }
    total += widthOf(intAt(own, i), sums, sizes);
  }
  return total / points.rows;
}

function widthOf(own: number, sums: Float64Array, sizes: Int32Array): number {
  const mates = intAt(sizes, own) - 1;
  if (mates === 0) return 0;
  const within = at(sums, own) / mates;
  let next = Number.POSITIVE_INFINITY;
  for (let k = 0; k < sizes.length; k += 1) {
    if (k !== own && intAt(sizes, k) > 0) next = Math.min(next, at(sums, k) / intAt(sizes, k));
  }
  const larger = Math.max(within, next);
  return larger === 0 ? 0 : (next - within) / larger;
}
