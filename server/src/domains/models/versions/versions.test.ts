import assert from 'node:assert/strict';
import { test } from 'node:test';
import { churnCsv } from '../../../../test/support/churn-csv.ts';
import { importCsv, makeDeployedModel, train } from '../../../../test/support/model-steps.ts';
import { createTestApp } from '../../../../test/support/test-app.ts';

const suite = await createTestApp({ work: true });
const shop = await suite.createOrganization('Shop');
const { key } = shop;
await importCsv(suite, shop, 'churn', churnCsv(400));
const { id } = await makeDeployedModel(suite, shop, {
  model_type: 'classification',
  feature_columns: ['tenure', 'support_calls', 'monthly_charges'],
  target_column: 'churned',
});
await train(suite, shop, id, { hyperparameter_tuning: false });
await suite.call('PUT', `ai-analytics/models/${id}`, { key, body: { feature_columns: ['tenure'] } });
await train(suite, shop, id, { seed: 3 });
const get = (path: string, headers = {}) => suite.call('GET', `ai-analytics/models/${id}/${path}`, { key, headers });

test('versions are listed page by page, the latest first', async () => {
  const first = await get('versions?limit=2');
  const second = await get(`versions?limit=2&cursor=${first.body.next_cursor}`);
  assert.deepEqual(
    [first, second].map(({ body }) => body.items.map(({ version }: { version: number }) => version)),
    [[3, 2], [1]],
  );
  assert.equal(second.body.next_cursor, null);
  assert.equal((await suite.call('GET', 'ai-analytics/models/2000000000/versions', { key })).status, 404);
});

test('a version tells its whole receipt, and has an ETag', async () => {
  const { status, body, headers } = await get('versions/2');
  assert.equal(status, 200);
  assert.deepEqual(
    [body.version, body.model_id, body.seed, body.validation_split, body.hyperparameter_tuning, body.positive_class],
    [2, id, 0, 0.2, false, true],
  );
  assert.deepEqual([body.classes, body.training_data_source.dataset], [[false, true], 'churn']);
  assert.equal(body.rows_total, 400);
  assert.ok(body.metrics.log_loss > 0 && body.data_quality.length >= 3);
  assert.equal((await get('versions/2', { 'if-none-match': headers['etag'] })).status, 304);
  const missing = await get('versions/9');
  assert.deepEqual([missing.status, missing.body.code], [404, 'version_not_found']);
});

test('versions are compared with what differs between them', async () => {
  const { status, body } = await get('compare?versions=1,2,3');
  assert.equal(status, 200);
  assert.deepEqual([body.versions, body.same_rows], [[1, 2, 3], false]);
  const loss = body.metrics.find(({ metric }: { metric: string }) => metric === 'log_loss');
  assert.equal(loss.is_higher_better, false);
  assert.equal(loss.values[0].value, (await get('versions/1')).body.metrics.log_loss);
  // The second was trained on the same rows, the third on other columns.
  assert.deepEqual(
    loss.differences.map(({ version, is_significant: isTold }: any) => [version, isTold]),
    [
      [2, false],
      [3, null],
    ],
  );
  assert.ok(body.settings.some(({ name }: { name: string }) => name === 'hyperparameter_tuning'));
  assert.deepEqual(body.features, [
    { name: 'support_calls', versions: [1, 2] },
    { name: 'monthly_charges', versions: [1, 2] },
  ]);
  assert.deepEqual(
    body.live.map(({ version, verdict }: any) => [version, verdict]),
    [
      [2, 'too_few_rows'],
      [3, 'too_few_rows'],
    ],
  );
});

test('fewer than two versions are no comparison', async () => {
  assert.equal((await get('compare?versions=1')).status, 422);
  const twice = await get('compare?versions=1,1');
  assert.deepEqual([twice.status, twice.body.code], [422, 'comparison_invalid']);
  assert.equal((await get('compare?versions=1,9')).body.code, 'version_not_found');
});
