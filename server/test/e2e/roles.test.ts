import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestApp } from '../support/test-app.ts';
import { churnCsv } from '../support/churn-csv.ts';

test('a node that only works answers nothing but how it is', async () => {
  const suite = await createTestApp({ env: { ROLE: 'worker' }, work: true });
  const { key } = await suite.createOrganization();
  assert.deepEqual((await suite.call('GET', 'monitoring/health')).body.status, 'ok');
  for (const url of ['ai-analytics/models', 'session', '/', '/assets/main.js', '/ws/notifications']) {
    assert.equal((await suite.call('GET', url, { key })).status, 404, url);
  }
});

test('a node that only answers takes no job, and health says that nobody does', async () => {
  const suite = await createTestApp({ env: { ROLE: 'api' }, work: true });
  const { key } = await suite.createOrganization();
  const health = await suite.call('GET', 'monitoring/health', { key });
  assert.deepEqual([health.status, health.body.status, health.body.checks.workers.ok], [200, 'degraded', false]);
  const upload = await suite.call('POST', 'data/datasets/churn/imports', {
    key,
    body: churnCsv(10),
    headers: { 'content-type': 'text/csv' },
  });
  const job = await suite.call('GET', `jobs/${upload.body.job_id}`, { key });
  assert.deepEqual([upload.status, job.body.status, job.body.attempt], [202, 'queued', 0]);
});
