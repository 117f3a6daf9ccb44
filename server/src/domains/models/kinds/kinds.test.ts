import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createModel, deploy, importCsv, predict, train } from '../../../../test/support/model-steps.ts';
import { createTestApp } from '../../../../test/support/test-app.ts';

const suite = await createTestApp({ work: true });
const shop = await suite.createOrganization('Shop');
const { key } = shop;

/** Park and Miller's generator: 0 … 1. */
function uniform(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** About normal, of twelve uniform numbers. */
const bell = (next: () => number): number => Array.from({ length: 12 }, next).reduce((sum, each) => sum + each, -6);

async function trained(id: number, body: object = {}) {
  const job = await train(suite, shop, id, body);
  assert.equal(job.status, 'succeeded', JSON.stringify(job.error));
  return job.result;
}

/** Trains once more from the receipt. */
async function reproduce(id: number): Promise<void> {
  const answer = await suite.call('POST', `ai-analytics/models/${id}/versions/1/reproduce`, { key });
  const job = await suite.awaitJob(answer.body.job_id, key);
  assert.deepEqual([job.status, job.result?.reproduced], ['succeeded', true], JSON.stringify(job));
}

async function card(id: number, language: string): Promise<string> {
  const headers = { 'accept-language': language, accept: 'text/markdown' };
  const { status, text } = await suite.call('GET', `ai-analytics/models/${id}/card`, { key, headers });
  assert.equal(status, 200, text);
  return text;
}

async function exported(id: number) {
  const { status, text } = await suite.call('GET', `ai-analytics/models/${id}/versions/1/export`, { key });
  assert.equal(status, 200, text);
  const onnx = await suite.call('GET', `ai-analytics/models/${id}/versions/1/export?format=onnx`, { key });
  assert.deepEqual([onnx.status, onnx.body.code], [409, 'onnx_export_of_type']);
  return JSON.parse(text);
}

/** The answers of a batch over a dataset, by key. */
async function scoreDataset(id: number, dataset: string): Promise<Map<string, any>> {
  const body = { model_id: id, dataset, key_column: 'id' };
  const batch = await suite.call('POST', 'ai-analytics/predict/batch', { key, body });
  assert.equal(batch.status, 202, batch.text);
  assert.equal((await suite.awaitJob(batch.body.job_id, key)).status, 'succeeded');
  const path = `ai-analytics/predict/batches/${batch.body.batch_id}/results?limit=1000`;
  const results = await suite.call('GET', path, { key });
  assert.equal(results.status, 200, results.text);
  return new Map(results.body.items.map((each: any) => [each.key, each]));
}

async function explainAgain(predictionId: string, language: string) {
  const headers = { 'accept-language': language };
  const answer = await suite.call('POST', `ai-analytics/predictions/${predictionId}/explain`, {
    key,
    headers,
    body: {},
  });
  assert.equal(answer.status, 200, answer.text);
  return answer.body;
}

// Payments of which twenty are far too high, and at a strange hour.
const next = uniform(7);
const payments = Array.from({ length: 1000 }, (_, row) => {
  const isStrange = row % 50 === 49;
  const amount = isStrange ? 900 + 100 * next() : 100 + 15 * bell(next);
  const hour = isStrange ? 3 : 9 + Math.floor(8 * next());
  return { id: `p${row}`, amount, hour, channel: next() < 0.7 ? 'card' : 'cash', isStrange };
});
const paymentLines = payments.map((each) => `${each.id},${each.amount.toFixed(2)},${each.hour},${each.channel}`);
await importCsv(suite, shop, 'payments', `id,amount,hour,channel\n${paymentLines.join('\n')}\n`);

test('strange rows: planted outliers are found, one by one and as a batch, and the answer says why', async () => {
  const model = await createModel(suite, shop, {
    model_type: 'anomaly_detection',
    algorithm: 'auto',
    feature_columns: ['amount', 'hour', 'channel'],
    training_data_source: { dataset: 'payments' },
    training_options: { contamination: 0.02 },
  });
  assert.equal(model.target_column, null);
  const result = await trained(model.id);
  assert.ok(result.metrics.average_precision > 0.8, JSON.stringify(result.metrics));
  assert.ok(result.baseline.average_precision < 0.2);
  assert.equal((await deploy(suite, shop, model.id)).status, 200);

  const strange = await predict(suite, shop, model.id, { amount: 950, hour: 3, channel: 'card' });
  assert.equal(strange.status, 200, strange.text);
  const { prediction_output: output, explanation, confidence_score: confidence } = strange.body;
  assert.equal(output.is_anomaly, true);
  assert.ok(output.prediction >= output.threshold && output.severity !== null);
  assert.equal(confidence, null);
  assert.equal(explanation.unit, 'strangeness');
  assert.equal(explanation.contributions[0].feature, 'amount');
  assert.match(explanation.contributions[0].text, /amount/);
  const usual = await predict(suite, shop, model.id, { amount: 101, hour: 12, channel: 'card' });
  assert.deepEqual([usual.body.prediction_output.is_anomaly, usual.body.prediction_output.severity], [false, null]);

  const rows = await scoreDataset(model.id, 'payments');
  const called = payments.filter(({ id }) => rows.get(id)?.label !== 'none');
  const found = called.filter(({ isStrange }) => isStrange).length;
  assert.ok(found >= 18 && called.length <= 24, `${found} of 20 found, ${called.length} called`);

  const again = await explainAgain(strange.body.prediction_id, 'es');
  assert.match(again.summary, /anómalo/);
  assert.match(again.contributions[0].effect, /habla a favor/);
  const what = await suite.call('POST', 'ai-analytics/predict/what-if', {
    key,
    body: {
      model_id: model.id,
      input_data: { amount: 950, hour: 3, channel: 'card' },
      changes: [{ amount: 100, hour: 12 }],
    },
  });
  assert.ok(what.body.variants[0].difference < 0, what.text);
  const feedback = await suite.call('POST', `ai-analytics/predictions/${strange.body.prediction_id}/feedback`, {
    key,
    body: { actual_outcome: { is_anomaly: true } },
  });
  assert.equal(feedback.status, 201, feedback.text);
  const { body: performance } = await suite.call('GET', `ai-analytics/models/${model.id}/performance`, { key });
  assert.deepEqual(performance.live.metrics, { precision: 1, recall: 1 });
  assert.equal(performance.versions[0].trials.length, 3);
  const words = await card(model.id, 'de');
  assert.match(words, /auffällig/);
  assert.match(words, /mittlere Präzision/);
  const file = await exported(model.id);
  assert.deepEqual([file.task, file.features.length, file.thresholds.length], ['anomaly_detection', 3, 4]);
  await reproduce(model.id);
});

const near = (middle: number, width: number) => (middle + width * bell(next)).toFixed(2);

// Three kinds of customers, far apart.
const middles = [
  { spend: 20, visits: 2, tenure: 60 },
  { spend: 200, visits: 4, tenure: 12 },
  { spend: 60, visits: 25, tenure: 30 },
];
const people = Array.from({ length: 450 }, (_, row) => {
  const group = row % 9 < 5 ? 0 : row % 9 < 8 ? 1 : 2;
  const { spend, visits, tenure } = middles[group] ?? assert.fail();
  return { id: `c${row}`, group, line: [near(spend, 6), near(visits, 0.8), near(tenure, 3)].join(',') };
});
const peopleCsv = people.map(({ id, line }) => `${id},${line}`);
await importCsv(suite, shop, 'people', `id,spend,visits,tenure\n${peopleCsv.join('\n')}\n`);

const pairs = (count: number) => (count * (count - 1)) / 2;

/** Agreement of two divisions, 0 by chance and 1 where they are the same (Hubert and Arabie 1985). */
function adjustedRand(left: readonly number[], right: readonly number[]): number {
  const sizesOf = (labels: readonly (number | string)[]) => {
    const sizes = new Map<number | string, number>();
    for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
    return [...sizes.values()].reduce((sum, count) => sum + pairs(count), 0);
  };
  const [a, b] = [sizesOf(left), sizesOf(right)];
  const both = sizesOf(left.map((label, row) => `${label}/${right[row]}`));
  const expected = (a * b) / pairs(left.length);
  return (both - expected) / ((a + b) / 2 - expected);
}

test('segments: planted groups are found again, told in words, and new rows are given to them', async () => {
  const model = await createModel(suite, shop, {
    model_type: 'clustering',
    algorithm: 'auto',
    feature_columns: ['spend', 'visits', 'tenure'],
    training_data_source: { dataset: 'people' },
  });
  const result = await trained(model.id);
  assert.equal(result.metrics.clusters, 3);
  assert.ok(result.metrics.silhouette > 0.6);
  assert.equal((await deploy(suite, shop, model.id)).status, 200);
  const rows = await scoreDataset(model.id, 'people');
  const found = people.map(({ id }) => Number(rows.get(id)?.prediction));
  const agreement = adjustedRand(
    found,
    people.map(({ group }) => group),
  );
  assert.ok(agreement > 0.95, `adjusted Rand index ${agreement}`);

  const answer = await predict(suite, shop, model.id, { spend: 205, visits: 4, tenure: 11 });
  const { prediction_output: output, explanation } = answer.body;
  assert.equal(output.cluster, 1, answer.text);
  assert.ok(output.distance >= 0 && output.distance < 1);
  assert.deepEqual([explanation.unit, explanation.contributions[0].feature], ['nearness', 'spend']);
  assert.match((await explainAgain(answer.body.prediction_id, 'fr')).summary, /rapproche/);
  const refused = await suite.call('POST', `ai-analytics/predictions/${answer.body.prediction_id}/feedback`, {
    key,
    body: { actual_outcome: { cluster: 1 } },
  });
  assert.deepEqual([refused.status, refused.body.errors[0].code], [422, 'outcome_not_applicable']);
  const words = await card(model.id, 'en');
  assert.match(words, /Divides rows into segments/);
  assert.match(words, /high spend/);
  const { body } = await suite.call('GET', `ai-analytics/models/${model.id}/performance`, { key });
  assert.deepEqual(
    body.versions[0].segments.map(({ rows: count }: { rows: number }) => count),
    [250, 150, 50],
  );
  assert.equal((await exported(model.id)).segments.length, 3);
  await reproduce(model.id);
});

// Three years of days with a week, a trend and noise; the last four weeks are kept back.
const HELD_BACK = 28;
const days = Array.from({ length: 760 }, (_, day) => {
  const week = [0, 4, 8, 6, 12, 30, 22][day % 7] ?? 0;
  return {
    date: new Date(Date.UTC(2023, 0, 2 + day)).toISOString().slice(0, 10),
    visits: 100 + 0.1 * day + week + 4 * bell(next),
  };
});
const known = days.slice(0, -HELD_BACK);
const truth = days.slice(-HELD_BACK);
await importCsv(
  suite,
  shop,
  'visits',
  `date,visits,weekday\n${known.map((each, day) => `${each.date},${each.visits.toFixed(1)},${day % 7}`).join('\n')}\n`,
);

const forecast = (modelId: number, horizon: number, input: object = {}) =>
  suite.call('POST', 'ai-analytics/predict', { key, body: { model_id: modelId, input_data: input, horizon } });

const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;

test('a series: its season goes on, better than repeated, within intervals that hold', async () => {
  const model = await createModel(suite, shop, {
    model_type: 'forecasting',
    algorithm: 'auto',
    target_column: 'visits',
    training_data_source: { dataset: 'visits', time_column: 'date' },
    training_options: { series: { horizon: 28 } },
  });
  assert.deepEqual(model.feature_columns, []);
  const result = await trained(model.id);
  assert.ok(result.metrics.mase < result.baseline.mase, JSON.stringify(result));
  assert.ok(result.metrics.coverage > 0.75 && result.metrics.coverage <= 1);
  assert.equal((await deploy(suite, shop, model.id)).status, 200);
  const answer = await forecast(model.id, HELD_BACK);
  assert.equal(answer.status, 200, answer.text);
  const { forecast: periods, interval, prediction } = answer.body.prediction_output;
  assert.deepEqual(
    periods.map(({ timestamp }: { timestamp: string }) => timestamp),
    truth.map(({ date }) => date),
  );
  assert.deepEqual([prediction, interval.level], [periods[0].mean, 0.9]);
  const error = mean(truth.map(({ visits }, day) => Math.abs(visits - periods[day].mean)));
  const repeated = mean(truth.map(({ visits }, day) => Math.abs(visits - (known.at(-7 + (day % 7))?.visits ?? 0))));
  assert.ok(error < repeated, `${error} against ${repeated}`);
  const inside = mean(
    truth.map(({ visits }, day) => Number(visits >= periods[day].lower && visits <= periods[day].upper)),
  );
  assert.ok(inside >= 0.75, `${inside} inside`);

  const { explanation } = answer.body;
  const sum = explanation.contributions.reduce((total: number, each: any) => total + each.contribution, 0);
  assert.equal(explanation.unit, 'component');
  assert.ok(Math.abs(sum - mean(periods.map((each: any) => each.mean))) < 1e-6);
  assert.match((await explainAgain(answer.body.prediction_id, 'en')).contributions[0].effect, /: \d/);
  const without = await predict(suite, shop, model.id, {});
  assert.deepEqual([without.status, without.body.code], [422, 'horizon_needed']);
  const tooLong = await forecast(model.id, 401);
  assert.deepEqual(tooLong.body.errors[0].pointer, '/horizon');
  const batch = await suite.call('POST', 'ai-analytics/predict/batch', {
    key,
    body: { model_id: model.id, rows: [{}] },
  });
  assert.deepEqual([batch.status, batch.body.code], [422, 'batch_type_unfit']);
  assert.match(await card(model.id, 'en'), /by its own past/);
  assert.equal((await exported(model.id)).forecast.length, 400);
  await reproduce(model.id);
});

test('a forecast by features answers a record, and with a horizon the series as well', async () => {
  const model = await createModel(suite, shop, {
    model_type: 'forecasting',
    algorithm: 'random_forest',
    feature_columns: ['weekday'],
    target_column: 'visits',
    training_data_source: { dataset: 'visits', time_column: 'date' },
  });
  const result = await trained(model.id, { hyperparameter_tuning: false });
  assert.ok(Number.isFinite(result.metrics.rmse) && Number.isFinite(result.metrics.series_mase));
  await deploy(suite, shop, model.id, { force: true, reason: 'It is asked with a horizon.' });
  const record = await predict(suite, shop, model.id, { weekday: 5 });
  assert.ok(record.body.prediction_output.interval.level > 0, record.text);
  assert.equal(record.body.prediction_output.forecast, undefined);
  const series = await forecast(model.id, 3, { weekday: 5 });
  assert.equal(series.body.prediction_output.forecast.length, 3, series.text);
  await reproduce(model.id);
});

// Four circles of taste with twelve articles each; one in eight purchases is anything.
const purchases = Array.from({ length: 240 }, (_, person) => {
  const circle = person % 4;
  return Array.from({ length: 8 }, (__, place) => {
    const isAnything = next() < 0.125;
    const article = isAnything ? Math.floor(48 * next()) : 12 * circle + Math.floor(12 * next() ** 1.5);
    const day = new Date(Date.UTC(2024, 0, 1 + 30 * place + (person % 28))).toISOString().slice(0, 10);
    return `u${person},a${article},${1 + Math.floor(3 * next())},${day}`;
  });
}).flat();
await importCsv(suite, shop, 'purchases', `customer,article,quantity,bought_at\n${purchases.join('\n')}\n`);

const inCircle = (items: { item: string }[], circle: number) =>
  items.filter(({ item }) => Math.floor(Number(item.slice(1)) / 12) === circle).length;

test('recommendations: circles of taste are found, better than what everybody buys', async () => {
  const model = await createModel(suite, shop, {
    model_type: 'recommendations',
    algorithm: 'auto',
    feature_columns: ['customer', 'article'],
    target_column: 'quantity',
    training_data_source: { dataset: 'purchases', time_column: 'bought_at' },
  });
  const result = await trained(model.id);
  assert.ok(result.metrics.map_at_10 > 1.5 * result.baseline.map_at_10, JSON.stringify(result));
  assert.equal((await deploy(suite, shop, model.id)).status, 200);
  const stranger = await predict(suite, shop, model.id, { article: ['a25', 'a27'], count: 5 });
  assert.equal(stranger.status, 200, stranger.text);
  const { items } = stranger.body.prediction_output;
  assert.equal(items.length, 5);
  assert.ok(inCircle(items, 2) >= 4, JSON.stringify(items));
  assert.ok(!items.some(({ item }: { item: string }) => item === 'a25'));
  const named = await predict(suite, shop, model.id, { customer: 'u7' });
  assert.ok(inCircle(named.body.prediction_output.items.slice(0, 4), 3) >= 3, named.text);
  assert.equal(named.body.explanation.unit, 'affinity');
  const unknown = await predict(suite, shop, model.id, { items: { a25: 2, b1: 1 } });
  assert.deepEqual([unknown.status, unknown.body.warnings.length], [200, 1], unknown.text);
  const wrong = await predict(suite, shop, model.id, { article: [{}], count: 5 });
  assert.deepEqual([wrong.status, wrong.body.errors[0].code], [422, 'not_a_history']);
  const batch = await suite.call('POST', 'ai-analytics/predict/batch', {
    key,
    body: { model_id: model.id, dataset: 'purchases' },
  });
  assert.deepEqual([batch.status, batch.body.code], [422, 'batch_type_unfit']);
  assert.match(await card(model.id, 'en'), /what to offer/);
  const file = await exported(model.id);
  assert.equal(file.items.length, 48);
  assert.ok(!JSON.stringify(file).includes('"u7"'));
  await reproduce(model.id);
});

test('what everybody buys does not beat itself', async () => {
  const model = await createModel(suite, shop, {
    model_type: 'recommendations',
    algorithm: 'popularity',
    feature_columns: ['customer', 'article'],
    training_data_source: { dataset: 'purchases' },
  });
  await trained(model.id);
  const refused = await deploy(suite, shop, model.id);
  assert.deepEqual([refused.status, refused.body.code], [409, 'baseline_not_beaten']);
  assert.match(refused.body.detail, /MAP@10.*Higher is better/);
});

const REFUSED: [what: string, definition: object, faults: string[]][] = [
  [
    'a target of strange rows',
    { model_type: 'anomaly_detection', algorithm: 'kmeans', feature_columns: ['amount'], target_column: 'hour' },
    ['/target_column target_not_applicable', '/algorithm algorithm_does_not_fit'],
  ],
  ['segments of nothing', { model_type: 'clustering', algorithm: 'auto' }, ['/feature_columns features_missing']],
  [
    'a classifier without a target',
    { model_type: 'classification', algorithm: 'auto', feature_columns: ['hour'] },
    ['/target_column target_missing'],
  ],
  [
    'recommendations of one column',
    { model_type: 'recommendations', algorithm: 'auto', feature_columns: ['id'] },
    ['/feature_columns who_and_what_needed'],
  ],
  [
    'a series without time',
    { model_type: 'forecasting', algorithm: 'auto', target_column: 'amount' },
    ['/training_data_source/time_column series_needs_moments'],
  ],
  [
    'options and hyperparameters of others',
    {
      model_type: 'anomaly_detection',
      algorithm: 'isolation_forest',
      feature_columns: ['amount'],
      training_options: { clusters: 3, hyperparameters: { trees: 0, radius: 1 } },
    },
    [
      '/training_options/clusters option_of_types',
      '/training_options/hyperparameters/trees hyperparameter_range',
      '/training_options/hyperparameters/radius hyperparameter_unknown',
    ],
  ],
];

for (const [what, definition, expected] of REFUSED) {
  test(`refuses ${what}`, async () => {
    const { status, body } = await suite.call('POST', 'ai-analytics/models', {
      key,
      body: { model_name: 'A model', training_data_source: { dataset: 'payments' }, ...definition },
    });
    assert.equal(status, 422);
    assert.deepEqual(
      body.errors.map(({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`),
      expected,
    );
  });
}
