import { sql } from 'kysely';
import type { BusinessSession, Db } from '../../../platform/db/database.ts';
import type { JobContext } from '../../../platform/jobs/job.ts';
import { IMPORT_ID, ROW_ID } from '../tables/table-statements.ts';
import type { Import } from './imports.repository.ts';

/** What becomes of a row whose key is there already. */
export type Existing = 'reject' | 'update' | 'skip';

/** Rows that wait for being held against those that are there, each with its line of the file. */
interface Merge {
  session: BusinessSession;
  /** Null where the dataset is being made. */
  datasetId: number | null;
  found: Import;
  columns: readonly string[];
  key: readonly string[];
  existing: Existing;
  context: Pick<JobContext, 'organizationId' | 'signal'>;
}

interface Merged {
  inserted: number;
  updated: number;
  /** Rows of the file that change nothing, because they say what is there already or were to be passed over. */
  unchanged: number;
  /** Lines whose key came before, in the file or, where that is a fault, in the dataset. */
  repeated: { line: number; key: string }[];
}

const STAGED_LINE = '_line';
/** Changes are written down so many at a time. */
const PAGE_ROWS = 1000;
/** So many faults are told one by one. */
const MOST_TOLD = 100_000;

export const stagingName = (importId: number): string => `_import_${importId}`;

export function createStaging(
  { client, schema }: BusinessSession,
  table: string,
  name: string,
  columns: readonly string[],
) {
  const quote = (each: string) => client.escapeIdentifier(each);
  return client.query(
    `create table ${quote(schema)}.${quote(name)} as
       select 0 as ${STAGED_LINE}, ${columns.map(quote).join(', ')} from ${quote(schema)}.${quote(table)} with no data`,
  );
}

export function copyIntoStaging({ client, schema }: BusinessSession, name: string, columns: readonly string[]): string {
  const quote = (each: string) => client.escapeIdentifier(each);
  const list = [STAGED_LINE, ...columns.map(quote)].join(', ');
  return `copy ${quote(schema)}.${quote(name)} (${list}) from stdin (format binary, freeze)`;
}

/** Holds the staged rows against the dataset by key: inserts those that are new, deals with the others. */
export async function mergeRows(merge: Merge): Promise<Merged> {
  const { session, found, columns, key, existing } = merge;
  const { client, schema } = session;
  const quote = (name: string) => client.escapeIdentifier(name);
  const table = `${quote(schema)}.${quote(found.dataset)}`;
  const staging = `${quote(schema)}.${quote(stagingName(found.id))}`;
  const same = key.map((name) => `t.${quote(name)} = s.${quote(name)}`).join(' and ');
  const keyText = key.map((name) => `s.${quote(name)}::text`).join(" || ' · ' || ");
  await client.query(`create index on ${staging} (${key.map(quote).join(', ')}); analyze ${staging}`);
  const earlier = `exists (select from ${staging} t where ${same} and t.${STAGED_LINE} < s.${STAGED_LINE})`;
  const repeated = await listRepeated(
    merge,
    `select s.${STAGED_LINE} as line, ${keyText} as key from ${staging} s where ${earlier}`,
  );
  await client.query(`delete from ${staging} s where ${earlier}`);

  let updated = 0;
  let unchanged = 0;
  const known = `exists (select from ${table} t where ${same})`;
  if (existing === 'update') {
    updated = await updateRows(merge, { table, staging, same, keyText });
    const { rows } = await client.query<{ count: number }>(`select count(*) as count from ${staging} s where ${known}`);
    unchanged = (rows[0]?.count ?? 0) - updated;
  } else if (existing === 'skip') {
    const { rowCount } = await client.query(`delete from ${staging} s where ${known}`);
    unchanged = rowCount ?? 0;
  } else {
    repeated.push(
      ...(await listRepeated(
        merge,
        `select s.${STAGED_LINE} as line, ${keyText} as key from ${staging} s where ${known}`,
      )),
    );
  }
  const list = columns.map(quote).join(', ');
  const { rowCount: inserted } = await client.query(
    `insert into ${table} (${IMPORT_ID}, ${list})
       select ${found.id}, ${list} from ${staging} s where not ${known} order by ${STAGED_LINE}`,
  );
  await client.query(`drop table ${staging}`);
  repeated.sort((a, b) => a.line - b.line);
  return { inserted: inserted ?? 0, updated, unchanged, repeated };
}

async function listRepeated({ session }: Merge, query: string): Promise<Merged['repeated']> {
  const { rows } = await session.client.query<Merged['repeated'][number]>(`${query} order by 1 limit ${MOST_TOLD}`);
  return rows;
}

interface Change {
  row_id: number;
  key: string;
  before: string;
  after: string;
}

/** Changes the rows that are there, and writes down what they were. Values that the file lacks are taken as missing. */
async function updateRows(
  { session, datasetId, found, columns, context }: Merge,
  { table, staging, same, keyText }: { table: string; staging: string; same: string; keyText: string },
): Promise<number> {
  const { client, asPlatform } = session;
  const quote = (name: string) => client.escapeIdentifier(name);
  const list = (alias: string) => columns.map((name) => `${alias}.${quote(name)}`).join(', ');
  const differs = `(${list('t')}) is distinct from (${list('s')})`;
  await client.query(`declare changed_rows no scroll cursor for
    select t.${ROW_ID} as row_id, ${keyText} as key, c.before::text as before, c.after::text as after
      from ${staging} s join ${table} t on ${same}
      cross join lateral (
        select jsonb_object_agg(a.key, b.value) as before, jsonb_object_agg(a.key, a.value) as after
          from jsonb_each(to_jsonb(s) - '${STAGED_LINE}') a join jsonb_each(to_jsonb(t)) b on b.key = a.key
         where a.value is distinct from b.value) c
     where ${differs} and c.before is not null
     order by t.${ROW_ID}`);
  let changed = 0;
  for (;;) {
    context.signal.throwIfAborted();
    const { rows } = await client.query<Change>(`fetch ${PAGE_ROWS} from changed_rows`);
    if (rows.length === 0) break;
    await asPlatform((db) => insertChanges(db, context.organizationId, datasetId ?? 0, found, rows));
    changed += rows.length;
  }
  await client.query('close changed_rows');
  const sets = columns.map((name) => `${quote(name)} = s.${quote(name)}`).join(', ');
  await client.query(`update ${table} t set ${sets} from ${staging} s where ${same} and ${differs}`);
  return changed;
}

async function insertChanges(
  db: Db,
  organizationId: number,
  datasetId: number,
  found: Pick<Import, 'id' | 'createdBy'>,
  changes: readonly Change[],
): Promise<void> {
  const column = <K extends keyof Change>(name: K) => changes.map((change) => change[name]);
  await sql`
    insert into record_changes
      (organization_id, dataset_id, row_id, record_key, change, before, after, import_id, actor_kind, actor_id)
    select ${organizationId}, ${datasetId}, c.row_id, c.key, 'update', c.before::jsonb, c.after::jsonb, ${found.id},
           ${found.createdBy === null ? 'system' : 'user'}, ${found.createdBy}::int
      from unnest(${column('row_id')}::bigint[], ${column('key')}::text[], ${column('before')}::text[],
                  ${column('after')}::text[]) with ordinality as c (row_id, key, before, after, place)
     order by c.place`.execute(db);
}
