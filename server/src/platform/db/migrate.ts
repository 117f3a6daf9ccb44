import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type pg from 'pg';
import { startErrors } from '../start.errors.ts';
import { type Connection, createPool, withClient } from './connection.ts';
import { locks } from './locks.ts';

const MIGRATIONS = new URL('../../../migrations/', import.meta.url);
const OLDEST_VERSION = 15;

export interface MigrationOptions {
  folder?: URL;
  /** Of the migrations that are missing, these and no others. */
  only?: readonly string[];
  /** Called once, before the first change, with the number of changes to come. */
  onStart?(count: number): void;
}

/**
 * Brings the database to this version of the product: the job queue's tables, then every migration that is missing,
 * each whole or not at all. Nodes that start together wait for each other.
 * @returns the number of migrations applied
 * @throws AppError migration_changed, migration_unknown, database_too_old, may_not_create_roles
 */
export async function migrate(connection: Connection, options: MigrationOptions = {}): Promise<number> {
  const available = await readMigrations(options.folder ?? MIGRATIONS);
  return withClient(connection, async (client) => {
    await client.query('select pg_advisory_lock($1, $2)', [...locks.migration]);
    await client.query(
      'create table if not exists schema_migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
    );
    const { only } = options;
    const missing = (await findMissing(client, available)).filter(({ name }) => only?.includes(name) ?? true);
    if (missing.length === 0) return 0;
    await checkServer(client);
    options.onStart?.(missing.length);
    await migrateJobQueue(connection);
    for (const migration of missing) await apply(client, migration);
    return missing.length;
  });
}

/** The names of the migrations that this version has. */
export async function listMigrations(): Promise<string[]> {
  return (await readMigrations(MIGRATIONS)).map(({ name }) => name);
}

/** The names of migrations that this version has and the database lacks. */
export async function listMissingMigrations(connection: Connection): Promise<string[]> {
  const available = await readMigrations(MIGRATIONS);
  return withClient(connection, async (client) => {
    const table = await client.query<{ found: boolean }>(
      "select to_regclass('schema_migrations') is not null as found",
    );
    if (table.rows[0]?.found !== true) return available.map((migration) => migration.name);
    return (await findMissing(client, available)).map((migration) => migration.name);
  });
}

interface Migration {
  name: string;
  text: string;
  checksum: string;
}

async function readMigrations(folder: URL): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, folder), 'utf8');
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

async function findMissing(client: pg.Client, available: Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from schema_migrations',
  );
  const applied = new Map(rows.map((row) => [row.name, row.checksum]));
  const known = new Set(available.map((migration) => migration.name));
  for (const row of rows) if (!known.has(row.name)) throw startErrors.migration_unknown({ name: row.name });
  for (const { name, checksum } of available) {
    const before = applied.get(name);
    if (before !== undefined && before !== checksum) throw startErrors.migration_changed({ name });
  }
  return available.filter((migration) => !applied.has(migration.name));
}

async function checkServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; may_create_roles: boolean; account: string }>(
    `select current_setting('server_version_num')::int as version, rolcreaterole or rolsuper as may_create_roles,
            current_user as account
       from pg_roles where rolname = current_user`,
  );
  const server = rows[0];
  const major = Math.floor((server?.version ?? 0) / 10_000);
  if (major < OLDEST_VERSION) throw startErrors.database_too_old({ version: major, minimum: OLDEST_VERSION });
  if (!server?.may_create_roles) throw startErrors.may_not_create_roles({ account: server?.account ?? '' });
}

async function migrateJobQueue(connection: Connection): Promise<void> {
  const { runMigrations } = await import('graphile-worker');
  const pool = createPool(connection, 2);
  try {
    await runMigrations({ pgPool: pool });
  } finally {
    await pool.end();
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(migration.text);
    await client.query('insert into schema_migrations (name, checksum) values ($1, $2)', [
      migration.name,
      migration.checksum,
    ]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback').catch(() => {});
    throw new Error(`Migration ${migration.name} failed`, { cause });
  }
}
