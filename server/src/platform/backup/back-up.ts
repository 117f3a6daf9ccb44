import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Connection } from '../db/connection.ts';
import {
  listDefinitions,
  listOrganizationIds,
  listOrganizationSchemas,
  listPlatformTables,
  listSequences,
  type OrganizationSchema,
  PLAIN_SETTINGS,
  type PlatformTable,
  selectRows,
  tableRows,
} from './catalogue.ts';
import { writeContainer } from './container.ts';
import { type Section, type SectionEnd, type TableDefinition, writeEnd, writeSection } from './records.ts';

export interface BackupSummary {
  tables: number;
  rows: number;
  /** Of the rows as text, before they are compressed. */
  contentBytes: number;
  fileBytes: number;
}

interface BackupOptions {
  path: string;
  productVersion: string;
  passphrase: string | null;
  now: Date;
}

/**
 * Writes the whole database as it is at one moment into one file, while everything goes on working.
 * @throws AppError backup_file_exists, backup_file_unreadable
 */
export async function backUp(owner: Connection, options: BackupOptions): Promise<BackupSummary> {
  const client = new pg.Client({ ...owner, application_name: 'suite backup' });
  client.on('error', () => {});
  await client.connect();
  try {
    const found = await openSnapshot(client);
    const { rows: server } = await client.query<{ version: string }>(
      "select current_setting('server_version') as version",
    );
    const { rows: migrations } = await client.query<{ name: string; applied_at: string }>(
      'select name, applied_at::text as applied_at from schema_migrations order by name',
    );
    const summary: BackupSummary = { tables: 0, rows: 0, contentBytes: 0, fileBytes: 0 };
    summary.fileBytes = await writeContainer(
      options.path,
      {
        created_at: options.now.toISOString(),
        product_version: options.productVersion,
        postgres_version: server[0]?.version ?? '',
        migrations,
      },
      options.passphrase,
      writeDatabase(client, found, summary),
    );
    await client.query('rollback');
    return summary;
  } finally {
    await client.end();
  }
}

interface Found {
  tables: PlatformTable[];
  organizationIds: number[];
  schemas: (OrganizationSchema & { definitions: TableDefinition[] })[];
}

const UNDEFINED_TABLE = '42P01';
const MOST_TRIES = 50;

/** One snapshot for everything. The tables are held, so that none that it shows is dropped before it is read. */
async function openSnapshot(client: pg.Client, tries = 1): Promise<Found> {
  await client.query(`begin isolation level repeatable read read only; ${PLAIN_SETTINGS}`);
  try {
    const quote = (name: string) => client.escapeIdentifier(name);
    // The tables of datasets first and at once: they alone come and go.
    const schemas = await findSchemas(client);
    for (const { organizationId, role, definitions } of schemas) {
      if (definitions.length === 0) continue;
      const names = definitions.map(({ name }) => `org_${organizationId}.${quote(name)}`);
      await client.query(
        `set local role ${quote(role)}; lock table ${names.join(', ')} in access share mode; reset role`,
      );
    }
    const tables = await listPlatformTables(client);
    for (const { schema, name } of tables) {
      await client.query(`lock table ${quote(schema)}.${quote(name)} in access share mode`);
    }
    return { schemas, tables, organizationIds: await listOrganizationIds(client) };
  } catch (error) {
    await client.query('rollback');
    // A dataset was deleted between the look and the lock: the next look does not see it.
    const isGone = error instanceof pg.DatabaseError && error.code === UNDEFINED_TABLE;
    if (!isGone || tries >= MOST_TRIES) throw error;
    return openSnapshot(client, tries + 1);
  }
}

async function findSchemas(client: pg.Client): Promise<Found['schemas']> {
  const schemas: Found['schemas'] = [];
  for (const each of await listOrganizationSchemas(client)) {
    const definitions = await listDefinitions(client, `org_${each.organizationId}`);
    schemas.push({ ...each, definitions });
  }
  return schemas;
}

async function* writeDatabase(client: pg.Client, found: Found, summary: BackupSummary): AsyncGenerator<Buffer> {
  let sections = 0;
  async function* section(what: Section, content: AsyncIterable<Buffer>, rowsOf = () => 0): AsyncGenerator<Buffer> {
    const end: SectionEnd = yield* writeSection(what, content, rowsOf);
    sections++;
    if (what.kind !== 'table') return;
    summary.tables++;
    summary.rows += end.rows;
    summary.contentBytes += end.bytes;
  }

  const holders = await findHolders(client, found);
  for (const [place, table] of found.tables.entries()) {
    const { schema, name, columns } = table;
    const what = { kind: 'table', schema, table: name, columns, organizationId: null } as const;
    const counted = { rows: 0 };
    const content = copyForEach(client, table, holders[place] ?? [], counted);
    yield* section(what, content, () => counted.rows);
  }
  for (const { organizationId, role, definitions } of found.schemas) {
    yield* section({ kind: 'schema', organizationId, tables: definitions }, nothing());
    await client.query(`set local role ${client.escapeIdentifier(role)}`);
    for (const { name, columns: defined } of definitions) {
      const schema = `org_${organizationId}`;
      const columns = defined.map((column) => column.name);
      const counted = { rows: 0 };
      const content = copyOut(client, tableRows(client, schema, name, columns), counted);
      yield* section({ kind: 'table', schema, table: name, columns, organizationId }, content, () => counted.rows);
    }
    await client.query('reset role');
  }
  // After the rows: a sequence knows no snapshot, and one that is ahead of its rows does no harm.
  yield* section({ kind: 'sequences' }, toLines(readSequences(client, found.schemas)));
  yield* section({ kind: 'queue' }, toLines(readQueue(client)));
  yield writeEnd(sections);
}

/**
 * For each table the organizations that have rows in it, as the snapshot has it: most organizations have none in most
 * tables, and one question for all tables costs less than a COPY of nothing for each.
 */
async function findHolders(client: pg.Client, { tables, organizationIds }: Found): Promise<number[][]> {
  const quote = (name: string) => client.escapeIdentifier(name);
  const holders: number[][] = tables.map(() => []);
  const asked = tables.flatMap(({ schema, name, tenantColumn: column }, place) =>
    column === null
      ? []
      : [{ place, text: `exists (select from ${quote(schema)}.${quote(name)} where ${quote(column)} = $1)` }],
  );
  if (asked.length === 0) return holders;
  const text = `select array[${asked.map((each) => each.text).join(', ')}] as found`;
  // One plan for all: to plan so many look-ups takes longer than to make them.
  await client.query('set local plan_cache_mode = force_generic_plan');
  for (const id of organizationIds) {
    await client.query(`set local app.organization_id = '${id}'`);
    const { rows } = await client.query<{ found: boolean[] }>({ name: 'holders', text, values: [id] });
    for (const [index, { place }] of asked.entries()) if (rows[0]?.found[index]) holders[place]?.push(id);
  }
  return holders;
}

// oxlint-disable-next-line typescript/require-await -- an empty stream
async function* nothing(): AsyncGenerator<Buffer> {}

async function* toLines(values: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
  for await (const value of values) yield Buffer.from(`${JSON.stringify(value)}\n`);
}

/** Row-level security holds for the owner too, so a secured table is read organization by organization. */
export async function* copyForEach(
  client: pg.ClientBase,
  table: PlatformTable,
  organizationIds: readonly number[],
  counted: { rows: number },
): AsyncGenerator<Buffer> {
  for (const id of table.tenantColumn === null ? [null] : organizationIds) {
    if (id !== null) await client.query(`set local app.organization_id = '${id}'`);
    yield* copyOut(client, selectRows(client, table, id), counted);
  }
}

export async function* copyOut(client: pg.ClientBase, rows: string, counted: { rows: number }): AsyncGenerator<Buffer> {
  const stream = client.query(copyTo(`copy ${rows} to stdout`));
  for await (const chunk of stream) if (Buffer.isBuffer(chunk)) yield chunk;
  counted.rows += stream.rowCount;
}

async function* readSequences(client: pg.Client, schemas: Found['schemas']): AsyncGenerator {
  for (const schema of ['public', 'identity']) yield* await listSequences(client, schema);
  for (const { organizationId, role } of schemas) {
    await client.query(`set local role ${client.escapeIdentifier(role)}`);
    yield* await listSequences(client, `org_${organizationId}`);
    await client.query('reset role');
  }
}

const QUEUE_PAGE = 1000;

/** What waits or runs; what has used up its tries is history and stays behind. */
async function* readQueue(client: pg.Client): AsyncGenerator {
  await client.query('set local role suite_jobs');
  for (let after = '0'; ;) {
    const { rows } = await client.query<{ id: string; job: unknown }>(
      `select j.id::text as id, json_build_object('identifier', t.identifier, 'payload', j.payload, 'queue', q.queue_name,
                'run_at', j.run_at, 'max_attempts', j.max_attempts, 'key', j.key, 'priority', j.priority) as job
         from graphile_worker._private_jobs j
         join graphile_worker._private_tasks t on t.id = j.task_id
         left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
        where j.id > $1 and j.attempts < j.max_attempts order by j.id limit ${QUEUE_PAGE}`,
      [after],
    );
    yield* rows.map(({ job }) => job);
    after = rows.at(-1)?.id ?? after;
    if (rows.length < QUEUE_PAGE) break;
  }
  await client.query('reset role');
}
