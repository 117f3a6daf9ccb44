import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { churnCsv } from '../support/churn-csv.ts';
import { findFreePort, type ServerProcess, startServer } from '../support/server-process.ts';

const ROWS = 200_000;
const ACCOUNT = { email: 'owner@example.com', password: 'correct horse battery' };

const folder = await mkdtemp(path.join(tmpdir(), 'suite-crash-'));
// Open to the account that PostgreSQL runs under when the tests run as root.
await chmod(folder, 0o755);
const env = {
  DATA_DIR: path.join(folder, 'data'),
  PORT: String(await findFreePort()),
  ADMIN_EMAIL: ACCOUNT.email,
  ADMIN_PASSWORD: ACCOUNT.password,
  LOG_LEVEL: 'silent',
};
let server: ServerProcess;
let key = '';

async function call(method: string, place: string, body?: unknown, headers: Record<string, string> = {}): Promise<any> {
  const response = await fetch(`${server.url}/api/v1/${place}`, {
    method,
    headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, ...(text === '' ? {} : JSON.parse(text)) };
}

before(async () => {
  server = await startServer(env);
  const session = await call('POST', 'session', ACCOUNT);
  const made = await call(
    'POST',
    'tenancy/api-keys',
    { name: 'test', permissions: 'all' },
    { cookie: session.headers.get('set-cookie') },
  );
  key = made.key;
});

after(async () => {
  await server.stop('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

/** Asks again and again until `wanted` holds of the job. */
async function awaitJob(jobId: string, wanted: (job: { status: string; progress: number }) => boolean) {
  for (const deadline = performance.now() + 90_000; performance.now() < deadline;) {
    const job = await call('GET', `jobs/${jobId}`);
    if (wanted(job)) return job;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`${jobId} did not get there`);
}

const hasEnded = ({ status }: { status: string }) => !['queued', 'running'].includes(status);

async function killAndStartAgain(): Promise<void> {
  await server.stop('SIGKILL');
  server = await startServer(env);
}

const SUITE = fileURLToPath(new URL('../../src/suite.ts', import.meta.url));

/** One command as a person gives it beside the server, or without one. */
function suite(...args: string[]): Promise<{ code: number | null; said: string }> {
  const { DATABASE_URL: _external, ...inherited } = process.env;
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [SUITE, ...args], { env: { ...inherited, ...env } }, (_error, out, err) =>
      resolve({ code: child.exitCode, said: out + err }),
    );
  });
}

const upload = (dataset: string, rows: number) =>
  call('POST', `data/datasets/${dataset}/imports`, churnCsv(rows), { 'content-type': 'text/csv' });
const countRows = async () => (await call('GET', 'data/datasets/kept')).row_count;

// First, while there is little to back up.
test('a back-up taken beside the server replaces what came after it, in the same data folder', async () => {
  await awaitJob((await upload('kept', 200)).job_id, hasEnded);
  const file = path.join(folder, 'kept.backup');
  const saved = await suite('backup', file);
  assert.equal(saved.code, 0, saved.said);
  await awaitJob((await upload('kept', 100)).job_id, hasEnded);
  const later = await countRows();
  assert.notEqual(later, 200);

  const refused = await suite('restore', file, '--force');
  assert.equal(refused.code, 1);
  assert.match(refused.said, /in use/);
  assert.equal(await countRows(), later);

  await server.stop('SIGTERM');
  const restored = await suite('restore', file, '--force');
  server = await startServer(env);
  assert.equal(restored.code, 0, restored.said);
  assert.match(restored.said, /kept as “/);
  assert.equal(await countRows(), 200);
});

test('an import that is killed half way is whole in the end, and never half there', async () => {
  const { job_id: jobId } = await upload('churn', ROWS);
  const killedAt = await awaitJob(jobId, ({ status }) => status !== 'queued');
  assert.equal(killedAt.status, 'running', 'the import was too quick to be killed');
  await killAndStartAgain();
  const between = await call('GET', 'data/datasets/churn');
  assert.ok(
    between.status === 404 || between.row_count === ROWS,
    `${between.row_count} rows of a half import are visible`,
  );
  const job = await awaitJob(jobId, hasEnded);
  assert.deepEqual([job.status, job.result?.rows_imported, job.result?.rows_rejected], ['succeeded', ROWS, 0]);
  const dataset = await call('GET', 'data/datasets/churn');
  assert.equal(dataset.row_count, ROWS);
});

test('a training that is killed half way ends, and the model is not left in training', async () => {
  await awaitJob((await upload('leavers', 20_000)).job_id, hasEnded);
  const model = await call('POST', 'ai-analytics/models', {
    model_name: 'Churn',
    model_type: 'classification',
    algorithm: 'logistic_regression',
    feature_columns: ['tenure', 'plan', 'monthly_charges', 'support_calls'],
    target_column: 'churned',
    training_data_source: { dataset: 'leavers' },
  });
  const { job_id: jobId } = await call('POST', `ai-analytics/models/${model.id}/train`, {
    hyperparameter_tuning: true,
  });
  const killedAt = await awaitJob(jobId, ({ status }) => status !== 'queued');
  assert.equal(killedAt.status, 'running', 'the training was too quick to be killed');
  await killAndStartAgain();
  const job = await awaitJob(jobId, hasEnded);
  assert.equal(job.status, 'succeeded');
  const trained = await call('GET', `ai-analytics/models/${model.id}`);
  assert.deepEqual([trained.status_code ?? trained.current_version, trained.model_name], [1, 'Churn']);
  const { versions } = await call('GET', `ai-analytics/models/${model.id}/performance`);
  assert.equal(versions.length, 1);
});

test('an upload that is cut off leaves nothing', async () => {
  const controller = new AbortController();
  const body = new ReadableStream({
    start(stream) {
      stream.enqueue(new TextEncoder().encode(churnCsv(60_000)));
      setTimeout(() => controller.abort(), 50);
    },
  });
  const sending = fetch(`${server.url}/api/v1/data/datasets/cut/imports`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', authorization: `Bearer ${key}` },
    body,
    duplex: 'half',
    signal: controller.signal,
  });
  await assert.rejects(sending);
  const imports = await call('GET', 'data/imports?dataset=cut');
  assert.deepEqual([imports.status, imports.items ?? []], [imports.status, []]);
  assert.equal((await call('GET', 'data/datasets/cut')).status, 404);
});
