import assert from 'node:assert/strict';
import { test } from 'node:test';
import { churnCsv } from '../../../test/support/churn-csv.ts';
import { createModel, deploy, importCsv, predict, train } from '../../../test/support/model-steps.ts';
import { createTestApp } from '../../../test/support/test-app.ts';

const suite = await createTestApp({ work: true });
const shop = await suite.createOrganization('Shop');
const { key } = shop;
await importCsv(suite, shop, 'churn', churnCsv(400));
// The answer has nothing to do with the number.
const coins = Array.from(
  { length: 200 },
  (_, row) => `${(row * 7919) % 1000},${(row * 104_729) % 97 < 48 ? 'heads' : 'tails'}`,
);
await importCsv(suite, shop, 'coins', `number,side\n${coins.join('\n')}\n`);

const churn = { model_type: 'classification', feature_columns: ['tenure', 'plan'], target_column: 'churned' };
const toss = { model_type: 'classification', feature_columns: ['number'], target_column: 'side' };

async function makeTrainedModel(body: object): Promise<number> {
  const { id } = await createModel(suite, shop, body);
  assert.equal((await train(suite, shop, id)).status, 'succeeded');
  return id;
}

test('a version that has proved itself is deployed with its settings, and who deployed it is kept', async () => {
  const id = await makeTrainedModel(churn);
  const { status, body } = await deploy(suite, shop, id, { auto_scaling: true, monitoring_enabled: true });
  assert.deepEqual(
    [status, body.status, body.deployed_version, body.auto_scaling, body.monitoring_enabled],
    [200, 'deployed', 1, true, true],
  );
  const again = await deploy(suite, shop, id);
  assert.deepEqual([again.body.auto_scaling, again.body.monitoring_enabled], [true, true]);
});

test('a version no better than a naive guess is refused with the figures, and passes with force and a reason', async () => {
  const id = await makeTrainedModel(toss);
  const refused = await deploy(suite, shop, id);
  assert.deepEqual(
    [refused.status, refused.body.code, refused.body.metric, refused.body.version],
    [409, 'baseline_not_beaten', 'log_loss', 1],
  );
  assert.ok(refused.body.value > 0.5 && refused.body.baseline > 0.5);
  assert.match(refused.body.detail, /log loss of 0\.\d+; a naive guess has 0\.\d+/);

  const silent = await deploy(suite, shop, id, { force: true, reason: '  ' });
  assert.deepEqual([silent.status, silent.body.errors[0].pointer], [422, '/reason']);
  assert.equal((await suite.call('GET', `ai-analytics/models/${id}`, { key })).body.status, 'trained');

  const forced = await deploy(suite, shop, id, { force: true, reason: 'A demonstration' });
  assert.deepEqual([forced.status, forced.body.status], [200, 'deployed']);
  const db = suite.platform.database.tenant(shop.id);
  const kept = await db.selectFrom('model_deployments').selectAll().where('model_id', '=', id).execute();
  assert.deepEqual(
    kept.map(({ version, forced: isForced, reason }) => [version, isForced, reason]),
    [[1, true, 'A demonstration']],
  );
});

test('force is not told of a version that needs none', async () => {
  const id = await makeTrainedModel(churn);
  await deploy(suite, shop, id, { force: true, reason: 'just in case' });
  const db = suite.platform.database.tenant(shop.id);
  const kept = await db.selectFrom('model_deployments').selectAll().where('model_id', '=', id).execute();
  assert.deepEqual([kept[0]?.forced, kept[0]?.reason], [false, null]);
});

test('a model that was never trained cannot be deployed or asked', async () => {
  const { id } = await createModel(suite, shop, churn);
  const refused = await deploy(suite, shop, id);
  assert.deepEqual([refused.status, refused.body.code], [409, 'model_not_trained']);
  const asked = await predict(suite, shop, id, { tenure: 3 });
  assert.deepEqual([asked.status, asked.body.code], [409, 'model_not_deployed']);
});

test('a version that does not exist is 404', async () => {
  const id = await makeTrainedModel(churn);
  const refused = await deploy(suite, shop, id, { version: 2 });
  assert.deepEqual([refused.status, refused.body.code], [404, 'version_not_found']);
});

test('an older version can be deployed again', async () => {
  const id = await makeTrainedModel(churn);
  await train(suite, shop, id);
  await deploy(suite, shop, id);
  const { status, body } = await deploy(suite, shop, id, { version: 1 });
  assert.deepEqual([status, body.current_version, body.deployed_version], [200, 2, 1]);
});

test('a new training leaves the deployed version in place until the new one is deployed', async () => {
  const id = await makeTrainedModel(churn);
  await deploy(suite, shop, id);
  await train(suite, shop, id);
  const { body } = await suite.call('GET', `ai-analytics/models/${id}`, { key });
  assert.deepEqual([body.status, body.current_version, body.deployed_version], ['trained', 2, 1]);
  const answer = await predict(suite, shop, id, { tenure: 3, plan: 'pro' });
  assert.deepEqual([answer.status, answer.body.model_version], [200, 1]);
});
