import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Serving } from '../models/index.ts';
import { createFittedModelCache } from './fitted-model-cache.ts';

const SIZE_BYTES = 1_000_000;

/** A cache over models that are made when asked for; `loads` tells which were. */
function createCache(maxSizeBytes: number) {
  const loads: string[] = [];
  const versions = new Map<number, number>();
  const load = async (organizationId: number, modelId: number): Promise<Serving> => {
    const version = versions.get(modelId) ?? 1;
    loads.push(`${organizationId}/${modelId} v${version}`);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the cache looks at nothing but version and size
    return { champion: { modelId, version, sizeBytes: SIZE_BYTES }, challenger: null } as Serving;
  };
  return { cache: createFittedModelCache(load, maxSizeBytes), loads, versions };
}

test('a model is loaded once, also when several ask at the same moment', async () => {
  const { cache, loads } = createCache(10 * SIZE_BYTES);
  await Promise.all([cache.get(1, 7), cache.get(1, 7)]);
  await cache.get(1, 7);
  assert.deepEqual(loads, ['1/7 v1']);
});

test('models of one number in two organizations are two models', async () => {
  const { cache, loads } = createCache(10 * SIZE_BYTES);
  await cache.get(1, 7);
  await cache.get(2, 7);
  assert.deepEqual(loads, ['1/7 v1', '2/7 v1']);
});

test('the least recently used model leaves when there is no room', async () => {
  const { cache, loads } = createCache(5 * SIZE_BYTES);
  for (const modelId of [1, 2, 1, 3]) await cache.get(1, modelId);
  loads.length = 0;
  for (const modelId of [1, 3, 2]) await cache.get(1, modelId);
  assert.deepEqual(loads, ['1/2 v1']);
});

test('a model larger than the whole cache answers without being kept', async () => {
  const { cache, loads } = createCache(SIZE_BYTES / 2);
  assert.equal((await cache.get(1, 7)).champion.modelId, 7);
  await cache.get(1, 7);
  assert.equal(loads.length, 2);
});

test('a forgotten version is loaded anew, and forgetting it again does not touch the next one', async () => {
  const { cache, loads, versions } = createCache(10 * SIZE_BYTES);
  const first = await cache.get(1, 7);
  versions.set(7, 2);
  cache.forget(1, first);
  assert.equal((await cache.get(1, 7)).champion.version, 2);
  cache.forget(1, first);
  await cache.get(1, 7);
  assert.deepEqual(loads, ['1/7 v1', '1/7 v2']);
});

test('a load that fails is tried again by the next who asks', async () => {
  let failures = 1;
  const cache = createFittedModelCache(async (_organizationId, modelId) => {
    if (failures-- > 0) throw new Error('away');
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the cache looks at nothing but version and size
    return { champion: { modelId, version: 1, sizeBytes: SIZE_BYTES }, challenger: null } as Serving;
  }, SIZE_BYTES * 2);
  await assert.rejects(async () => cache.get(1, 7), /away/);
  assert.equal((await cache.get(1, 7)).champion.modelId, 7);
});

test('a model that is dropped while it is loaded is loaded anew by the next who asks', async () => {
  const held = Promise.withResolvers<void>();
  let loads = 0;
  const cache = createFittedModelCache(async (_organizationId, modelId) => {
    loads += 1;
    const version = loads;
    if (version === 1) await held.promise;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the cache looks at nothing but version and size
    return { champion: { modelId, version, sizeBytes: SIZE_BYTES }, challenger: null } as Serving;
  }, SIZE_BYTES * 2);
  const early = cache.get(1, 7);
  cache.drop(1, 7);
  held.resolve();
  assert.equal((await early).champion.version, 1);
  assert.equal((await cache.get(1, 7)).champion.version, 2);
  cache.clear();
  assert.equal((await cache.get(1, 7)).champion.version, 3);
});
