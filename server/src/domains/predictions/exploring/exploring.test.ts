import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { churnCsv } from '../../../../test/support/churn-csv.ts';
import { createTestApp, type TestOrganization } from '../../../../test/support/test-app.ts';
import { withClient } from '../../../platform/db/connection.ts';

const FEATURES = ['tenure', 'plan', 'monthly_charges', 'support_calls'];
const VALID = { tenure: 3, plan: 'basic', monthly_charges: 80, support_calls: 4 };

const suite = await createTestApp({ work: true });
let shop: TestOrganization;
let churn = 0;
let plans = 0;

const call = (method: 'GET' | 'POST', place: string, body?: unknown, headers?: Record<string, string>) =>
  suite.call(method, place, {
    key: shop.key,
    ...(body === undefined ? {} : { body }),
    ...(headers ? { headers } : {}),
  });
const whatIf = (body: object) =>
  call('POST', 'ai-analytics/predict/what-if', { model_id: churn, input_data: VALID, ...body });

async function createModel(name: string, target: string, features: string[]): Promise<number> {
  const { body: model } = await call('POST', 'ai-analytics/models', {
    model_name: name,
    model_type: 'classification',
    algorithm: 'logistic_regression',
    feature_columns: features,
    target_column: target,
  });
  const { body: training } = await call('POST', `ai-analytics/models/${model.id}/train`, {});
  assert.equal((await suite.awaitJob(training.job_id, shop.key)).status, 'succeeded');
  const deployed = await call('POST', `ai-analytics/models/${model.id}/deploy`, { force: true, reason: 'test' });
  assert.equal(deployed.status, 200, deployed.text);
  return model.id;
}

const countKept = () =>
  withClient(suite.database.owner, async (client) => {
    await client.query("select set_config('app.organization_id', $1, false)", [String(shop.id)]);
    const { rows } = await client.query(
      `select (select count(*)::int from prediction_results) as kept,
         (select coalesce(sum(used), 0)::int from usage_counters where entitlement = 'predictions_per_day') as used`,
    );
    return rows[0];
  });

before(async () => {
  shop = await suite.createOrganization();
  const { body } = await suite.call('POST', 'data/datasets/churn/imports', {
    key: shop.key,
    body: churnCsv(2000),
    headers: { 'content-type': 'text/csv' },
  });
  await suite.awaitJob(body.job_id, shop.key);
  churn = await createModel('Churn', 'churned', FEATURES);
  plans = await createModel('Plans', 'plan', ['tenure', 'monthly_charges', 'support_calls']);
});

test('changes are compared with the base as predictions would be, and nothing is kept or counted', async () => {
  const kept = await countKept();
  const { status, body } = await whatIf({ changes: [{ tenure: 60 }, { tenure: 60, plan: 'pro' }, { tenure: null }] });
  assert.equal(status, 200);
  assert.deepEqual(await countKept(), kept);
  const { body: single } = await call('POST', 'ai-analytics/predict', {
    model_id: churn,
    input_data: { ...VALID, tenure: 60 },
  });
  const [first, second, third] = body.variants;
  assert.deepEqual(first.prediction_output, single.prediction_output);
  assert.equal(first.difference, first.prediction_output.prediction - body.base.prediction_output.prediction);
  assert.ok(first.difference < 0, 'those who stayed long leave less');
  assert.deepEqual(
    first.moved.map(({ feature }: { feature: string }) => feature),
    ['tenure'],
  );
  const [moved] = first.moved;
  assert.ok(moved.change < 0);
  assert.ok(Math.abs(moved.after - moved.before - moved.change) < 1e-12);
  assert.equal(moved.text, 'tenure is 60');
  assert.equal(second.moved.length, 2);
  assert.equal(third.warnings[0].code, 'missing_value');
});

test('a feature goes through its values: numbers over their range, categories one by one', async () => {
  const { body } = await whatIf({ vary: { feature: 'monthly_charges', from: 20, to: 100, steps: 5 } });
  const points: { value: number; prediction_output: { prediction: number } }[] = body.curve.points;
  assert.deepEqual(
    points.map(({ value }) => value),
    [20, 40, 60, 80, 100],
  );
  assert.deepEqual(points[3]?.prediction_output, body.base.prediction_output);
  const rising = points.map(({ prediction_output: { prediction } }) => prediction);
  assert.deepEqual(
    rising,
    rising.toSorted((a, b) => a - b),
  );
  const { body: byPlan } = await whatIf({ vary: { feature: 'plan' } });
  assert.deepEqual(byPlan.curve.points.map(({ value }: { value: string }) => value).toSorted(), [
    'basic',
    'plus',
    'pro',
  ]);
  const { body: byRange } = await whatIf({ vary: { feature: 'support_calls' } });
  assert.deepEqual(
    byRange.curve.points.map(({ value }: { value: number }) => value),
    [0, 1, 2, 3, 4, 5, 6, 7],
  );
});

test('faults are told where they stand', async () => {
  for (const [body, pointer, code] of [
    [{ changes: [{}, { tenure: 'x' }] }, '/changes/0', 'minProperties'],
    [{ changes: [{ tenure: 1 }, { tenure: 'x' }] }, '/changes/1/tenure', 'not_a_number'],
    [{ changes: [{ shoe_size: 43 }] }, '/changes/0/shoe_size', 'unknown_feature'],
    [{ vary: { feature: 'shoe_size' } }, '/vary/feature', 'unknown_feature'],
    [{ vary: { feature: 'tenure', from: 5, to: 5 } }, '/vary/to', 'range_empty'],
    [{ vary: { feature: 'tenure', from: 'a' } }, '/vary/from', 'range_missing'],
  ] as const) {
    const answer = await whatIf(body);
    assert.equal(answer.status, 422);
    assert.deepEqual([answer.body.errors[0].pointer, answer.body.errors[0].code], [pointer, code]);
  }
});

test('a kept prediction is explained by its version, in the reader’s language', async () => {
  const { body: prediction } = await call('POST', 'ai-analytics/predict', { model_id: churn, input_data: VALID });
  const place = `ai-analytics/predictions/${prediction.prediction_id}/explain`;
  const { status, body } = await call('POST', place, {});
  assert.equal(status, 200);
  assert.equal(body.base_value, prediction.explanation.base_value);
  const bare = body.contributions.map(({ effect: _effect, ...each }: { effect: string }) => each);
  assert.deepEqual(bare, prediction.explanation.contributions);
  assert.match(body.contributions[0].effect, /: (raises|lowers) the score by [\d.]+ \([\d.]+% of all effects\)$/);
  const { body: german } = await call('POST', place, {}, { 'accept-language': 'de' });
  assert.match(german.contributions[0].effect, /: (erhöht|senkt) den Wert um [\d,]+ \([\d,]+\s% aller Wirkungen\)$/);
});

test('two classes mirror each other; of several each has an explanation of its own', async () => {
  const { body: prediction } = await call('POST', 'ai-analytics/predict', { model_id: churn, input_data: VALID });
  const place = `ai-analytics/predictions/${prediction.prediction_id}/explain`;
  const { body: yes } = await call('POST', place, { class: true });
  const { body: no } = await call('POST', place, { class: false });
  assert.equal(no.score, -yes.score);
  const unknown = await call('POST', place, { class: 'perhaps' });
  assert.deepEqual([unknown.status, unknown.body.code], [422, 'class_unknown']);

  const { plan: _plan, ...input_data } = VALID;
  const { body: planned } = await call('POST', 'ai-analytics/predict', { model_id: plans, input_data });
  const explain = (name: string) =>
    call('POST', `ai-analytics/predictions/${planned.prediction_id}/explain`, { class: name });
  const scores = await Promise.all(['basic', 'plus', 'pro'].map(async (name) => (await explain(name)).body.score));
  assert.ok(Math.abs(scores[0] + scores[1] + scores[2]) < 1e-9, 'centred scores sum to nothing');
  const { body: own } = await call('POST', `ai-analytics/predictions/${planned.prediction_id}/explain`, {});
  assert.equal(own.class, planned.prediction_output.label);
  assert.equal(own.score, (await explain(own.class)).body.score);
});

test('another organization can explain nothing of it', async () => {
  const other = await suite.createOrganization();
  const { body: prediction } = await call('POST', 'ai-analytics/predict', { model_id: churn, input_data: VALID });
  const answer = await suite.call('POST', `ai-analytics/predictions/${prediction.prediction_id}/explain`, {
    key: other.key,
    body: {},
  });
  assert.deepEqual([answer.status, answer.body.code], [404, 'prediction_not_found']);
});
