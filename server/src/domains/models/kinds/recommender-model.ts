import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';
import {
  decodeRecommender,
  encodeRecommender,
  type FeatureDescription,
  type NamedRecommender,
  NumericError,
  openRecommender,
  readContainer,
  writeContainer,
} from '../../../numeric/index.ts';
import { fromWords, toWords } from './nested-bytes.ts';

/** Kind 6 in the high half, format version in the low one. */
const CONTAINER = 0x0006_0001;

const headSchema = Type.Object({
  /** The columns that say whose a row was, and what was taken. */
  who: Type.String(),
  what: Type.String(),
  users: Type.Array(Type.String()),
});

/** A recommender, and what everybody had taken when it was trained, so that it can be asked by name. */
export type LearntRecommender = Static<typeof headSchema> & {
  recommender: NamedRecommender;
  /** users + 1: where the items of each begin. */
  starts: Int32Array;
  /** Numbers of the recommender's items. */
  taken: Int32Array;
  weights: Float64Array;
};

/** The same, ready to answer. */
export interface RecommenderModel extends LearntRecommender {
  readonly kind: 'recommendations';
  open: ReturnType<typeof openRecommender>;
  places: ReadonlyMap<string, number>;
}

export function encodeRecommendations({ recommender, ...learnt }: LearntRecommender): Uint8Array {
  const { who, what, users, starts, taken, weights } = learnt;
  const nested = encodeRecommender(recommender);
  const payload = { starts, taken, weights, recommender: toWords(nested), recommenderBytes: nested.byteLength };
  return writeContainer(CONTAINER, { head: { who, what, users }, ...payload });
}

const payloadSchema = Type.Object({
  head: headSchema,
  starts: Type.Unknown(),
  taken: Type.Unknown(),
  weights: Type.Unknown(),
  recommender: Type.Unknown(),
  recommenderBytes: Type.Integer({ minimum: 0 }),
});

/** @throws NumericError artifact_… */
export function decodeRecommendations(bytes: Uint8Array): RecommenderModel {
  const payload = readContainer(CONTAINER, bytes);
  if (!Value.Check(payloadSchema, payload)) throw corrupted();
  const { head, starts, taken, weights, recommender: words, recommenderBytes } = payload;
  const isWhole = starts instanceof Int32Array && taken instanceof Int32Array && weights instanceof Float64Array;
  if (!isWhole || !(words instanceof Int32Array)) throw corrupted();
  const fits = starts.length === head.users.length + 1 && starts.at(-1) === taken.length;
  if (!fits || weights.length !== taken.length) throw corrupted();
  const recommender = decodeRecommender(fromWords(words, recommenderBytes));
  const open = openRecommender(recommender);
  const places = new Map(head.users.map((name, place) => [name, place]));
  return { kind: 'recommendations', ...head, recommender, starts, taken, weights, open, places };
}

const corrupted = () => new NumericError('artifact_corrupted', { where: 'recommendations' });

/** What somebody had taken when it was trained; null of a stranger. */
export function historyOf(model: RecommenderModel, user: string): Map<string, number> | null {
  const place = model.places.get(user);
  if (place === undefined) return null;
  const [from = 0, to = 0] = model.starts.subarray(place, place + 2);
  const names = model.recommender.items;
  const own = Array.from(model.taken.subarray(from, to), (item, at): [string, number] => [
    names[item] ?? '',
    model.weights[from + at] ?? 0,
  ]);
  return new Map(own);
}

/** Who, or what was taken: one of the two is asked with. */
export function recommenderFeatures({ who, what, users, recommender }: LearntRecommender): FeatureDescription[] {
  return [
    { name: who, type: 'text', example: users[0] ?? '' },
    { name: what, type: 'text', example: recommender.items[0] ?? '' },
  ];
}
