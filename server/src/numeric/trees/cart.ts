import { at, byteAt, intAt } from '../element.ts';
import { takeValues } from '../matrix/matrix.ts';
import type { Rng } from '../rng/rng.ts';
import { beginNode, bestSplit, type CartData, type CartSearch, createCartSearch, trySplits } from './cart-search.ts';
import { type GrownTree, MAX_TREE_DEPTH } from './flat-trees.ts';
import { type BinSplit, createNodeList, type NodeList } from './node-list.ts';

/** Limits of a tree that is grown to its end. */
export interface CartLimits {
  /** Features that are looked at in a node, drawn anew for each. */
  readonly featuresPerNode: number;
  readonly minLeafRows: number;
  readonly maxDepth: number;
}

/** A node whose split is still to be found: its rows that learn, and its rows that only follow the splits. */
interface OpenNode {
  readonly id: number;
  readonly depth: number;
  readonly from: number;
  readonly to: number;
  readonly followFrom: number;
  readonly followTo: number;
}

interface Grower {
  readonly data: CartData;
  readonly limits: CartLimits;
  readonly rng: Rng;
  readonly nodes: NodeList;
  readonly search: CartSearch;
  readonly features: Int32Array;
  readonly following: Int32Array;
  readonly followed: Float64Array;
  readonly spare: Int32Array;
  /** Of each node that is a leaf. */
  readonly values: Float64Array[];
}

/** Tries features drawn at random: as many as wished, and on until one of them divides the rows. */
function findSplit({ features, limits, rng, search }: Grower, { from, to }: OpenNode): BinSplit | null {
  for (let drawn = 0; drawn < features.length; drawn += 1) {
    if (drawn >= limits.featuresPerNode && search.feature >= 0) break;
    const pick = drawn + rng.integer(features.length - drawn);
    const feature = intAt(features, pick);
    features[pick] = intAt(features, drawn);
    features[drawn] = feature;
    trySplits(search, from, to, feature);
  }
  return search.feature < 0 ? null : bestSplit(search, to - from);
}

/** Moves the rows that go left before the others; both keep their order. Returns where the right ones begin. */
function divide(
  { data, spare }: Grower,
  rows: Int32Array,
  from: number,
  to: number,
  { feature, goesLeft }: BinSplit,
): number {
  const { columns, target } = data;
  const base = feature * target.length;
  let end = from;
  let right = 0;
  for (let i = from; i < to; i += 1) {
    const row = intAt(rows, i);
    const goes = byteAt(goesLeft, byteAt(columns, base + row));
    rows[end] = row;
    spare[right] = row;
    end += goes;
    right += 1 - goes;
  }
  for (let i = 0; i < right; i += 1) rows[end + i] = intAt(spare, i);
  return end;
}

/** Rows whose bins, in a copy of their own, fit into a core's cache; below, a tree's time is waiting for memory. */
const LOCAL_ROWS = 4096;

/** The data of some rows alone, in their order. */
function copyRows({ bins, columns, target, classes, weights }: CartData, rows: Int32Array): CartData {
  const local = new Uint8Array(bins.length * rows.length);
  for (let feature = 0, to = 0; feature < bins.length; feature += 1) {
    const base = feature * target.length;
    for (let i = 0; i < rows.length; i += 1, to += 1) local[to] = byteAt(columns, base + intAt(rows, i));
  }
  return { bins, columns: local, target: takeValues(target, rows), classes, weights: takeValues(weights, rows) };
}

/** Grows everything below a node on a copy of its rows; gives the same as growing it in place. */
function growLocally(grower: Grower, node: OpenNode): void {
  const { followFrom, followTo } = node;
  const rows = grower.search.rows.subarray(node.from, node.to);
  const follow = grower.following.slice(followFrom, followTo);
  const all = new Int32Array(rows.length + follow.length);
  all.set(rows);
  all.set(follow, rows.length);
  const data = copyRows(grower.data, all);
  const numbers = Int32Array.from(all, (_, i) => i);
  const { width } = grower.search;
  const local: Grower = {
    ...grower,
    data,
    search: createCartSearch(data, numbers.slice(0, rows.length), grower.limits.minLeafRows),
    following: numbers.slice(rows.length),
    followed: grower.followed.subarray(followFrom * width, followTo * width),
  };
  growAll(local, { ...node, from: 0, to: rows.length, followFrom: 0, followTo: follow.length });
  local.following.forEach((place, i) => (grower.following[followFrom + i] = intAt(all, place)));
}

function growAll(grower: Grower, root: OpenNode): void {
  const open = [root];
  const isLarge = grower.data.target.length > 2 * LOCAL_ROWS;
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const count = node.to - node.from + node.followTo - node.followFrom;
    if (isLarge && count <= LOCAL_ROWS) growLocally(grower, node);
    else growNode(grower, open, node);
  }
}

function growNode(grower: Grower, open: OpenNode[], node: OpenNode): void {
  const { limits, nodes, search, following, followed, values } = grower;
  const { id, from, to, followFrom, followTo } = node;
  const differs = beginNode(search, from, to);
  const mayGrow = differs && to - from >= 2 * limits.minLeafRows && node.depth < limits.maxDepth;
  const split = mayGrow ? findSplit(grower, node) : null;
  if (split === null) {
    const own = search.totals.map((sum) => sum / search.total);
    values[id] = own;
    for (let i = followFrom; i < followTo; i += 1) followed.set(own, i * search.width);
    return;
  }
  const middle = divide(grower, search.rows, from, to, split);
  const followMiddle = divide(grower, following, followFrom, followTo, split);
  const left = nodes.split(id, split, search.leftWeight, search.total - search.leftWeight);
  const depth = node.depth + 1;
  open.push({ id: left + 1, depth, from: middle, to, followFrom: followMiddle, followTo });
  open.push({ id: left, depth, from, to: middle, followFrom, followTo: followMiddle });
}

/** A grown tree, and what it says of rows that it did not learn from. */
export interface CartTree {
  readonly tree: GrownTree;
  /** rows.length × leaf width. */
  readonly followed: { readonly rows: Int32Array; readonly values: Float64Array };
}

/** Numbers of the rows that weigh something, or of those that do not. */
export function rowsWithWeight(weights: Float64Array, some: boolean): Int32Array {
  const rows = new Int32Array(weights.length);
  let count = 0;
  for (let row = 0; row < weights.length; row += 1) {
    if (at(weights, row) > 0 !== some) continue;
    rows[count] = row;
    count += 1;
  }
  return rows.slice(0, count);
}

/**
 * Grows a classification or regression tree (Breiman et al. 1984) on binned features, depth first, to its limits: every
 * split lessens the weighted squared error, which for classes is Gini's impurity, most.
 *
 * @param follow numbers of rows that follow the splits without being learnt from
 */
export function growCart(data: CartData, limits: CartLimits, rng: Rng, follow: Int32Array): CartTree {
  const rows = rowsWithWeight(data.weights, true);
  const following = Int32Array.from(follow);
  const nodes = createNodeList(data.bins);
  const search = createCartSearch(data, rows, limits.minLeafRows);
  const grower: Grower = {
    data,
    limits: { ...limits, maxDepth: Math.min(limits.maxDepth, MAX_TREE_DEPTH) },
    rng,
    nodes,
    search,
    features: Int32Array.from(data.bins, (_, feature) => feature),
    following,
    followed: new Float64Array(following.length * search.width),
    spare: new Int32Array(Math.max(rows.length, following.length) + 1),
    values: [],
  };
  beginNode(search, 0, rows.length);
  const root = nodes.add(search.total);
  growAll(grower, { id: root, depth: 0, from: 0, to: rows.length, followFrom: 0, followTo: following.length });
  const tree = nodes.finish(search.width, (node) => grower.values[node] ?? []);
  return { tree, followed: { rows: following, values: grower.followed } };
}
