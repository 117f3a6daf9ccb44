import { intAt } from '../element.ts';
import { BIN_SLOTS, MISSING_BIN } from './bins.ts';
import type { BinnedRows } from './binned-rows.ts';
import { type GrownTree, MAX_TREE_DEPTH } from './flat-trees.ts';
import { createNodeList, type NodeList } from './node-list.ts';
import { findSplit, type NodeSums, softened, type Split, type SplitRules } from './split-search.ts';
import { partsFor, type TreeMemory } from './tree-memory.ts';

/** Below, starting threads costs more than it saves. */
const ROWS_WORTH_THREADS = 16_384;
/** Rows that lie further apart than this on average are gathered before they are counted. */
const SPARSE_DISTANCE = 6;

/** Limits of growth. */
export interface GrowthLimits {
  readonly maxLeaves: number;
  readonly maxDepth: number;
}

/** A leaf of a grown tree: its rows are order[from … to). */
export interface GrownLeaf {
  readonly node: number;
  readonly from: number;
  readonly to: number;
  /** −T(G) / (H + λ) of its rows, without a learning rate. */
  value: number;
}

/** What a grown tree is to those who move scores by it. */
export interface Growth {
  readonly leaves: readonly GrownLeaf[];
  /** Split of each inner node. */
  readonly splits: ReadonlyMap<number, { readonly left: number; readonly split: Split }>;
  /** The tree, with these values of the leaves. */
  finish(): GrownTree;
}

/** Where the work of growing lies in a tree memory. */
export interface Workspace {
  readonly memory: TreeMemory;
  readonly binned: BinnedRows;
  /** Address of 8 bytes a row: whole gradient and hessian. */
  readonly pairs: number;
  /** Address of row numbers (u32), count of them. */
  readonly order: number;
  readonly spare: number;
  readonly table: number;
  readonly counts: number;
  /** Number of the next row to count. */
  readonly next: number;
  /** Where the search for splits keeps its best. */
  readonly best: number;
  readonly histogramBytes: number;
  /** Free histograms' addresses; each is taken and given back. */
  readonly freeHistograms: number[];
  /** A histogram and a scratch area for each thread. */
  readonly perThread: readonly { readonly histogram: number; readonly scratch: number }[];
}

/** Room for growing trees on these rows. */
export function createWorkspace(memory: TreeMemory, binned: BinnedRows, pairs: number): Workspace {
  const { count, features } = binned;
  const histogramBytes = features * BIN_SLOTS * 8;
  return {
    memory,
    binned,
    pairs,
    order: memory.allocate(count * 4),
    spare: memory.allocate(count * 4),
    table: memory.allocate(BIN_SLOTS),
    counts: memory.allocate(partsFor(memory) * 64),
    next: memory.allocate(64),
    best: memory.allocate(64),
    histogramBytes,
    freeHistograms: [],
    perThread: Array.from({ length: memory.threads }, () => ({
      histogram: memory.allocate(histogramBytes),
      scratch: memory.allocate(128 * (8 + Math.ceil(features / 16) * 16)),
    })),
  };
}

interface LiveNode extends NodeSums {
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  /** Address, or 0 where the node cannot be split. */
  histogram: number;
  /** Rows a side must have by estimate; grows where an estimate proved wrong. */
  leastRows: number;
  split: Split | null;
}

/** [from, to) in about equal parts, or the whole where it is short. */
function partsOf(memory: TreeMemory, from: number, to: number): [number, number][] {
  const parts = to - from < ROWS_WORTH_THREADS ? 1 : partsFor(memory);
  return Array.from({ length: parts }, (_, part) => [
    from + Math.floor(((to - from) * part) / parts),
    from + Math.floor(((to - from) * (part + 1)) / parts),
  ]);
}

function fillHistogram(space: Workspace, from: number, to: number, histogram: number): void {
  const { memory, binned, order, next, pairs, perThread } = space;
  const numbers = memory.integers(order, binned.count);
  const distance = (intAt(numbers, to - 1) - intAt(numbers, from)) / (to - from);
  const sparse = distance > SPARSE_DISTANCE;
  // Whoever is ready takes the next rows.
  memory.integers(next, 1).set([from]);
  const threads = to - from < ROWS_WORTH_THREADS ? 1 : memory.threads;
  const calls = Array.from({ length: threads }, (_, part) => {
    const own = perThread[part];
    const into = part === 0 || own === undefined ? histogram : own.histogram;
    const values = [binned.rows, binned.features, order, next, to, pairs, into];
    return sparse ? [...values, own?.scratch ?? 0] : values;
  });
  memory.callAll(sparse ? 'fillSparseHistogram' : 'fillHistogram', calls);
  for (const own of perThread.slice(1, threads)) {
    memory.call('addTo', histogram, own.histogram, space.histogramBytes);
  }
}

/** Puts the rows that go left before those that go right, both in their old order; returns where the right ones begin. */
function divide(space: Workspace, { from, to }: LiveNode, { feature, goesLeft }: Split): number {
  const { memory, binned, order, spare, table, counts } = space;
  memory.bytes(table, BIN_SLOTS).set(goesLeft);
  const column = binned.columns + feature * binned.count;
  const parts = partsOf(memory, from, to);
  memory.callAll(
    'divide',
    parts.map(([first, last], part) => [column, order, spare, table, counts + part * 64, first, last]),
  );
  const lefts = parts.map((_, part) => intAt(memory.integers(counts + part * 64, 1), 0));
  let end = from;
  const append = (source: number, first: number, count: number): void => {
    memory.call('moveBytes', order + end * 4, source + first * 4, count * 4);
    end += count;
  };
  for (const [part, [first]] of parts.entries()) append(order, first, lefts[part] ?? 0);
  const middle = end;
  for (const [part, [first, last]] of parts.entries()) append(spare, first, last - first - (lefts[part] ?? 0));
  return middle;
}

/** Sums of a node's rows, which any feature's histogram tells. */
function sumsOf(space: Workspace, histogram: number, rows: number): NodeSums {
  const bins = space.memory.integers(histogram, BIN_SLOTS * 2);
  let gradient = 0;
  let hessian = 0;
  for (let bin = 0; bin < BIN_SLOTS; bin += 1) {
    hessian += intAt(bins, bin * 2) >>> 0;
    gradient += intAt(bins, bin * 2 + 1);
  }
  return { gradient, hessian, rows };
}

/** Grows one tree leaf by leaf, the most promising first (Shi 2007, "Best-first decision tree learning"). */
interface Grower {
  readonly space: Workspace;
  readonly rules: SplitRules;
  readonly features: readonly number[];
  readonly limits: GrowthLimits;
  readonly nodes: NodeList;
  readonly live: LiveNode[];
  readonly splits: Map<number, { left: number; split: Split }>;
}

function takeHistogram({ freeHistograms, memory, histogramBytes }: Workspace): number {
  return freeHistograms.pop() ?? memory.allocate(histogramBytes);
}

function canSplit({ limits, rules }: Grower, rows: number, depth: number): boolean {
  return rows >= 2 * rules.minLeafRows && depth < limits.maxDepth;
}

function search(grower: Grower, node: LiveNode): void {
  const { memory, best, freeHistograms } = grower.space;
  const rules = { ...grower.rules, minLeafRows: node.leastRows };
  node.split = findSplit(memory, { histogram: node.histogram, best }, node, grower.features, rules);
  if (node.split !== null) return;
  freeHistograms.push(node.histogram);
  node.histogram = 0;
}

/** The live node with the largest gain, its rows divided; nodes that a split would leave too small are searched again. */
function takeBest(grower: Grower): { node: LiveNode; split: Split; middle: number } | null {
  const { live, space, rules } = grower;
  for (;;) {
    let best: LiveNode | null = null;
    for (const node of live) if ((node.split?.gain ?? 0) > (best?.split?.gain ?? 0)) best = node;
    const split = best?.split;
    if (best === null || !split) return null;
    const middle = divide(space, best, split);
    if (middle - best.from >= rules.minLeafRows && best.to - middle >= rules.minLeafRows) {
      return { node: best, split, middle };
    }
    best.leastRows = Math.ceil(best.leastRows * 1.5);
    search(grower, best);
  }
}

/** Histograms of two siblings: the smaller one's by counting, the larger one's as what is left of the parent's. */
function searchChildren(grower: Grower, parent: LiveNode, left: LiveNode, right: LiveNode): void {
  const { space } = grower;
  const open = [left, right].filter((node) => canSplit(grower, node.rows, node.depth));
  if (grower.live.length >= grower.limits.maxLeaves || open.length === 0) {
    space.freeHistograms.push(parent.histogram);
    return;
  }
  const [small, large] = left.rows <= right.rows ? [left, right] : [right, left];
  const counted = takeHistogram(space);
  fillHistogram(space, small.from, small.to, counted);
  small.histogram = counted;
  large.histogram = parent.histogram;
  space.memory.call('subtractFrom', parent.histogram, counted, space.histogramBytes);
  for (const node of [small, large]) {
    if (open.includes(node)) search(grower, node);
    else space.freeHistograms.push(node.histogram);
  }
}

/** Where training saw no missing value, one goes with the majority. */
function settleMissing(split: Split, majorityLeft: boolean): Split {
  if (split.missingSeen) return split;
  const goesLeft = Uint8Array.from(split.goesLeft);
  goesLeft[MISSING_BIN] = majorityLeft ? 1 : 0;
  return { ...split, missingLeft: majorityLeft, goesLeft };
}

function splitOnce(grower: Grower): boolean {
  const { live, nodes, splits } = grower;
  if (live.length >= grower.limits.maxLeaves) return false;
  const taken = takeBest(grower);
  if (taken === null) return false;
  const { node, middle } = taken;
  const { depth } = node;
  const leftRows = middle - node.from;
  const split = settleMissing(taken.split, leftRows > node.rows - leftRows);
  const id = nodes.split(node.id, split, leftRows, node.rows - leftRows);
  splits.set(node.id, { left: id, split });
  const child = { depth: depth + 1, histogram: 0, leastRows: grower.rules.minLeafRows, split: null };
  const { gradient, hessian } = split;
  const left: LiveNode = { ...child, id, from: node.from, to: middle, gradient, hessian, rows: leftRows };
  const right: LiveNode = {
    ...child,
    id: id + 1,
    from: middle,
    to: node.to,
    gradient: node.gradient - gradient,
    hessian: node.hessian - hessian,
    rows: node.rows - leftRows,
  };
  live.splice(live.indexOf(node), 1, left);
  live.push(right);
  searchChildren(grower, node, left, right);
  return true;
}

/**
 * Grows a tree on the rows order[0 … rowCount); afterwards they are ordered by leaf.
 *
 * @param features those the tree may split by
 * @param checkStop called before every split; may throw
 */
export function growLeafWise(
  space: Workspace,
  rowCount: number,
  features: readonly number[],
  rules: SplitRules,
  limits: GrowthLimits,
  checkStop: () => void,
): Growth {
  const nodes = createNodeList(rules.bins);
  const maxDepth = Math.min(limits.maxDepth, MAX_TREE_DEPTH);
  const grower: Grower = {
    space,
    rules,
    features,
    limits: { ...limits, maxDepth },
    nodes,
    live: [],
    splits: new Map(),
  };
  const histogram = takeHistogram(space);
  fillHistogram(space, 0, rowCount, histogram);
  const root: LiveNode = {
    ...sumsOf(space, histogram, rowCount),
    id: nodes.add(rowCount),
    from: 0,
    to: rowCount,
    depth: 0,
    histogram,
    leastRows: rules.minLeafRows,
    split: null,
  };
  grower.live.push(root);
  if (canSplit(grower, rowCount, 0)) search(grower, root);
  else space.freeHistograms.push(histogram);
  do checkStop();
  while (splitOnce(grower));
  for (const { split, histogram: address } of grower.live) if (split !== null) space.freeHistograms.push(address);
  const leaves = grower.live.map(({ id, from, to, gradient, hessian }) => {
    const pull = softened(gradient / rules.gradientScale, rules.l1);
    return { node: id, from, to, value: -pull / (hessian / rules.hessianScale + rules.l2) };
  });
  const valueOf = (node: number): number => leaves.find((leaf) => leaf.node === node)?.value ?? 0;
  return { leaves, splits: grower.splits, finish: () => nodes.finish(1, (node) => [valueOf(node)]) };
}
