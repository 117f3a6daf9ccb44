import assert from 'node:assert/strict';
import { test } from 'node:test';
import { churnCsv } from '../../../test/support/churn-csv.ts';
import { awaitStatus, createModel, holdDataset, importCsv, startTraining } from '../../../test/support/model-steps.ts';
import { createTestApp, type TestOrganization } from '../../../test/support/test-app.ts';

const suite = await createTestApp({ work: true });

const churn = {
  model_type: 'classification',
  feature_columns: ['tenure', 'plan', 'monthly_charges', 'support_calls'],
  target_column: 'churned',
};

async function setPlan({ key }: TestOrganization, plan: string): Promise<void> {
  assert.equal((await suite.call('PUT', 'tenancy/plan', { key, body: { plan } })).status, 200);
}

/** An organization whose plan allows one training at a time, with data and models. */
async function makeShop(models: number) {
  const shop = await suite.createOrganization();
  await setPlan(shop, 'basic');
  await importCsv(suite, shop, 'churn', churnCsv(120));
  const made = [];
  for (let i = 0; i < models; i += 1) made.push(await createModel(suite, shop, churn));
  return { shop, ids: made.map(({ id }) => id) };
}

const getJob = async ({ key }: TestOrganization, jobId: string) =>
  (await suite.call('GET', `jobs/${jobId}`, { key })).body;
const placeOf = async (shop: TestOrganization, jobId: string) => {
  const { status, queue_place: place } = await getJob(shop, jobId);
  return [status, place];
};

test('what the plan does not let run at once waits its turn, and keeps nobody else waiting', async (t) => {
  const { shop, ids } = await makeShop(3);
  const other = await makeShop(1);
  const release = await holdDataset(t, suite, shop.id, 'churn');
  const [first = '', second = '', third = ''] = await Promise.all(ids.map((id) => startTraining(suite, shop, id)));
  const order = [first, second, third].toSorted();
  const [running = '', next = '', last = ''] = order;
  await awaitStatus(suite, shop, running, 'running');
  assert.deepEqual(await placeOf(shop, next), ['queued', 1]);
  assert.deepEqual(await placeOf(shop, last), ['queued', 2]);
  const listed = await suite.call('GET', 'jobs?status=queued', { key: shop.key });
  assert.deepEqual(
    listed.body.items.map((job: { id: string; queue_place: number }) => [job.id, job.queue_place]),
    [
      [last, 2],
      [next, 1],
    ],
  );

  // A node works on two jobs at once: were the second one taken, nobody else's would be.
  const elsewhere = await startTraining(suite, other.shop, other.ids[0] ?? 0);
  assert.equal((await suite.awaitJob(elsewhere, other.shop.key)).status, 'succeeded');

  const cancelled = await suite.call('DELETE', `jobs/${next}`, { key: shop.key });
  assert.deepEqual([cancelled.body.status, cancelled.body.queue_place], ['cancelled', null]);
  assert.deepEqual(await placeOf(shop, last), ['queued', 1]);
  await release();
  assert.equal((await suite.awaitJob(running, shop.key)).status, 'succeeded');
  assert.equal((await suite.awaitJob(last, shop.key)).status, 'succeeded');
});

test('a training gives up its place however it ends', async (t) => {
  const { shop, ids } = await makeShop(4);
  await importCsv(
    suite,
    shop,
    'dull',
    `number,answer\n${Array.from({ length: 40 }, (_, i) => `${i},same`).join('\n')}\n`,
  );
  const hopeless = await createModel(suite, shop, {
    model_type: 'classification',
    feature_columns: ['number'],
    target_column: 'answer',
    training_data_source: { dataset: 'dull' },
  });
  const release = await holdDataset(t, suite, shop.id, 'churn');
  const jobs = [];
  for (const id of [ids[0], hopeless.id, ids[1]]) jobs.push(await startTraining(suite, shop, id));
  const [held = '', failing = '', last = ''] = jobs;
  await awaitStatus(suite, shop, held, 'running');
  await suite.call('DELETE', `jobs/${held}`, { key: shop.key });
  assert.equal((await suite.awaitJob(held, shop.key)).status, 'cancelled');
  assert.equal((await suite.awaitJob(failing, shop.key)).status, 'failed');
  await release();
  assert.equal((await suite.awaitJob(last, shop.key)).status, 'succeeded');
});

test('a plan with more places lets more run', async (t) => {
  const { shop, ids } = await makeShop(2);
  await setPlan(shop, 'premium');
  await holdDataset(t, suite, shop.id, 'churn');
  const jobs = await Promise.all(ids.map((id) => startTraining(suite, shop, id)));
  for (const job of jobs) await awaitStatus(suite, shop, job, 'running');
  for (const job of jobs) await suite.call('DELETE', `jobs/${job}`, { key: shop.key });
  for (const job of jobs) await suite.awaitJob(job, shop.key);
});

test('with a larger plan what waits begins at once, without the end of another training', async (t) => {
  const { shop, ids } = await makeShop(2);
  const release = await holdDataset(t, suite, shop.id, 'churn');
  const jobs = await Promise.all(ids.map((id) => startTraining(suite, shop, id)));
  const [first = '', second = ''] = jobs.toSorted();
  await awaitStatus(suite, shop, first, 'running');
  assert.deepEqual(await placeOf(shop, second), ['queued', 1]);
  await setPlan(shop, 'premium');
  await awaitStatus(suite, shop, second, 'running');
  await release();
  for (const job of jobs) assert.equal((await suite.awaitJob(job, shop.key)).status, 'succeeded');
});
