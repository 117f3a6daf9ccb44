import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NumericError } from '../numeric-error.ts';
import { createRng } from '../rng/rng.ts';
import { createAls } from './als.ts';
import { findAssociationRules, overlapChance } from './association-rules.ts';
import { evaluateRecommender, holdOutItems } from './evaluate-recommender.ts';
import { columnsOf, gatherInteractions, type Interactions, transpose, weightsOf } from './interactions.ts';
import { createItemItem } from './item-item.ts';
import { fitPopularity } from './popularity.ts';
import { highest } from './ranking.ts';

/** Interactions from one list of items a user, each of weight 1. */
function basketsOf(lists: readonly (readonly number[])[], itemCount: number): Interactions {
  const users = lists.flatMap((items, user) => items.map(() => user));
  const items = lists.flat();
  return gatherInteractions(
    { users: Int32Array.from(users), userCount: lists.length },
    { items: Int32Array.from(items), itemCount },
    new Float64Array(items.length).fill(1),
  );
}

const history = (...items: number[]) => ({
  items: Int32Array.from(items),
  weights: new Float64Array(items.length).fill(1),
});
const isError = (code: string) => (error: unknown) => error instanceof NumericError && error.code === code;

function stop(): never {
  throw new Error('enough');
}

/** Users of four tastes; each takes from the ten items of its own and now and then a popular one. */
function tastes(users: number, seed: number): Interactions {
  const rng = createRng(seed);
  return basketsOf(
    Array.from({ length: users }, (_, user) => {
      const items = new Set<number>();
      while (items.size < 6) {
        items.add(rng.uniform() < 0.75 ? (user % 4) * 10 + rng.integer(10) : 40 + Math.floor(rng.uniform() ** 2 * 20));
      }
      return [...items];
    }),
    60,
  );
}

test('interactions of one user with one item are added up, in order, and the rest is refused', () => {
  const x = gatherInteractions(
    { users: Int32Array.of(1, 0, 1, 1, 1), userCount: 3 },
    { items: Int32Array.of(2, 1, 0, 2, 1), itemCount: 3 },
    Float64Array.of(1, 5, 2, 3, 0),
  );
  assert.deepEqual([...x.starts], [0, 1, 3, 3]);
  assert.deepEqual([...columnsOf(x, 1)], [0, 2]);
  assert.deepEqual([...weightsOf(x, 1)], [2, 4]);
  const one = { users: Int32Array.of(0), userCount: 1 };
  const item = { items: Int32Array.of(0), itemCount: 1 };
  assert.throws(() => gatherInteractions(one, item, new Float64Array(2)), isError('shape_mismatch'));
  assert.throws(
    () => gatherInteractions(one, { ...item, items: new Int32Array(2) }, new Float64Array(1)),
    isError('shape_mismatch'),
  );
  assert.throws(
    () => gatherInteractions(one, { ...item, itemCount: 0 }, Float64Array.of(1)),
    isError('shape_mismatch'),
  );
  assert.throws(
    () => gatherInteractions(one, { ...item, items: Int32Array.of(-1) }, Float64Array.of(1)),
    isError('shape_mismatch'),
  );
  assert.throws(
    () => gatherInteractions({ ...one, userCount: 0 }, item, Float64Array.of(1)),
    isError('shape_mismatch'),
  );
  assert.throws(() => gatherInteractions(one, item, Float64Array.of(Number.NaN)), isError('not_finite'));
});

test('turned round twice, interactions are what they were', () => {
  const x = tastes(50, 3);
  const turned = transpose(x);
  assert.equal(turned.rows, 60);
  assert.deepEqual(transpose(turned), x);
  for (let item = 0; item < 60; item += 1) {
    for (const user of columnsOf(turned, item)) assert.ok(columnsOf(x, user).includes(item));
  }
});

test('the highest scores come first, ties by number, without what is left out or not a number', () => {
  const scores = Float64Array.of(1, 7, Number.NaN, 7, Number.NEGATIVE_INFINITY, 3, 0);
  assert.deepEqual(
    highest(scores, 3).map(({ item }) => item),
    [1, 3, 5],
  );
  assert.deepEqual(
    highest(scores, 10, new Set([1])).map(({ item }) => item),
    [3, 5, 0, 6],
  );
  assert.deepEqual(highest(scores, 0), []);
});

test('popularity names what most users took, then what was taken most, and never what one has', () => {
  const x = gatherInteractions(
    { users: Int32Array.of(0, 1, 2, 0, 1, 2), userCount: 3 },
    { items: Int32Array.of(0, 0, 1, 1, 2, 2), itemCount: 4 },
    Float64Array.of(1, 1, 1, 9, 1, 1),
  );
  const found = fitPopularity(x);
  assert.deepEqual(
    found.recommend(history(), 9).map(({ item }) => item),
    [1, 0, 2],
  );
  assert.deepEqual(
    found.recommend(history(1), 1).map(({ item }) => item),
    [0],
  );
  assert.deepEqual(
    found.similarItems(1, 1).map(({ item }) => item),
    [0],
  );
});

test('item to item: similarity is the shrunk cosine of damped weights', () => {
  const x = gatherInteractions(
    { users: Int32Array.of(0, 0, 1, 1, 2), userCount: 3 },
    { items: Int32Array.of(0, 1, 0, 1, 0), itemCount: 3 },
    Float64Array.of(1, 2, 3, 4, 5),
  );
  const l = Math.log1p;
  const norms = [Math.hypot(l(1), l(3), l(5)), Math.hypot(l(2), l(4))] as const;
  const expected = ((l(1) * l(2) + l(3) * l(4)) / (norms[0] * norms[1])) * (2 / 12);
  const found = createItemItem()(x);
  const [nearest] = found.similarItems(0, 5);
  assert.equal(nearest?.item, 1);
  assert.ok(Math.abs((nearest?.score ?? 0) - expected) < 1e-12);
  const [first] = found.recommend({ items: Int32Array.of(0), weights: Float64Array.of(7) }, 5);
  assert.equal(first?.item, 1);
  assert.ok(Math.abs((first?.score ?? 0) - expected * l(7)) < 1e-12);
  assert.deepEqual(found.similarItems(2, 5), []);
  assert.deepEqual(found.similarItems(99, 5), []);
  assert.deepEqual(found.recommend(history(2, 99), 5), []);
});

test('item to item: whoever took very much says nothing about pairs', () => {
  const x = basketsOf([Array.from({ length: 501 }, (_, item) => item), [0, 1], [0, 1]], 501);
  const found = createItemItem({ shrinkage: 0 })(x);
  assert.deepEqual(
    found.similarItems(0, 5).map(({ item }) => item),
    [1],
  );
});

test('ALS ends where neither side can do better: each factor solves its own equation', () => {
  const x = tastes(40, 5);
  const found = createAls({ factors: 4, iterations: 200 }, createRng(1))(x);
  const again = createAls({ factors: 4, iterations: 201 }, createRng(1))(x);
  for (const user of [0, 7, 39]) {
    const own = { items: columnsOf(x, user), weights: weightsOf(x, user) };
    const [a, b] = [found.recommend(own, 5), again.recommend(own, 5)];
    assert.deepEqual(
      a.map(({ item }) => item),
      b.map(({ item }) => item),
    );
    for (const [i, { score }] of a.entries()) assert.ok(Math.abs(score - (b[i]?.score ?? 0)) < 1e-3);
  }
});

test('ALS: one factor of one user with two items is the closed form', () => {
  const found = createAls(
    { factors: 1, iterations: 500, confidence: 10, regularization: 0.05 },
    createRng(2),
  )(basketsOf([[0, 1]], 2));
  // c = 1 + α ln 2. At rest user and items are equal, y² = (c − λ) / c; whoever has only the first item meets the
  // second as one that was not taken: c y² / ((c + 1) y² + λ).
  const c = 1 + 10 * Math.log(2);
  const square = (c - 0.05) / c;
  const [other] = found.recommend(history(0), 3);
  assert.equal(other?.item, 1);
  assert.ok(Math.abs((other?.score ?? 0) - (c * square) / ((c + 1) * square + 0.05)) < 1e-6);
});

test('on users of four tastes, both methods guess held-out items far better than popularity, and show more items', () => {
  const split = holdOutItems(tastes(600, 1), 0.2, createRng(2));
  const popular = evaluateRecommender(fitPopularity(split.training), split);
  const itemItem = evaluateRecommender(createItemItem()(split.training), split);
  const als = evaluateRecommender(createAls({ factors: 8 }, createRng(3))(split.training), split);
  assert.equal(popular.users, 600);
  for (const { map, hitRate, coverage } of [itemItem, als]) {
    assert.ok(map > 2 * popular.map, `${map} against ${popular.map}`);
    assert.ok(hitRate > popular.hitRate);
    assert.ok(coverage > popular.coverage);
  }
  assert.ok(als.map > 0.2);
});

test('ALS: items of one taste are similar, an item that nobody took is not offered, and nobody is left without an answer', () => {
  const x = tastes(400, 4);
  const found = createAls({ factors: 8 }, createRng(3))({ ...x, columns: 61 });
  const near = found.similarItems(3, 5).map(({ item }) => item);
  assert.ok(
    near.every((item) => item < 10),
    near.join(),
  );
  assert.deepEqual(found.similarItems(61, 5), []);
  assert.ok(found.similarItems(60, 5).length === 0);
  assert.deepEqual(found.recommend(history(60), 5), []);
  assert.deepEqual(found.recommend(history(99), 5), []);
  const offered = found.recommend(history(12, 15), 8).map(({ item }) => item);
  assert.ok(offered.filter((item) => item >= 10 && item < 20).length >= 6, offered.join());
});

test('the same seed gives the same recommender, and a fit can be stopped', () => {
  const x = tastes(100, 6);
  const lists = [1, 2].map(() => createAls({ factors: 4 }, createRng(9))(x).recommend(history(1, 2), 5));
  assert.deepEqual(lists[0], lists[1]);
  assert.throws(() => createAls({}, createRng(1))(x, { onStep: stop }), /enough/);
  assert.throws(() => createItemItem()(x, { onStep: stop }), /enough/);
  assert.throws(() => findAssociationRules(x, { onStep: stop }), /enough/);
});

test('the latest items are held out where times are known, never all of a user’s', () => {
  const x = basketsOf([[0, 1, 2, 3, 4], [3], [], [0, 4]], 5);
  const times = Float64Array.of(5, 1, 9, 2, 3, 1, 2, 1);
  const { training, held } = holdOutItems(x, 0.4, createRng(1), times);
  assert.deepEqual(
    held.map((items) => [...items]),
    [[2, 0], [], [], [0]],
  );
  assert.deepEqual([...columnsOf(training, 0)], [1, 3, 4]);
  assert.deepEqual([...columnsOf(training, 3)], [4]);
  const greedy = holdOutItems(x, 1, createRng(1));
  assert.deepEqual(
    greedy.held.map((items) => items.length),
    [4, 0, 0, 1],
  );
});

test('mean average precision, hit rate and coverage are counted as defined', () => {
  const x = basketsOf([[0, 1, 2], [0, 3], [4]], 10);
  const split = { training: x, held: [Int32Array.of(5, 7), Int32Array.of(9), new Int32Array(0)] };
  const list = [5, 6, 7].map((item) => ({ item, score: 1 }));
  const model = { kind: 'popularity' as const, itemCount: 10, scores: new Float64Array(10) };
  const fixed = { kind: model.kind, model, recommend: () => list, similarItems: () => [] };
  const found = evaluateRecommender(fixed, split, 10);
  assert.ok(Math.abs(found.map - (1 + 2 / 3) / 2 / 2) < 1e-12);
  assert.deepEqual([found.hitRate, found.coverage, found.users], [0.5, 0.3, 2]);
  const nobody = evaluateRecommender(fixed, { training: basketsOf([], 0), held: [] });
  assert.ok(Number.isNaN(nobody.map) && nobody.coverage === 0);
});

test('the chance of an overlap is the hypergeometric tail', () => {
  // Fisher's tea tasting: 8 cups, 4 and 4, at least 3 right: 17/70.
  assert.ok(Math.abs(overlapChance(8, 4, 4, 3) - 17 / 70) < 1e-12);
  assert.ok(Math.abs(overlapChance(8, 4, 4, 0) - 1) < 1e-12);
  assert.ok(Math.abs(overlapChance(8, 4, 4, 4) - 1 / 70) < 1e-12);
});

test('rules: support, confidence and lift are counted as defined, for pairs and triples', () => {
  const lists = [
    ...Array.from({ length: 10 }, () => [0, 1, 2]),
    ...Array.from({ length: 5 }, () => [0, 3]),
    ...Array.from({ length: 85 }, (_, i) => [4 + (i % 3)]),
  ];
  const rules = findAssociationRules(basketsOf(lists, 7));
  const rule = (antecedent: number[], consequent: number) =>
    rules.find((one) => one.antecedent.join() === antecedent.join() && one.consequent === consequent);
  const single = rule([1], 0);
  assert.deepEqual([single?.baskets, single?.support, single?.confidence], [10, 0.1, 1]);
  assert.ok(Math.abs((single?.lift ?? 0) - 100 / 15) < 1e-12);
  const back = rule([0], 1);
  assert.ok(Math.abs((back?.confidence ?? 0) - 10 / 15) < 1e-12);
  const triple = rule([0, 1], 2);
  assert.deepEqual([triple?.baskets, triple?.confidence, triple?.lift], [10, 1, 10]);
  assert.ok(rule([0, 2], 1) && rule([1, 2], 0));
  assert.equal(rules.filter(({ antecedent }) => antecedent.length === 2).length, 3);
  assert.deepEqual(
    rules.map(({ lift }) => lift),
    rules.map(({ lift }) => lift).toSorted((a, b) => b - a),
  );
  assert.throws(() => findAssociationRules(basketsOf(lists, 7), { minBaskets: 0 }), isError('invalid_hyperparameter'));
});

test('rules: in baskets filled by chance hardly any run says anything', () => {
  let loud = 0;
  for (let seed = 0; seed < 20; seed += 1) {
    const rng = createRng(seed);
    const lists = Array.from({ length: 300 }, () => {
      const items = Array.from({ length: 15 }, (_, item) => item);
      return items.filter(() => rng.uniform() < 0.2);
    });
    if (findAssociationRules(basketsOf(lists, 15)).length > 0) loud += 1;
  }
  assert.ok(loud <= 3, `${loud} of 20`);
});
