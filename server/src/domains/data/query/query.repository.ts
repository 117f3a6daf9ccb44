import pg from 'pg';
import type { BusinessSession, Db } from '../../../platform/db/database.ts';

/** Where an organization is at home. */
export interface Home {
  timeZone: string;
  currency: string;
}

export async function findHome(db: Db, organizationId: number): Promise<Home> {
  const row = await db
    .selectFrom('organizations')
    .select(['time_zone', 'currency'])
    .where('id', '=', organizationId)
    .executeTakeFirst();
  return { timeZone: row?.time_zone ?? 'UTC', currency: row?.currency ?? 'USD' };
}

/** Whether two rows of the table share these values; rows that lack one share nothing. */
export async function hasRepeatedKey(
  { client, schema }: BusinessSession,
  table: string,
  columns: readonly string[],
): Promise<boolean> {
  const names = columns.map((name) => pg.escapeIdentifier(name));
  const { rows } = await client.query(
    `select 1 from ${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}
      where ${names.map((name) => `${name} is not null`).join(' and ')}
      group by ${names.join(', ')} having count(*) > 1 limit 1`,
  );
  return rows.length > 0;
}

/** From here on nothing can be written in this transaction, and no statement takes longer. */
export async function makeReadOnly({ client }: BusinessSession, timeoutMs: number): Promise<void> {
  await client.query(
    `set transaction read only; set local statement_timeout = ${timeoutMs}; set local cursor_tuple_fraction = 1; set local jit = off`,
  );
}

/**
 * Keeps the tables from being rewritten until the end of the transaction. Before its first SELECT: to a moment that lies
 * before the end of a rewriting the table would be empty.
 */
export async function holdTables({ client, schema }: BusinessSession, tables: readonly string[]): Promise<void> {
  const names = tables.map((name) => `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`);
  await client.query(`lock table ${names.join(', ')} in access share mode`);
}

export interface ReadRows {
  rows: unknown[][];
  fields: readonly { name: string; typeId: number }[];
  /** Whether there were more rows, or more bytes, than asked for. */
  isTruncated: boolean;
  sizeBytes: number;
}

export interface RowLimits {
  rows: number;
  sizeBytes: number;
}

const FIRST_FETCH = 100;
const MOST_FETCH = 5000;

/** Reads the rows of one SELECT piece by piece, so that no answer grows beyond its limits. */
export async function readRows(
  { client }: BusinessSession,
  statement: { sql: string; parameters: readonly unknown[]; types?: pg.CustomTypesConfig },
  limits: RowLimits,
  signal?: AbortSignal,
): Promise<ReadRows> {
  const declaration = {
    text: `declare answer no scroll cursor for ${statement.sql}`,
    values: [...statement.parameters],
    // Also without parameters: this form takes one statement and no more.
    queryMode: 'extended',
  };
  await client.query(declaration);
  const rows: unknown[][] = [];
  let fields: ReadRows['fields'] = [];
  let sizeBytes = 0;
  for (let count = FIRST_FETCH; ; count = Math.min(MOST_FETCH, count * 4)) {
    signal?.throwIfAborted();
    const found = await client.query<unknown[]>({
      text: `fetch ${count} from answer`,
      rowMode: 'array',
      ...(statement.types ? { types: statement.types } : {}),
    });
    fields = found.fields.map(({ name, dataTypeID: typeId }) => ({ name, typeId }));
    for (const row of found.rows) {
      sizeBytes += row.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 8), 0);
      if (rows.length >= limits.rows || (sizeBytes > limits.sizeBytes && rows.length > 0)) {
        await client.query('close answer');
        return { rows, fields, isTruncated: true, sizeBytes };
      }
      rows.push(row);
    }
    if (found.rows.length < count) {
      await client.query('close answer');
      return { rows, fields, isTruncated: false, sizeBytes };
    }
  }
}
