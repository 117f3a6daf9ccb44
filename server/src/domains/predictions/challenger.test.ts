import assert from 'node:assert/strict';
import { test } from 'node:test';
import { churnCsv } from '../../../test/support/churn-csv.ts';
import { importCsv, makeDeployedModel, predict, train } from '../../../test/support/model-steps.ts';
import { createTestApp } from '../../../test/support/test-app.ts';
import { until } from '../../../test/support/until.ts';
import { withClient } from '../../platform/db/connection.ts';
import { createModelService, type DeployedModel, type Serving, type VersionRow } from '../models/index.ts';
import { comparePairs } from './challenge-figures.ts';
import { dealAnswer } from './challenge.ts';
import { createPredictionService } from './predictions.service.ts';

const suite = await createTestApp({ work: true });
const shop = await suite.createOrganization('Shop');
const { key } = shop;
const csv = churnCsv(500);
await importCsv(suite, shop, 'churn', csv);
const db = suite.platform.database.tenant(shop.id);
const customers = csv
  .trim()
  .split('\n')
  .slice(1, 121)
  .map((line) => line.split(','))
  .map(([, tenure, plan, charges, calls, churned]) => ({
    input: {
      tenure: Number(tenure),
      plan,
      monthly_charges: charges === '' ? null : Number(charges),
      support_calls: Number(calls),
    },
    churned: churned === 'yes',
  }));

/** A poor champion and a better challenger. */
async function makeRivals(): Promise<number> {
  const { id } = await makeDeployedModel(suite, shop, {
    model_type: 'classification',
    feature_columns: ['tenure'],
    target_column: 'churned',
  });
  const more = { feature_columns: ['tenure', 'plan', 'monthly_charges', 'support_calls'] };
  await suite.call('PUT', `ai-analytics/models/${id}`, { key, body: more });
  await train(suite, shop, id);
  return id;
}

const challenge = (id: number, body: object) =>
  suite.call('PUT', `ai-analytics/models/${id}/challenger`, { key, body });
const figures = async (id: number) => (await suite.call('GET', `ai-analytics/models/${id}/challenger`, { key })).body;
const listShadows = (id: number) =>
  db.selectFrom('shadow_predictions').selectAll().where('model_id', '=', id).execute();

async function askAll(id: number) {
  const answers = [];
  for (const { input, churned } of customers) {
    const { status, body, text } = await predict(suite, shop, id, input);
    assert.equal(status, 200, text);
    const told = { actual_outcome: { churned } };
    const feedback = await suite.call('POST', `ai-analytics/predictions/${body.prediction_id}/feedback`, {
      key,
      body: told,
    });
    assert.equal(feedback.status, 201, feedback.text);
    answers.push(body);
  }
  return answers;
}

test('in the shadow a challenger answers nobody, scores the same inputs, and is told to be better where it is', async () => {
  const id = await makeRivals();
  await challenge(id, { version: 2, mode: 'shadow' });
  const answers = await askAll(id);
  assert.ok(answers.every(({ model_version: version }) => version === 1));
  const shadows = await until(async () => {
    const rows = await listShadows(id);
    return rows.length === customers.length && rows;
  });
  assert.ok(shadows.every(({ model_version: version }) => version === 2));

  // Promoted, the same version gives the same answer.
  const state = await figures(id);
  const first = shadows.find(({ prediction_id: each }) => each === answers[0].prediction_id);
  await suite.call('POST', `ai-analytics/models/${id}/promote`, { key, body: { version: 2 } });
  const again = await predict(suite, shop, id, customers[0]?.input ?? {});
  assert.deepEqual([again.body.model_version, again.body.prediction_output], [2, first?.prediction_output]);

  assert.deepEqual(
    [state.champion.version, state.champion.predictions, state.champion.feedback_count],
    [1, customers.length, customers.length],
  );
  assert.deepEqual(
    [state.challenger.version, state.challenger.predictions, state.challenger.shadow_predictions],
    [2, 0, customers.length],
  );
  assert.ok(state.challenger.metrics.log_loss < state.champion.metrics.log_loss);
  const { rows, metric, verdict, difference, p_value: pValue, text } = state.comparison;
  assert.deepEqual([rows, metric, verdict], [customers.length, 'log_loss', 'challenger_better']);
  assert.ok(difference < 0 && pValue < 0.05);
  assert.match(text, /version 2 is better than version 1/);
  assert.ok(Math.abs(state.comparison.challenger - state.challenger.metrics.log_loss) < 1e-9);
});

test('a canary answers its share under its own version, feedback counts for it, and the other scores every row', async () => {
  const id = await makeRivals();
  await challenge(id, { version: 2, mode: 'canary', share: 0.5 });
  const answers = await askAll(id);
  const byCanary = answers.filter(({ model_version: version }) => version === 2).length;
  // Half of 120: outside of this range by chance once in ten million.
  assert.ok(byCanary > 30 && byCanary < 90, `${byCanary} answered by the canary`);
  await until(async () => (await listShadows(id)).length === customers.length);
  const state = await figures(id);
  assert.deepEqual(
    [state.challenger.predictions, state.challenger.feedback_count, state.champion.shadow_predictions],
    [byCanary, byCanary, byCanary],
  );
  assert.equal(state.champion.predictions + byCanary, customers.length);
  assert.deepEqual([state.comparison.rows, state.comparison.verdict], [customers.length, 'challenger_better']);

  const kept = await db
    .selectFrom('prediction_results')
    .select(['prediction_id', 'model_version'])
    .where('model_id', '=', id)
    .execute();
  const told = new Map(answers.map((each) => [each.prediction_id, each.model_version]));
  for (const row of kept) assert.equal(row.model_version, told.get(row.prediction_id));

  await suite.call('DELETE', `ai-analytics/models/${id}/challenger`, { key });
  for (const { input } of customers.slice(0, 20)) {
    assert.equal((await predict(suite, shop, id, input)).body.model_version, 1);
  }
});

test('an input that the canary cannot read is answered by the deployed version, and counted', async () => {
  const id = await makeRivals();
  await suite.call('PUT', `ai-analytics/models/${id}`, { key, body: { feature_columns: ['support_calls', 'plan'] } });
  await train(suite, shop, id);
  await challenge(id, { version: 3, mode: 'canary', share: 0.5 });
  for (let tenure = 1; tenure <= 20; tenure += 1) {
    const { status, body } = await predict(suite, shop, id, { tenure });
    assert.deepEqual([status, body.model_version], [200, 1]);
  }
  await until(async () => (await figures(id)).refused === 20);
  assert.equal((await predict(suite, shop, id, { tenure: 'long' })).status, 422);
});

test('a node that dies loses no score: what is kept and has none is scored by the next, once', async () => {
  const id = await makeRivals();
  const { platform, database, close } = await createTestApp({ database: suite.database });
  const api = createPredictionService({
    ...platform,
    models: createModelService({
      ...platform,
      entitlements: suite.app.plans.entitlements,
      datasets: { getDataset: assert.fail, findDatasetsWithColumns: assert.fail, listDatasets: () => assert.fail() },
      findLiveFigures: assert.fail,
      findChallengeFigures: assert.fail,
      findPairedFigures: assert.fail,
      trainingTimeoutMinutes: 1,
      maxArtifactSizeMb: 100,
    }),
    entitlements: suite.app.plans.entitlements,
    records: { find: () => assert.fail() },
    now: () => new Date(),
    cacheMaxSizeMb: 10,
    answersMaxSizeMb: 1,
    answersTtlSeconds: 0,
  });
  await challenge(id, { version: 2, mode: 'shadow' });
  await withClient(database.owner, async (client) => {
    // Whoever scores holds this; as long as another does, nothing is scored.
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`shadow/${shop.id}/${id}`]);
    await Promise.all(customers.map(({ input }) => api.predict(shop.id, { model_id: id, input_data: input })));
    await close();
    const state = await figures(id);
    assert.deepEqual([state.pending, state.challenger.shadow_predictions], [customers.length, 0]);
    await client.query('commit');
  });
  await until(async () => (await figures(id)).pending === 0);
  assert.equal((await listShadows(id)).length, customers.length);
});

test('a part of the predictions is scored in the shadow, by the same hash that deals a canary its own', async () => {
  const id = await makeRivals();
  await challenge(id, { version: 2, mode: 'shadow', share: 0.3 });
  const ids = (await askAll(id)).map(({ prediction_id: each }) => each);
  await until(async () => (await listShadows(id)).length > 0 && (await figures(id)).pending === 0);
  const serving = asCanary(0.3);
  const expected = ids.filter((each) => dealAnswer(serving, each) === serving.challenger?.model);
  const scored = (await listShadows(id)).map(({ prediction_id: each }) => each);
  assert.deepEqual(new Set(scored), new Set(expected));
});

test('the past of a challenge goes with its predictions', async () => {
  const id = await makeRivals();
  await challenge(id, { version: 2, mode: 'shadow' });
  const { body } = await predict(suite, shop, id, { tenure: 3 });
  await until(async () => (await listShadows(id)).length === 1);
  await db.deleteFrom('prediction_results').where('prediction_id', '=', body.prediction_id).execute();
  assert.deepEqual(await listShadows(id), []);
});

function asCanary(share: number): Serving {
  // The deal looks at nothing but who is who.
  const [champion, model] = [{ version: 1 }, { version: 2 }] as [DeployedModel, DeployedModel];
  return { champion, challenger: { model, mode: 'canary', share } };
}

test('a prediction is dealt by its id, always the same, and about as often as the share says', () => {
  const ids = Array.from({ length: 10_000 }, (_, index) => `pred_${index}`);
  const serving = asCanary(0.2);
  const dealt = ids.map((id) => dealAnswer(serving, id));
  assert.deepEqual(
    dealt,
    ids.map((id) => dealAnswer(serving, id)),
  );
  const share = dealt.filter((answering) => answering !== serving.champion).length / ids.length;
  assert.ok(Math.abs(share - 0.2) < 0.02, `${share}`);
  assert.equal(dealAnswer({ ...serving, challenger: null }, 'pred_1'), serving.champion);
});

test('equal outputs are no difference, numbers are compared by squared errors', async () => {
  const learned = { model_type: 'regression', classes: [], positive_class: null } as unknown as VersionRow;
  const pairs = Array.from({ length: 40 }, (_, row) => ({
    champion: { prediction: row + 2 + (row % 3) },
    challenger: { prediction: row + 1 },
    actual: row,
  }));
  const better = comparePairs(learned, pairs);
  assert.deepEqual([better.rows, better.metric, better.challenger], [40, 'mse', 1]);
  assert.ok((better.difference ?? 0) < 0 && (better.pValue ?? 1) < 1e-6);
  const same = comparePairs(
    learned,
    pairs.map((pair) => ({ ...pair, challenger: pair.champion })),
  );
  assert.deepEqual([same.difference, same.pValue], [0, 1]);
  assert.equal(comparePairs(learned, []).pValue, null);
});
