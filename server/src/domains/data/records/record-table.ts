import pg from 'pg';
import type { BusinessSession } from '../../../platform/db/database.ts';
import type { Dataset, DatasetColumn } from '../data.repository.ts';
import { ROW_ID } from '../tables/table-statements.ts';
import type { RecordValues } from './record-values.ts';

/** A row and its values as `to_jsonb` gives them. */
export interface StoredRow {
  rowId: number;
  values: RecordValues;
}

interface Named {
  name: string;
}

const quote = (name: string): string => pg.escapeIdentifier(name);
const tableOf = ({ schema }: BusinessSession, { name }: Named): string => `${quote(schema)}.${quote(name)}`;
const list = (columns: readonly Named[], of = ''): string =>
  columns.map(({ name }) => `${of}${quote(name)}`).join(', ');

const STATEMENT_TIMEOUT_MS = 25_000;

/** Work on single records is short, and times are told in UTC. */
export async function prepareSession({ client }: BusinessSession): Promise<void> {
  await client.query(`set local statement_timeout = ${STATEMENT_TIMEOUT_MS}; set local timezone = 'UTC'`);
}

export interface RecordQuery {
  columns: readonly DatasetColumn[];
  /** In SQL; null: all. */
  condition: string | null;
  /** Part of a text that the key holds. */
  search: string | null;
  sort: { column: DatasetColumn; descending: boolean } | null;
  /** Where the page before ended: the row's number, and its value by which the page is sorted. */
  after: { rowId: number; value: string | null } | null;
  limit: number;
}

const SORTED_CHARACTERS = 200;

/** Long texts are sorted by their beginning, so that a page's end can be named. */
const sortKey = ({ name, type }: DatasetColumn): string =>
  type === 'text' ? `left(t.${quote(name)}, ${SORTED_CHARACTERS})` : `t.${quote(name)}`;

const SQL_TYPES = {
  integer: 'bigint',
  number: 'double precision',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamptz',
  text: 'text',
} as const;

/** Rows as [number, sort value as text, values …], in the order asked for; rows without a value come last. */
export async function listRows(session: BusinessSession, dataset: Dataset, query: RecordQuery): Promise<unknown[][]> {
  const { columns, condition, search, sort, after, limit } = query;
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const key = sort && sortKey(sort.column);
  const conditions = condition === null ? [] : [condition];
  if (search !== null) conditions.push(`strpos(lower(${keyText(dataset)}), lower(${bind(search)})) > 0`);
  if (after) conditions.push(behind(after, sort, bind));
  const text = `
    select t.${ROW_ID}, ${key === null ? 'null' : `${key}::text`}${columns.length === 0 ? '' : ', '}${list(columns, 't.')}
      from ${tableOf(session, dataset)} t
      ${conditions.length === 0 ? '' : `where ${conditions.map((each) => `(${each})`).join(' and ')}`}
     order by ${key === null ? '' : `${key} ${sort?.descending ? 'desc' : 'asc'} nulls last, `}t.${ROW_ID} limit ${limit}`;
  const { rows } = await session.client.query<unknown[]>({ text, values, rowMode: 'array' });
  return rows;
}

function behind(
  { rowId, value }: NonNullable<RecordQuery['after']>,
  sort: RecordQuery['sort'],
  bind: (value: unknown) => string,
): string {
  const later = `t.${ROW_ID} > ${bind(rowId)}`;
  if (!sort) return later;
  const key = sortKey(sort.column);
  if (value === null) return `${key} is null and ${later}`;
  const end = `${bind(value)}::${SQL_TYPES[sort.column.type]}`;
  return `${key} ${sort.descending ? '<' : '>'} ${end} or ${key} is null or (${key} = ${end} and ${later})`;
}

const keyOf = ({ columns }: Dataset): DatasetColumn | null => columns.find(({ isKey }) => isKey) ?? null;

function keyText(dataset: Dataset): string {
  const key = keyOf(dataset);
  return key ? `t.${quote(key.name)}::text` : `t.${ROW_ID}::text`;
}

/** In SQL: the records of these keys, or row numbers where there is no key. */
export function withKeys(dataset: Dataset, keys: readonly string[]): string {
  const key = keyOf(dataset);
  const column = key ? `t.${quote(key.name)}` : `t.${ROW_ID}`;
  const literals = keys.map((each) => (key?.type === 'text' ? pg.escapeLiteral(each) : String(Number(each))));
  return literals.length === 0 ? 'false' : `${column} in (${literals.join(', ')})`;
}

export const withRows = (rowIds: readonly number[]): string =>
  rowIds.length === 0 ? 'false' : `t.${ROW_ID} in (${rowIds.map(Number).join(', ')})`;

type ReadRows = (session: BusinessSession, dataset: Dataset, condition: string, limit: number) => Promise<StoredRow[]>;

const createRead =
  (ending: '' | 'for update'): ReadRows =>
  async (session, dataset, condition, limit) => {
    const { rows } = await session.client.query<{ row: RecordValues }>(`
    select to_jsonb(r) as row from (
      select t.${ROW_ID}${dataset.columns.length === 0 ? '' : ', '}${list(dataset.columns, 't.')}
        from ${tableOf(session, dataset)} t where ${condition} order by t.${ROW_ID} limit ${limit} ${ending}) r`);
    return rows.map(({ row }) => toStored(row));
  };

/** Rows in their order. */
export const readRows = createRead('');
/** The same, kept from changes by others until the transaction ends. */
export const lockRows = createRead('for update');

export async function countRows(session: BusinessSession, dataset: Named, condition: string): Promise<number> {
  const { rows } = await session.client.query<{ rows: number }>(
    `select count(*) as rows from ${tableOf(session, dataset)} t where ${condition}`,
  );
  return rows[0]?.rows ?? 0;
}

function toStored({ [ROW_ID]: rowId, ...values }: RecordValues): StoredRow {
  return { rowId: Number(rowId), values };
}

/** Adds rows in their order. Rows that come back bring their number. */
export async function insertRows(
  session: BusinessSession,
  dataset: Dataset,
  columns: readonly DatasetColumn[],
  rows: readonly RecordValues[],
  numbered = false,
): Promise<StoredRow[]> {
  const names = [...(numbered ? [{ name: ROW_ID }] : []), ...columns];
  const types = names.map(({ name, ...rest }) => `${quote(name)} ${'type' in rest ? SQL_TYPES[rest.type] : 'bigint'}`);
  const source = names.length === 0 ? '' : `(${list(names)}) select ${list(names, 'r.')}`;
  const { rows: made } = await session.client.query<{ row: RecordValues }>(
    `with made as (
       insert into ${tableOf(session, dataset)} ${source} from jsonb_to_recordset($1::jsonb) as r(${types.join(', ')})
       returning ${ROW_ID}${dataset.columns.length === 0 ? '' : ', '}${list(dataset.columns)})
     select to_jsonb(made) as row from made order by made.${ROW_ID}`,
    [JSON.stringify(rows)],
  );
  return made.map(({ row }) => toStored(row));
}

/** Writes other values into rows; what a row's `values` do not name stays. */
export async function updateRows(
  session: BusinessSession,
  dataset: Dataset,
  columns: readonly DatasetColumn[],
  rows: readonly StoredRow[],
): Promise<StoredRow[]> {
  const table = tableOf(session, dataset);
  const { rows: changed } = await session.client.query<{ row: RecordValues }>(
    `with changed as (
       update ${table} t set ${columns.map(({ name }) => `${quote(name)} = n.${quote(name)}`).join(', ')}
         from (select s.${ROW_ID} as target, ${list(columns, 'v.')}
                 from jsonb_to_recordset($1::jsonb) as p("rowId" bigint, "values" jsonb)
                 join ${table} s on s.${ROW_ID} = p."rowId"
                cross join lateral jsonb_populate_record(s, p."values") v) n
        where t.${ROW_ID} = n.target
       returning ${[{ name: ROW_ID }, ...dataset.columns].map(({ name }) => `t.${quote(name)}`).join(', ')})
     select to_jsonb(changed) as row from changed order by changed.${ROW_ID}`,
    [JSON.stringify(rows)],
  );
  return changed.map(({ row }) => toStored(row));
}

export async function deleteRows(session: BusinessSession, dataset: Dataset, rowIds: readonly number[]): Promise<void> {
  await session.client.query(`delete from ${tableOf(session, dataset)} where ${ROW_ID} = any($1::bigint[])`, [rowIds]);
}

/** Which of the rows fulfil which of the conditions: pairs of a row's number and a place in the list of conditions. */
export async function findBrokenRows(
  session: BusinessSession,
  dataset: Dataset,
  rowIds: readonly number[],
  conditions: readonly string[],
): Promise<{ rowId: number; condition: number }[]> {
  if (conditions.length === 0 || rowIds.length === 0) return [];
  const checks = conditions.map((each, place) => `case when ${each} then ${place} end`);
  const { rows } = await session.client.query<{ rowId: number; condition: number }>(
    `select t.${ROW_ID} as "rowId", broken.condition
       from ${tableOf(session, dataset)} t cross join lateral unnest(array[${checks.join(', ')}]::int[]) broken (condition)
      where t.${ROW_ID} = any($1::bigint[]) and broken.condition is not null
      order by 1, 2 limit 1000`,
    [rowIds],
  );
  return rows;
}
