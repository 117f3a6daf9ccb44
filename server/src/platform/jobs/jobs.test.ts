import assert from 'node:assert/strict';
import { once } from 'node:events';
import { fork } from 'node:child_process';
import { after, test } from 'node:test';
import { createOrganization, createTestDatabase } from '../../../test/support/test-database.ts';
import { defineErrors } from '../errors.ts';
import { createIds } from '../ids.ts';
import { createLog } from '../log.ts';
import type { Job, JobContext, JobHandler } from './job.ts';
import { startJobNode } from './job-node.ts';
import { createJobs } from './jobs.ts';
import { runJob } from './run-job.ts';

const { database, owner, accounts } = await createTestDatabase();
const jobs = createJobs(database, createIds(Date.now));
const log = createLog('silent');
const organizationId = await createOrganization(owner);
const testErrors = defineErrors('test-jobs', { broken: { status: 422 } });

const subject = { kind: 'import' as const, id: 1, name: 'orders' };
const enqueue = (kind: string, payload: Record<string, unknown> = {}) =>
  database.transaction(organizationId, (db) =>
    jobs.enqueue(db, organizationId, { kind, payload, subject, createdBy: null }),
  );

async function awaitEnd(jobId: string): Promise<Job> {
  for (const deadline = performance.now() + 20_000; performance.now() < deadline;) {
    const job = await jobs.get(organizationId, jobId);
    if (job.status !== 'queued' && job.status !== 'running') return job;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  throw new Error(`${jobId} did not end`);
}

function handler(kind: string, run: JobHandler['run'], timeoutMs = 10_000): JobHandler {
  return { kind, permission: 'data:read', timeoutMs, run };
}

const complete = (context: JobContext, result: unknown) =>
  database.transaction(organizationId, (db) => context.complete(db, result));

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    const stop = () => reject(new Error('aborted'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop);
  });

let failuresLeft = 1;
const kinds = [
  handler('double', (context) => complete(context, { payload: context.payload })),
  handler('refuse', () => Promise.reject(testErrors.broken({ line: 7 }))),
  handler('wait', (context) => untilAborted(context.signal)),
  handler('slow', (context) => untilAborted(context.signal), 100),
  handler('stumble', async (context) => {
    if (failuresLeft-- > 0) throw new Error('once');
    await complete(context, 'second try');
  }),
];
const handlers = new Map(kinds.map((each) => [each.kind, each]));
const node = await startJobNode({
  database,
  handlers,
  log,
  connection: accounts.jobs,
  nodeId: 'node_here',
  concurrency: 3,
});
after(() => node.stop());

test('a job runs after its transaction commits, and its result is kept', async () => {
  const job = await awaitEnd(await enqueue('double', { rows: 3 }));
  assert.deepEqual([job.status, job.progress, job.result], ['succeeded', 1, { payload: { rows: 3 } }]);
});

test('a job of a transaction that is undone does not exist', async () => {
  let jobId = '';
  const work = database.transaction(organizationId, async (db) => {
    jobId = await jobs.enqueue(db, organizationId, { kind: 'double', payload: {}, subject, createdBy: null });
    throw new Error('undo');
  });
  await assert.rejects(work, /undo/);
  await assert.rejects(jobs.get(organizationId, jobId), { code: 'job_not_found' });
});

test('a foreseen failure ends the job with its code and figures', async () => {
  const job = await awaitEnd(await enqueue('refuse'));
  assert.deepEqual(
    [job.status, job.error],
    ['failed', { namespace: 'test-jobs', code: 'broken', params: { line: 7 } }],
  );
});

test('an unforeseen failure is tried again', async () => {
  const job = await awaitEnd(await enqueue('stumble'));
  assert.deepEqual([job.status, job.result], ['succeeded', 'second try']);
});

test('a running job is cancelled', async () => {
  const jobId = await enqueue('wait');
  while ((await jobs.get(organizationId, jobId)).status === 'queued')
    await new Promise((resolve) => setTimeout(resolve, 15));
  await jobs.cancel(organizationId, jobId);
  assert.equal((await awaitEnd(jobId)).status, 'cancelled');
  await assert.rejects(jobs.cancel(organizationId, jobId), { code: 'job_finished' });
});

test('a job that takes too long is stopped and says so', async () => {
  const job = await awaitEnd(await enqueue('slow'));
  assert.deepEqual([job.status, job.error?.code], ['failed', 'job_timed_out']);
});

test('a job that nobody knows fails instead of waiting for ever', async () => {
  assert.equal((await awaitEnd(await enqueue('unknown'))).status, 'failed');
});

test('an attempt that was overtaken cannot finish the job or keep what it did', async () => {
  const jobId = await database.transaction(organizationId, async (db) => {
    await db
      .insertInto('jobs')
      .values({ organization_id: organizationId, id: 'job_overtaken', kind: 'late', payload: '{}', subject: '{}' })
      .execute();
    return 'job_overtaken';
  });
  const late = handler('late', async (context) => {
    // Another node takes the job over while this one works.
    await database.tenant(organizationId).updateTable('jobs').set({ attempt: 2 }).where('id', '=', jobId).execute();
    await database.transaction(organizationId, async (db) => {
      await db.updateTable('jobs').set({ phase: 'written by the late one' }).where('id', '=', jobId).execute();
      await context.complete(db, 'late');
    });
  });
  const running = runJob(
    { database, log, handlers: new Map([['late', late]]) },
    { organizationId, jobId },
    new AbortController().signal,
  );
  await assert.rejects(running, /taken this job over/);
  const job = await jobs.get(organizationId, jobId);
  assert.deepEqual([job.status, job.result, job.phase === 'written by the late one'], ['running', null, false]);
});

test('the server’s role cannot enqueue for another organization', async () => {
  const other = await createOrganization(owner);
  const work = database.transaction(organizationId, (db) =>
    jobs.enqueue(db, other, { kind: 'double', payload: {}, subject, createdBy: null }),
  );
  await assert.rejects(work);
});

test('jobs of a node that is killed are taken over', async () => {
  const child = fork(new URL('../../../test/support/job-node-child.ts', import.meta.url), {
    env: { ...process.env, JOB_NODE: JSON.stringify({ jobs: accounts.jobs, app: accounts.app }) },
  });
  await once(child, 'message');
  await node.stop();
  const jobId = await enqueue('hold');
  while ((await jobs.get(organizationId, jobId)).status !== 'running')
    await new Promise((resolve) => setTimeout(resolve, 15));
  child.kill('SIGKILL');
  await once(child, 'exit');
  const rescue = handler('hold', (context) => complete(context, 'rescued'));
  const second = await startJobNode({
    database,
    log,
    handlers: new Map([['hold', rescue]]),
    connection: accounts.jobs,
    nodeId: 'node_second',
    concurrency: 1,
  });
  const since = performance.now();
  const job = await awaitEnd(jobId);
  await second.stop();
  assert.deepEqual([job.status, job.result], ['succeeded', 'rescued']);
  assert.ok(performance.now() - since < 15_000);
});
