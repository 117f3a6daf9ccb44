import { at, intAt } from '../element.ts';
import type { BinnedRows } from './binned-rows.ts';
import type { FeatureBins } from './bins.ts';
import { type GrownTree, isCategorical, MAX_TREE_DEPTH, SET_WORDS } from './flat-trees.ts';
import type { TreeMemory } from './tree-memory.ts';

/** Limits of a tree that is grown to its end. */
export interface CartLimits {
  /** Features that are looked at in a node, drawn anew for each. */
  readonly featuresPerNode: number;
  readonly minLeafRows: number;
  readonly maxDepth: number;
}

/** What trees of a forest learn from, in a tree memory. */
export interface ForestGround {
  readonly memory: TreeMemory;
  readonly binned: BinnedRows;
  readonly bins: readonly FeatureBins[];
  /** Addresses of a float of each row. */
  readonly target: number;
  readonly weights: number;
  /** Values a leaf holds: a number, the share of class 1, or the share of each of several classes. */
  readonly width: number;
}

/** A grown tree, and the leaves of the rows that it did not learn from. */
export interface ForestTree {
  readonly tree: GrownTree;
  readonly unseen: Int32Array;
  readonly unseenLeaves: Int32Array;
}

/** How the kernel `growTree` is told what to do: its class Growth, in this order. */
const FIELDS = [
  'columns',
  'stride',
  'features',
  'categorical',
  'target',
  'weights',
  'width',
  'bootstrap',
  'featuresPerNode',
  'minLeafRows',
  'maxDepth',
  'seedLow',
  'seedHigh',
  'order',
  'spareOrder',
  'pairs',
  'sparePairs',
  'permutation',
  'open',
  'local',
  'scratch',
  'nodes',
  'leafValues',
  'sets',
  'unseen',
  'unseenLeaves',
] as const;
type Growth = Readonly<Record<(typeof FIELDS)[number], number>>;
/** What the kernel writes behind them: numbers of nodes, leaves, sets and rows that the tree did not learn from. */
const RESULTS = 4;

/** As in kernels/forest-growth.as. */
const NODE_WORDS = 8;
const LOCAL_ROWS = 4096;
const SCRATCH_BYTES = 16_384;
const SCRATCH_BYTES_A_NUMBER = 8192;

/** What one thread grows one tree in. */
type Plot = Pick<
  Growth,
  | 'order'
  | 'spareOrder'
  | 'pairs'
  | 'sparePairs'
  | 'permutation'
  | 'open'
  | 'local'
  | 'scratch'
  | 'nodes'
  | 'leafValues'
  | 'sets'
  | 'unseen'
  | 'unseenLeaves'
> & { readonly task: number };

/** Most bytes of all plots together; where threads are many and rows too, some threads rest. */
const PLOTS_BYTES = 2 ** 31;
/** Of a plot, for each row, besides its leaves' numbers: what `layOutPlot` takes. */
const PLOT_BYTES_A_ROW = 144;

function plotCount({ memory, binned, width }: ForestGround): number {
  const plotBytes = binned.count * (PLOT_BYTES_A_ROW + 8 * width);
  return Math.max(1, Math.min(memory.threads, Math.floor(PLOTS_BYTES / plotBytes)));
}

function layOutPlot({ memory, binned, bins, width }: ForestGround): Plot {
  const { count, features } = binned;
  const categorical = bins.some((bin) => bin.categorical);
  return {
    task: memory.allocate((FIELDS.length + RESULTS) * 4),
    order: memory.allocate(count * 4),
    spareOrder: memory.allocate(count * 4),
    pairs: memory.allocate(count * 16),
    sparePairs: memory.allocate(count * 16),
    permutation: memory.allocate(features * 4),
    open: memory.allocate((MAX_TREE_DEPTH + 2) * 16),
    local: memory.allocate(count > 2 * LOCAL_ROWS ? features * LOCAL_ROWS : 0),
    scratch: memory.allocate(SCRATCH_BYTES + SCRATCH_BYTES_A_NUMBER * width),
    nodes: memory.allocate(2 * count * NODE_WORDS * 4),
    leafValues: memory.allocate(count * width * 8),
    sets: memory.allocate(categorical ? count * SET_WORDS * 4 : 0),
    unseen: memory.allocate(count * 4),
    unseenLeaves: memory.allocate(count * 4),
  };
}

function readTree({ memory, bins, width }: ForestGround, plot: Plot): ForestTree {
  const results = memory.integers(plot.task + FIELDS.length * 4, RESULTS);
  const [nodes = 0, leaves = 0, sets = 0, unseen = 0] = results;
  const words = memory.integers(plot.nodes, nodes * NODE_WORDS);
  const floats = memory.floats(plot.nodes, (nodes * NODE_WORDS) / 2);
  const splits = new Int32Array(nodes);
  const children = new Int32Array(nodes);
  const thresholds = new Float64Array(nodes);
  const covers = new Float64Array(nodes);
  const gains = new Float64Array(nodes);
  for (let node = 0; node < nodes; node += 1) {
    const word = node * NODE_WORDS;
    const split = intAt(words, word);
    const test = intAt(words, word + 2);
    splits[node] = split;
    children[node] = intAt(words, word + 1);
    covers[node] = at(floats, word / 2 + 2);
    gains[node] = at(floats, word / 2 + 3);
    if (split < 0) continue;
    // The last bin has no upper edge: only what is missing lies behind it.
    thresholds[node] = isCategorical(split) ? test : (bins[split >> 2]?.edges[test] ?? Number.POSITIVE_INFINITY);
  }
  const leafValues = memory.floats(plot.leafValues, leaves * width).slice();
  const categorySets = memory.integers(plot.sets, sets * SET_WORDS).slice();
  return {
    tree: { splits, children, thresholds, covers, gains, leafValues, categorySets },
    unseen: memory.integers(plot.unseen, unseen).slice(),
    unseenLeaves: memory.integers(plot.unseenLeaves, unseen).slice(),
  };
}

/**
 * Prepares to grow trees (Breiman et al. 1984) on binned features, depth first, to their limits: every split lessens the
 * weighted squared error, which for classes is Gini's impurity, most.
 *
 * The returned function grows one tree for each seed, on the threads of the memory. With `bootstrap`, a tree learns from
 * as many rows as there are, drawn with replacement, each by its weight; else from all rows that weigh something. A tree
 * is a function of its seed, not of the thread.
 */
export function prepareGrowth(
  ground: ForestGround,
): (limits: CartLimits, bootstrap: boolean, seeds: readonly [number, number][]) => ForestTree[] {
  const { memory, binned, bins, target, weights, width } = ground;
  const categorical = memory.allocate(bins.length);
  memory.bytes(categorical, bins.length).set(bins.map((bin) => (bin.categorical ? 1 : 0)));
  const plots = Array.from({ length: plotCount(ground) }, () => layOutPlot(ground));
  const growthOn = (plot: Plot, limits: CartLimits, bootstrap: boolean, seed: readonly [number, number]): Growth => ({
    ...plot,
    columns: binned.columns,
    stride: binned.count,
    features: binned.features,
    categorical,
    target,
    weights,
    width,
    bootstrap: bootstrap ? 1 : 0,
    featuresPerNode: limits.featuresPerNode,
    minLeafRows: limits.minLeafRows,
    maxDepth: Math.min(limits.maxDepth, MAX_TREE_DEPTH),
    seedLow: seed[0],
    seedHigh: seed[1],
  });
  return (limits, bootstrap, seeds) => {
    const grown: ForestTree[] = [];
    while (grown.length < seeds.length) {
      const used = plots.slice(0, seeds.length - grown.length);
      for (const [i, plot] of used.entries()) {
        const growth = growthOn(plot, limits, bootstrap, seeds[grown.length + i] ?? [0, 0]);
        memory.integers(plot.task, FIELDS.length).set(FIELDS.map((name) => growth[name]));
      }
      memory.callAll(
        'growTree',
        used.map(({ task }) => [task]),
      );
      grown.push(...used.map((plot) => readTree(ground, plot)));
    }
    return grown;
  };
}
