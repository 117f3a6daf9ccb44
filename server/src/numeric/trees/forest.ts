import { at, intAt } from '../element.ts';
import { checkStop, type Features, neverStop, type Target } from '../estimators/estimator.ts';
import { type Job, serialPool } from '../parallel.ts';
import { createRng, type Rng } from '../rng/rng.ts';
import { type BinnedRows, binRows } from './binned-rows.ts';
import { type FeatureBins, findBins, MAX_VALUE_BINS } from './bins.ts';
import type { FitControl } from './boosting.ts';
import { type CartLimits, type CartTree, growCart, rowsWithWeight } from './cart.ts';
import { leafWidthOf } from './cart-search.ts';
import { type FlatTrees, joinTrees } from './flat-trees.ts';
import { createTreeMemory, type TreeMemory } from './tree-memory.ts';

/** How to grow a forest; a decision tree is a forest of one tree without bootstrap that looks at every feature. */
export interface ForestOptions extends CartLimits {
  readonly trees: number;
  /** Each tree learns from n rows drawn with replacement, by their weights as given. */
  readonly bootstrap: boolean;
}

/** What growing a forest found. */
export interface Forest {
  readonly trees: FlatTrees;
  /** What is to be added to every output: the mean of a numeric target, which trees learn the distance from. */
  readonly offset: number;
  /** Of the trees that had not seen a row: R² of numbers, accuracy of classes; 0 where `outOfBagRows` is. */
  readonly outOfBagScore: number;
  readonly outOfBagRows: number;
}

/** One tree to grow, wherever: all arrays lie in shared memory or are small. */
interface TreeOrder {
  readonly bins: readonly FeatureBins[];
  readonly columns: Uint8Array;
  readonly target: Float64Array;
  readonly weights: Float64Array;
  readonly classes: number;
  readonly options: ForestOptions;
  readonly seed: number;
}

/**
 * Grows one tree of a forest; a function of its order alone.
 *
 * @public called by its name on other threads
 */
export function growForestTree(order: TreeOrder): CartTree {
  const { target, options } = order;
  const rng = createRng(order.seed);
  if (!options.bootstrap) return growCart(order, options, rng, new Int32Array(0));
  const weights = new Float64Array(target.length);
  for (let i = 0; i < target.length; i += 1) {
    const row = rng.integer(target.length);
    weights[row] = at(weights, row) + at(order.weights, row);
  }
  if (!weights.some((weight) => weight > 0)) weights.set(order.weights);
  return growCart({ ...order, weights }, options, rng, rowsWithWeight(weights, false));
}

const JOB: Job<TreeOrder, CartTree> = { url: import.meta.url, name: 'growForestTree', run: growForestTree };

/** Adds up what trees say of rows that they had not seen. */
interface OutOfBag {
  readonly sums: Float64Array;
  readonly votes: Int32Array;
}

function addVotes({ sums, votes }: OutOfBag, { rows, values }: CartTree['followed'], width: number): void {
  rows.forEach((row, i) => {
    votes[row] = intAt(votes, row) + 1;
    for (let k = 0; k < width; k += 1) sums[row * width + k] = at(sums, row * width + k) + at(values, i * width + k);
  });
}

function largest(values: Float64Array): number {
  let best = 0;
  for (let k = 1; k < values.length; k += 1) if (at(values, k) > at(values, best)) best = k;
  return best;
}

/** R² or accuracy of the votes. */
function scoreVotes(
  { sums, votes }: OutOfBag,
  target: Float64Array,
  classes: number,
): { outOfBagScore: number; outOfBagRows: number } {
  const width = leafWidthOf(classes);
  const rows = Int32Array.from(votes, (_, row) => row).filter((row) => intAt(votes, row) > 0);
  if (rows.length === 0) return { outOfBagScore: 0, outOfBagRows: 0 };
  let good = 0;
  let error = 0;
  let total = 0;
  const mean = rows.reduce((sum, row) => sum + at(target, row), 0) / rows.length;
  for (const row of rows) {
    const value = at(sums, row * width) / intAt(votes, row);
    const label = width === 1 ? Number(value > 0.5) : largest(sums.subarray(row * width, (row + 1) * width));
    if (label === at(target, row)) good += 1;
    error += (at(target, row) - value) ** 2;
    total += (at(target, row) - mean) ** 2;
  }
  const outOfBagScore = classes > 0 ? good / rows.length : total > 0 ? 1 - error / total : 0;
  return { outOfBagScore, outOfBagRows: rows.length };
}

interface Ground {
  readonly memory: TreeMemory;
  readonly binned: BinnedRows;
  readonly bins: readonly FeatureBins[];
  readonly target: Float64Array;
  readonly weights: Float64Array;
  readonly offset: number;
}

function layOut(x: Features, y: Target, rng: Rng, control: FitControl): Ground {
  const memory = createTreeMemory(control.pool ?? serialPool());
  const bins = findBins(x, MAX_VALUE_BINS, rng.split('bins'));
  const binned = memory.withThreads(() => binRows(memory, x, bins));
  const target = memory.floats(memory.allocate(x.rows * 8), x.rows);
  const weights = memory.floats(memory.allocate(x.rows * 8), x.rows);
  if (y.weights === undefined) weights.fill(1);
  else weights.set(y.weights);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // Sums of squares of distances from the mean lose no digits to the mean.
  const mean = y.values.reduce((sum, value, row) => sum + (value * at(weights, row)) / total, 0);
  const offset = y.classCount > 0 ? 0 : mean;
  target.set(y.values.map((value) => value - offset));
  return { memory, binned, bins, target, weights, offset };
}

function plant(ground: Ground, classes: number, options: ForestOptions, rng: Rng, control: FitControl): Forest {
  const { memory, binned, bins, target, weights, offset } = ground;
  const { shouldStop = neverStop, onProgress, pool = serialPool() } = control;
  const columns = memory.bytes(binned.columns, binned.count * binned.features);
  const seeds = rng.split('trees');
  const grown: CartTree['tree'][] = [];
  const width = leafWidthOf(classes);
  const outOfBag = { sums: new Float64Array(target.length * width), votes: new Int32Array(target.length) };
  while (grown.length < options.trees) {
    checkStop(shouldStop);
    const wave = Math.min(pool.threads, options.trees - grown.length);
    const orders = Array.from({ length: wave }, () => {
      return { bins, columns, target, weights, classes, options, seed: seeds.uint32() };
    });
    for (const { tree, followed } of pool.runJobs(JOB, orders)) {
      grown.push(tree);
      addVotes(outOfBag, followed, width);
    }
    onProgress?.(grown.length / options.trees);
  }
  return { trees: joinTrees(grown, bins, width), offset, ...scoreVotes(outOfBag, target, classes) };
}

/**
 * A forest of trees (Breiman 2001, "Random forests"): each on rows drawn with replacement, each node on features drawn
 * at random. The mean of the leaves, plus `offset`, is the prediction: a number, the share of class 1, or the share of
 * each of several classes. Trees are grown at once on the threads of the pool; any number of them grows the same forest.
 *
 * The returned function plants with any options; the work that these share is done once.
 *
 * @param x n × p, n ≥ 1; NaN is missing; categorical columns hold codes
 * @param y checked by the caller
 * @throws NumericError shape_mismatch (category codes; too much data), stopped
 */
export function prepareForest(
  x: Features,
  y: Target,
  rng: Rng,
  control: FitControl = {},
): (options: ForestOptions) => Forest {
  checkStop(control.shouldStop ?? neverStop);
  const ground = layOut(x, y, rng, control);
  return (options) => plant(ground, y.classCount, options, rng, control);
}
