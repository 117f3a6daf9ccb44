import assert from 'node:assert/strict';
import { once } from 'node:events';
import { fork } from 'node:child_process';
import { after, test } from 'node:test';
import { createOrganization, createTestDatabase } from '../../../test/support/test-database.ts';
import { defineErrors } from '../errors.ts';
import { withClient } from '../db/connection.ts';
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

async function poll<T>(ask: () => Promise<T>, isThere: (answer: T) => boolean): Promise<T> {
  for (const deadline = performance.now() + 20_000; performance.now() < deadline;) {
    const answer = await ask();
    if (isThere(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  throw new Error('It did not get there');
}

const awaitEnd = (jobId: string): Promise<Job> =>
  poll(
    () => jobs.get(organizationId, jobId),
    ({ status }) => status !== 'queued' && status !== 'running',
  );

function handler(kind: string, run: JobHandler['run'], timeoutMs = 10_000): JobHandler {
  return { kind, readPermission: 'data:read', cancelPermission: 'data:read', timeoutMs, run };
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
  { ...handler('hopeless', () => Promise.reject(new Error('never'))), mostFailures: 1 },
  handler('stumble', async (context) => {
    if (failuresLeft-- > 0) throw new Error('once');
    await complete(context, 'second try');
  }),
];
const handlers = new Map(kinds.map((each) => [each.kind, each]));
const node = await startJobNode({
  database,
  jobs,
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

test('an unforeseen failure is tried again, a while later', async () => {
  const jobId = await enqueue('stumble');
  const waiting = await poll(
    () => jobs.get(organizationId, jobId),
    ({ status, attempt }) => status === 'queued' && attempt === 1,
  );
  assert.ok(Number(waiting.runAt) - Date.now() > 500, 'it does not wait');
  const job = await awaitEnd(jobId);
  assert.deepEqual([job.status, job.result, job.attempt, job.runAt], ['succeeded', 'second try', 2, null]);
});

test('a job that fails every time is given up', async () => {
  const job = await awaitEnd(await enqueue('hopeless'));
  assert.deepEqual([job.status, job.error?.code, job.attempt], ['failed', 'job_failed', 1]);
});

const addLater = (organization: number, priority: 'high' | 'normal' | 'low') =>
  database.transaction(organization, (db) =>
    jobs.enqueue(db, organization, {
      kind: 'double',
      payload: {},
      subject,
      createdBy: null,
      priority,
      runAt: new Date(Date.now() + 3_600_000),
    }),
  );

test('a person’s job goes before one that can wait, and one organization’s second after everybody’s first', async () => {
  const other = await createOrganization(owner);
  const ranks = (ids: string[]) =>
    withClient(owner, async (client) => {
      const { rows } = await client.query<{ key: string; priority: number }>(
        'select key, priority from graphile_worker.jobs where key = any($1)',
        [ids],
      );
      return ids.map((id) => rows.find(({ key }) => key === id)?.priority ?? 0);
    });
  const first = await addLater(organizationId, 'normal');
  const second = await addLater(organizationId, 'normal');
  const theirs = await addLater(other, 'normal');
  const urgent = await addLater(organizationId, 'high');
  const idle = await addLater(other, 'low');
  const [one = 0, two = 0, three = 0, four = 0, five = 0] = await ranks([first, second, theirs, urgent, idle]);
  assert.ok(four < one && one < two && three < two && two < five, String([one, two, three, four, five]));
  for (const [organization, id] of [
    [organizationId, first],
    [organizationId, second],
    [organizationId, urgent],
  ] as const)
    await jobs.cancel(organization, id);
});

test('an organization that has too many waiting is asked to come back', async () => {
  const busy = await createOrganization(owner);
  await withClient(owner, (client) =>
    client.query(
      `select set_config('app.organization_id', $1, false);`.replace('$1', `'${busy}'`) +
        `insert into jobs (organization_id, id, kind, payload, subject)
         select ${busy}, 'job_' || n, 'double', '{}', '{}' from generate_series(1, 1000) n`,
    ),
  );
  const work = database.transaction(busy, (db) =>
    jobs.enqueue(db, busy, { kind: 'double', payload: {}, subject, createdBy: null }),
  );
  await assert.rejects(work, { code: 'too_many_jobs', status: 429 });
});

test('a running job is cancelled', async () => {
  const jobId = await enqueue('wait');
  await poll(
    () => jobs.get(organizationId, jobId),
    ({ status }) => status !== 'queued',
  );
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
  await running;
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

/** A node in a process of its own whose jobs never end, and that is killed; then one that ends them. */
async function killNodeUnder(count: number, takenAhead: number) {
  await node.stop();
  const held = await Promise.all(Array.from({ length: count }, () => enqueue('hold')));
  const child = fork(new URL('../../../test/support/job-node-child.ts', import.meta.url), {
    env: { ...process.env, JOB_NODE: JSON.stringify({ jobs: accounts.jobs, app: accounts.app, takenAhead }) },
  });
  after(() => child.kill('SIGKILL'));
  await once(child, 'message');
  const { rows: locked } = await poll(
    () => withClient(owner, (client) => client.query('select from graphile_worker.jobs where locked_at is not null')),
    ({ rowCount }) => rowCount === (takenAhead > 0 ? count : 1),
  );
  await poll(
    () => Promise.all(held.map((id) => jobs.get(organizationId, id))),
    (found) => found.some(({ status }) => status === 'running'),
  );
  child.kill('SIGKILL');
  await once(child, 'exit');
  const killedAtMs = performance.now();
  const rescue = handler('hold', (context) => complete(context, 'rescued'));
  const second = await startJobNode({
    database,
    jobs,
    log,
    handlers: new Map([['hold', rescue]]),
    connection: accounts.jobs,
    nodeId: 'node_second',
    concurrency: 1,
  });
  const ended = await Promise.all(held.map(awaitEnd));
  const afterMs = performance.now() - killedAtMs;
  await second.stop();
  return { locked: locked.length, outcomes: ended.map(({ status, result }) => [status, result]), afterMs };
}

test('the job of a node that is killed is taken over', async () => {
  const { outcomes, afterMs } = await killNodeUnder(1, 0);
  assert.deepEqual(outcomes, [['succeeded', 'rescued']]);
  assert.ok(afterMs < 15_000);
});

test('what a killed node had taken ahead and not begun is taken over too', async () => {
  const { locked, outcomes } = await killNodeUnder(5, 8);
  assert.equal(locked, 5);
  assert.deepEqual(
    outcomes,
    outcomes.map(() => ['succeeded', 'rescued']),
  );
});
