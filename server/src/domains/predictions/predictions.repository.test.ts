import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestApp } from '../../../test/support/test-app.ts';
import { withClient } from '../../platform/db/connection.ts';
import { createIds } from '../../platform/ids.ts';
import { insertPredictions, type NewPrediction } from './predictions.repository.ts';

const suite = await createTestApp();
const shop = await suite.createOrganization('Shop');
const db = suite.platform.database.tenant(shop.id);
const { id: model } = await db
  .insertInto('ai_models')
  .values({
    organization_id: shop.id,
    model_name: 'deployed',
    model_type: 'regression',
    algorithm: 'linear_regression',
    feature_columns: '["x"]',
    target_column: 'y',
    training_data_source: '{"dataset":"any"}',
    status: 'deployed',
    deployed_version: 2,
    current_version: 2,
  })
  .returning('id')
  .executeTakeFirstOrThrow();

let clock = Date.now();
// Each a millisecond older than the one before: their ids sort the other way round than they are given.
const newId = createIds(() => (clock -= 1));

function prediction(version = 2): NewPrediction {
  const id = newId('pred');
  return {
    prediction_id: id,
    model_id: model,
    model_version: version,
    input_data: { x: 1 },
    prediction_output: { prediction: 2, interval: { level: 0.9, lower: 1, upper: 3 } },
    confidence_score: null,
    explanation: { base_value: 1, unit: 'target', contributions: [{ feature: 'x', value: 1, contribution: 1 }] },
    warnings: [],
    prediction_context: null,
    prediction_timestamp: new Date(1_700_000_000_123),
    eventData: () => ({ prediction: 2 }),
    isEventUnique: false,
  };
}

const allow = (amount: number) =>
  suite.app.plans.plans.setOverride(
    shop.id,
    { entitlement: 'predictions_per_day', amount, reason: 'test', expiresAt: null },
    { kind: 'system', id: null },
  );
const stored = async () =>
  (await db.selectFrom('prediction_results').select(['prediction_id', 'prediction_timestamp']).execute()).toSorted(
    (left, right) => left.prediction_id.localeCompare(right.prediction_id),
  );
const told = async () =>
  (await db.selectFrom('outbox_events').select('subject_id').where('type', '=', 'prediction_completed').execute())
    .map((row) => row.subject_id ?? '')
    .toSorted();

test('those whose version answers are written in the order they are given, as far as the quota goes', async () => {
  await allow(2);
  const rows = [prediction(1), prediction(), prediction(), prediction(), prediction(1)];
  const outcomes = await insertPredictions(db, shop.id, rows);
  assert.deepEqual(
    outcomes.map(({ isCurrent, isWritten }) => [isCurrent, isWritten]),
    [
      [false, false],
      [true, true],
      [true, true],
      [true, false],
      [false, false],
    ],
  );
  const written = rows.filter((_, index) => outcomes[index]?.isWritten).map((row) => row.prediction_id);
  const found = await stored();
  assert.deepEqual(
    found.map((row) => row.prediction_id),
    written.toSorted(),
  );
  assert.deepEqual(found[0]?.prediction_timestamp, new Date(1_700_000_000_123));
  assert.deepEqual(await told(), written.toSorted());

  await allow(3);
  const all = [prediction(), prediction(), prediction()];
  const last = await insertPredictions(db, shop.id, all);
  assert.deepEqual(
    last.map(({ isWritten }) => isWritten),
    [true, false, false],
  );
  assert.ok((await stored()).some((row) => row.prediction_id === all[0]?.prediction_id));
});

test('where nobody waits for events none is put together, but nobody who begins to wait misses one', async () => {
  await allow(100);
  const before = await told();
  const quiet = { mayBeUnawaited: true };
  const unheard = { ...prediction(), eventData: () => assert.fail('nobody waits for it') };
  const [alone] = await insertPredictions(db, shop.id, [unheard], quiet);
  assert.deepEqual([alone?.isWritten, alone?.isAwaited], [true, false]);
  assert.deepEqual(await told(), before);

  const about = { ...prediction(), isEventUnique: true };
  const [, kept] = await insertPredictions(db, shop.id, [prediction(), about], quiet);
  assert.ok((await told()).includes(about.prediction_id));

  await withClient(suite.database.owner, async (owner) => {
    await owner.query("insert into outbox_consumers (name, types) values ('late', array['prediction_completed'])");
  });
  const heard = prediction();
  const [outcome] = await insertPredictions(db, shop.id, [heard], quiet);
  assert.deepEqual([outcome?.isWritten, outcome?.isAwaited], [true, true]);
  assert.ok((await told()).includes(heard.prediction_id));
  assert.equal(outcome?.quota.used, (kept?.quota.used ?? 0) + 1);
});
