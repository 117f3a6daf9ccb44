import type { Database } from '../../../platform/db/database.ts';
import type { Dataset, DatasetColumn } from '../data.repository.ts';
import type { DatasetFigures } from './profile.schema.ts';
import { selectMissing } from './profile-statements.ts';
import type { Place } from './read-table.ts';
import type { Codes } from './value-codes.ts';

type Session = Parameters<Parameters<Database['business']>[1]>[0];

const MOST_LOOKED_UP = 2000;
const MOST_EXAMPLES = 5;
/** A column is taken for a reference when so many of its values are keys there. */
const LIKELY = 0.5;
/** The same of texts that are not called like the key. */
const LIKELY_BY_VALUES = 0.9;

/** The column by which rows of a dataset are called: the key, or what is named like one. */
function keyOf({ name, columns }: Dataset): DatasetColumn | undefined {
  const called = `${name.replace(/s$/, '')}_id`;
  return columns.find(({ isKey }) => isKey) ?? columns.find((column) => column.name === called);
}

const isCalledLike = (column: string, { name }: Dataset, key: string): boolean =>
  column === key || column.toLowerCase().startsWith(name.replace(/s$/, '').toLowerCase());

/** Which columns hold keys of other datasets. Whole numbers are looked up only where the name says so: 7 is found anywhere. */
export async function findReferences(
  { session, dataset }: Place,
  columns: readonly { column: DatasetColumn; codes: Codes }[],
  others: readonly Dataset[],
): Promise<DatasetFigures['references']> {
  const found: DatasetFigures['references'] = [];
  for (const { column, codes } of columns) {
    const isId = (column.type === 'text' || column.type === 'integer') && !column.isKey;
    if (!isId || codes.distinct < 2 || column.role === 'measure' || column.role === 'money') continue;
    for (const other of others) {
      const key = other.name === dataset.name ? undefined : keyOf(other);
      if (!key || key.type !== column.type || other.rowCount === 0) continue;
      const isCalled = isCalledLike(column.name, other, key.name);
      if (column.type === 'integer' && !isCalled) continue;
      const looked = await lookUp(session, codes, other, key);
      if (looked.found < (isCalled ? LIKELY : LIKELY_BY_VALUES)) continue;
      found.push({ column: column.name, dataset: other.name, key: key.name, ...looked });
    }
  }
  return found;
}

async function lookUp(
  { client, schema }: Session,
  { distinct, valueOf }: Codes,
  other: Dataset,
  key: DatasetColumn,
): Promise<{ found: number; missing: string[] }> {
  const step = Math.max(1, distinct / MOST_LOOKED_UP);
  const count = Math.min(distinct, MOST_LOOKED_UP);
  const values = Array.from({ length: count }, (_, place) => String(valueOf(Math.floor(place * step))));
  const { rows } = await client.query<{ v: string }>(selectMissing(schema, other.name, key), [values]);
  return { found: 1 - rows.length / count, missing: rows.slice(0, MOST_EXAMPLES).map(({ v }) => v) };
}
