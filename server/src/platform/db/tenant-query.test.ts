import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { createOrganization, createTestDatabase } from '../../../test/support/test-database.ts';

const { database, owner } = await createTestDatabase();
const organizations = await Promise.all([1, 2, 3, 4].map((number) => createOrganization(owner, `Company ${number}`)));

async function addJobs(organizationId: number, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => ({
    organization_id: organizationId,
    id: `job_${organizationId}_${index}`,
    kind: 'import',
    payload: '{}',
    subject: '{}',
  }));
  await database.tenant(organizationId).insertInto('jobs').values(rows).execute();
}

for (const [index, id] of organizations.entries()) await addJobs(id, index + 1);

test('a query without a WHERE sees the rows of its organization and no others', async () => {
  for (const [index, id] of organizations.entries()) {
    const rows = await database.tenant(id).selectFrom('jobs').select('organization_id').execute();
    assert.deepEqual(
      rows.map((row) => row.organization_id),
      Array.from({ length: index + 1 }, () => id),
    );
  }
});

test('a query without an organization sees nothing', async () => {
  for (const table of ['jobs', 'organizations', 'memberships', 'api_keys']) {
    const { rows } = await database.pool.query(`select * from ${table}`);
    assert.deepEqual(rows, [], table);
  }
});

test('a row cannot be written for another organization', async () => {
  const [mine = 0, other = 0] = organizations;
  const write = database
    .tenant(mine)
    .insertInto('jobs')
    .values({ organization_id: other, id: 'job_stolen', kind: 'import', payload: '{}', subject: '{}' })
    .execute();
  await assert.rejects(write, /row-level security/);
  const change = await database
    .tenant(mine)
    .updateTable('jobs')
    .set({ kind: 'x' })
    .where('organization_id', '=', other)
    .executeTakeFirst();
  assert.equal(change.numUpdatedRows, 0n);
});

test('thousands of mixed queries at once, some of them failing, each see only their own', async () => {
  const work = Array.from({ length: 3000 }, async (_, round) => {
    const index = round % organizations.length;
    const id = organizations[index] ?? 0;
    const db = database.tenant(id);
    if (round % 7 === 3) {
      await assert.rejects(sql`select 1 / ${0}::int`.execute(db), /division by zero/);
    } else if (round % 5 === 2) {
      await db.updateTable('jobs').set({ progress: 0.5 }).where('organization_id', '=', id).execute();
    } else {
      const rows = await db.selectFrom('jobs').select(['id', 'organization_id']).execute();
      assert.equal(rows.length, index + 1);
      assert.ok(rows.every((row) => row.organization_id === id));
    }
  });
  await Promise.all(work);
});

test('the organization and the query travel in one round trip', async () => {
  const client = await database.pool.connect();
  try {
    const { queryAsTenant } = await import('./tenant-query.ts');
    let syncs = 0;
    // The protocol's Sync ends a round trip; pg sends one for each query.
    const { connection } = client as unknown as { connection: { sync(): void } };
    const { sync } = connection;
    connection.sync = () => {
      syncs++;
      sync.call(connection);
    };
    const result = await queryAsTenant(client, organizations[1] ?? 0, { text: 'select id from jobs', values: [] });
    connection.sync = sync;
    assert.equal(result.rows.length, 2);
    assert.equal(syncs, 1);
  } finally {
    client.release();
  }
});

test('the setting does not outlive its query', async () => {
  const client = await database.pool.connect();
  try {
    const { queryAsTenant } = await import('./tenant-query.ts');
    await queryAsTenant(client, organizations[0] ?? 0, { text: 'select 1', values: [] });
    const { rows } = await client.query("select nullif(current_setting('app.organization_id', true), '') as value");
    assert.equal(rows[0]?.value, null);
  } finally {
    client.release();
  }
});

test('a transaction that fails leaves nothing', async () => {
  const [id = 0] = organizations;
  const work = database.transaction(id, async (db) => {
    await db
      .insertInto('jobs')
      .values({ organization_id: id, id: 'job_undone', kind: 'import', payload: '{}', subject: '{}' })
      .execute();
    throw new Error('stop');
  });
  await assert.rejects(work, /stop/);
  const row = await database
    .tenant(id)
    .selectFrom('jobs')
    .select('id')
    .where('id', '=', 'job_undone')
    .executeTakeFirst();
  assert.equal(row, undefined);
});

test('business tables of one organization are closed to another, and to the server’s own role', async () => {
  const [first = 0, second = 0] = organizations;
  await database.business(first, async ({ client }) => {
    await client.query('create table secrets (value text)');
    await client.query("insert into secrets values ('one')");
  });
  const readByOther = database.business(second, ({ client }) => client.query(`select * from org_${first}.secrets`));
  await assert.rejects(readByOther, /permission denied/);
  await assert.rejects(database.pool.query(`select * from org_${first}.secrets`), /permission denied/);
  const own = await database.business(first, ({ client }) => client.query('select value from secrets'));
  assert.deepEqual(own.rows, [{ value: 'one' }]);
});

test('within a business transaction platform tables are reached as the server, and both are undone together', async () => {
  const [id = 0] = organizations;
  const work = database.business(id, async ({ client, asPlatform }) => {
    await client.query('create table half_done (value text)');
    await assert.rejects(client.query('savepoint s; select * from public.jobs'), /permission denied/);
    await client.query('rollback to s');
    const rows = await asPlatform((db) => db.selectFrom('jobs').select('id').execute());
    assert.equal(rows.length, 1);
    await asPlatform((db) => db.deleteFrom('memberships').execute());
    await client.query('select * from half_done');
    throw new Error('stop');
  });
  await assert.rejects(work, /stop/);
  await assert.rejects(
    database.business(id, ({ client }) => client.query('select * from half_done')),
    /does not exist/,
  );
});
