import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { importCsv, makeDeployedModel, createModel, deploy, predict } from '../../../../test/support/model-steps.ts';
import { salesCsv } from '../../../../test/support/sales-csv.ts';
import { createTestApp, type TestOrganization } from '../../../../test/support/test-app.ts';
import { createApp } from '../../../app.ts';
import { createPlatform } from '../../../platform/platform.ts';

const suite = await createTestApp({ work: true });
const otherPlatform = createPlatform(suite.platform.config, suite.database.accounts, suite.platform.log);
const otherApp = await createApp(otherPlatform, '0.0.0-test');
after(() => otherApp.close());

const forecast = {
  model_name: 'Sales',
  model_type: 'forecasting',
  algorithm: 'linear_regression',
  feature_columns: ['previous_month_sales', 'marketing_spend', 'seasonality'],
  target_column: 'next_month_sales',
};
const month = { previous_month_sales: 150_000, marketing_spend: 25_000, seasonality: 1.2 };

async function makeShop(name: string): Promise<TestOrganization> {
  const shop = await suite.createOrganization(name);
  await importCsv(suite, shop, 'monthly_sales', salesCsv());
  return shop;
}

const setPlan = async ({ key }: TestOrganization, body: object) => suite.call('PUT', 'tenancy/plan', { key, body });
const getPlan = async ({ key }: TestOrganization) => (await suite.call('GET', 'tenancy/plan', { key })).body;
const idsOf = (items: { id: number }[]) => items.map(({ id }) => id);

test('the plans give exactly what they are sold with', async () => {
  const { key } = await suite.createOrganization('Reader');
  const { items } = (await suite.call('GET', 'tenancy/plans', { key })).body;
  const table = Object.fromEntries(
    items.map(({ plan, entitlements }: any) => [
      plan,
      entitlements.map(({ kind, limit, level }: any) => (kind === 'feature' ? level : limit)).join(' '),
    ]),
  );
  assert.deepEqual(
    items[0].entitlements.map((each: any) => each.entitlement),
    [
      'models',
      'predictions_per_day',
      'workflows',
      'retention_days',
      'anomaly_detection',
      'custom_algorithms',
      'batch_processing',
      'advanced_ai',
      'real_time_analytics',
      'custom_ai_integrations',
      'parallel_trainings',
      'sql_access',
      'workflow_starts_per_minute',
    ],
  );
  assert.deepEqual(table, {
    trial: '2 100 0 30 basic none none none none none 1 none 60',
    basic: '5 500 3 90 full none none none none none 1 none 600',
    premium: '15 2000 10 365 full full full none none none 2 full 6000',
    enterprise: '50 10000 25 1095 full full full full full full 4 full 60000',
  });
});

test('of many models made at one moment over two nodes, as many as the plan allows are made', async () => {
  const shop = await makeShop('Crowded');
  await setPlan(shop, { plan: 'basic' });
  const onOther = async () =>
    (
      await otherApp.http.inject({
        method: 'POST',
        url: '/api/v1/ai-analytics/models',
        headers: { authorization: `Bearer ${shop.key}` },
        payload: forecast,
      })
    ).statusCode;
  const onThis = async () =>
    (await suite.call('POST', 'ai-analytics/models', { key: shop.key, body: forecast })).status;
  const statuses = await Promise.all(
    Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? onThis() : onOther())),
  );
  assert.deepEqual(
    [statuses.filter((status) => status === 201).length, statuses.filter((status) => status === 403).length],
    [5, 35],
  );
  const refused = await suite.call('POST', 'ai-analytics/models', {
    key: shop.key,
    body: forecast,
    headers: { 'accept-language': 'fr' },
  });
  const { code, entitlement, used, limit, plan, available_in: availableIn, detail } = refused.body;
  assert.deepEqual(
    [refused.status, code, entitlement, used, limit, plan, availableIn],
    [403, 'limit_reached', 'models', 5, 5, 'basic', 'premium'],
  );
  assert.match(detail, /La formule autorise 5 modèles.*La formule Premium en autorise davantage\./);
  const { usage, warnings } = (await suite.call('GET', 'tenancy/usage', { key: shop.key })).body;
  assert.equal(usage.find((each: any) => each.entitlement === 'models').used, 5);
  assert.deepEqual(
    warnings.map((each: any) => [each.entitlement, each.threshold, each.used]),
    [
      ['models', 100, 5],
      ['models', 80, 4],
    ],
  );
});

test('a smaller plan freezes what is too much and deletes nothing; a larger one thaws it', async () => {
  const shop = await makeShop('Shrinking');
  const { key } = shop;
  const [first, second] = [await createModel(suite, shop, forecast), await createModel(suite, shop, forecast)];
  const [third, fourth] = [
    await makeDeployedModel(suite, shop, forecast),
    await makeDeployedModel(suite, shop, forecast),
  ];
  const fifth = await makeDeployedModel(suite, shop, forecast);

  const dry = await setPlan(shop, { plan: 'trial', dry_run: true });
  assert.equal(dry.status, 200, dry.text);
  assert.deepEqual(
    idsOf(dry.body.changes[0].frozen),
    [first.id, second.id, fifth.id],
    'deployed ones stay, then the oldest',
  );
  assert.deepEqual([dry.body.dry_run, dry.body.retention.plan_days, dry.body.retention.days], [true, 30, 1095]);
  assert.deepEqual([(await getPlan(shop)).plan, (await getPlan(shop)).frozen[0].items], ['enterprise', []]);

  const real = await setPlan(shop, { plan: 'trial' });
  assert.deepEqual(real.body.changes, dry.body.changes);
  assert.deepEqual(idsOf((await getPlan(shop)).frozen[0].items), [first.id, second.id, fifth.id]);
  assert.equal((await predict(suite, shop, third.id, month)).status, 200);
  const refused = await Promise.all([
    predict(suite, shop, fifth.id, month),
    suite.call('POST', `ai-analytics/models/${first.id}/train`, { key, body: {} }),
    deploy(suite, shop, fifth.id),
  ]);
  assert.deepEqual(
    refused.map(({ status, body }) => [status, body.code]),
    [
      [403, 'model_frozen'],
      [403, 'model_frozen'],
      [403, 'model_frozen'],
    ],
  );
  const words = await suite.call('POST', `ai-analytics/models/${first.id}/train`, {
    key,
    body: {},
    headers: { 'accept-language': 'ar' },
  });
  assert.match(words.body.detail, /باقة أكبر/);
  const kept = await suite.call('GET', `ai-analytics/models/${fifth.id}`, { key });
  assert.deepEqual([kept.body.deployed_version, typeof kept.body.frozen_at], [1, 'string']);

  const chosen = await setPlan(shop, { plan: 'trial', keep_models: [fifth.id, first.id] });
  assert.deepEqual(chosen.body.changes[0], {
    entitlement: 'models',
    frozen: [third, fourth].map(({ id, model_name: name }) => ({ id, name })),
    thawed: [first, fifth].map(({ id, model_name: name }) => ({ id, name })),
  });
  assert.equal((await predict(suite, shop, fifth.id, month)).status, 200);
  assert.equal(
    (await predict(suite, shop, third.id, month)).body.code,
    'model_frozen',
    'though this node knows it well',
  );

  assert.equal((await suite.call('DELETE', `ai-analytics/models/${first.id}`, { key })).status, 204);
  assert.equal((await predict(suite, shop, third.id, month)).status, 200, 'one retired lets another thaw');
  assert.deepEqual(idsOf((await getPlan(shop)).frozen[0].items), [second.id, fourth.id]);

  const larger = await setPlan(shop, { plan: 'basic' });
  assert.deepEqual(idsOf(larger.body.changes[0].thawed), [second.id, fourth.id]);
  assert.equal((await predict(suite, shop, fourth.id, month)).status, 200);
  const acts = await suite.platform.database
    .tenant(shop.id)
    .selectFrom('audit_log')
    .select('action')
    .where('action', 'in', ['plan.changed', 'model.retired'])
    .execute();
  assert.deepEqual(acts.map(({ action }) => action).toSorted(), [
    'model.retired',
    'plan.changed',
    'plan.changed',
    'plan.changed',
  ]);
});

test('while models are asked and made, plans change back and forth without a deadlock or one model too many', async () => {
  const shop = await makeShop('Restless');
  const model = await makeDeployedModel(suite, shop, forecast);
  const changes = (async () => {
    for (let index = 0; index < 12; index += 1) {
      const { status, text } = await setPlan(shop, { plan: index % 2 === 0 ? 'trial' : 'basic' });
      assert.equal(status, 200, text);
    }
  })();
  const asked = Array.from({ length: 60 }, () => predict(suite, shop, model.id, month));
  const made = Array.from({ length: 20 }, () =>
    suite.call('POST', 'ai-analytics/models', { key: shop.key, body: forecast }),
  );
  const retired = (async () => {
    const { body } = await suite.call('GET', 'ai-analytics/models', { key: shop.key });
    for (const { id } of body.items.slice(0, 2)) {
      if (id !== model.id) await suite.call('DELETE', `ai-analytics/models/${id}`, { key: shop.key });
    }
  })();
  const answers = await Promise.all([...asked, ...made]);
  await Promise.all([changes, retired]);
  for (const { status, text } of answers) assert.ok([200, 201, 403].includes(status), text);
  await setPlan(shop, { plan: 'trial' });
  const { items } = (await suite.call('GET', 'ai-analytics/models', { key: shop.key })).body;
  const standing = items.filter((each: any) => !['retired', 'archived'].includes(each.status));
  assert.equal(standing.filter((each: any) => each.frozen_at === null).length, Math.min(2, standing.length));
});

test('a choice of more models than the plan allows, of another’s, and a plan that is none are refused', async () => {
  const [shop, other] = [await makeShop('Choosing'), await makeShop('Else')];
  const foreign = await createModel(suite, other, forecast);
  const own = [];
  for (let index = 0; index < 3; index += 1) own.push((await createModel(suite, shop, forecast)).id);
  const many = await setPlan(shop, { plan: 'trial', keep_models: own });
  assert.deepEqual(
    [many.status, many.body.errors[0].pointer, many.body.errors[0].code],
    [422, '/keep_models', 'more_than_allowed'],
  );
  assert.equal((await setPlan(shop, { plan: 'trial', keep_models: [foreign.id] })).body.code, 'model_not_found');
  const none = await setPlan(shop, { plan: 'gold' });
  assert.deepEqual([none.status, none.body.errors[0].code], [422, 'unknown_plan']);
  assert.equal((await getPlan(shop)).plan, 'enterprise', 'nothing was half done');
});

test('only an owner changes the plan', async () => {
  const shop = await suite.createOrganization('Owned');
  const all = (await suite.call('GET', 'tenancy/api-keys', { key: shop.key })).body.items[0].permissions;
  const made = await suite.call('POST', 'tenancy/api-keys', {
    key: shop.key,
    body: { name: 'admin', permissions: all.filter((each: string) => each !== 'tenancy:own') },
  });
  const answer = await suite.call('PUT', 'tenancy/plan', { key: made.body.key, body: { plan: 'trial' } });
  assert.deepEqual([answer.status, answer.body.code], [403, 'forbidden']);
});

test('a feature that the plan lacks is refused with the plan that has it; an override gives it', async () => {
  const shop = await suite.createOrganization('Features');
  const { entitlements, plans } = suite.app.plans;
  const refusal = async (...args: Parameters<typeof entitlements.requireFeature>) =>
    entitlements.requireFeature(...args).then(
      () => null,
      (error) => [error.code, error.status, error.params['feature'], error.params['available_in']],
    );
  await setPlan(shop, { plan: 'trial' });
  assert.deepEqual(await refusal(shop.id, 'workflows'), ['feature_not_in_plan', 403, 'workflows', 'basic']);
  assert.equal(await refusal(shop.id, 'anomaly_detection'), null);
  assert.equal((await refusal(shop.id, 'anomaly_detection', 'full'))?.at(-1), 'basic');
  assert.equal((await refusal(shop.id, 'custom_algorithms'))?.at(-1), 'premium');
  assert.equal((await refusal(shop.id, 'batch_processing'))?.at(-1), 'premium');
  for (const feature of ['advanced_ai', 'real_time_analytics', 'custom_ai_integrations'] as const) {
    assert.equal((await refusal(shop.id, feature))?.at(-1), 'enterprise');
  }
  const given = { entitlement: 'custom_algorithms', amount: 1, reason: 'a promise', expiresAt: null };
  await plans.setOverride(shop.id, given, { kind: 'system', id: null });
  assert.equal(await refusal(shop.id, 'custom_algorithms'), null);
  const state = await getPlan(shop);
  const custom = state.entitlements.find((each: any) => each.entitlement === 'custom_algorithms');
  assert.deepEqual([custom.level, custom.plan_limit, custom.override.reason], ['full', 0, 'a promise']);
  await plans.removeOverride(shop.id, 'custom_algorithms', { kind: 'system', id: null });
  assert.equal((await refusal(shop.id, 'custom_algorithms'))?.at(0), 'feature_not_in_plan');
  await assert.rejects(plans.removeOverride(shop.id, 'custom_algorithms', { kind: 'system', id: null }), {
    code: 'override_not_found',
  });
  await setPlan(shop, { plan: 'enterprise' });
  assert.equal(await refusal(shop.id, 'custom_ai_integrations'), null);
});

test('an algorithm by name is refused on a plan without the choice, when a model is made, changed and trained', async () => {
  const shop = await makeShop('Algorithms');
  const { key } = shop;
  const model = await createModel(suite, shop, { ...forecast, algorithm: 'random_forest' });
  await setPlan(shop, { plan: 'basic' });
  const other = await createModel(suite, shop, forecast);
  const answers = [
    await suite.call('POST', 'ai-analytics/models', { key, body: { ...forecast, algorithm: 'random_forest' } }),
    await suite.call('PUT', `ai-analytics/models/${other.id}`, { key, body: { algorithm: 'random_forest' } }),
    await suite.call('POST', `ai-analytics/models/${model.id}/train`, { key, body: {} }),
  ];
  for (const { status, body } of answers) {
    assert.deepEqual(
      [status, body.code, body.entitlement, body.plan, body.available_in],
      [403, 'feature_not_in_plan', 'custom_algorithms', 'basic', 'premium'],
    );
  }
  const renamed = await suite.call('PUT', `ai-analytics/models/${model.id}`, { key, body: { model_name: 'Forest' } });
  assert.equal(renamed.status, 200, 'what the plan no longer gives may still be renamed');
});
