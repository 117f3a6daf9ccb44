import { at } from '../element.ts';
import { type Matrix, takeMatrixRows } from '../matrix/matrix.ts';
import type { Rng } from '../rng/rng.ts';
import { squaredDistance } from './distance.ts';

/** The index that `share` (0 … 1) of all weight lies before; a weight of 0 is never drawn while others are above it. */
function drawByWeight(weights: Float64Array, total: number, share: number): number {
  let left = share * total;
  let last = 0;
  for (let i = 0; i < weights.length; i += 1) {
    const weight = at(weights, i);
    if (weight <= 0) continue;
    last = i;
    left -= weight;
    if (left < 0) break;
  }
  return last;
}

function nearer(x: Matrix, center: number, nearest: Float64Array): Float64Array {
  const found = new Float64Array(x.rows);
  for (let row = 0; row < x.rows; row += 1) found[row] = Math.min(at(nearest, row), squaredDistance(x, row, x, center));
  return found;
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += at(values, i);
  return sum;
}

/**
 * First centers, each drawn by its squared distance from those before (Arthur & Vassilvitskii 2007, "k-means++"), of
 * 2 + ⌊ln k⌋ candidates the one that leaves the smallest sum of distances.
 *
 * @returns k × p, rows of x; some equal where x has fewer distinct rows
 */
export function seedCenters(x: Matrix, k: number, rng: Rng): Matrix {
  const chosen = Int32Array.of(rng.integer(x.rows));
  const centers = new Int32Array(k).fill(chosen[0] ?? 0);
  let nearest = nearer(x, centers[0] ?? 0, new Float64Array(x.rows).fill(Number.POSITIVE_INFINITY));
  let total = sumOf(nearest);
  const trials = 2 + Math.floor(Math.log(k));
  for (let place = 1; place < k && total > 0; place += 1) {
    const candidates = Array.from({ length: trials }, () => drawByWeight(nearest, total, rng.uniform()));
    let best: { center: number; nearest: Float64Array; total: number } | null = null;
    for (const center of candidates) {
      const found = nearer(x, center, nearest);
      const sum = sumOf(found);
      if (best === null || sum < best.total) best = { center, nearest: found, total: sum };
    }
    if (best === null) break;
    centers[place] = best.center;
    ({ nearest, total } = best);
  }
  return takeMatrixRows(x, centers);
}
