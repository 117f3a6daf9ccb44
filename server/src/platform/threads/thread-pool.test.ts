import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { createGradientBoosting, gradientBoosting } from '../../numeric/estimators/gradient-boosting.ts';
import { createRandomForest, randomForest } from '../../numeric/estimators/random-forest.ts';
import type { ThreadPool } from '../../numeric/parallel.ts';
import { createRng } from '../../numeric/rng/rng.ts';
import { normalMatrix } from '../../numeric/testing/synthetic-data.ts';
import { doubleJob } from './fixtures/test-job.ts';
import { createThreadPool } from './thread-pool.ts';

const workers = createThreadPool(2);
const pool: ThreadPool = workers;
after(() => workers.close());

test('jobs give their outputs in the order of the inputs', () => {
  assert.deepEqual(pool.runJobs(doubleJob, [1, 2, 3, 4, 5]), [2, 4, 6, 8, 10]);
  assert.deepEqual(pool.runJobs(doubleJob, []), []);
});

test('an error inside a job is thrown, on this thread and on another, and the pool works on', () => {
  assert.throws(() => pool.runJobs(doubleJob, [-1, 2]), /-1 is negative/);
  assert.throws(() => pool.runJobs(doubleJob, [1, -2]), { name: 'RangeError', message: '-2 is negative' });
  assert.deepEqual(pool.runJobs(doubleJob, [3, 4]), [6, 8]);
});

test('boosting over the rows of two threads gives the same bytes as on one', () => {
  const rng = createRng(3);
  const x = normalMatrix(40_000, 5, rng);
  const values = Float64Array.from({ length: x.rows }, (_, r) => (x.data[r * 5] ?? 0) + rng.normal());
  const y = { values, classCount: 0 };
  const params = { iterations: 5, row_share: 0.8 };
  const alone = gradientBoosting.fit(x, y, params, createRng(1));
  const together = createGradientBoosting({ pool }).fit(x, y, params, createRng(1));
  assert.deepEqual(together, alone);
});

test('a forest of two threads is the same as of one', () => {
  const rng = createRng(4);
  const x = normalMatrix(500, 4, rng);
  const values = Float64Array.from({ length: x.rows }, (_, r) => Number((x.data[r * 4] ?? 0) > rng.normal()));
  const y = { values, classCount: 2 };
  const alone = randomForest.fit(x, y, { trees: 7 }, createRng(1));
  const together = createRandomForest({ pool }).fit(x, y, { trees: 7 }, createRng(1));
  assert.deepEqual(together, alone);
});

test('what a thread does not come to is done by the one that waits for it', async () => {
  const sleepers: Worker[] = [];
  const sleepy = createThreadPool(2, (start) => {
    const url = new URL('./fixtures/sleepy.thread.ts', import.meta.url);
    sleepers.push(new Worker(url, { workerData: start, transferList: [start.port] }));
  });
  const rng = createRng(5);
  const x = normalMatrix(40_000, 3, rng);
  const values = Float64Array.from({ length: x.rows }, (_, r) => (x.data[r * 3] ?? 0) + rng.normal());
  const y = { values, classCount: 0 };
  const params = { iterations: 3 };
  const alone = gradientBoosting.fit(x, y, params, createRng(1));
  assert.deepEqual(createGradientBoosting({ pool: sleepy }).fit(x, y, params, createRng(1)), alone);
  await Promise.all(sleepers.map((sleeper) => sleeper.terminate()));
  assert.equal(sleepers.length, 1);
});
