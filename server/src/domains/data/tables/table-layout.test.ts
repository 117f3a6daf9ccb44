import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEmptyDatabase, createOrganization } from '../../../../test/support/test-database.ts';
import { openAccounts } from '../../../platform/db/accounts.ts';
import { createDatabase } from '../../../platform/db/database.ts';
import { listMigrations, migrate } from '../../../platform/db/migrate.ts';

test('tables of an older version get numbers in the order of their rows, and a heading like the new column gives way', async () => {
  const owner = await createEmptyDatabase();
  const names = await listMigrations();
  await migrate(owner, { only: names.filter((name) => name < '0017') });
  const accounts = await openAccounts(owner);
  const organizationId = await createOrganization(owner);
  const database = createDatabase(accounts.app, 2);
  try {
    await database.business(organizationId, async ({ client, asPlatform }) => {
      await client.query('create table "it""s" (a text, _import_id text)');
      await client.query(`insert into "it""s" values ('first', 'x'), ('second', 'y')`);
      await asPlatform(async (db) => {
        const { id } = await db
          .insertInto('datasets')
          .values({ organization_id: organizationId, name: 'it"s' })
          .returning('id')
          .executeTakeFirstOrThrow();
        const about = { organization_id: organizationId, dataset_id: id, label: '', type: 'text', nullable: false };
        await db
          .insertInto('dataset_columns')
          .values([
            { ...about, position: 1, name: 'a' },
            { ...about, position: 2, name: '_import_id' },
          ])
          .execute();
      });
    });
    await migrate(owner);
    const columns = await database
      .tenant(organizationId)
      .selectFrom('dataset_columns')
      .select('name')
      .where('organization_id', '=', organizationId)
      .orderBy('position')
      .execute();
    const moved = columns[1]?.name ?? '';
    assert.match(moved, /^import_id \d+$/);
    await database.business(organizationId, async ({ client }) => {
      const { rows } = await client.query(
        `insert into "it""s" (a) values ('third') returning _row_id, a, "${moved}" as moved, _import_id`,
      );
      assert.deepEqual(rows, [{ _row_id: 3, a: 'third', moved: null, _import_id: null }]);
      const before = await client.query(`select _row_id, a, "${moved}" as moved from "it""s" order by _row_id limit 2`);
      assert.deepEqual(before.rows, [
        { _row_id: 1, a: 'first', moved: 'x' },
        { _row_id: 2, a: 'second', moved: 'y' },
      ]);
    });
  } finally {
    await database.close();
  }
});
