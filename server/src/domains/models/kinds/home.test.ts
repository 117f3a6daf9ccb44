import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createModel, deploy, importCsv, train } from '../../../../test/support/model-steps.ts';
import { createTestApp } from '../../../../test/support/test-app.ts';
import { createRng } from '../../../numeric/index.ts';

const suite = await createTestApp({ work: true });
const shop = await suite.createOrganization('Shop');
const { key } = shop;
const rng = createRng(1);

// Two years of days as Berlin counts them, a quarter past midnight there: the day before in UTC. Shops are shut on holidays.
const SHUT = new Set(['01-01', '05-01', '10-03', '12-25', '12-26']);
const MOVING = new Set([
  '2023-04-07',
  '2023-04-10',
  '2023-05-18',
  '2023-05-29',
  '2024-03-29',
  '2024-04-01',
  '2024-05-09',
  '2024-05-20',
]);
const openings = Array.from({ length: 760 }, (_, day) => {
  const date = new Date(Date.UTC(2023, 0, 2 + day)).toISOString().slice(0, 10);
  const isSummer = (date > '2023-03-26' && date < '2023-10-30') || (date > '2024-03-31' && date < '2024-10-28');
  const isShut = SHUT.has(date.slice(5)) || MOVING.has(date);
  const value = (200 + 10 * (day % 7)) * (isShut ? 0.1 : 1) + 5 * rng.normal();
  return `${date}T00:15:00+0${isSummer ? 2 : 1}:00,${value.toFixed(1)}`;
});

test('a forecast counts days in the organization’s zone and knows its country’s holidays, also when trained again', async () => {
  await importCsv(suite, shop, 'footfall', `at,visitors\n${openings.join('\n')}\n`);
  const settle = (body: object) => suite.call('PATCH', 'tenancy/organization', { key, body });
  assert.equal((await settle({ time_zone: 'Europe/Berlin', country: 'DE', region: 'BY' })).status, 200);
  const model = await createModel(suite, shop, {
    model_type: 'forecasting',
    algorithm: 'theta',
    target_column: 'visitors',
    training_data_source: { dataset: 'footfall', time_column: 'at' },
  });
  assert.equal((await train(suite, shop, model.id)).status, 'succeeded');
  await deploy(suite, shop, model.id, { force: true, reason: 'A test.' });
  const asked = { model_id: model.id, input_data: {}, horizon: 90 };
  const { body } = await suite.call('POST', 'ai-analytics/predict', { key, body: asked });
  const periods = new Map(body.prediction_output.forecast.map((each: any) => [each.timestamp, each.mean]));
  assert.equal([...periods.keys()][0], '2025-01-31');
  const [shut, open] = ['2025-04-18', '2025-04-11'].map((date) => Number(periods.get(date)));
  assert.ok((shut ?? 1) < 0.4 * (open ?? 0), `${shut} of ${open}`);
  const named = body.explanation.contributions.map((each: any) => each.feature);
  assert.ok(named.includes('holiday'), named.join());
  assert.equal((await settle({ time_zone: 'UTC', country: null })).status, 200);
  const version = `ai-analytics/models/${model.id}/versions/1`;
  const again = await suite.call('POST', `${version}/reproduce`, { key });
  const job = await suite.awaitJob(again.body.job_id, key);
  assert.deepEqual([job.status, job.result?.reproduced], ['succeeded', true], JSON.stringify(job));
  const { body: receipt } = await suite.call('GET', version, { key });
  assert.deepEqual(receipt.receipt.home, { time_zone: 'Europe/Berlin', country: 'DE', region: 'BY' });
});

// A year of days, and four weeks to come of which only the offers are known: every offer sells half as much again.
const isOffer = (day: number): boolean => day % 11 === 3 || day % 17 === 5;
const offers = Array.from({ length: 393 }, (_, day) => {
  const date = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
  const sold = (100 + 5 * (day % 7)) * (isOffer(day) ? 1.5 : 1) + 2 * rng.normal();
  return `${date},${day < 365 ? sold.toFixed(1) : ''},${isOffer(day) ? 1 : 0},spring`;
});

const definition = (outside: string[]) => ({
  model_type: 'forecasting',
  algorithm: 'linear_regression',
  target_column: 'sold',
  training_data_source: { dataset: 'offers', time_column: 'date' },
  training_options: { series: { horizon: 28, outside_columns: outside } },
});

test('a series knows planned offers from rows without a target, and says where it has to guess', async () => {
  await importCsv(suite, shop, 'offers', `date,sold,offer,season\n${offers.join('\n')}\n`);
  const faultsOf = async (outside: string[]) => {
    const body = { model_name: 'offers', ...definition(outside) };
    const refused = await suite.call('POST', 'ai-analytics/models', { key, body });
    return refused.body.errors.map(({ code }: { code: string }) => code);
  };
  assert.deepEqual(await faultsOf(['sold']), ['target_among_features']);
  assert.deepEqual(await faultsOf(['season', 'prize']), ['outside_not_numeric', 'unknown_column']);
  const model = await createModel(suite, shop, definition(['offer']));
  const job = await train(suite, shop, model.id);
  assert.equal(job.status, 'succeeded', JSON.stringify(job.error));
  const { body: version } = await suite.call('GET', `ai-analytics/models/${model.id}/versions/1`, { key });
  assert.deepEqual(
    version.warnings.map(({ code, column }: any) => [code, column]),
    [['outside_carried_on', 'offer']],
  );
  await deploy(suite, shop, model.id, { force: true, reason: 'A test.' });
  const asked = { model_id: model.id, input_data: {}, horizon: 28 };
  const answer = await suite.call('POST', 'ai-analytics/predict', { key, body: asked });
  const means = answer.body.prediction_output.forecast.map((each: any) => each.mean);
  for (const [ahead, mean] of means.entries()) {
    assert.equal(mean > 142, isOffer(365 + ahead), `${ahead}: ${mean}`);
  }
});
