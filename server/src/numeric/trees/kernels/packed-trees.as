// Following one row through trees that are grown.
//
// Grown trees, packed: an inner node is 32 bytes: i32 feature × 8, + 4 where the row that satisfies the test goes to the
// second child, + 2 where it tests a category, + 1 where NaN satisfies it; i32 each child, ~leaf where it is a leaf; i32
// number of its set; f64 threshold; f64 share of the training rows that went to the first child. A row's categories are
// replaced by their bins, NaN where there is none.

/** The child that a row goes to: 1 for the first one, else 0. */
// @ts-ignore: decorator
@inline
function goesFirst(node: usize, sets: usize, row: usize): i32 {
  const split = load<i32>(node);
  const value = load<f64>(row + ((<usize>split >> 3) << 3));
  let satisfied = <i32>(value <= load<f64>(node, 16));
  if (value != value) satisfied = split & 1;
  else if (split & 2) {
    const bin = <usize>value;
    satisfied = (load<u8>(sets + ((<usize>load<i32>(node, 12)) << 5) + (bin >> 3)) >> (<u8>bin & 7)) & 1;
  }
  return satisfied ^ ((split >> 2) & 1);
}

/**
 * The leaf of each tree that a row falls into. All trees are walked at once, a step each in turn, so that their cache
 * misses overlap.
 *
 * @param roots of each tree (i32, ~leaf where it is one)
 * @param open room for 8 bytes a tree
 * @param leaves i32 each, written
 */
export function findLeaves(
  nodes: usize,
  sets: usize,
  roots: usize,
  trees: i32,
  row: usize,
  open: usize,
  leaves: usize,
): void {
  let count: usize = 0;
  for (let tree: usize = 0; tree < <usize>trees; tree++) {
    const root = load<i32>(roots + (tree << 2));
    store<i32>(leaves + (tree << 2), ~root);
    store<i32>(open + (count << 3), root);
    store<i32>(open + (count << 3), <i32>tree, 4);
    count += <usize>(root >= 0);
  }
  while (count > 0) {
    let kept: usize = 0;
    for (let i: usize = 0; i < count; i++) {
      const entry = open + (i << 3);
      const node = nodes + ((<usize>load<i32>(entry)) << 5);
      const tree = load<i32>(entry, 4);
      const child = load<i32>(node + 8 - ((<usize>goesFirst(node, sets, row)) << 2));
      store<i32>(leaves + ((<usize>tree) << 2), ~child);
      store<i32>(open + (kept << 3), child);
      store<i32>(open + (kept << 3), tree, 4);
      kept += <usize>(child >= 0);
    }
    count = kept;
  }
}

// What `addContributions` is at: the addresses of its trees and row, and what `addNode` needs besides.
let nodesAt: usize = 0;
let leavesAt: usize = 0;
let setsAt: usize = 0;
let rowAt: usize = 0;
let statesAt: usize = 0;
let pointsAt: usize = 0;
let pointBytes: usize = 0;
let outputs: usize = 0;
let contributionsAt: usize = 0;
let contributionBytes: usize = 0;

/** The address of a leaf's values. */
// @ts-ignore: decorator
@inline
function leafAt(leaf: i32): usize {
  return leavesAt + ((<usize>leaf * outputs) << 3);
}

/** Writes the values of a subtree that is a leaf: the same at all points. */
// @ts-ignore: decorator
@inline
function fillLeaf(leaf: i32, to: usize, bytes: usize): void {
  const own = leafAt(leaf);
  for (let output: usize = 0; output < outputs; output++) {
    const value = v128.load64_splat(own + (output << 3));
    for (let k: usize = 0; k < bytes; k += 16) v128.store(to + output * bytes + k, value);
  }
}

/**
 * Adds the contributions that arise in the subtree of an inner node, and writes its values.
 *
 * At each point t, a feature on the way here has the factor z + (o − z) t, where z is the share of the training rows that
 * its tests let through and o whether the row satisfies them all; `path` is the product of the factors and the point's
 * weight, and `values` gets the subtree's leaves, each times the factors of the way from here to it relative to those up
 * to here. The first child's relative factor is `step`, the second one's 1 − step.
 *
 * @param frame room for this node and those below
 */
function addNode(index: i32, path: usize, values: usize, frame: usize): void {
  const bytes = pointBytes;
  const node = nodesAt + ((<usize>index) << 5);
  const first = load<i32>(node, 4);
  const second = load<i32>(node, 8);
  const share = load<f64>(node, 24);
  const feature = (<usize>load<i32>(node)) >> 3;
  const state = statesAt + (feature << 4);
  const zero = load<f64>(state);
  const one = load<f64>(state, 8);
  const firstZero = zero * share;
  const firstOne = <f64>goesFirst(node, setsAt, rowAt) * one;

  const step = frame;
  const childPath = frame + bytes;
  const slopes = childPath + bytes;
  const secondValues = slopes + bytes;
  let slopesAt = path;
  const points = pointsAt;
  // A feature that the row has failed stays failed: nothing changes here but the shares.
  const start = f64x2.splat(one == 0 ? share : firstZero);
  const rise = f64x2.splat(one == 0 ? 0 : firstOne - firstZero);
  if (one * zero == one) {
    for (let k: usize = 0; k < bytes; k += 16) {
      const factor = f64x2.add(start, f64x2.mul(rise, v128.load(points + k)));
      v128.store(step + k, factor);
      v128.store(childPath + k, f64x2.mul(v128.load(path + k), factor));
    }
  } else {
    slopesAt = slopes;
    const oldStart = f64x2.splat(zero);
    const oldRise = f64x2.splat(1 - zero);
    for (let k: usize = 0; k < bytes; k += 16) {
      const t = v128.load(points + k);
      const inverse = f64x2.div(f64x2.splat(1), f64x2.add(oldStart, f64x2.mul(oldRise, t)));
      const factor = f64x2.mul(f64x2.add(start, f64x2.mul(rise, t)), inverse);
      const here = v128.load(path + k);
      v128.store(step + k, factor);
      v128.store(slopes + k, f64x2.mul(here, f64x2.mul(inverse, inverse)));
      v128.store(childPath + k, f64x2.mul(here, factor));
    }
  }

  if (first < 0) fillLeaf(~first, values, bytes);
  else {
    store<f64>(state, firstZero);
    store<f64>(state, firstOne, 8);
    addNode(first, childPath, values, secondValues);
  }
  if (second < 0) fillLeaf(~second, secondValues, bytes);
  else {
    store<f64>(state, zero - firstZero);
    store<f64>(state, one - firstOne, 8);
    for (let k: usize = 0; k < bytes; k += 16) {
      v128.store(childPath + k, f64x2.sub(v128.load(path + k), v128.load(childPath + k)));
    }
    addNode(second, childPath, secondValues, secondValues + outputs * bytes);
  }
  store<f64>(state, zero);
  store<f64>(state, one, 8);

  const slope = one * (firstOne * zero - firstZero);
  for (let output: usize = 0; output < outputs; output++) {
    const own = values + output * bytes;
    const other = secondValues + output * bytes;
    let sum = f64x2.splat(0);
    for (let k: usize = 0; k < bytes; k += 16) {
      const right = v128.load(other + k);
      const difference = f64x2.sub(v128.load(own + k), right);
      v128.store(own + k, f64x2.add(right, f64x2.mul(v128.load(step + k), difference)));
      sum = f64x2.add(sum, f64x2.mul(v128.load(slopesAt + k), difference));
    }
    const to = contributionsAt + output * contributionBytes + (feature << 3);
    store<f64>(to, load<f64>(to) + slope * (f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)));
  }
}

/**
 * Adds to f64 contributions[output][feature] the Shapley values of one row in one tree after the other: of tree t, whose
 * leaves hold `width` values, to the outputs from t mod (all / width) × width on.
 *
 * @param states of each feature f64 1, f64 1
 * @param points f64 each; `weights` theirs; their number is even
 * @param frame room for (depth + 1) × (3 + width) × points f64
 */
export function addContributions(
  nodes: usize,
  leaves: usize,
  sets: usize,
  roots: usize,
  trees: i32,
  features: i32,
  width: i32,
  all: i32,
  row: usize,
  states: usize,
  points: usize,
  weights: usize,
  pointCount: i32,
  frame: usize,
  contributions: usize,
): void {
  nodesAt = nodes;
  leavesAt = leaves;
  setsAt = sets;
  rowAt = row;
  statesAt = states;
  pointsAt = points;
  pointBytes = (<usize>pointCount) << 3;
  outputs = <usize>width;
  contributionBytes = (<usize>features) << 3;
  const turns = all / width;
  for (let tree = 0; tree < trees; tree++) {
    const root = load<i32>(roots + ((<usize>tree) << 2));
    contributionsAt = contributions + <usize>(tree % turns) * outputs * contributionBytes;
    if (root >= 0) addNode(root, weights, frame, frame + outputs * pointBytes);
  }
}
