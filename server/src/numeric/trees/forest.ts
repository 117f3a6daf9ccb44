import { at, intAt } from '../element.ts';
import { checkStop, type Features, neverStop, type Target } from '../estimators/estimator.ts';
import { serialPool } from '../parallel.ts';
import type { Rng } from '../rng/rng.ts';
import { binRows } from './binned-rows.ts';
import { findBins, MAX_VALUE_BINS } from './bins.ts';
import type { FitControl } from './boosting.ts';
import { type FlatTrees, type GrownTree, joinTrees } from './flat-trees.ts';
import { type CartLimits, type ForestGround, type ForestTree, prepareGrowth } from './forest-growth.ts';
import { createTreeMemory } from './tree-memory.ts';

/** How to grow a forest; a decision tree is a forest of one tree without bootstrap that looks at every feature. */
export interface ForestOptions extends CartLimits {
  readonly trees: number;
  /** Each tree learns from n rows drawn with replacement, by their weights as given. */
  readonly bootstrap: boolean;
}

/** Values a leaf of such a tree holds: a number, the share of class 1, or the share of each of several classes. */
export function leafWidthOf(classes: number): number {
  return classes > 2 ? classes : 1;
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

/** Adds up what trees say of rows that they had not seen. */
interface OutOfBag {
  readonly sums: Float64Array;
  readonly votes: Int32Array;
}

function addVotes({ sums, votes }: OutOfBag, { tree, unseen, unseenLeaves }: ForestTree, width: number): void {
  const { leafValues } = tree;
  for (let i = 0; i < unseen.length; i += 1) {
    const row = intAt(unseen, i);
    const leaf = intAt(unseenLeaves, i);
    votes[row] = intAt(votes, row) + 1;
    for (let k = 0; k < width; k += 1) {
      sums[row * width + k] = at(sums, row * width + k) + at(leafValues, leaf * width + k);
    }
  }
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
  readonly ground: ForestGround;
  readonly grow: ReturnType<typeof prepareGrowth>;
  readonly values: Float64Array;
  readonly offset: number;
}

function layOut(x: Features, y: Target, rng: Rng, control: FitControl): Ground {
  const memory = createTreeMemory(control.pool ?? serialPool());
  const bins = findBins(x, MAX_VALUE_BINS, rng.split('bins'));
  const binned = memory.withThreads(() => binRows(memory, x, bins));
  const target = memory.allocate(x.rows * 8);
  const weights = memory.allocate(x.rows * 8);
  const values = memory.floats(target, x.rows);
  const rowWeights = memory.floats(weights, x.rows);
  if (y.weights === undefined) rowWeights.fill(1);
  else rowWeights.set(y.weights);
  const total = rowWeights.reduce((sum, weight) => sum + weight, 0);
  // Sums of squares of distances from the mean lose no digits to the mean.
  const mean = y.values.reduce((sum, value, row) => sum + (value * at(rowWeights, row)) / total, 0);
  const offset = y.classCount > 0 ? 0 : mean;
  values.set(y.values.map((value) => value - offset));
  const ground = { memory, binned, bins, target, weights, width: leafWidthOf(y.classCount) };
  return { ground, grow: prepareGrowth(ground), values, offset };
}

function plant(
  { ground, grow, values, offset }: Ground,
  classes: number,
  options: ForestOptions,
  rng: Rng,
  control: FitControl,
): Forest {
  const { memory, bins, width } = ground;
  const { shouldStop = neverStop, onProgress } = control;
  const seeds = rng.split('trees');
  const grown: GrownTree[] = [];
  const outOfBag = { sums: new Float64Array(values.length * width), votes: new Int32Array(values.length) };
  memory.withThreads(() => {
    while (grown.length < options.trees) {
      checkStop(shouldStop);
      const wave = Math.min(memory.threads, options.trees - grown.length);
      const waveSeeds = Array.from({ length: wave }, (): [number, number] => [seeds.uint32(), seeds.uint32()]);
      for (const found of grow(options, options.bootstrap, waveSeeds)) {
        grown.push(found.tree);
        addVotes(outOfBag, found, width);
      }
      onProgress?.(grown.length / options.trees);
    }
  });
  return { trees: joinTrees(grown, bins, width), offset, ...scoreVotes(outOfBag, values, classes) };
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
