import type { Column } from '../../../numeric/index.ts';
import type { BusinessSession } from '../../../platform/db/database.ts';
import type { Dataset, DatasetColumn } from '../data.repository.ts';
import { readCopy } from '../tables/table-reader.ts';
import * as statements from './profile-statements.ts';

/** A dataset as it is measured. */
export interface Place {
  session: BusinessSession;
  dataset: Pick<Dataset, 'name' | 'rowCount' | 'columns'>;
  timeZone: string;
}

/** Of larger tables a sample is read. */
const MOST_ROWS = 100_000;
/** And fewer rows where there are many columns. */
const MOST_CELLS = 6_000_000;
/** PostgreSQL takes 1,664 expressions a statement. */
const COLUMNS_A_STATEMENT = 200;

/** Rows, by column as typed arrays. @param condition in SQL, over the table as `t` */
export async function readSample(
  { session, dataset }: Place,
  columns: readonly DatasetColumn[],
  wanted: { condition?: string; rows: number; most?: number; signal?: AbortSignal | undefined },
): Promise<{ rows: number; columns: Column[]; isWhole: boolean }> {
  const most = Math.min(wanted.most ?? MOST_ROWS, Math.ceil(MOST_CELLS / Math.max(1, columns.length)));
  const share = wanted.rows <= most ? 1 : most / wanted.rows;
  const condition = wanted.condition ?? null;
  const statement = statements.copySample({ schema: session.schema, table: dataset.name, columns, share, condition });
  const expectedRows = Math.ceil(wanted.rows * share);
  const table = await readCopy(session.client, statement, columns, { expectedRows, signal: wanted.signal });
  return { ...table, isWhole: share === 1 };
}

/** What is counted of all rows; keys as the figures of a profile have them. */
export type Counts = Record<string, number | string | boolean | null> & { filled: number };

export async function readCounts(
  { session, dataset }: Place,
  columns: readonly DatasetColumn[],
): Promise<{ rows: number; counts: Counts[] }> {
  const counts: Counts[] = [];
  let count = 0;
  for (let from = 0; from === 0 || from < columns.length; from += COLUMNS_A_STATEMENT) {
    const some = columns.slice(from, from + COLUMNS_A_STATEMENT);
    const text = statements.selectCounts(session.schema, dataset.name, some);
    const { rows } = await session.client.query<[number, ...Counts[]]>({ text, rowMode: 'array' });
    const [first, ...rest] = rows[0] ?? [0];
    count = first;
    counts.push(...rest);
  }
  return { rows: count, counts };
}

const MOST_EXAMPLES = 5;

/** How many values lie beyond the bounds of each column, and the farthest of them. */
export async function readBeyond(
  { session: { client, schema }, dataset }: Place,
  bounds: readonly statements.Beyond[],
): Promise<{ rows: number; examples: { record: string; value: number }[] }[]> {
  if (bounds.length === 0) return [];
  const key = dataset.columns.find(({ isKey }) => isKey)?.name ?? null;
  const text = statements.countBeyond(schema, dataset.name, bounds);
  const { rows } = await client.query<number[]>({ text, rowMode: 'array' });
  const found = [];
  for (const [place, each] of bounds.entries()) {
    const beyond = rows[0]?.[place] ?? 0;
    const select = statements.selectBeyond(schema, dataset.name, key, each, MOST_EXAMPLES);
    const examples = beyond === 0 ? [] : (await client.query<{ record: string; value: number }>(select)).rows;
    found.push({ rows: beyond, examples });
  }
  return found;
}

const MOST_DAYS = 40_000;

/** Rows by day; null where there are too many days. */
export async function readDays(
  { session: { client, schema }, dataset, timeZone }: Place,
  column: DatasetColumn,
): Promise<{ day: string; rows: number }[] | null> {
  const text = statements.countDays(schema, dataset.name, column, timeZone, MOST_DAYS + 1);
  const { rows } = await client.query<{ day: string; rows: number }>(text);
  return rows.length > MOST_DAYS ? null : rows;
}

/** Whether no time of the column has a time of day. */
export async function readDaysOnly(
  { session: { client, schema }, dataset, timeZone }: Place,
  column: DatasetColumn,
): Promise<boolean> {
  if (column.type === 'date') return true;
  const { rows } = await client.query<{ only: boolean }>(
    statements.selectDaysOnly(schema, dataset.name, column, timeZone),
  );
  return rows[0]?.only === true;
}

/** Of all rows. */
export async function readRepeats(
  { session: { client, schema }, dataset }: Place,
  columns: readonly string[],
): Promise<{ duplicates: number; blanks: number }> {
  const { rows } = await client.query<{ duplicates: number; blanks: number }>(
    statements.countRepeats(schema, dataset.name, columns),
  );
  return rows[0] ?? { duplicates: 0, blanks: 0 };
}
