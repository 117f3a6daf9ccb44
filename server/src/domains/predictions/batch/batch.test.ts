import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { churnCsv } from '../../../../test/support/churn-csv.ts';
import { createTestApp, type TestOrganization } from '../../../../test/support/test-app.ts';
import { withClient } from '../../../platform/db/connection.ts';

const FEATURES = ['tenure', 'plan', 'monthly_charges', 'support_calls'];
const ROWS = 12_000;
const VALID = { tenure: 3, plan: 'basic', monthly_charges: 80, support_calls: 4 };

const suite = await createTestApp({ work: true });
let shop: TestOrganization;
let modelId = 0;

const call = (method: 'GET' | 'POST' | 'DELETE', place: string, body?: unknown) =>
  suite.call(method, place, { key: shop.key, ...(body === undefined ? {} : { body }) });
const ask = (body: object) => call('POST', 'ai-analytics/predict/batch', { model_id: modelId, ...body });

async function upload(dataset: string, csv: string): Promise<void> {
  const { body } = await suite.call('POST', `data/datasets/${dataset}/imports`, {
    key: shop.key,
    body: csv,
    headers: { 'content-type': 'text/csv' },
  });
  assert.equal((await suite.awaitJob(body.job_id, shop.key)).status, 'succeeded');
}

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

before(async () => {
  shop = await suite.createOrganization();
  await upload('churn', churnCsv(2000));
  const { body: model } = await call('POST', 'ai-analytics/models', {
    model_name: 'Churn',
    model_type: 'classification',
    algorithm: 'logistic_regression',
    feature_columns: FEATURES,
    target_column: 'churned',
  });
  modelId = model.id;
  const { body: training } = await call('POST', `ai-analytics/models/${modelId}/train`, {});
  assert.equal((await suite.awaitJob(training.job_id, shop.key)).status, 'succeeded');
  assert.equal((await call('POST', `ai-analytics/models/${modelId}/deploy`, {})).status, 200);
  await setLimit(1_000_000);
});

test('rows are answered at once, as single predictions would be, and written down', async () => {
  const usedBefore = await used();
  const { status, body } = await ask({ rows: [VALID, { ...VALID, tenure: 60 }] });
  assert.equal(status, 200);
  assert.deepEqual([body.rows_scored, body.rows_skipped], [2, 0]);
  const { body: single } = await call('POST', 'ai-analytics/predict', { model_id: modelId, input_data: VALID });
  const [{ prediction }] = body.items;
  assert.deepEqual(prediction.prediction_output, single.prediction_output);
  assert.deepEqual(prediction.explanation, single.explanation);
  const { body: kept } = await call('GET', `ai-analytics/predictions/${prediction.prediction_id}`);
  assert.deepEqual(kept.explanation, prediction.explanation);
  assert.equal((await used()) - usedBefore, 3);
});

test('a row that is not valid refuses all, with a pointer to each fault, or is left out', async () => {
  const usedBefore = await used();
  const rows = [VALID, { ...VALID, tenure: 'long' }, {}];
  const refused = await ask({ rows });
  assert.equal(refused.status, 422);
  assert.deepEqual(
    refused.body.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code]),
    [
      ['/rows/1/tenure', 'not_a_number'],
      ['/rows/2', 'no_feature_has_a_value'],
    ],
  );
  assert.equal(await used(), usedBefore);
  const { body } = await ask({ rows, on_error: 'skip' });
  assert.deepEqual([body.rows_scored, body.rows_skipped], [1, 2]);
  assert.deepEqual(
    body.items.map((item: { errors?: { code: string }[] }) => item.errors?.[0]?.code ?? null),
    [null, 'not_a_number', 'no_feature_has_a_value'],
  );
  assert.equal((await used()) - usedBefore, 1);
});

test('rows beyond the quota are refused together, and none is counted or kept', async () => {
  const usedBefore = await used();
  const [{ count: kept } = { count: 0 }] = await asOwner<{ count: number }>(
    'select count(*)::int as count from prediction_results',
  );
  await setLimit(usedBefore + 1);
  const refused = await ask({ rows: [VALID, VALID] });
  await setLimit(1_000_000);
  assert.equal(refused.status, 429);
  assert.equal(refused.body.used, usedBefore);
  assert.equal(await used(), usedBefore);
  const [after] = await asOwner<{ count: number }>('select count(*)::int as count from prediction_results');
  assert.equal(after?.count, kept);
});

test('either rows or a dataset, and a dataset with every feature', async () => {
  for (const body of [{}, { rows: [VALID], dataset: 'churn' }]) {
    const answer = await ask(body);
    assert.deepEqual([answer.status, answer.body.code], [422, 'batch_invalid']);
  }
  await upload('bare', 'tenure,plan\n1,basic\n2,pro\n');
  const { body } = await ask({ dataset: 'bare' });
  assert.deepEqual([body.code, body.columns], ['batch_columns_missing', 'monthly_charges, support_calls']);
  assert.equal((await ask({ dataset: 'nowhere' })).body.code, 'dataset_not_found');
});

async function results(batchId: number) {
  const rows: { row: number; key: string; prediction: number | null; label: string; confidence_score: number }[] = [];
  for (let cursor = ''; ;) {
    const { body } = await call('GET', `ai-analytics/predict/batches/${batchId}/results?limit=1000${cursor}`);
    rows.push(...body.items);
    if (body.next_cursor === null) return rows;
    cursor = `&cursor=${body.next_cursor}`;
  }
}

test('a dataset is scored by a job: each row once, as a single prediction would be, and counted', async () => {
  await upload('many', churnCsv(ROWS));
  const usedBefore = await used();
  const { status, body } = await ask({ dataset: 'many', key_column: 'customer_id' });
  assert.equal(status, 202);
  const job = await suite.awaitJob(body.job_id, shop.key);
  assert.equal(job.status, 'succeeded', JSON.stringify(job.error));
  assert.deepEqual([job.result.rows_total, job.result.rows_scored], [ROWS, ROWS]);
  assert.equal((await used()) - usedBefore, ROWS);
  const rows = await results(body.batch_id);
  assert.deepEqual(
    rows.map(({ row }) => row),
    Array.from({ length: ROWS }, (_, index) => index + 1),
  );
  const [header = '', ...lines] = churnCsv(ROWS).trim().split('\n');
  for (const place of [0, 40, 4999, 5000, ROWS - 1]) {
    const fields = Object.fromEntries(header.split(',').map((name, at) => [name, lines[place]?.split(',')[at]]));
    const { customer_id: key, plan, tenure, monthly_charges: charges, support_calls: calls } = fields;
    const input_data = {
      plan,
      tenure: Number(tenure),
      support_calls: Number(calls),
      ...(charges === '' ? {} : { monthly_charges: Number(charges) }),
    };
    const { body: single } = await call('POST', 'ai-analytics/predict', { model_id: modelId, input_data });
    const found = rows[place];
    assert.deepEqual(
      [found?.key, found?.prediction, found?.label, found?.confidence_score],
      [key, single.prediction_output.prediction, String(single.prediction_output.label), single.confidence_score],
    );
  }
});

test('a job that was ended half way goes on where it was', async () => {
  const usedBefore = await used();
  const { body } = await ask({ dataset: 'many' });
  await suite.awaitJob(body.job_id, shop.key);
  await asOwner('delete from prediction_batch_chunks where batch_id = $1 and first_row > 5000', [body.batch_id]);
  await asOwner('update prediction_batches set rows_scored = 5000, finished_at = null where id = $1', [body.batch_id]);
  await asOwner("update jobs set status = 'queued', finished_at = null where id = $1", [body.job_id]);
  const handler = suite.platform.handlers.get('prediction_batch') ?? assert.fail('no handler');
  await handler.run({
    organizationId: shop.id,
    jobId: body.job_id,
    payload: {},
    signal: new AbortController().signal,
    report: () => {},
    complete: () => Promise.resolve(),
  });
  assert.equal((await used()) - usedBefore, ROWS + (ROWS - 5000));
  assert.equal((await results(body.batch_id)).length, ROWS);
  const { body: batch } = await call('GET', `ai-analytics/predict/batches/${body.batch_id}`);
  assert.deepEqual([batch.rows_scored, batch.rows_total], [ROWS, ROWS]);
});

test('a batch that the quota does not cover is not begun; one that runs out stops whole chunks behind', async () => {
  const usedBefore = await used();
  await setLimit(usedBefore + ROWS - 1);
  assert.equal((await ask({ dataset: 'many' })).status, 429);
  await setLimit(usedBefore + ROWS);
  // Somebody else is quicker than the job.
  const { body } = await ask({ dataset: 'many' });
  await setLimit(usedBefore + 7000);
  const job = await suite.awaitJob(body.job_id, shop.key);
  await setLimit(1_000_000);
  assert.deepEqual([job.status, job.error?.code], ['failed', 'batch_quota_exhausted']);
  assert.equal((await used()) - usedBefore, 5000);
  assert.equal((await results(body.batch_id)).length, 5000);
});

test('rows without any feature are left out and not counted; the file defuses formulas', async () => {
  const lines = [
    'customer_id,tenure,plan,monthly_charges,support_calls',
    '=1+1,3,basic,80,4',
    'C-2,,,,',
    '-C3,5,pro,20,0',
  ];
  await upload('odd', `${lines.join('\n')}\n`);
  const usedBefore = await used();
  const { body } = await ask({ dataset: 'odd', key_column: 'customer_id' });
  const job = await suite.awaitJob(body.job_id, shop.key);
  assert.deepEqual([job.result.rows_total, job.result.rows_scored, job.result.rows_without_features], [3, 2, 1]);
  assert.equal((await used()) - usedBefore, 2);
  const file = await call('GET', `ai-analytics/predict/batches/${body.batch_id}/results.csv`);
  const [header, first = '', second, third = ''] = file.text.split('\r\n');
  assert.equal(header, 'row,customer_id,prediction,label,confidence_score,lower,upper');
  assert.match(first, /^1,'=1\+1,0\.\d+,(true|false),0\.\d+,,$/);
  assert.equal(second, '2,C-2,,,,,');
  assert.match(third, /^3,'-C3,/);
});

test('another organization sees nothing of it', async () => {
  const other = await suite.createOrganization();
  const { body } = await ask({ dataset: 'odd' });
  await suite.awaitJob(body.job_id, shop.key);
  for (const place of ['', '/results', '/results.csv']) {
    const answer = await suite.call('GET', `ai-analytics/predict/batches/${body.batch_id}${place}`, { key: other.key });
    assert.deepEqual([answer.status, answer.body?.code], [404, 'batch_not_found'], place);
  }
});
