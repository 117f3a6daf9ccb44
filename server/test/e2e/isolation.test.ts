import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestApp } from '../support/test-app.ts';
import { signIn } from '../support/people.ts';
import { churnCsv } from '../support/churn-csv.ts';
import { until } from '../support/until.ts';

const suite = await createTestApp({ work: true });
const [mine, other] = [await suite.createOrganization('Mine'), await suite.createOrganization('Other')];

const credentialOf = (hosts: string[]) => ({ kind: 'bearer', hosts, secret: 'a secret' });

/** One of everything that has an id, all of it Mine's. */
async function makeEverything(): Promise<Record<string, string>> {
  const { key } = mine;
  const upload = await suite.call('POST', 'data/datasets/churn/imports', {
    key,
    body: churnCsv(300),
    headers: { 'content-type': 'text/csv' },
  });
  await suite.awaitJob(upload.body.job_id, key);
  const measured = await suite.call('POST', 'data/datasets/measured/imports', {
    key,
    body: 'day,n\n2026-01-01,1\n2026-01-02,2\n',
    headers: { 'content-type': 'text/csv' },
  });
  await suite.awaitJob(measured.body.job_id, key);
  const rule = await suite.call('POST', 'data/datasets/measured/quality-rules', {
    key,
    body: { kind: 'in_range', column: 'n', maximum: 0 },
  });
  assert.equal(rule.status, 201, rule.text);
  const check = await suite.call('POST', 'data/datasets/measured/quality-rules/run', { key });
  await suite.awaitJob(check.body.job_id, key);
  const alerts = await suite.call('GET', 'data/quality-alerts', { key });
  const model = await suite.call('POST', 'ai-analytics/models', {
    key,
    body: {
      model_name: 'Churn',
      model_type: 'classification',
      algorithm: 'logistic_regression',
      feature_columns: ['tenure', 'plan'],
      target_column: 'churned',
    },
  });
  const training = await suite.call('POST', `ai-analytics/models/${model.body.id}/train`, { key, body: {} });
  await suite.awaitJob(training.body.job_id, key);
  await suite.call('POST', `ai-analytics/models/${model.body.id}/deploy`, {
    key,
    body: { force: true, reason: 'test' },
  });
  const prediction = await suite.call('POST', 'ai-analytics/predict', {
    key,
    body: { model_id: model.body.id, input_data: { tenure: 3, plan: 'basic' } },
  });
  const batch = await suite.call('POST', 'ai-analytics/predict/batch', {
    key,
    body: { model_id: model.body.id, dataset: 'churn' },
  });
  assert.equal(batch.status, 202, batch.text);
  const apiKey = await suite.call('POST', 'tenancy/api-keys', { key, body: { name: 'x', permissions: 'all' } });
  assert.equal(prediction.status, 200, prediction.text);
  const role = await suite.call('POST', 'tenancy/roles', { key, body: { name: 'Ours', permissions: ['data:read'] } });
  const invitation = await suite.call('POST', 'tenancy/invitations', {
    key,
    body: { email: 'guest@example.com', role: 'viewer' },
  });
  const event = await suite.call('POST', 'events', {
    key,
    body: { event_type: 'order_placed', data: { order_id: 'O-1' } },
  });
  const fields = [{ path: 'order_id', types: ['text'], is_required: true }];
  await suite.call('PUT', 'events/types/order_placed/schema', { key, body: { fields } });
  const metric = await suite.call('POST', 'data/metrics', {
    key,
    body: {
      name: 'customers_there',
      dataset: 'measured',
      time: { field: 'day' },
      measures: [{ name: 'n', function: 'count' }],
    },
  });
  assert.equal(metric.status, 201, metric.text);
  const orders = await suite.call('POST', 'data/datasets/orders/imports', {
    key,
    body: 'order_id,ordered_at,amount\n1,2026-01-01T10:00:00Z,5\n2,2026-01-02T10:00:00Z,5\n',
    headers: { 'content-type': 'text/csv' },
  });
  await suite.awaitJob(orders.body.job_id, key);
  // Of too little data nothing comes, and that is kept too.
  const analysis = await suite.call('POST', 'ai-analytics/predictive', {
    key,
    body: { kind: 'revenue_forecast', wait_seconds: 30 },
  });
  assert.equal(analysis.status, 422, analysis.text);
  const analyses = await suite.call('GET', 'ai-analytics/predictive', { key });
  const owner = await signIn(suite, mine.ownerEmail);
  const told = await suite.call('POST', 'notifications', {
    key,
    body: {
      category: 'security',
      channels: ['in_app', 'email'],
      recipients: { user_ids: [owner.id] },
      title: 'Ours',
      message: 'Ours',
    },
  });
  assert.equal(told.status, 202, told.text);
  const endpoint = await suite.call('POST', 'notifications/webhook-endpoints', {
    key,
    body: { name: 'Ours', url: 'https://hooks.example.com/' },
  });
  assert.equal(endpoint.status, 201, endpoint.text);
  const template = await suite.call('POST', 'notifications/templates', {
    key,
    body: { name: 'ours', default_language: 'en', texts: { en: { title: 'Ours', message: 'Ours' } } },
  });
  assert.equal(template.status, 201, template.text);
  const workflow = await suite.call('POST', 'ai-analytics/workflows', {
    key,
    body: {
      workflow_name: 'Ours',
      workflow_type: 'scheduled',
      trigger_conditions: { schedule: { cron: '0 3 * * *' } },
      workflow_steps: [{ type: 'approval_request', approvers: { users: [owner.id] }, title: 'Ours?' }],
    },
  });
  assert.equal(workflow.status, 201, workflow.text);
  const run = await suite.call('POST', `ai-analytics/workflows/${workflow.body.id}/runs`, { key, body: {} });
  assert.equal(run.status, 202, run.text);
  const approval = await until(async () => (await suite.call('GET', 'ai-analytics/approvals', { key })).body.items[0]);
  const hook = await suite.call('POST', `ai-analytics/workflows/${workflow.body.id}/hooks`, {
    key,
    body: { name: 'Ours' },
  });
  assert.equal(hook.status, 201, hook.text);
  const credential = await suite.call('POST', 'ai-analytics/credentials', {
    key,
    body: { name: 'ours', ...credentialOf(['api.example.com']) },
  });
  assert.equal(credential.status, 201, credential.text);
  const sessions = await suite.call('GET', 'sessions', { headers: owner.as });
  return {
    '/ai-analytics/workflows/': String(workflow.body.id),
    '/ai-analytics/workflow-runs/': run.body.run_id,
    '/ai-analytics/approvals/': approval.id,
    // Whoever has the token may look; nobody has this one.
    '/ai-analytics/approval-links/': `1.${'A'.repeat(32)}`,
    '/ai-analytics/hooks/': String(hook.body.id),
    '/ai-analytics/credentials/': String(credential.body.id),
    '/tenancy/members/': String(owner.id),
    '/tenancy/roles/': role.body.id.slice('role_'.length),
    '/tenancy/invitations/': String(invitation.body.id),
    '/sessions/': String(sessions.body.items[0].id),
    '/notifications/deliveries/': told.body.delivery_ids[0],
    '/notifications/webhook-endpoints/': String(endpoint.body.id),
    '/notifications/templates/': template.body.name,
    '/notifications/': told.body.notification_ids[0],
    '/jobs/': training.body.job_id,
    '/data/datasets/': 'churn',
    '/data/quality-rules/': String(rule.body.id),
    '/data/quality-alerts/': String(alerts.body.items[0].id),
    '/events/types/': 'order_placed',
    '/events/': event.body.ids[0],
    '/data/metrics/': 'customers_there',
    '/data/imports/': String(upload.body.import_id),
    '/ai-analytics/models/': String(model.body.id),
    '/ai-analytics/predictive/': String(analyses.body.items[0].id),
    '/ai-analytics/predict/batches/': String(batch.body.batch_id),
    '/ai-analytics/predictions/': prediction.body.prediction_id,
    '/tenancy/api-keys/': String(apiKey.body.id),
  };
}

const ids = await makeEverything();
const paths = Object.entries<Record<string, { requestBody?: unknown }>>(
  (await suite.call('GET', '/openapi.json')).body.paths,
);
const withId = paths.filter(([path]) => path.includes('{'));

/** Neither read nor kept where the model is another's. */
const file = Buffer.from('a file');

/** A body that would be accepted, so that nothing but the id can be what is refused. */
const bodies: Record<string, unknown> = {
  'put /api/v1/data/metrics/{name}': {
    dataset: 'measured',
    time: { field: 'day' },
    measures: [{ name: 'n', function: 'count' }],
  },
  'patch /api/v1/data/datasets/{name}': { label: 'Taken over' },
  'post /api/v1/data/datasets/{name}/exports': {},
  'post /api/v1/data/datasets/{name}/quality-rules': { kind: 'not_blank', column: 'plan' },
  'post /api/v1/data/datasets/{name}/quality-rules/preview': { kind: 'not_blank', column: 'plan' },
  'post /api/v1/data/datasets/{name}/quality-rules/suggestions': {},
  'patch /api/v1/data/quality-rules/{id}': { enabled: false },
  'post /api/v1/data/datasets/{name}/columns': { name: 'taken', type: 'text' },
  'patch /api/v1/data/datasets/{name}/columns/{column}': { label: 'Taken over' },
  'post /api/v1/data/datasets/{name}/columns/{column}/retype': { type: 'text' },
  'post /api/v1/data/datasets/{name}/constraints': { column: 'plan', kind: 'required' },
  'post /api/v1/data/datasets/{name}/records': { records: [{ plan: 'basic' }] },
  'patch /api/v1/data/datasets/{name}/records/{key}': { values: { plan: 'basic' } },
  'post /api/v1/data/datasets/{name}/records/bulk-update': {
    filter: [{ column: 'plan', operator: 'is_present' }],
    values: { plan: 'basic' },
  },
  'post /api/v1/data/datasets/{name}/records/bulk-delete': { filter: [{ column: 'plan', operator: 'is_present' }] },
  'patch /api/v1/notifications/{id}': { read: true },
  'patch /api/v1/notifications/webhook-endpoints/{id}': { enabled: false },
  'post /api/v1/notifications/webhook-endpoints/{id}/rotate-secret': {},
  'put /api/v1/notifications/templates/{name}': {
    version: 1,
    default_language: 'en',
    texts: { en: { title: 'Taken over', message: 'Taken over' } },
  },
  'post /api/v1/notifications/templates/{name}/preview': {},
  'patch /api/v1/tenancy/members/{user_id}': { role: 'viewer' },
  'patch /api/v1/tenancy/roles/{id}': { name: 'Taken over' },
  'patch /api/v1/tenancy/api-keys/{id}': { name: 'Taken over' },
  'post /api/v1/tenancy/api-keys/{id}/rotate': {},
  'post /api/v1/tenancy/invitations/{id}/resend': {},
  'put /api/v1/ai-analytics/workflows/{id}': { category: 'taken over' },
  'post /api/v1/ai-analytics/workflows/{id}/publish': {},
  'post /api/v1/ai-analytics/workflows/{id}/rollback': { version: 1 },
  'post /api/v1/ai-analytics/workflows/{id}/runs': {},
  'post /api/v1/ai-analytics/workflows/{id}/back-fill': { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' },
  'post /api/v1/ai-analytics/workflows/{id}/back-tests': { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' },
  'post /api/v1/ai-analytics/workflows/{id}/hooks': { name: 'Taken over' },
  'post /api/v1/ai-analytics/workflow-runs/{id}/retry': {},
  'post /api/v1/ai-analytics/approvals/{id}/decide': { verdict: 'approved' },
  'post /api/v1/ai-analytics/approval-links/{token}/decide': { verdict: 'approved' },
  'post /api/v1/ai-analytics/hooks/{id}/rotate': {},
  'put /api/v1/ai-analytics/credentials/{id}': credentialOf(['taken.example.com']),
  'put /api/v1/ai-analytics/models/{id}': { model_name: 'Taken over' },
  'post /api/v1/ai-analytics/models/{id}/train': {},
  'post /api/v1/ai-analytics/models/{id}/versions/onnx': file,
  'put /api/v1/ai-analytics/models/{id}/retraining': {},
  'post /api/v1/ai-analytics/models/{id}/deploy': { force: true, reason: 'because' },
  'post /api/v1/ai-analytics/models/{id}/promote': { version: 1 },
  'post /api/v1/ai-analytics/models/{id}/rollback': {},
  'put /api/v1/ai-analytics/models/{id}/challenger': { version: 1, mode: 'shadow' },
  'post /api/v1/ai-analytics/predictions/{id}/explain': {},
  'post /api/v1/ai-analytics/predictions/{id}/feedback': { actual_outcome: { churned: true } },
};

/** What a route cannot do without. */
const queries: Record<string, string> = { 'get /api/v1/ai-analytics/models/{id}/compare': '?versions=1,2' };

for (const [path, operations] of withId) {
  for (const method of Object.keys(operations)) {
    // Importing into a dataset makes one's own where there is none: nothing of the other organization is named by it.
    if (path.endsWith('/imports') && method === 'post') continue;
    // Whoever knows the address of a webhook may call it; it names its organization by itself.
    if (path.startsWith('/hooks/')) continue;
    // So does declaring what one's own events hold.
    if (path.endsWith('/events/types/{name}/schema') && method === 'put') continue;
    test(`${method} ${path} answers 404 for what belongs to another organization`, async () => {
      const found = Object.entries(ids).find(([prefix]) => path.startsWith(`/api/v1${prefix}`));
      assert.ok(found, `the test makes nothing for ${path}`);
      const name = `${method} ${path}`;
      assert.ok(!operations[method]?.requestBody || name in bodies, `the test knows no body for ${name}`);
      const named = path
        .replace('{version}', '1')
        .replace(/\{[^}]+\}/, encodeURIComponent(found[1]))
        .replaceAll(/\{[^}]+\}/g, '1');
      const url = `${named}${queries[name] ?? ''}`;
      const answer = await suite.call(method.toUpperCase() as 'GET', url, {
        key: other.key,
        ...(name in bodies ? { body: bodies[name] } : {}),
        ...(bodies[name] === file ? { headers: { 'content-type': 'application/octet-stream' } } : {}),
      });
      assert.equal(answer.status, 404, answer.text);
      assert.match(answer.body.code, /_not_found$/);
    });
  }
}

test('a prediction cannot be asked of another organization’s model', async () => {
  const body = { model_id: Number(ids['/ai-analytics/models/']), input_data: { tenure: 3, plan: 'basic' } };
  const answer = await suite.call('POST', 'ai-analytics/predict', { key: other.key, body });
  assert.deepEqual([answer.status, answer.body.code], [404, 'model_not_found']);
});

test('lists show an organization nothing of another', async () => {
  for (const [path, operations] of paths) {
    if (
      path.includes('{') ||
      !('get' in operations) ||
      /v1\/notifications$|notifications\/(?:unread-count|preferences|categories|mailbox|unsubscribe)|dashboard|answer-cache|bi-access|workflow-settings|workflow-templates|product-types|standard-datasets|schedules\/next-ticks|health|languages|countries|session|api-keys|tenancy\/(?:members|organizations?|roles|permissions|access)|tenancy\/(?:plans?|usage|retention|audit-log)/.test(
        path,
      )
    )
      continue;
    const answer = await suite.call('GET', path, { key: other.key });
    assert.deepEqual([path, answer.status, answer.body.items], [path, 200, []]);
    const own = await suite.call('GET', path, { key: mine.key });
    assert.ok(own.body.items.length > 0, `${path} shows its own organization nothing, so this test proves nothing`);
  }
});

test('what the other tried has changed nothing', async () => {
  const model = await suite.call('GET', `ai-analytics/models/${ids['/ai-analytics/models/']}`, { key: mine.key });
  assert.equal(model.body.model_name, 'Churn');
  assert.equal((await suite.call('GET', 'data/datasets/churn', { key: mine.key })).status, 200);
});
