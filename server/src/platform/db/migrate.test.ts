import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { createTestDatabase } from '../../../test/support/test-database.ts';
import { openAccounts } from './accounts.ts';
import { type Connection, withClient } from './connection.ts';
import { migrate } from './migrate.ts';

const { owner } = await createTestDatabase();

async function createEmptyDatabase(): Promise<Connection> {
  const database = `${owner.database}_${randomBytes(4).toString('hex')}`;
  await withClient({ ...owner, database: 'postgres' }, (client) => client.query(`create database ${database}`));
  return { ...owner, database };
}

test('nodes that start together on an empty database migrate it once, and come to the same accounts', async () => {
  const connection = await createEmptyDatabase();
  const files = (await readdir(new URL('../../../migrations/', import.meta.url))).filter((name) =>
    name.endsWith('.sql'),
  );
  const nodes = await Promise.all(
    [1, 2, 3].map(async () => {
      const applied = await migrate(connection);
      return { applied, accounts: await openAccounts(connection) };
    }),
  );
  assert.deepEqual(
    nodes.map(({ applied }) => applied).toSorted((a, b) => a - b),
    [0, 0, files.length],
  );
  const [first, ...others] = nodes.map(({ accounts }) => accounts);
  for (const accounts of others) assert.deepEqual(accounts, first);
});

test('a database of a newer version, or one whose migrations were changed, is refused', async () => {
  const connection = await createEmptyDatabase();
  await migrate(connection);
  await withClient(connection, (client) =>
    client.query("insert into schema_migrations (name, checksum) values ('9999-later.sql', 'x')"),
  );
  await assert.rejects(migrate(connection), { code: 'migration_unknown' });
  await withClient(connection, (client) =>
    client.query(
      "delete from schema_migrations where name = '9999-later.sql'; update schema_migrations set checksum = 'x'",
    ),
  );
  await assert.rejects(migrate(connection), { code: 'migration_changed' });
});
