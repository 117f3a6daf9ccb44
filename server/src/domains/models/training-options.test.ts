import assert from 'node:assert/strict';
import { test } from 'node:test';
import { churnCsv } from '../../../test/support/churn-csv.ts';
import { createModel, importCsv, makeDeployedModel, predict, train } from '../../../test/support/model-steps.ts';
import { createTestApp } from '../../../test/support/test-app.ts';

const suite = await createTestApp({ work: true });
const shop = await suite.createOrganization('Shop');
const { key } = shop;
await importCsv(suite, shop, 'churn', churnCsv(600));

const churn = {
  model_type: 'classification',
  feature_columns: ['tenure', 'plan', 'monthly_charges', 'support_calls'],
  target_column: 'churned',
};
const payoff = { true_positive: 60, false_positive: -20, true_negative: 0, false_negative: 0 };
const getPerformance = async (id: number, language = 'en') => {
  const headers = { 'accept-language': language };
  const { body } = await suite.call('GET', `ai-analytics/models/${id}/performance`, { key, headers });
  return body;
};

test('what outcomes are worth sets the threshold, the profit and the label', async () => {
  const { id } = await makeDeployedModel(suite, shop, { ...churn, training_options: { payoff, calibration: 'none' } });
  const { versions } = await getPerformance(id);
  const [{ metrics, baseline, receipt }] = versions;
  assert.equal(metrics.profit_threshold, 0.25);
  assert.ok(metrics.profit > (baseline.profit ?? 0), `${metrics.profit} and ${baseline.profit}`);
  assert.deepEqual(receipt.options, { payoff, calibration: 'none' });
  const answers = await Promise.all(
    Array.from({ length: 24 }, (_, i) =>
      predict(suite, shop, id, { tenure: 3 * i + 1, plan: 'plus', monthly_charges: 60, support_calls: 3 }),
    ),
  );
  const outputs = answers.map(({ body }) => body.prediction_output);
  assert.ok(outputs.some(({ prediction }) => prediction > 0.25 && prediction < 0.5));
  for (const { prediction, label } of outputs) assert.equal(label, prediction >= 0.25, String(prediction));
});

test('weights by class move the answers towards the class that counts more', async () => {
  const { id } = await createModel(suite, shop, churn);
  const options = { calibration: 'none', seed: 1 };
  const meanOf = async (body: object) => {
    const job = await train(suite, shop, id, { ...options, ...body });
    assert.equal(job.status, 'succeeded', JSON.stringify(job.error));
    return job.result.metrics.f1;
  };
  const plain = await meanOf({});
  const heavy = await meanOf({ class_weights: { true: 50 } });
  const none = await meanOf({ class_weights: { false: 50 } });
  assert.ok(none < Math.min(plain, heavy), `${plain}, ${heavy}, ${none}`);
  assert.equal(await meanOf({ class_weights: { true: 1 } }), plain);
  const balanced = await train(suite, shop, id, { ...options, class_weights: 'balanced' });
  assert.equal(balanced.status, 'succeeded');
});

test('a weight for a class that does not occur fails the training in words', async () => {
  const { id } = await createModel(suite, shop, churn);
  const job = await train(suite, shop, id, { class_weights: { yes: 2 } });
  assert.deepEqual([job.status, job.error.code], ['failed', 'class_weight_unknown']);
  assert.match(job.error.detail, /“yes”/);
});

test('rows of one group are held out together', async () => {
  // The group alone tells the target, so only a model that has seen the group can know it.
  const rows = Array.from({ length: 1200 }, (_, i) => {
    const group = i % 40;
    return `g${group},${(group * 7919) % 101},${i % 5},${(group * 31 + 7) % 2 === (group % 3) % 2 ? 'yes' : 'no'}`;
  });
  await importCsv(suite, shop, 'grouped', `household,code,noise,answer\n${rows.join('\n')}\n`);
  const { id } = await createModel(suite, shop, {
    model_type: 'classification',
    algorithm: 'gradient_boosting',
    feature_columns: ['code', 'noise'],
    target_column: 'answer',
    training_data_source: { dataset: 'grouped' },
  });
  const body = { hyperparameter_tuning: false };
  const alone = await train(suite, shop, id, body);
  const grouped = await train(suite, shop, id, { ...body, group_column: 'household' });
  assert.ok(alone.result.metrics.accuracy > 0.95, String(alone.result.metrics.accuracy));
  assert.ok(grouped.result.metrics.accuracy < 0.8, String(grouped.result.metrics.accuracy));
});

test('a feature of later moments is left out, or used where the training says so', async () => {
  const rows = Array.from({ length: 200 }, (_, i) => {
    const day = (offset: number) => new Date(Date.UTC(2024, 0, 1 + i + offset)).toISOString().slice(0, 10);
    return `${day(0)},${day(3 + ((i * 7) % 20))},${(i * 13) % 17},${((i * 7) % 20) * 2 + ((i * 13) % 5)}`;
  });
  await importCsv(suite, shop, 'orders', `ordered,due,items,effort\n${rows.join('\n')}\n`);
  const { id } = await createModel(suite, shop, {
    model_type: 'regression',
    feature_columns: ['due', 'items'],
    target_column: 'effort',
    training_data_source: { dataset: 'orders', time_column: 'ordered' },
  });
  const warningsOf = async (body: object) => {
    const job = await train(suite, shop, id, body);
    assert.equal(job.status, 'succeeded', JSON.stringify(job.error));
    const { versions } = await getPerformance(id);
    return versions[0].warnings.filter(({ column }: { column?: string }) => column === 'due');
  };
  assert.deepEqual(
    (await warningsOf({})).map(({ code }: { code: string }) => code),
    ['known_too_late'],
  );
  const [allowed] = await warningsOf({ allow_leakage: ['due'] });
  assert.equal(allowed.code, 'late_feature_allowed');
  assert.match(allowed.detail, /“due”/);
});

test('what does not fit is refused before anything is trained, with a pointer to each fault', async () => {
  const { id } = await createModel(suite, shop, {
    ...churn,
    model_type: 'regression',
    target_column: 'monthly_charges',
    feature_columns: ['tenure'],
  });
  const equal = { true_positive: 1, false_positive: 1, true_negative: 1, false_negative: 1 };
  const body = {
    class_weights: 'balanced',
    calibration: 'platt',
    payoff: equal,
    group_column: 'household',
    allow_leakage: ['tenure', 'plan'],
  };
  const refused = await suite.call('POST', `ai-analytics/models/${id}/train`, { key, body });
  assert.deepEqual([refused.status, refused.body.code], [422, 'training_request_invalid']);
  const pointers = refused.body.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code]);
  assert.deepEqual(pointers, [
    ['/class_weights', 'option_of_classification'],
    ['/calibration', 'option_of_classification'],
    ['/payoff', 'option_of_classification'],
    ['/payoff', 'payoff_indifferent'],
    ['/group_column', 'unknown_column'],
    ['/allow_leakage/1', 'not_a_feature'],
  ]);
  const model = { model_name: 'No', algorithm: 'auto', ...churn, training_options: { group_column: 'churned' } };
  const headers = { 'accept-language': 'de' };
  const unmade = await suite.call('POST', 'ai-analytics/models', { key, body: model, headers });
  assert.deepEqual([unmade.status, unmade.body.errors[0].pointer], [422, '/training_options/group_column']);
  assert.match(unmade.body.errors[0].detail, /Zielgröße „.*churned/);
});

test('only the rows that the filter lets through are learned from, and the receipt says so', async () => {
  const filter = [
    { column: 'plan', operator: 'in', value: ['basic', 'pro'] },
    { column: 'tenure', operator: 'lt', value: 40 },
  ];
  const source = { dataset: 'churn', filter };
  const { id } = await createModel(suite, shop, { ...churn, training_data_source: source });
  assert.equal((await train(suite, shop, id)).status, 'succeeded');
  const { versions, data_quality: quality } = await getPerformance(id);
  const [version] = versions;
  const kept = churnCsv(600)
    .split('\n')
    .filter((line) => /^C-\d+,\d+,(basic|pro),/.test(line) && Number(line.split(',')[1]) < 40);
  assert.equal(version.rows, kept.length);
  assert.deepEqual(version.receipt.training_data_source, source);
  const plan = quality.find(({ name }: { name: string }) => name === 'plan');
  assert.deepEqual(
    [plan.rows, plan.top_values.map(({ value }: { value: string }) => value).toSorted()],
    [kept.length, ['basic', 'pro']],
  );

  const asked = {
    all: [
      { any: ['basic', 'pro'].map((value) => ({ field: 'plan', operator: 'equals', value })) },
      { not: { field: 'tenure', operator: 'greater_or_equal', value: 40 } },
    ],
  };
  const learnFrom = (training_data_source: object) =>
    suite.call('PUT', `ai-analytics/models/${id}`, { key, body: { training_data_source } });
  await learnFrom({ dataset: 'churn', filter: asked });
  await train(suite, shop, id);
  const [again] = (await getPerformance(id)).versions;
  assert.equal(again.data_snapshot_hash, version.data_snapshot_hash);
  assert.deepEqual(again.receipt.training_data_source.filter, asked);
  assert.deepEqual(Object.keys(again.receipt.as_of), ['date', 'time_zone']);

  await learnFrom({ dataset: 'churn' });
  await train(suite, shop, id);
  const after = await getPerformance(id);
  assert.equal(after.versions[0].receipt.as_of, null);
  assert.equal(after.versions[0].rows, 600);
  assert.notEqual(after.versions[0].data_snapshot_hash, version.data_snapshot_hash);
});

test('a filter that cannot be asked is refused with the place of the fault', async () => {
  const filter = [
    { column: 'plans', operator: 'eq', value: 'basic' },
    { column: 'plan', operator: 'gt', value: 'basic' },
    { column: 'tenure', operator: 'eq', value: 'long' },
  ];
  const body = { model_name: 'No', algorithm: 'auto', ...churn, training_data_source: { dataset: 'churn', filter } };
  const refused = await suite.call('POST', 'ai-analytics/models', { key, body });
  const pointers = refused.body.errors.map(({ pointer }: { pointer: string }) => pointer);
  assert.deepEqual(
    [refused.status, pointers],
    [
      422,
      [
        '/training_data_source/filter/0/column',
        '/training_data_source/filter/1/operator',
        '/training_data_source/filter/2/value',
      ],
    ],
  );
  const unclear = { any: [{ field: 'tenure', operator: 'between', value: [1, 2] }, { field: 'plan' }] };
  const source = { dataset: 'churn', filter: unclear };
  const again = await suite.call('POST', 'ai-analytics/models', {
    key,
    body: { ...body, training_data_source: source },
  });
  assert.deepEqual(
    [again.status, again.body.errors.map(({ pointer }: { pointer: string }) => pointer)],
    [422, ['/training_data_source/filter/any/1']],
  );
  assert.match(again.body.errors[0].detail, /column, an operator and a value/);
});

test('a version keeps what its columns held, what each feature is worth and how it did on the rows held out', async () => {
  const { id } = await createModel(suite, shop, churn);
  await train(suite, shop, id);
  const { versions, data_quality: quality } = await getPerformance(id, 'fr');
  const names = quality.map(({ name }: { name: string }) => name);
  assert.deepEqual(names, [...churn.feature_columns, 'churned']);
  const charges = quality[2];
  assert.deepEqual([charges.kind, charges.rows, charges.blanks], ['number', 600, 14]);
  assert.ok(charges.numbers.min >= 15 && charges.numbers.max <= 115);
  const { curves, metrics, validation_rows: heldOut } = versions[0];
  const sumOf = (of: (bin: { rows: number; share: number }) => number): number =>
    curves.calibration.reduce((sum: number, bin: { rows: number; share: number }) => sum + of(bin), 0);
  assert.equal(
    sumOf(({ rows }) => rows),
    heldOut,
  );
  const positives = sumOf(({ rows, share }) => rows * share) / heldOut;
  const { true_positive_rate: found, false_positive_rate: wrong } = curves.in_use;
  const accuracy = found * positives + (1 - wrong) * (1 - positives);
  assert.ok(Math.abs(accuracy - metrics.accuracy) < 1e-9, `${accuracy} ${metrics.accuracy}`);
  assert.deepEqual([curves.roc.at(-1).false_positive_rate, curves.roc.at(-1).true_positive_rate], [1, 1]);

  const { importance } = versions[0];
  assert.deepEqual(
    importance.map(({ feature }: { feature: string }) => feature).toSorted(),
    churn.feature_columns.toSorted(),
  );
  const increases = importance.map((each: { loss_increase: number }) => each.loss_increase);
  assert.deepEqual(
    increases,
    increases.toSorted((a: number, b: number) => b - a),
  );
  assert.ok(increases[0] > 0.01);
});
