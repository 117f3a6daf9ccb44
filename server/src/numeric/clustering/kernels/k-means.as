// The hot loops of k-means. AssemblyScript, compiled by scripts/kernels.ts; all data lies in one memory that the caller
// lays out. Points, centers and sums are rows of f64, `bytes` long each, a multiple of 16: odd columns end in a zero.

/** Squared distance of two rows, in four sums side by side. */
// @ts-ignore: decorator
@inline
function squaredDistance(a: usize, b: usize, bytes: usize): f64 {
  let even = f64x2.splat(0);
  let odd = f64x2.splat(0);
  const wide = bytes & ~31;
  let j: usize = 0;
  for (; j < wide; j += 32) {
    const first = f64x2.sub(v128.load(a + j), v128.load(b + j));
    const second = f64x2.sub(v128.load(a + j, 16), v128.load(b + j, 16));
    even = f64x2.add(even, f64x2.mul(first, first));
    odd = f64x2.add(odd, f64x2.mul(second, second));
  }
  if (j < bytes) {
    const last = f64x2.sub(v128.load(a + j), v128.load(b + j));
    even = f64x2.add(even, f64x2.mul(last, last));
  }
  const sums = f64x2.add(even, odd);
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}

/** The smaller one of `before` and the squared distance from `center`, of each of `rows` points; returns their sum. */
export function nearer(points: usize, bytes: usize, rows: i32, center: usize, before: usize, after: usize): f64 {
  let sum: f64 = 0;
  for (let row: usize = 0; row < <usize>rows; row++) {
    const found = min(load<f64>(before + (row << 3)), squaredDistance(points + row * bytes, center, bytes));
    store<f64>(after + (row << 3), found);
    sum += found;
  }
  return sum;
}

/** Squared distances of `rows` points from their own centers; returns their sum. */
export function ownDistances(
  points: usize,
  bytes: usize,
  rows: i32,
  centers: usize,
  labels: usize,
  distances: usize,
): f64 {
  let sum: f64 = 0;
  for (let row: usize = 0; row < <usize>rows; row++) {
    const center = centers + <usize>load<i32>(labels + (row << 2)) * bytes;
    const found = squaredDistance(points + row * bytes, center, bytes);
    store<f64>(distances + (row << 3), found);
    sum += found;
  }
  return sum;
}

/** Adds a point to the sums and the count of a center. */
// @ts-ignore: decorator
@inline
function join(point: usize, label: i32, sums: usize, counts: usize, bytes: usize): void {
  const to = sums + <usize>label * bytes;
  for (let j: usize = 0; j < bytes; j += 16) v128.store(to + j, f64x2.add(v128.load(to + j), v128.load(point + j)));
  const count = counts + ((<usize>label) << 2);
  store<i32>(count, load<i32>(count) + 1);
}

/** Takes it out again. */
// @ts-ignore: decorator
@inline
function leave(point: usize, label: i32, sums: usize, counts: usize, bytes: usize): void {
  const to = sums + <usize>label * bytes;
  for (let j: usize = 0; j < bytes; j += 16) v128.store(to + j, f64x2.sub(v128.load(to + j), v128.load(point + j)));
  const count = counts + ((<usize>label) << 2);
  store<i32>(count, load<i32>(count) - 1);
}

/**
 * Gives every point to its nearest center; returns how many changed. Distances are taken only where bounds leave it open.
 *
 * @param labels i32 of each point, −1 where it has none yet
 * @param upper at least the distance from the own center as it was, `lower` at most that from any other
 * @param ways how far each center has moved since; `longest` the one that moved most, by `furthest`, others by `next` at
 *   most
 * @param gaps of each center: half the way to the nearest other one, times 1 − slack
 * @param keep 1 − slack
 */
export function assign(
  points: usize,
  bytes: usize,
  rows: i32,
  centers: usize,
  clusters: i32,
  labels: usize,
  upper: usize,
  lower: usize,
  ways: usize,
  longest: i32,
  furthest: f64,
  next: f64,
  gaps: usize,
  keep: f64,
  sums: usize,
  counts: usize,
): i32 {
  let changed = 0;
  for (let row: usize = 0; row < <usize>rows; row++) {
    const label = load<i32>(labels + (row << 2));
    const point = points + row * bytes;
    if (label >= 0) {
      const least = load<f64>(lower + (row << 3)) - (label == longest ? next : furthest);
      store<f64>(lower + (row << 3), least);
      const bound = max(load<f64>(gaps + ((<usize>label) << 3)), least * keep);
      let most = load<f64>(upper + (row << 3)) + load<f64>(ways + ((<usize>label) << 3));
      if (most > bound) most = sqrt(squaredDistance(point, centers + <usize>label * bytes, bytes));
      store<f64>(upper + (row << 3), most);
      if (most <= bound) continue;
    }
    let nearest = 0;
    let best = Infinity;
    let second = Infinity;
    let center = centers;
    for (let k = 0; k < clusters; k++) {
      const distance = squaredDistance(point, center, bytes);
      center += bytes;
      if (distance < best) {
        second = best;
        best = distance;
        nearest = k;
      } else second = min(second, distance);
    }
    store<f64>(upper + (row << 3), sqrt(best));
    store<f64>(lower + (row << 3), sqrt(second));
    if (nearest == label) continue;
    if (label >= 0) leave(point, label, sums, counts, bytes);
    join(point, nearest, sums, counts, bytes);
    store<i32>(labels + (row << 2), nearest);
    changed++;
  }
  return changed;
}
