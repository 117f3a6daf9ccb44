import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPrincipalCache } from './principal-cache.ts';

interface Entry {
  organizationId: number;
}

const create = (ttlMs = 10_000) => createPrincipalCache<Entry>({ ttlMs, maxFound: 100, maxRefused: 50 });
const found = (organizationId: number, endsAt: Date | null = null) => ({ value: { organizationId }, endsAt });

test('a second question is answered from memory, and questions at once share one lookup', async () => {
  const cache = create();
  let lookups = 0;
  const look = async () => {
    lookups++;
    return found(1);
  };
  const answers = await Promise.all([cache.load('a', look), cache.load('a', look), cache.load('a', look)]);
  assert.deepEqual(answers, [{ organizationId: 1 }, { organizationId: 1 }, { organizationId: 1 }]);
  assert.equal(lookups, 1);
  assert.deepEqual(cache.peek('a'), { organizationId: 1 });
});

test('a lookup that began before an invalidation puts nothing back, and nobody joins it', async () => {
  for (const invalidate of ['forget', 'clear'] as const) {
    const cache = create();
    const gate = Promise.withResolvers<void>();
    const stale = cache.load('a', async () => {
      await gate.promise;
      return found(1);
    });
    if (invalidate === 'forget') cache.forget(({ organizationId }) => organizationId === 1);
    else cache.clear();
    const fresh = await cache.load('a', async () => found(2));
    gate.resolve();
    await stale;
    assert.deepEqual(fresh, { organizationId: 2 });
    assert.deepEqual(cache.peek('a'), { organizationId: 2 });
  }
});

test('a refusal of before an invalidation is not kept either', async () => {
  const cache = create();
  const gate = Promise.withResolvers<null>();
  const stale = cache.load('a', () => gate.promise);
  cache.forget(() => false);
  gate.resolve(null);
  assert.equal(await stale, null);
  assert.equal(cache.peek('a'), undefined);
});

test('only what matches is forgotten', async () => {
  const cache = create();
  await cache.load('a', async () => found(1));
  await cache.load('b', async () => found(2));
  cache.forget(({ organizationId }) => organizationId === 1);
  assert.deepEqual([cache.peek('a'), cache.peek('b')], [undefined, { organizationId: 2 }]);
});

test('a hundred thousand guesses fill no memory and push nobody out', async () => {
  const cache = create();
  await cache.load('known', async () => found(1));
  for (let guess = 0; guess < 100_000; guess++) await cache.load(`guess ${guess}`, async () => null);
  assert.equal(cache.peek('known')?.organizationId, 1);
  assert.equal(cache.peek('guess 99999'), null);
  assert.equal(cache.size(), 51);
});

test('what ends soon is not believed longer, and what failed is asked again', async () => {
  const cache = create();
  await cache.load('over', async () => found(1, new Date(Date.now() - 1)));
  assert.equal(cache.peek('over'), undefined);
  await assert.rejects(
    cache.load('a', () => Promise.reject(new Error('away'))),
    /away/,
  );
  assert.deepEqual(await cache.load('a', async () => found(3)), { organizationId: 3 });
});

test('an answer is believed for the given time and no longer', async () => {
  const cache = create(20);
  await cache.load('a', async () => found(1));
  await cache.load('b', async () => null);
  const deadline = performance.now() + 2000;
  while (cache.peek('a') !== undefined || cache.peek('b') !== undefined) {
    assert.ok(performance.now() < deadline, 'it is still believed');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
});
