// A training through the interface, as everybody asks for it: a server in a process of its own with its own PostgreSQL,
// a file imported, boosted trees trained with their default hyperparameters. Printed: the time of each phase by the
// job's own word, the CPU of the server, and the most memory that it held in each step.
// Run: node server/bench/training.bench.ts [rows] [columns] [threads]
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { clientOf, makeKey } from '../test/support/http-client.ts';
import { findFreePort, startServer } from '../test/support/server-process.ts';

const rows = Number(process.argv[2] ?? 200_000);
const columns = Number(process.argv[3] ?? 20);
const threads = process.argv[4] ?? '2';
const ACCOUNT = { email: 'owner@example.com', password: 'correct horse battery' };
const CLOCK_TICKS_PER_SECOND = 100;

/** Numbers of which six say something, one column of ten words, some blanks, and two classes. */
function* csv(): Generator<string> {
  let state = 20_240_115;
  const next = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const names = Array.from({ length: columns - 1 }, (_, index) => `f${index}`);
  let text = `${names.join(',')},word,y\n`;
  for (let row = 0; row < rows; row += 1) {
    const x = names.map(() => next() * 4 - 2);
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = x;
    const word = Math.floor(next() * 10);
    const isOne = a + b * c + Math.sin(2 * d) + (e > 0.5 ? f : 0) + word / 5 + 2 * next() - 2 > 0;
    const shown = x.map((value) => (next() < 0.02 ? '' : value.toFixed(6)));
    text += `${shown.join(',')},word ${word},${isOne ? 'yes' : 'no'}\n`;
    if (text.length < 1e6) continue;
    yield text;
    text = '';
  }
  yield text;
}

const folder = await mkdtemp(path.join(tmpdir(), 'suite-training-'));
// Open to the account that PostgreSQL runs under when this runs as root.
await chmod(folder, 0o755);
const server = await startServer({
  DATA_DIR: path.join(folder, 'data'),
  PORT: String(await findFreePort()),
  ADMIN_EMAIL: ACCOUNT.email,
  ADMIN_PASSWORD: ACCOUNT.password,
  AI_TRAINING_THREADS: threads,
  LOG_LEVEL: 'warn',
});
const { pid } = server.child;

function memoryMb(field: 'VmHWM' | 'VmRSS'): number {
  const [, kb] = new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kb) / 1024);
}

function cpuSeconds(): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS_PER_SECOND;
}

const client = clientOf(() => server.url, await makeKey(server.url, ACCOUNT));

/** Follows a job to its end, and tells how long each of its phases took and what it held. */
async function follow(
  name: string,
  jobId: string,
): Promise<{ result: { metrics: Record<'roc_auc' | 'accuracy', number> } | null }> {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  const before = { cpu: cpuSeconds(), ms: performance.now(), rss: memoryMb('VmRSS') };
  const phases = new Map<string, number>();
  let lastMs = before.ms;
  for (;;) {
    const job = await client.call('GET', `jobs/${jobId}`);
    const nowMs = performance.now();
    phases.set(job.phase, (phases.get(job.phase) ?? 0) + nowMs - lastMs);
    lastMs = nowMs;
    if (['succeeded', 'failed', 'cancelled'].includes(job.status)) {
      const wall = ((nowMs - before.ms) / 1000).toFixed(1);
      const cpu = (cpuSeconds() - before.cpu).toFixed(1);
      const detail = [...phases].map(([phase, ms]) => `${phase} ${(ms / 1000).toFixed(1)} s`).join(', ');
      console.log(
        `${name}: ${job.status}, ${wall} s wall, ${cpu} s CPU; peak ${memoryMb('VmHWM')} MB (${before.rss} before); ${detail}`,
      );
      if (job.error) console.log(job.error);
      return job;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

try {
  console.log(`${rows} rows of ${columns} features, ${threads} threads`);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const encoder = new TextEncoder();
      for (const piece of csv()) controller.enqueue(encoder.encode(piece));
      controller.close();
    },
  });
  const response = await fetch(`${server.url}/api/v1/data/datasets/bench/imports`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', authorization: `Bearer ${client.key}` },
    body,
    duplex: 'half',
  });
  const upload: { job_id: string } = JSON.parse(await response.text());
  await follow('import', upload.job_id);
  const features = [...Array.from({ length: columns - 1 }, (_, index) => `f${index}`), 'word'];
  const model = await client.call('POST', 'ai-analytics/models', {
    model_name: 'Bench',
    model_type: 'classification',
    algorithm: 'gradient_boosting',
    feature_columns: features,
    target_column: 'y',
  });
  const { job_id: jobId } = await client.call('POST', `ai-analytics/models/${model.id}/train`, {
    hyperparameter_tuning: false,
  });
  const job = await follow('training', jobId);
  const { metrics } = job.result ?? {};
  if (metrics) console.log(`AUC ${metrics.roc_auc.toFixed(4)}, accuracy ${metrics.accuracy.toFixed(4)}`);
} finally {
  await server.stop('SIGTERM');
  await rm(folder, { recursive: true, force: true });
}
