import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { churnCsv } from '../support/churn-csv.ts';
import { type Client, clientOf, makeKey } from '../support/http-client.ts';
import { findFreePort, type ServerProcess, startServer } from '../support/server-process.ts';
import { until } from '../support/until.ts';

const ACCOUNT = { email: 'owner@example.com', password: 'correct horse battery' };
const FEATURES = { tenure: 3, plan: 'basic', monthly_charges: 80, support_calls: 4 };
/** How long the database is held back; `npm test` has no half a minute for it, a person who wonders may. */
const AWAY_MS = Number(process.env['DATABASE_AWAY_MS'] ?? 4000);
/** Refused at once, or when the connection breaks under it. */
const QUICK_MS = 2000;

const folder = await mkdtemp(path.join(tmpdir(), 'suite-away-'));
// Open to the account that PostgreSQL runs under when the tests run as root.
await chmod(folder, 0o755);
const DATA_DIR = path.join(folder, 'data');
let server: ServerProcess;
let client: Client;
let modelId = 0;

before(async () => {
  const environment = {
    ADMIN_EMAIL: ACCOUNT.email,
    ADMIN_PASSWORD: ACCOUNT.password,
    LOG_LEVEL: 'silent',
    // The callers ask again at once, for as long as it is away.
    RATE_LIMIT_PER_MINUTE: '10000000',
  };
  server = await startServer({ DATA_DIR, PORT: String(await findFreePort()), ...environment });
  client = clientOf(() => server.url, await makeKey(server.url, ACCOUNT));
  const upload = await client.call('POST', 'data/datasets/churn/imports', churnCsv(2000), {
    'content-type': 'text/csv',
  });
  await client.awaitJob(upload.job_id);
  const model = await client.call('POST', 'ai-analytics/models', {
    model_name: 'Churn',
    model_type: 'classification',
    algorithm: 'logistic_regression',
    feature_columns: Object.keys(FEATURES),
    target_column: 'churned',
  });
  modelId = model.id;
  const training = await client.call('POST', `ai-analytics/models/${modelId}/train`, {});
  await client.awaitJob(training.job_id);
  assert.equal((await client.call('POST', `ai-analytics/models/${modelId}/deploy`, {})).code, 200);
});

after(async () => {
  await server.stop('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

const predict = () => client.call('POST', 'ai-analytics/predict', { model_id: modelId, input_data: FEATURES });

const postmaster = async (): Promise<number> =>
  Number((await readFile(path.join(DATA_DIR, 'pg18', 'postmaster.pid'), 'utf8')).split('\n')[0]);

const childrenOf = async (pid: number): Promise<number[]> =>
  (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ').map(Number);

test('while the database is down requests are refused in words and at once, and all of it comes back by itself', async () => {
  const accepted: string[] = [];
  const refused: { code: number; retryAfter: string | null; afterMs: number }[] = [];
  const asking = new AbortController();
  const callers = Array.from({ length: 4 }, async () => {
    while (!asking.signal.aborted) {
      const sinceMs = performance.now();
      const answer = await predict();
      const afterMs = performance.now() - sinceMs;
      if (answer.code === 200) accepted.push(answer.prediction_id);
      else refused.push({ code: answer.code, retryAfter: answer.headers.get('retry-after'), afterMs });
    }
  });
  const upload = await client.call('POST', 'data/datasets/later/imports', churnCsv(60_000), {
    'content-type': 'text/csv',
  });
  assert.equal(upload.code, 202);
  await client.awaitJob(upload.job_id, ({ status }) => status === 'running');

  // The server starts its database again as soon as it can, so the fall is repeated for as long as it shall be away.
  for (const endMs = performance.now() + AWAY_MS; performance.now() < endMs;) {
    try {
      process.kill(await postmaster(), 'SIGKILL');
    } catch {
      // It has not come back yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await until(async () => (await predict()).code === 200, 60_000);
  const acceptedBefore = accepted.length;
  await until(() => accepted.length > acceptedBefore + 20, 60_000);
  asking.abort();
  await Promise.all(callers);

  assert.ok(refused.length > 0, 'nobody noticed that the database was away');
  for (const { code, retryAfter, afterMs } of refused) {
    assert.deepEqual([code, Number(retryAfter) > 0], [503, true]);
    assert.ok(afterMs < QUICK_MS, `a refusal took ${afterMs} ms`);
  }
  for (const id of accepted) {
    assert.equal((await client.call('GET', `ai-analytics/predictions/${id}`)).code, 200, `${id} is lost`);
  }
  const job = await client.awaitJob(upload.job_id);
  assert.deepEqual([job.status, job.result?.rows_imported], ['succeeded', 60_000]);
  assert.match(server.words(), /stopped by itself[^]*is back/);
});

test(
  'a database that hangs is said to be away, and is used again when it goes on',
  { skip: process.platform !== 'linux' },
  async () => {
    const pid = await postmaster();
    const family = await childrenOf(pid);
    for (const each of [pid, ...family]) process.kill(each, 'SIGSTOP');
    try {
      const sinceMs = performance.now();
      const health = await fetch(`${server.url}/api/v1/monitoring/health`);
      assert.equal(health.status, 503);
      assert.ok(performance.now() - sinceMs < 5000);
    } finally {
      for (const each of [...family, pid]) process.kill(each, 'SIGCONT');
    }
    await until(async () => (await predict()).code === 200, 60_000);
  },
);
