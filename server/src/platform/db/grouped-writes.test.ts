import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../../test/support/until.ts';
import { createGroupedWrites } from './grouped-writes.ts';

/** Writes that end when the test says so. */
function heldWrites(mostRows = 3) {
  const groups: { organizationId: number; rows: readonly string[]; end: PromiseWithResolvers<void> }[] = [];
  const writes = createGroupedWrites<string, string>({
    mostRows,
    async write(organizationId, rows) {
      const group = { organizationId, rows, end: Promise.withResolvers<void>() };
      groups.push(group);
      await group.end.promise;
      return rows.map((row) => `${row} written`);
    },
  });
  return { writes, groups, rows: () => groups.map((group) => group.rows.join(' ')) };
}

const add = (writes: ReturnType<typeof heldWrites>['writes'], rows: string) =>
  rows.split(' ').map((row) => writes.add(1, row));

test('what one turn of the event loop brings is written together, so many at most', async () => {
  const { writes, groups, rows } = heldWrites();
  const answers = add(writes, 'a b c d e');
  await until(() => groups.length === 1);
  assert.deepEqual(rows(), ['a b c']);
  groups[0]?.end.resolve();
  assert.equal(await answers[0], 'a written');
  await until(() => groups.length === 2);
  groups[1]?.end.resolve();
  assert.deepEqual(
    await Promise.all(answers),
    ['a', 'b', 'c', 'd', 'e'].map((row) => `${row} written`),
  );
  assert.deepEqual(rows(), ['a b c', 'd e']);
});

test('a lone row is written before the next turn of the event loop, so behind no timer', async () => {
  const { writes, groups, rows } = heldWrites();
  const written: string[][] = [];
  const answer = writes.add(1, 'a');
  assert.deepEqual(rows(), [], 'what else this turn brings is waited for');
  setImmediate(() => written.push(rows()));
  await until(() => written.length === 1);
  assert.deepEqual(written, [['a']]);
  groups[0]?.end.resolve();
  assert.equal(await answer, 'a written');
});

test('while a write is under way, as many as it has begin a second one; a third waits', async () => {
  const { writes, groups, rows } = heldWrites();
  const answers = add(writes, 'a b c');
  await until(() => groups.length === 1);
  answers.push(...add(writes, 'd e'));
  assert.deepEqual(rows(), ['a b c'], 'too few to begin with');
  answers.push(...add(writes, 'f'));
  assert.deepEqual(rows(), ['a b c', 'd e f']);
  answers.push(...add(writes, 'g h i'));
  assert.equal(groups.length, 2);
  groups[0]?.end.resolve();
  await until(() => groups.length === 3);
  assert.deepEqual(rows(), ['a b c', 'd e f', 'g h i']);
  for (const group of groups) group.end.resolve();
  assert.equal((await Promise.all(answers)).length, 9);
});

test('organizations do not wait for each other, and after a pause all begins anew', async () => {
  const { writes, groups, rows } = heldWrites();
  const [one, two] = [writes.add(1, 'a'), writes.add(2, 'b')];
  await until(() => groups.length === 2);
  assert.deepEqual(rows(), ['a', 'b']);
  for (const group of groups) group.end.resolve();
  await Promise.all([one, two]);
  const next = writes.add(1, 'c');
  await until(() => groups.length === 3);
  assert.deepEqual(rows(), ['a', 'b', 'c']);
  groups[2]?.end.resolve();
  await next;
});

/** A database that refuses every group with a bad row in it. */
const refusing = (code: string, tried: string[]) =>
  createGroupedWrites<string, string>({
    mostRows: 10,
    async write(_organizationId, rows) {
      tried.push(rows.join(' '));
      await Promise.resolve();
      if (rows.includes('bad')) throw Object.assign(new Error('refused'), { code });
      return [...rows];
    },
  });

test('one bad row fails alone', async () => {
  const tried: string[] = [];
  const writes = refusing('22003', tried);
  const ends = await Promise.allSettled(add(writes, 'first good bad fine'));
  assert.deepEqual(
    ends.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
  );
  assert.deepEqual(tried, ['first good bad fine', 'first', 'good', 'bad', 'fine']);
});

test('when the database is away, nobody tries again', async () => {
  const tried: string[] = [];
  const writes = refusing('57P01', tried);
  const ends = await Promise.allSettled(add(writes, 'first good bad'));
  assert.deepEqual(
    ends.map(({ status }) => status),
    ['rejected', 'rejected', 'rejected'],
  );
  assert.deepEqual(tried, ['first good bad']);
});
