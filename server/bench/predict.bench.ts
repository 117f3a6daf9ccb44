// How long a prediction takes inside the server: everything but the network, with row-level security, the log and the
// durable write (fsync on). One after the other, and with 64 under way at once; beside a request that asks for nothing.
// Run: node server/bench/predict.bench.ts [predictions]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createApp } from '../src/app.ts';
import { permissions } from '../src/domains/tenancy/index.ts';
import { loadConfig } from '../src/platform/config.ts';
import { openAccounts } from '../src/platform/db/accounts.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { createLog } from '../src/platform/log.ts';
import { createPlatform } from '../src/platform/platform.ts';
import { startEmbeddedPostgres } from '../src/platform/postgres/embedded.ts';
import { ensureOwner } from '../src/platform/postgres/owner.ts';
import { churnCsv } from '../test/support/churn-csv.ts';

const count = Number(process.argv[2] ?? 2000);
const AT_ONCE = 64;

const dataFolder = await mkdtemp(path.join(tmpdir(), 'suite-bench-'));
const postgres = await startEmbeddedPostgres({ dataFolder });
const owner = await ensureOwner(postgres.connection, 'suite_bench');
await migrate(owner);
const log = createLog('info', { write: () => {} });
const platform = createPlatform(loadConfig({}, process.cwd()), await openAccounts(owner), log);
const app = await createApp(platform, '0.0.0-bench');
await app.startWork();

const user = await app.identity.createUser({
  email: 'bench@example.com',
  password: 'correct horse battery',
  name: 'Bench',
});
const organization = await app.tenancy.createOrganization('Bench', 'enterprise', user);
const { key } = await app.tenancy.createApiKey(organization.id, {
  name: 'bench',
  permissions: 'all',
  expiresAt: null,
  createdBy: user.id,
  grantable: new Set<string>(permissions),
});

async function call(method: 'GET' | 'POST', url: string, payload?: object | string) {
  const type = typeof payload === 'string' ? 'text/csv' : 'application/json';
  const headers = { authorization: `Bearer ${key}`, ...(payload === undefined ? {} : { 'content-type': type }) };
  const response = await app.http.inject({ method, url: `/api/v1/${url}`, headers, ...(payload ? { payload } : {}) });
  if (response.statusCode >= 400) throw new Error(response.body);
  return response.json();
}

async function awaitJob(jobId: string): Promise<void> {
  for (;;) {
    const { status } = await call('GET', `jobs/${jobId}`);
    if (status === 'succeeded') return;
    if (status === 'failed') throw new Error(`${jobId} failed`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

await awaitJob((await call('POST', 'data/datasets/churn/imports', churnCsv(2000))).job_id);
const model = await call('POST', 'ai-analytics/models', {
  model_name: 'Churn',
  model_type: 'classification',
  algorithm: 'auto',
  feature_columns: ['tenure', 'plan', 'monthly_charges', 'support_calls'],
  target_column: 'churned',
});
await awaitJob((await call('POST', `ai-analytics/models/${model.id}/train`, {})).job_id);
await call('POST', `ai-analytics/models/${model.id}/deploy`, {});

const predict = (index: number) =>
  call('POST', 'ai-analytics/predict', {
    model_id: model.id,
    input_data: { tenure: 1 + (index % 70), plan: 'pro', monthly_charges: 20 + (index % 90), support_calls: index % 8 },
  });

async function measure(name: string, run: (index: number) => Promise<unknown>, atOnce: number): Promise<void> {
  for (let index = 0; index < 200; index += 1) await run(index);
  const times: number[] = [];
  let next = 0;
  const startedMs = performance.now();
  const worker = async () => {
    while (next < count) {
      const index = next++;
      const from = performance.now();
      await run(index);
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = (performance.now() - startedMs) / 1000;
  const sorted = times.toSorted((left, right) => left - right);
  const quantile = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? NaN).toFixed(2).padStart(7);
  const rate = (count / seconds).toFixed(0).padStart(6);
  console.log(`${name.padEnd(28)} p50 ${quantile(0.5)} ms  p99 ${quantile(0.99)} ms  ${rate} a second`);
}

try {
  await measure('health, one at a time', () => call('GET', 'monitoring/health'), 1);
  await measure('prediction, one at a time', predict, 1);
  await measure(`prediction, ${AT_ONCE} at once`, predict, AT_ONCE);
} finally {
  await app.close();
  await postgres.stop();
  await rm(dataFolder, { recursive: true, force: true });
}
