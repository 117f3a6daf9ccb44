import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awaitStatus, createModel, importCsv, startTraining, train } from '../../../test/support/model-steps.ts';
import { createTestApp } from '../../../test/support/test-app.ts';
import { createTrainingHandler } from './index.ts';

/** Numbers in which there is little to find, so that growing trees goes on for long. */
function noiseCsv(rows: number): string {
  let state = 1;
  const next = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const lines = Array.from({ length: rows }, () => Array.from({ length: 9 }, () => next().toFixed(6)).join(','));
  return `a,b,c,d,e,f,g,h,target\n${lines.join('\n')}\n`;
}

const noise = {
  model_type: 'regression',
  algorithm: 'auto',
  feature_columns: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'],
  target_column: 'target',
};

/** Half a second until a node looks whether somebody has cancelled, less than half until a thread is ended; the rest is the machine's. */
const STOPPED_WITHIN_MS = 3000;

const suite = await createTestApp({ work: true, config: { trainingThreads: 2 } });
const shop = await suite.createOrganization('Shop');
const { key } = shop;
await importCsv(suite, shop, 'noise', noiseCsv(20_000));

const getJob = async (jobId: string) => (await suite.call('GET', `jobs/${jobId}`, { key })).body;

for (const algorithm of ['gradient_boosting', 'random_forest', 'auto']) {
  test(`a long run of ${algorithm} tells its phase and time, and ends soon after it is cancelled`, async (t) => {
    const { id } = await createModel(suite, shop, { ...noise, algorithm });
    const jobId = await startTraining(suite, shop, id);
    await awaitStatus(suite, shop, jobId, 'running');
    let job = await getJob(jobId);
    for (const deadline = performance.now() + 60_000; performance.now() < deadline && job.phase !== 'fitting';) {
      await new Promise((resolve) => setTimeout(resolve, 25));
      job = await getJob(jobId);
    }
    assert.deepEqual([job.phase, job.status], ['fitting', 'running']);
    assert.ok(job.progress > 0.15 && job.eta_seconds >= 0, JSON.stringify(job));
    const startedMs = performance.now();
    await suite.call('DELETE', `jobs/${jobId}`, { key });
    assert.equal((await suite.awaitJob(jobId, key)).status, 'cancelled');
    const tookMs = performance.now() - startedMs;
    t.diagnostic(`${Math.round(tookMs)} ms`);
    assert.ok(tookMs < STOPPED_WITHIN_MS, `${tookMs} ms`);
    const { body } = await suite.call('GET', `ai-analytics/models/${id}`, { key });
    assert.deepEqual([body.status, body.current_version], ['draft', null]);
  });
}

test('a training that needs more memory than it may have fails alone, in words', async () => {
  const cramped = await createTestApp({ work: true });
  const { app, platform } = cramped;
  const data = {
    getDataset: async () => assert.fail('The training ends before'),
    findDatasetsWithColumns: async () => [],
    listDatasets: async () => [],
  };
  const { entitlements } = app.plans;
  const limits = { codeVersion: 'test', maxArtifactSizeMb: 100, threads: 1, timeoutMinutes: 5, maxHeapMb: 24 };
  platform.handlers.set('training', createTrainingHandler({ ...platform, datasets: data, entitlements, ...limits }));
  const own = await cramped.createOrganization();
  const letters = Array.from({ length: 20_000 }, (_, row) => `${`letter ${row} `.repeat(150)},${row % 7}`);
  await importCsv(cramped, own, 'letters', `letter,days\n${letters.join('\n')}\n`);
  const { id } = await createModel(cramped, own, {
    model_type: 'regression',
    feature_columns: ['letter'],
    target_column: 'days',
  });
  const job = await train(cramped, own, id);
  assert.deepEqual([job.status, job.error?.code], ['failed', 'training_out_of_memory']);
  assert.equal((await cramped.call('GET', `ai-analytics/models/${id}`, { key: own.key })).body.status, 'failed');
});
