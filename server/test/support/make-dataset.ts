import {
  type DatasetColumn,
  insertColumns,
  insertDataset,
  updateRowCount,
} from '../../src/domains/data/data.repository.ts';
import type { ColumnType } from '../../src/domains/data/csv/inference.ts';
import { addPrimaryKey, createTable } from '../../src/domains/data/tables/table-statements.ts';
import type { Database } from '../../src/platform/db/database.ts';

type Definition = readonly [name: string, type: ColumnType, isKey?: boolean, role?: DatasetColumn['role']];

/** Makes a dataset straight in the database, with rows as PostgreSQL reads them from text. */
export async function makeDataset(
  database: Database,
  organizationId: number,
  name: string,
  definitions: readonly Definition[],
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const columns = definitions.map(([column, type, isKey = false, role = null]): DatasetColumn => ({
    name: column,
    label: column,
    type,
    nullable: !isKey,
    dateOrder: null,
    isKey,
    role,
    currency: null,
  }));
  await database.business(organizationId, async ({ client, schema, asPlatform }) => {
    const table = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`;
    await client.query(createTable(schema, name, columns));
    await client.query(addPrimaryKey(schema, name));
    for (const { name: key } of columns.filter(({ isKey }) => isKey)) {
      await client.query(`create unique index on ${table} (${client.escapeIdentifier(key)})`);
    }
    const names = columns.map((column) => client.escapeIdentifier(column.name)).join(', ');
    const records = rows.map((row) =>
      Object.fromEntries(columns.map((column, index) => [column.name, row[index] ?? null])),
    );
    await client.query(
      `insert into ${table} (${names}) select ${names} from jsonb_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(records)],
    );
    await asPlatform(async (db) => {
      const id = await insertDataset(db, organizationId, name);
      await insertColumns(db, organizationId, id, columns);
      await updateRowCount(db, organizationId, id, rows.length);
    });
  });
}
