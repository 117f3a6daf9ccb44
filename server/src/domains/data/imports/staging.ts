import type pg from 'pg';
import type { BusinessSession } from '../../../platform/db/database.ts';
import type { OpenDataset } from '../datasets/open-dataset.ts';

/** Rows of a file in a table beside their dataset's, each with its line, until it is known what becomes of them. */
export interface Staging {
  session: BusinessSession;
  /** Null where the dataset is being made. */
  dataset: OpenDataset | null;
  /** The columns that the file fills. */
  columns: readonly string[];
  /** Those that tell rows apart; none: every row is a new one. */
  key: readonly string[];
  /** Both as SQL. */
  table: string;
  staging: string;
}

export const STAGED_LINE = '_line';

export async function createStaging(
  part: Omit<Staging, 'table' | 'staging'>,
  datasetName: string,
  importId: number,
): Promise<Staging> {
  const { client, schema } = part.session;
  const quote = (name: string) => client.escapeIdentifier(name);
  const table = `${quote(schema)}.${quote(datasetName)}`;
  const staging = `${quote(schema)}.${quote(`_import_${importId}`)}`;
  await client.query(
    `create table ${staging} as select 0 as ${STAGED_LINE}, ${listOf(client, part.columns)} from ${table} with no data`,
  );
  return { ...part, table, staging };
}

export function copyIntoStaging({ session: { client }, staging, columns }: Staging): string {
  return `copy ${staging} (${STAGED_LINE}, ${listOf(client, columns)}) from stdin (format binary, freeze)`;
}

export const listOf = (client: pg.ClientBase, columns: readonly string[], alias?: string): string =>
  columns.map((name) => `${alias === undefined ? '' : `${alias}.`}${client.escapeIdentifier(name)}`).join(', ');

/** Whether the rows of two tables have the same key, in SQL. */
export function sameKey({ session: { client }, key }: Staging, one: string, other: string): string {
  return key
    .map((name) => `${one}.${client.escapeIdentifier(name)} = ${other}.${client.escapeIdentifier(name)}`)
    .join(' and ');
}

/** Whether the dataset has the row `t` already, in SQL. */
export const isKnown = (staging: Staging): string =>
  staging.key.length === 0 ? 'false' : `exists (select from ${staging.table} o where ${sameKey(staging, 'o', 't')})`;

/** The columns of which no staged row may lack a value, though some were said to. */
export async function findBlanks({ session: { client }, staging, columns }: Staging): Promise<boolean[]> {
  const asked = columns.map((name, place) => `bool_or(${client.escapeIdentifier(name)} is null) as "${place}"`);
  const { rows } = await client.query<Record<string, boolean | null>>(`select ${asked.join(', ')} from ${staging}`);
  return columns.map((_, place) => rows[0]?.[place] === true);
}
