import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { createTestApp } from '../../../../test/support/test-app.ts';

const asked: { url: string; key: string; body: unknown }[] = [];
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += String(chunk)));
  request.on('end', () => {
    asked.push({ url: request.url ?? '', key: String(request.headers['x-api-key'] ?? ''), body: JSON.parse(body) });
    const status = asked.length === 1 ? 503 : 201;
    response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '0' }).end('{"ticket":{"id":41}}');
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
after(() => server.close());
const { port } = server.address() as AddressInfo;

const suite = await createTestApp({ work: true, env: { OUTBOUND_ALLOWED_HOSTS: `127.0.0.1:${port}` } });
const { key } = await suite.createOrganization();

test('a call from outside runs a script, asks another system by a credential, and answers with what it came to', async () => {
  const secret = 'sk-live-0123456789';
  const kept = await suite.call('POST', 'ai-analytics/credentials', {
    key,
    body: { name: 'crm', kind: 'header', header: 'X-Api-Key', hosts: [`127.0.0.1:${port}`], secret },
  });
  assert.equal(kept.status, 201, kept.text);
  const workflow = await suite.call('POST', 'ai-analytics/workflows', {
    key,
    body: {
      workflow_name: 'Tickets from the shop',
      workflow_type: 'webhook',
      trigger_conditions: { conditions: [{ field: 'order', operator: 'starts_with', value: 'O-' }] },
      workflow_steps: [
        {
          type: 'script',
          id: 'sum',
          source: 'return { total: input.lines.reduce((sum, { price, count }) => sum + price * count, 0) }',
          input: { lines: 'trigger.lines' },
        },
        {
          type: 'external_api',
          id: 'ticket',
          url: `http://127.0.0.1:${port}/tickets`,
          body: { subject: 'Order {{trigger.order}}', total: '{{sum.total}}' },
          credential: 'crm',
          response_mapping: { ticket_id: 'body.ticket.id' },
          retry: { max_attempts: 2, backoff: 'fixed', initial_seconds: 0 },
        },
      ],
    },
  });
  assert.equal(workflow.status, 201, workflow.text);
  const hook = await suite.call('POST', `ai-analytics/workflows/${workflow.body.id}/hooks`, {
    key,
    body: { name: 'Shop', answer: 'at_end', wait_seconds: 30 },
  });
  assert.equal(hook.status, 201, hook.text);
  const call = (order = 'O-1') =>
    suite.call('POST', new URL(hook.body.url).pathname, {
      body: { order, lines: [{ price: 2.5, count: 4 }] },
      headers: { 'webhook-id': `order ${order}`.replace(' ', '-') },
    });
  const answer = await call();
  assert.deepEqual([answer.status, answer.body.status], [200, 'succeeded'], answer.text);
  assert.deepEqual(asked, [
    { url: '/tickets', key: secret, body: { subject: 'Order O-1', total: 10 } },
    { url: '/tickets', key: secret, body: { subject: 'Order O-1', total: 10 } },
  ]);
  // The same message again: the same run, and nobody is asked twice.
  assert.equal((await call()).body.run_id, answer.body.run_id);
  assert.equal(asked.length, 2);
  const other = await call('P-1');
  assert.deepEqual([other.status, other.body.run_id, other.body.status], [200, null, 'not_started'], other.text);
  const run = await suite.call('GET', `ai-analytics/workflow-runs/${answer.body.run_id}`, { key });
  const steps = await suite.call('GET', `ai-analytics/workflow-runs/${answer.body.run_id}/steps`, { key });
  assert.match(steps.text, /"ticket_id":41/);
  const { plan, under_way: underWay } = run.body;
  assert.deepEqual(
    new Set(plan.map((step: { id: string }) => step.id)),
    new Set(steps.body.items.map((step: { step_id: string }) => step.step_id)),
  );
  assert.deepEqual(underWay, [], 'it is over');
  for (const { text } of [run, steps]) assert.ok(!text.includes(secret));
  assert.ok(!suite.logLines.join('\n').includes(secret));
  const refused = await suite.call('DELETE', `ai-analytics/credentials/${kept.body.id}`, { key });
  assert.deepEqual([refused.status, refused.body.workflows], [409, 'Tickets from the shop']);
});
