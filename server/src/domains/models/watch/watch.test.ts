import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askAbout, customersCsv, customersOf } from '../../../../test/support/live-customers.ts';
import {
  createModel,
  deploy,
  importCsv,
  makeDeployedModel,
  predict,
  train,
} from '../../../../test/support/model-steps.ts';
import { createTestApp, type TestOrganization } from '../../../../test/support/test-app.ts';
import { withClient } from '../../../platform/db/connection.ts';
import { createLivePredictions } from '../../predictions/index.ts';
import { createWatchService } from './watch.service.ts';

const suite = await createTestApp({ work: true });
const { platform } = suite;
const [shop, other] = [await suite.createOrganization('Shop'), await suite.createOrganization('Other')];
const { key } = shop;
for (const each of [shop, other]) await importCsv(suite, each, 'customers', customersCsv(customersOf(1, 1500)));

const churn = {
  model_type: 'classification',
  feature_columns: ['tenure', 'plan', 'monthly_charges', 'support_calls'],
  target_column: 'churned',
};
const DAY_MS = 86_400_000;
let clockMs = Date.now();
const watch = createWatchService({
  ...platform,
  predictions: createLivePredictions(platform.database),
  now: () => new Date(clockMs),
});

async function makeWatchedModel(organization: TestOrganization = shop): Promise<number> {
  const { id } = await createModel(suite, organization, churn);
  assert.equal((await train(suite, organization, id, { hyperparameter_tuning: false })).status, 'succeeded');
  const deployed = await deploy(suite, organization, id, { monitoring_enabled: true });
  assert.equal(deployed.status, 200, deployed.text);
  return id;
}

/** A month later nothing of what was asked before is looked at any more. */
function nextMonth(): Date {
  clockMs += 31 * DAY_MS;
  return new Date(clockMs - 60_000);
}

const ask = (modelId: number, at: Date, customers: Parameters<typeof askAbout>[2], told = 0) =>
  askAbout(suite, { organizationId: shop.id, modelId, at, told }, customers);

const eventsOf = async (modelId: number) => {
  const rows = await platform.database
    .tenant(shop.id)
    .selectFrom('outbox_events')
    .select(['type', 'data'])
    .where('subject_id', '=', String(modelId))
    .where('type', 'in', ['drift_detected', 'performance_degraded'])
    .orderBy('id')
    .execute();
  return rows as { type: string; data: any }[];
};
const getDrift = async (modelId: number, language = 'en') =>
  (await suite.call('GET', `ai-analytics/models/${modelId}/drift`, { key, headers: { 'accept-language': language } }))
    .body;

const model = await makeWatchedModel();

test('data like that of the training raises nothing, ten times out of ten', async () => {
  for (let seed = 1; seed <= 10; seed += 1) {
    await ask(model, nextMonth(), customersOf(100 + seed, 400), 400);
    const report = await watch.look(shop.id, model);
    assert.deepEqual([report?.predictions, report?.feedback], [400, 400]);
    const { drift, performance } = report?.detail ?? assert.fail();
    assert.equal(drift.state, 'stable', `seed ${seed}: ${JSON.stringify(drift.features)}`);
    assert.equal(performance.state, 'as_expected', `seed ${seed}: ${JSON.stringify(performance)}`);
  }
  assert.deepEqual(await eventsOf(model), []);
});

test('shifted data raises drift, ten times out of ten, and names what has moved', async () => {
  for (let seed = 1; seed <= 10; seed += 1) {
    await ask(model, nextMonth(), customersOf(200 + seed, 400, { price: 1.5 }));
    const report = await watch.look(shop.id, model);
    const { drift } = report?.detail ?? assert.fail();
    assert.equal(drift.state, 'shifted', `seed ${seed}: ${JSON.stringify(drift.features)}`);
    const moved = drift.features.filter(({ verdict }) => verdict === 'shifted').map(({ feature }) => feature);
    assert.deepEqual(moved, ['monthly_charges'], `seed ${seed}`);
  }
});

test('an episode is told once, goes on while it is merely less bad, and ends when it is good again', async () => {
  const id = await makeWatchedModel();
  await ask(id, nextMonth(), customersOf(7, 400, { price: 1.5 }));
  await Promise.all([watch.look(shop.id, id), watch.look(shop.id, id)]);
  await watch.look(shop.id, id);
  const [event, ...others] = await eventsOf(id);
  assert.equal(others.length, 0);
  assert.deepEqual([event?.type, event?.data.model_version], ['drift_detected', 1]);
  assert.equal(event?.data.features[0].feature, 'monthly_charges');
  assert.ok(['low', 'medium', 'high'].includes(event?.data.severity));

  await ask(id, nextMonth(), customersOf(8, 1500, { price: 1.15 }));
  assert.equal((await watch.look(shop.id, id))?.drift_state, 'shifting');
  assert.equal((await getDrift(id)).episodes[0].over_at, null);

  await ask(id, nextMonth(), customersOf(9, 400));
  await watch.look(shop.id, id);
  const [episode] = (await getDrift(id)).episodes;
  assert.deepEqual([episode.kind, episode.ending], ['drift', 'recovered']);

  await ask(id, nextMonth(), customersOf(10, 400, { price: 1.5 }));
  await watch.look(shop.id, id);
  assert.equal((await eventsOf(id)).length, 2, 'a second episode is told again');
});

test('another version ends the episode of the one before', async () => {
  const id = await makeWatchedModel();
  await ask(id, nextMonth(), customersOf(11, 400, { price: 1.5 }));
  await watch.look(shop.id, id);
  await train(suite, shop, id, { hyperparameter_tuning: false, seed: 3 });
  assert.equal((await deploy(suite, shop, id)).status, 200);
  await watch.look(shop.id, id);
  const { episodes, latest } = await getDrift(id);
  assert.deepEqual([episodes.length, episodes[0].ending, latest.model_version], [1, 'replaced', 2]);
});

test('what is open ends when nobody watches any more: monitoring is switched off, or the model is retired', async () => {
  for (const stop of ['switch off', 'retire']) {
    const id = await makeWatchedModel();
    await ask(id, nextMonth(), customersOf(12, 400, { price: 1.5 }));
    await watch.look(shop.id, id);
    assert.equal((await getDrift(id)).episodes[0].over_at, null);
    if (stop === 'retire') await suite.call('DELETE', `ai-analytics/models/${id}`, { key });
    else assert.equal((await deploy(suite, shop, id, { monitoring_enabled: false })).status, 200);
    const [episode] = (await getDrift(id)).episodes;
    assert.deepEqual([episode.ending, episode.over_at === null], ['unwatched', false], stop);
  }
});

test('a model that is wrong more often than it promised is told of once, with its figures', async () => {
  const id = await makeWatchedModel();
  await ask(id, nextMonth(), customersOf(12, 300, { isReversed: true }), 300);
  await watch.look(shop.id, id);
  await watch.look(shop.id, id);
  const [event, ...others] = await eventsOf(id);
  assert.equal(others.length, 0);
  assert.deepEqual(
    [event?.type, event?.data.severity, event?.data.metric],
    ['performance_degraded', 'high', 'log_loss'],
  );
  assert.ok(event?.data.live > event?.data.held_out * 1.5);
  const { latest } = await getDrift(id);
  assert.equal(latest.performance.text, 'It is no better than a naive guess any more. Train it anew or roll it back.');
  const { accuracy } = latest.performance.live;
  assert.ok(accuracy.lower < accuracy.value && accuracy.value < accuracy.upper && accuracy.upper < 0.5);
});

test('what is measured stands in the history of the model’s figures', async () => {
  const { body } = await suite.call('GET', `ai-analytics/models/${model}/performance`, { key });
  const names = new Set(body.history.map(({ metric_name: name }: { metric_name: string }) => name));
  for (const name of ['drift_psi_max', 'drift_psi_score', 'live_accuracy', 'live_roc_auc', 'predictions_last_day']) {
    assert.ok(names.has(name), `${name} is missing`);
  }
});

test('too few predictions and too little feedback say so, in the reader’s language', async () => {
  const told = await eventsOf(model);
  await ask(model, nextMonth(), customersOf(13, 199, { price: 3 }), 49);
  const report = await watch.look(shop.id, model);
  assert.deepEqual([report?.drift_state, report?.performance_state], ['not_enough', 'not_enough']);
  assert.deepEqual(await eventsOf(model), told);
  const { latest } = await getDrift(model);
  assert.match(latest.drift.text, /199 predictions in the last 7 days; at least 200/);
  assert.match((await getDrift(model, 'de')).latest.drift.text, /gab es 199 Vorhersagen/);
});

test('what changed is said in words, with blanks and values that training never saw', async () => {
  const change = { price: 2, missing: 0.4, plans: ['basic', 'ultra', 'ultra', 'giga'] };
  await ask(model, nextMonth(), customersOf(14, 600, change));
  await watch.look(shop.id, model);
  const { latest } = await getDrift(model);
  const find = (name: string) => latest.drift.features.find(({ feature }: { feature: string }) => feature === name);
  const [charges, plan, tenure] = [find('monthly_charges'), find('plan'), find('tenure')];
  assert.deepEqual([charges.verdict, plan.verdict, tenure.verdict], ['shifted', 'shifted', 'stable']);
  assert.match(
    charges.changes.join(' '),
    /typical value was 6\d.* and is now 1[2-4]\d.* missing in .* now missing in /,
  );
  assert.ok(charges.missing_before < 0.05 && charges.missing_now > 0.3);
  assert.ok(plan.unseen_share > 0.6);
  assert.deepEqual(plan.unseen_values, ['ultra', 'giga']);
  assert.match(plan.changes.join(' '), /value that training never saw, such as ultra and giga/);
  assert.deepEqual(tenure.changes, []);
});

test('another organization’s predictions never count', async () => {
  const theirs = await makeWatchedModel(other);
  const at = nextMonth();
  await askAbout(suite, { organizationId: other.id, modelId: theirs, at }, customersOf(15, 400, { price: 1.5 }));
  const mine = await makeWatchedModel();
  assert.equal((await watch.look(shop.id, mine))?.predictions, 0);
  assert.equal((await watch.look(other.id, theirs))?.predictions, 400);
  assert.deepEqual(await watch.listWatched(other.id), [theirs]);
  const { status } = await suite.call('GET', `ai-analytics/models/${mine}/drift`, { key: other.key });
  const { body } = await suite.call('GET', `ai-analytics/models/${theirs}/drift`, { key: other.key });
  assert.equal(status, 404);
  assert.equal(body.latest.window.predictions, 400);
});

test('a model without monitoring is left alone', async () => {
  const { id } = await makeDeployedModel(suite, shop, churn);
  assert.ok(!(await watch.listWatched(shop.id)).includes(id));
  const refused = await suite.call('POST', `ai-analytics/models/${id}/watch`, { key });
  assert.deepEqual([refused.status, refused.body.code], [409, 'monitoring_off']);
  const draft = await createModel(suite, shop, churn);
  const none = await suite.call('POST', `ai-analytics/models/${draft.id}/watch`, { key });
  assert.deepEqual([none.status, none.body.code], [409, 'model_not_deployed']);
});

test('a model that the plan has frozen is neither looked at nor trained anew', async () => {
  assert.ok((await watch.listWatched(shop.id)).includes(model));
  const setFrozen = (value: string) =>
    withClient(suite.database.owner, (client) =>
      client.query(
        `select set_config('app.organization_id', '${shop.id}', false);
         update ai_models set frozen_at = ${value} where id = ${model}`,
      ),
    );
  await setFrozen('now()');
  assert.ok(!(await watch.listWatched(shop.id)).includes(model));
  for (const [method, route] of [
    ['POST', 'watch'],
    ['PUT', 'retraining'],
  ] as const) {
    const body = method === 'PUT' ? {} : undefined;
    const refused = await suite.call(method, `ai-analytics/models/${model}/${route}`, { key, body });
    assert.deepEqual([refused.status, refused.body.code], [403, 'model_frozen']);
  }
  await setFrozen('null');
});

test('a look that is asked for is a job, and makes the model a monitored one', async () => {
  const id = await makeWatchedModel();
  await predict(suite, shop, id, { tenure: 3, plan: 'basic', monthly_charges: 80, support_calls: 4 });
  const { status, body } = await suite.call('POST', `ai-analytics/models/${id}/watch`, { key });
  assert.equal(status, 202);
  const job = await suite.awaitJob(body.job_id, key);
  assert.deepEqual([job.status, job.kind, job.result.models.length], ['succeeded', 'model_watch', 1]);
  const { body: found } = await suite.call('GET', `ai-analytics/models/${id}`, { key });
  assert.equal(found.status, 'monitored');
  const drift = await getDrift(id);
  assert.deepEqual([drift.monitoring_enabled, drift.deployed_version, drift.items.length], [true, 1, 1]);
  assert.deepEqual([drift.latest.window.predictions, drift.latest.volume.last_day], [1, 1]);

  // As a version has none that is older than they are.
  await withClient(suite.database.owner, (client) =>
    client.query(
      `select set_config('app.organization_id', '${shop.id}', false);
       delete from model_version_references where model_id = ${id}`,
    ),
  );
  await watch.look(shop.id, id);
  const { latest, items } = await getDrift(id);
  assert.deepEqual([latest.drift.state, items.length], ['not_enough', 2]);
  assert.match(latest.drift.text, /trained before its data was kept/);
});
