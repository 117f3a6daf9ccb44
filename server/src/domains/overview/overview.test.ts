import assert from 'node:assert/strict';
import { test } from 'node:test';
import { churnCsv } from '../../../test/support/churn-csv.ts';
import { makeDataset } from '../../../test/support/make-dataset.ts';
import { importCsv, makeDeployedModel, predict } from '../../../test/support/model-steps.ts';
import { createTestApp } from '../../../test/support/test-app.ts';

const suite = await createTestApp({ work: true });
const { call, database } = suite;
const mine = await suite.createOrganization('Mine');
const other = await suite.createOrganization('Other');
const { key } = mine;
const ask = async (query = '', asked = key) => {
  const answer = await call('GET', `ai-analytics/dashboard${query}`, { key: asked });
  assert.equal(answer.status, 200, answer.text);
  return answer.body;
};

const DAYS = 500;
const DAY_MS = 86_400_000;
const yesterday = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);
const dayBefore = (days: number) => new Date(Date.parse(yesterday) - days * DAY_MS).toISOString().slice(0, 10);
/** One order a day; ten more each in the last seven days. */
const orders = Array.from({ length: DAYS }, (_, age) => [
  age + 1,
  age % 40,
  `${dayBefore(age)}T12:00:00Z`,
  'web',
  'N',
  'completed',
  age < 7 ? 110 : 100 + (age % 7),
]);

test('an empty organization has a dashboard that says so', async () => {
  const empty = await ask();
  assert.deepEqual(
    [empty.has_data, empty.key_figures, empty.revenue_forecast, empty.models, empty.attention, empty.freshness],
    [false, [], null, [], [], { data_to: null, updated_at: null }],
  );
});

test('figures end with the newest data, beside the time before and the year before', async () => {
  await makeDataset(
    database.database,
    mine.id,
    'orders',
    [
      ['order_id', 'integer', true],
      ['customer_id', 'integer'],
      ['ordered_at', 'timestamp'],
      ['channel', 'text'],
      ['region', 'text'],
      ['status', 'text'],
      ['amount', 'number', false, 'money'],
    ],
    orders,
  );
  const { period, key_figures: figures, freshness, currency } = await ask('?period=7d&compare=previous_year');
  assert.deepEqual(period, { name: '7d', from: dayBefore(6), to: dayBefore(-1), grain: 'day' });
  assert.equal(freshness.data_to, `${yesterday}T12:00:00.000Z`);
  assert.deepEqual(
    figures.map(({ name }: any) => name),
    ['revenue', 'orders', 'average_order_value', 'lost_customers'],
  );
  const [revenue] = figures;
  assert.deepEqual([revenue.unit, revenue.is_money, revenue.direction, revenue.value], [currency, true, 'up', 770]);
  // The seven days before sum 100 … 106.
  assert.equal(revenue.previous_period.value, 721);
  assert.ok(Math.abs(revenue.previous_period.relative_change - 49 / 721) < 1e-9);
  assert.equal(revenue.previous_year.change, 770 - revenue.previous_year.value);
  assert.equal(revenue.series.length, 7);
  assert.deepEqual([revenue.series[6].period, revenue.series[6].value], [yesterday, 110]);
  assert.ok(revenue.series.every(({ compared }: any) => compared >= 100 && compared <= 106));
});

test('the newest forecast is shown with its intervals, and called old once the data change', async () => {
  assert.equal((await ask()).revenue_forecast, null);
  const made = await call('POST', 'ai-analytics/predictive', {
    key,
    body: { kind: 'revenue_forecast', parameters: { grain: 'week', horizon: 4 }, wait_seconds: 30 },
  });
  assert.equal(made.status, 200, made.text);
  const { revenue_forecast: forecast } = await ask();
  assert.deepEqual(
    [forecast.analysis_id, forecast.grain, forecast.forecast.length, forecast.stale_because],
    [made.body.id, 'week', 4, []],
  );
  assert.deepEqual(
    forecast.forecast[0].intervals.map(({ level }: any) => level),
    [0.8, 0.95],
  );
  assert.deepEqual(forecast.renew, { kind: 'revenue_forecast', parameters: { grain: 'week', horizon: 4 } });
  const again = await call('POST', 'ai-analytics/predictive', { key, body: forecast.renew });
  assert.equal(again.body.id, made.body.id, 'what it says to send is the same question');
  assert.equal((await ask('?grain=month')).revenue_forecast, null);

  const record = {
    order_id: 9000,
    customer_id: 1,
    ordered_at: `${yesterday}T13:00:00Z`,
    status: 'completed',
    amount: 5,
  };
  const added = await call('POST', 'data/datasets/orders/records', { key, body: { records: [record] } });
  assert.ok(added.status < 300, added.text);
  const later = await ask();
  assert.deepEqual(later.revenue_forecast.stale_because, ['data_changed']);
});

test('models stand there with what they score beside the naive guess, and a drift is called out', async () => {
  await importCsv(suite, mine, 'churn', churnCsv(300));
  const model = await makeDeployedModel(suite, mine, {
    model_type: 'classification',
    feature_columns: ['tenure', 'plan', 'support_calls'],
    target_column: 'churned',
  });
  const asked = await predict(suite, mine, model.id, { tenure: 3, plan: 'basic', support_calls: 4 });
  assert.equal(asked.status, 200, asked.text);
  const drift = { model_id: model.id, model_version: 1, kind: 'drift', severity: 'high', figures: '{}' };
  await database.database
    .tenant(mine.id)
    .insertInto('model_episodes')
    .values({ ...drift, organization_id: mine.id, opened_at: new Date() })
    .execute();
  const { models, attention, latest_predictions: predictions } = await ask();
  const { score, is_deployed: isDeployed, version } = models[0];
  assert.deepEqual([isDeployed, version, score.metric, score.naive], [true, 1, 'roc_auc', 0.5]);
  assert.ok(score.value > 0.6 && score.gain > 0, JSON.stringify(score));
  assert.deepEqual([predictions[0].prediction_id, predictions[0].model_name], [asked.body.prediction_id, 'A model']);
  assert.equal(predictions[0].answer.prediction, asked.body.prediction_output.prediction);
  const [first] = attention;
  assert.deepEqual(
    [first.kind, first.severity, first.target],
    ['model_drift', 'high', { kind: 'model', id: model.id }],
  );
});

test('who may not read data or the plan is told what is withheld, and other organizations see nothing', async () => {
  const { body } = await call('POST', 'tenancy/api-keys', {
    key,
    body: { name: 'Screens', permissions: ['ai_analytics:read'] },
  });
  const narrow = await ask('', body.key);
  assert.deepEqual([narrow.key_figures, narrow.period, narrow.withheld], [null, null, ['data', 'plan']]);
  const none = await call('POST', 'tenancy/api-keys', { key, body: { name: 'Data', permissions: ['data:read'] } });
  assert.equal((await call('GET', 'ai-analytics/dashboard', { key: none.body.key })).status, 403);
  const strangers = await ask('', other.key);
  assert.deepEqual(
    [strangers.has_data, strangers.key_figures, strangers.revenue_forecast, strangers.attention],
    [false, [], null, []],
  );
});
