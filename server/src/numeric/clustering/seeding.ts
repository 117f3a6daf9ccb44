import { at } from '../element.ts';
import { type Matrix, zeroMatrix } from '../matrix/matrix.ts';
import type { Rng } from '../rng/rng.ts';
import type { PointsMemory } from './points-memory.ts';

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

/** First centers by k-means++ over these points; each call draws anew. */
export type Seeding = (k: number, rng: Rng) => Matrix;

/**
 * First centers, each drawn by its squared distance from those before (Arthur & Vassilvitskii 2007, "k-means++"), of
 * 2 + ⌊ln k⌋ candidates the one that leaves the smallest sum of distances.
 *
 * @returns k × p, points themselves; some equal where there are fewer distinct ones
 */
export function createSeeding(memory: PointsMemory): Seeding {
  const { rows, columns, points, strideBytes, call } = memory;
  const room = (): { address: number; values: Float64Array } => {
    const address = memory.allocate(rows * 8);
    return { address, values: memory.floats(address, rows) };
  };
  let [nearest, found, best] = [room(), room(), room()];
  const nearer = (center: number): number =>
    call('nearer', points, strideBytes, rows, points + center * strideBytes, nearest.address, found.address);
  return (k, rng) => {
    const centers = zeroMatrix(k, columns);
    const first = rng.integer(rows);
    const take = (place: number, center: number): void =>
      centers.data.set(memory.floats(points + center * strideBytes, columns), place * columns);
    for (let place = 0; place < k; place += 1) take(place, first);
    nearest.values.fill(Number.POSITIVE_INFINITY);
    let total = nearer(first);
    [nearest, found] = [found, nearest];
    const trials = 2 + Math.floor(Math.log(k));
    for (let place = 1; place < k && total > 0; place += 1) {
      const candidates = Array.from({ length: trials }, () => drawByWeight(nearest.values, total, rng.uniform()));
      let least = Number.POSITIVE_INFINITY;
      for (const center of candidates) {
        const sum = nearer(center);
        if (!(sum < least)) continue;
        least = sum;
        take(place, center);
        [found, best] = [best, found];
      }
      [nearest, best] = [best, nearest];
      total = least;
    }
    return centers;
  };
}
