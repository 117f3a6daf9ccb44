import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestApp } from '../../../../test/support/test-app.ts';
import { SAMPLE_DATASETS } from './sample.service.ts';

const suite = await createTestApp({ work: true });
const shop = await suite.createOrganization();

test('a sample company is made as a job, once, and nothing is mixed with it', async () => {
  const started = await suite.call('POST', 'data/sample', { key: shop.key, body: { seed: 3, end: '2026-06-30' } });
  assert.equal(started.status, 202, started.text);
  const again = await suite.call('POST', 'data/sample', { key: shop.key, body: {} });
  assert.deepEqual([again.status, again.body.code], [409, 'sample_under_way']);
  const job = await suite.awaitJob(started.body.job_id, shop.key);
  assert.equal(job.status, 'succeeded', JSON.stringify(job.error));
  const imports: { dataset: string; job_id: string }[] = job.result.imports;
  assert.deepEqual(
    imports.map(({ dataset }) => dataset),
    [...SAMPLE_DATASETS],
  );
  for (const { dataset, job_id: importJob } of imports) {
    const done = await suite.awaitJob(importJob, shop.key);
    assert.deepEqual([done.status, done.result?.rows_rejected], ['succeeded', 0], dataset);
  }
  const { body: orders } = await suite.call('GET', 'data/datasets/orders', { key: shop.key });
  const types = Object.fromEntries(
    orders.columns.map(({ name, type }: { name: string; type: string }) => [name, type]),
  );
  assert.deepEqual([types['ordered_at'], types['amount'], types['customer_id']], ['timestamp', 'number', 'integer']);

  const refused = await suite.call('POST', 'data/sample', { key: shop.key, body: {} });
  assert.deepEqual([refused.status, refused.body.code], [409, 'sample_datasets_exist']);
  assert.match(refused.body.detail, /customers, products, orders/);
});
