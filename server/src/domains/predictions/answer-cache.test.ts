import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { trainPipeline } from '../../numeric/index.ts';
import type { DeployedModel } from '../models/index.ts';
import { createAnswerCache } from './answer-cache.ts';
import { createScoring } from './scoring/scoring.ts';

let model: DeployedModel;

before(() => {
  const values = Float64Array.from({ length: 200 }, (_, row) => row);
  const { pipeline } = trainPipeline({
    task: 'regression',
    columns: [
      { name: 'a', kind: 'number', values },
      { name: 'b', kind: 'number', values: values.map((value) => value % 7) },
    ],
    target: { name: 'y', kind: 'number', values: values.map((value) => 2 * value) },
    algorithm: 'linear_regression',
    validationSplit: 0.2,
    hyperparameterTuning: false,
    seed: 1,
  });
  model = { modelId: 1, modelName: 'm', version: 1, purpose: null, pipeline, labels: new Map(), sizeBytes: 1 };
});

const open = (answersTtlSeconds = 60, answersMaxSizeMb = 1, answersLeastCostMs = 0) =>
  createAnswerCache({ scoring: createScoring(), answersTtlSeconds, answersMaxSizeMb, answersLeastCostMs });

test('the same input in another order is answered from memory, by the same version of the same organization only', async () => {
  const cache = open();
  const first = await cache.answer(1, model, { a: 1, b: 2 });
  assert.equal(await cache.answer(1, model, { b: 2, a: 1 }), first);
  assert.notEqual(await cache.answer(2, model, { a: 1, b: 2 }), first);
  assert.notEqual(await cache.answer(1, { ...model, version: 2 }, { a: 1, b: 2 }), first);
  assert.notDeepEqual(await cache.answer(1, model, { a: 2, b: 1 }), first);
  assert.deepEqual(cache.stats().hits, 1);
  assert.equal(cache.stats().hit_rate, 20);
});

test('a number and its text are told apart, and so is what only differs in an unknown field', async () => {
  const cache = open();
  const bare = await cache.answer(1, model, { a: 1, b: 2 });
  await cache.answer(1, model, { a: '1', b: 2 });
  assert.equal(cache.stats().hits, 0);
  assert.notDeepEqual((await cache.answer(1, model, { a: 1, b: 2, c: 3 })).warnings, bare.warnings);
});

test('memory is bounded, and without a time to live nothing is kept', async () => {
  const small = open(60, 0.005);
  for (let a = 0; a < 1000; a += 1) await small.answer(1, model, { a, b: 1 });
  assert.ok(small.stats().memory_usage <= 0.005 * 1024 * 1024);
  assert.ok(small.stats().cache_size > 0);
  const none = open(0);
  await none.answer(1, model, { a: 1 });
  await none.answer(1, model, { a: 1 });
  assert.deepEqual(none.stats(), { hits: 0, misses: 0, hit_rate: 0, cache_size: 0, memory_usage: 0 });
});

test('what is computed as fast as it is found is computed', async () => {
  const cache = open(60, 1, 0.001);
  const first = await cache.answer(1, model, { a: 1, b: 2 });
  const second = await cache.answer(1, model, { a: 1, b: 2 });
  assert.notEqual(second, first);
  assert.deepEqual(second, first);
  assert.equal(cache.stats().cache_size, 0);
});

test('what is not valid is refused each time', async () => {
  const cache = open();
  for (let time = 0; time < 2; time += 1) {
    await assert.rejects(async () => cache.answer(1, model, { a: 'x' }), { code: 'input_invalid' });
  }
  assert.equal(cache.stats().cache_size, 0);
});
