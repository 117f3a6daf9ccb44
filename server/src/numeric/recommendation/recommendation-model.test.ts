import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../rng/rng.ts';
import { numericErrorOf } from '../testing/assertions.ts';
import { numbers, snapshot, words } from '../testing/synthetic-data.ts';
import {
  decodeRecommender,
  encodeRecommender,
  openRecommender,
  type RecommendationRequest,
  recommenderHyperparameters,
  trainRecommender,
} from './recommendation-model.ts';

const KINDS = ['popularity', 'item_item', 'als'] as const;

/** Users of four tastes, each with ten items of its own; customers and products by name, one row an order line. */
function lines(users: number, seed = 1): Pick<RecommendationRequest, 'users' | 'items'> {
  const rng = createRng(seed);
  const who: string[] = [];
  const what: string[] = [];
  for (let user = 0; user < users; user += 1) {
    for (let line = 0; line < 6; line += 1) {
      who.push(`customer ${user}`);
      const taste = rng.uniform() < 0.8 ? user % 4 : 4;
      what.push(`product ${taste * 10 + rng.integer(10)}`);
    }
  }
  return { users: words('customer', 'text', who), items: words('product', 'text', what) };
}

const request = (overrides: Partial<RecommendationRequest> = {}): RecommendationRequest => ({
  ...lines(120),
  algorithm: 'item_item',
  seed: 1,
  ...overrides,
});

for (const algorithm of KINDS) {
  test(`${algorithm}: offers what one has not, by name, and the same from bytes that are always the same`, () => {
    const data = request({ algorithm });
    const before = snapshot([data.users, data.items]);
    const { model, metrics } = trainRecommender(data);
    const bytes = encodeRecommender(model);
    assert.deepEqual(encodeRecommender(trainRecommender(data).model), bytes);
    assert.deepEqual(snapshot([data.users, data.items]), before);
    const back = decodeRecommender(bytes);
    assert.deepEqual(back, model);
    const [opened, again] = [openRecommender(model), openRecommender(back)];
    const history = new Map([
      ['product 1', 2],
      ['product 4', 1],
      ['product 999', 1],
      ['product 7', 0],
    ]);
    const list = opened.recommend(history, 6);
    assert.equal(list.length, 6);
    assert.ok(list.every(({ item, score }) => item !== 'product 1' && item !== 'product 4' && Number.isFinite(score)));
    assert.deepEqual(again.recommend(history, 6), list);
    assert.deepEqual(again.similarItems('product 1', 3), opened.similarItems('product 1', 3));
    assert.equal(opened.similarItems('product 1', 3).length, 3);
    assert.deepEqual(opened.similarItems('product 999', 3), []);
    assert.ok(metrics.map_at_10 > 0 && metrics.coverage_at_10 > 0 && metrics.hit_rate_at_10 >= metrics.map_at_10);
  });

  test(`${algorithm}: its hyperparameters are bounded`, () => {
    numericErrorOf('unknown_hyperparameter', () => trainRecommender(request({ algorithm, hyperparameters: { x: 1 } })));
    for (const { name, min, max } of recommenderHyperparameters[algorithm]) {
      numericErrorOf('invalid_hyperparameter', () =>
        trainRecommender(request({ algorithm, hyperparameters: { [name]: max + 1 } })),
      );
      trainRecommender(request({ ...lines(20), algorithm, hyperparameters: { [name]: min } }));
    }
  });
}

test('auto takes the best on items held out; those of one taste come first, well above popularity', () => {
  const { model, metrics, baseline, trials } = trainRecommender(request({ ...lines(400), algorithm: 'auto' }));
  assert.deepEqual(
    trials.map(({ algorithm }) => algorithm),
    [...KINDS],
  );
  assert.equal(metrics.map_at_10, Math.max(...trials.map((trial) => trial.metrics.map_at_10)));
  assert.ok(metrics.map_at_10 > 1.5 * baseline.map_at_10 && model.algorithm !== 'popularity');
  const list = openRecommender(model).recommend(
    new Map([
      ['product 12', 1],
      ['product 15', 1],
    ]),
    5,
  );
  assert.ok(list.filter(({ item }) => item.startsWith('product 1')).length >= 4, JSON.stringify(list));
});

test('numbers may stand for names; blanks, and what was given back, do not count; times hold out the latest', () => {
  const rng = createRng(5);
  const rows = 200;
  const users = numbers(
    'user',
    Float64Array.from({ length: rows }, (_, row) => (row === 0 ? Number.NaN : row % 20)),
  );
  const items = numbers(
    'item',
    Float64Array.from({ length: rows }, () => rng.integer(12)),
  );
  const weights = Float64Array.from({ length: rows }, (_, row) => (row === 1 ? -5 : 1 + rng.integer(3)));
  const times = Float64Array.from({ length: rows }, (_, row) => (row === 2 ? Number.NaN : row));
  const { model } = trainRecommender({ users, items, weights, times, algorithm: 'popularity', seed: 1 });
  assert.ok(model.items.includes('7'));
  const random = trainRecommender({ users, items, weights, algorithm: 'popularity', seed: 1 });
  const latest = trainRecommender({ users, items, weights, times, algorithm: 'popularity', seed: 1 });
  assert.notDeepEqual(random.metrics, latest.metrics);
  assert.deepEqual(random.model, latest.model);
});

test('what cannot be learnt from is refused, and a stop is heeded', () => {
  const short = { users: words('u', 'text', ['a']), items: words('i', 'text', ['b']) };
  numericErrorOf('too_few_rows', () => trainRecommender(request(short)));
  const blank = Array.from({ length: 30 }, () => null);
  numericErrorOf('too_few_rows', () => trainRecommender(request({ ...lines(5), users: words('u', 'text', blank) })));
  numericErrorOf('shape_mismatch', () => trainRecommender(request({ weights: new Float64Array(3) })));
  numericErrorOf('shape_mismatch', () => trainRecommender(request({ times: new Float64Array(3) })));
  numericErrorOf('unknown_hyperparameter', () =>
    trainRecommender(request({ algorithm: 'auto', hyperparameters: { factors: 3 } })),
  );
  for (const algorithm of [...KINDS, 'auto'] as const) {
    numericErrorOf('stopped', () => trainRecommender(request({ algorithm, shouldStop: () => true })));
  }
});

test('bytes that were tampered with or are of something else are refused', () => {
  const { model } = trainRecommender(request());
  assert.ok(model.model.kind === 'item_item');
  const { starts, neighbours } = model.model;
  for (const broken of [
    { starts: starts.map((start) => start + 1) },
    { starts: starts.toReversed() },
    { neighbours: neighbours.map(() => 1000) },
  ]) {
    const bytes = encodeRecommender({ ...model, model: { ...model.model, ...broken } });
    numericErrorOf('artifact_corrupted', () => decodeRecommender(bytes));
  }
  numericErrorOf('artifact_not_recognized', () => decodeRecommender(new Uint8Array(40)));
});
