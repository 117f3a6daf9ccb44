import { at } from '../element.ts';
import { type Interactions, transpose, weightsOf } from './interactions.ts';
import { highest } from './ranking.ts';
import type { Recommender, PopularityModel } from './recommender.ts';

/** The same items for everybody: those that most users took; of equals, those that were taken most. */
export function fitPopularity(x: Interactions): Recommender {
  const byItem = transpose(x);
  const scores = new Float64Array(x.columns);
  let top = 0;
  for (let item = 0; item < x.columns; item += 1) {
    const taken = weightsOf(byItem, item).reduce((sum, weight) => sum + weight, 0);
    scores[item] = taken;
    top = Math.max(top, taken);
  }
  for (let item = 0; item < x.columns; item += 1) {
    const users = weightsOf(byItem, item).length;
    // Below one user's worth, how much was taken decides.
    scores[item] = users === 0 ? Number.NEGATIVE_INFINITY : users + at(scores, item) / (2 * top);
  }
  return openPopularity({ kind: 'popularity', itemCount: x.columns, scores });
}

export function openPopularity(model: PopularityModel): Recommender {
  const { kind, scores } = model;
  return {
    kind,
    model,
    recommend: ({ items }, count) => highest(scores, count, new Set(items)),
    similarItems: (item, count) => highest(scores, count, new Set([item])),
  };
}
