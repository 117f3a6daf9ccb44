import assert from 'node:assert/strict';
import { test } from 'node:test';
import { churnCsv } from '../../../test/support/churn-csv.ts';
import { deploy, importCsv, makeDeployedModel, predict, train } from '../../../test/support/model-steps.ts';
import { salesCsv } from '../../../test/support/sales-csv.ts';
import { createTestApp } from '../../../test/support/test-app.ts';

const suite = await createTestApp({ work: true });
const shop = await suite.createOrganization('Shop');
const { key } = shop;
await importCsv(suite, shop, 'churn', churnCsv(400));
await importCsv(suite, shop, 'monthly_sales', salesCsv());
// Three grades that follow from two numbers, a date and a flag that say little.
const grades = Array.from({ length: 240 }, (_, row) => {
  const [size, age] = [row % 40, (row * 7) % 30];
  const grade = size + age < 20 ? 'low' : size + age < 45 ? 'middle' : 'high';
  const day = new Date(Date.UTC(2024, 0, 1 + row)).toISOString().slice(0, 10);
  return `${size},${age},${day},${row % 3 === 0},${row % 17 === 0 ? 'middle' : grade}`;
});
await importCsv(suite, shop, 'grades', `size,age,day,vip,grade\n${grades.join('\n')}\n`);

// Two words say what the stars are.
const NOTE_WORDS = ['parcel', 'blue', 'late', 'quick', 'shop', 'again', 'chair', 'paint'];
const noteOf = (row: number) =>
  Array.from({ length: 5 }, (_, k) => NOTE_WORDS[(row * (k + 3) + ((row * row) % 7) * k) % 8] ?? '').join(' ');
const reviews = Array.from({ length: 400 }, (_, row) => {
  const note = noteOf(row);
  return `"${note} no ${row}",${3 + Number(note.includes('quick')) - 2 * Number(note.includes('late'))}`;
});
await importCsv(suite, shop, 'reviews', `note,stars\n${reviews.join('\n')}\n`);

const churn = await makeDeployedModel(suite, shop, {
  model_type: 'classification',
  feature_columns: ['tenure', 'plan', 'monthly_charges', 'support_calls'],
  target_column: 'churned',
});
const sales = await makeDeployedModel(suite, shop, {
  model_name: 'Q1_sales_forecast',
  model_type: 'forecasting',
  algorithm: 'linear_regression',
  feature_columns: ['previous_month_sales', 'marketing_spend', 'seasonality'],
  target_column: 'next_month_sales',
});
const grade = await makeDeployedModel(suite, shop, {
  model_type: 'classification',
  feature_columns: ['size', 'age', 'day', 'vip'],
  target_column: 'grade',
});
const list = async (query: string) => (await suite.call('GET', `ai-analytics/predictions?${query}`, { key })).body;
const countPredictions = async (): Promise<number> => (await list('limit=200')).items.length;
const customer = { tenure: 2, plan: 'basic', monthly_charges: 99.5, support_calls: 6 };
const told = (faults: { pointer: string; code: string }[] = []) =>
  faults.map(({ pointer, code }) => `${pointer} ${code}`).toSorted();
const getPrediction = async (id: string) => suite.call('GET', `ai-analytics/predictions/${id}`, { key });

test('a classifier of two classes answers with the probability of the positive one, and says why', async () => {
  const { status, body } = await predict(suite, shop, churn.id, customer);
  assert.equal(status, 200);
  const { prediction, label } = body.prediction_output;
  assert.ok(prediction > 0.5 && prediction < 1);
  assert.deepEqual([label, body.confidence_score, body.model_version], [true, prediction, 1]);
  const { base_value: base, unit, contributions } = body.explanation;
  const score = contributions.reduce((sum: number, each: { contribution: number }) => sum + each.contribution, base);
  assert.equal(unit, 'log_odds');
  assert.ok(Math.abs(1 / (1 + Math.exp(-score)) - prediction) < 1e-9, 'contributions do not add up to the answer');
  assert.deepEqual(
    contributions.map((each: { feature: string }) => each.feature).toSorted(),
    Object.keys(customer).toSorted(),
  );
  assert.ok(contributions.some((each: { text: string }) => each.text === 'support_calls is 6'));
  assert.ok(!('warnings' in body));
});

test('the specification’s forecast answers with an interval', async () => {
  const body = {
    model_id: sales.id,
    input_data: { previous_month_sales: 150000, marketing_spend: 25000, seasonality: 1.2 },
    prediction_context: 'monthly_forecast',
  };
  const answer = await suite.call('POST', 'ai-analytics/predict', { key, body });
  const { prediction, interval } = answer.body.prediction_output;
  assert.ok(interval.lower < prediction && prediction < interval.upper && interval.level === 0.9);
  assert.match(answer.body.prediction_id, /^pred_[0-9a-z]{26}$/);
  const kept = await getPrediction(answer.body.prediction_id);
  const { input_data: input, prediction_context: context, feedback, ...rest } = kept.body;
  assert.deepEqual(rest, answer.body);
  assert.deepEqual([input, context, feedback], [body.input_data, 'monthly_forecast', null]);
});

test('whoever does not ask why gets the same answer without reasons, and may ask later', async () => {
  const { body: explained } = await predict(suite, shop, churn.id, { ...customer, tenure: 900 });
  const body = { model_id: churn.id, input_data: { ...customer, tenure: 900 }, explain: false };
  const { body: bare } = await suite.call('POST', 'ai-analytics/predict', { key, body });
  assert.equal(bare.explanation, null);
  assert.deepEqual(
    [bare.prediction_output, bare.confidence_score, bare.warnings],
    [explained.prediction_output, explained.confidence_score, explained.warnings],
  );
  assert.equal((await getPrediction(bare.prediction_id)).body.explanation, null);
  const later = await suite.call('POST', `ai-analytics/predictions/${bare.prediction_id}/explain`, { key, body: {} });
  assert.equal(later.status, 200, later.text);
  const { base_value, unit, contributions } = explained.explanation;
  assert.deepEqual([later.body.base_value, later.body.unit], [base_value, unit]);
  assert.deepEqual(
    later.body.contributions.map((each: any) => [each.feature, each.contribution]),
    contributions.map((each: any) => [each.feature, each.contribution]),
  );
});

test('the fields of the record that a prediction is about go with its event, and cover nothing', async () => {
  const columns = ['customer_code', 'customer_name', 'plan', 'prediction'].map((name) => ({ name, type: 'text' }));
  const made = await suite.call('POST', 'data/datasets', {
    key,
    body: { name: 'client_list', key: 'customer_code', columns },
  });
  assert.equal(made.status, 201, made.text);
  await importCsv(suite, shop, 'client_list', 'customer_code,customer_name,plan,prediction\nC-1,Ada,gold,9\n');
  const entity = { dataset: 'client_list', id: 'C-1' };
  const body = { model_id: churn.id, input_data: customer, entity };
  const { status, body: answer } = await suite.call('POST', 'ai-analytics/predict', { key, body });
  assert.equal(status, 200, JSON.stringify(answer));
  const event = await suite.platform.database
    .tenant(shop.id)
    .selectFrom('outbox_events')
    .select('data')
    .where('subject_id', '=', answer.prediction_id)
    .executeTakeFirstOrThrow();
  const { customer_name: name, plan, prediction, tenure } = Object(event.data);
  assert.deepEqual([name, plan, prediction, tenure], ['Ada', 'basic', answer.prediction_output.prediction, 2]);
  const missing = await suite.call('POST', 'ai-analytics/predict', {
    key,
    body: { ...body, entity: { ...entity, id: 'C-2' } },
  });
  assert.deepEqual([missing.status, missing.body.code], [422, 'entity_not_found']);
});

test('of a text the words that carried it are told, at once and from what is kept', async () => {
  const model = await makeDeployedModel(suite, shop, {
    model_type: 'regression',
    feature_columns: ['note'],
    target_column: 'stars',
    training_data_source: { dataset: 'reviews' },
  });
  const { body } = await predict(suite, shop, model.id, { note: 'parcel late again, chair blue' });
  const [note] = body.explanation.contributions;
  assert.ok(note.words.length > 0 && note.contribution < 0, JSON.stringify(note));
  assert.ok(
    note.words.some(
      ({ word, contribution }: { word: string; contribution: number }) => word.includes('late') && contribution < 0,
    ),
  );
  const kept = await getPrediction(body.prediction_id);
  assert.deepEqual(kept.body.explanation, body.explanation);
});

test('a classifier of several classes answers with all their probabilities', async () => {
  const { body } = await predict(suite, shop, grade.id, { size: 38, age: 29, day: '2024-03-01', vip: true });
  const { prediction, label, probabilities } = body.prediction_output;
  assert.deepEqual([label, prediction, body.confidence_score], ['high', probabilities.high, prediction]);
  const sum = Object.values<number>(probabilities).reduce((total, each) => total + each, 0);
  assert.ok(Math.abs(sum - 1) < 1e-9);
});

test('an answer is written down before it is given, whole', async () => {
  const { body } = await predict(suite, shop, churn.id, { ...customer, note: 'kept' });
  const rows = await suite.platform.database
    .tenant(shop.id)
    .selectFrom('prediction_results')
    .selectAll()
    .where('prediction_id', '=', body.prediction_id)
    .execute();
  const [row] = rows;
  assert.equal(rows.length, 1);
  assert.deepEqual(row?.input_data, { ...customer, note: 'kept' });
  assert.deepEqual(row?.prediction_output, body.prediction_output);
  assert.equal(row?.prediction_timestamp.toISOString(), body.prediction_timestamp);
});

test('what makes an answer less certain is said, in the language of the reader', async () => {
  const input = { tenure: 500, plan: 'platinum', support_calls: 2, shoe_size: 43 };
  const body = { model_id: churn.id, input_data: input };
  const headers = { 'accept-language': 'de' };
  const answer = await suite.call('POST', 'ai-analytics/predict', { key, body, headers });
  const expected = [
    '/input_data/monthly_charges missing_value',
    '/input_data/plan unseen_category',
    '/input_data/shoe_size unknown_field',
    '/input_data/tenure outside_training_range',
  ];
  assert.deepEqual(told(answer.body.warnings), expected);
  assert.ok(answer.body.warnings.some(({ detail }: { detail: string }) => detail.includes('kein Merkmal des Modells')));
  const kept = await getPrediction(answer.body.prediction_id);
  assert.deepEqual(told(kept.body.warnings), expected);
  assert.ok(kept.body.warnings.some(({ detail }: { detail: string }) => detail.includes('no feature of the model')));
});

const BAD_INPUTS: [what: string, modelId: number, input: string, status: number, faults: string[]][] = [
  ['words for a number', churn.id, '{"tenure": "long"}', 422, ['/input_data/tenure not_a_number']],
  ['NaN as a word', churn.id, '{"tenure": "NaN"}', 422, ['/input_data/tenure not_a_number']],
  ['a number beyond all numbers', churn.id, '{"tenure": 1e400}', 422, ['/input_data/tenure number_out_of_range']],
  ['a boolean for a number', churn.id, '{"tenure": true}', 422, ['/input_data/tenure not_a_number']],
  ['an object for a number', churn.id, '{"tenure": {"years": 2}}', 422, ['/input_data/tenure not_a_number']],
  ['a list for a word', churn.id, '{"plan": ["pro"], "tenure": 1}', 422, ['/input_data/plan not_a_text']],
  [
    'several at once',
    churn.id,
    '{"tenure": [], "plan": {}, "support_calls": 1}',
    422,
    ['/input_data/plan not_a_text', '/input_data/tenure not_a_number'],
  ],
  ['a word for a flag', grade.id, '{"vip": "perhaps"}', 422, ['/input_data/vip not_a_boolean']],
  ['a word for a day', grade.id, '{"day": "someday"}', 422, ['/input_data/day not_a_time']],
  ['a day that does not exist', grade.id, '{"day": "2024-02-31"}', 422, ['/input_data/day not_a_time']],
  ['nothing', churn.id, '{}', 422, []],
  ['null for everything', churn.id, '{"tenure": null, "plan": null}', 422, []],
  ['unknown fields only', churn.id, '{"colour": "red"}', 422, []],
  ['no object', churn.id, '[1, 2]', 422, ['/input_data type']],
  [
    'more fields than anything has',
    churn.id,
    JSON.stringify(Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`f${i}`, 1]))),
    422,
    ['/input_data maxProperties'],
  ],
];

for (const [what, modelId, input, status, faults] of BAD_INPUTS) {
  test(`${what} is refused with the place where it stands, and nothing is kept`, async () => {
    const before = await countPredictions();
    const answer = await suite.call('POST', 'ai-analytics/predict', {
      key,
      body: `{"model_id": ${modelId}, "input_data": ${input}}`,
    });
    assert.equal(answer.status, status, answer.text);
    assert.deepEqual(told(answer.body.errors), faults);
    assert.ok(!answer.body.detail.includes('{'), answer.body.detail);
    assert.equal(await countPredictions(), before);
  });
}

const ODD_INPUTS: [what: string, input: string][] = [
  ['a number in quotes', '{"tenure": "12", "plan": "pro"}'],
  ['the largest number', '{"tenure": 1.7976931348623157e308, "plan": "pro"}'],
  ['the smallest number', '{"tenure": 5e-324}'],
  ['a number of a hundred digits', `{"tenure": ${'9'.repeat(100)}}`],
  ['a field of every object', '{"tenure": 1, "constructor": 1, "__proto__": {"plan": "pro"}}'],
  ['nested rubbish in a field that the model does not know', '{"tenure": 1, "x": {"y": [[[{}]]]}, "z": 1e400}'],
  ['words of every script', '{"tenure": 1, "plan": "プロ‎ العربية 👩‍👩‍👧"}'],
  ['a very long word', `{"tenure": 1, "plan": "${'x'.repeat(100_000)}"}`],
];

for (const [what, input] of ODD_INPUTS) {
  test(`${what} is answered or refused, never a fault of the server`, async () => {
    const body = `{"model_id": ${churn.id}, "input_data": ${input}}`;
    const answer = await suite.call('POST', 'ai-analytics/predict', { key, body });
    assert.ok(answer.status === 200 || answer.status === 422, `${answer.status} ${answer.text}`);
    if (answer.status === 200) {
      assert.ok(Number.isFinite(answer.body.prediction_output.prediction));
      assert.equal((await getPrediction(answer.body.prediction_id)).status, 200);
    }
  });
}

test('a version that was deployed elsewhere answers from then on, though this node holds the one before', async () => {
  const own = await makeDeployedModel(suite, shop, {
    model_type: 'classification',
    feature_columns: ['tenure', 'plan'],
    target_column: 'churned',
  });
  assert.equal((await predict(suite, shop, own.id, { tenure: 1 })).body.model_version, 1);
  await train(suite, shop, own.id);
  const db = suite.platform.database.tenant(shop.id);
  // As another node would do it: this one is told nothing.
  await db.updateTable('ai_models').set({ deployed_version: 2 }).where('id', '=', own.id).execute();
  assert.equal((await predict(suite, shop, own.id, { tenure: 1 })).body.model_version, 2);
  await db.updateTable('ai_models').set({ deployed_version: null }).where('id', '=', own.id).execute();
  const asked = await predict(suite, shop, own.id, { tenure: 1 });
  assert.deepEqual([asked.status, asked.body.code], [409, 'model_not_deployed']);
});

test('while versions are deployed back and forth, every answer is kept under the version that gave it', async () => {
  const own = await makeDeployedModel(suite, shop, {
    model_type: 'classification',
    feature_columns: ['tenure', 'support_calls'],
    target_column: 'churned',
  });
  await train(suite, shop, own.id, { seed: 1 });
  const deployments = (async () => {
    for (let index = 0; index < 20; index += 1) {
      assert.equal((await deploy(suite, shop, own.id, { version: 1 + (index % 2) })).status, 200);
    }
  })();
  const answers = await Promise.all(
    Array.from({ length: 60 }, () => predict(suite, shop, own.id, { tenure: 5, support_calls: 3 })),
  );
  await deployments;
  for (const answer of answers) {
    assert.equal(answer.status, 200, answer.text);
    const kept = await getPrediction(answer.body.prediction_id);
    assert.deepEqual(kept.body.prediction_output, answer.body.prediction_output);
    assert.equal(kept.body.model_version, answer.body.model_version);
  }
});

test('the past is listed by model and time, the latest first, page by page', async () => {
  const ids: string[] = [];
  for (let index = 0; index < 5; index += 1) {
    ids.push((await predict(suite, shop, sales.id, { seasonality: 1 + index / 10 })).body.prediction_id);
  }
  const first = await list(`model_id=${sales.id}&limit=3`);
  const second = await list(`model_id=${sales.id}&limit=3&cursor=${first.next_cursor}`);
  const seen = [...first.items, ...second.items].map((each) => each.prediction_id);
  assert.deepEqual(seen.slice(0, 5), ids.toReversed());
  const times = first.items.map((each: { prediction_timestamp: string }) => each.prediction_timestamp);
  const until = await list(`model_id=${sales.id}&to=${times[0]}`);
  assert.ok(!until.items.some((each: { prediction_id: string }) => each.prediction_id === ids[4]), '`to` is included');
  const since = await list(`model_id=${sales.id}&from=${times[0]}`);
  assert.equal(since.items[0].prediction_id, ids[4]);
  assert.deepEqual((await list('model_id=2147483647')).items, []);
  assert.deepEqual((await list('to=2001-01-01T00:00:00Z')).items, []);
});

test('a leap second is no moment to ask for', async () => {
  const answer = await suite.call('GET', 'ai-analytics/predictions?from=2016-12-31T23:59:60Z', { key });
  assert.deepEqual([answer.status, answer.body.errors?.[0]?.pointer], [422, '/query/from']);
});

test('the specification’s feedback is taken, what is told again replaces it, and the live metrics follow', async () => {
  const own = await makeDeployedModel(suite, shop, {
    model_type: 'forecasting',
    feature_columns: ['previous_month_sales', 'marketing_spend', 'seasonality'],
    target_column: 'next_month_sales',
  });
  const asked = await predict(suite, shop, own.id, { previous_month_sales: 150000, marketing_spend: 25000 });
  const { prediction_id: id, prediction_output: output } = asked.body;
  const url = `ai-analytics/predictions/${id}/feedback`;
  const outcome = {
    actual_outcome: { actual_sales: 162000 },
    feedback_score: 4.2,
    feedback_comments: 'Prediction was very close to actual results',
  };
  const first = await suite.call('POST', url, { key, body: outcome });
  assert.equal(first.status, 201, first.text);
  const { created_at: createdAt, updated_at: _, ...rest } = first.body;
  assert.deepEqual(rest, { prediction_id: id, ...outcome });

  const actual = output.prediction + 100;
  const second = await suite.call('POST', url, { key, body: { actual_outcome: { next_month_sales: actual } } });
  assert.deepEqual([second.body.created_at, second.body.feedback_score], [createdAt, null]);
  const kept = await getPrediction(id);
  assert.deepEqual(kept.body.feedback.actual_outcome, { next_month_sales: actual });

  const { live } = (await suite.call('GET', `ai-analytics/models/${own.id}/performance`, { key })).body;
  assert.deepEqual([live.predictions, live.feedback_count], [1, 1]);
  assert.ok(Math.abs(live.metrics.mae - 100) < 1e-6);
});

test('feedback without an outcome that the model knows is refused where it stands', async () => {
  const { body } = await predict(suite, shop, churn.id, customer);
  const url = `ai-analytics/predictions/${body.prediction_id}/feedback`;
  for (const [outcome, code] of [
    [{ churned: 'perhaps' }, 'outcome_not_a_class'],
    [{ a: 1, b: 2 }, 'outcome_without_target'],
  ] as const) {
    const answer = await suite.call('POST', url, { key, body: { actual_outcome: outcome } });
    const [fault] = answer.body.errors;
    assert.deepEqual([answer.status, fault.pointer, fault.code], [422, '/actual_outcome', code]);
  }
  const score = await suite.call('POST', url, {
    key,
    body: { actual_outcome: { churned: 'yes' }, feedback_score: 5.1 },
  });
  assert.deepEqual([score.status, score.body.errors[0].pointer], [422, '/feedback_score']);
  assert.equal((await getPrediction(body.prediction_id)).body.feedback, null);
});

test('a prediction that is not there is 404', async () => {
  for (const answer of [
    await getPrediction('pred_00000000000000000000000000'),
    await suite.call('POST', 'ai-analytics/predictions/x/feedback', {
      key,
      body: { actual_outcome: { churned: true } },
    }),
  ]) {
    assert.deepEqual([answer.status, answer.body.code], [404, 'prediction_not_found']);
  }
});
