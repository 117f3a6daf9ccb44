import { at, intAt } from '../element.ts';
import { columnsOf, type Interactions, transpose, weightsOf } from './interactions.ts';
import { highest, type RankedItem } from './ranking.ts';
import type { FitRecommender, ItemHistory, Recommender, ItemItemModel } from './recommender.ts';

/** How neighbours are found. */
export interface ItemItemOptions {
  /** Kept an item; default 50. */
  readonly neighbours?: number;
  /** Common users that a similarity is damped by; default 10. */
  readonly shrinkage?: number;
}

/** Longer histories, such as a reseller's, say little about pairs and cost their square. */
const MAX_HISTORY = 500;

/** ln(1 + weight): ten of something do not mean ten times as much. */
function strength(weight: number): number {
  return Math.log1p(weight);
}

function normsOf(byItem: Interactions): Float64Array {
  return Float64Array.from({ length: byItem.rows }, (_, item) =>
    Math.sqrt(weightsOf(byItem, item).reduce((sum, weight) => sum + strength(weight) ** 2, 0)),
  );
}

/**
 * Item-to-item collaborative filtering (Sarwar et al. 2001; Linden, Smith & York 2003): cosine of the users' damped
 * weights, shrunk towards 0 where few users have both (Bell & Koren 2007, equation 5).
 */
export function createItemItem({ neighbours = 50, shrinkage = 10 }: ItemItemOptions = {}): FitRecommender {
  return (x, { onStep } = {}) => {
    const byItem = transpose(x);
    const norms = normsOf(byItem);
    const products = new Float64Array(x.columns);
    const common = new Int32Array(x.columns);
    const nearest = Array.from({ length: x.columns }, (_, item): RankedItem[] => {
      onStep?.();
      products.fill(0);
      common.fill(0);
      const users = columnsOf(byItem, item);
      const weights = weightsOf(byItem, item);
      for (const [place, user] of users.entries()) {
        const others = columnsOf(x, user);
        if (others.length > MAX_HISTORY) continue;
        const own = strength(at(weights, place));
        const theirs = weightsOf(x, user);
        for (let i = 0; i < others.length; i += 1) {
          const other = intAt(others, i);
          products[other] = at(products, other) + own * strength(at(theirs, i));
          common[other] = intAt(common, other) + 1;
        }
      }
      const scores = products.map((product, other) => {
        const shared = intAt(common, other);
        if (shared === 0) return Number.NEGATIVE_INFINITY;
        return (product / (at(norms, item) * at(norms, other))) * (shared / (shared + shrinkage));
      });
      return highest(scores, neighbours, new Set([item]));
    });
    const starts = new Int32Array(x.columns + 1);
    for (const [item, list] of nearest.entries()) starts[item + 1] = intAt(starts, item) + list.length;
    return openItemItem({
      kind: 'item_item',
      itemCount: x.columns,
      starts,
      neighbours: Int32Array.from(nearest.flatMap((list) => list.map(({ item }) => item))),
      similarities: Float64Array.from(nearest.flatMap((list) => list.map(({ score }) => score))),
    });
  };
}

export function openItemItem(model: ItemItemModel): Recommender {
  const { kind, itemCount, starts, neighbours, similarities } = model;
  const nearestOf = (item: number): RankedItem[] => {
    if (item >= itemCount) return [];
    const [from, to] = [intAt(starts, item), intAt(starts, item + 1)];
    return Array.from(neighbours.subarray(from, to), (other, i) => ({
      item: other,
      score: at(similarities, from + i),
    }));
  };
  return {
    kind,
    model,
    recommend({ items, weights }: ItemHistory, count) {
      const scores = new Float64Array(itemCount).fill(Number.NEGATIVE_INFINITY);
      for (const [place, item] of items.entries()) {
        for (const { item: other, score } of nearestOf(item)) {
          scores[other] = Math.max(at(scores, other), 0) + score * strength(at(weights, place));
        }
      }
      return highest(scores, count, new Set(items));
    },
    similarItems: (item, count) => nearestOf(item).slice(0, count),
  };
}
