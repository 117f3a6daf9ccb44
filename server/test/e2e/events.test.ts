import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OutboxEvent } from '../../src/platform/outbox/outbox.ts';
import { churnCsv } from '../support/churn-csv.ts';
import { importCsv, makeDeployedModel, predict } from '../support/model-steps.ts';
import { listen, openSocket } from '../support/socket-client.ts';
import { createTestApp } from '../support/test-app.ts';
import { until } from '../support/until.ts';

const suite = await createTestApp();
const seen: OutboxEvent[] = [];
suite.platform.consumers.push({ name: 'test', types: 'all', consume: async (_db, event) => void seen.push(event) });
await suite.app.startWork();
const shop = await suite.createOrganization();
const eventOf = (type: string) => until(() => seen.find((event) => event.type === type));

test('an import, a training, a deployment and a prediction each leave their event', async () => {
  await importCsv(suite, shop, 'customers', churnCsv(300));
  const imported = await eventOf('import_finished');
  assert.deepEqual([imported.data['table_name'], imported.data['rows_imported']], ['customers', 300]);
  const succeeded = await eventOf('job_succeeded');
  assert.deepEqual([succeeded.subject?.kind, succeeded.data['kind']], ['job', 'import']);

  const model = await makeDeployedModel(suite, shop, {
    model_name: 'Churn',
    model_type: 'classification',
    purpose: 'customer_churn',
    feature_columns: ['tenure', 'monthly_charges'],
    target_column: 'churned',
    training_data_source: { dataset: 'customers' },
  });
  const trained = await eventOf('model_trained');
  assert.deepEqual([trained.data['model_id'], trained.data['version']], [model.id, 1]);
  assert.deepEqual((await eventOf('model_deployed')).subject, { kind: 'model', id: String(model.id) });

  const input = { tenure: 3, monthly_charges: 80 };
  const { body } = await predict(suite, shop, model.id, input);
  const completed = await eventOf('prediction_completed');
  assert.deepEqual(completed.subject, { kind: 'prediction', id: body.prediction_id });
  assert.deepEqual(completed.data, {
    ...input,
    churn_probability: body.prediction_output.prediction,
    prediction_id: body.prediction_id,
    model_id: model.id,
    model_name: 'Churn',
    model_version: 1,
    prediction_type: 'customer_churn',
    prediction: body.prediction_output.prediction,
    label: body.prediction_output.label,
    confidence_score: body.confidence_score,
  });
});

test('whoever listens is told of a job, and in the end what came of it', async () => {
  const reader = await openSocket(await listen(suite.app), { authorization: `Bearer ${shop.key}` });
  await importCsv(suite, shop, 'told', churnCsv(300));
  const last = await until(() => reader.of('job.progress').find(({ data }) => data.status === 'succeeded'));
  assert.deepEqual([last['data'].subject.name, last['data'].progress], ['told', 1]);
  assert.equal(last['data'].result.rows_imported, 300);
  await reader.close();
});

test('a prediction that is refused leaves no event', async () => {
  const before = seen.length;
  const refused = await predict(suite, shop, 999, { a: 1 });
  assert.equal(refused.status, 404);
  await suite.platform.database.transaction(shop.id, (db) =>
    suite.platform.outbox.append(db, shop.id, { type: 'marker', data: {} }),
  );
  await eventOf('marker');
  // Late events of the jobs before may come in between.
  assert.deepEqual(
    seen.slice(before).filter(({ type }) => type.startsWith('prediction')),
    [],
  );
});
