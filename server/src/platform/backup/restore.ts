import { once } from 'node:events';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { closeDatabase } from '../db/accounts.ts';
import { type Connection, withClient } from '../db/connection.ts';
import { locks } from '../db/locks.ts';
import { listMigrations, migrate } from '../db/migrate.ts';
import { backupErrors } from './backup.errors.ts';
import { copyForEach, copyOut } from './back-up.ts';
import {
  listOrganizationIds,
  listPlatformTables,
  PLAIN_SETTINGS,
  type PlatformTable,
  type SequenceState,
  tableRows,
} from './catalogue.ts';
import { type BackupHead, readContainer, readHead } from './container.ts';
import { createSum, type IncomingSection, readSections, type SectionEnd, type TableDefinition } from './records.ts';

export interface RestoreSummary {
  tables: number;
  rows: number;
  contentBytes: number;
}

interface RestoreOptions {
  path: string;
  passphrase: string | null;
}

/**
 * Reads the whole file once and checks every sum in it, and that this version of the product understands it. Touches nothing else.
 * @throws AppError backup_file_unreadable, backup_not_one, backup_newer, backup_damaged, backup_passphrase_missing, backup_passphrase_wrong
 */
export async function checkBackup({ path, passphrase }: RestoreOptions): Promise<void> {
  const head = await readHead(path);
  const known = new Set(await listMigrations());
  if (head.migrations.some(({ name }) => !known.has(name)))
    throw backupErrors.backup_newer({ version: head.product_version });
  for await (const { content } of readSections(readContainer(path, passphrase))) for await (const _ of content);
}

/**
 * Fills an empty database with what a file holds, in one transaction: whole and equal to its source, or not at all.
 * @throws AppError what checkBackup throws, restore_target_not_empty, backup_older, restore_differs
 */
export async function restore(owner: Connection, options: RestoreOptions): Promise<RestoreSummary> {
  await checkBackup(options);
  const { migrations } = await readHead(options.path);
  await refuseFilled(owner);
  // The tables of the back-up's own version, so that its rows fit; what is newer comes after them.
  await migrate(owner, { only: migrations.map(({ name }) => name) });
  const summary = await withClient(owner, async (client) => {
    await client.query('select pg_advisory_lock($1, $2)', [...locks.migration]);
    await refuseNewer(client, migrations);
    await closeDatabase(client);
    await client.query(`begin; ${PLAIN_SETTINGS}`);
    try {
      const loaded = await load(client, options);
      // When the tables came about is part of what the audit log is judged by.
      for (const { name, applied_at: at } of migrations) {
        await client.query('update schema_migrations set applied_at = $2 where name = $1', [name, at]);
      }
      await client.query('commit');
      return loaded;
    } catch (error) {
      await client.query('rollback').catch(() => {});
      throw error;
    }
  });
  await migrate(owner);
  return summary;
}

/** @throws AppError restore_target_not_empty */
export async function refuseFilled(owner: Connection): Promise<void> {
  await withClient(owner, async (client) => {
    const { rows: tables } = await client.query<{ found: boolean }>(
      "select to_regclass('organizations') is not null as found",
    );
    if (!tables[0]?.found) return;
    await client.query('begin; set local role suite_lookup');
    const { rowCount: organizations } = await client.query('select from organizations limit 1');
    await client.query('rollback');
    const { rowCount: users } = await client.query('select from identity."user" limit 1');
    if (organizations || users) throw backupErrors.restore_target_not_empty({ database: owner.database });
  });
}

async function refuseNewer(client: pg.Client, migrations: BackupHead['migrations']): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select name from schema_migrations');
  const newer = rows.find(({ name }) => !migrations.some((each) => each.name === name));
  if (newer) throw backupErrors.backup_older({ database: client.database ?? '' });
}

async function load(client: pg.Client, { path, passphrase }: RestoreOptions): Promise<RestoreSummary> {
  const tables = await listPlatformTables(client);
  await alterAll(client, tables, (table) =>
    // The owner reads and writes all rows at once, and nothing that the product does on a new row happens again.
    table.tenantColumn === null ? 'disable trigger user' : 'disable trigger user, no force row level security',
  );
  for (const { schema, name } of tables.toReversed()) {
    const place = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`;
    await client.query(`delete from ${place}`);
  }
  const summary: RestoreSummary = { tables: 0, rows: 0, contentBytes: 0 };
  const expected: Loaded[] = [];
  const schemas = new Map<number, { role: string; definitions: readonly TableDefinition[] }>();
  for await (const incoming of readSections(readContainer(path, passphrase))) {
    const { section } = incoming;
    if (section.kind === 'schema') {
      const role = await createSchema(client, section.organizationId, section.tables);
      schemas.set(section.organizationId, { role, definitions: section.tables });
    } else if (section.kind === 'sequences') await setSequences(client, incoming.content, schemas);
    else if (section.kind === 'queue') await fillQueue(client, incoming.content);
    else {
      const role = section.organizationId === null ? null : (schemas.get(section.organizationId)?.role ?? null);
      expected.push(await fillTable(client, incoming, role));
    }
  }
  for (const { role, definitions } of schemas.values()) await finishSchema(client, role, definitions);
  const organizationIds = await listOrganizationIds(client);
  for (const each of expected) {
    await compare(client, each, tables, organizationIds);
    summary.tables++;
    summary.rows += each.end.rows;
    summary.contentBytes += each.end.bytes;
  }
  await alterAll(client, tables, (table) =>
    table.tenantColumn === null ? 'enable trigger user' : 'enable trigger user, force row level security',
  );
  return summary;
}

async function alterAll(client: pg.Client, tables: PlatformTable[], change: (table: PlatformTable) => string) {
  for (const table of tables) {
    const place = `${client.escapeIdentifier(table.schema)}.${client.escapeIdentifier(table.name)}`;
    await client.query(`alter table ${place} ${change(table)}`);
  }
}

interface Loaded {
  schema: string;
  table: string;
  columns: readonly string[];
  role: string | null;
  end: SectionEnd;
}

async function fillTable(client: pg.Client, incoming: IncomingSection, role: string | null): Promise<Loaded> {
  const { section, content } = incoming;
  if (section.kind !== 'table') throw new Error('Only a table has rows');
  const { schema, table, columns } = section;
  if (role !== null) await client.query(`set local role ${client.escapeIdentifier(role)}`);
  const stream = client.query(copyFrom(`copy ${tableRows(client, schema, table, columns)} from stdin`));
  const failed = once(stream, 'error').then(([error]) => Promise.reject(error));
  failed.catch(() => {});
  const finished = once(stream, 'finish');
  for await (const chunk of content) {
    if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), failed]);
  }
  stream.end();
  await Promise.race([finished, failed]);
  if (role !== null) await client.query('reset role');
  return { schema, table, columns, role, end: incoming.end() };
}

/** Reads the rows back, in the order in which the source gave them. @throws AppError restore_differs */
async function compare(client: pg.Client, loaded: Loaded, tables: PlatformTable[], organizationIds: number[]) {
  const { schema, table: name, columns, role, end } = loaded;
  const counted = { rows: 0 };
  const table = role === null ? tables.find((each) => each.schema === schema && each.name === name) : undefined;
  if (role !== null) await client.query(`set local role ${client.escapeIdentifier(role)}`);
  const content = table
    ? copyForEach(client, { ...table, columns }, organizationIds, counted)
    : copyOut(client, tableRows(client, schema, name, columns), counted);
  const sum = createSum();
  for await (const chunk of content) sum.add(chunk);
  if (role !== null) await client.query('reset role');
  const found = sum.end(counted.rows);
  if (found.rows !== end.rows || found.sha256 !== end.sha256) {
    throw backupErrors.restore_differs({ table: `${schema}.${name}`, expected: end.rows, found: found.rows });
  }
}

async function createSchema(client: pg.Client, organizationId: number, tables: readonly TableDefinition[]) {
  const { rows } = await client.query<{ role: string }>('select ensure_organization_schema($1) as role', [
    organizationId,
  ]);
  const role = rows[0]?.role;
  if (role === undefined) throw new Error(`Organization ${organizationId} has no role for its business data`);
  const quote = (name: string) => client.escapeIdentifier(name);
  await client.query(`set local role ${quote(role)}`);
  for (const { name, columns } of tables) {
    const defined = columns.map(({ name: column, type, notNull, default: value, identity }) => {
      const always = identity === 'a' ? 'always' : 'by default';
      const filled = identity ? ` generated ${always} as identity` : value === null ? '' : ` default ${value}`;
      return `${quote(column)} ${type}${filled}${notNull ? ' not null' : ''}`;
    });
    await client.query(`create table org_${organizationId}.${quote(name)} (${defined.join(', ')})`);
    for (const { name: constraint, definition } of tables.find((each) => each.name === name)?.constraints ?? []) {
      await client.query(
        `alter table org_${organizationId}.${quote(name)} add constraint ${quote(constraint)} ${definition}`,
      );
    }
  }
  await client.query('reset role');
  return role;
}

/** Indexes are made when the rows are in: it is faster, and they are dense. */
async function finishSchema(client: pg.Client, role: string, tables: readonly TableDefinition[]): Promise<void> {
  await client.query(`set local role ${client.escapeIdentifier(role)}`);
  for (const { indexes } of tables) for (const index of indexes) await client.query(index);
  await client.query('reset role');
}

async function* readLines(content: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of content) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

async function setSequences(
  client: pg.Client,
  content: AsyncIterable<Buffer>,
  schemas: ReadonlyMap<number, { role: string }>,
): Promise<void> {
  for await (const line of readLines(content)) {
    const { schema, name, of, last, called }: Omit<SequenceState, 'of'> & Partial<Pick<SequenceState, 'of'>> =
      JSON.parse(line);
    const role = schemas.get(Number(/^org_(\d+)$/.exec(schema)?.[1]))?.role;
    if (role !== undefined) await client.query(`set local role ${client.escapeIdentifier(role)}`);
    const sequence = of
      ? 'pg_get_serial_sequence(format($q$%I.%I$q$, $1::text, $2::text), $3)'
      : 'format($q$%I.%I$q$, $1::text, $2::text) || $3';
    const named = of ? [schema, of.table, of.column] : [schema, name, ''];
    await client.query(`select setval((${sequence})::regclass, $4, $5)`, [...named, last, called]);
    if (role !== undefined) await client.query('reset role');
  }
}

const QUEUE_BATCH = 500;

/** Jobs come back with all their tries: what ran when the back-up was made runs again, fenced as after a crash. */
async function fillQueue(client: pg.Client, content: AsyncIterable<Buffer>): Promise<void> {
  await client.query('set local role suite_jobs');
  let batch: string[] = [];
  const flush = async () => {
    await client.query(
      `select graphile_worker.add_job(j->>'identifier', j->'payload', j->>'queue', (j->>'run_at')::timestamptz,
                (j->>'max_attempts')::int, j->>'key', (j->>'priority')::int)
         from json_array_elements($1::json) j`,
      [`[${batch.join()}]`],
    );
    batch = [];
  };
  for await (const line of readLines(content)) if (batch.push(line) >= QUEUE_BATCH) await flush();
  if (batch.length > 0) await flush();
  await client.query('reset role');
}
