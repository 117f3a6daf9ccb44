import { at, intAt } from '../element.ts';
import { childOf, type FlatTrees } from './flat-trees.ts';

/**
 * Mean of each output over the training rows, by the covers of the leaves: what `addLeaves` gives on average.
 *
 * @param width outputs a row
 */
export function expectedOutputs(trees: FlatTrees, width: number): Float64Array {
  const { roots, splits, children, covers, leafValues, leafWidth } = trees;
  const expected = new Float64Array(width);
  roots.forEach((root, tree) => {
    const end = tree + 1 < roots.length ? intAt(roots, tree + 1) : splits.length;
    const output = leafWidth === 1 ? tree % width : 0;
    for (let node = root; node < end; node += 1) {
      if (intAt(splits, node) >= 0) continue;
      const share = at(covers, node) / at(covers, root);
      const leaf = intAt(children, node) * leafWidth;
      for (let k = 0; k < leafWidth; k += 1) {
        expected[output + k] = at(expected, output + k) + share * at(leafValues, leaf + k);
      }
    }
  });
  return expected;
}

/**
 * The features met on the way from a root, each once: with which share of the training rows a row without this feature
 * would have gone the same way (`zeros`), whether the explained row does (`ones`), and the weights of subsets by size.
 * The way of depth d lies behind those of smaller depths, so that coming back needs no copy.
 */
interface Ways {
  readonly features: Int32Array;
  readonly zeros: Float64Array;
  readonly ones: Float64Array;
  readonly weights: Float64Array;
}

function depthOf(trees: FlatTrees): number {
  const depths = new Int32Array(trees.splits.length);
  let deepest = 0;
  trees.splits.forEach((split, node) => {
    if (split < 0) return;
    const depth = intAt(depths, node) + 1;
    const left = intAt(trees.children, node);
    depths.fill(depth, left, left + 2);
    deepest = Math.max(deepest, depth);
  });
  return deepest;
}

/** EXTEND of the algorithm: a feature more on the way that begins at `start` and is `length` long. */
function extend(ways: Ways, start: number, length: number, feature: number, zero: number, one: number): void {
  const { features, zeros, ones, weights } = ways;
  features[start + length] = feature;
  zeros[start + length] = zero;
  ones[start + length] = one;
  weights[start + length] = length === 0 ? 1 : 0;
  for (let i = length - 1; i >= 0; i -= 1) {
    const weight = at(weights, start + i);
    weights[start + i + 1] = at(weights, start + i + 1) + (one * weight * (i + 1)) / (length + 1);
    weights[start + i] = (zero * weight * (length - i)) / (length + 1);
  }
}

/** UNWIND of the algorithm: takes element `index` off the way whose last element is `last`. */
function unwind(ways: Ways, start: number, last: number, index: number): void {
  const { features, zeros, ones, weights } = ways;
  const one = at(ones, start + index);
  const zero = at(zeros, start + index);
  let next = at(weights, start + last);
  for (let i = last - 1; i >= 0; i -= 1) {
    const weight = at(weights, start + i);
    if (one === 0) weights[start + i] = (weight * (last + 1)) / (zero * (last - i));
    else {
      weights[start + i] = (next * (last + 1)) / ((i + 1) * one);
      next = weight - (at(weights, start + i) * zero * (last - i)) / (last + 1);
    }
  }
  for (let i = index; i < last; i += 1) {
    features[start + i] = intAt(features, start + i + 1);
    zeros[start + i] = at(zeros, start + i + 1);
    ones[start + i] = at(ones, start + i + 1);
  }
}

/** Sum of the weights of the way after UNWIND of element `index`, which stays. */
function unwoundSum(ways: Ways, start: number, last: number, index: number): number {
  const { zeros, ones, weights } = ways;
  const one = at(ones, start + index);
  const zero = at(zeros, start + index);
  let next = at(weights, start + last);
  let sum = 0;
  for (let i = last - 1; i >= 0; i -= 1) {
    const weight = at(weights, start + i);
    if (one === 0) {
      sum += weight / (zero * (last - i));
      continue;
    }
    const own = next / ((i + 1) * one);
    sum += own;
    next = weight - own * zero * (last - i);
  }
  return sum * (last + 1);
}

/** What one explanation works on. */
interface Explanation {
  readonly trees: FlatTrees;
  readonly row: Float64Array;
  readonly ways: Ways;
  /** outputs × p. */
  readonly contributions: Float64Array;
  /** First output of the tree at hand. */
  output: number;
}

function addLeaf({ trees, ways, contributions, output }: Explanation, node: number, start: number, last: number): void {
  const { featureCount, leafWidth, leafValues } = trees;
  const leaf = intAt(trees.children, node) * leafWidth;
  for (let i = 1; i <= last; i += 1) {
    const weight = unwoundSum(ways, start, last, i) * (at(ways.ones, start + i) - at(ways.zeros, start + i));
    for (let k = 0; k < leafWidth; k += 1) {
      const to = (output + k) * featureCount + intAt(ways.features, start + i);
      contributions[to] = at(contributions, to) + weight * at(leafValues, leaf + k);
    }
  }
}

/** RECURSE of the algorithm: `start` and `length` are the parent's way, extended by the feature it splits by. */
function follow(
  explanation: Explanation,
  node: number,
  way: { readonly start: number; readonly length: number },
  feature: number,
  zero: number,
  one: number,
): void {
  const { trees, ways, row } = explanation;
  const start = way.start + way.length;
  for (const list of [ways.features, ways.zeros, ways.ones, ways.weights]) {
    list.copyWithin(start, way.start, start);
  }
  extend(ways, start, way.length, feature, zero, one);
  let last = way.length;
  const split = intAt(trees.splits, node);
  if (split < 0) {
    addLeaf(explanation, node, start, last);
    return;
  }
  const own = split >> 2;
  let ownZero = 1;
  let ownOne = 1;
  const known = ways.features.subarray(start + 1, start + last + 1).indexOf(own) + 1;
  if (known > 0) {
    ownZero = at(ways.zeros, start + known);
    ownOne = at(ways.ones, start + known);
    unwind(ways, start, last, known);
    last -= 1;
  }
  const left = intAt(trees.children, node);
  const hot = childOf(trees, node, row, 0);
  const cold = hot === left ? left + 1 : left;
  const next = { start, length: last + 1 };
  const cover = at(trees.covers, node);
  follow(explanation, hot, next, own, (ownZero * at(trees.covers, hot)) / cover, ownOne);
  follow(explanation, cold, next, own, (ownZero * at(trees.covers, cold)) / cover, 0);
}

/**
 * Shapley values of one row: how far each feature moves each output away from `expectedOutputs`, where a feature that
 * is unknown sends a row both ways, by the shares of the training rows (path-dependent TreeSHAP: Lundberg, Erion & Lee
 * 2018, "Consistent individualized feature attribution for tree ensembles", algorithm 2; Lundberg et al. 2020). Exact,
 * O(leaves × depth²); expected output + sum of contributions = sum of the leaves.
 *
 * @param row p values; NaN is missing
 * @param width outputs a row, as for `addLeaves`
 * @returns width × p, row-major
 */
export function treeShap(trees: FlatTrees, row: Float64Array, width: number): Float64Array {
  const deepest = depthOf(trees) + 2;
  const room = ((deepest + 1) * (deepest + 2)) / 2 + deepest;
  const ways: Ways = {
    features: new Int32Array(room),
    zeros: new Float64Array(room),
    ones: new Float64Array(room),
    weights: new Float64Array(room),
  };
  const contributions = new Float64Array(width * trees.featureCount);
  const explanation: Explanation = { trees, row, ways, contributions, output: 0 };
  trees.roots.forEach((root, tree) => {
    explanation.output = trees.leafWidth === 1 ? tree % width : 0;
    follow(explanation, root, { start: 0, length: 0 }, -1, 1, 1);
  });
  return contributions;
}
