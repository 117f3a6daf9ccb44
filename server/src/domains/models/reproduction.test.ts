import assert from 'node:assert/strict';
import { test } from 'node:test';
import { churnCsv } from '../../../test/support/churn-csv.ts';
import { createModel, importCsv, train } from '../../../test/support/model-steps.ts';
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts';

const churn = {
  model_type: 'classification',
  feature_columns: ['tenure', 'plan', 'monthly_charges', 'support_calls'],
  target_column: 'churned',
};

// One node trains with one thread; later, when it is gone, the other one with two.
const first = await createTestApp({ work: true, config: { trainingThreads: 1 } });
const shop = await first.createOrganization('Shop');
const { key } = shop;
await importCsv(first, shop, 'churn', churnCsv(16_000));
const boosted = await createModel(first, shop, { ...churn, algorithm: 'gradient_boosting' });
const trained = await train(first, shop, boosted.id, {
  hyperparameter_tuning: false,
  seed: 11,
  class_weights: 'balanced',
});
assert.equal(trained.status, 'succeeded', JSON.stringify(trained.error));
await importCsv(first, shop, 'few', churnCsv(500));
const hurried = await createModel(first, shop, {
  ...churn,
  algorithm: 'auto',
  training_data_source: { dataset: 'few', filter: [{ column: 'tenure', operator: 'gt', value: 2 }] },
});
const short = await train(first, shop, hurried.id, { time_budget_minutes: 0.005 });
assert.equal(short.status, 'succeeded', JSON.stringify(short.error));
await first.close();

const second = await createTestApp({ work: true, config: { trainingThreads: 2 }, database: first.database });

async function reproduce(suite: TestApp, id: number, version = 1) {
  const answer = await suite.call('POST', `ai-analytics/models/${id}/versions/${version}/reproduce`, { key });
  assert.equal(answer.status, 202, answer.text);
  const job = await suite.awaitJob(answer.body.job_id, key);
  assert.equal(job.status, 'succeeded', JSON.stringify(job.error));
  return job.result;
}

test('the same receipt gives the same bytes on another node and with another number of threads', async () => {
  const result = await reproduce(second, boosted.id);
  assert.deepEqual([result.reproduced, result.because], [true, []]);
  assert.deepEqual(result.found, result.expected);
  const { body } = await second.call('GET', `ai-analytics/models/${boosted.id}/performance`, { key });
  assert.deepEqual(
    body.versions.map(({ version }: { version: number }) => version),
    [1],
  );
});

test('a training that its time budget cut short is cut at the same place again', async () => {
  const { body } = await second.call('GET', `ai-analytics/models/${hurried.id}/performance`, { key });
  assert.equal(typeof body.versions[0].receipt.budget_looks, 'number');
  assert.equal((await reproduce(second, hurried.id)).reproduced, true);
});

test('after a row has changed the answer says so', async () => {
  await second.platform.database.business(shop.id, async ({ client }) => {
    await client.query(`update few set tenure = tenure + 1 where customer_id = 'C-10003'`);
  });
  const result = await reproduce(second, hurried.id);
  assert.deepEqual([result.reproduced, result.because], [false, ['data_changed']]);
  assert.notEqual(result.found.data_snapshot_hash, result.expected.data_snapshot_hash);
});

test('a version that is not there, or from before receipts were kept, is refused', async () => {
  const missing = await second.call('POST', `ai-analytics/models/${boosted.id}/versions/9/reproduce`, { key });
  assert.deepEqual([missing.status, missing.body.code], [404, 'version_not_found']);
});
