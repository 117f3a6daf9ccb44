import { at } from '../element.ts';
import type { FlatTrees } from './flat-trees.ts';
import { packedTrees } from './packed-trees.ts';

/**
 * Mean of each output over the training rows, by the covers of the leaves: what `addLeaves` gives on average.
 *
 * @param width outputs a row
 */
export function expectedOutputs(trees: FlatTrees, width: number): Float64Array {
  const { means } = packedTrees(trees);
  const expected = new Float64Array(width);
  for (let i = 0; i < means.length; i += 1) expected[i % width] = at(expected, i % width) + at(means, i);
  return expected;
}

/**
 * Shapley values of one row: how far each feature moves each output away from `expectedOutputs`, where a feature that
 * is unknown sends a row both ways, by the shares of the training rows (the path-dependent values of Lundberg, Erion &
 * Lee 2018, "Consistent individualized feature attribution for tree ensembles"). Expected output + sum of contributions
 * = sum of the leaves.
 *
 * The value of feature i at a leaf worth v is v (oᵢ − zᵢ) ∫₀¹ Π (zⱼ + (oⱼ − zⱼ) t) dt over the other features j of its
 * way, where zⱼ is the share of the training rows that j's tests let through and oⱼ is 1 where the row satisfies them
 * all, else 0 (Owen 1972, "Multilinear extensions of games"). The integrand is a polynomial, so Gauss and Legendre's
 * rule with half as many points as a way has features is exact; subtrees are summed up point by point, as in Yu et al.
 * 2022, "Linear TreeShap". O(nodes × features of a way).
 *
 * @param row p values; NaN is missing
 * @param width outputs a row, as for `addLeaves`
 * @returns width × p, row-major
 */
export function treeShap(trees: FlatTrees, row: Float64Array, width: number): Float64Array {
  return Float64Array.from(packedTrees(trees).contributions(row, width));
}
