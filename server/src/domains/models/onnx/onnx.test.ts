import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { churnCsv } from '../../../../test/support/churn-csv.ts';
import { createModel, deploy, importCsv, predict, train } from '../../../../test/support/model-steps.ts';
import { createTestApp, type TestOrganization } from '../../../../test/support/test-app.ts';
import { churnGraph, sumGraph, X } from './fixtures/churn-graph.ts';
import { isRuntimeThere } from './runtime.ts';

/** The package that runs such files is the administrator's to add; without it the rest is proved all the same. */
const needsRuntime = { skip: isRuntimeThere() ? false : 'onnxruntime-web is not installed' };

const suite = await createTestApp({ work: true });
const FEATURES = ['tenure', 'monthly_charges', 'support_calls'];
const MAPPING = { classes: [false, true] };
let shop: TestOrganization;

before(async () => {
  shop = await suite.createOrganization('Shop');
  await importCsv(suite, shop, 'churn', churnCsv(2000));
});

const customModel = (body: object = {}) =>
  createModel(suite, shop, {
    model_type: 'classification',
    algorithm: 'custom',
    feature_columns: FEATURES,
    target_column: 'churned',
    training_data_source: { dataset: 'churn' },
    ...body,
  });

function send(modelId: number, file: Buffer, mapping: unknown = MAPPING, organization = shop) {
  const query = mapping === undefined ? '' : `?mapping=${encodeURIComponent(JSON.stringify(mapping))}`;
  return suite.call('POST', `ai-analytics/models/${modelId}/versions/onnx${query}`, {
    key: organization.key,
    body: file,
    headers: { 'content-type': 'application/octet-stream' },
  });
}

async function importVersion(modelId: number, file: Buffer, mapping?: unknown) {
  const { status, body, text } = await send(modelId, file, mapping);
  assert.equal(status, 202, text);
  return suite.awaitJob(body.job_id, shop.key);
}

const setFeature = (amount: number) =>
  suite.app.plans.plans.setOverride(
    shop.id,
    { entitlement: 'custom_algorithms', amount, reason: 'a test', expiresAt: null },
    { kind: 'system', id: null },
  );

const faultsOf = (body: { errors?: { pointer: string; code: string }[] }) =>
  body.errors?.map(({ pointer, code }) => [pointer, code]);

test('a server without the package says how it is added, in the reader’s language, before the file is looked at', async (t) => {
  if (isRuntimeThere()) return t.skip('onnxruntime-web is installed');
  const { id } = await customModel();
  const answer = await send(id, Buffer.from('no model'));
  assert.deepEqual([answer.status, answer.body.code], [409, 'onnx_runtime_missing']);
  assert.match(answer.body.detail, /npm install --prefix \/opt\/onnx .*onnxruntime-web/);
});

test('such a model is not trained here, nor anew by itself, and takes no other file than ONNX', async () => {
  const { id } = await customModel();
  const { key } = shop;
  const training = await suite.call('POST', `ai-analytics/models/${id}/train`, { key, body: {} });
  assert.deepEqual([training.status, training.body.code], [409, 'custom_needs_import']);
  const policy = { on_drift: true };
  const retraining = await suite.call('PUT', `ai-analytics/models/${id}/retraining`, { key, body: policy });
  assert.deepEqual([retraining.status, retraining.body.code], [409, 'custom_needs_import']);
  const json = await suite.call('POST', `ai-analytics/models/${id}/versions/onnx`, { key, body: {} });
  assert.equal(json.status, 415);
});

test('a model that is trained here takes no file, and a plan without the feature neither', async () => {
  const trained = await createModel(suite, shop, {
    model_type: 'classification',
    feature_columns: FEATURES,
    target_column: 'churned',
    training_data_source: { dataset: 'churn' },
  });
  const answer = await send(trained.id, churnGraph());
  assert.deepEqual([answer.status, answer.body.code], [409, 'import_needs_custom']);
  const { id } = await customModel();
  await setFeature(0);
  const refused = await send(id, churnGraph());
  await setFeature(1);
  assert.deepEqual([refused.status, refused.body.code], [403, 'feature_not_in_plan']);
});

test(
  'what cannot be run, or does not fit the model, is refused with everything that stands in the way',
  needsRuntime,
  async () => {
    const { id } = await customModel();
    const refusals = async (file: Buffer, mapping: unknown = MAPPING) => {
      const { status, body } = await send(id, file, mapping);
      assert.equal(status, 422);
      return faultsOf(body) ?? body.code;
    };
    assert.equal(await refusals(Buffer.from('no model at all')), 'onnx_unreadable');
    assert.equal(await refusals(churnGraph().subarray(0, 150)), 'onnx_unreadable');
    assert.equal(await refusals(Buffer.alloc(0)), 'onnx_unreadable');
    assert.deepEqual(await refusals(churnGraph(), { classes: 'both' }), [
      ['/query/mapping/classes', 'onnx_mapping_unreadable'],
    ]);
    const foreign = churnGraph({
      nodes: [{ op: 'Steal', domain: 'evil.example', inputs: ['X'], outputs: ['probabilities'] }],
      weights: [{ name: 'w', dims: [1], floats: [], external: '/etc/passwd' }],
      opsets: { '': 99, 'evil.example': 1 },
    });
    assert.deepEqual(await refusals(foreign), [
      ['/body', 'onnx_opset_unknown'],
      ['/body', 'onnx_operator_unknown'],
      ['/body', 'onnx_external_data'],
    ]);
    const wide = churnGraph({ inputs: [{ ...X, shape: [7, 4] }] });
    assert.deepEqual(await refusals(wide, {}), [
      ['/query/mapping/inputs/0', 'onnx_input_shape'],
      ['/query/mapping/classes', 'onnx_classes_missing'],
    ]);
    const mapping = {
      classes: [false, true],
      inputs: [
        { name: 'Y', columns: ['tenure'] },
        { name: 'X', columns: ['tenure', 'plan', 'monthly_charges'], missing: 'none' },
      ],
    };
    assert.deepEqual(await refusals(churnGraph(), mapping), [
      ['/query/mapping/inputs/0/name', 'onnx_input_unknown'],
      ['/query/mapping/inputs/1/columns/1', 'onnx_column_unknown'],
      ['/query/mapping/inputs/1/missing', 'onnx_missing_type'],
      ['/query/mapping/inputs', 'onnx_feature_unused'],
    ]);
    const text = churnGraph({ inputs: [{ ...X, type: 'string' }] });
    assert.deepEqual((await refusals(text))?.slice(0, 1), [['/query/mapping/inputs/0/columns/0', 'onnx_column_type']]);
    const zipped = { ...MAPPING, outputs: { probabilities: 'label' } };
    assert.deepEqual(await refusals(churnGraph(), zipped), [
      ['/query/mapping/outputs/probabilities', 'onnx_output_unfit'],
    ]);
  },
);

test(
  'a file becomes a version: measured, explained, deployed, asked, and a model like any other',
  needsRuntime,
  async () => {
    const { key } = shop;
    const { id } = await customModel();
    const job = await importVersion(id, churnGraph());
    assert.equal(job.status, 'succeeded', JSON.stringify(job.error));
    assert.ok(job.result.metrics.log_loss < job.result.baseline.log_loss, JSON.stringify(job.result));
    const { body: version } = await suite.call('GET', `ai-analytics/models/${id}/versions/1`, { key });
    assert.deepEqual([version.algorithm, version.receipt, version.rows_total], ['custom', null, 2000]);
    assert.equal(version.importance.length, 3);
    assert.ok(version.importance[0].loss_increase > 0);
    assert.deepEqual(
      version.warnings.map(({ code }: { code: string }) => code),
      ['imported'],
    );
    const deployed = await deploy(suite, shop, id, { monitoring_enabled: true });
    assert.deepEqual([deployed.status, deployed.body.deployed_version], [200, 1], deployed.text);

    const input = { tenure: 10, monthly_charges: 90, support_calls: 3 };
    const { status, body, text } = await predict(suite, shop, id, input);
    assert.equal(status, 200, text);
    const expected = 1 / (1 + Math.exp(-(1 - 0.8 + 1.8 + 0.9)));
    assert.ok(Math.abs(body.prediction_output.prediction - expected) < 1e-6, text);
    assert.equal(body.prediction_output.label, true);
    const { base_value: base, contributions, unit } = body.explanation;
    const sum = contributions.reduce(
      (total: number, each: { contribution: number }) => total + each.contribution,
      base,
    );
    assert.equal(unit, 'probability');
    assert.ok(Math.abs(sum - expected) < 1e-6);
    // A short tenure speaks for leaving.
    assert.ok(contributions.find((each: { feature: string }) => each.feature === 'tenure').contribution > 0);

    const partly = await predict(suite, shop, id, { tenure: 10, more: 1 });
    assert.deepEqual(
      partly.body.warnings.map(({ code }: { code: string }) => code),
      ['missing_value', 'missing_value', 'unknown_field'],
    );
    const wrong = await predict(suite, shop, id, { tenure: 'long' });
    assert.deepEqual([wrong.status, faultsOf(wrong.body)], [422, [['/input_data/tenure', 'not_a_number']]]);
    assert.equal((await predict(suite, shop, id, {})).body.code, 'input_without_features');

    const again = await suite.call('POST', `ai-analytics/predictions/${body.prediction_id}/explain`, { key, body: {} });
    assert.equal(again.status, 200, again.text);
    const variants = { model_id: id, input_data: input, changes: [{ tenure: 60 }] };
    const whatIf = await suite.call('POST', 'ai-analytics/predict/what-if', { key, body: variants });
    assert.equal(whatIf.status, 200, whatIf.text);
    assert.ok(whatIf.body.variants[0].difference < 0);
    const card = await suite.call('GET', `ai-analytics/models/${id}/card`, { key });
    assert.match(JSON.stringify(card.body), /Imported on .*as an ONNX file/);
    const watched = await suite.call('GET', `ai-analytics/models/${id}/drift`, { key });
    assert.equal(watched.status, 200);
    const reproduced = await suite.call('POST', `ai-analytics/models/${id}/versions/1/reproduce`, { key, body: {} });
    assert.deepEqual([reproduced.status, reproduced.body.code], [409, 'receipt_incomplete']);

    const batch = { model_id: id, dataset: 'churn', key_column: 'customer_id' };
    const started = await suite.call('POST', 'ai-analytics/predict/batch', { key, body: batch });
    const scored = await suite.awaitJob(started.body.job_id, key);
    assert.deepEqual([scored.status, scored.result?.rows_scored], ['succeeded', 2000], JSON.stringify(scored.error));
    const results = await suite.call('GET', `ai-analytics/predict/batches/${started.body.batch_id}/results?limit=2`, {
      key,
    });
    assert.ok(results.body.items.every(({ prediction }: { prediction: number }) => prediction > 0 && prediction < 1));

    const exported = await suite.call('GET', `ai-analytics/models/${id}/versions/1/export`, { key });
    assert.deepEqual([exported.status, exported.headers['content-type']], [200, 'application/octet-stream']);
  },
);

test('a file that guesses is not deployed; a second version challenges the first', needsRuntime, async () => {
  const { key } = shop;
  const { id } = await customModel();
  const turned = { classes: [true, false] };
  assert.equal((await importVersion(id, churnGraph(), turned)).status, 'succeeded');
  const refused = await deploy(suite, shop, id);
  assert.deepEqual([refused.status, refused.body.code], [409, 'baseline_not_beaten']);
  assert.equal((await importVersion(id, churnGraph())).status, 'succeeded');
  assert.equal((await importVersion(id, churnGraph({ strength: 0.5 }))).status, 'succeeded');
  assert.equal((await deploy(suite, shop, id, { version: 2 })).status, 200);
  const challenge = { version: 3, mode: 'shadow' };
  const set = await suite.call('PUT', `ai-analytics/models/${id}/challenger`, { key, body: challenge });
  assert.equal(set.status, 200, set.text);
  const { body } = await predict(suite, shop, id, { tenure: 10, monthly_charges: 90, support_calls: 3 });
  assert.equal(body.prediction_output.label, true);
  for (const deadline = performance.now() + 20_000; ;) {
    const { body: state } = await suite.call('GET', `ai-analytics/models/${id}/challenger`, { key });
    if (state.challenger.shadow_predictions === 1) break;
    assert.ok(performance.now() < deadline, JSON.stringify(state));
  }
});

test('what the product has trained comes back as an ONNX file, and answers as it did', needsRuntime, async () => {
  const features = ['tenure', 'plan', 'monthly_charges', 'support_calls'];
  const own = await createModel(suite, shop, {
    model_type: 'classification',
    algorithm: 'gradient_boosting',
    feature_columns: features,
    target_column: 'churned',
    training_data_source: { dataset: 'churn' },
  });
  await train(suite, shop, own.id, { hyperparameter_tuning: false, calibration: 'isotonic' });
  assert.equal((await deploy(suite, shop, own.id, {})).status, 200);
  const url = `/api/v1/ai-analytics/models/${own.id}/versions/1/export?format=onnx`;
  const authorization = `Bearer ${shop.key}`;
  const { rawPayload: file } = await suite.app.http.inject({ method: 'GET', url, headers: { authorization } });
  const { id } = await customModel({ feature_columns: features });
  const job = await importVersion(id, file);
  assert.equal(job.status, 'succeeded', JSON.stringify(job.error));
  assert.equal((await deploy(suite, shop, id, {})).status, 200);
  for (const input of [
    { tenure: 3, plan: 'basic', monthly_charges: 95, support_calls: 5 },
    { tenure: 60, plan: 'never heard of', monthly_charges: null, support_calls: 0 },
    { plan: 'pro' },
  ]) {
    const [left, right] = [await predict(suite, shop, own.id, input), await predict(suite, shop, id, input)];
    const difference = Math.abs(left.body.prediction_output.prediction - right.body.prediction_output.prediction);
    assert.ok(difference < 1e-9, `${left.text} ${right.text}`);
  }
});

test('numbers are answered with an interval that held in the rows kept aside', needsRuntime, async () => {
  const rows = Array.from({ length: 400 }, (_, row) => [
    row % 20,
    row % 7,
    2 * (row % 20) + (row % 7) + Math.sin(row * 7),
  ]);
  await importCsv(suite, shop, 'sums', `a,b,y\n${rows.map((row) => row.join(',')).join('\n')}\n`);
  const definition = { model_type: 'regression', feature_columns: ['a', 'b'], target_column: 'y' };
  const { id } = await customModel({ ...definition, training_data_source: { dataset: 'sums' } });
  const job = await importVersion(id, sumGraph(), undefined);
  assert.equal(job.status, 'succeeded', JSON.stringify(job.error));
  assert.ok(job.result.metrics.coverage > 0.8 && job.result.metrics.r2 > 0.9, JSON.stringify(job.result));
  assert.equal((await deploy(suite, shop, id)).status, 200);
  const { body } = await predict(suite, shop, id, { a: 4, b: 3 });
  assert.equal(body.prediction_output.prediction, 11);
  assert.ok(body.prediction_output.interval.lower < 11 && body.prediction_output.interval.upper > 11);
  assert.equal(body.explanation.unit, 'target');
});

/** Doubles its rows again and again: 3 GB from one row of three numbers. */
const glutton = churnGraph({
  nodes: [
    ...Array.from({ length: 28 }, (_, step) => ({
      op: 'Concat',
      inputs: step === 0 ? ['X', 'X'] : [`x${step}`, `x${step}`],
      outputs: [`x${step + 1}`],
      attributes: { axis: { whole: 0 } },
    })),
    { op: 'Softmax', inputs: ['x28'], outputs: ['probabilities'] },
  ],
});

test(
  'what does not run, takes too much memory, or answers what is no probability fails its job alone',
  needsRuntime,
  async () => {
    const { id } = await customModel();
    const unknown = churnGraph({ nodes: [{ op: 'Nowhere', inputs: ['X'], outputs: ['probabilities'] }] });
    const raw = churnGraph({
      nodes: [{ op: 'Softmax', inputs: ['X'], outputs: ['probabilities'] }],
      outputs: [{ name: 'probabilities', type: 'float', shape: [null, null] }],
    });
    for (const [file, mapping, code] of [
      [unknown, MAPPING, 'onnx_failed'],
      [glutton, MAPPING, 'onnx_failed'],
      [raw, MAPPING, 'onnx_answers_unfit'],
      [raw, { classes: ['no', 'never', 'maybe'] }, 'onnx_class_unknown'],
    ] as const) {
      const job = await importVersion(id, file, mapping);
      assert.deepEqual([job.status, job.error?.code], ['failed', code], JSON.stringify(job.error));
    }
    const { body } = await suite.call('GET', `ai-analytics/models/${id}`, { key: shop.key });
    assert.equal(body.status, 'failed');
    const left = await suite.platform.database
      .tenant(shop.id)
      .selectFrom('model_imports')
      .select('job_id')
      .where('organization_id', '=', shop.id)
      .execute();
    assert.deepEqual(left, []);
  },
);

test('another organization cannot import into it', async () => {
  const { id } = await customModel();
  const other = await suite.createOrganization('Other');
  const answer = await send(id, churnGraph(), MAPPING, other);
  assert.deepEqual([answer.status, answer.body.code], [404, 'model_not_found']);
});
