import { sql } from 'kysely';
import { releaseBiView, restoreBiViews } from '../bi/bi-views.ts';
import type { BusinessSession, Db } from '../../../platform/db/database.ts';
import type { Dataset } from '../data.repository.ts';
import { IMPORT_ID, ROW_ID } from '../tables/table-statements.ts';
import type { Import } from './imports.repository.ts';

const PAGE_ROWS = 1000;

/** Rows that were changed by others since an import, by number, with what they are called. */
export async function findChangedLater(
  db: Db,
  organizationId: number,
  datasetId: number,
  found: Pick<Import, 'id' | 'createdAt'>,
): Promise<Map<number, string>> {
  const { rows } = await sql<{ row_id: number; key: string | null }>`
    select c.row_id, max(c.record_key) as key from record_changes c
     where c.organization_id = ${organizationId} and c.dataset_id = ${datasetId} and c.change = 'update'
       and c.import_id is distinct from ${found.id} and c.changed_at >= ${found.createdAt}
       and not exists (select from record_changes own
                        where own.organization_id = c.organization_id and own.dataset_id = c.dataset_id
                          and own.import_id = ${found.id} and own.row_id = c.row_id)
     group by c.row_id order by c.row_id`.execute(db);
  return new Map(rows.map(({ row_id: id, key }) => [id, key ?? `#${id}`]));
}

const tableOf = ({ client, schema }: BusinessSession, { name }: Dataset): string =>
  `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`;

/** Removes the rows that an import brought, but for those that were changed later. @returns how many, and what is left */
export async function removeRows(
  session: BusinessSession,
  dataset: Dataset,
  importId: number,
  later: ReadonlyMap<number, string>,
): Promise<{ rows: number; left: string[] }> {
  const table = tableOf(session, dataset);
  const { rowCount } = await session.client.query(
    `delete from ${table} where ${IMPORT_ID} = $1 and not (${ROW_ID} = any ($2::bigint[]))`,
    [importId, [...later.keys()]],
  );
  const { rows: left } = await session.client.query<{ id: number }>(
    `select ${ROW_ID} as id from ${table} where ${IMPORT_ID} = $1 order by 1`,
    [importId],
  );
  return { rows: rowCount ?? 0, left: left.map(({ id }) => later.get(id) ?? `#${id}`) };
}

interface OwnChange {
  id: number;
  row_id: number;
  key: string | null;
  before: string;
  later: boolean;
}

interface Restored {
  rows: number;
  left: number;
  examples: string[];
}

/** Gives rows that an import changed their values back, where nobody has changed them since. */
export async function restoreRows(
  session: BusinessSession,
  dataset: Dataset,
  { organizationId, found, signal }: { organizationId: number; found: Import; signal: AbortSignal },
): Promise<Restored> {
  const restored: Restored = { rows: 0, left: 0, examples: [] };
  const last = await session.asPlatform((db) => findLastChange(db, organizationId, dataset.id, found.id));
  for (let after = 0; ;) {
    signal.throwIfAborted();
    const changes = await session.asPlatform((db) =>
      listOwnChanges(db, { organizationId, datasetId: dataset.id, importId: found.id, after, last }),
    );
    after = changes.at(-1)?.id ?? after;
    if (changes.length === 0) return restored;
    const later = changes.filter((change) => change.later);
    restored.left += later.length;
    for (const { row_id: id, key } of later)
      if (restored.examples.length < 100) restored.examples.push(key ?? `#${id}`);
    const own = changes.filter((change) => !change.later);
    restored.rows += await writeBack(session, dataset, own);
    await session.asPlatform((db) => insertReturn(db, organizationId, dataset.id, own));
  }
}

async function findLastChange(db: Db, organizationId: number, datasetId: number, importId: number): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`
    select max(id) as last from record_changes
     where organization_id = ${organizationId} and dataset_id = ${datasetId} and import_id = ${importId}`.execute(db);
  return rows[0]?.last ?? 0;
}

async function listOwnChanges(
  db: Db,
  page: { organizationId: number; datasetId: number; importId: number; after: number; last: number },
): Promise<OwnChange[]> {
  const { rows } = await sql<OwnChange>`
    select c.id, c.row_id, c.record_key as key, c.before::text as before,
           exists (select from record_changes o
                    where o.organization_id = c.organization_id and o.dataset_id = c.dataset_id and o.row_id = c.row_id
                      and o.id > c.id and o.import_id is distinct from c.import_id) as later
      from record_changes c
     where c.organization_id = ${page.organizationId} and c.dataset_id = ${page.datasetId}
       and c.import_id = ${page.importId} and c.change = 'update' and c.id > ${page.after} and c.id <= ${page.last}
     order by c.id limit ${PAGE_ROWS}`.execute(db);
  return rows;
}

async function writeBack(session: BusinessSession, dataset: Dataset, changes: readonly OwnChange[]): Promise<number> {
  if (changes.length === 0) return 0;
  const { client } = session;
  const table = tableOf(session, dataset);
  const sets = dataset.columns.map(({ name }) => {
    const column = client.escapeIdentifier(name);
    const key = client.escapeLiteral(name);
    return `${column} = case when jsonb_exists(u.before, ${key}) then r.${column} else t.${column} end`;
  });
  const { rowCount } = await client.query(
    `update ${table} t set ${sets.join(', ')}
       from (select row_id, before::jsonb as before from unnest($1::bigint[], $2::text[]) as c (row_id, before)) u
       cross join lateral jsonb_populate_record(null::${table}, u.before) r
      where t.${ROW_ID} = u.row_id`,
    [changes.map(({ row_id: id }) => id), changes.map(({ before }) => before)],
  );
  return rowCount ?? 0;
}

async function insertReturn(
  db: Db,
  organizationId: number,
  datasetId: number,
  changes: readonly OwnChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    insert into record_changes
      (organization_id, dataset_id, row_id, record_key, change, before, after, import_id, actor_kind, actor_id)
    select c.organization_id, c.dataset_id, c.row_id, c.record_key, 'update', c.after, c.before, c.import_id,
           c.actor_kind, c.actor_id
      from record_changes c
     where c.organization_id = ${organizationId} and c.dataset_id = ${datasetId}
       and c.id = any (${changes.map(({ id }) => id)}::bigint[])
     order by c.id`.execute(db);
}

export async function isEmpty(session: BusinessSession, dataset: Dataset): Promise<boolean> {
  const { rowCount } = await session.client.query(`select from ${tableOf(session, dataset)} limit 1`);
  return rowCount === 0;
}

export async function hasBlanks(session: BusinessSession, dataset: Dataset, column: string): Promise<boolean> {
  const name = session.client.escapeIdentifier(column);
  const { rowCount } = await session.client.query(
    `select from ${tableOf(session, dataset)} where ${name} is null limit 1`,
  );
  return rowCount !== 0;
}

/** Drops those of the columns that hold nothing. @returns their names */
export async function dropEmptyColumns(
  session: BusinessSession,
  dataset: Dataset,
  columns: readonly string[],
): Promise<string[]> {
  const { client } = session;
  const dropped: string[] = [];
  for (const column of dataset.columns.filter(({ name }) => columns.includes(name))) {
    const name = client.escapeIdentifier(column.name);
    const table = tableOf(session, dataset);
    const { rowCount } = await client.query(`select from ${table} where ${name} is not null limit 1`);
    if (rowCount !== 0) continue;
    await releaseBiView(session, dataset.name);
    await client.query(`alter table ${table} drop column ${name}`);
    dropped.push(column.name);
  }
  if (dropped.length > 0) await restoreBiViews(session);
  return dropped;
}
