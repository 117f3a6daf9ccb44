import { randomBytes } from 'node:crypto';
import { after } from 'node:test';
import { openAccounts } from '../../src/platform/db/accounts.ts';
import { type Connection, withClient } from '../../src/platform/db/connection.ts';
import { createDatabase, type Database } from '../../src/platform/db/database.ts';

/** A database of this test file's own, cloned from the migrated template, and the connections to it. */
export interface TestDatabase {
  owner: Connection;
  accounts: Awaited<ReturnType<typeof openAccounts>>;
  database: Database;
}

/** Closed after the file's tests. The cluster is thrown away at the end, and the database with it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const owner = await cloneTemplate();
  const accounts = await openAccounts(owner);
  const database = createDatabase(accounts.app, 10);
  after(() => database.close());
  return { owner, accounts, database };
}

async function cloneTemplate(): Promise<Connection> {
  return createDatabaseFrom(null);
}

/** @param model null for the migrated template */
async function createDatabaseFrom(model: string | null): Promise<Connection> {
  const text = process.env['SUITE_TEST_TEMPLATE'];
  if (text === undefined) throw new Error('Run the tests by: npm test');
  const template = JSON.parse(text) as Connection;
  const name = `${template.database}_${randomBytes(6).toString('hex')}`;
  await withClient({ ...template, database: 'postgres' }, (client) =>
    client.query(`create database ${name} template ${model ?? template.database} strategy file_copy`),
  );
  return { ...template, database: name };
}

/** What DATABASE_URL names it by. */
export function urlOf({ user, password, host, port, database }: Connection): string {
  return `postgres://${user}:${encodeURIComponent(password)}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}

/** A database without any table. */
export async function createEmptyDatabase(): Promise<Connection> {
  return createDatabaseFrom('template0');
}

/** Makes an organization straight in the database; for tests of rooms that know nothing of tenancy. */
export async function createOrganization(owner: Connection, name = 'Test'): Promise<number> {
  return withClient(owner, async (client) => {
    await client.query("select set_config('app.organization_id', nextval('organizations_id_seq')::text, false)");
    const { rows } = await client.query<{ id: number }>(
      `insert into organizations (id, name, plan) values (current_setting('app.organization_id')::int, $1, 'enterprise') returning id`,
      [name],
    );
    const id = rows[0]?.id;
    if (id === undefined) throw new Error('The organization was not made');
    return id;
  });
}
