import assert from 'node:assert/strict';
import { test } from 'node:test';
import { churnCsv } from '../../../test/support/churn-csv.ts';
import {
  awaitStatus,
  createModel,
  deploy,
  holdDataset,
  importCsv,
  makeDeployedModel,
  startTraining,
  train,
} from '../../../test/support/model-steps.ts';
import { createTestApp } from '../../../test/support/test-app.ts';

const suite = await createTestApp({ work: true });
const hasty = await createTestApp({
  work: true,
  config: { models: { maxSizeMb: 100, trainingTimeoutMinutes: 0.001 } },
});
const small = await createTestApp({ work: true, config: { models: { maxSizeMb: 0.0001, trainingTimeoutMinutes: 5 } } });
const shop = await suite.createOrganization('Shop');
const { key } = shop;
await importCsv(suite, shop, 'churn', churnCsv(400));
// Nobody can learn anything here: one value, words, blanks, and a number for every row.
const dull = Array.from({ length: 40 }, (_, row) => `${row},same,${row % 2 ? 'yes' : 'no'},7,`);
await importCsv(suite, shop, 'dull', `number,word,answer,always,never\n${dull.join('\n')}\n`);

const churn = {
  model_type: 'classification',
  feature_columns: ['tenure', 'plan', 'monthly_charges', 'support_calls'],
  target_column: 'churned',
};
const getModel = async (id: number) => (await suite.call('GET', `ai-analytics/models/${id}`, { key })).body;
const getPerformance = async (id: number) =>
  (await suite.call('GET', `ai-analytics/models/${id}/performance`, { key })).body;

test('a training makes a version with its figures, its receipt and what to fill in', async () => {
  const { id } = await createModel(suite, shop, churn);
  const job = await train(suite, shop, id, { validation_split: 0.25, seed: 7 });
  assert.deepEqual([job.status, job.phase, job.progress, job.subject.id], ['succeeded', 'finished', 1, id]);
  const names = ['accuracy', 'brier', 'ece', 'f1', 'log_loss', 'pr_auc', 'roc_auc'];
  assert.deepEqual(Object.keys(job.result.metrics).toSorted(), names);
  assert.deepEqual(
    Object.keys(job.result.baseline).toSorted(),
    names.filter((name) => name in job.result.baseline),
  );
  assert.deepEqual([job.result.model_id, job.result.version], [id, 1]);
  assert.ok(job.result.metrics.roc_auc > 0.6);

  const model = await getModel(id);
  assert.deepEqual([model.status, model.current_version, model.deployed_version], ['trained', 1, null]);
  assert.deepEqual([model.accuracy_metric, model.accuracy_score], ['accuracy', job.result.metrics.accuracy]);
  assert.deepEqual(model.performance_metrics, job.result.metrics);
  assert.deepEqual(model.baseline_metrics, job.result.baseline);
  const plan = model.feature_schema.find((feature: { name: string }) => feature.name === 'plan');
  assert.deepEqual([plan.type, plan.categories.toSorted()], ['category', ['basic', 'plus', 'pro']]);

  assert.deepEqual(model.target_schema, { name: 'churned', classes: [false, true], positive_class: true });

  const { versions, history } = await getPerformance(id);
  const [version] = versions;
  assert.deepEqual([version.rows, version.validation_rows, version.seed, version.split], [400, 101, 7, 'random']);
  assert.deepEqual(version.metrics, job.result.metrics);
  assert.match(version.data_snapshot_hash, /^[0-9a-f]{64}$/);
  assert.equal(version.code_version, '0.0.0-test');
  assert.deepEqual(history.map((each: { metric_name: string }) => each.metric_name).toSorted(), names);
});

test('the same data and seed give the same model to the byte, and trainings are numbered', async () => {
  const { id } = await createModel(suite, shop, churn);
  await train(suite, shop, id, { seed: 3 });
  await train(suite, shop, id, { seed: 3 });
  await train(suite, shop, id, { seed: 4 });
  const { versions } = await getPerformance(id);
  const [third, second, first] = versions;
  assert.deepEqual([third.version, second.version, first.version], [3, 2, 1]);
  assert.equal(second.artifact_sha256, first.artifact_sha256);
  assert.notEqual(third.artifact_sha256, first.artifact_sha256);
  assert.equal(third.data_snapshot_hash, first.data_snapshot_hash);
});

for (const algorithm of ['gradient_boosting', 'ensemble']) {
  test(`${algorithm} is trained, deployed and explains itself`, async () => {
    const { id } = await createModel(suite, shop, { ...churn, algorithm });
    const job = await train(suite, shop, id, { hyperparameter_tuning: false, seed: 5 });
    assert.equal(job.status, 'succeeded', JSON.stringify(job.error));
    const { versions } = await getPerformance(id);
    const [version] = versions;
    assert.equal(version.algorithm, algorithm);
    assert.ok(version.trials.every((trial: { rows: number }) => trial.rows > 200));
    assert.equal(version.trials.filter((trial: { chosen: boolean }) => trial.chosen).length, 1);
    await deploy(suite, shop, id, { force: true, reason: 'A test of its answers.' });
    const asked = { model_id: id, input_data: { tenure: 3, plan: 'basic', monthly_charges: 80, support_calls: 4 } };
    const answer = await suite.call('POST', 'ai-analytics/predict', { key, body: asked });
    assert.equal(answer.status, 200, answer.text);
    const { prediction_output: output, explanation } = answer.body;
    assert.ok(output.prediction > 0 && output.prediction < 1);
    assert.deepEqual([explanation.unit, explanation.contributions.length], ['log_odds', 4]);
    assert.ok(explanation.contributions.every((each: { contribution: number }) => Number.isFinite(each.contribution)));
  });
}

test('a training whose time is up keeps the best it has found', async () => {
  const { id } = await createModel(suite, shop, churn);
  await train(suite, shop, id);
  await train(suite, shop, id, { time_budget_minutes: 1e-9 });
  const { versions } = await getPerformance(id);
  const [hurried, patient] = versions.map((version: { trials: unknown[] }) => version.trials.length);
  assert.ok(hurried === 1 && patient > 1, `${hurried} and ${patient} trials`);
});

const UNTRAINABLE: [what: string, model: object, code: string][] = [
  ['one class', { model_type: 'classification', feature_columns: ['number'], target_column: 'word' }, 'single_class'],
  ['one number', { model_type: 'regression', feature_columns: ['number'], target_column: 'always' }, 'constant_target'],
  [
    'nothing to learn from',
    { model_type: 'classification', feature_columns: ['word', 'never'], target_column: 'answer' },
    'no_usable_features',
  ],
  [
    'a positive class that does not occur',
    { model_type: 'classification', feature_columns: ['number'], target_column: 'answer', positive_class: 'maybe' },
    'positive_class_unknown',
  ],
];

for (const [what, body, code] of UNTRAINABLE) {
  test(`a training on data with ${what} fails in words, and so does the model`, async () => {
    const { id } = await createModel(suite, shop, { ...body, training_data_source: { dataset: 'dull' } });
    const job = await train(suite, shop, id);
    assert.deepEqual([job.status, job.error?.code], ['failed', code]);
    assert.ok(job.error.detail.length > 20 && !job.error.detail.includes('{'));
    const model = await getModel(id);
    assert.deepEqual([model.status, model.current_version], ['failed', null]);
  });
}

test('a training that fails leaves a model that answers as it was', async () => {
  const { id } = await makeDeployedModel(suite, shop, churn);
  const change = { target_column: 'word', feature_columns: ['number'], training_data_source: { dataset: 'dull' } };
  const changed = await suite.call('PUT', `ai-analytics/models/${id}`, { key, body: change });
  assert.deepEqual([changed.body.status, changed.body.deployed_version], ['draft', 1]);
  assert.equal((await train(suite, shop, id)).status, 'failed');
  const failed = await getModel(id);
  assert.deepEqual([failed.status, failed.deployed_version, failed.current_version], ['failed', 1, 1]);
  const refused = await deploy(suite, shop, id);
  assert.deepEqual([refused.status, refused.body.code], [409, 'model_not_trained']);
});

test('a training that has begun is cancelled, and the model is what it was', async (t) => {
  const { id } = await makeDeployedModel(suite, shop, churn);
  await holdDataset(t, suite, shop.id, 'churn');
  const jobId = await startTraining(suite, shop, id);
  await awaitStatus(suite, shop, jobId, 'running');
  assert.equal((await getModel(id)).status, 'training');
  assert.equal((await suite.call('DELETE', `jobs/${jobId}`, { key })).status, 202);
  assert.equal((await suite.awaitJob(jobId, key)).status, 'cancelled');
  const model = await getModel(id);
  assert.deepEqual([model.status, model.current_version, model.training_job_id], ['deployed', 1, jobId]);
});

test('a training that still waits is cancelled at once', async (t) => {
  const busy = await Promise.all([0, 1].map(() => createModel(suite, shop, churn)));
  const { id } = await createModel(suite, shop, churn);
  await holdDataset(t, suite, shop.id, 'churn');
  const ahead = await Promise.all(busy.map((model) => startTraining(suite, shop, model.id)));
  for (const jobId of ahead) await awaitStatus(suite, shop, jobId, 'running');
  const jobId = await startTraining(suite, shop, id);
  const cancelled = await suite.call('DELETE', `jobs/${jobId}`, { key });
  assert.deepEqual([cancelled.status, cancelled.body.status], [202, 'cancelled']);
  assert.equal((await getModel(id)).status, 'draft');
  for (const each of ahead) await suite.call('DELETE', `jobs/${each}`, { key });
  for (const each of ahead) assert.equal((await suite.awaitJob(each, key)).status, 'cancelled');
});

test('a dataset that has gone meanwhile fails the training in words', async () => {
  await importCsv(suite, shop, 'short_lived', churnCsv(60));
  const { id } = await createModel(suite, shop, { ...churn, training_data_source: { dataset: 'short_lived' } });
  assert.equal((await suite.call('DELETE', 'data/datasets/short_lived', { key })).status, 204);
  const job = await train(suite, shop, id);
  assert.deepEqual([job.status, job.error?.code], ['failed', 'dataset_not_found']);
  assert.equal((await getModel(id)).status, 'failed');
});

test('a training that takes longer than it may is stopped', async (t) => {
  const own = await hasty.createOrganization();
  await importCsv(hasty, own, 'churn', churnCsv(60));
  const { id } = await createModel(hasty, own, churn);
  await holdDataset(t, hasty, own.id, 'churn');
  const job = await train(hasty, own, id);
  assert.deepEqual([job.status, job.error?.code], ['failed', 'job_timed_out']);
  const { body } = await hasty.call('GET', `ai-analytics/models/${id}`, { key: own.key });
  assert.deepEqual([body.status, body.current_version], ['failed', null]);
  const patient = { key: own.key, body: { time_budget_minutes: 5 } };
  const refused = await hasty.call('POST', `ai-analytics/models/${id}/train`, patient);
  assert.deepEqual([refused.status, refused.body.errors?.[0]?.pointer], [422, '/time_budget_minutes']);
});

test('a model larger than allowed is not kept', async () => {
  const own = await small.createOrganization();
  await importCsv(small, own, 'churn', churnCsv(60));
  const { id } = await createModel(small, own, churn);
  const job = await train(small, own, id);
  assert.deepEqual([job.status, job.error?.code], ['failed', 'artifact_too_large']);
  const rows = await small.platform.database.tenant(own.id).selectFrom('model_versions').select('version').execute();
  assert.deepEqual(rows, []);
});
