import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { createOrganization, createTestDatabase } from '../../../test/support/test-database.ts';
import { defineErrors } from '../errors.ts';
import { createIds } from '../ids.ts';
import { createLog } from '../log.ts';
import type { JobHandler } from './job.ts';
import { createJobs } from './jobs.ts';
import { runJob } from './run-job.ts';

const { database, owner } = await createTestDatabase();
const organizationId = await createOrganization(owner);
const testErrors = defineErrors('test-lost-jobs', { refused: { status: 422 } });

/** What handlers were told, with the status that the job had for whoever looked from inside the same transaction. */
const told: string[] = [];
beforeEach(() => {
  told.length = 0;
});

function handler(kind: string, run: JobHandler['run']): JobHandler {
  return {
    kind,
    readPermission: 'data:read',
    cancelPermission: 'data:read',
    timeoutMs: 10_000,
    run,
    async onLost(db, { jobId }, outcome) {
      const job = await db.selectFrom('jobs').select('status').where('id', '=', jobId).executeTakeFirst();
      told.push(`${kind} ${outcome}, ${job?.status}`);
      if (kind === 'undone') throw new Error('cannot be taken back');
    },
  };
}

const refuse = () => Promise.reject(testErrors.refused());
const kinds = [
  handler('refused', refuse),
  handler('undone', refuse),
  handler('done', (context) => database.transaction(organizationId, (db) => context.complete(db, null))),
];
const handlers = new Map(kinds.map((each) => [each.kind, each]));
const jobs = createJobs(database, createIds(Date.now), handlers);
const enqueue = (kind: string) =>
  database.transaction(organizationId, (db) =>
    jobs.enqueue(db, organizationId, {
      kind,
      payload: {},
      subject: { kind: 'model', id: 1, name: 'A model' },
      createdBy: null,
    }),
  );
const run = (jobId: string) =>
  runJob({ database, handlers, log: createLog('silent') }, { organizationId, jobId }, new AbortController().signal);

test('whoever waits for a job that fails is told in the transaction that ends it', async () => {
  await run(await enqueue('refused'));
  assert.deepEqual(told, ['refused failed, failed']);
});

test('a job that succeeds is not told as lost', async () => {
  await run(await enqueue('done'));
  assert.deepEqual(told, []);
});

test('a job that is cancelled while it waits is told as lost', async () => {
  const jobId = await enqueue('refused');
  await jobs.cancel(organizationId, jobId);
  await run(jobId);
  assert.deepEqual(told, ['refused cancelled, cancelled']);
});

test('a job whose nodes died too often is told as lost', async () => {
  const jobId = await enqueue('done');
  await database.tenant(organizationId).updateTable('jobs').set({ attempt: 8 }).where('id', '=', jobId).execute();
  await run(jobId);
  assert.equal((await jobs.get(organizationId, jobId)).status, 'failed');
  assert.deepEqual(told, ['done failed, failed']);
});

test('an end that cannot be told is no end', async () => {
  const jobId = await enqueue('undone');
  await assert.rejects(run(jobId), /cannot be taken back/);
  assert.equal((await jobs.get(organizationId, jobId)).status, 'running');
});
