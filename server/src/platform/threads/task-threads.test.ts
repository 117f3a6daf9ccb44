import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { until } from '../../../test/support/until.ts';
import type { TestTask } from './fixtures/test-tasks.ts';
import { createTaskThreads, isTooSlow } from './task-threads.ts';

const open = (idleMs?: number) => {
  const threads = createTaskThreads<TestTask, number>(
    new URL('./fixtures/test-tasks.ts', import.meta.url),
    idleMs === undefined ? {} : { idleMs },
  );
  after(() => threads.close());
  return threads;
};

test('tasks are answered, and an error inside is thrown here', async () => {
  const threads = open();
  assert.equal(await threads.run({ work: 'double', value: 21 }, 1), 42);
  await assert.rejects(threads.run({ work: 'throw' }, 1), { name: 'RangeError', message: 'broken inside' });
  assert.equal(await threads.run({ work: 'double', value: 4 }, 1), 8);
  assert.equal(threads.count(), 1);
});

test('there are as many threads as the tasks at once ask for, and no more than are allowed', async () => {
  const threads = open();
  await Promise.all([1, 2, 3].map(() => threads.run({ work: 'sleep', ms: 5 }, 1)));
  assert.equal(threads.count(), 1);
  await Promise.all([1, 2, 3, 4, 5].map(() => threads.run({ work: 'sleep', ms: 5 }, 3)));
  assert.equal(threads.count(), 3);
});

test('a thread that dies fails what it had, and the next task gets another', async () => {
  const threads = open();
  const [dying, behind] = await Promise.allSettled([
    threads.run({ work: 'exit' }, 1),
    threads.run({ work: 'double', value: 1 }, 1),
  ]);
  assert.deepEqual([dying.status, behind.status], ['rejected', 'rejected']);
  assert.equal(await threads.run({ work: 'double', value: 3 }, 1), 6);
});

test('a thread without work is ended', async () => {
  const threads = open(1);
  await threads.run({ work: 'double', value: 1 }, 1);
  await until(() => threads.count() === 0);
});

test('a thread that takes too long for a task is ended with all that waits there; one that is only busy is not', async () => {
  const threads = createTaskThreads<TestTask, number>(new URL('./fixtures/test-tasks.ts', import.meta.url), {
    longestMs: 2000,
  });
  after(() => threads.close());
  const endless = [threads.run({ work: 'sleep', ms: 600_000 }, 1), threads.run({ work: 'double', value: 1 }, 1)];
  const ended = await Promise.allSettled(endless);
  assert.ok(ended.every((each) => each.status === 'rejected' && isTooSlow(each.reason)));
  const busy = await Promise.all(Array.from({ length: 6 }, () => threads.run({ work: 'sleep', ms: 500 }, 1)));
  assert.equal(busy.length, 6);
});
