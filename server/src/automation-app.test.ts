import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkAgainstTemplate, readDocumentedWorkflows } from '../test/support/documented-workflows.ts';
import { createPerson, signIn } from '../test/support/people.ts';
import { importCsv, makeDeployedModel } from '../test/support/model-steps.ts';
import { createTestApp } from '../test/support/test-app.ts';
import { churnAlert, leadQualification } from '../test/support/specified-workflows.ts';
import { until } from '../test/support/until.ts';
import { createWorkflowRoom, makeLeadModel, manual, say, sharpCsv } from '../test/support/workflow-room.ts';

const suite = await createTestApp({ work: true });
const { call } = suite;
const company = await suite.createOrganization();

const { WORKFLOWS, RUNS, make, tell, runsOf, endOf, stepsOf, start, over, mailsTo } = createWorkflowRoom(
  suite,
  company,
);

test('both workflows of the specification do what they say, unchanged', async () => {
  const leads = await makeLeadModel(suite, company);
  assert.equal(leads.id, 1, 'the specification names model 1');
  const qualifies = await make(leadQualification);
  assert.equal(qualifies.status, 'active');
  assert.deepEqual(qualifies.workflow_steps, leadQualification.workflow_steps);

  const lead = { company_name: 'Acme', company_employees: 1000, industry: 'steel', estimated_budget: 95_000 };
  await tell('lead_created', { ...lead, lead_source: 'website' });
  await tell('lead_created', { ...lead, lead_source: 'fair' });
  await tell('lead_created', {
    ...lead,
    company_name: 'Tiny',
    company_employees: 6,
    estimated_budget: 800,
    lead_source: 'website',
  });
  const runs = await endOf(qualifies.id, 2);
  assert.deepEqual(
    runs.map((run: { status: string; failure: unknown }) => [run.status, run.failure]),
    [
      ['succeeded', null],
      ['succeeded', null],
    ],
  );
  const mails = await mailsTo('sales@company.com');
  assert.equal(mails.length, 1);
  assert.match(JSON.stringify(mails[0]), /A qualified lead has been identified: Acme/);

  const customers = [{ customer_id: 'C-7', customer_name: 'Grace Hopper' }];
  const made = await call('POST', 'data/datasets/customers/records', { ...company, body: { records: customers } });
  assert.equal(made.status, 201, made.text);
  await importCsv(
    suite,
    company,
    'churned',
    sharpCsv('complaints,left', (large, index) =>
      [large ? 20 + (index % 5) : index % 3, large ? 'yes' : 'no'].join(','),
    ),
  );
  const churn = await makeDeployedModel(suite, company, {
    model_name: 'Churn',
    model_type: 'classification',
    feature_columns: ['complaints'],
    target_column: 'left',
    positive_class: 'yes',
    purpose: 'customer_churn',
  });
  const alert = await make(churnAlert);
  const predicted = await call('POST', 'ai-analytics/predict', {
    ...company,
    body: { model_id: churn.id, input_data: { complaints: 24 }, entity: { dataset: 'customers', id: 'C-7' } },
  });
  assert.equal(predicted.status, 200, predicted.text);
  const [run] = await endOf(alert.id);
  assert.equal(run.status, 'succeeded', JSON.stringify(run.failure));
  const { body: record } = await call('GET', 'data/datasets/customers/records/C-7', company);
  assert.equal(record.values.risk_level, 'high');
  assert.ok(Date.now() - Date.parse(record.values.last_risk_assessment) < 60_000);
  assert.match(JSON.stringify(await mailsTo('customer_success@company.com')), /Customer Grace Hopper has high churn/);
  const { body: counted } = await call('GET', `${WORKFLOWS}/${alert.id}`, company);
  assert.deepEqual([counted.execution_count, counted.success_count], [1, 1]);
});

test('an event that is published again starts nothing twice', async () => {
  const trigger_conditions = { event_type: 'bell_rang' };
  const workflow = await make({ ...manual([say('ding')]), workflow_type: 'event_driven', trigger_conditions });
  const since = new Date(Date.now() - 1000).toISOString();
  await tell('bell_rang', { bell: 1 });
  await endOf(workflow.id);
  const to = new Date(Date.now() + 60_000).toISOString();
  const body = { event_types: ['bell_rang'], from: since, to };
  const replay = await call('POST', 'events/replays', { ...company, body });
  await suite.awaitJob(replay.body.job_id, company.key);
  await tell('bell_rang', { bell: 2 });
  assert.equal((await endOf(workflow.id, 2)).length, 2);
});

test('workflows do not start each other without end', async () => {
  const body = { records: [{ product_id: 'P-1', product_name: 'Anvil' }] };
  const made = await call('POST', 'data/datasets/products/records', { ...company, body });
  assert.equal(made.status, 201, made.text);
  const toggles = await make({
    workflow_name: 'Touches what it watches',
    workflow_type: 'event_driven',
    trigger_conditions: { event_type: 'product_updated' },
    workflow_steps: [
      {
        type: 'data_update',
        table_name: 'products',
        record_id: '{{product_id}}',
        updates: { product_name: '{{run.id}}' },
      },
    ],
  });
  const values = { product_name: 'Hammer' };
  await call('PATCH', 'data/datasets/products/records/P-1', { ...company, body: { values } });
  const [run] = await endOf(toggles.id);
  assert.equal(run.status, 'succeeded', JSON.stringify(run.failure));
  const stopped = await until(async () => {
    const { body: workflow } = await call('GET', `${WORKFLOWS}/${toggles.id}`, company);
    return workflow.loops_stopped > 0 ? workflow : undefined;
  });
  assert.equal(stopped.loops_stopped, 1);
  assert.equal((await runsOf(toggles.id)).length, 1);
  assert.equal((await call('POST', `${WORKFLOWS}/${toggles.id}/disable`, company)).body.status, 'inactive');
});

test('a definition is drafted, published, compared, rolled back, taken along and removed', async () => {
  const bad = await call('POST', WORKFLOWS, {
    ...company,
    body: { ...manual([{ type: 'delay', until: 'x', tpyo: 1 }]) },
  });
  assert.equal(bad.status, 422, bad.text);
  assert.ok(
    bad.body.errors.some((fault: { pointer: string }) => fault.pointer.startsWith('/workflow_steps/0')),
    bad.text,
  );

  const first = manual([{ ...say('one'), id: 'speak' }], { draft: true });
  const draft = await make(first);
  assert.deepEqual([draft.status, draft.published_version], ['draft', null]);
  assert.equal((await call('POST', `${WORKFLOWS}/${draft.id}/runs`, { ...company, body: {} })).status, 409);
  const published = await call('POST', `${WORKFLOWS}/${draft.id}/publish`, { ...company, body: { note: 'first' } });
  assert.deepEqual([published.body.status, published.body.published_version], ['active', 1]);

  const read = await call('GET', `${WORKFLOWS}/${draft.id}`, company);
  const patch = {
    workflow_steps: [
      { ...say('two'), id: 'speak' },
      { ...say('three'), id: 'again' },
    ],
  };
  const etag = String(read.headers['etag']);
  const changed = await call('PUT', `${WORKFLOWS}/${draft.id}`, {
    ...company,
    body: patch,
    headers: { 'if-match': etag },
  });
  assert.equal(changed.status, 200, changed.text);
  assert.equal(changed.body.has_unpublished_changes, true);
  const late = await call('PUT', `${WORKFLOWS}/${draft.id}`, {
    ...company,
    body: patch,
    headers: { 'if-match': etag },
  });
  assert.equal(late.status, 412);

  const { body: comparison } = await call('GET', `${WORKFLOWS}/${draft.id}/compare`, company);
  assert.deepEqual(
    comparison.changes.map((change: any) => [change.kind, change.step_id, change.fields.map(({ path }: any) => path)]),
    [
      ['changed', 'speak', ['source']],
      ['added', 'again', []],
    ],
  );
  await call('POST', `${WORKFLOWS}/${draft.id}/publish`, { ...company, body: {} });
  const back = await call('POST', `${WORKFLOWS}/${draft.id}/rollback`, { ...company, body: { version: 1 } });
  assert.deepEqual([back.body.published_version, back.body.workflow_steps], [3, first.workflow_steps]);
  const { body: versions } = await call('GET', `${WORKFLOWS}/${draft.id}/versions`, company);
  assert.deepEqual(
    versions.items.map((each: any) => [each.version, each.is_published, each.rolled_back_to]),
    [
      [3, true, 1],
      [2, false, null],
      [1, false, null],
    ],
  );

  const { body: file } = await call('GET', `${WORKFLOWS}/${draft.id}/export`, company);
  const copy = await call('POST', `${WORKFLOWS}/import`, { ...company, body: file });
  assert.deepEqual(
    [copy.status, copy.body.workflow_name, copy.body.status],
    [201, `${first.workflow_name} (2)`, 'draft'],
  );
  assert.equal((await call('DELETE', `${WORKFLOWS}/${copy.body.id}`, company)).status, 204);
  assert.equal((await call('GET', `${WORKFLOWS}/${copy.body.id}`, company)).status, 404);
});

test('a failed run starts the error workflow, and is retried where it failed on the newest version', async () => {
  const catches = await make(manual([{ ...say('x'), source: 'return input.id', input: { id: 'trigger.run_id' } }]));
  const fails = await make(
    manual(
      [
        { id: 'before', ...say('done once') },
        { id: 'breaks', type: 'script', source: 'throw new Error("no")', input: {} },
      ],
      { settings: { error_workflow_id: catches.id } },
    ),
  );
  const runId = await start(fails.id);
  const failed = await over(runId);
  assert.equal(failed.status, 'failed');
  const [answer] = await endOf(catches.id);
  assert.deepEqual([answer.parent_run_id, answer.trigger_kind], [runId, 'error']);
  assert.equal((await call('DELETE', `${WORKFLOWS}/${catches.id}`, company)).body.code, 'workflow_in_use');

  const mended = {
    workflow_steps: [
      { id: 'before', ...say('done once') },
      { id: 'breaks', ...say('whole') },
    ],
  };
  await call('PUT', `${WORKFLOWS}/${fails.id}`, { ...company, body: mended });
  await call('POST', `${WORKFLOWS}/${fails.id}/publish`, { ...company, body: {} });
  const body = { workflow_id: fails.id, version: 'newest' };
  const retried = await call('POST', `${RUNS}/retry`, { ...company, body });
  assert.deepEqual(retried.body, { retried: [runId], refused: [] });
  const mendedRun = await until(async () => {
    const run = await over(runId);
    return run.status === 'succeeded' ? run : undefined;
  });
  assert.equal(mendedRun.version, 2);
  const done = (await stepsOf(runId)).filter((step: any) => step.step_id === 'before');
  assert.equal(done.length, 1, 'what had succeeded is not done again');
});

test('an approval is asked, seen, filled in and decided by those who are asked alone', async () => {
  const owner = await signIn(suite, company.ownerEmail);
  const colleague = await createPerson(suite, 'Colleague');
  const stranger = await createPerson(suite, 'Stranger');
  for (const { id } of [colleague, stranger]) {
    await suite.database.database
      .tenant(company.id)
      .insertInto('memberships')
      .values({ organization_id: company.id, user_id: id, role: 'viewer' })
      .execute();
  }
  const asks = await make(
    manual([
      {
        id: 'ask',
        type: 'approval_request',
        approvers: { users: [owner.id, colleague.id] },
        title: 'Give {{trigger.customer}} a discount?',
        evidence: ['{{trigger.reason}}'],
        form: [{ name: 'percent', label: 'Percent', type: 'number', required: true }],
      },
      {
        type: 'script',
        source: 'return input.percent * 2',
        input: { percent: 'ask.fields.percent' },
        output_variable: 'twice',
      },
    ]),
  );
  const headers = owner.as;
  const started = await call('POST', `${WORKFLOWS}/${asks.id}/runs`, {
    headers,
    body: { input: { customer: 'Ada', reason: 'loyal' } },
  });
  assert.equal(started.status, 202, started.text);
  const approval = await until(async () => {
    const { body } = await call('GET', 'ai-analytics/approvals?status=open', { headers: colleague.as });
    return body.items[0];
  });
  assert.deepEqual([approval.title, approval.evidence], ['Give Ada a discount?', ['loyal']]);
  const decide = (person: { as: { cookie: string } }, body: object) =>
    call('POST', `ai-analytics/approvals/${approval.id}/decide`, { headers: person.as, body });
  const yes = { verdict: 'approved', fields: { percent: 10 } };
  assert.equal((await decide(stranger, yes)).body.code, 'approval_not_asked');
  assert.equal((await call('GET', `ai-analytics/approvals/${approval.id}`, { headers: stranger.as })).status, 404);
  assert.equal((await decide(owner, yes)).body.code, 'approval_own_run');
  const empty = await decide(colleague, { verdict: 'approved' });
  assert.deepEqual([empty.status, empty.body.errors[0].pointer], [422, '/fields/percent']);
  const decided = await decide(colleague, yes);
  assert.deepEqual([decided.status, decided.body.status], [200, 'approved'], decided.text);
  const run = await over(started.body.run_id);
  assert.equal(run.status, 'succeeded', JSON.stringify(run.failure));
  const twice = (await stepsOf(run.id)).find((step: any) => step.step_type === 'script');
  assert.equal(twice.output, 20);
  assert.equal((await decide(colleague, yes)).body.code, 'approval_not_open');
});

test('a signed link decides for whom it was made', async () => {
  const owner = await signIn(suite, company.ownerEmail);
  const ask = { id: 'ask', type: 'approval_request', approvers: { roles: ['owner'] }, title: 'Now?' };
  const asks = await make(manual([ask]));
  const runId = await start(asks.id);
  const approval = await until(async () => {
    const { body } = await call('GET', `ai-analytics/approvals?status=open&run_id=${runId}`, { headers: owner.as });
    return body.items[0];
  });
  const { body: inbox } = await call('GET', 'notifications', { headers: owner.as });
  const told = inbox.items.find((each: any) => each.data.approval_id === approval.id);
  const token = told.data.approval_token;
  const seen = await call('GET', `ai-analytics/approval-links/${token}`);
  assert.deepEqual([seen.status, seen.body.title], [200, 'Now?']);
  assert.equal((await call('GET', `ai-analytics/approval-links/${company.id}.${'A'.repeat(32)}`)).status, 404);
  const body = { verdict: 'rejected', comment: 'Later' };
  const decided = await call('POST', `ai-analytics/approval-links/${token}/decide`, { body });
  assert.deepEqual([decided.status, decided.body.verdicts[0].user_id], [200, owner.id], decided.text);
  assert.equal((await over(runId)).status, 'succeeded', 'a rejection stops the run without failing it');
});

test('trying a workflow writes to nobody and changes nothing', async () => {
  const before = (await mailsTo('sales@company.com')).length;
  const { body: workflows } = await call('GET', `${WORKFLOWS}?search=lead%20qualification`, company);
  const trigger = { company_name: 'Acme', company_employees: 1000, industry: 'steel', estimated_budget: 95_000 };
  const body = { workflow_id: workflows.items[0].id, trigger };
  const tried = await call('POST', `${WORKFLOWS}/try`, { ...company, body });
  assert.equal(tried.body.status, 'succeeded', tried.text);
  const message = tried.body.steps.find((step: any) => step.step_type === 'notification');
  assert.equal(message.output.message, 'A qualified lead has been identified: Acme');
  assert.equal((await mailsTo('sales@company.com')).length, before);

  const alone = { definition: leadQualification, step_id: 'step_3', outputs: { is_qualified: true }, trigger };
  const one = await call('POST', `${WORKFLOWS}/try`, { ...company, body: alone });
  assert.deepEqual(
    one.body.steps.map((step: any) => step.step_id),
    ['step_3'],
    one.text,
  );
});

test('a back-test says how often a workflow would have fired, whom told and what changed', async () => {
  const { body: workflows } = await call('GET', `${WORKFLOWS}?search=lead%20qualification`, company);
  const range = {
    from: new Date(Date.now() - 3_600_000).toISOString(),
    to: new Date(Date.now() + 60_000).toISOString(),
  };
  const started = await call('POST', `${WORKFLOWS}/${workflows.items[0].id}/back-tests`, { ...company, body: range });
  assert.equal(started.status, 202, started.text);
  const job = await suite.awaitJob(started.body.job_id, company.key);
  assert.equal(job.status, 'succeeded', JSON.stringify(job.error));
  const url = `${WORKFLOWS}/${workflows.items[0].id}/back-tests/${started.body.backtest_id}`;
  const { result } = (await call('GET', url, company)).body;
  assert.deepEqual([result.events, result.fired, result.outcomes], [3, 2, { succeeded: 2 }]);
  assert.deepEqual(result.recipients, [{ recipient: 'sales@company.com', channel: 'email', messages: 1 }]);
});

test('active workflows are counted by the plan, and rest when it allows fewer', async () => {
  const small = await suite.createOrganization('Small');
  await suite.app.plans.plans.changePlan(small.id, { plan: 'basic' }, { kind: 'system', id: null });
  const kept = [];
  for (let count = 0; count < 3; count += 1) kept.push(await make(manual([say('x')]), small));
  const fourth = await call('POST', WORKFLOWS, { ...small, body: manual([say('x')]) });
  assert.deepEqual([fourth.status, fourth.body.code, fourth.body.limit], [403, 'limit_reached', 3], fourth.text);
  const draft = await call('POST', WORKFLOWS, { ...small, body: manual([say('x')], { draft: true }) });
  assert.equal(draft.status, 201, 'drafts do not count');
  await suite.app.plans.plans.changePlan(small.id, { plan: 'trial' }, { kind: 'system', id: null });
  const { body } = await call('GET', WORKFLOWS, small);
  assert.deepEqual(body.items.map((each: any) => each.status).toSorted(), ['draft', 'frozen', 'frozen', 'frozen']);
  const started = await call('POST', `${WORKFLOWS}/${kept[0].id}/runs`, { ...small, body: {} });
  assert.deepEqual([started.status, started.body.code], [403, 'workflow_frozen']);
});

test('ticks that no node was there for are made up for as the schedule says, one after the other', async () => {
  const hours = 3;
  const wishes = { all: hours, last: 1, none: 0 };
  const made = [];
  for (const [catch_up, wanted] of Object.entries(wishes)) {
    const schedule = { cron: '0 * * * *', time_zone: 'America/New_York', catch_up };
    const workflow = await make({
      ...manual([say('tick')]),
      workflow_type: 'scheduled',
      trigger_conditions: { schedule },
    });
    made.push({ id: workflow.id, wanted });
  }
  const ahead = `${WORKFLOWS.replace('workflows', 'schedules')}/next-ticks?ticks=2&cron=`;
  const written = await call('GET', `${ahead}${encodeURIComponent('0 * * * *')}&time_zone=America/New_York`, company);
  const refused = await call('GET', `${ahead}${encodeURIComponent('0 0 99 * *')}`, company);
  assert.deepEqual([refused.status, refused.body.errors[0].pointer], [422, '/cron']);
  const { body: plan } = await call('GET', `${WORKFLOWS}/${made[0]?.id}/schedule?ticks=2`, company);
  assert.equal(Date.parse(plan.next_ticks[1]) - Date.parse(plan.next_ticks[0]), 3_600_000);
  assert.deepEqual(written.body, { time_zone: 'America/New_York', next_ticks: plan.next_ticks });
  const hourMs = 3_600_000;
  // The server stood still: of the hours before the present one, none was carried out.
  const since = new Date(Math.floor(Date.now() / hourMs) * hourMs - hours * hourMs);
  await suite.database.database
    .tenant(company.id)
    .updateTable('automation_schedules')
    .set({ next_tick_at: since, due_at: since })
    .execute();
  for (const { id, wanted } of made) {
    const ticks = await until(async () => {
      const { body } = await call('GET', `${WORKFLOWS}/${id}/ticks`, company);
      return body.items.length >= hours && body.items.every((tick: any) => tick.outcome !== 'waiting') && body.items;
    }, 20_000);
    const late = ticks.filter((tick: any) => Date.now() - Date.parse(tick.tick_at) > 120_000);
    const started = late.filter((tick: any) => tick.outcome === 'started');
    assert.ok(started.length >= wanted && started.length <= wanted + 1, JSON.stringify(ticks));
    assert.ok(late.every((tick: any) => ['started', 'missed'].includes(tick.outcome)));
  }
  const none = made[2]?.id ?? 0;
  const range = { from: since.toISOString(), to: new Date(since.getTime() + hourMs).toISOString() };
  const filled = await call('POST', `${WORKFLOWS}/${none}/back-fill`, { ...company, body: range });
  assert.deepEqual([filled.status, filled.body.started], [202, 2], filled.text);
  const again = await call('POST', `${WORKFLOWS}/${none}/back-fill`, { ...company, body: range });
  assert.equal(again.body.started, 0, 'a tick is carried out once');
});

test('the workflows of the document run as it says', async () => {
  const { body: templates } = await call('GET', 'ai-analytics/workflow-templates', company);
  const documented = await readDocumentedWorkflows();
  assert.equal(documented.length, templates.items.length);
  for (const { definition, trigger } of documented) {
    checkAgainstTemplate({ definition, trigger }, templates.items);
    const tried = await call('POST', `${WORKFLOWS}/try`, { ...company, body: { definition, trigger } });
    assert.equal(tried.body.status, 'succeeded', `${definition.workflow_name}: ${tried.text}`);
    const workflow = await make(definition);
    const { event_type: type } = definition.trigger_conditions ?? {};
    if (type === undefined) await start(workflow.id, trigger);
    else await tell(type, trigger);
    if (JSON.stringify(definition).includes('approval_request')) {
      const owner = await signIn(suite, company.ownerEmail);
      const [approval] = await until(async () => {
        const { body } = await call('GET', 'ai-analytics/approvals?status=open', { headers: owner.as });
        const own = body.items.filter((each: any) => each.workflow_id === workflow.id);
        return own.length > 0 && own;
      });
      const body = { verdict: 'approved', fields: approval.form.length > 0 ? { percent: 12 } : {} };
      const decided = await call('POST', `ai-analytics/approvals/${approval.id}/decide`, { headers: owner.as, body });
      assert.equal(decided.status, 200, decided.text);
    }
    const [run] = await endOf(workflow.id);
    assert.equal(run.status, 'succeeded', `${definition.workflow_name}: ${JSON.stringify(run.failure)}`);
    const failed = (await stepsOf(run.id)).filter((step: any) => step.status === 'failed' && !step.failure.isRetryable);
    assert.deepEqual(failed, [], definition.workflow_name);
  }
  assert.match(JSON.stringify(await mailsTo('sam@example.com')), /Granted: 12 %/);
  const { body: order } = await call('GET', 'data/datasets/orders/records/O-902', company);
  assert.deepEqual([order.values.amount, order.values.status], [20, 'booked']);
  const { body: customer } = await call('GET', 'data/datasets/customers/records/C-77', company);
  assert.equal(customer.values.risk_level, 'high');
});
