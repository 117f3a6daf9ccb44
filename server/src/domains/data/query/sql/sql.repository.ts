import pg from 'pg';
import type { BusinessSession, Db } from '../../../../platform/db/database.ts';
import type { ColumnType } from '../../csv/inference.ts';

export async function listDatasetNames(db: Db, organizationId: number): Promise<string[]> {
  const rows = await db.selectFrom('datasets').select('name').where('organization_id', '=', organizationId).execute();
  return rows.map(({ name }) => name);
}

const quote = (name: string): string => pg.escapeIdentifier(name);

/** A row of an answer that is larger could be of any size. */
const MOST_ROW_BYTES = 8 * 1024 * 1024;

/**
 * The user's statement between brackets, with each dataset in a WITH around it that has the columns of the dataset and
 * nothing else: neither the columns of the system nor those of the product can be named, and `*` does not mean them.
 */
export function wrapStatement(
  schema: string,
  statement: string,
  datasets: readonly { name: string; columns: readonly { name: string }[] }[],
): string {
  const tables = datasets.map(({ name, columns }) => {
    const list = columns.map((column) => quote(column.name)).join(', ');
    return `${quote(name)} as not materialized (select ${list} from ${quote(schema)}.${quote(name)})`;
  });
  const head = tables.length === 0 ? '' : `with ${tables.join(', ')} `;
  // What is too large fails by a cast that cannot be, before it leaves the database.
  const guard =
    `case when pg_catalog.pg_column_size(answer) > ${MOST_ROW_BYTES} ` +
    `then pg_catalog.concat('A row of the answer is too large', pg_catalog.left(pg_catalog.pg_column_size(answer)::text, 0))::int = 0 ` +
    `else true end`;
  return `${head}select answer.* from (${statement}\n) as answer where ${guard}`;
}

/** Days and hours are those of the organization; backslashes in texts are backslashes, as the parser takes them. */
export async function prepareSession({ client }: BusinessSession, timeZone: string): Promise<void> {
  await client.query(`select set_config('TimeZone', $1, true), set_config('standard_conforming_strings', 'on', true)`, [
    timeZone,
  ]);
}

/** PostgreSQL's numbers for its types. */
const TYPES = new Map<number, ColumnType>([
  [20, 'integer'],
  [21, 'integer'],
  [23, 'integer'],
  [700, 'number'],
  [701, 'number'],
  [1700, 'number'],
  [16, 'boolean'],
  [1082, 'date'],
  [1114, 'timestamp'],
  [1184, 'timestamp'],
]);

export const typeOfResult = (typeId: number): ColumnType => TYPES.get(typeId) ?? 'text';

const readers: Record<ColumnType, (text: string) => unknown> = {
  integer: Number,
  number: Number,
  boolean: (text) => text === 't',
  date: (text) => text,
  timestamp: (text) => new Date(/[+-]\d\d(:\d\d)?$/.test(text) ? toIso(text) : `${text.replace(' ', 'T')}Z`),
  text: (text) => text,
};

/** `2026-03-29 01:30:00+02` as JavaScript reads it. */
function toIso(text: string): string {
  const full = text.replace(' ', 'T');
  return /[+-]\d\d$/.test(full) ? `${full}:00` : full;
}

/** Values of every type that SQL may give, as results have them; what is none of theirs as the text that it is. */
export const resultTypes = {
  getTypeParser: (typeId: number) => readers[typeOfResult(typeId)],
} as const;
