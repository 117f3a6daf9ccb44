import assert from 'node:assert/strict';
import { test } from 'node:test';
import { churnCsv } from '../../../../test/support/churn-csv.ts';
import { importCsv, makeDeployedModel, predict } from '../../../../test/support/model-steps.ts';
import { createTestApp, type TestOrganization } from '../../../../test/support/test-app.ts';
import { withClient } from '../../../platform/db/connection.ts';

const suite = await createTestApp({ work: true });
const { retention, retentionHandler } = suite.app.plans;
const SYSTEM = { kind: 'system', id: null } as const;

async function asOwner(organizationId: number, statement: string): Promise<void> {
  await withClient(suite.database.owner, async (client) => {
    await client.query("select set_config('app.organization_id', $1, false)", [String(organizationId)]);
    await client.query(statement);
  });
}

/** A company on the trial plan since long ago, which keeps 30 days: some of everything older, some younger. */
async function makeOldShop(name: string, predictions = 6): Promise<TestOrganization & { model: number }> {
  const shop = await suite.createOrganization(name);
  await importCsv(suite, shop, 'churn', churnCsv(300));
  const { id: model } = await makeDeployedModel(suite, shop, {
    model_type: 'classification',
    algorithm: 'logistic_regression',
    feature_columns: ['tenure', 'plan'],
    target_column: 'churned',
  });
  for (let index = 0; index < predictions; index += 1) {
    const { body } = await predict(suite, shop, model, { tenure: index + 1, plan: 'pro' });
    await suite.call('POST', `ai-analytics/predictions/${body.prediction_id}/feedback`, {
      key: shop.key,
      body: { actual_outcome: { churned: true } },
    });
  }
  await asOwner(shop.id, `update organizations set plan = 'trial' where id = ${shop.id}`);
  // The first half lies 31 days back, the rest 29.
  await asOwner(
    shop.id,
    `update prediction_results p set prediction_timestamp = now() - make_interval(days => case when r.n <= ${predictions / 2} then 31 else 29 end)
       from (select id, row_number() over (order by id) as n from prediction_results where organization_id = ${shop.id}) r
      where p.organization_id = ${shop.id} and p.id = r.id`,
  );
  await asOwner(
    shop.id,
    `update jobs set finished_at = now() - interval '31 days' where organization_id = ${shop.id} and kind = 'import'`,
  );
  await asOwner(
    shop.id,
    `insert into usage_counters values (${shop.id}, 'predictions_per_day', current_date - 40, 3), (${shop.id}, 'predictions_per_day', current_date - 20, 3);
     insert into usage_warnings values (${shop.id}, 'predictions_per_day', current_date - 40, 80, 80, 100, 'trial', null)`,
  );
  return { ...shop, model };
}

async function countRows({ id }: TestOrganization) {
  const db = suite.platform.database.tenant(id);
  const tables = [
    'prediction_results',
    'prediction_feedback',
    'jobs',
    'imports',
    'usage_counters',
    'usage_warnings',
  ] as const;
  const counts = await Promise.all(
    tables.map(async (table) => (await db.selectFrom(table).select('organization_id').execute()).length),
  );
  return Object.fromEntries(tables.map((table, index) => [table, counts[index]]));
}

const preview = async ({ key }: TestOrganization) => (await suite.call('GET', 'tenancy/retention', { key })).body;
const rowsOf = (body: any) => Object.fromEntries(body.deletes.map((each: any) => [each.name, each.rows]));

test('exactly what the dry run says goes, with what belongs to it, and nothing of anybody else', async () => {
  const [shop, neighbour] = [await makeOldShop('Old'), await makeOldShop('Neighbour')];
  const before = await countRows(shop);
  const said = rowsOf(await preview(shop));
  const due = Object.entries(said).filter(([, rows]) => rows !== 0);
  assert.deepEqual(Object.fromEntries(due), { predictions: 3, imports: 1, jobs: 1, usage: 2 });
  assert.deepEqual(await countRows(shop), before, 'the dry run changed something');
  const run = await retention.run(shop.id);
  assert.deepEqual([run.removed, run.is_complete], [said, true]);
  assert.deepEqual(await countRows(shop), {
    prediction_results: 3,
    prediction_feedback: 3,
    jobs: (before['jobs'] ?? 0) - 1,
    imports: 0,
    usage_counters: (before['usage_counters'] ?? 0) - 1,
    usage_warnings: (before['usage_warnings'] ?? 0) - 1,
  });
  const after = await preview(shop);
  assert.ok(Object.values(rowsOf(after)).every((rows) => rows === 0));
  assert.deepEqual([after.last_run.removed, after.last_run.complete], [said, true]);
  assert.deepEqual(rowsOf(await preview(neighbour)), said);
  const dataset = await suite.call('GET', 'data/datasets/churn', { key: shop.key });
  assert.equal(dataset.body.row_count, 300, 'the data itself stays');
});

test('while a legal hold stands nothing goes, and who set it and why is shown', async () => {
  const shop = await makeOldShop('Held');
  const before = await countRows(shop);
  const set = await suite.call('PUT', 'tenancy/retention/hold', { key: shop.key, body: { reason: 'A lawsuit' } });
  assert.equal(set.status, 200, set.text);
  assert.deepEqual([set.body.legal_hold.reason, set.body.legal_hold.set_by.kind], ['A lawsuit', 'api_key']);
  const run = await retention.run(shop.id);
  assert.deepEqual([run.is_held, run.is_complete], [true, false]);
  assert.ok(Object.values(run.removed).every((rows) => rows === 0));
  assert.deepEqual(await countRows(shop), before);
  assert.equal((await suite.call('DELETE', 'tenancy/retention/hold', { key: shop.key })).status, 204);
  const again = await suite.call('DELETE', 'tenancy/retention/hold', { key: shop.key });
  assert.deepEqual([again.status, again.body.code], [404, 'legal_hold_not_found']);
  assert.equal((await retention.run(shop.id)).removed['predictions'], 3);
});

test('a hold that is set while a run goes on stops it: nothing goes after the answer', async () => {
  const shop = await makeOldShop('Race', 20);
  const running = retention.run(shop.id, undefined, { batchRows: 1, mostBatches: 100 });
  await retention.setHold(shop.id, 'Now', SYSTEM);
  const atAnswer = await countRows(shop);
  const { is_held: isHeld, removed } = await running;
  assert.ok(isHeld || removed['predictions'] === 10);
  assert.deepEqual(await countRows(shop), atAnswer);
});

test('a run deletes so much at most, and the next goes on where it ended', async () => {
  const shop = await makeOldShop('Bounded');
  const first = await retention.run(shop.id, undefined, { batchRows: 1, mostBatches: 2 });
  assert.deepEqual([first.removed['predictions'], first.is_complete], [2, false]);
  assert.equal(rowsOf(await preview(shop))['predictions'], 1);
  const second = await retention.run(shop.id, undefined, { batchRows: 1, mostBatches: 100 });
  assert.deepEqual([second.removed['predictions'], second.is_complete], [1, true]);
  const stopped = AbortSignal.abort(new Error('stopped'));
  await assert.rejects(retention.run(shop.id, stopped), /stopped/);
});

test('a downgrade keeps the longer time for 30 days more, and says until when', async () => {
  const shop = await makeOldShop('Downgraded');
  await asOwner(shop.id, `update organizations set plan = 'premium' where id = ${shop.id}`);
  const change = (plan: string) => suite.call('PUT', 'tenancy/plan', { key: shop.key, body: { plan } });
  await change('trial');
  const { days, plan_days: planDays, shorter_from: from, deletes } = await preview(shop);
  assert.deepEqual([days, planDays, rowsOf({ deletes })['predictions']], [365, 30, 0]);
  const graceDays = (Date.parse(from) - Date.now()) / 86_400_000;
  assert.ok(graceDays > 29.9 && graceDays <= 30);
  await asOwner(
    shop.id,
    `update plan_changes set changed_at = now() - interval '31 days' where organization_id = ${shop.id}`,
  );
  const later = await preview(shop);
  assert.deepEqual([later.days, later.shorter_from, rowsOf(later)['predictions']], [30, null, 3]);
});

test('the daily job freezes what an ended override allowed, and tells what it deleted', async () => {
  const shop = await makeOldShop('Daily');
  const { database, jobs } = suite.platform;
  await suite.app.plans.plans.setOverride(
    shop.id,
    { entitlement: 'models', amount: 0, reason: null, expiresAt: null },
    SYSTEM,
  );
  assert.equal((await predict(suite, shop, shop.model, { tenure: 1, plan: 'pro' })).body.code, 'model_frozen');
  // As when time passes: nobody is told.
  await asOwner(shop.id, `update entitlement_overrides set expires_at = now() where organization_id = ${shop.id}`);
  const jobId = await database.transaction(shop.id, (db) =>
    jobs.enqueue(db, shop.id, {
      kind: retentionHandler.kind,
      payload: {},
      subject: { kind: 'organization', id: shop.id, name: '' },
      createdBy: null,
    }),
  );
  const job = await suite.awaitJob(jobId, shop.key);
  assert.deepEqual([job.status, job.result.removed.predictions], ['succeeded', 3]);
  assert.equal((await predict(suite, shop, shop.model, { tenure: 1, plan: 'pro' })).status, 200);
});
