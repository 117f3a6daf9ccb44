// The hot loops of tree growing. AssemblyScript, compiled by scripts/kernels.ts; all data lies in one shared
// memory that the caller lays out, and every function touches only the ranges it is given, so that threads can share it.
//
// Rows are counted from 0; `order` holds row numbers (u32). `rows` is row-major and `columns` column-major, one bin
// (u8) a cell. A gradient pair is 8 bytes a row: first two f32 (gradient, hessian), after `quantize` one i64 with the
// gradient in the high and the hessian in the low 32 bits. A histogram has 256 such sums a feature.

const BINS: usize = 256;
const PAIR: usize = 8;

const LOG2_E: f64 = 1.4426950408889634;
const LN2_HIGH: f64 = 6.93147180369123816490e-1;
const LN2_LOW: f64 = 1.90821492927058770002e-10;
/** Adding it leaves the nearest whole number in the low bits of a double. */
const ROUNDING: f64 = 6755399441055744.0;

/** exp of both lanes by Cody & Waite's reduction and Taylor's series to the 12th power; relative error below 1e-14. */
// @ts-ignore: decorator
@inline
function exponential(x: v128): v128 {
  const bounded = f64x2.max(f64x2.min(x, f64x2.splat(708)), f64x2.splat(-708));
  const shifted = f64x2.add(f64x2.mul(bounded, f64x2.splat(LOG2_E)), f64x2.splat(ROUNDING));
  const whole = f64x2.sub(shifted, f64x2.splat(ROUNDING));
  const r = f64x2.sub(
    f64x2.sub(bounded, f64x2.mul(whole, f64x2.splat(LN2_HIGH))),
    f64x2.mul(whole, f64x2.splat(LN2_LOW)),
  );
  let sum = f64x2.splat(2.08767569878680989792e-9);
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.50521083854417187751e-8));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.75573192239858906526e-7));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.75573192239858906526e-6));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(2.48015873015873015873e-5));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.98412698412698412698e-4));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.38888888888888888889e-3));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(8.33333333333333333333e-3));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(4.16666666666666666667e-2));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1.66666666666666666667e-1));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(0.5));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1));
  sum = f64x2.add(f64x2.mul(sum, r), f64x2.splat(1));
  return i64x2.add(sum, i64x2.shl(shifted, 52));
}

/**
 * Bins of `count` rows of numbers: `values` is row-major f64, `edges` has 256 ascending f64 a feature, padded with
 * +infinity; the features with 0 in `numeric` (u8) are left out. NaN falls into bin `missing`.
 */
export function binNumbers(
  values: usize,
  edges: usize,
  numeric: usize,
  features: i32,
  count: i32,
  missing: i32,
  rows: usize,
  columns: usize,
  stride: i32,
): void {
  for (let feature: usize = 0; feature < <usize>features; feature++) {
    if (!load<u8>(numeric + feature)) continue;
    const table = edges + (feature << 11);
    const column = columns + feature * <usize>stride;
    for (let i: usize = 0; i < <usize>count; i++) {
      const cell = i * <usize>features + feature;
      const x = load<f64>(values + (cell << 3));
      let low: usize = <usize>(load<f64>(table + (127 << 3)) < x) << 7;
      low += <usize>(load<f64>(table + ((low + 63) << 3)) < x) << 6;
      low += <usize>(load<f64>(table + ((low + 31) << 3)) < x) << 5;
      low += <usize>(load<f64>(table + ((low + 15) << 3)) < x) << 4;
      low += <usize>(load<f64>(table + ((low + 7) << 3)) < x) << 3;
      low += <usize>(load<f64>(table + ((low + 3) << 3)) < x) << 2;
      low += <usize>(load<f64>(table + ((low + 1) << 3)) < x) << 1;
      low += <usize>(load<f64>(table + (low << 3)) < x);
      const bin = x == x ? low : <usize>missing;
      store<u8>(rows + cell, <u8>bin);
      store<u8>(column + i, <u8>bin);
    }
  }
}

/** Adds one pair's sizes to the block that its row belongs to: f64 sum of |gradient|, f64 sum of hessians. */
// @ts-ignore: decorator
@inline
function addSizes(sizes: usize, gradient: f64, hessian: f64): void {
  store<f64>(sizes, load<f64>(sizes) + Math.abs(gradient));
  store<f64>(sizes, load<f64>(sizes, 8) + hessian, 8);
}

/**
 * Gradients of the logistic loss: g = w (p − y), h = w p (1 − p). `scores`, `target` and `weights` are f64; `weights`
 * may be 0 for none. `from` is a multiple of the block (2^blockBits rows), `sizes` has 16 bytes a block.
 */
export function logisticGradients(
  scores: usize,
  target: usize,
  weights: usize,
  pairs: usize,
  sizes: usize,
  blockBits: i32,
  from: i32,
  to: i32,
): void {
  const one = f64x2.splat(1);
  for (let i = from; i < to; i += 2) {
    const at = (<usize>i) << 3;
    const e = exponential(f64x2.neg(v128.load(scores + at)));
    const p = f64x2.div(one, f64x2.add(one, e));
    let g = f64x2.sub(p, v128.load(target + at));
    let h = f64x2.mul(p, f64x2.sub(one, p));
    if (weights) {
      const w = v128.load(weights + at);
      g = f64x2.mul(g, w);
      h = f64x2.mul(h, w);
    }
    const block = sizes + ((<usize>i >> blockBits) << 4);
    put(pairs, block, <usize>i, f64x2.extract_lane(g, 0), f64x2.extract_lane(h, 0));
    if (i + 1 < to) put(pairs, block, <usize>(i + 1), f64x2.extract_lane(g, 1), f64x2.extract_lane(h, 1));
  }
}

// @ts-ignore: decorator
@inline
function put(pairs: usize, block: usize, row: usize, gradient: f64, hessian: f64): void {
  store<f32>(pairs + row * PAIR, <f32>gradient);
  store<f32>(pairs + row * PAIR, <f32>hessian, 4);
  addSizes(block, gradient, hessian);
}

/** Probabilities by softmax: `scores` and `chances` are f64, class-major with `stride` rows a class. */
export function softmax(scores: usize, chances: usize, classes: i32, stride: i32, from: i32, to: i32): void {
  const step = (<usize>stride) << 3;
  for (let i = from; i < to; i += 2) {
    const at = (<usize>i) << 3;
    let top = v128.load(scores + at);
    for (let k = 1; k < classes; k++) top = f64x2.max(top, v128.load(scores + <usize>k * step + at));
    let sum = f64x2.splat(0);
    for (let k = 0; k < classes; k++) {
      const e = exponential(f64x2.sub(v128.load(scores + <usize>k * step + at), top));
      v128.store(chances + <usize>k * step + at, e);
      sum = f64x2.add(sum, e);
    }
    for (let k = 0; k < classes; k++) {
      const to = chances + <usize>k * step + at;
      v128.store(to, f64x2.div(v128.load(to), sum));
    }
  }
}

/** Gradients of the softmax loss for one class: g = w (p − [y is the class]), h = w p (1 − p). */
export function classGradients(
  chances: usize,
  target: usize,
  weights: usize,
  pairs: usize,
  sizes: usize,
  blockBits: i32,
  label: i32,
  from: i32,
  to: i32,
): void {
  for (let i = from; i < to; i++) {
    const at = (<usize>i) << 3;
    const p = load<f64>(chances + at);
    const w = weights ? load<f64>(weights + at) : 1;
    const hit: f64 = load<f64>(target + at) == <f64>label ? 1 : 0;
    put(pairs, sizes + ((<usize>i >> blockBits) << 4), <usize>i, w * (p - hit), w * p * (1 - p));
  }
}

/** Gradients of half the squared error: g = w (s − y), h = w. */
export function squaredGradients(
  scores: usize,
  target: usize,
  weights: usize,
  pairs: usize,
  sizes: usize,
  blockBits: i32,
  from: i32,
  to: i32,
): void {
  for (let i = from; i < to; i++) {
    const at = (<usize>i) << 3;
    const w = weights ? load<f64>(weights + at) : 1;
    const g = w * (load<f64>(scores + at) - load<f64>(target + at));
    put(pairs, sizes + ((<usize>i >> blockBits) << 4), <usize>i, g, w);
  }
}

/** Gradients of the pinball loss at `level`: g = w ([s ≥ y] − level), h = w. */
export function quantileGradients(
  scores: usize,
  target: usize,
  weights: usize,
  pairs: usize,
  sizes: usize,
  blockBits: i32,
  level: f64,
  from: i32,
  to: i32,
): void {
  for (let i = from; i < to; i++) {
    const at = (<usize>i) << 3;
    const w = weights ? load<f64>(weights + at) : 1;
    const above: f64 = load<f64>(scores + at) >= load<f64>(target + at) ? 1 : 0;
    put(pairs, sizes + ((<usize>i >> blockBits) << 4), <usize>i, w * (above - level), w);
  }
}

/** A number for each row and salt that looks random (a multiply-xorshift finalizer). */
// @ts-ignore: decorator
@inline
function noise(row: u32, salt: u32): u32 {
  let z = row * 0x9e3779b1 + salt;
  z = (z ^ (z >>> 16)) * 0x85ebca6b;
  z = (z ^ (z >>> 13)) * 0xc2b2ae35;
  return z ^ (z >>> 16);
}

/** Makes whole numbers of the pairs, in place: floor(value × scale + u), u in [0, 1) from row and salt. */
export function quantize(pairs: usize, scaleG: f64, scaleH: f64, salt: i32, from: i32, to: i32): void {
  for (let i = from; i < to; i++) {
    const at = pairs + (<usize>i) * PAIR;
    const u = noise(<u32>i, <u32>salt);
    const g = Math.floor(<f64>load<f32>(at) * scaleG + <f64>(u >>> 16) * (1.0 / 65536.0));
    const h = Math.floor(<f64>load<f32>(at, 4) * scaleH + <f64>(u & 0xffff) * (1.0 / 65536.0));
    store<i64>(at, (<i64>g << 32) + <i64>h);
  }
}

// @ts-ignore: decorator
@inline
function addCells(cells: usize, width: usize, pair: i64, histogram: usize): void {
  const wide = width & ~3;
  let base = histogram;
  let f: usize = 0;
  for (; f < wide; f += 4) {
    const bins = load<u32>(cells + f);
    const a = base + ((<usize>(bins & 255)) << 3);
    store<i64>(a, load<i64>(a) + pair);
    const b = base + ((<usize>((bins >> 8) & 255)) << 3);
    store<i64>(b, load<i64>(b, 2048) + pair, 2048);
    const c = base + ((<usize>((bins >> 16) & 255)) << 3);
    store<i64>(c, load<i64>(c, 4096) + pair, 4096);
    const d = base + ((<usize>(bins >> 24)) << 3);
    store<i64>(d, load<i64>(d, 6144) + pair, 6144);
    base += 4 * BINS * PAIR;
  }
  for (; f < width; f++) {
    const a = base + ((<usize>load<u8>(cells + f)) << 3);
    store<i64>(a, load<i64>(a) + pair);
    base += BINS * PAIR;
  }
}

/** Rows that a thread takes at once: so few that none waits long for another's last ones. */
const ROWS_AT_ONCE: i32 = 2048;

/**
 * Sums of the pairs of rows by feature and bin. Each thread takes the next rows of order[… to) from the counter at
 * `next` until none are left; the sums of all are whole, so it does not matter who takes which.
 */
export function fillHistogram(
  rows: usize,
  features: i32,
  order: usize,
  next: usize,
  to: i32,
  pairs: usize,
  histogram: usize,
): void {
  const width = <usize>features;
  memory.fill(histogram, 0, width * BINS * PAIR);
  for (let from = atomic.add<i32>(next, ROWS_AT_ONCE); from < to; from = atomic.add<i32>(next, ROWS_AT_ONCE)) {
    const end = min(from + ROWS_AT_ONCE, to);
    for (let i = from; i < end; i++) {
      const row = <usize>load<u32>(order + ((<usize>i) << 2));
      addCells(rows + row * width, width, load<i64>(pairs + row * PAIR), histogram);
    }
  }
}

/**
 * The same for rows that lie far apart: gathers 128 rows at a time in `scratch` (128 × (8 + width, rounded up to 16)
 * bytes), so that many cache misses are under way at once. May read up to 15 bytes behind a row.
 */
export function fillSparseHistogram(
  rows: usize,
  features: i32,
  order: usize,
  next: usize,
  to: i32,
  pairs: usize,
  histogram: usize,
  scratch: usize,
): void {
  const width = <usize>features;
  const stride = (width + 15) & ~15;
  const gathered = scratch + 128 * PAIR;
  memory.fill(histogram, 0, width * BINS * PAIR);
  for (let from = atomic.add<i32>(next, ROWS_AT_ONCE); from < to; from = atomic.add<i32>(next, ROWS_AT_ONCE)) {
    const end = min(from + ROWS_AT_ONCE, to);
    for (let start = from; start < end; start += 128) {
      const count = <usize>min(128, end - start);
      for (let i: usize = 0; i < count; i++) {
        const row = <usize>load<u32>(order + ((<usize>start + i) << 2));
        store<i64>(scratch + i * PAIR, load<i64>(pairs + row * PAIR));
        const cells = rows + row * width;
        const kept = gathered + i * stride;
        for (let c: usize = 0; c < width; c += 16) v128.store(kept + c, v128.load(cells + c));
      }
      for (let i: usize = 0; i < count; i++) {
        addCells(gathered + i * stride, width, load<i64>(scratch + i * PAIR), histogram);
      }
    }
  }
}

/** to += from, `bytes` a multiple of 16. */
export function addTo(to: usize, from: usize, bytes: i32): void {
  for (let i: usize = 0; i < <usize>bytes; i += 16) {
    v128.store(to + i, i64x2.add(v128.load(to + i), v128.load(from + i)));
  }
}

/** to −= from, `bytes` a multiple of 16. */
export function subtractFrom(to: usize, from: usize, bytes: i32): void {
  for (let i: usize = 0; i < <usize>bytes; i += 16) {
    v128.store(to + i, i64x2.sub(v128.load(to + i), v128.load(from + i)));
  }
}

/** T(g)² / (h + λ) of both sides at once; T takes the L1 penalty from the gradients. */
// @ts-ignore: decorator
@inline
function scores(gradients: v128, hessians: v128, l1: f64, l2: f64): f64 {
  let soft = f64x2.max(f64x2.sub(f64x2.abs(gradients), f64x2.splat(l1)), f64x2.splat(0));
  soft = f64x2.div(f64x2.mul(soft, soft), f64x2.add(hessians, f64x2.splat(l2)));
  return f64x2.extract_lane(soft, 0) + f64x2.extract_lane(soft, 1);
}

/**
 * Cuts between neighbouring bins of one feature. Overwrites `best` where a cut's score, the sum of both sides', is
 * larger: f64 score, f64 left gradient, f64 left hessian (whole units), i32 feature, i32 last left bin, i32 1 where the
 * missing rows are left. A side has at least `minUnits` units of hessian. The missing bin is the last of 256.
 */
export function searchCuts(
  histogram: usize,
  feature: i32,
  count: i32,
  gradient: f64,
  hessian: f64,
  minUnits: f64,
  gradientUnit: f64,
  hessianUnit: f64,
  l1: f64,
  l2: f64,
  best: usize,
): void {
  const missing = load<i64>(histogram, 255 * 8);
  for (let side = 0; side < 2; side++) {
    if (side == 1 && missing == 0) return;
    let left: i64 = side == 1 ? missing : 0;
    const end = missing != 0 && side == 0 ? count : count - 1;
    for (let bin = 0; bin < end; bin++) {
      const pair = load<i64>(histogram + ((<usize>bin) << 3));
      // An empty bin leaves the cut before it as it is; but the first bin may follow missing rows.
      if (pair == 0 && bin > 0) continue;
      left += pair;
      const leftUnits = <f64>(left & 0xffffffff);
      if (leftUnits < minUnits) continue;
      const rightUnits = hessian - leftUnits;
      if (rightUnits < minUnits) break;
      const leftGradient = <f64>(left >> 32);
      const gradients = f64x2.mul(
        f64x2.replace_lane(f64x2.splat(leftGradient), 1, gradient - leftGradient),
        f64x2.splat(gradientUnit),
      );
      const hessians = f64x2.mul(
        f64x2.replace_lane(f64x2.splat(leftUnits), 1, rightUnits),
        f64x2.splat(hessianUnit),
      );
      const score = scores(gradients, hessians, l1, l2);
      if (score <= load<f64>(best)) continue;
      store<f64>(best, score);
      store<f64>(best, leftGradient, 8);
      store<f64>(best, leftUnits, 16);
      store<i32>(best, feature, 24);
      store<i32>(best, bin, 28);
      store<i32>(best, side, 32);
    }
  }
}

/**
 * Divides order[from … to) by `goesLeft[bin]` (1 or 0), both parts in their old order: the left rows from `from` on,
 * the right ones to `spare` at the same place. Writes how many went left to `leftCount`.
 */
export function divide(
  column: usize,
  order: usize,
  spare: usize,
  goesLeft: usize,
  leftCount: usize,
  from: i32,
  to: i32,
): void {
  const source = order + ((<usize>from) << 2);
  const rights = spare + ((<usize>from) << 2);
  const count = <usize>(to - from);
  let left: usize = 0;
  let right: usize = 0;
  for (let i: usize = 0; i < count; i++) {
    const row = load<u32>(source + (i << 2));
    const goes = <usize>load<u8>(goesLeft + <usize>load<u8>(column + <usize>row));
    store<u32>(source + (left << 2), row);
    store<u32>(rights + (right << 2), row);
    left += goes;
    right += 1 - goes;
  }
  store<i32>(leftCount, <i32>left);
}

/** Copies bytes, also onto themselves. Within shared memory, JavaScript does this many times slower. */
export function moveBytes(to: usize, from: usize, bytes: i32): void {
  memory.copy(to, from, <usize>bytes);
}

/** Adds to the score of each row of order[from … to) the value of its leaf; leaves are (i32 from, i32 to, f64 value). */
export function addLeafValues(
  scores: usize,
  order: usize,
  leaves: usize,
  leafCount: i32,
  from: i32,
  to: i32,
): void {
  for (let leaf = 0; leaf < leafCount; leaf++) {
    const at = leaves + ((<usize>leaf) << 4);
    const first = max(load<i32>(at), from);
    const last = min(load<i32>(at, 4), to);
    const value = load<f64>(at, 8);
    for (let i = first; i < last; i++) {
      const score = scores + ((<usize>load<u32>(order + ((<usize>i) << 2))) << 3);
      store<f64>(score, load<f64>(score) + value);
    }
  }
}

/**
 * Adds to the score of each row of order[from … to) the value of the leaf that it falls into. A node is (i32 feature or
 * −1, i32 left child, f64 value), its right child follows the left one; `tables` has 256 bytes a node: 1 goes left.
 */
export function routeRows(
  columns: usize,
  stride: i32,
  nodes: usize,
  tables: usize,
  scores: usize,
  order: usize,
  from: i32,
  to: i32,
): void {
  for (let i = from; i < to; i++) {
    const row = <usize>load<u32>(order + ((<usize>i) << 2));
    let node: usize = 0;
    for (;;) {
      const at = nodes + (node << 4);
      const feature = load<i32>(at);
      if (feature < 0) {
        const score = scores + (row << 3);
        store<f64>(score, load<f64>(score) + load<f64>(at, 8));
        break;
      }
      const bin = <usize>load<u8>(columns + <usize>feature * <usize>stride + row);
      node = <usize>load<i32>(at, 4) + 1 - <usize>load<u8>(tables + (node << 8) + bin);
    }
  }
}
