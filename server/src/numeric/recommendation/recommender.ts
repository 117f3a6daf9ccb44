import type { Interactions } from './interactions.ts';
import type { RankedItem } from './ranking.ts';

export type RecommenderKind = RecommenderModel['kind'];

/** A score of each item, −Infinity for one that nobody took. */
export interface PopularityModel {
  readonly kind: 'popularity';
  readonly itemCount: number;
  readonly scores: Float64Array;
}

/** The nearest items of each item, nearest first: those of item i from starts[i] on. */
export interface ItemItemModel {
  readonly kind: 'item_item';
  readonly itemCount: number;
  readonly starts: Int32Array;
  readonly neighbours: Int32Array;
  readonly similarities: Float64Array;
}

/** Factors of the items, and what folds somebody in among them. */
export interface AlsModel {
  readonly kind: 'als';
  readonly itemCount: number;
  readonly factors: number;
  readonly regularization: number;
  readonly confidence: number;
  /** itemCount × factors. */
  readonly itemFactors: Float64Array;
}

/** What a recommender has learnt, as plain data that an artifact holds. */
export type RecommenderModel = PopularityModel | ItemItemModel | AlsModel;

/** A model ready to answer. */
export interface Recommender {
  readonly kind: RecommenderKind;
  readonly model: RecommenderModel;
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
