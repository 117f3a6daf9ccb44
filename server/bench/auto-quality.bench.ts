// How good `auto` is through the interface alone, beside scikit-learn's HistGradientBoosting, on tables that others made:
// categories and blanks, prices, texts (beside logistic regression there; see auto-reference.py for where they come from and what it needs). Each is split; both sides learn from the same rows and answer the others. A server runs in a process of its own.
// Run: node server/bench/auto-quality.bench.ts [splits] [group]
import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rocAucOf } from '../src/numeric/metrics/roc-auc.ts';
import { clientOf, makeKey } from '../test/support/http-client.ts';
import { findFreePort, startServer } from '../test/support/server-process.ts';

interface Task {
  readonly name: string;
  readonly group: string;
  readonly target: string;
  /** Null: a number. */
  readonly positive: string | null;
  readonly rows: number;
  readonly features: readonly string[];
  /** The AUC or RMSE of HistGradientBoosting, or of logistic regression on weighted words. */
  readonly reference: number;
}

const splits = process.argv[2] ?? '3';
const only = process.argv[3];
const ACCOUNT = { email: 'owner@example.com', password: 'correct horse battery' };
const AT_ONCE = 32;

const folder = await mkdtemp(path.join(tmpdir(), 'suite-auto-'));
// Open to the account that PostgreSQL runs under when this runs as root.
await chmod(folder, 0o755);
const program = fileURLToPath(new URL('./auto-reference.py', import.meta.url));
execFileSync('/usr/bin/python3', [program, folder, splits], { stdio: 'inherit' });
const tasks: Task[] = JSON.parse(await readFile(path.join(folder, 'tasks.json'), 'utf8'));
const env = { DATA_DIR: path.join(folder, 'data'), PORT: String(await findFreePort()), LOG_LEVEL: 'warn' };
const server = await startServer({ ...env, ADMIN_EMAIL: ACCOUNT.email, ADMIN_PASSWORD: ACCOUNT.password });
const suite = fileURLToPath(new URL('../src/suite.ts', import.meta.url));
execFileSync(
  process.execPath,
  [suite, 'plan', '--organization', '1', '--override', 'predictions_per_day=1000000', '--until', '2100-01-01'],
  { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit'] },
);
const client = clientOf(() => server.url, await makeKey(server.url, ACCOUNT));

/** However long it takes. */
async function awaitTraining(jobId: string): Promise<{ status: string; error: unknown }> {
  for (;;) {
    const job = await client.call('GET', `jobs/${jobId}`);
    if (!['queued', 'running'].includes(job.status)) return job;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Trains on the one part and answers the other, asked row by row. */
async function measure(task: Task): Promise<{ figure: number; algorithm: string; seconds: number }> {
  const csv = await readFile(path.join(folder, `${task.name}_train.csv`), 'utf8');
  const upload = await client.call('POST', `data/datasets/${task.name}/imports`, csv, { 'content-type': 'text/csv' });
  await client.awaitJob(upload.job_id);
  const dataset = await client.call('GET', `data/datasets/${task.name}`);
  const nameOf = new Map<string, string>(
    dataset.columns.map((each: { label: string; name: string }) => [each.label, each.name]),
  );
  const column = (label: string): string => nameOf.get(label) ?? label;
  const model = await client.call('POST', 'ai-analytics/models', {
    model_name: task.name,
    model_type: task.positive === null ? 'regression' : 'classification',
    algorithm: 'auto',
    feature_columns: task.features.map(column),
    target_column: column(task.target),
    training_data_source: { dataset: task.name },
  });
  const startedMs = performance.now();
  const { job_id: jobId } = await client.call('POST', `ai-analytics/models/${model.id}/train`, {});
  const job = await awaitTraining(jobId);
  const seconds = (performance.now() - startedMs) / 1000;
  if (job.status !== 'succeeded') throw new Error(JSON.stringify(job));
  await client.call('POST', `ai-analytics/models/${model.id}/deploy`, { force: true, reason: 'A bench' });
  const rows: Record<string, string | number | null>[] = JSON.parse(
    await readFile(path.join(folder, `${task.name}_test.json`), 'utf8'),
  );
  const { target_schema: target } = await client.call('GET', `ai-analytics/models/${model.id}`);
  const isTrue = typeof target.positive_class === 'boolean';
  const predictions: number[] = [];
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const answers = await Promise.all(
      rows.slice(from, from + AT_ONCE).map((row) => {
        const input = Object.fromEntries(task.features.map((name) => [column(name), row[name]]));
        return client.call('POST', 'ai-analytics/predict', { model_id: model.id, input_data: input });
      }),
    );
    for (const answer of answers) {
      if (answer.code !== 200) throw new Error(JSON.stringify(answer));
      predictions.push(answer.prediction_output.prediction);
    }
  }
  const { versions } = await client.call('GET', `ai-analytics/models/${model.id}/performance`);
  const figure =
    task.positive === null
      ? Math.sqrt(
          predictions.reduce((sum, value, i) => sum + (value - Number(rows[i]?.[task.target])) ** 2, 0) /
            predictions.length,
        )
      : rocAucOf(
          Float64Array.from(predictions, (value) =>
            isTrue || target.positive_class === task.positive ? value : 1 - value,
          ),
          Float64Array.from(rows, (row) => Number(row[task.target] === task.positive)),
        )(new Float64Array(rows.length).fill(1));
  return { figure, algorithm: versions[0].algorithm, seconds };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

try {
  console.log('| set | rows | measure | auto | chose | seconds | scikit-learn | difference |');
  console.log('|---|---|---|---|---|---|---|---|');
  for (const [group, ofGroup] of Map.groupBy(tasks, (task) => task.group)) {
    if (only !== undefined && only !== group) continue;
    const found = [];
    for (const task of ofGroup) found.push(await measure(task));
    const [first] = ofGroup;
    const own = mean(found.map(({ figure }) => figure));
    const reference = mean(ofGroup.map((task) => task.reference));
    const isAuc = first?.positive !== null;
    const difference = isAuc ? (own - reference).toFixed(4) : `${((own / reference - 1) * 100).toFixed(1)} %`;
    const chosen = [...new Set(found.map(({ algorithm }) => algorithm))].join(', ');
    const seconds = mean(found.map((each) => each.seconds)).toFixed(0);
    const cells = [group, first?.rows, isAuc ? 'AUC' : 'RMSE', own.toFixed(4), chosen, seconds];
    cells.push(reference.toFixed(4), difference);
    console.log(`| ${cells.join(' | ')} |`);
  }
} finally {
  await server.stop('SIGTERM');
  await rm(folder, { recursive: true, force: true });
}
