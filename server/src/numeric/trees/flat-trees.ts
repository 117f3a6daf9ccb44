import { at, intAt } from '../element.ts';
import type { FeatureBins } from './bins.ts';

/**
 * Trees as typed arrays. A node is an index; a tree is a stretch of them that begins with its root. Children stand
 * behind their parent, the right one next to the left one.
 */
export interface FlatTrees {
  readonly format: 1;
  readonly featureCount: number;
  /** Values a leaf holds. */
  readonly leafWidth: number;
  /** Root of each tree, ascending. */
  readonly roots: Int32Array;
  /** Of each node: −1 for a leaf, else feature × 4, + 2 where it splits by categories, + 1 where NaN goes left. */
  readonly splits: Int32Array;
  /** Of each node: its left child; of a leaf: its number. */
  readonly children: Int32Array;
  /** Of each node: x ≤ threshold goes left; of a split by categories: the number of its set; of a leaf: 0. */
  readonly thresholds: Float64Array;
  /** Of each node: weight of the training rows that came by. */
  readonly covers: Float64Array;
  /** Of each node: what its split improved; 0 for a leaf. */
  readonly gains: Float64Array;
  /** leaves × leafWidth, row-major. */
  readonly leafValues: Float64Array;
  /** Sets of bins, 8 words each: bit b is set where bin b goes left. */
  readonly categorySets: Int32Array;
  /** featureCount + 1: the bin of code c of feature f is categoryBins[categoryStarts[f] + c]; numeric features have none. */
  readonly categoryStarts: Int32Array;
  readonly categoryBins: Int32Array;
}

/** One tree in the same form, with nodes, leaves and sets counted from 0. */
export type GrownTree = Pick<
  FlatTrees,
  'splits' | 'children' | 'thresholds' | 'covers' | 'gains' | 'leafValues' | 'categorySets'
>;

/** Longest way from a root to a leaf that is ever grown or read. */
export const MAX_TREE_DEPTH = 512;
export const SET_WORDS = 8;

/** Adds `step` to each element of a node's kind that `applies` names. */
function shifted(source: Int32Array, splits: Int32Array, inner: number, leaf: number): Int32Array {
  return source.map((value, node) => value + (intAt(splits, node) < 0 ? leaf : inner));
}

function joinIntegers(parts: readonly Int32Array[]): Int32Array {
  const joined = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let end = 0;
  for (const part of parts) {
    joined.set(part, end);
    end += part.length;
  }
  return joined;
}

function joinFloats(parts: readonly Float64Array[]): Float64Array {
  const joined = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let end = 0;
  for (const part of parts) {
    joined.set(part, end);
    end += part.length;
  }
  return joined;
}

/**
 * Joins trees that were grown one by one.
 *
 * @param bins of the features, for the codes of categories
 * @param leafWidth values a leaf holds in every tree
 */
export function joinTrees(grown: readonly GrownTree[], bins: readonly FeatureBins[], leafWidth: number): FlatTrees {
  const roots: number[] = [];
  const children: Int32Array[] = [];
  const thresholds: Float64Array[] = [];
  let nodes = 0;
  let leaves = 0;
  let sets = 0;
  for (const tree of grown) {
    const { splits } = tree;
    const firstSet = sets;
    roots.push(nodes);
    children.push(shifted(tree.children, splits, nodes, leaves));
    thresholds.push(
      tree.thresholds.map((value, node) => (isCategorical(intAt(splits, node)) ? value + firstSet : value)),
    );
    nodes += splits.length;
    leaves += tree.leafValues.length / leafWidth;
    sets += tree.categorySets.length / SET_WORDS;
  }
  const categoryStarts = new Int32Array(bins.length + 1);
  bins.forEach(({ categoryBins }, f) => (categoryStarts[f + 1] = intAt(categoryStarts, f) + categoryBins.length));
  return {
    format: 1,
    featureCount: bins.length,
    leafWidth,
    roots: Int32Array.from(roots),
    splits: joinIntegers(grown.map((tree) => tree.splits)),
    children: joinIntegers(children),
    thresholds: joinFloats(thresholds),
    covers: joinFloats(grown.map((tree) => tree.covers)),
    gains: joinFloats(grown.map((tree) => tree.gains)),
    leafValues: joinFloats(grown.map((tree) => tree.leafValues)),
    categorySets: joinIntegers(grown.map((tree) => tree.categorySets)),
    categoryStarts,
    categoryBins: joinIntegers(bins.map(({ categoryBins }) => categoryBins)),
  };
}

/** Whether a node's split goes by categories. */
export function isCategorical(split: number): boolean {
  return split >= 0 && (split & 2) !== 0;
}

/** Whether a code's bin is in the node's set; a code that training did not know goes where NaN goes. */
function categoryGoesLeft(trees: FlatTrees, node: number, split: number, code: number): boolean {
  const feature = split >> 2;
  const start = intAt(trees.categoryStarts, feature);
  const end = intAt(trees.categoryStarts, feature + 1);
  if (!(Number.isInteger(code) && code >= 0 && code < end - start)) return (split & 1) === 1;
  const bin = intAt(trees.categoryBins, start + code);
  const word = intAt(trees.categorySets, at(trees.thresholds, node) * SET_WORDS + (bin >> 5));
  return ((word >>> (bin & 31)) & 1) === 1;
}

/**
 * The child of an inner node that a row goes to.
 *
 * @param row values, of which the row's begin at `offset`
 */
export function childOf(trees: FlatTrees, node: number, row: Float64Array, offset: number): number {
  const split = intAt(trees.splits, node);
  const left = intAt(trees.children, node);
  const value = at(row, offset + (split >> 2));
  if ((split & 2) !== 0) return categoryGoesLeft(trees, node, split, value) ? left : left + 1;
  if (value <= at(trees.thresholds, node)) return left;
  return Number.isNaN(value) && (split & 1) === 1 ? left : left + 1;
}

/** Sum of the gains of each feature's splits, as shares of the whole: p numbers that sum to 1, or zeros without splits. */
export function gainImportance(trees: FlatTrees): Float64Array {
  const gains = new Float64Array(trees.featureCount);
  let total = 0;
  trees.splits.forEach((split, node) => {
    if (split < 0) return;
    gains[split >> 2] = at(gains, split >> 2) + at(trees.gains, node);
    total += at(trees.gains, node);
  });
  return total > 0 ? gains.map((gain) => gain / total) : gains;
}
