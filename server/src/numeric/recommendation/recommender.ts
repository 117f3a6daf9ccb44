import type { Interactions } from './interactions.ts';
import type { RankedItem } from './ranking.ts';

/** What a recommender has learnt. */
export interface Recommender {
  readonly kind: 'popularity' | 'item_item' | 'als';
  /**
   * Items for somebody, best first, never one that the history has already.
   *
   * @param history items, and how much of each; also of somebody whom training never saw
   */
  recommend(history: ItemHistory, count: number): RankedItem[];
  /** Items that go with an item, nearest first; none for an item without interactions. */
  similarItems(item: number, count: number): RankedItem[];
}

/** What one user took. Items that training did not know are passed over. */
export interface ItemHistory {
  readonly items: Int32Array;
  readonly weights: Float64Array;
}

/** Control of longer fits. */
export interface RecommenderControl {
  /** Called between pieces of work; may throw to end it. */
  readonly onStep?: () => void;
}

/** Learns from users as rows and items as columns. */
export type FitRecommender = (x: Interactions, control?: RecommenderControl) => Recommender;
