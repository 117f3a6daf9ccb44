import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { createTestApp } from '../test/support/test-app.ts';
import { until } from '../test/support/until.ts';
import { createWorkflowRoom, makeLeadModel, manual } from '../test/support/workflow-room.ts';
import { withClient } from './platform/db/connection.ts';

/** A system of others: what it was asked, and how it answers. */
const asked: { url: string; headers: IncomingHttpHeaders; body: string }[] = [];
let answer = (response: ServerResponse): unknown => response.writeHead(200).end();
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += String(chunk)));
  request.on('end', () => {
    asked.push({ url: request.url ?? '', headers: request.headers, body });
    answer(response);
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
after(() => server.close());
const { port } = server.address() as AddressInfo;

const suite = await createTestApp({ work: true, env: { OUTBOUND_ALLOWED_HOSTS: `127.0.0.1:${port}` } });
const { call } = suite;
const company = await suite.createOrganization();
const { WORKFLOWS, make, start, over, stepsOf } = createWorkflowRoom(suite, company);

const asOwner = <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  withClient(suite.database.owner, async (client) => {
    await client.query("select set_config('app.organization_id', $1, false)", [String(company.id)]);
    return (await client.query<T>(text, values)).rows;
  });
const count = async (from: string): Promise<number> =>
  (await asOwner<{ count: number }>(`select count(*)::int as count from ${from}`))[0]?.count ?? -1;

// A step whose id begins with `crash_` loses its database the first time, between what it has done and the note of it.
await asOwner(`
  create function crash_once() returns trigger language plpgsql as $$
  begin
    if new.step_id like 'crash\\_%' and nextval(new.step_id::regclass) = 1 then
      raise exception 'gone' using errcode = '57P01';
    end if;
    return new;
  end $$`);
await asOwner('create trigger crash before insert on automation_run_steps for each row execute function crash_once()');
async function crashing(step: { type: string } & Record<string, unknown>, input: object = {}): Promise<any> {
  const id = `crash_${step.type}`;
  await asOwner(`create sequence ${id}`);
  await asOwner(`grant usage on ${id} to suite_app`);
  const workflow = await make(manual([{ id, ...step }]));
  const run = await over(await start(workflow.id, input));
  assert.equal(run.status, 'succeeded', JSON.stringify(run.failure));
  const [reached] = await asOwner<{ last_value: string }>(`select last_value from ${id}`);
  assert.equal(Number(reached?.last_value), 2, 'it was done twice');
  const steps = await stepsOf(run.id);
  assert.equal(steps.length, 1);
  return steps[0].output;
}

const model = await makeLeadModel(suite, company);

test('a prediction is kept, counted and told of once, though its step was done twice', async () => {
  const usage = async () =>
    (await asOwner<{ used: number }>(`select used from usage_counters where entitlement = 'predictions_per_day'`))[0]
      ?.used ?? 0;
  await asOwner("insert into outbox_consumers (name, types) values ('waiting', array['prediction_completed'])");
  const before = { kept: await count('prediction_results'), used: await usage() };
  const output = await crashing(
    {
      type: 'ai_prediction',
      model_id: model.id,
      input_mapping: { company_size: 'trigger.employees', industry: 'trigger.industry', budget: 'trigger.budget' },
    },
    { employees: 950, industry: 'steel', budget: 90_000 },
  );
  assert.ok(output.prediction > 0.5, JSON.stringify(output));
  assert.deepEqual(
    { kept: await count('prediction_results'), used: await usage() },
    { kept: before.kept + 1, used: before.used + 1 },
  );
  assert.equal(await count(`prediction_results where prediction_id = '${output.prediction_id}'`), 1);
  assert.equal(await count(`outbox_events where type = 'prediction_completed'`), 1);
  const told = await asOwner<{ cause: { run_id: string } }>(
    `select cause from outbox_events where type = 'prediction_completed'`,
  );
  assert.match(told[0]?.cause.run_id ?? '', /^run_/);
});

test('a workflow is not started by its own prediction', async () => {
  const asks = await make({
    workflow_name: 'Asks what it is told',
    workflow_type: 'ai_triggered',
    trigger_conditions: { event_type: 'prediction_completed' },
    workflow_steps: [
      { id: 'ask', type: 'ai_prediction', model_id: model.id, input_mapping: { company_size: 'trigger.employees' } },
    ],
  });
  const run = await over(await start(asks.id, { employees: 950 }));
  assert.equal(run.status, 'succeeded', JSON.stringify(run.failure));
  const { body } = await until(async () => {
    const workflow = await call('GET', `${WORKFLOWS}/${asks.id}`, company);
    return workflow.body.loops_stopped > 0 ? workflow : undefined;
  });
  assert.deepEqual([body.loops_stopped, body.execution_count], [1, 1]);
});

test('records are changed once, though their step was done twice', async () => {
  const body = { records: [{ product_id: 'P-1', product_name: 'Anvil' }] };
  assert.equal((await call('POST', 'data/datasets/products/records', { ...company, body })).status, 201);
  const output = await crashing({
    type: 'data_update',
    table_name: 'products',
    record_id: 'P-1',
    updates: { product_name: 'Hammer' },
  });
  assert.equal(output.affected, 1);
  const { body: history } = await call('GET', 'data/datasets/products/records/P-1/history', company);
  assert.equal(history.items.length, 2, 'made and changed');
  assert.equal(await count(`outbox_events where type = 'product_updated'`), 1);
});

test('people are told once, though the step that tells them was done twice', async () => {
  const before = await count('notification_deliveries');
  const output = await crashing({
    type: 'notification',
    notification_type: 'email',
    recipients: ['ada@example.com'],
    subject: 'Once',
    message: 'Only once.',
  });
  assert.equal(output.notification_ids.length, 1);
  assert.equal(await count('notification_deliveries'), before + 1);
  assert.equal(await count(`notifications where title = 'Once'`), 1);
});

test('a call whose node is given up meanwhile is made again under the same key, and its late answer does not count', async () => {
  const first = Promise.withResolvers<ServerResponse>();
  answer = (response) => first.resolve(response);
  const workflow = await make(
    manual([{ id: 'ask', type: 'external_api', url: `http://127.0.0.1:${port}/charge`, body: { amount: 5 } }]),
  );
  const runId = await start(workflow.id);
  const held = await first.promise;
  answer = (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"charge":2}');
  // As when its node is silent: the run is nobody's, and ready for whoever takes it.
  await asOwner('update automation_runs set owner = null, losses = losses + 1 where id = $1', [runId]);
  await asOwner(
    `insert into automation_run_events (organization_id, run_id, kind, key, due_at, ready) values ($1, $2, 'look', '', 'epoch', true)`,
    [company.id, runId],
  );
  const run = await over(runId);
  held.writeHead(200, { 'content-type': 'application/json' }).end('{"charge":1}');
  assert.equal(run.status, 'succeeded', JSON.stringify(run.failure));
  const keys = asked.filter(({ url }) => url === '/charge').map(({ headers }) => headers['idempotency-key']);
  assert.deepEqual(keys, [`${runId}:ask`, `${runId}:ask`]);
  const [line, ...others] = await stepsOf(runId);
  assert.deepEqual([line.output.body, others], [{ charge: 2 }, []]);
});

test('a call that is asked to wait is made again when it may be, under the same key', async () => {
  const from = asked.length;
  answer = (response) => {
    const isEarly = asked.length === from + 1;
    response.writeHead(isEarly ? 429 : 201, { 'retry-after': '1' }).end();
  };
  const url = `http://127.0.0.1:${port}/tickets`;
  const workflow = await make(
    manual([{ id: 'ask', type: 'external_api', url, retry: { max_attempts: 2, initial_seconds: 0 } }]),
  );
  const run = await over(await start(workflow.id));
  assert.equal(run.status, 'succeeded', JSON.stringify(run.failure));
  const [refused, done] = await stepsOf(run.id);
  assert.deepEqual([refused.failure.code, refused.failure.retryAfterSeconds], ['call_failed_for_now', 1]);
  const waitedMs = Date.parse(done.started_at) - Date.parse(refused.finished_at);
  assert.ok(waitedMs >= 990, `it was made again after ${waitedMs} ms`);
  const keys = asked.slice(from).map(({ headers }) => headers['idempotency-key']);
  assert.deepEqual(keys, [`${run.id}:ask`, `${run.id}:ask`]);
});

test('nobody is called who is not allowed', async () => {
  const from = asked.length;
  const steps = [{ id: 'ask', type: 'external_api', url: '{{trigger.url}}' }];
  const workflow = await make(manual(steps));
  for (const url of [`http://localhost:${port}/`, `http://[::1]:${port}/`, 'http://169.254.169.254/latest']) {
    const run = await over(await start(workflow.id, { url }));
    assert.equal(run.status, 'failed', url);
  }
  assert.equal(asked.length, from);
});

const close = (most: number) => ({
  id: 'close',
  type: 'data_update',
  table_name: 'orders',
  filter: {
    all: [
      { field: 'status', operator: 'equals', value: 'open' },
      { field: 'amount', operator: 'greater_or_equal', value: '{{trigger.from}}' },
    ],
  },
  updates: { status: 'closed' },
  max_records: most,
});

test('records that a filter names are changed together, but never more than the step allows', async () => {
  const records = Array.from({ length: 5 }, (_, index) => ({
    order_id: `O-${index}`,
    amount: index * 100,
    status: 'open',
  }));
  assert.equal((await call('POST', 'data/datasets/orders/records', { ...company, body: { records } })).status, 201);
  const statuses = async () => {
    const { body } = await call('GET', 'data/datasets/orders/records', company);
    return body.items.map((each: any) => each.values.status).toSorted();
  };
  const tried = await call('POST', `${WORKFLOWS}/try`, {
    ...company,
    body: { definition: manual([close(2)]), trigger: { from: 200 }, step_id: 'close' },
  });
  assert.equal(tried.status, 200, tried.text);
  assert.match(tried.text, /"affected":3,"within_cap":false/);

  const capped = await over(await start((await make(manual([close(2)]))).id, { from: 200 }));
  assert.equal(capped.status, 'failed', 'more than it may change');
  assert.deepEqual(await statuses(), Array(5).fill('open'));
  const run = await over(await start((await make(manual([close(3)]))).id, { from: 200 }));
  assert.equal(run.status, 'succeeded', JSON.stringify(run.failure));
  assert.deepEqual(await statuses(), ['closed', 'closed', 'closed', 'open', 'open']);
  const [{ output }] = await stepsOf(run.id);
  assert.equal(output.affected, 3);
  const undone = await call('POST', `data/datasets/orders/changes/${output.change_set}/undo`, { ...company, body: {} });
  assert.ok(undone.status < 300, undone.text);
  assert.deepEqual(await statuses(), Array(5).fill('open'));
});
