import assert from 'node:assert/strict';
import { test } from 'node:test';
import { churnCsv } from '../../../test/support/churn-csv.ts';
import { deploy, importCsv, makeDeployedModel, predict, train } from '../../../test/support/model-steps.ts';
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { decodeArtifact, predictRow } from '../../numeric/index.ts';
import { createModelService } from '../models/index.ts';
import { createPredictionService } from './predictions.service.ts';

const suite = await createTestApp({ work: true });
const other = await createTestApp({ database: suite.database });
const shop = await suite.createOrganization('Shop');
const { key } = shop;
await importCsv(suite, shop, 'churn', churnCsv(400));
const definition = {
  model_type: 'classification',
  feature_columns: ['tenure', 'support_calls', 'plan'],
  target_column: 'churned',
};
const post = (id: number, step: string, body: object) =>
  suite.call('POST', `ai-analytics/models/${id}/${step}`, { key, body });

/** A model with two versions that answer differently, of which the first is deployed. */
async function makeModel(): Promise<number> {
  const { id } = await makeDeployedModel(suite, shop, definition);
  const changed = { feature_columns: ['tenure', 'support_calls'] };
  assert.equal((await suite.call('PUT', `ai-analytics/models/${id}`, { key, body: changed })).status, 200);
  await train(suite, shop, id);
  return id;
}

/** What each version's own artifact answers. */
async function readPipelines(id: number) {
  const db = suite.platform.database.tenant(shop.id);
  const rows = await db
    .selectFrom('model_versions')
    .select(['version', 'artifact'])
    .where('model_id', '=', id)
    .execute();
  return new Map(rows.map(({ version, artifact }) => [version, decodeArtifact(artifact)]));
}

test('while versions are promoted and rolled back, every request is answered, by the version that is named', async () => {
  const id = await makeModel();
  const pipelines = await readPipelines(id);
  const state = { isOver: false };
  const switches = (async () => {
    for (let index = 0; index < 20; index += 1) {
      const { status, text } =
        index % 2 === 0 ? await post(id, 'promote', { version: 2 }) : await post(id, 'rollback', {});
      assert.equal(status, 200, text);
    }
    state.isOver = true;
  })();
  const named = new Set<number>();
  let answers = 0;
  async function ask(client: number): Promise<void> {
    for (let turn = 0; !state.isOver || turn === 0; turn += 1) {
      const input = { tenure: 1 + ((client * 7 + turn) % 60), support_calls: client % 6, plan: 'pro' };
      const { status, body, text } = await predict(client % 2 === 0 ? suite : other, shop, id, input);
      assert.equal(status, 200, text);
      const pipeline = pipelines.get(body.model_version);
      assert.ok(pipeline);
      const answered = predictRow(pipeline, input);
      assert.equal(body.prediction_output.prediction, answered.prediction);
      named.add(body.model_version);
      answers += 1;
    }
  }
  await Promise.all(Array.from({ length: 64 }, (_, client) => ask(client)));
  await switches;
  assert.deepEqual(named, new Set([1, 2]));

  const db = suite.platform.database.tenant(shop.id);
  const kept = await db
    .selectFrom('prediction_results')
    .select(['model_version', 'input_data', 'prediction_output'])
    .where('model_id', '=', id)
    .execute();
  assert.equal(kept.length, answers);
  for (const { model_version: version, input_data: input, prediction_output: output } of kept as any[]) {
    const answered = predictRow(pipelines.get(version) ?? assert.fail(), input);
    assert.equal(output.prediction, answered.prediction, `not what version ${version} answers`);
  }
});

/** A node's models and predictions, put together by hand. */
function makeServices({ platform, app }: TestApp) {
  const sizes = { cacheMaxSizeMb: 10, answersMaxSizeMb: 1, answersTtlSeconds: 0 };
  const records = { find: () => assert.fail() };
  const deps = { ...platform, ...sizes, records, entitlements: app.plans.entitlements, now: () => new Date() };
  const models = createModelService({
    ...deps,
    datasets: { getDataset: assert.fail, findDatasetsWithColumns: assert.fail, listDatasets: () => assert.fail() },
    findLiveFigures: assert.fail,
    findChallengeFigures: assert.fail,
    findPairedFigures: assert.fail,
    trainingTimeoutMinutes: 1,
    maxArtifactSizeMb: 100,
  });
  return { deps, models };
}

test('however quickly others take turns to answer, a request is answered', async () => {
  const id = await makeModel();
  const { deps, models } = makeServices(suite);
  let switches = 0;
  const predictions = createPredictionService({
    ...deps,
    models: {
      ...models,
      // Another version is deployed whenever this one was read.
      async getServing(organizationId, modelId) {
        const serving = await models.getServing(organizationId, modelId);
        switches += 1;
        const version = 1 + (serving.champion.version % 2);
        assert.equal((await deploy(suite, shop, modelId, { version })).status, 200);
        return serving;
      },
    },
  });
  const row = await predictions.predict(shop.id, { model_id: id, input_data: { tenure: 3, support_calls: 1 } });
  const { body } = await suite.call('GET', `ai-analytics/models/${id}`, { key });
  assert.equal(row.model_version, body.deployed_version);
  assert.ok(switches > 1);
});

test('another node hears of a promotion, and does not answer with the version before first', async () => {
  const id = await makeModel();
  const { deps, models } = makeServices(other);
  let answers = 0;
  const newId = (prefix: string) => {
    if (prefix === 'pred') answers += 1;
    return other.platform.newId(prefix);
  };
  const predictions = createPredictionService({ ...deps, newId, models });
  const ask = () => predictions.predict(shop.id, { model_id: id, input_data: { tenure: 3 } });
  assert.equal((await ask()).model_version, 1);
  const told = Promise.withResolvers<void>();
  other.platform.bus.subscribe('models.serving', () => told.resolve());
  await other.platform.bus.ready();
  await post(id, 'promote', { version: 2 });
  await told.promise;
  answers = 0;
  assert.deepEqual([(await ask()).model_version, answers], [2, 1]);
});
