import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createModel, deploy, importCsv, train } from '../../../../test/support/model-steps.ts';
import { createTestApp } from '../../../../test/support/test-app.ts';
import { until } from '../../../../test/support/until.ts';
import { createPool } from '../../../platform/db/connection.ts';
import { startScheduler } from '../../../platform/jobs/schedules.ts';

const suite = await createTestApp({ work: true });
const organization = await suite.createOrganization('Chain');
const { key } = organization;

const MONTHS = 48;
const AHEAD = 6;
const LEVELS: Readonly<Record<string, number>> = { north: 100, south: 400, west: 40 };

/** Sales of a shop: growth, a season of its own strength, and a little that nobody can know. */
function salesOf(shop: string, month: number): number {
  const level = LEVELS[shop] ?? 20;
  const season = 1 + (shop === 'south' ? 0.4 : 0.2) * Math.sin((2 * Math.PI * month) / 12);
  return level * (1 + 0.01 * month) * season * (1 + 0.03 * Math.sin(37 * month * level));
}

const monthAt = (month: number): string => new Date(Date.UTC(2020, month, 15)).toISOString().slice(0, 10);
const rowsFrom = (first: number, shops: readonly string[], count: number): string[] =>
  Array.from({ length: count }, (_, k) => first + k).flatMap((month) =>
    shops.map((shop) => `${shop}-${month},${monthAt(month)},${shop},${salesOf(shop, month).toFixed(2)}`),
  );
const csvOf = (rows: readonly string[]): string => `id,month,shop,sales\n${rows.join('\n')}\n`;

await importCsv(
  suite,
  organization,
  'sales',
  csvOf([
    ...rowsFrom(0, ['north', 'south', 'west'], MONTHS),
    // One that has just opened, and a row that nobody knows the shop of.
    ...rowsFrom(MONTHS - 3, ['fresh'], 3),
    `lost,${monthAt(5)},,5000`,
  ]),
);

const definition = {
  model_type: 'forecasting',
  algorithm: 'auto',
  target_column: 'sales',
  training_data_source: { dataset: 'sales', time_column: 'month' },
  training_options: { series: { group_column: 'shop', horizon: AHEAD } },
};

async function trained(id: number): Promise<any> {
  const job = await train(suite, organization, id);
  assert.equal(job.status, 'succeeded', JSON.stringify(job.error));
  return job.result;
}

const ask = (id: number, input: object, horizon = AHEAD) =>
  suite.call('POST', 'ai-analytics/predict', { key, body: { model_id: id, input_data: input, horizon } });

async function meansOf(id: number, input: object): Promise<number[]> {
  const { status, body, text } = await ask(id, input);
  assert.equal(status, 200, text);
  return body.prediction_output.forecast.map(({ mean }: { mean: number }) => mean);
}

const get = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await suite.call('GET', `ai-analytics/models/${path}`, { key, headers });
  assert.equal(answer.status, 200, answer.text);
  return answer;
};

test('a model of several shops goes its whole way: each is told by its name, and they sum to all', async () => {
  const { id } = await createModel(suite, organization, definition);
  const { metrics, baseline } = await trained(id);
  assert.ok(metrics.mase < baseline.mase && metrics.whole_mase < baseline.whole_mase, JSON.stringify(metrics));
  assert.ok(metrics.coverage > 0.5);
  assert.equal((await deploy(suite, organization, id, { monitoring_enabled: true })).status, 200);

  const { body: model } = await get(String(id));
  assert.deepEqual(
    model.feature_schema.map(({ name, type, categories }: any) => [name, type, categories]),
    [['shop', 'category', ['fresh', 'north', 'south', 'west']]],
  );
  const shops = await Promise.all(['fresh', 'north', 'south', 'west'].map((shop) => meansOf(id, { shop })));
  const all = await meansOf(id, {});
  for (const [h, mean] of all.entries()) {
    const sum = shops.reduce((total, each) => total + (each[h] ?? 0), 0);
    assert.ok(Math.abs(mean - sum) < 0.01, `${mean} beside ${sum}`);
  }
  for (const [place, shop] of ['north', 'south', 'west'].entries()) {
    for (const [h, mean] of (shops[place + 1] ?? []).entries()) {
      const truth = salesOf(shop, MONTHS + h);
      assert.ok(Math.abs(mean / truth - 1) < 0.15, `${shop}: ${mean} beside ${truth}`);
    }
  }
  assert.deepEqual(await meansOf(id, { shop: null }), all);

  const unknown = await ask(id, { shop: 'east' });
  assert.deepEqual([unknown.status, unknown.body.errors[0].code], [422, 'group_unknown']);
  assert.equal(unknown.body.errors[0].pointer, '/input_data/shop');
  assert.match(unknown.body.errors[0].detail, /fresh, north, south, west/);
  assert.equal((await ask(id, { shop: ['north'] })).body.errors[0].code, 'not_a_text');

  const south = await ask(id, { shop: 'south' });
  const [first] = shops[2] ?? [];
  assert.deepEqual([south.body.prediction_output.prediction, typeof south.body.confidence_score], [first, 'number']);
  const again = await suite.call('POST', `ai-analytics/predictions/${south.body.prediction_id}/explain`, {
    key,
    body: {},
  });
  assert.equal(again.status, 200, again.text);
  const parts = again.body.contributions.reduce((sum: number, each: any) => sum + each.contribution, 0);
  assert.ok(Math.abs(parts - (shops[2] ?? []).reduce((sum, mean) => sum + mean, 0) / AHEAD) < 1e-6);
  const outcome = { actual_outcome: { sales: 410 } };
  const feedback = await suite.call('POST', `ai-analytics/predictions/${south.body.prediction_id}/feedback`, {
    key,
    body: outcome,
  });
  assert.equal(feedback.status, 201, feedback.text);
  const { body: performance } = await get(`${id}/performance`);
  assert.ok(performance.live.metrics.mae > 0);
  const codes = performance.versions[0].warnings.map(({ code }: { code: string }) => code);
  assert.deepEqual(codes, ['rows_without_group', 'groups_unmeasured']);
  assert.match(performance.versions[0].warnings[0].detail, /^1 row was/);
  assert.match((await get(`${id}/card`, { accept: 'text/markdown', 'accept-language': 'en' })).text, /shop/);

  const file = JSON.parse((await get(`${id}/versions/1/export`)).text);
  assert.equal(file.group_column, 'shop');
  for (const [h, { mean }] of file.forecast.entries()) {
    const sum = file.groups.reduce((total: number, { forecast }: any) => total + forecast[h].mean, 0);
    assert.ok(Math.abs(mean - sum) < 0.01);
  }
  const { body: reproduction } = await suite.call('POST', `ai-analytics/models/${id}/versions/1/reproduce`, { key });
  assert.equal((await suite.awaitJob(reproduction.job_id, key)).result?.reproduced, true);
});

test('it is watched and trained again by its policy: newer data takes over, and a new shop is known', async () => {
  const { id } = await createModel(suite, organization, definition);
  await trained(id);
  await deploy(suite, organization, id, { monitoring_enabled: true });
  assert.equal((await ask(id, { shop: 'east' })).status, 422);
  const [before = 0] = await meansOf(id, {});
  await importCsv(suite, organization, 'sales', csvOf(rowsFrom(MONTHS, ['north', 'south', 'west', 'east'], 2)));
  const { body: watch } = await suite.call('POST', `ai-analytics/models/${id}/watch`, { key });
  assert.equal((await suite.awaitJob(watch.job_id, key)).status, 'succeeded');
  const policy = { schedule: '0 6 * * 1', auto_promote: true };
  const set = await suite.call('PUT', `ai-analytics/models/${id}/retraining`, { key, body: policy });
  assert.equal(set.status, 200, set.text);
  const pool = createPool(suite.database.accounts.jobs, 2);
  let now = new Date();
  const scheduler = startScheduler({ ...suite.platform, pool, now: () => now });
  after(async () => {
    await scheduler.stop();
    await pool.end();
  });
  await scheduler.tick();
  const { body: planned } = await get(`${id}/retraining`);
  now = new Date(Date.parse(planned.next_run_at) + 1000);
  await scheduler.tick();
  const { decision, reason } = await until(async () => {
    const [item] = (await get(`${id}/retraining`)).body.items;
    return item?.decision && item;
  }, 60_000);
  assert.deepEqual([decision, reason], ['promoted', 'newer']);
  assert.equal((await ask(id, { shop: 'east' })).status, 200);
  const later = await ask(id, {});
  assert.equal(later.body.prediction_output.forecast[0].timestamp, '2024-03-01');
  assert.notEqual(later.body.prediction_output.prediction, before);
});

test('one method for all, and means: the whole is then the mean of all rows, and groups need not sum to it', async () => {
  const series = { group_column: 'shop', aggregate: 'mean' };
  const { id } = await createModel(suite, organization, {
    ...definition,
    algorithm: 'theta',
    training_options: { series },
  });
  const { metrics } = await trained(id);
  assert.ok(metrics.mase > 0);
  await deploy(suite, organization, id, { force: true, reason: 'Only its form is looked at.' });
  const [[north = 0], [fresh = 0], [all = 0]] = await Promise.all([
    meansOf(id, { shop: 'north' }),
    meansOf(id, { shop: 'fresh' }),
    meansOf(id, {}),
  ]);
  assert.ok(north > 100 && fresh > 0 && all > north && all < 400, `${north}, ${fresh}, ${all}`);
});

async function faultsOf(column: string): Promise<string[]> {
  const body = { model_name: 'A model', ...definition, training_options: { series: { group_column: column } } };
  const answer = await suite.call('POST', 'ai-analytics/models', { key, body });
  assert.equal(answer.status, 422, answer.text);
  return answer.body.errors.map(({ pointer, code }: any) => `${pointer} ${code}`);
}

test('a column that cannot part the rows is refused where it stands', async () => {
  const at = '/training_options/series/group_column';
  assert.deepEqual(await faultsOf('shelf'), [`${at} unknown_column`]);
  assert.deepEqual(await faultsOf('sales'), [`${at} group_is_target`]);
  assert.deepEqual(await faultsOf('month'), [`${at} group_is_time`]);
});
