import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openAccounts } from '../../src/platform/db/accounts.ts';
import { type Connection, parseConnection, withClient } from '../../src/platform/db/connection.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { startEmbeddedPostgres } from '../../src/platform/postgres/embedded.ts';
import { ensureOwner } from '../../src/platform/postgres/owner.ts';

export interface TestCluster {
  /** The owner's connection to the migrated template that every test file's database is cloned from. */
  template: Connection;
  stop(): Promise<void>;
}

/** Starts a PostgreSQL that is thrown away afterwards, or takes the one of `databaseUrl`, and migrates a template in it. */
export async function startTestCluster(databaseUrl: string | undefined): Promise<TestCluster> {
  return databaseUrl ? useServer(parseConnection(databaseUrl)) : startServer();
}

async function startServer(): Promise<TestCluster> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'suite-test-'));
  const server = await startEmbeddedPostgres({ dataFolder, durable: false, settings: { max_connections: '300' } });
  const stop = async () => {
    await server.stop();
    await rm(dataFolder, { recursive: true, force: true });
  };
  try {
    const template = await ensureOwner(server.connection, 'suite_template');
    await prepareTemplate(template);
    return { template, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function useServer(admin: Connection): Promise<TestCluster> {
  const template = { ...admin, database: `suite_template_${process.pid}` };
  await withClient(admin, (client) => client.query(`create database ${template.database}`));
  await prepareTemplate(template);
  return {
    template,
    stop: () =>
      withClient(admin, async (client) => {
        const { rows } = await client.query<{ name: string }>(
          'select datname as name from pg_database where datname like $1',
          [`${template.database}%`],
        );
        for (const { name } of rows)
          await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
      }),
  };
}

async function prepareTemplate(template: Connection): Promise<void> {
  await migrate(template);
  await openAccounts(template);
}
