import assert from 'node:assert/strict';
import { test } from 'node:test';
import { churnCsv } from '../../../../test/support/churn-csv.ts';
import { createModel, deploy, importCsv, makeDeployedModel, train } from '../../../../test/support/model-steps.ts';
import { createTestApp } from '../../../../test/support/test-app.ts';

const suite = await createTestApp({ work: true });
const shop = await suite.createOrganization('Shop');
const { key } = shop;
await importCsv(suite, shop, 'churn', churnCsv(300));
const definition = { model_type: 'classification', feature_columns: ['tenure', 'plan'], target_column: 'churned' };
// The answer has nothing to do with the number.
const coins = Array.from({ length: 200 }, (_, row) => `${(row * 7919) % 1000},${(row * 104_729) % 97 < 48}`);
await importCsv(suite, shop, 'coins', `number,heads\n${coins.join('\n')}\n`);

const post = (id: number, step: string, body: object = {}) =>
  suite.call('POST', `ai-analytics/models/${id}/${step}`, { key, body });
const getModel = async (id: number) => (await suite.call('GET', `ai-analytics/models/${id}`, { key })).body;
const challenge = (id: number, body: object) =>
  suite.call('PUT', `ai-analytics/models/${id}/challenger`, { key, body });

async function makeModel(versions: number): Promise<number> {
  const { id } = await makeDeployedModel(suite, shop, definition);
  for (let version = 2; version <= versions; version += 1) await train(suite, shop, id, { seed: version });
  return id;
}

test('a rollback leads to the version before, again one further back, and then no further', async () => {
  const id = await makeModel(3);
  await post(id, 'promote', { version: 2, reason: ' Better in March ' });
  await deploy(suite, shop, id, { version: 3, monitoring_enabled: true });
  const first = await post(id, 'rollback', { reason: 'Too slow' });
  assert.deepEqual([first.status, first.body.deployed_version, first.body.monitoring_enabled], [200, 2, true]);
  assert.equal((await post(id, 'rollback')).body.deployed_version, 1);
  const over = await post(id, 'rollback');
  assert.deepEqual([over.status, over.body.code], [409, 'nothing_to_roll_back']);

  const history = await suite.call('GET', `ai-analytics/models/${id}/deployments?limit=4`, { key });
  const rows = history.body.items.map((row: any) => [row.version, row.kind, row.reason]);
  assert.deepEqual(rows, [
    [1, 'rollback', null],
    [2, 'rollback', 'Too slow'],
    [3, 'deploy', null],
    [2, 'promote', 'Better in March'],
  ]);
  const rest = await suite.call(
    'GET',
    `ai-analytics/models/${id}/deployments?limit=4&cursor=${history.body.next_cursor}`,
    { key },
  );
  assert.deepEqual(
    [rest.body.items.map((row: any) => [row.version, row.kind]), rest.body.next_cursor],
    [[[1, 'deploy']], null],
  );
});

test('promotion and rollback are in the audit log and in the events', async () => {
  const id = await makeModel(2);
  await post(id, 'promote', { version: 2, reason: 'Why not' });
  await post(id, 'rollback');
  const db = suite.platform.database.tenant(shop.id);
  const acts = await db
    .selectFrom('audit_log')
    .select(['action', 'detail'])
    .where('subject_id', '=', String(id))
    .where('action', 'in', ['model.promoted', 'model.rolled_back'])
    .orderBy('sequence')
    .execute();
  assert.deepEqual(
    acts.map(({ action, detail }) => {
      const { version, previous_version: previous, reason } = JSON.parse(detail ?? '{}');
      return [action, version, previous, reason];
    }),
    [
      ['model.promoted', 2, 1, 'Why not'],
      ['model.rolled_back', 1, 2, null],
    ],
  );
  const events = await db
    .selectFrom('outbox_events')
    .select('data')
    .where('type', '=', 'model_deployed')
    .where('subject_id', '=', String(id))
    .orderBy('id')
    .execute();
  assert.deepEqual(
    events.map(({ data }: any) => [data.kind, data.version, data.previous_version]),
    [
      ['deploy', 1, null],
      ['promote', 2, 1],
      ['rollback', 1, 2],
    ],
  );
});

test('the baseline gate holds for a promotion, and a rollback passes it', async () => {
  const toss = { model_type: 'classification', feature_columns: ['number'], target_column: 'heads' };
  const { id } = await createModel(suite, shop, toss);
  for (const seed of [0, 1]) await train(suite, shop, id, { seed });
  for (const version of [1, 2]) await deploy(suite, shop, id, { version, force: true, reason: 'A demonstration' });
  const refused = await post(id, 'promote', { version: 1 });
  assert.deepEqual([refused.status, refused.body.code], [409, 'baseline_not_beaten']);
  const canary = await challenge(id, { version: 1, mode: 'canary' });
  assert.deepEqual([canary.status, canary.body.code], [409, 'baseline_not_beaten']);
  assert.equal((await challenge(id, { version: 1, mode: 'shadow' })).status, 200);
  const back = await post(id, 'rollback');
  assert.deepEqual([back.status, back.body.deployed_version], [200, 1]);
});

test('while a model is changed or trained, another of its versions may still answer', async () => {
  const id = await makeModel(2);
  const changed = { feature_columns: ['tenure'] };
  await suite.call('PUT', `ai-analytics/models/${id}`, { key, body: changed });
  assert.deepEqual([(await deploy(suite, shop, id, { version: 2 })).body.code], ['model_not_trained']);
  const { status, body } = await post(id, 'promote', { version: 2 });
  assert.deepEqual([status, body.status, body.deployed_version], [200, 'draft', 2]);
  assert.equal((await post(id, 'rollback')).body.deployed_version, 1);
});

test('the promoted version of the newest training is a deployed one, an older one leaves the model as trained', async () => {
  const id = await makeModel(3);
  assert.equal((await getModel(id)).status, 'trained');
  assert.equal((await post(id, 'promote', { version: 2 })).body.status, 'trained');
  assert.equal((await post(id, 'promote', { version: 3 })).body.status, 'deployed');
});

test('what is not there, out of service or never deployed is told apart', async () => {
  const { id } = await createModel(suite, shop, definition);
  assert.equal((await post(id, 'promote', { version: 1 })).body.code, 'model_not_trained');
  assert.equal((await post(id, 'rollback')).body.code, 'nothing_to_roll_back');
  const asked = await challenge(id, { version: 1, mode: 'shadow' });
  assert.deepEqual([asked.status, asked.body.code], [404, 'version_not_found']);
  await train(suite, shop, id);
  assert.equal((await challenge(id, { version: 1, mode: 'shadow' })).body.code, 'model_not_deployed');
  assert.equal((await post(id, 'promote', { version: 7 })).body.code, 'version_not_found');
  const first = await post(id, 'promote', { version: 1 });
  assert.deepEqual([first.body.status, first.body.deployed_version], ['deployed', 1]);
  await suite.call('DELETE', `ai-analytics/models/${id}`, { key });
  for (const step of ['promote', 'rollback']) {
    const refused = await post(id, step, step === 'promote' ? { version: 1 } : {});
    assert.deepEqual([refused.status, refused.body.code], [409, 'model_out_of_service']);
  }
  assert.equal((await post(2_000_000_000, 'rollback')).body.code, 'model_not_found');
});

test('a challenger is set, changed, told of and ended, and must answer the same question', async () => {
  const id = await makeModel(2);
  const url = `ai-analytics/models/${id}/challenger`;
  assert.equal((await suite.call('GET', url, { key })).body.code, 'challenger_not_found');
  assert.equal((await challenge(id, { version: 1, mode: 'shadow' })).body.code, 'challenger_not_comparable');
  const large = await challenge(id, { version: 2, mode: 'canary', share: 0.6 });
  assert.deepEqual([large.status, large.body.errors[0].pointer], [422, '/share']);
  assert.equal((await challenge(id, { version: 2, mode: 'canary', share: 0 })).status, 422);

  const set = await challenge(id, { version: 2, mode: 'shadow' });
  assert.deepEqual([set.status, set.body.version, set.body.mode, set.body.share], [200, 2, 'shadow', 1]);
  assert.deepEqual([set.body.comparison.verdict, set.body.comparison.rows], ['too_few_rows', 0]);
  assert.match(set.body.comparison.text, /0 rows only/);
  const changed = await challenge(id, { version: 2, mode: 'shadow', share: 0.5 });
  assert.deepEqual([changed.body.share, changed.body.since], [0.5, set.body.since]);

  await suite.call('PUT', `ai-analytics/models/${id}`, {
    key,
    body: { target_column: 'plan', feature_columns: ['tenure'] },
  });
  await train(suite, shop, id);
  assert.equal((await challenge(id, { version: 3, mode: 'shadow' })).body.code, 'challenger_not_comparable');

  assert.equal((await suite.call('DELETE', url, { key })).status, 204);
  assert.equal((await suite.call('DELETE', url, { key })).body.code, 'challenger_not_found');
});

test('a challenge ends when its version is promoted or deployed, or its model is retired or frozen', async () => {
  const challengerOf = async (id: number) => {
    const db = suite.platform.database.tenant(shop.id);
    const row = await db.selectFrom('ai_models').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    return [row.challenger_version, row.challenger_mode, row.challenger_share, row.challenger_since];
  };
  const none = [null, null, null, null];
  const id = await makeModel(2);
  await challenge(id, { version: 2, mode: 'canary' });
  await post(id, 'promote', { version: 2 });
  assert.deepEqual(await challengerOf(id), none);
  await challenge(id, { version: 1, mode: 'canary' });
  await deploy(suite, shop, id, { version: 1 });
  assert.deepEqual(await challengerOf(id), none);
  await challenge(id, { version: 2, mode: 'shadow' });
  await post(id, 'promote', { version: 1 });
  assert.equal((await challengerOf(id))[0], 2);

  const { plans } = suite.app.plans;
  await plans.setOverride(
    shop.id,
    { entitlement: 'models', amount: 0, reason: null, expiresAt: null },
    { kind: 'system', id: null },
  );
  assert.deepEqual(await challengerOf(id), none);
  assert.equal((await post(id, 'promote', { version: 2 })).body.code, 'model_frozen');
  await plans.removeOverride(shop.id, 'models', { kind: 'system', id: null });
  await challenge(id, { version: 2, mode: 'shadow' });
  await suite.call('DELETE', `ai-analytics/models/${id}`, { key });
  assert.deepEqual(await challengerOf(id), none);
});
