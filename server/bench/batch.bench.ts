// A dataset scored by a job: how long, how many rows a second, and how much memory the server takes for it, while single
// predictions go on beside it. Boosting of 100 trees over 20 numbers, fsync on.
// Run: node server/bench/batch.bench.ts [rows] (1000000 for the whole thing)
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Client, clientOf, makeKey } from '../test/support/http-client.ts';
import { findFreePort, startServer } from '../test/support/server-process.ts';

const rows = Number(process.argv[2] ?? 100_000);
const TRAINING_ROWS = 20_000;
const FEATURES = Array.from({ length: 20 }, (_, index) => `f${index}`);
const ACCOUNT = { email: 'owner@example.com', password: 'correct horse battery' };

const folder = await mkdtemp(path.join(tmpdir(), 'suite-bench-'));
// Open to the account that PostgreSQL runs under when this runs as root.
await chmod(folder, 0o755);
const env = {
  DATA_DIR: path.join(folder, 'data'),
  PORT: String(await findFreePort()),
  ADMIN_EMAIL: ACCOUNT.email,
  ADMIN_PASSWORD: ACCOUNT.password,
  RATE_LIMIT_PER_MINUTE: '1000000000',
};

function toCsv(count: number): string {
  let state = 20_240_115;
  const next = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const lines = [`id,${FEATURES.join(',')},y`];
  for (let row = 0; row < count; row += 1) {
    const x = FEATURES.map(() => next() * 4 - 2);
    const [a = 0, b = 0, c = 0, d = 0] = x;
    lines.push(
      `C-${row},${x.map((value) => value.toFixed(4)).join(',')},${a + b * c + Math.sin(2 * d) + next() > 0.5}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** Where the system does not tell, nothing. */
async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** As many jobs wait as long as they take: a million rows are more than a test's patience. */
async function awaitJob(client: Client, job: string): Promise<{ status: string; result: object }> {
  for (;;) {
    const found = await client.call('GET', `jobs/${job}`);
    if (!['queued', 'running'].includes(found.status)) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function upload(client: Client, dataset: string, count: number): Promise<void> {
  const type = { 'content-type': 'text/csv' };
  const { job_id: job } = await client.call('POST', `data/datasets/${dataset}/imports`, toCsv(count), type);
  await awaitJob(client, job);
}

const server = await startServer(env);
try {
  const suite = fileURLToPath(new URL('../src/suite.ts', import.meta.url));
  const override = ['plan', '--organization', '1', '--override', 'predictions_per_day=100000000'];
  await promisify(execFile)(process.execPath, [suite, ...override], { env: { ...process.env, ...env } });
  const client = clientOf(() => server.url, await makeKey(server.url, ACCOUNT));
  await upload(client, 'learned', TRAINING_ROWS);
  await upload(client, 'scored', rows);
  const { id: model } = await client.call('POST', 'ai-analytics/models', {
    model_name: 'Batch',
    model_type: 'classification',
    algorithm: 'gradient_boosting',
    feature_columns: FEATURES,
    target_column: 'y',
    training_data_source: { dataset: 'learned' },
  });
  const training = await client.call('POST', `ai-analytics/models/${model}/train`, { hyperparameter_tuning: false });
  await awaitJob(client, training.job_id);
  await client.call('POST', `ai-analytics/models/${model}/deploy`, {});

  const pid = server.child.pid ?? 0;
  const beforeMb = await residentMb(pid);
  let peakMb = beforeMb;
  const fromMs = performance.now();
  const { job_id: job } = await client.call('POST', 'ai-analytics/predict/batch', {
    model_id: model,
    dataset: 'scored',
    key_column: 'id',
  });
  const over = new AbortController();
  const times: number[] = [];
  const input_data = Object.fromEntries(FEATURES.map((name) => [name, 1]));
  const asking = async () => {
    while (!over.signal.aborted) {
      const askedMs = performance.now();
      await client.call('POST', 'ai-analytics/predict', { model_id: model, input_data });
      times.push(performance.now() - askedMs);
      peakMb = Math.max(peakMb, await residentMb(pid));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const beside = asking();
  const { status, result } = await awaitJob(client, job);
  const seconds = (performance.now() - fromMs) / 1000;
  over.abort();
  await beside;
  const sorted = times.toSorted((left, right) => left - right);
  const quantile = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(1);
  console.log(`${status} ${JSON.stringify(result)}`);
  console.log(
    `${rows} x ${FEATURES.length}: ${seconds.toFixed(1)} s, ${(rows / seconds).toFixed(0)} rows a second, server ${beforeMb.toFixed(0)} MB before, ${peakMb.toFixed(0)} MB at most; predictions beside it p50 ${quantile(0.5)} ms, p99 ${quantile(0.99)} ms; load ${(loadavg()[0] ?? 0).toFixed(1)}`,
  );
} finally {
  await server.stop('SIGTERM');
  await rm(folder, { recursive: true, force: true });
}
