import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type RawBuilder, sql } from 'kysely';
import { createOrganization, createTestDatabase } from '../../../test/support/test-database.ts';
import { withClient } from '../db/connection.ts';
import { withCause } from './outbox.ts';

const { owner, accounts, database } = await createTestDatabase();
let one = 0;
let other = 0;

before(async () => {
  one = await createOrganization(owner);
  other = await createOrganization(owner);
});

const append = (organization: number, id: string, as = organization) => {
  const call: RawBuilder<{ deliveries: number }> =
    sql`select outbox_append_routed(${organization}::int, 'done', 'thing',
    ${[id]}::text[], ${[`subject of ${id}`]}::text[], array['{"a":1}']::jsonb[]) as deliveries`;
  return call.execute(database.tenant(as)).then(({ rows }) => rows[0]?.deliveries);
};

test('events are written with the deliveries of those who consume them, and none waits to be routed', async () => {
  assert.equal(await append(one, 'evt_1'), 0);
  await withClient(accounts.jobs, async (client) => {
    await client.query(
      "select outbox_register('all', null), outbox_register('some', '{done}'), outbox_register('none', '{begun}')",
    );
  });
  assert.equal(await append(one, 'evt_2'), 2);
  const db = database.tenant(one);
  const deliveries = await db
    .selectFrom('outbox_deliveries')
    .select(['event_id', 'consumer', 'status'])
    .orderBy('consumer')
    .execute();
  assert.deepEqual(
    deliveries.map(({ event_id: id, consumer, status }) => [id, consumer, status]),
    [
      ['evt_2', 'all', 'pending'],
      ['evt_2', 'some', 'pending'],
    ],
  );
  const events = await db.selectFrom('outbox_events').select(['id', 'routed_at', 'data']).orderBy('id').execute();
  assert.deepEqual(
    events.map(({ id, routed_at: routed, data }) => [id, routed === null, data]),
    [
      ['evt_1', false, { a: 1 }],
      ['evt_2', false, { a: 1 }],
    ],
  );
});

test('a selective consumer gets of each organization what something there waits for, with what brought it about', async () => {
  await withClient(accounts.jobs, (client) => client.query("select outbox_register('choosy', null, true)"));
  const interest = { organization_id: other, consumer: 'choosy', type: 'done' };
  await database.tenant(other).insertInto('outbox_interests').values(interest).execute();
  assert.equal(await append(one, 'evt_4'), 2);
  await database.transaction(other, async (db) => {
    await withCause(db, { run_id: 'run_1' });
    const call = sql`select outbox_append_routed(${other}::int, 'done', 'thing', '{evt_5}', '{a}', array['{}']::jsonb[]) as deliveries`;
    assert.deepEqual((await call.execute(db)).rows, [{ deliveries: 3 }]);
  });
  assert.equal(await append(other, 'evt_6'), 3);
  const events = await database
    .tenant(other)
    .selectFrom('outbox_events')
    .select(['id', 'cause'])
    .orderBy('id')
    .execute();
  assert.deepEqual(events, [
    { id: 'evt_5', cause: { run_id: 'run_1' } },
    { id: 'evt_6', cause: null },
  ]);
});

test('nobody writes events of another organization', async () => {
  await assert.rejects(append(other, 'evt_3', one), { code: '42501' });
  const ids = await database.tenant(other).selectFrom('outbox_events').select('id').where('id', '=', 'evt_3').execute();
  assert.deepEqual(ids, []);
});
