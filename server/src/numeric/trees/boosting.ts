import { at } from '../element.ts';
import { checkStop, type Features, neverStop, type Target } from '../estimators/estimator.ts';
import { serialPool, type ThreadPool } from '../parallel.ts';
import type { Rng } from '../rng/rng.ts';
import { type BinnedRows, binRows } from './binned-rows.ts';
import { type FeatureBins, findBins, MAX_VALUE_BINS } from './bins.ts';
import { type FlatTrees, type GrownTree, joinTrees } from './flat-trees.ts';
import { createWorkspace, type Growth, growLeafWise, type Workspace } from './leaf-wise.ts';
import { baseScores, type BoostingLoss, GRADIENT_KERNELS, meanLoss, scoresOf, weightedQuantile } from './losses.ts';
import { drawFeatures, drawRows, splitOff } from './sampling.ts';
import type { SplitRules } from './split-search.ts';
import { blockRanges, createTreeMemory, partsFor, type TreeMemory } from './tree-memory.ts';

/** How to boost. */
export interface BoostingOptions {
  readonly loss: BoostingLoss;
  /** Of loss `quantile`: within (0, 1). */
  readonly level: number;
  readonly iterations: number;
  readonly learningRate: number;
  readonly maxLeaves: number;
  readonly maxDepth: number;
  readonly minLeafRows: number;
  readonly l1: number;
  readonly l2: number;
  readonly minGain: number;
  /** Shares of the rows and features that each tree may use, drawn without replacement. */
  readonly rowShare: number;
  readonly featureShare: number;
  /** Iterations without a better loss on held-out rows after which to stop; 0 never stops and holds nothing out. */
  readonly patience: number;
  readonly validationShare: number;
}

/** Ends, reports and spreads the work. */
export interface FitControl {
  /** Asked before every split. */
  readonly shouldStop?: () => boolean;
  /** Share of the work that is done, after every iteration. */
  readonly onProgress?: (share: number) => void;
  readonly pool?: ThreadPool;
}

/** What boosting found. */
export interface Boosted {
  readonly iterations: number;
  /** One, or one a class. */
  readonly baseScores: Float64Array;
  readonly trees: FlatTrees;
}

export const MAX_LEAVES = 1024;
/** Sums over rows are taken by blocks of so many, so that they do not depend on the number of threads. */
const BLOCK_BITS = 13;
const BLOCK_ROWS = 2 ** BLOCK_BITS;
/** Whole units that all gradients, and all hessians, add up to: room in 31 and 32 bits, with a bit for rounding. */
const GRADIENT_UNITS = 2 ** 30;
const HESSIAN_UNITS = 2 ** 31;

/** Everything of a training that its trees share, in one memory. */
interface Ground {
  readonly memory: TreeMemory;
  readonly bins: readonly FeatureBins[];
  readonly binned: BinnedRows;
  readonly space: Workspace;
  readonly y: Target;
  readonly outputs: number;
  /** f64 between a row's score of one class and of the next. */
  readonly stride: number;
  readonly scores: number;
  readonly chances: number;
  readonly target: number;
  readonly weights: number;
  readonly pairs: number;
  readonly sizes: number;
  readonly others: number;
  readonly leaves: number;
  readonly routes: number;
  readonly tables: number;
}

/** Bins the rows and lays out the memory; `loss` says how many scores a row has. */
function layOut(x: Features, y: Target, loss: BoostingLoss, rng: Rng, pool: ThreadPool): Ground {
  const memory = createTreeMemory(pool);
  const bins = findBins(x, MAX_VALUE_BINS, rng.split('bins'));
  const binned = memory.withThreads(() => binRows(memory, x, bins));
  const count = x.rows;
  const outputs = scoresOf(loss, y.classCount);
  // Kernels take two rows at once.
  const stride = count + (count % 2);
  const put = (values: Float64Array): number => {
    const address = memory.allocate(stride * 8);
    memory.floats(address, count).set(values);
    return address;
  };
  const pairs = memory.allocate(count * 8);
  return {
    memory,
    bins,
    binned,
    space: createWorkspace(memory, binned, pairs),
    y,
    outputs,
    stride,
    scores: memory.allocate(outputs * stride * 8),
    chances: loss === 'softmax' ? memory.allocate(outputs * stride * 8) : 0,
    target: put(y.values),
    weights: y.weights === undefined ? 0 : put(y.weights),
    pairs,
    sizes: memory.allocate(Math.ceil(count / BLOCK_ROWS) * 16),
    others: memory.allocate(count * 4),
    leaves: memory.allocate(MAX_LEAVES * 16),
    routes: memory.allocate(2 * MAX_LEAVES * 16),
    tables: memory.allocate(2 * MAX_LEAVES * 256),
  };
}

function overRows(ground: Ground, count: number): [number, number][] {
  return blockRanges(count, partsFor(ground.memory), BLOCK_ROWS);
}

/** The largest power of two by which a sum stays within `units`; sums of powers of two stay exact. */
function scaleFor(sum: number, units: number): number {
  return 2 ** Math.floor(Math.log2(units / sum));
}

/** Puts whole gradients and hessians of one output into the memory; null where nothing is left to learn. */
function putGradients(
  ground: Ground,
  { loss, level }: BoostingOptions,
  output: number,
  salt: number,
): Pick<SplitRules, 'gradientScale' | 'hessianScale'> | null {
  const { memory, binned, pairs, sizes, stride, target, weights } = ground;
  const from = (loss === 'softmax' ? ground.chances : ground.scores) + output * stride * 8;
  const extra = loss === 'softmax' ? [output] : loss === 'quantile' ? [level] : [];
  const blocks = Math.ceil(binned.count / BLOCK_ROWS);
  const sums = memory.floats(sizes, blocks * 2).fill(0);
  const ranges = overRows(ground, binned.count);
  const values = [from, target, weights, pairs, sizes, BLOCK_BITS, ...extra];
  memory.callAll(
    GRADIENT_KERNELS[loss],
    ranges.map((range) => [...values, ...range]),
  );
  let gradients = 0;
  let hessians = 0;
  for (let block = 0; block < blocks; block += 1) {
    gradients += at(sums, block * 2);
    hessians += at(sums, block * 2 + 1);
  }
  const gradientScale = scaleFor(gradients, GRADIENT_UNITS);
  const hessianScale = scaleFor(hessians, HESSIAN_UNITS);
  if (!Number.isFinite(gradientScale) || !Number.isFinite(hessianScale)) return null;
  memory.callAll(
    'quantize',
    ranges.map((range) => [pairs, gradientScale, hessianScale, salt, ...range]),
  );
  return { gradientScale, hessianScale };
}

/** Puts the quantile of what is left to each leaf (Friedman 2001, "Greedy function approximation", section 4.3). */
function takeQuantiles(ground: Ground, growth: Growth, level: number): void {
  const { memory, y, scores, binned, space } = ground;
  const order = memory.integers(space.order, binned.count);
  const current = memory.floats(scores, binned.count);
  for (const leaf of growth.leaves) {
    const rows = order.subarray(leaf.from, leaf.to);
    const left = Float64Array.from(rows, (row) => at(y.values, row) - at(current, row));
    const { weights } = y;
    const shares = Float64Array.from(rows, (row) => (weights === undefined ? 1 : at(weights, row)));
    leaf.value = shares.some((share) => share > 0) ? weightedQuantile(left, shares, level) : 0;
  }
}

/** Adds a tree to the scores: to its own rows by their leaves, to all others by its splits. */
function moveScores(ground: Ground, growth: Growth, output: number, rowCount: number, others: Int32Array): void {
  const { memory, binned, stride, space, leaves, routes, tables } = ground;
  const scores = ground.scores + output * stride * 8;
  growth.leaves.forEach(({ from, to, value }, i) => {
    memory.integers(leaves + i * 16, 2).set([from, to]);
    memory.floats(leaves + i * 16 + 8, 1).set([value]);
  });
  memory.callAll(
    'addLeafValues',
    overRows(ground, rowCount).map((range) => [scores, space.order, leaves, growth.leaves.length, ...range]),
  );
  if (others.length === 0) return;
  for (const { node, value } of growth.leaves) {
    memory.integers(routes + node * 16, 1).set([-1]);
    memory.floats(routes + node * 16 + 8, 1).set([value]);
  }
  for (const [node, { left, split }] of growth.splits) {
    memory.integers(routes + node * 16, 2).set([split.feature, left]);
    memory.bytes(tables + node * 256, 256).set(split.goesLeft);
  }
  memory.integers(ground.others, others.length).set(others);
  const values = [binned.columns, binned.count, routes, tables, scores, ground.others];
  memory.callAll(
    'routeRows',
    overRows(ground, others.length).map((range) => [...values, ...range]),
  );
}

/** One tree for one output; null where nothing is left to learn. */
function growOne(
  ground: Ground,
  options: BoostingOptions,
  training: Int32Array,
  held: Int32Array,
  tree: { readonly output: number; readonly number: number; readonly rng: Rng; readonly checkStop: () => void },
): GrownTree | null {
  const { memory, bins, binned, space } = ground;
  const scales = putGradients(ground, options, tree.output, tree.number);
  if (scales === null) return null;
  const { drawn, rest } = drawRows(training, options.rowShare, tree.rng);
  memory.integers(space.order, drawn.length).set(drawn);
  const rules: SplitRules = { bins, ...options, ...scales };
  const features = drawFeatures(binned.features, options.featureShare, tree.rng);
  const growth = growLeafWise(space, drawn.length, features, rules, options, tree.checkStop);
  if (options.loss === 'quantile') takeQuantiles(ground, growth, options.level);
  for (const leaf of growth.leaves) leaf.value *= options.learningRate;
  const others = new Int32Array(held.length + rest.length);
  others.set(held);
  others.set(rest, held.length);
  moveScores(ground, growth, tree.output, drawn.length, others);
  return growth.finish();
}

function boost(ground: Ground, options: BoostingOptions, rng: Rng, control: FitControl): Boosted {
  const { memory, y, outputs, stride, binned, bins } = ground;
  const { shouldStop = neverStop, onProgress } = control;
  const rows = Int32Array.from({ length: binned.count }, (_, row) => row);
  const { kept: training, held } =
    options.patience > 0
      ? splitOff(rows, y, options.validationShare, rng.split('held out'))
      : { kept: rows, held: new Int32Array(0) };
  const base = baseScores(options.loss, y, training, options.level);
  const scores = memory.floats(ground.scores, outputs * stride);
  base.forEach((score, k) => scores.fill(score, k * stride, (k + 1) * stride));
  const random = options.rowShare < 1 || options.featureShare < 1;
  const trees: GrownTree[] = [];
  let bestLoss = held.length > 0 ? meanLoss(options.loss, scores, stride, y, held, options.level) : 0;
  let best = 0;
  let done = 0;
  while (done < options.iterations && binned.features > 0) {
    if (options.loss === 'softmax') {
      const values = [ground.scores, ground.chances, outputs, stride];
      memory.callAll(
        'softmax',
        overRows(ground, binned.count).map((range) => [...values, ...range]),
      );
    }
    const grown: GrownTree[] = [];
    for (let output = 0; output < outputs; output += 1) {
      const number = done * outputs + output;
      const step = { output, number, rng: rng.split(`tree ${number}`), checkStop: () => checkStop(shouldStop) };
      const tree = growOne(ground, options, training, held, step);
      if (tree !== null) grown.push(tree);
    }
    const learnt = grown.some((tree) => tree.splits.length > 1);
    if (grown.length < outputs || (!learnt && !random)) break;
    trees.push(...grown);
    done += 1;
    onProgress?.(done / options.iterations);
    if (held.length === 0) continue;
    const loss = meanLoss(options.loss, scores, stride, y, held, options.level);
    if (loss < bestLoss) {
      bestLoss = loss;
      best = done;
    } else if (done - best >= options.patience) break;
  }
  const iterations = held.length > 0 ? best : done;
  return { iterations, baseScores: base, trees: joinTrees(trees.slice(0, iterations * outputs), bins, 1) };
}

/**
 * Gradient boosting of trees over histograms (Friedman 2001; Chen & Guestrin 2016; leaf-wise as Ke et al. 2017,
 * "LightGBM"). Gradients are rounded to whole numbers, without bias and by row and tree only (after Shi et al. 2022,
 * "Quantized training of gradient boosting decision trees"): sums are exact, so the same data, options and seed give
 * the same trees on any number of threads.
 *
 * The returned function boosts with any options of the same loss; the work that these share is done once.
 *
 * @param x n × p, n ≥ 1; NaN is missing; categorical columns hold codes
 * @param y checked by the caller; weights count as so many rows, but not towards `minLeafRows`
 * @throws NumericError shape_mismatch (category codes; more data than 4 GiB of bins and scores), stopped
 */
export function prepareBoosting(
  x: Features,
  y: Target,
  loss: BoostingLoss,
  rng: Rng,
  control: FitControl = {},
): (options: BoostingOptions) => Boosted {
  checkStop(control.shouldStop ?? neverStop);
  const ground = layOut(x, y, loss, rng, control.pool ?? serialPool());
  return (options) => ground.memory.withThreads(() => boost(ground, options, rng, control));
}
