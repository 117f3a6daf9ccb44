import assert from 'node:assert/strict';
import { test } from 'node:test';
import { churnCsv } from '../../../test/support/churn-csv.ts';
import {
  createModel,
  holdDataset,
  importCsv,
  makeDeployedModel,
  startTraining,
} from '../../../test/support/model-steps.ts';
import { salesCsv } from '../../../test/support/sales-csv.ts';
import { type Answer, createTestApp } from '../../../test/support/test-app.ts';
import { createDataService } from '../data/index.ts';
import { createModelService } from './models.service.ts';

const suite = await createTestApp({ work: true });
const shop = await suite.createOrganization('Shop');
const { key } = shop;
await importCsv(suite, shop, 'monthly_sales', salesCsv());
await importCsv(suite, shop, 'churn', churnCsv(50));
await importCsv(suite, shop, 'churn_2023', churnCsv(50));

const forecast = {
  model_name: 'Q1_sales_forecast',
  model_type: 'forecasting',
  algorithm: 'linear_regression',
  feature_columns: ['previous_month_sales', 'marketing_spend', 'seasonality'],
  target_column: 'next_month_sales',
  description: 'Quarterly sales forecasting model',
};
const create = (body: object) => suite.call('POST', 'ai-analytics/models', { key, body });
const told = ({ body }: Answer): string[] =>
  (body.errors ?? []).map((fault: { pointer: string; code: string }) => `${fault.pointer} ${fault.code}`);

test('the specification’s model is made, and finds its data and what orders it', async () => {
  const { status, body } = await create(forecast);
  assert.equal(status, 201);
  const { id, created_at: createdAt, updated_at: updatedAt, ...rest } = body;
  assert.ok(Number.isInteger(id) && createdAt === updatedAt);
  assert.deepEqual(rest, {
    ...forecast,
    positive_class: null,
    purpose: null,
    training_data_source: { dataset: 'monthly_sales', time_column: 'month' },
    training_options: {},
    status: 'draft',
    accuracy_score: null,
    accuracy_metric: null,
    performance_metrics: null,
    baseline_metrics: null,
    current_version: null,
    deployed_version: null,
    auto_scaling: false,
    monitoring_enabled: false,
    training_job_id: null,
    frozen_at: null,
  });
  const read = await suite.call('GET', `ai-analytics/models/${id}`, { key });
  assert.deepEqual(read.body, body);
});

const REFUSED: [what: string, change: object, code: string, faults: string[]][] = [
  [
    'columns that no dataset has, with what was probably meant',
    { feature_columns: ['previous_month_sales', 'marketing_spent', 'weather'] },
    'training_data_not_found',
    ['/feature_columns/1 unknown_column_did_you_mean', '/feature_columns/2 unknown_column'],
  ],
  [
    'columns that several datasets have',
    {
      model_type: 'classification',
      algorithm: 'auto',
      feature_columns: ['tenure', 'plan'],
      target_column: 'churned',
    },
    'training_data_ambiguous',
    [],
  ],
  [
    'a dataset that does not exist',
    { training_data_source: { dataset: 'sales' } },
    'definition_invalid',
    ['/training_data_source/dataset unknown_dataset'],
  ],
  [
    'everything that is wrong at once',
    {
      algorithm: 'logistic_regression',
      feature_columns: ['seasonality', 'next_month_sales'],
      positive_class: true,
      training_data_source: { dataset: 'monthly_sales', time_column: 'mont' },
    },
    'definition_invalid',
    [
      '/algorithm algorithm_does_not_fit',
      '/feature_columns/1 target_among_features',
      '/positive_class positive_class_not_applicable',
      '/training_data_source/time_column unknown_column_did_you_mean',
    ],
  ],
  ['a type that is not available', { model_type: 'astrology' }, 'validation_failed', ['/model_type enum']],
  [
    'no features',
    { model_type: 'regression', feature_columns: [] },
    'definition_invalid',
    ['/feature_columns features_missing'],
  ],
  [
    'a feature named twice',
    { feature_columns: ['seasonality', 'seasonality'] },
    'validation_failed',
    ['/feature_columns uniqueItems'],
  ],
  ['a blank name', { model_name: '   ' }, 'validation_failed', ['/model_name pattern']],
];

for (const [what, change, code, faults] of REFUSED) {
  test(`a model is refused for ${what}`, async () => {
    const answer = await create({ ...forecast, ...change });
    assert.deepEqual([answer.status, answer.body.code, told(answer)], [422, code, faults]);
  });
}

test('what several datasets fit is listed, and one of them can be named', async () => {
  const body = {
    model_name: 'Churn',
    model_type: 'classification',
    algorithm: 'auto',
    feature_columns: ['tenure', 'plan'],
    target_column: 'churned',
  };
  const refused = await create(body);
  assert.match(refused.body.detail, /churn, churn_2023/);
  const answer = await create({ ...body, training_data_source: { dataset: 'churn_2023' } });
  assert.deepEqual([answer.status, answer.body.training_data_source], [201, { dataset: 'churn_2023' }]);
});

test('an organization without data is told so', async () => {
  const empty = await suite.createOrganization('Empty');
  const answer = await suite.call('POST', 'ai-analytics/models', { key: empty.key, body: forecast });
  assert.deepEqual([answer.status, answer.body.code], [422, 'training_data_missing']);
});

test('models are listed page by page, the latest first, and each once', async () => {
  const own = await suite.createOrganization('Lister');
  await importCsv(suite, own, 'monthly_sales', salesCsv(24));
  const ids: number[] = [];
  for (let index = 0; index < 5; index += 1) ids.push((await createModel(suite, own, forecast)).id);
  const seen: number[] = [];
  let cursor: string | null = '';
  do {
    const url: string = `ai-analytics/models?limit=2${cursor ? `&cursor=${cursor}` : ''}`;
    const { body } = await suite.call('GET', url, { key: own.key });
    seen.push(...body.items.map((model: { id: number }) => model.id));
    cursor = body.next_cursor;
  } while (cursor !== null);
  assert.deepEqual(seen, ids.toReversed());
});

test('fields that are left out of a change stay, and null empties', async () => {
  const model = await createModel(suite, shop, { ...forecast, purpose: 'sales' });
  const url = `ai-analytics/models/${model.id}`;
  const renamed = await suite.call('PUT', url, { key, body: { model_name: 'Sales', purpose: null } });
  assert.equal(renamed.status, 200);
  const { updated_at: updatedAt, ...rest } = renamed.body;
  assert.ok(updatedAt > model.updated_at);
  const { updated_at: _, ...before } = model;
  assert.deepEqual(rest, { ...before, model_name: 'Sales', purpose: null });
});

test('a definition that is told again changes nothing of what was learned', async () => {
  const model = await makeDeployedModel(suite, shop, forecast);
  const { algorithm, feature_columns: features, training_data_source: source } = model;
  const { dataset, time_column: time } = source;
  const same = { algorithm, feature_columns: features, training_data_source: { time_column: time, dataset } };
  const url = `ai-analytics/models/${model.id}`;
  assert.equal((await suite.call('PUT', url, { key, body: same })).body.status, 'deployed');
  const fewer = await suite.call('PUT', url, { key, body: { feature_columns: features.slice(1) } });
  assert.deepEqual([fewer.body.status, fewer.body.deployed_version], ['draft', 1]);
  assert.equal(fewer.body.feature_schema.length, 3, 'what answers asks for what it learned');
});

test('a change is checked like a new model', async () => {
  const model = await createModel(suite, shop, forecast);
  const url = `ai-analytics/models/${model.id}`;
  const answer = await suite.call('PUT', url, { key, body: { target_column: 'seasonality', algorithm: 'ridge' } });
  assert.deepEqual([answer.status, told(answer)], [422, ['/feature_columns/2 target_among_features']]);
  assert.deepEqual((await suite.call('GET', url, { key })).body, model);
});

test('of two changes of what is learned at one moment, the later is refused', async () => {
  const model = await createModel(suite, shop, forecast);
  const { database, jobs } = suite.platform;
  const datasets = createDataService({
    ...suite.platform,
    entitlements: { requireFeature: async () => {} },
    importMaxSizeMb: 1,
    now: () => new Date(),
  });
  const models = createModelService({
    database,
    jobs,
    datasets: {
      ...datasets,
      // Somebody else is quicker.
      async getDataset(organizationId, name) {
        await suite.call('PUT', `ai-analytics/models/${model.id}`, { key, body: { algorithm: 'ridge' } });
        return datasets.getDataset(organizationId, name);
      },
    },
    entitlements: suite.app.plans.entitlements,
    audit: suite.platform.audit,
    outbox: suite.platform.outbox,
    bus: suite.platform.bus,
    findLiveFigures: () => Promise.reject(new Error('not asked here')),
    findChallengeFigures: () => Promise.reject(new Error('not asked here')),
    findPairedFigures: () => Promise.reject(new Error('not asked here')),
    trainingTimeoutMinutes: 1,
    maxArtifactSizeMb: 100,
  });
  await assert.rejects(
    models.update(shop.id, model.id, { feature_columns: ['seasonality'] }, { kind: 'system', id: null }),
    {
      code: 'model_changed',
    },
  );
  const { body } = await suite.call('GET', `ai-analytics/models/${model.id}`, { key });
  assert.deepEqual([body.algorithm, body.feature_columns], ['ridge', forecast.feature_columns]);
});

test('during a training the name may change, but not what is learned, and no second training begins', async (t) => {
  const model = await createModel(suite, shop, forecast);
  const release = await holdDataset(t, suite, shop.id, 'monthly_sales');
  const jobId = await startTraining(suite, shop, model.id);
  const url = `ai-analytics/models/${model.id}`;
  const renamed = await suite.call('PUT', url, { key, body: { model_name: 'Busy' } });
  assert.deepEqual([renamed.status, renamed.body.status], [200, 'training']);
  for (const refused of [
    await suite.call('PUT', url, { key, body: { algorithm: 'ridge' } }),
    await suite.call('POST', `${url}/train`, { key, body: {} }),
    await suite.call('POST', `${url}/deploy`, { key, body: { version: 1 } }),
  ]) {
    assert.deepEqual([refused.status, refused.body.code], [409, 'model_in_training']);
  }
  await release();
  assert.equal((await suite.awaitJob(jobId, key)).status, 'succeeded');
  assert.equal((await suite.call('GET', url, { key })).body.model_name, 'Busy');
});

test('a model that is not there is 404 on every route', async () => {
  for (const [method, path, body] of [
    ['GET', '', undefined],
    ['PUT', '', { model_name: 'x' }],
    ['POST', '/train', {}],
    ['POST', '/deploy', {}],
    ['GET', '/performance', undefined],
  ] as const) {
    const url = `ai-analytics/models/2147483647${path}`;
    const answer = await suite.call(method, url, { key, ...(body ? { body } : {}) });
    assert.deepEqual([method, path, answer.status, answer.body.code], [method, path, 404, 'model_not_found']);
  }
});
