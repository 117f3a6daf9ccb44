import { readContainer, writeContainer } from '../artifact/container.ts';
import { type Fields, fieldsOf } from '../artifact/fields.ts';
import {
  checkHyperparameterNames,
  checkStop,
  hyperparameterOf,
  type HyperparameterSpec,
  type Hyperparameters,
  neverStop,
} from '../estimators/estimator.ts';
import { NumericError } from '../numeric-error.ts';
import { createRng, type Rng } from '../rng/rng.ts';
import { createAls, openAls } from './als.ts';
import { evaluateRecommender, holdOutItems } from './evaluate-recommender.ts';
import type { Interactions } from './interactions.ts';
import { createItemItem, openItemItem } from './item-item.ts';
import { gatherNamed, type NamedInteractions } from './named-interactions.ts';
import { fitPopularity, openPopularity } from './popularity.ts';
import type { Recommender, RecommenderKind, RecommenderModel } from './recommender.ts';

/** What to learn from; the latest items are held out to measure on where times are known, else random ones. */
export interface RecommendationRequest extends NamedInteractions {
  readonly algorithm: RecommenderKind | 'auto';
  readonly hyperparameters?: Hyperparameters;
  readonly seed: number;
  readonly shouldStop?: () => boolean;
}

/** A recommender by names: plain data. */
export interface NamedRecommender {
  readonly kind: 'recommendations';
  readonly algorithm: RecommenderKind;
  readonly seed: number;
  readonly hyperparameters: Hyperparameters;
  /** Names by number. */
  readonly items: readonly string[];
  readonly model: RecommenderModel;
}

/** On the items held out, a fifth of each user's. NaN where nobody took two. */
export interface RecommendationQuality {
  readonly map_at_10: number;
  readonly hit_rate_at_10: number;
  readonly coverage_at_10: number;
}

export interface RecommendationTraining {
  readonly model: NamedRecommender;
  readonly metrics: RecommendationQuality;
  /** Of popularity, the baseline. */
  readonly baseline: RecommendationQuality;
  readonly trials: readonly { readonly algorithm: RecommenderKind; readonly metrics: RecommendationQuality }[];
}

/** An item for somebody. */
export interface NamedItem {
  readonly item: string;
  readonly score: number;
}

const KINDS: readonly RecommenderKind[] = ['popularity', 'item_item', 'als'];
const LENGTH = 10;
const HELD_OUT = 0.2;
/** Kind of artifact in the high 16 bits, format version in the low ones. */
const FORMAT_VERSION = 0x0003_0001;

const FACTORS: HyperparameterSpec = { name: 'factors', defaultValue: 32, min: 1, max: 256, grid: [32] };
const REGULARIZATION: HyperparameterSpec = {
  name: 'regularization',
  defaultValue: 0.05,
  min: 1e-6,
  max: 100,
  grid: [0.05],
};
const CONFIDENCE: HyperparameterSpec = { name: 'confidence', defaultValue: 10, min: 0.01, max: 1000, grid: [10] };
const ITERATIONS: HyperparameterSpec = { name: 'iterations', defaultValue: 12, min: 1, max: 100, grid: [12] };
const NEIGHBOURS: HyperparameterSpec = { name: 'neighbours', defaultValue: 50, min: 1, max: 1000, grid: [50] };
const SHRINKAGE: HyperparameterSpec = { name: 'shrinkage', defaultValue: 10, min: 0, max: 1000, grid: [10] };

/** What each algorithm can be told; `auto` takes nothing. */
export const recommenderHyperparameters: Readonly<Record<RecommenderKind | 'auto', readonly HyperparameterSpec[]>> = {
  popularity: [],
  item_item: [NEIGHBOURS, SHRINKAGE],
  als: [FACTORS, REGULARIZATION, CONFIDENCE, ITERATIONS],
  auto: [],
};

function fitOne(
  kind: RecommenderKind,
  x: Interactions,
  params: Hyperparameters,
  rng: Rng,
  onStep: () => void,
): Recommender {
  const value = (spec: HyperparameterSpec): number => hyperparameterOf(spec, params);
  if (kind === 'popularity') return fitPopularity(x);
  if (kind === 'item_item') {
    return createItemItem({ neighbours: Math.round(value(NEIGHBOURS)), shrinkage: value(SHRINKAGE) })(x, { onStep });
  }
  const options = {
    factors: Math.round(value(FACTORS)),
    regularization: value(REGULARIZATION),
    confidence: value(CONFIDENCE),
    iterations: Math.round(value(ITERATIONS)),
  };
  return createAls(options, rng.split('als'))(x, { onStep });
}

/**
 * Learns what to offer to whom: `popularity`, `item_item` (Sarwar et al. 2001), `als` (Hu, Koren & Volinsky 2008), or
 * `auto`, the one with the highest mean average precision at 10 on a fifth of each user's items, the latest where times
 * are known. Then all interactions are learnt from. The same request gives the same bytes.
 *
 * @throws NumericError too_few_rows (20 interactions), shape_mismatch, duplicate_column, not_finite (an infinite weight),
 *   invalid_hyperparameter, unknown_hyperparameter, stopped
 */
export function trainRecommender(request: RecommendationRequest): RecommendationTraining {
  const { algorithm, hyperparameters = {}, seed, shouldStop = neverStop } = request;
  checkHyperparameterNames(algorithm, recommenderHyperparameters[algorithm], hyperparameters);
  const { x, items, times } = gatherNamed(request);
  const rng = createRng(seed);
  const split = holdOutItems(x, HELD_OUT, rng.split('held out'), times);
  const onStep = (): void => checkStop(shouldStop);
  const measure = (kind: RecommenderKind): RecommendationQuality => {
    onStep();
    const found = evaluateRecommender(fitOne(kind, split.training, hyperparameters, rng, onStep), split, LENGTH);
    return { map_at_10: found.map, hit_rate_at_10: found.hitRate, coverage_at_10: found.coverage };
  };
  const baseline = measure('popularity');
  const kinds = algorithm === 'auto' ? KINDS : [algorithm];
  const trials = kinds.map((kind) => ({ algorithm: kind, metrics: kind === 'popularity' ? baseline : measure(kind) }));
  const best = trials.reduce((top, trial) => (trial.metrics.map_at_10 > top.metrics.map_at_10 ? trial : top));
  const { model } = fitOne(best.algorithm, x, hyperparameters, rng, onStep);
  return {
    model: { kind: 'recommendations', algorithm: best.algorithm, seed, hyperparameters, items, model },
    metrics: best.metrics,
    baseline,
    trials,
  };
}

function open(model: RecommenderModel): Recommender {
  if (model.kind === 'popularity') return openPopularity(model);
  return model.kind === 'item_item' ? openItemItem(model) : openAls(model);
}

/** Opens a model that was read or learnt; do so once, not once an answer. */
export function openRecommender({ items, model }: NamedRecommender): {
  /** Items for somebody who has these (name and how much), best first; unknown names are passed over. */
  recommend(history: ReadonlyMap<string, number>, count: number): NamedItem[];
  /** Items that go with one, nearest first; none for a name that is not known. */
  similarItems(item: string, count: number): NamedItem[];
  /** Whether training saw an item of this name. */
  knows(item: string): boolean;
} {
  const opened = open(model);
  const places = new Map(items.map((name, item) => [name, item]));
  const named = (list: readonly { readonly item: number; readonly score: number }[]): NamedItem[] =>
    list.map(({ item, score }) => ({ item: items[item] ?? '', score }));
  return {
    recommend(history, count) {
      const known = [...history].flatMap(([name, weight]) => {
        const item = places.get(name);
        return item === undefined || !(weight > 0) ? [] : [{ item, weight }];
      });
      const own = {
        items: Int32Array.from(known, ({ item }) => item),
        weights: Float64Array.from(known, ({ weight }) => weight),
      };
      return named(opened.recommend(own, count));
    },
    similarItems(name, count) {
      const item = places.get(name);
      return item === undefined ? [] : named(opened.similarItems(item, count));
    },
    knows: (name) => places.has(name),
  };
}

/** Writes a model as one buffer; equal models give equal bytes. */
export function encodeRecommender(model: NamedRecommender): Uint8Array {
  return writeContainer(FORMAT_VERSION, model);
}

function readModel(fields: Fields, itemCount: number): RecommenderModel {
  const kind = fields.oneOf('kind', KINDS);
  if (kind === 'popularity') return { kind, itemCount, scores: fields.floats('scores', itemCount) };
  if (kind === 'item_item') {
    const neighbours = fields.integers('neighbours');
    const starts = fields.integers('starts', itemCount + 1);
    const isOrdered = starts.every((start, item) => start >= (item === 0 ? 0 : (starts[item - 1] ?? 0)));
    const isKnown = neighbours.every((item) => item >= 0 && item < itemCount);
    if (!isOrdered || !isKnown || starts.at(-1) !== neighbours.length) {
      throw new NumericError('artifact_corrupted', { where: 'model.neighbours' });
    }
    return { kind, itemCount, starts, neighbours, similarities: fields.floats('similarities', neighbours.length) };
  }
  const factors = fields.number('factors');
  return {
    kind,
    itemCount,
    factors,
    regularization: fields.number('regularization'),
    confidence: fields.number('confidence'),
    itemFactors: fields.floats('itemFactors', itemCount * factors),
  };
}

/** @throws NumericError artifact_not_recognized, artifact_version_unsupported, artifact_truncated, artifact_corrupted */
export function decodeRecommender(bytes: Uint8Array): NamedRecommender {
  const fields = fieldsOf(readContainer(FORMAT_VERSION, bytes), 'model');
  const items = fields.texts('items');
  return {
    kind: 'recommendations',
    algorithm: fields.oneOf('algorithm', KINDS),
    seed: fields.number('seed'),
    hyperparameters: fields.object('hyperparameters').numbersByName(),
    items,
    model: readModel(fields.object('model'), items.length),
  };
}
