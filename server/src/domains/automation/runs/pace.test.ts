import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Db } from '../../../platform/db/database.ts';
import { createPace } from './pace.ts';

const db = {} as Db;
const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

test('what is more than a second’s share waits its turn, and no minute has more than may begin in it', async () => {
  const pace = createPace(
    async () => 600,
    () => 1,
  );
  const next = await pace(db, 1);
  const places = times(1000, () => next(0));
  assert.deepEqual(places.slice(0, 12), [...Array(10).fill(0), 100, 200]);
  assert.ok(places.filter((at) => at < 60_000).length <= 610);
  assert.equal(places.at(-1), 99_000, 'each has its place');
  // Who comes when the others are through does not wait; a pause saves up a second and no more.
  assert.deepEqual(
    times(12, () => next(300_000)),
    [...Array(10).fill(300_000), 300_100, 300_200],
  );
});

test('organizations do not wait for each other, and nodes share what an organization may', async () => {
  let nodes = 2;
  const pace = createPace(
    async (_db, organizationId) => (organizationId === 1 ? 60 : 600),
    () => nodes,
  );
  const [slow, quick] = [await pace(db, 1), await pace(db, 2)];
  assert.deepEqual([slow(0), slow(0), slow(0)], [0, 2000, 4000]);
  assert.equal(quick(0), 0);
  nodes = 1;
  assert.equal(slow(0), 5000);
});

test('a limit is not asked for at every start, and none is no limit', async () => {
  const none = await createPace(undefined, () => 1)(db, 1);
  assert.deepEqual(
    times(100, () => none(7)),
    Array(100).fill(7),
  );
  const asked: number[] = [];
  const pace = createPace(
    async () => asked.push(1),
    () => 1,
  );
  await pace(db, 1);
  await pace(db, 1);
  assert.equal(asked.length, 1);
});
