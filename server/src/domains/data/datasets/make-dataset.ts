import type { BusinessSession } from '../../../platform/db/database.ts';
import { type DatasetColumn, insertColumns, insertDataset } from '../data.repository.ts';
import { addPrimaryKey, createTable } from '../tables/table-statements.ts';
import { indexKey } from './column-statements.ts';
import type { StandardColumn, StandardDataset } from './standard.ts';

/** The columns of a standard dataset. Ids are text where `isText` says that they are no whole numbers. */
export function columnsOfStandard(standard: StandardDataset, isText: (name: string) => boolean): DatasetColumn[] {
  const typeOf = ({ name, type }: StandardColumn) => {
    if (type !== 'id') return type;
    return isText(name) ? 'text' : 'integer';
  };
  return standard.columns.map((column) => ({
    name: column.name,
    label: column.name,
    type: typeOf(column),
    nullable: column.name !== standard.key,
    dateOrder: null,
    isKey: column.name === standard.key,
    role: column.role,
    currency: null,
  }));
}

export interface NewDataset {
  name: string;
  label?: string | null;
  description?: string | null;
  columns: readonly DatasetColumn[];
}

/** Makes a dataset without rows, and its table. The caller holds it alone. */
export async function makeDataset(
  session: BusinessSession,
  organizationId: number,
  { name, label = null, description = null, columns }: NewDataset,
): Promise<number> {
  const { client, schema } = session;
  await client.query(createTable(schema, name, columns));
  await client.query(addPrimaryKey(schema, name));
  const id = await session.asPlatform(async (db) => {
    const made = await insertDataset(db, organizationId, name, { label, description });
    await insertColumns(db, organizationId, made, columns);
    return made;
  });
  const key = columns.find(({ isKey }) => isKey);
  if (key) await client.query(indexKey({ schema, table: name, datasetId: id, column: key.name }));
  return id;
}
