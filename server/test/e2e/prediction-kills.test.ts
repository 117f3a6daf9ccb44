import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { withClient } from '../../src/platform/db/connection.ts';
import { churnCsv } from '../support/churn-csv.ts';
import { type Client, clientOf, makeKey } from '../support/http-client.ts';
import { findFreePort, type ServerProcess, startServer } from '../support/server-process.ts';
import { createTestDatabase, urlOf } from '../support/test-database.ts';
import { until } from '../support/until.ts';

/** How often the server is killed; a person who doubts may ask for twenty. */
const KILLS = Number(process.env['PREDICTION_KILLS'] ?? 2);
const AT_ONCE = 32;
const BATCH_ROWS = 40_000;
const ANSWERS_BETWEEN = 100;

const ACCOUNT = { email: 'owner@example.com', password: 'correct horse battery' };
const FEATURES = { tenure: 3, plan: 'basic', monthly_charges: 80, support_calls: 4 };
const { owner } = await createTestDatabase();
const databaseUrl = urlOf(owner);
const env = {
  DATABASE_URL: databaseUrl,
  PORT: String(await findFreePort()),
  ADMIN_EMAIL: ACCOUNT.email,
  ADMIN_PASSWORD: ACCOUNT.password,
  LOG_LEVEL: 'silent',
  RATE_LIMIT_PER_MINUTE: '1000000000',
};

let server: ServerProcess;
let client: Client;
let modelId = 0;

const asOwner = <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  withClient(owner, async (connection) => {
    await connection.query("select set_config('app.organization_id', '1', false)");
    return (await connection.query<T>(text, values)).rows;
  });

async function upload(dataset: string, rows: number): Promise<void> {
  const { job_id: job } = await client.call('POST', `data/datasets/${dataset}/imports`, churnCsv(rows), {
    'content-type': 'text/csv',
  });
  assert.equal((await client.awaitJob(job)).status, 'succeeded');
}

before(async () => {
  server = await startServer(env);
  client = clientOf(() => server.url, await makeKey(server.url, ACCOUNT));
  await asOwner(
    "insert into entitlement_overrides (organization_id, entitlement, amount) values (1, 'predictions_per_day', 1000000)",
  );
  await upload('churn', 2000);
  await upload('many', BATCH_ROWS);
  const model = await client.call('POST', 'ai-analytics/models', {
    model_name: 'Churn',
    model_type: 'classification',
    algorithm: 'logistic_regression',
    feature_columns: Object.keys(FEATURES),
    target_column: 'churned',
    training_data_source: { dataset: 'churn' },
  });
  modelId = model.id;
  await client.awaitJob((await client.call('POST', `ai-analytics/models/${modelId}/train`, {})).job_id);
  assert.equal((await client.call('POST', `ai-analytics/models/${modelId}/deploy`, {})).code, 200);
});

after(() => server.stop('SIGTERM'));

test('whatever was answered before a kill is kept, counted and told of once, and a batch scores each row once', async (context) => {
  await asOwner(
    "insert into outbox_consumers (name, types) values ('waiting', array['prediction_completed']) returning name",
  );
  const answered: string[] = [];
  const enough = new AbortController();
  const asking = async () => {
    while (!enough.signal.aborted) {
      // What a kill cut off is nobody's promise.
      const answer = await client
        .call('POST', 'ai-analytics/predict', { model_id: modelId, input_data: FEATURES })
        .catch(() => null);
      if (answer?.code === 200) answered.push(answer.prediction_id);
      else await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const load = Array.from({ length: AT_ONCE }, asking);
  const { job_id: job, batch_id: batch } = await client.call('POST', 'ai-analytics/predict/batch', {
    model_id: modelId,
    dataset: 'many',
  });
  for (let kill = 0; kill < KILLS; kill += 1) {
    const from = answered.length;
    await until(() => answered.length >= from + ANSWERS_BETWEEN, 60_000);
    await server.stop('SIGKILL');
    server = await startServer(env);
  }
  const last = answered.length;
  await until(() => answered.length > last, 60_000);
  enough.abort();
  await Promise.all(load);

  const done = await client.awaitJob(job);
  assert.deepEqual([done.status, done.result?.rows_scored], ['succeeded', BATCH_ROWS], JSON.stringify(done.error));
  const [scored] = await asOwner<{ rows: number; chunks: number; last: number }>(
    `select sum(row_count)::int as rows, count(distinct first_row)::int as chunks, max(first_row + row_count - 1)::int as last
       from prediction_batch_chunks where batch_id = $1`,
    [batch],
  );
  assert.deepEqual([scored?.rows, scored?.last], [BATCH_ROWS, BATCH_ROWS]);

  const kept = await asOwner<{ prediction_id: string }>('select prediction_id from prediction_results');
  const ids = new Set(kept.map((row) => row.prediction_id));
  assert.equal(ids.size, kept.length);
  assert.equal(new Set(answered).size, answered.length);
  for (const id of answered) assert.ok(ids.has(id), `${id} was answered and is lost`);
  const [used] = await asOwner<{ used: number }>(
    "select sum(used)::int as used from usage_counters where entitlement = 'predictions_per_day'",
  );
  assert.equal(used?.used, kept.length + BATCH_ROWS);
  const [told] = await asOwner<{ events: number }>(
    "select count(distinct subject_id)::int as events from outbox_events where type = 'prediction_completed'",
  );
  assert.equal(told?.events, kept.length);
  context.diagnostic(`${KILLS} kills, ${answered.length} answered, ${kept.length} kept`);
});
