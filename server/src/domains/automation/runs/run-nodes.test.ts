import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { createRunNode } from '../../../../test/support/run-node.ts';
import { createRunRoom } from '../../../../test/support/run-room.ts';
import { createOrganization } from '../../../../test/support/test-database.ts';
import { until } from '../../../../test/support/until.ts';
import { withClient } from '../../../platform/db/connection.ts';

const {
  owner,
  accounts,
  database,
  organizationId,
  definitions,
  scripts,
  script,
  engine,
  nodeId,
  start,
  ended,
  define,
  run,
  attemptsOf,
  steps,
  asOwner,
} = await createRunRoom();

scripts.set('large', async () => ({ output: 'x'.repeat(300_000) }));

test('a workflow of one run at a time never has two under way', async () => {
  let underWay = 0;
  let most = 0;
  scripts.set('alone', async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => setTimeout(resolve, 20));
    underWay -= 1;
    return { output: null };
  });
  const versionId = define([{ do: 'script', parameters: { name: 'alone' } }], 1);
  const requests = Array.from({ length: 5 }, () => ({
    workflowId: 77,
    versionId,
    trigger: { kind: 'manual', data: null },
  }));
  const started = await engine.startMany(database.tenant(organizationId), organizationId, requests);
  for (const { runId } of started) assert.equal((await ended(runId)).status, 'succeeded');
  assert.equal(most, 1);
});

test('many runs of one organization leave room for the first of another', async () => {
  const other = await createOrganization(owner, 'Other');
  const underWay = new Map<number, number>();
  let most = 0;
  scripts.set('slow', async (context) => {
    const now = (underWay.get(context.organizationId) ?? 0) + 1;
    underWay.set(context.organizationId, now);
    if (context.organizationId === organizationId) most = Math.max(most, now);
    await new Promise((resolve) => setTimeout(resolve, 20));
    underWay.set(context.organizationId, (underWay.get(context.organizationId) ?? 0) - 1);
    return { output: null };
  });
  const versionId = define([{ do: 'script', parameters: { name: 'slow' } }]);
  const requests = Array.from({ length: 120 }, () => ({
    workflowId: 1,
    versionId,
    trigger: { kind: 'manual', data: null },
  }));
  const many = await engine.startMany(database.tenant(organizationId), organizationId, requests);
  const sinceMs = performance.now();
  const { runId } = await engine.start(database.tenant(other), other, {
    workflowId: 1,
    versionId,
    trigger: { kind: 'manual', data: null },
  });
  await until(() => attemptsOf(runId).length === 1);
  const waitedMs = performance.now() - sinceMs;
  assert.ok(waitedMs < 1000, `it waited ${waitedMs} ms`);
  for (const each of many) assert.equal((await ended(each.runId)).status, 'succeeded');
  assert.ok(most <= 10, `${most} at once`);
});

test('what a dead node had in hand is done by another, and what it still writes is refused', async () => {
  const gate = Promise.withResolvers<void>();
  let isFirst = true;
  scripts.set('held', async ({ idempotencyKey }) => {
    if (isFirst) {
      isFirst = false;
      await gate.promise;
      return { output: 'of the dead' };
    }
    return { output: idempotencyKey };
  });
  const { runId } = await start(
    define([{ do: 'script' }, { do: 'script', parameters: { name: 'held' } }, { do: 'script' }]),
  );
  await until(() => attemptsOf(runId).length === 2);
  const second = await createRunNode({
    database,
    connections: accounts,
    definitions,
    script,
  });
  await withClient(accounts.jobs, (client) => client.query('delete from nodes where id = $1', [nodeId]));
  second.engine.startWork();
  try {
    const made = await ended(runId);
    gate.resolve();
    // The writes of a node go one after the other: with this one, what it wrote late has been tried.
    await run(define([{ do: 'script' }]));
    assert.deepEqual(await engine.get(organizationId, runId), made);
    assert.deepEqual(made.output, [{ did: 's0' }, `${runId}:s1`, { did: 's2' }]);
    assert.deepEqual(
      attemptsOf(runId).map(({ key }) => key),
      ['s0', 's1', 's1', 's2'],
    );
    assert.deepEqual(
      (await steps(runId)).map(({ key, output }) => [key, output]),
      [
        ['s0', { did: 's0' }],
        ['s1', `${runId}:s1`],
        ['s2', { did: 's2' }],
      ],
    );
  } finally {
    await withClient(accounts.jobs, (client) =>
      client.query("insert into nodes (id, worker_ids) values ($1, '{}')", [nodeId]),
    );
    await second.engine.stop();
    await second.bus.close();
  }
});

test('nodes share the pace of an organization, and what waits its turn is a row', async () => {
  const slow = await createOrganization(owner, 'Slow');
  const versionId = define([{ do: 'script' }]);
  const second = await createRunNode({
    database,
    connections: accounts,
    definitions,
    script,
    startsPerMinute: async () => 120,
  });
  const nodes = await withClient(accounts.jobs, (client) => client.query('select 1 from nodes'));
  assert.ok(nodes.rows.length > 1);
  second.engine.startWork();
  try {
    const request = { workflowId: 1, versionId, trigger: { kind: 'manual', data: null } };
    await until(async () => {
      await second.engine.startMany(database.tenant(slow), slow, [request, request, request]);
      const { rows } = await sql<{ between: number }>`
        select extract(epoch from max(due_at) - min(due_at))::float8 as between from (
          select due_at from automation_run_events
           where organization_id = ${slow} and kind = 'signal' and not ready order by due_at desc limit 2) as latest`.execute(
        database.tenant(slow),
      );
      return Math.round((rows[0]?.between ?? 0) * 1000) === 500 * nodes.rows.length;
    });
    // What has failed begins again at the same pace: this one after the sixteen that are before it.
    const broken = define([{ do: 'script', parameters: { name: 'large' } }]);
    const failed = await engine.start(database.tenant(slow), slow, { ...request, versionId: broken });
    await until(async () => (await engine.get(slow, failed.runId)).status === 'failed');
    await second.engine.startMany(
      database.tenant(slow),
      slow,
      Array.from({ length: 16 }, () => request),
    );
    const { retried } = await second.engine.retryMany(slow, [failed.runId], { where: 'start' });
    assert.deepEqual(retried, [failed.runId]);
    const { rows } = await sql<{ waits: number; ready: boolean }>`
      select extract(epoch from due_at - clock_timestamp())::float8 as waits, ready from automation_run_events
       where organization_id = ${slow} and run_id = ${failed.runId}`.execute(database.tenant(slow));
    assert.deepEqual([rows.length, rows[0]?.ready], [1, false]);
    assert.ok((rows[0]?.waits ?? 0) > 5, `${rows[0]?.waits} s`);
  } finally {
    await second.engine.stop();
    await second.bus.close();
    await withClient(accounts.jobs, (client) => client.query('delete from nodes where id = $1', [second.nodeId]));
  }
});

test('a node that stops hands back what it had under way', async () => {
  const leaving = await createRunNode({
    database,
    connections: accounts,
    definitions,
    script: async (parameters, { signal }) => {
      if (parameters['name'] === 'endless') {
        await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));
      }
      return { output: null };
    },
  });
  leaving.engine.startWork();
  scripts.set('endless', async () => ({ output: 'by the other' }));
  const versionId = define([{ do: 'script', parameters: { name: 'endless' } }]);
  const request = { workflowId: 1, versionId, trigger: { kind: 'manual', data: null } };
  const { runId } = await leaving.engine.start(database.tenant(organizationId), organizationId, request);
  await leaving.engine.stop();
  await leaving.bus.close();
  const made = await ended(runId);
  assert.deepEqual([made.status, made.output], ['succeeded', ['by the other']]);
});

test('a failure is told as an event, and how runs stand is told to people', async () => {
  const failed = await run(define([{ do: 'script', parameters: { name: 'large' } }]));
  const events = await asOwner<{ data: { failure: { code: string } } }>(
    "select data from outbox_events where type = 'workflow_run_failed' and subject_id = $1",
    [failed.id],
  );
  assert.deepEqual(
    events.map(({ data }) => data.failure.code),
    ['output_too_large'],
  );
  const told = await until(async () => {
    const rows = await asOwner<{ fields: object }>(
      "select body -> 'fields' as fields from stream_messages where replaces = $1",
      [`run ${failed.id}`],
    );
    return rows[0];
  });
  assert.deepEqual(told.fields, { run_id: failed.id, workflow_id: 1, status: 'failed' });
});

test('the counts of a workflow are those of its runs', async () => {
  const workflowId = 500;
  await asOwner(
    `insert into automation_workflows (organization_id, id, workflow_name, workflow_type, trigger_conditions, workflow_steps)
     overriding system value values ($1, $2, 'Counted', 'manual', '{}', '[]')`,
    [organizationId, workflowId],
  );
  const good = define([{ do: 'script' }]);
  const bad = define([{ do: 'script', parameters: { name: 'large' } }]);
  const requests = [good, good, good, bad].map((versionId) => ({
    workflowId,
    versionId,
    trigger: { kind: 'manual', data: null },
  }));
  const started = await engine.startMany(database.tenant(organizationId), organizationId, requests);
  for (const { runId } of started) await ended(runId);
  const failed = await engine.list(organizationId, { workflowId, statuses: ['failed'], limit: 10 });
  assert.equal(failed.length, 1);
  await engine.retry(organizationId, failed[0]?.id ?? '', { where: 'failed', versionId: good });
  await ended(failed[0]?.id ?? '');
  const [counts] = await asOwner('select execution_count, success_count from automation_workflows where id = $1', [
    workflowId,
  ]);
  assert.deepEqual(counts, { execution_count: 4, success_count: 4 });
});
