import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { JobContext } from '../../../platform/jobs/job.ts';
import { IMPORT_ID, ROW_ID } from '../tables/table-statements.ts';
import type { Import } from './imports.repository.ts';
import {
  checkKeys,
  checkKnownKeys,
  checkRepeatedKeys,
  keyText,
  removeBroken,
  type Removed,
  removeFailing,
} from './row-rules.ts';
import { findBlanks, isKnown, listOf, sameKey, STAGED_LINE, type Staging } from './staging.ts';

/** What becomes of a row whose key is there already. */
export type Existing = 'reject' | 'update' | 'skip';

interface Merge {
  staged: Staging;
  found: Import;
  existing: Existing;
  context: Pick<JobContext, 'organizationId' | 'signal'>;
}

interface Merged {
  inserted: number;
  updated: number;
  /** Rows of the file that change nothing, because they say what is there already or were to be passed over. */
  unchanged: number;
  removed: Removed[];
  /** Whether a row that came in lacks a value, by column. */
  hasBlanks: boolean[];
}

/** Changes are written down so many at a time. */
const PAGE_ROWS = 1000;

/** Holds the staged rows against the dataset and its rules: takes out what may not come in, inserts or updates the rest. */
export async function mergeRows(merge: Merge): Promise<Merged> {
  const { staged, found, existing } = merge;
  const { session, table, staging, columns, key } = staged;
  const { client } = session;
  const removed: Removed[] = [];
  let unchanged = 0;
  if (key.length > 0) {
    removed.push(await removeFailing(staged, checkKeys(staged)));
    await client.query(`create index on ${staging} (${listOf(client, key)})`);
    await client.query(`analyze ${staging}`);
    if (existing === 'reject') removed.push(await removeFailing(staged, [checkKnownKeys(staged)]));
    if (existing === 'skip') {
      const { rowCount } = await client.query(`delete from ${staging} t where ${isKnown(staged)}`);
      unchanged = rowCount ?? 0;
    }
    removed.push(await removeFailing(staged, [checkRepeatedKeys(staged)]));
  }
  removed.push(...(await removeBroken(staged)));
  const hasBlanks = await findBlanks(staged);
  let updated = 0;
  if (existing === 'update' && key.length > 0) {
    updated = await updateRows(merge);
    const { rows } = await client.query<{ count: number }>(
      `select count(*) as count from ${staging} t where ${isKnown(staged)}`,
    );
    unchanged = (rows[0]?.count ?? 0) - updated;
  }
  const { rowCount: inserted } = await client.query(
    `insert into ${table} (${IMPORT_ID}, ${listOf(client, columns)})
       select ${found.id}, ${listOf(client, columns)} from ${staging} t where not ${isKnown(staged)} order by ${STAGED_LINE}`,
  );
  await client.query(`drop table ${staging}`);
  return { inserted: inserted ?? 0, updated, unchanged, removed, hasBlanks };
}

interface Change {
  row_id: number;
  key: string;
  before: string;
  after: string;
}

/** Changes the rows that are there, and writes down what they were. Values that the file lacks are taken as missing. */
async function updateRows({ staged, found, context }: Merge): Promise<number> {
  const { session, dataset, table, staging, columns } = staged;
  const { client, asPlatform } = session;
  const same = sameKey(staged, 't', 's');
  const differs = `(${listOf(client, columns, 't')}) is distinct from (${listOf(client, columns, 's')})`;
  await client.query(`declare changed_rows no scroll cursor for
    select t.${ROW_ID} as row_id, ${keyText(staged)} as key, c.before::text as before, c.after::text as after
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
    await asPlatform((db) => insertChanges(db, context.organizationId, dataset?.id ?? 0, found, rows));
    changed += rows.length;
  }
  await client.query('close changed_rows');
  const sets = columns
    .map((name) => `${client.escapeIdentifier(name)} = s.${client.escapeIdentifier(name)}`)
    .join(', ');
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
