// Growing one tree of a forest. One call does it all, on one thread, and touches nothing of the growths of others but the
// bins, targets and weights that they share.

import {
  bestBin,
  bestFeature,
  bestLeftRows,
  bestLeftWeight,
  bestMissingLeft,
  bestScore,
  bestSeesMissing,
  bestSet,
  Growth,
  layOutScratch,
  LOCAL_ROWS,
  MISSING,
  nodeScore,
  sumNode,
  totals,
  tryFeature,
} from './forest-search';

let randomState: u64 = 0;

/** A whole number below `bound` (SplitMix64: Steele, Lea & Flood 2014). */
function randomBelow(bound: u32): u32 {
  randomState += 0x9e3779b97f4a7c15;
  let z = randomState;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  z ^= z >> 31;
  return <u32>(((z >> 32) * <u64>bound) >> 32);
}

/** Draws the rows to learn from, in their order, with their weights and targets; returns how many. */
function drawGrowthRows(g: Growth): i32 {
  const rows = g.stride;
  const times = g.spareOrder;
  for (let row: usize = 0; row < rows; row++) store<u32>(times + (row << 2), g.bootstrap ? 0 : 1);
  if (g.bootstrap) {
    let weight: f64 = 0;
    for (let i: usize = 0; i < rows; i++) {
      const row = <usize>randomBelow(<u32>rows);
      weight += load<f64>(g.weights + (row << 3));
      const at = times + (row << 2);
      store<u32>(at, load<u32>(at) + 1);
    }
    // Rows without weight alone teach nothing.
    if (weight == 0) for (let row: usize = 0; row < rows; row++) store<u32>(times + (row << 2), 1);
  }
  let count: usize = 0;
  let unseen: usize = 0;
  for (let row: usize = 0; row < rows; row++) {
    const weight = <f64>load<u32>(times + (row << 2)) * load<f64>(g.weights + (row << 3));
    store<u32>(g.order + (count << 2), <u32>row);
    store<f64>(g.pairs + (count << 4), weight);
    store<f64>(g.pairs + (count << 4), load<f64>(g.target + (row << 3)), 8);
    store<u32>(g.unseen + (unseen << 2), <u32>row);
    const takes = <usize>(weight > 0);
    count += takes;
    unseen += 1 - takes;
  }
  g.unseenCount = g.bootstrap ? <i32>unseen : 0;
  return <i32>count;
}

/** Moves the rows that go left before the others; both keep their order. Returns where the right ones begin. */
function divideNode(g: Growth, column: usize, from: i32, to: i32): i32 {
  const order = g.order;
  const pairs = g.pairs;
  const spareOrder = g.spareOrder;
  const sparePairs = g.sparePairs;
  const byCategory = load<u8>(g.categorical + <usize>bestFeature);
  const cut = <u32>bestBin;
  const missingLeft = <u32>bestMissingLeft;
  let left = <usize>from;
  let right: usize = 0;
  for (let i = <usize>from; i < <usize>to; i++) {
    const row = load<u32>(order + (i << 2));
    const pair = v128.load(pairs + (i << 4));
    const bin = <u32>load<u8>(column + <usize>row);
    const goes = byCategory
      ? (<u32>load<u8>(bestSet + (bin >> 3)) >> (bin & 7)) & 1
      : <u32>(bin <= cut) | (missingLeft & <u32>(bin == <u32>MISSING));
    store<u32>(order + (left << 2), row);
    v128.store(pairs + (left << 4), pair);
    store<u32>(spareOrder + (right << 2), row);
    v128.store(sparePairs + (right << 4), pair);
    left += <usize>goes;
    right += <usize>(1 - goes);
  }
  memory.copy(order + (left << 2), spareOrder, right << 2);
  memory.copy(pairs + (left << 4), sparePairs, right << 4);
  return <i32>left;
}

/** Makes a leaf of a node, of what `totals` hold. */
function endNode(g: Growth, node: usize): void {
  const leaf = g.leafCount;
  g.leafCount += 1;
  const to = g.leafValues + ((<usize>(leaf * g.width)) << 3);
  for (let k: usize = 0; k < <usize>g.width << 3; k += 8) {
    store<f64>(to + k, load<f64>(totals + k, 8) / load<f64>(totals));
  }
  store<i32>(node, -1);
  store<i32>(node, leaf, 4);
  store<f64>(node, 0, 24);
}

/** Copies the bins of a node's rows and numbers these anew, from 0. */
function copyLocally(g: Growth, from: i32, to: i32): void {
  const order = g.order + ((<usize>from) << 2);
  const count = <usize>(to - from);
  for (let feature: usize = 0; feature < <usize>g.features; feature++) {
    const column = g.columns + feature * g.stride;
    const local = g.local + feature * LOCAL_ROWS;
    for (let i: usize = 0; i < count; i++) {
      store<u8>(local + i, load<u8>(column + <usize>load<u32>(order + (i << 2))));
    }
  }
  for (let i: usize = 0; i < count; i++) store<u32>(order + (i << 2), <u32>i);
}

/** The best split of features drawn at random: as many as wished, and on until one of them divides the rows. */
function findSplit(g: Growth, columns: usize, stride: usize, from: i32, to: i32): void {
  for (let drawn = 0; drawn < g.features; drawn++) {
    if (drawn >= g.featuresPerNode && bestFeature >= 0) return;
    const pick = g.permutation + ((<usize>(drawn + randomBelow(g.features - drawn))) << 2);
    const here = g.permutation + ((<usize>drawn) << 2);
    const feature = load<i32>(pick);
    store<i32>(pick, load<i32>(here));
    store<i32>(here, feature);
    tryFeature(g, columns + <usize>feature * stride, feature, from, to);
  }
}

/** Makes an inner node of a node; its children are the last two. */
function splitNode(g: Growth, node: usize, leftRows: i32, rows: i32, gain: f64): void {
  const byCategory = load<u8>(g.categorical + <usize>bestFeature);
  // Where training saw no missing value, one goes with the majority.
  if (!bestSeesMissing) {
    bestMissingLeft = <i32>(2 * leftRows > rows);
    store<u8>(bestSet, (load<u8>(bestSet, 31) & 127) | (<u8>bestMissingLeft << 7), 31);
  }
  store<i32>(node, bestFeature * 4 + (byCategory ? 2 : 0) + bestMissingLeft);
  store<i32>(node, g.nodeCount, 4);
  store<i32>(node, byCategory ? g.setCount : bestBin, 8);
  store<f64>(node, gain, 24);
  if (byCategory) {
    memory.copy(g.sets + ((<usize>g.setCount) << 5), bestSet, 32);
    g.setCount += 1;
  }
  const child = g.nodes + ((<usize>g.nodeCount) << 5);
  store<f64>(child, bestLeftWeight, 16);
  store<f64>(child, load<f64>(totals) - bestLeftWeight, 48);
  g.nodeCount += 2;
}

/** Finds the leaf of each row that the tree did not learn from. */
function followUnseen(g: Growth): void {
  for (let i: usize = 0; i < <usize>g.unseenCount; i++) {
    const row = <usize>load<u32>(g.unseen + (i << 2));
    let node = g.nodes;
    for (;;) {
      const split = load<i32>(node);
      if (split < 0) break;
      const bin = <u32>load<u8>(g.columns + (<usize>split >> 2) * g.stride + row);
      const test = load<u32>(node, 8);
      const goes = split & 2
        ? (<u32>load<u8>(g.sets + (<usize>test << 5) + (bin >> 3)) >> (bin & 7)) & 1
        : <u32>(bin <= test) | (<u32>(split & 1) & <u32>(bin == <u32>MISSING));
      node = g.nodes + ((<usize>(load<u32>(node, 4) + 1 - goes)) << 5);
    }
    store<i32>(g.unseenLeaves + (i << 2), load<i32>(node, 4));
  }
}

/**
 * Grows a classification or regression tree depth first, to its limits: every split lessens the weighted squared error,
 * which for classes is Gini's impurity, most. A function of its growth's inputs alone, to the bit.
 */
export function growTree(growth: usize): void {
  const g = changetype<Growth>(growth);
  layOutScratch(g);
  randomState = ((<u64>g.seedHigh) << 32) | <u64>g.seedLow;
  const all = drawGrowthRows(g);
  for (let feature = 0; feature < g.features; feature++) store<i32>(g.permutation + ((<usize>feature) << 2), feature);
  sumNode(g, 0, all);
  store<f64>(g.nodes, load<f64>(totals), 16);
  g.nodeCount = 1;
  g.leafCount = 0;
  g.setCount = 0;
  let localFrom = 0;
  let localTo = 0;
  // (i32 node, i32 depth, i32 from, i32 to)
  let top = g.open;
  store<i32>(top, 0);
  store<i32>(top, 0, 4);
  store<i32>(top, 0, 8);
  store<i32>(top, all, 12);
  top += 16;
  while (top > g.open) {
    top -= 16;
    const node = g.nodes + ((<usize>load<i32>(top)) << 5);
    const depth = load<i32>(top, 4);
    const from = load<i32>(top, 8);
    const to = load<i32>(top, 12);
    const rows = to - from;
    if (rows <= LOCAL_ROWS && to > localTo && <i32>g.stride > 2 * LOCAL_ROWS) {
      copyLocally(g, from, to);
      localFrom = from;
      localTo = to;
    }
    const isLocal = from >= localFrom && to <= localTo;
    const columns = isLocal ? g.local : g.columns;
    const stride = isLocal ? <usize>LOCAL_ROWS : g.stride;
    bestFeature = -1;
    const differs = sumNode(g, from, to);
    const parent = nodeScore(g);
    if (differs && rows >= 2 * g.minLeafRows && depth < g.maxDepth) {
      // More than rounding: a split that improves nothing is none.
      bestScore = parent * (1 + 1e-12) + f64.MIN_VALUE;
      findSplit(g, columns, stride, from, to);
    }
    if (bestFeature < 0) {
      endNode(g, node);
      continue;
    }
    const left = g.nodeCount;
    splitNode(g, node, bestLeftRows, rows, bestScore - parent);
    const middle = divideNode(g, columns + <usize>bestFeature * stride, from, to);
    store<i32>(top, left + 1);
    store<i32>(top, depth + 1, 4);
    store<i32>(top, middle, 8);
    store<i32>(top, to, 12);
    store<i32>(top, left, 16);
    store<i32>(top, depth + 1, 20);
    store<i32>(top, from, 24);
    store<i32>(top, middle, 28);
    top += 32;
  }
  followUnseen(g);
}
