import assert from 'node:assert/strict';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { createPerson, signIn } from '../test/support/people.ts';
import { createTestApp } from '../test/support/test-app.ts';
import { until } from '../test/support/until.ts';
import { createWorkflowRoom, manual, say } from '../test/support/workflow-room.ts';
import { withClient } from './platform/db/connection.ts';

/** A system of others that keeps whoever asks it waiting until the test answers. */
const held: ServerResponse[] = [];
const server = createServer((_request, response) => held.push(response));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
after(() => server.close());
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const answer = (count: number) => {
  for (const response of held.splice(0, count)) response.writeHead(200).end();
};

const suite = await createTestApp({ work: true, env: { OUTBOUND_ALLOWED_HOSTS: new URL(url).host } });
const { call } = suite;
const company = await suite.createOrganization();
const { RUNS, WORKFLOWS, make, endOf, start, over, stepsOf } = createWorkflowRoom(suite, company);

const get = async (runId: string) => (await call('GET', `${RUNS}/${runId}`, company)).body;
async function order(runId: string, what: 'pause' | 'resume' | 'cancel'): Promise<void> {
  const answered = await call('POST', `${RUNS}/${runId}/${what}`, { ...company, body: {} });
  assert.equal(answered.status, 202, answered.text);
}
const stands = (runId: string, status: string) => until(async () => (await get(runId)).status === status);
const loop = {
  id: 'each',
  type: 'loop',
  items: 'trigger.items',
  concurrency: 2,
  steps: [
    { id: 'ask', type: 'external_api', method: 'GET', url },
    { id: 'done', ...say('done') },
  ],
};

test('a loop that is paused finishes what is under way, begins nothing more, and goes on where it stood', async () => {
  const runId = await start((await make(manual([loop]))).id, { items: [1, 2, 3, 4] });
  await until(() => held.length === 2);
  await order(runId, 'pause');
  await stands(runId, 'paused');
  answer(2);
  await until(async () => (await stepsOf(runId)).length === 2);
  await order(runId, 'pause');
  assert.deepEqual([held.length, (await get(runId)).status], [0, 'paused'], 'nothing more was begun');
  await order(runId, 'resume');
  await until(() => held.length === 2);
  answer(2);
  const run = await over(runId);
  assert.equal(run.status, 'succeeded', JSON.stringify(run.failure));
  const asked = (await stepsOf(runId)).filter((step: any) => step.step_id === 'ask');
  assert.deepEqual(asked.map((step: any) => step.key).toSorted(), [
    'each[0].ask',
    'each[1].ask',
    'each[2].ask',
    'each[3].ask',
  ]);
  const late = await call('POST', `${RUNS}/${runId}/resume`, { ...company, body: {} });
  assert.deepEqual([late.status, late.body.code], [409, 'run_over']);
});

test('a wait that passes while its run is paused is over when it is resumed', async () => {
  const wait = { id: 'wait', type: 'delay', duration: { seconds: 1 } };
  const runId = await start((await make(manual([wait, { id: 'then', ...say('then') }]))).id);
  await order(runId, 'pause');
  await stands(runId, 'paused');
  const { created_at: since } = await get(runId);
  await until(() => Date.now() > Date.parse(since) + 1500);
  assert.equal((await get(runId)).status, 'paused');
  assert.ok(!(await stepsOf(runId)).some((step: any) => step.step_id === 'then'));
  await order(runId, 'resume');
  assert.equal((await over(runId)).status, 'succeeded');
});

test('a run is cancelled at once within a loop, a wait and a question', async () => {
  const looping = await start((await make(manual([loop]))).id, { items: [1, 2, 3] });
  await until(() => held.length === 2);
  await order(looping, 'cancel');
  assert.equal((await over(looping)).status, 'cancelled', 'while two calls are under way');
  answer(2);
  const days = { id: 'wait', type: 'delay', duration: { days: 30 } };
  const question = { id: 'ask', type: 'approval_request', approvers: { roles: ['owner'] }, title: 'Now?' };
  const runId = await start(
    (
      await make(
        manual([
          {
            type: 'parallel',
            branches: [
              { id: 'a', steps: [days] },
              { id: 'b', steps: [question] },
            ],
          },
        ]),
      )
    ).id,
  );
  const open = async () =>
    (await call('GET', `ai-analytics/approvals?run_id=${runId}`, company)).body.items[0]?.status as string | undefined;
  await until(async () => (await open()) === 'open');
  await order(runId, 'cancel');
  assert.equal((await over(runId)).status, 'cancelled');
  assert.equal(await open(), 'closed');
});

const toldOf = async (person: { as: { cookie: string } }, approvalId: string) =>
  (await call('GET', 'notifications', { headers: person.as })).body.items.filter(
    (each: any) => each.data.approval_id === approvalId,
  ).length;

test('further people are asked as time goes by, and at the deadline happens what the step says', async () => {
  const colleague = await createPerson(suite, 'Colleague');
  await suite.database.database
    .tenant(company.id)
    .insertInto('memberships')
    .values({ organization_id: company.id, user_id: colleague.id, role: 'viewer' })
    .execute();
  const owner = await signIn(suite, company.ownerEmail);
  const workflow = await make(
    manual([
      {
        id: 'ask',
        type: 'approval_request',
        approvers: { users: [owner.id] },
        title: 'Soon?',
        escalation: [{ after_seconds: 1, users: [colleague.id] }],
        deadline_seconds: 2,
        on_deadline: 'continue',
      },
      {
        id: 'then',
        type: 'script',
        source: 'return input',
        input: { approved: 'ask.approved', late: 'ask.is_expired' },
      },
    ]),
  );
  const runId = await start(workflow.id);
  const approval = await until(
    async () => (await call('GET', `ai-analytics/approvals?run_id=${runId}`, company)).body.items[0],
  );
  const decide = (person: { as: { cookie: string } }) =>
    call('POST', `ai-analytics/approvals/${approval.id}/decide`, { headers: person.as, body: { verdict: 'approved' } });
  assert.deepEqual([await toldOf(owner, approval.id), await toldOf(colleague, approval.id)], [1, 0]);
  assert.equal((await decide(colleague)).body.code, 'approval_not_asked');
  await until(async () => (await toldOf(colleague, approval.id)) === 1);
  assert.equal((await get(runId)).status, 'running', 'it is still asked');
  const run = await over(runId);
  assert.equal(run.status, 'succeeded', JSON.stringify(run.failure));
  assert.deepEqual((await stepsOf(runId)).at(-1).output, { approved: false, late: true });
  assert.equal(await toldOf(owner, approval.id), 1, 'who was asked is not asked again');
  assert.equal((await decide(colleague)).body.code, 'approval_not_open');
});

test('a definition that is changed while a run waits leaves the run as it was', async () => {
  const question = { id: 'ask', type: 'approval_request', approvers: { roles: ['owner'] }, title: 'Go on?' };
  const workflow = await make(manual([question, { id: 'then', ...say('old') }]));
  const runId = await start(workflow.id);
  const approval = await until(
    async () => (await call('GET', `ai-analytics/approvals?run_id=${runId}`, company)).body.items[0],
  );
  const workflow_steps = [{ id: 'other', ...say('new') }];
  await call('PUT', `${WORKFLOWS}/${workflow.id}`, { ...company, body: { workflow_steps } });
  const published = await call('POST', `${WORKFLOWS}/${workflow.id}/publish`, { ...company, body: {} });
  assert.equal(published.status, 200, published.text);
  const owner = await signIn(suite, company.ownerEmail);
  const body = { verdict: 'approved' };
  await call('POST', `ai-analytics/approvals/${approval.id}/decide`, { headers: owner.as, body });
  const run = await over(runId);
  assert.deepEqual([run.status, run.version], ['succeeded', 1]);
  assert.equal((await stepsOf(runId)).at(-1).output, 'old');
  const next = await over(await start(workflow.id));
  assert.deepEqual([next.version, (await stepsOf(next.id)).at(-1).output], [2, 'new']);
});

test('what a script writes stands beside its step, also when it fails', async () => {
  const source = 'console.log("sum", { a: 1 }); if (input.n > 1) throw new Error("too much"); return input.n';
  const sum = { id: 'sum', type: 'script', source, input: { n: 'trigger.n' }, retry: { max_attempts: 1 } };
  const workflow = await make(manual([sum]));
  for (const [n, status] of [
    [1, 'succeeded'],
    [2, 'failed'],
  ]) {
    const run = await over(await start(workflow.id, { n }));
    const [step] = await stepsOf(run.id);
    assert.deepEqual([step.status, step.logs], [status, ['sum {"a":1}']]);
  }
});

test('a failed run is answered by the organization’s error workflow, stands among the failed, and begins again with its input put right', async () => {
  const catches = await make(manual([{ id: 'told', ...say('told') }]));
  const settings = await call('PUT', 'ai-analytics/workflow-settings', {
    ...company,
    body: { error_workflow_id: catches.id },
  });
  assert.equal(settings.status, 200, settings.text);
  const workflow = await make(
    manual([
      { id: 'first', ...say('first') },
      { id: 'half', type: 'script', source: 'return input.n.length / 2', input: { n: 'trigger.name' } },
    ]),
  );
  const failed = await over(await start(workflow.id, { name: null }));
  assert.equal(failed.status, 'failed');
  const [told] = await endOf(catches.id);
  assert.deepEqual([told.parent_run_id, told.trigger_kind, told.status], [failed.id, 'error', 'succeeded']);
  const dead = await call('GET', `${RUNS}?status=failed&workflow_id=${workflow.id}`, company);
  assert.deepEqual(
    dead.body.items.map((each: any) => each.id),
    [failed.id],
  );
  const body = { input: { name: 'Ada!' } };
  const again = await call('POST', `${RUNS}/${failed.id}/retry`, { ...company, body });
  assert.equal(again.status, 202, again.text);
  const run = await until(async () => {
    const now = await over(failed.id);
    return now.status === 'succeeded' ? now : undefined;
  });
  assert.deepEqual(run.trigger, { name: 'Ada!' });
  const steps = await stepsOf(run.id);
  assert.equal(steps.at(-1).output, 2);
  assert.equal(steps.filter((step: any) => step.step_id === 'first').length, 2, 'from the start');
  await call('PUT', 'ai-analytics/workflow-settings', { ...company, body: { error_workflow_id: null } });
});

test('runs begin as fast as the plan says; what is more waits its turn and is not lost', async () => {
  const slow = await suite.createOrganization('Slow');
  await withClient(suite.database.owner, async (client) => {
    await client.query("select set_config('app.organization_id', $1, false)", [String(slow.id)]);
    await client.query(
      `insert into entitlement_overrides (organization_id, entitlement, amount) values ($1, 'workflow_starts_per_minute', 120)`,
      [slow.id],
    );
  });
  const room = createWorkflowRoom(suite, slow);
  const workflow = await room.make(manual([{ id: 'only', ...say('x') }]));
  const ids: string[] = [];
  for (let index = 0; index < 5; index += 1) ids.push(await room.start(workflow.id));
  const latest = await call('GET', `${room.RUNS}/${ids[4]}`, slow);
  assert.deepEqual([latest.body.status, latest.body.activity], ['running', 'queued']);
  const other = await over(await start((await make(manual([say('y')]))).id));
  const began: number[] = [];
  for (const id of ids) {
    assert.equal((await room.over(id)).status, 'succeeded');
    began.push(Date.parse((await room.stepsOf(id))[0].started_at));
  }
  assert.deepEqual(
    began,
    began.toSorted((a, b) => a - b),
    'first come, first served',
  );
  assert.ok((began[4] ?? 0) - (began[0] ?? 0) >= 1450, began.map((at) => at - (began[0] ?? 0)).join(', '));
  assert.ok(Date.parse(other.finished_at) < (began[4] ?? 0), 'another organization does not wait');
});
