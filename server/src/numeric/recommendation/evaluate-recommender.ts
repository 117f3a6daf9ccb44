import { at, intAt } from '../element.ts';
import type { Rng } from '../rng/rng.ts';
import { columnsOf, gatherInteractions, type Interactions, weightsOf } from './interactions.ts';
import type { Recommender } from './recommender.ts';

/** How good lists of a fixed length are. */
export interface RecommendationMetrics {
  /** Mean average precision at the length: 0 … 1. */
  readonly map: number;
  /** Share of users with at least one hit. */
  readonly hitRate: number;
  /** Share of all items that appear in anybody's list. */
  readonly coverage: number;
  /** Users that something was held out for. */
  readonly users: number;
}

/** Interactions parted in two: what is learnt from, and what must be guessed. */
export interface RecommendationSplit {
  readonly training: Interactions;
  /** Items held out of each user, none for those with fewer than two. */
  readonly held: readonly Int32Array[];
}

/**
 * Holds out a share of each user's items, at least one, never all.
 *
 * @param times of each interaction in the order of `x`: the latest are held out; without, random ones
 */
export function holdOutItems(x: Interactions, share: number, rng: Rng, times?: Float64Array): RecommendationSplit {
  const users: number[] = [];
  const items: number[] = [];
  const weights: number[] = [];
  const held = Array.from({ length: x.rows }, (_, user) => {
    const own = columnsOf(x, user);
    const start = intAt(x.starts, user);
    const order = Int32Array.from(own.keys());
    rng.split(`user ${user}`).shuffle(order);
    if (times !== undefined) order.sort((a, b) => at(times, start + b) - at(times, start + a));
    const count = own.length < 2 ? 0 : Math.min(own.length - 1, Math.max(1, Math.round(own.length * share)));
    for (const place of order.subarray(count)) {
      users.push(user);
      items.push(intAt(own, place));
      weights.push(at(weightsOf(x, user), place));
    }
    return order.subarray(0, count).map((place) => intAt(own, place));
  });
  const training = gatherInteractions(
    { users: Int32Array.from(users), userCount: x.rows },
    { items: Int32Array.from(items), itemCount: x.columns },
    Float64Array.from(weights),
  );
  return { training, held };
}

/** Average precision of a list: hits weighed by the share of hits above them, over as many as there could be. */
function averagePrecision(list: readonly number[], wanted: ReadonlySet<number>, length: number): number {
  let hits = 0;
  let sum = 0;
  for (const [place, item] of list.entries()) {
    if (!wanted.has(item)) continue;
    hits += 1;
    sum += hits / (place + 1);
  }
  return sum / Math.min(length, wanted.size);
}

/**
 * What lists of `length` items are worth for the users something was held out of.
 *
 * @returns NaN for map and hit rate where nothing was held out of anybody
 */
export function evaluateRecommender(
  recommender: Recommender,
  { training, held }: RecommendationSplit,
  length = 10,
): RecommendationMetrics {
  const shown = new Set<number>();
  let [precision, hit, users] = [0, 0, 0];
  for (const [user, items] of held.entries()) {
    if (items.length === 0) continue;
    const history = { items: columnsOf(training, user), weights: weightsOf(training, user) };
    const list = recommender.recommend(history, length).map(({ item }) => item);
    for (const item of list) shown.add(item);
    const wanted = new Set(items);
    users += 1;
    precision += averagePrecision(list, wanted, length);
    hit += Number(list.some((item) => wanted.has(item)));
  }
  return {
    map: precision / users,
    hitRate: hit / users,
    coverage: training.columns === 0 ? 0 : shown.size / training.columns,
    users,
  };
}
