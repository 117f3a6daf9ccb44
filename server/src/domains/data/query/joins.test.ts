import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeDataset } from '../../../../test/support/make-dataset.ts';
import { createTestApp } from '../../../../test/support/test-app.ts';

const suite = await createTestApp();
const { call, database } = suite;
const mine = await suite.createOrganization('Mine');
const query = (body: object) => call('POST', 'data/query', { key: mine.key, body });

test('a join follows the reference that was declared, not a name that happens to fit', async () => {
  await makeDataset(
    database.database,
    mine.id,
    'people',
    [
      ['person', 'integer', true],
      ['name', 'text'],
    ],
    [
      [1, 'Ada'],
      [2, 'Bob'],
    ],
  );
  await makeDataset(
    database.database,
    mine.id,
    'visits',
    [
      ['person', 'integer'],
      ['host', 'integer'],
    ],
    [[1, 2]],
  );
  const asked = {
    dataset: 'visits',
    joins: [{ dataset: 'people' }],
    select: ['people.name'],
  };
  assert.deepEqual((await query(asked)).body.rows, [{ 'people.name': 'Ada' }]);
  const declared = await call('POST', 'data/datasets/visits/constraints', {
    key: mine.key,
    body: { column: 'host', kind: 'reference', dataset: 'people' },
  });
  assert.ok([200, 201].includes(declared.status), declared.text);
  assert.deepEqual((await query(asked)).body.rows, [{ 'people.name': 'Bob' }]);
});
