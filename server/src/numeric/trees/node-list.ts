import { intAt } from '../element.ts';
import type { FeatureBins } from './bins.ts';
import type { GrownTree } from './flat-trees.ts';
import { setWords } from './split-search.ts';

/** What an inner node asks. */
export interface BinSplit {
  readonly feature: number;
  readonly gain: number;
  /** Of numbers: x ≤ threshold goes left. */
  readonly threshold: number;
  readonly missingLeft: boolean;
  /** 1 for each bin that goes left; of numbers not looked at. */
  readonly goesLeft: Uint8Array;
}

/** A tree under construction. All nodes are leaves until they are split. */
export interface NodeList {
  /** Number of a new leaf. */
  add(cover: number): number;
  /** Makes an inner node of a leaf; returns the number of its left child, the right one is the next. */
  split(node: number, split: BinSplit, leftCover: number, rightCover: number): number;
  /** The tree, with the values of each leaf, `width` of them. */
  finish(width: number, valuesOf: (node: number) => ArrayLike<number>): GrownTree;
}

/** An empty tree over features with these bins. */
export function createNodeList(bins: readonly FeatureBins[]): NodeList {
  const splits: number[] = [];
  const children: number[] = [];
  const thresholds: number[] = [];
  const covers: number[] = [];
  const gains: number[] = [];
  const sets: number[] = [];
  const add = (cover: number): number => {
    splits.push(-1);
    children.push(0);
    thresholds.push(0);
    gains.push(0);
    return covers.push(cover) - 1;
  };
  return {
    add,
    split(node, { feature, gain, threshold, missingLeft, goesLeft }, leftCover, rightCover) {
      const categorical = bins[feature]?.categorical === true;
      splits[node] = feature * 4 + (categorical ? 2 : 0) + (missingLeft ? 1 : 0);
      gains[node] = gain;
      if (categorical) {
        thresholds[node] = sets.length / 8;
        sets.push(...setWords(goesLeft));
      } else thresholds[node] = threshold;
      const left = add(leftCover);
      add(rightCover);
      children[node] = left;
      return left;
    },
    finish(width, valuesOf) {
      const values: number[] = [];
      const kept = Int32Array.from(splits);
      const leafOrChild = Int32Array.from(children, (child, node) => {
        if (intAt(kept, node) >= 0) return child;
        const own = valuesOf(node);
        for (let k = 0; k < width; k += 1) values.push(own[k] ?? 0);
        return values.length / width - 1;
      });
      return {
        splits: kept,
        children: leafOrChild,
        thresholds: Float64Array.from(thresholds),
        covers: Float64Array.from(covers),
        gains: Float64Array.from(gains),
        leafValues: Float64Array.from(values),
        categorySets: Int32Array.from(sets),
      };
    },
  };
}
