import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { churnCsv } from '../../../../test/support/churn-csv.ts';
import { importCsv, makeDeployedModel, predict } from '../../../../test/support/model-steps.ts';
import { createTestApp, type TestOrganization } from '../../../../test/support/test-app.ts';
import { withClient } from '../../../platform/db/connection.ts';

const ROWS = 12_000;
const FEATURES = ['tenure', 'plan', 'monthly_charges', 'support_calls'];

const suite = await createTestApp({ work: true, config: { importMaxSizeMb: 2 } });
let shop: TestOrganization;
let modelId = 0;

before(async () => {
  shop = await suite.createOrganization();
  await importCsv(suite, shop, 'churn', churnCsv(2000));
  const model = await makeDeployedModel(suite, shop, {
    model_type: 'classification',
    feature_columns: FEATURES,
    target_column: 'churned',
    training_data_source: { dataset: 'churn' },
  });
  modelId = model.id;
  await setLimit(1_000_000);
});

const asOwner = <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  withClient(suite.database.owner, async (client) => {
    await client.query("select set_config('app.organization_id', $1, false)", [String(shop.id)]);
    return (await client.query<T>(text, values)).rows;
  });

const setLimit = (amount: number) =>
  asOwner(
    `insert into entitlement_overrides (organization_id, entitlement, amount) values ($1, 'predictions_per_day', $2)
     on conflict (organization_id, entitlement) do update set amount = excluded.amount`,
    [shop.id, amount],
  );

async function used(): Promise<number> {
  const [row] = await asOwner<{ used: number }>(
    "select coalesce(sum(used), 0)::int as used from usage_counters where entitlement = 'predictions_per_day'",
  );
  return row?.used ?? 0;
}

async function countPieces(): Promise<number> {
  const [row] = await asOwner<{ count: number }>('select count(*)::int as count from prediction_batch_files');
  return row?.count ?? -1;
}

const get = (place: string, key = shop.key) => suite.call('GET', `ai-analytics/predict/batches/${place}`, { key });

const send = (csv: string, { query = '', headers = {}, key = shop.key } = {}) =>
  suite.call('POST', `ai-analytics/predict/batches?model_id=${modelId}${query}`, {
    key,
    body: csv,
    headers: { 'content-type': 'text/csv', ...headers },
  });

async function score(csv: string, query = '') {
  const { status, body, text } = await send(csv, { query });
  assert.equal(status, 202, text);
  const job = await suite.awaitJob(body.job_id, shop.key);
  assert.equal(job.status, 'succeeded', JSON.stringify(job.error));
  return { batchId: Number(body.batch_id), jobId: String(body.job_id), result: job.result };
}

test('the rows of a file are answered as single ones would be, each once, and counted; the file is not kept', async () => {
  const usedBefore = await used();
  const csv = churnCsv(ROWS);
  const { batchId, result } = await score(csv, '&key_column=customer_id');
  assert.deepEqual([result.rows_total, result.rows_scored, result.rows_rejected], [ROWS, ROWS, 0]);
  assert.equal((await used()) - usedBefore, ROWS);
  assert.equal(await countPieces(), 0);
  const { text } = await get(`${batchId}/results.csv`);
  const answers = text.trim().split('\r\n').slice(1);
  assert.equal(answers.length, ROWS);
  const lines = csv.trim().split('\n').slice(1);
  for (const place of [0, 40, 4999, 5000, ROWS - 1]) {
    const [key, tenure, plan, charges, calls] = lines[place]?.split(',') ?? [];
    const { body } = await predict(suite, shop, modelId, {
      tenure: Number(tenure),
      plan,
      support_calls: Number(calls),
      ...(charges === '' ? {} : { monthly_charges: Number(charges) }),
    });
    const { prediction, label } = body.prediction_output;
    const expected = `${place + 1},${key},${prediction},${label},${body.confidence_score},,`;
    assert.equal(answers[place], expected);
  }
});

const ODD = [
  '\uFEFFplan;customer;tenure;monthly_charges;support_calls;notes',
  'basic;A;3;80;4;fine',
  'pro;B;long;20;none;two faults',
  ';;;;;',
  'pro;C;5;20',
  'basic;D;;;;',
  '"plus";"E; and F";7;55.5;1;"two\nlines"',
  'basic;=G;3;80;4;last',
].join('\n');

test('rows that cannot be read are listed with line, column and reason, and the others are scored', async () => {
  const usedBefore = await used();
  const { batchId, result } = await score(ODD, '&key_column=customer');
  assert.deepEqual([result.rows_total, result.rows_scored, result.rows_rejected], [6, 4, 2]);
  assert.equal((await used()) - usedBefore, result.rows_scored);
  const { body: batch } = await get(String(batchId));
  assert.deepEqual([batch.dataset, batch.rows_rejected, batch.rows_without_features], [null, 2, 0]);
  const { text } = await suite.call('GET', `ai-analytics/predict/batches/${batchId}/rejected-rows`, {
    key: shop.key,
    headers: { 'accept-language': 'de' },
  });
  assert.deepEqual(text.trim().split('\r\n'), [
    'line,column,reason,value,row',
    '3,tenure,„tenure“ erwartet eine Zahl.,long,pro;B;long;20;none;two faults',
    '3,support_calls,„support_calls“ erwartet eine Zahl.,none,pro;B;long;20;none;two faults',
    '5,,"Die Zeile hat weniger Werte, als es Spalten gibt.",,pro;C;5;20',
  ]);
  const { text: results } = await get(`${batchId}/results.csv`);
  const keys = results
    .trim()
    .split('\r\n')
    .map((line) => line.split(',')[1]);
  assert.deepEqual(keys, ['customer', 'A', 'B', '', 'D', 'E; and F', "'=G"]);
});

async function refused(csv: string, query = '') {
  const { status, body } = await send(csv, { query });
  return [status, body.code];
}

test('what is no such file is refused while it arrives, and nothing of it is kept', async () => {
  assert.deepEqual(await refused(''), [422, 'csv_empty']);
  assert.deepEqual(await refused('tenure,plan,monthly_charges,support_calls\n'), [422, 'batch_file_empty']);
  assert.deepEqual(await refused('tenure,plan\n1,basic\n'), [422, 'batch_columns_missing']);
  assert.deepEqual(await refused(churnCsv(3), '&key_column=number'), [422, 'batch_columns_missing']);
  assert.deepEqual(await refused(`${churnCsv(10)}\u0000`), [422, 'csv_nul_byte']);
  assert.deepEqual(await refused(churnCsv(90_000)), [413, 'batch_file_too_large']);
  const json = await suite.call('POST', `ai-analytics/predict/batches?model_id=${modelId}`, {
    key: shop.key,
    body: {},
  });
  assert.equal(json.status, 415);
  assert.equal(await countPieces(), 0);
});

test('a file that the quota does not cover is not begun', async () => {
  await setLimit((await used()) + 99);
  const { status, body } = await send(churnCsv(100));
  await setLimit(1_000_000);
  assert.deepEqual([status, body.code], [429, 'quota_exhausted']);
  assert.equal(await countPieces(), 0);
});

test('sent again with the same key a file makes no second batch', async () => {
  const headers = { 'idempotency-key': 'a-file' };
  const first = await send(churnCsv(50), { headers });
  const second = await send(churnCsv(50), { headers });
  assert.deepEqual([first.status, second.status], [202, 202]);
  assert.deepEqual(second.body, first.body);
  await suite.awaitJob(first.body.job_id, shop.key);
});

test('a job that was ended half way goes on behind its last chunk, and lists no row twice', async () => {
  const lines = churnCsv(ROWS).trim().split('\n');
  lines[11] = 'bad,row';
  lines[7000] = 'bad,row';
  const fileId = 'file_kept';
  const { batchId, jobId } = await score(`${lines.join('\n')}\n`);
  const usedBefore = await used();
  await asOwner('delete from prediction_batch_chunks where batch_id = $1 and first_row > 5000', [batchId]);
  await asOwner('delete from prediction_batch_rejections where batch_id = $1 and line > 5001', [batchId]);
  await asOwner(
    `update prediction_batches set rows_scored = 4999, rows_rejected = 1, finished_at = null, file_id = $2 where id = $1`,
    [batchId, fileId],
  );
  await asOwner(
    'insert into prediction_batch_files (organization_id, file_id, position, bytes) values ($1, $2, 0, $3)',
    [shop.id, fileId, Buffer.from(`${lines.join('\n')}\n`)],
  );
  const handler = suite.platform.handlers.get('prediction_batch') ?? assert.fail('no handler');
  await handler.run({
    organizationId: shop.id,
    jobId,
    payload: {},
    signal: new AbortController().signal,
    report: () => {},
    complete: () => Promise.resolve(),
  });
  assert.equal((await used()) - usedBefore, ROWS - 5000 - 1);
  const { body } = await get(String(batchId));
  assert.deepEqual([body.rows_scored, body.rows_rejected, body.rows_total], [ROWS - 2, 2, ROWS]);
  const { text } = await get(`${batchId}/rejected-rows`);
  assert.deepEqual(
    text
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[0]),
    ['12', '7001'],
  );
});

test('another organization can neither see it nor ask the model for one', async () => {
  const other = await suite.createOrganization();
  const { batchId } = await score(churnCsv(20));
  for (const place of ['', '/results', '/results.csv', '/rejected-rows']) {
    const answer = await get(`${batchId}${place}`, other.key);
    assert.deepEqual([answer.status, answer.body?.code], [404, 'batch_not_found'], place);
  }
  const { status, body } = await send(churnCsv(20), { key: other.key });
  assert.deepEqual([status, body.code], [404, 'model_not_found']);
});

test('rows of batches count for drift: shifted ones raise it, others do not', async () => {
  const { body: deployed } = await suite.call('POST', `ai-analytics/models/${modelId}/deploy`, {
    key: shop.key,
    body: { monitoring_enabled: true },
  });
  assert.equal(deployed.monitoring_enabled, true);
  async function look() {
    const { body } = await suite.call('POST', `ai-analytics/models/${modelId}/watch`, { key: shop.key, body: {} });
    assert.equal((await suite.awaitJob(body.job_id, shop.key)).status, 'succeeded');
    return (await suite.call('GET', `ai-analytics/models/${modelId}/drift`, { key: shop.key })).body.latest;
  }
  await asOwner('update prediction_batches set model_version = 0');
  await score(churnCsv(1500));
  const calm = await look();
  assert.deepEqual([calm.drift.state, calm.window.predictions >= 250], ['stable', true], JSON.stringify(calm));
  const [heading = '', ...lines] = churnCsv(6000).trim().split('\n');
  const dearer = lines.map((line) =>
    line.replace(/,([\d.]+),(\d+),(yes|no)$/, (_, price, calls, end) => `,${Number(price) + 150},${calls},${end}`),
  );
  await score([heading, ...dearer].join('\n'));
  const shifted = await look();
  assert.equal(shifted.drift.state, 'shifted', JSON.stringify(shifted));
  assert.equal(shifted.drift.features[0].feature, 'monthly_charges');
});

test('how often answers were known is told to whoever may read the monitoring', async () => {
  const { status, body } = await suite.call('GET', 'monitoring/answer-cache', { key: shop.key });
  const names = ['cache_size', 'hit_rate', 'hits', 'memory_usage', 'misses'];
  assert.deepEqual([status, Object.keys(body).toSorted()], [200, names]);
});
