import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { askAbout, type Customer, customersCsv, customersOf } from '../../../../test/support/live-customers.ts';
import { createModel, deploy, importCsv, train } from '../../../../test/support/model-steps.ts';
import { createTestApp } from '../../../../test/support/test-app.ts';
import { until } from '../../../../test/support/until.ts';
import { createPool } from '../../../platform/db/connection.ts';
import { startScheduler } from '../../../platform/jobs/schedules.ts';
import { createDataService } from '../../data/index.ts';
import { createModelService } from '../models.service.ts';
import { createRetrainingService } from './retraining.service.ts';

const suite = await createTestApp({ work: true });
const { platform } = suite;
const shop = await suite.createOrganization('Shop');
const { key } = shop;
const FEATURES = ['tenure', 'plan', 'monthly_charges', 'support_calls'];
/** Rows of these years are older, and newer, than any version that is trained here. */
const [PAST, FUTURE] = [2020, 2100];

const dayOf = (year: number) => (row: number) =>
  new Date(Date.UTC(year, 0, 1 + (row % 300))).toISOString().slice(0, 10);
const add = (dataset: string, customers: readonly Customer[], year: number) =>
  importCsv(suite, shop, dataset, customersCsv(customers, dayOf(year)));

/** A model that answers, trained on customers of the past. */
async function makeModel(dataset: string, deployment: object = { monitoring_enabled: true }): Promise<number> {
  await add(dataset, customersOf(1, 800), PAST);
  const { id } = await createModel(suite, shop, {
    model_type: 'classification',
    feature_columns: FEATURES,
    target_column: 'churned',
    training_data_source: { dataset, time_column: 'seen_on' },
  });
  assert.equal((await train(suite, shop, id, { hyperparameter_tuning: false })).status, 'succeeded');
  const deployed = await deploy(suite, shop, id, deployment);
  assert.equal(deployed.status, 200, deployed.text);
  return id;
}

const setPolicy = async (id: number, body: object) => {
  const answer = await suite.call('PUT', `ai-analytics/models/${id}/retraining`, { key, body });
  assert.equal(answer.status, 200, answer.text);
  return answer.body;
};
const getRetraining = async (id: number) =>
  (await suite.call('GET', `ai-analytics/models/${id}/retraining`, { key })).body;
const getModel = async (id: number) => (await suite.call('GET', `ai-analytics/models/${id}`, { key })).body;
async function look(id: number): Promise<void> {
  const { body } = await suite.call('POST', `ai-analytics/models/${id}/watch`, { key });
  const job = await suite.awaitJob(body.job_id, key);
  assert.equal(job.status, 'succeeded', JSON.stringify(job.error));
}

/** The second version has scored all predictions of the first: nearly as it came, or as it did not. */
async function scoreInTheShadow(id: number, isRight: boolean): Promise<void> {
  const db = platform.database.tenant(shop.id);
  const outcomes = await db
    .selectFrom('prediction_feedback')
    .select(['prediction_id', 'actual'])
    .where('model_id', '=', id)
    .execute();
  const rows = outcomes.map(({ prediction_id, actual }) => ({
    organization_id: shop.id,
    prediction_id,
    model_id: id,
    model_version: 2,
    prediction_output: JSON.stringify({ prediction: (actual === true) === isRight ? 0.95 : 0.05, label: actual }),
  }));
  await db.insertInto('shadow_predictions').values(rows).execute();
}

const decided = (id: number, count = 1) =>
  until(async () => {
    const { items } = await getRetraining(id);
    return items.length === count && items[0].decision !== null && items[0];
  }, 60_000);

/** The service as it runs, on another clock and with other feet where a test needs them. */
let clockMs = Date.now();
const retraining = createRetrainingService({
  ...platform,
  models: createModelService({
    ...platform,
    entitlements: suite.app.plans.entitlements,
    datasets: createDataService({
      ...platform,
      entitlements: { requireFeature: async () => {} },
      importMaxSizeMb: 1,
      now: () => new Date(),
    }),
    findLiveFigures: () => assert.fail('nobody asks for figures'),
    findChallengeFigures: () => assert.fail('nobody asks for figures'),
    findPairedFigures: () => assert.fail('nobody asks for figures'),
    trainingTimeoutMinutes: 5,
    maxArtifactSizeMb: 100,
  }),
  now: () => new Date(clockMs),
});

test('drift trains the model anew, and a version that is better by more than chance answers from then on', async () => {
  const id = await makeModel('world_turned');
  await setPolicy(id, { on_drift: true, auto_promote: true });
  await add('world_turned', customersOf(2, 1600, { price: 1.5, isReversed: true }), FUTURE);
  const asked = customersOf(3, 300, { price: 1.5, isReversed: true });
  await askAbout(suite, { organizationId: shop.id, modelId: id, at: new Date() }, asked);
  await look(id);

  const item = await decided(id);
  assert.deepEqual([item.trigger, item.decision, item.reason], ['drift', 'promoted', 'better']);
  assert.deepEqual([item.champion_version, item.challenger_version], [1, 2]);
  const { comparison } = item;
  assert.ok(comparison.unseen_by_champion && comparison.rows > 400, JSON.stringify(comparison));
  assert.ok(comparison.challenger < comparison.champion && comparison.p_value < 0.05);
  assert.equal(item.reason_text, 'The new version is better by more than chance and answers now.');
  const model = await getModel(id);
  assert.deepEqual([model.deployed_version, model.current_version, model.monitoring_enabled], [2, 2, true]);

  const rows = await platform.database
    .tenant(shop.id)
    .selectFrom('audit_log')
    .select(['action', 'actor_kind'])
    .where('subject_id', '=', String(id))
    .where('subject_kind', '=', 'model')
    .execute();
  const bySystem = rows.filter(({ actor_kind: kind }) => kind === 'system').map(({ action }) => action);
  for (const action of [
    'model.retraining_started',
    'model.training_started',
    'model.promoted',
    'model.retraining_decided',
  ]) {
    assert.ok(bySystem.includes(action), `${action} is not in the audit log: ${bySystem.join(', ')}`);
  }
});

test('a worse version is kept and does not answer', async () => {
  const id = await makeModel('led_astray');
  await setPolicy(id, { auto_promote: true });
  await add('led_astray', customersOf(4, 1600, { isReversed: true }), PAST + 1);
  await add('led_astray', customersOf(5, 600), FUTURE);
  assert.ok('jobId' in (await retraining.begin(shop.id, id, 'schedule')));
  const item = await decided(id);
  assert.deepEqual([item.decision, item.reason], ['kept', 'worse']);
  assert.ok(item.comparison.challenger > item.comparison.champion && item.comparison.p_value < 0.05);
  const model = await getModel(id);
  assert.deepEqual([model.deployed_version, model.current_version], [1, 2]);
});

test('a version that is no better than by chance is kept; that the champion may have seen the rows is said', async () => {
  const id = await makeModel('nothing_new', { monitoring_enabled: false });
  await setPolicy(id, { auto_promote: true });
  assert.ok('jobId' in (await retraining.begin(shop.id, id, 'error')));
  const item = await decided(id);
  assert.deepEqual([item.trigger, item.decision, item.reason], ['error', 'kept', 'not_better']);
  assert.equal(item.comparison.unseen_by_champion, false);
  assert.equal((await getModel(id)).deployed_version, 1);
});

for (const [isRight, decision, reason] of [
  [true, 'promoted', 'better_live'],
  [false, 'kept', 'worse_live'],
] as const) {
  test(`a challenger on trial is ${decision} when what really happens shows it to be ${reason}`, async () => {
    const id = await makeModel(`on_trial_${reason}`);
    await setPolicy(id, { auto_promote: true });
    await retraining.begin(shop.id, id, 'schedule');
    const begun = await decided(id);
    assert.deepEqual([begun.decision, begun.reason, begun.live_comparison], ['on_trial', 'undecided', null]);
    const model = await getModel(id);
    assert.deepEqual([model.deployed_version, model.status], [1, 'trained']);

    await look(id);
    assert.equal((await decided(id)).decision, 'on_trial', 'nothing has happened yet');
    const asked = customersOf(8, 200);
    await askAbout(suite, { organizationId: shop.id, modelId: id, at: new Date(), told: 200 }, asked);
    await scoreInTheShadow(id, isRight);
    await look(id);
    const item = await decided(id);
    assert.deepEqual([item.decision, item.reason, item.live_comparison.rows], [decision, reason, 200]);
    assert.equal((await getModel(id)).deployed_version, isRight ? 2 : 1);
    const left = await suite.call('GET', `ai-analytics/models/${id}/challenger`, { key });
    assert.equal(left.status, 404, 'the challenge has ended');
  });
}

test('an error that has grown trains anew; without leave to promote, a better version waits for a person', async () => {
  const id = await makeModel('on_hold');
  await setPolicy(id, { on_error: { metric: 'accuracy', worse_by: 0.1 } });
  const turned = customersOf(6, 1600, { isReversed: true });
  await add('on_hold', turned, FUTURE);
  await askAbout(suite, { organizationId: shop.id, modelId: id, at: new Date(), told: 200 }, turned.slice(0, 200));
  await look(id);
  const item = await decided(id);
  assert.deepEqual([item.trigger, item.decision, item.reason], ['error', 'awaiting', 'better_without_leave']);
  assert.equal((await getModel(id)).deployed_version, 1);
});

test('the schedule starts one training, however many nodes look, and not a second one too soon', async () => {
  const id = await makeModel('by_the_clock');
  const set = await setPolicy(id, { schedule: '0 3 * * 1', min_days_between: 30 });
  assert.equal(set.policy.schedule, '0 3 * * 1');
  const pool = createPool(suite.database.accounts.jobs, 4);
  after(() => pool.end());
  let now = new Date();
  const nodes = [0, 1, 2].map(() => startScheduler({ ...platform, pool, now: () => now }));
  after(() => Promise.all(nodes.map((node) => node.stop())));
  await nodes[0]?.tick();
  const { next_run_at: next } = await getRetraining(id);
  assert.equal(new Date(next).getUTCDay(), 1);
  now = new Date(new Date(next).getTime() + 1000);
  await Promise.all(nodes.map((node) => node.tick()));
  assert.equal((await decided(id)).trigger, 'schedule');
  assert.deepEqual(await retraining.begin(shop.id, id, 'drift'), { hindrance: 'too_soon' });
  await setPolicy(id, { schedule: null });
  const left = await platform.database
    .tenant(shop.id)
    .selectFrom('job_schedules')
    .select('id')
    .where('kind', '=', 'model_retraining')
    .execute();
  assert.deepEqual(left, []);
});

test('never are two under way, and after a failure the policy rests, longer each time', async () => {
  const id = await makeModel('short_lived');
  await setPolicy(id, { min_days_between: 0 });
  assert.equal((await suite.call('DELETE', 'data/datasets/short_lived', { key })).status, 204);
  const both = await Promise.all([retraining.begin(shop.id, id, 'drift'), retraining.begin(shop.id, id, 'schedule')]);
  assert.equal(both.filter((each) => 'jobId' in each).length, 1, JSON.stringify(both));
  const item = await decided(id);
  assert.deepEqual([item.decision, item.reason], ['failed', 'training_failed']);
  assert.deepEqual(await retraining.begin(shop.id, id, 'schedule'), { hindrance: 'resting' });
  const first = await getRetraining(id);
  assert.equal(first.failures, 1);
  const restMs = new Date(first.resting_until).getTime() - Date.now();
  assert.ok(restMs > 0 && restMs <= 3_600_000);

  clockMs = Date.now() + 3_700_000;
  assert.ok('jobId' in (await retraining.begin(shop.id, id, 'schedule')));
  await decided(id, 2);
  const second = await getRetraining(id);
  assert.equal(second.failures, 2);
  assert.ok(new Date(second.resting_until).getTime() - Date.now() > 3_600_000);
  assert.equal((await getModel(id)).deployed_version, 1, 'what answers goes on answering');
});

test('nothing is begun for a model that is being redefined, nor without a policy', async () => {
  const id = await makeModel('redefined');
  assert.deepEqual(await retraining.begin(shop.id, id, 'drift'), { hindrance: 'no_policy' });
  await setPolicy(id, { on_drift: true });
  await suite.call('PUT', `ai-analytics/models/${id}`, { key, body: { feature_columns: ['tenure'] } });
  assert.deepEqual(await retraining.begin(shop.id, id, 'drift'), { hindrance: 'redefined' });
});

test('a policy is refused with every fault, and what is not asked for is not done', async () => {
  const id = await makeModel('policies');
  assert.equal((await getRetraining(id)).policy, null);
  const set = await setPolicy(id, {});
  assert.deepEqual(set.policy, {
    schedule: null,
    on_drift: false,
    on_error: null,
    min_days_between: 7,
    auto_promote: false,
  });
  const body = { schedule: '61 * * * *', on_error: { metric: 'rmse', worse_by: 0.2 } };
  const refused = await suite.call('PUT', `ai-analytics/models/${id}/retraining`, { key, body });
  assert.equal(refused.status, 422);
  assert.deepEqual(
    refused.body.errors.map(({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`),
    ['/schedule schedule_invalid', '/on_error/metric metric_does_not_fit'],
  );
});
