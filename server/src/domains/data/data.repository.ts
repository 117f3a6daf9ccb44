import type pg from 'pg';
import type { BusinessSession, Db } from '../../platform/db/database.ts';
import { releaseBiView } from './bi/bi-views.ts';
import type { ColumnType } from './csv/inference.ts';
import type { DateOrder } from './csv/moments.ts';
import type { ColumnRole } from './datasets/standard.ts';
import * as statements from './tables/table-statements.ts';

/** A column of a dataset, as its table has it. */
export interface DatasetColumn {
  name: string;
  /** The heading as the file had it. */
  label: string;
  type: ColumnType;
  /** Whether any row lacks a value. */
  nullable: boolean;
  dateOrder: DateOrder | null;
  /** Records are called by it: no row lacks it, no two rows share it. At most one column of a dataset. */
  isKey: boolean;
  role: ColumnRole | null;
  /** Of money; null: the organization's own. */
  currency: string | null;
}

export interface Dataset {
  id: number;
  /** Also the name of its table in the organization's schema. */
  name: string;
  /** As somebody has called and described it; null: by its name, or as the catalogue does. */
  label: string | null;
  description: string | null;
  rowCount: number;
  columns: DatasetColumn[];
  createdAt: Date;
  updatedAt: Date;
}

interface DatasetRow {
  id: number;
  name: string;
  label: string | null;
  description: string | null;
  row_count: number;
  created_at: Date;
  updated_at: Date;
}

const datasetFields = ['id', 'name', 'label', 'description', 'row_count', 'created_at', 'updated_at'] as const;

export async function findDataset(db: Db, organizationId: number, name: string): Promise<Dataset | null> {
  const row = await db
    .selectFrom('datasets')
    .select(datasetFields)
    .where('organization_id', '=', organizationId)
    .where('name', '=', name)
    .executeTakeFirst();
  if (!row) return null;
  const [dataset] = await withColumns(db, organizationId, [row]);
  return dataset ?? null;
}

/** Datasets by age, those made before `before` only. */
export async function listDatasets(
  db: Db,
  organizationId: number,
  before: number | null,
  limit: number,
): Promise<Dataset[]> {
  const rows = await db
    .selectFrom('datasets')
    .select(datasetFields)
    .where('organization_id', '=', organizationId)
    .$if(before !== null, (query) => query.where('id', '<', before ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return withColumns(db, organizationId, rows);
}

/** The names of the datasets that have every one of these columns. */
export async function findDatasetsWithColumns(
  db: Db,
  organizationId: number,
  columns: readonly string[],
): Promise<string[]> {
  const rows = await db
    .selectFrom('datasets')
    .innerJoin('dataset_columns', (join) =>
      join
        .onRef('dataset_columns.organization_id', '=', 'datasets.organization_id')
        .onRef('dataset_columns.dataset_id', '=', 'datasets.id'),
    )
    .select('datasets.name')
    .where('datasets.organization_id', '=', organizationId)
    .where('dataset_columns.name', 'in', columns.length > 0 ? [...columns] : [''])
    .groupBy('datasets.name')
    .having((eb) => eb.fn.countAll(), '=', new Set(columns).size)
    .orderBy('datasets.name')
    .execute();
  return rows.map(({ name }) => name);
}

type TypedByChecks = Pick<DatasetColumn, 'type' | 'dateOrder' | 'role'>;

async function withColumns(db: Db, organizationId: number, rows: readonly DatasetRow[]): Promise<Dataset[]> {
  const columns =
    rows.length === 0
      ? []
      : await db
          .selectFrom('dataset_columns')
          .select(['dataset_id', 'name', 'label', 'type', 'nullable', 'date_order', 'is_key', 'role', 'currency'])
          .where('organization_id', '=', organizationId)
          .where(
            'dataset_id',
            'in',
            rows.map(({ id }) => id),
          )
          .orderBy('dataset_id')
          .orderBy('position')
          .execute();
  const byDataset = Map.groupBy(columns, ({ dataset_id: id }) => id);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    label: row.label,
    description: row.description,
    rowCount: row.row_count,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    columns: (byDataset.get(row.id) ?? []).map((column) => ({
      name: column.name,
      label: column.label,
      nullable: column.nullable,
      isKey: column.is_key,
      currency: column.currency,
      // The table's checks allow no other values.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      ...({ type: column.type, dateOrder: column.date_order, role: column.role } as TypedByChecks),
    })),
  }));
}

export async function insertDataset(
  db: Db,
  organizationId: number,
  name: string,
  words: Partial<Pick<Dataset, 'label' | 'description'>> = {},
): Promise<number> {
  const { id } = await db
    .insertInto('datasets')
    .values({ organization_id: organizationId, name, ...words })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Adds columns behind those that are there. Columns that went have left gaps. */
export async function insertColumns(
  db: Db,
  organizationId: number,
  datasetId: number,
  columns: readonly DatasetColumn[],
): Promise<void> {
  const { last } = await db
    .selectFrom('dataset_columns')
    .select((eb) => eb.fn.coalesce(eb.fn.max('position'), eb.lit(0)).as('last'))
    .where('organization_id', '=', organizationId)
    .where('dataset_id', '=', datasetId)
    .executeTakeFirstOrThrow();
  // PostgreSQL takes 65,535 parameters a statement.
  const STEP = 1000;
  for (let from = 0; from < columns.length; from += STEP) {
    const values = columns.slice(from, from + STEP).map((column, index) => ({
      organization_id: organizationId,
      dataset_id: datasetId,
      position: last + 1 + from + index,
      name: column.name,
      label: column.label,
      type: column.type,
      nullable: column.nullable,
      date_order: column.dateOrder,
      is_key: column.isKey,
      role: column.role,
      currency: column.currency,
    }));
    await db.insertInto('dataset_columns').values(values).execute();
  }
}

export async function updateColumn(
  db: Db,
  organizationId: number,
  datasetId: number,
  { name, nullable, dateOrder }: DatasetColumn,
): Promise<void> {
  await db
    .updateTable('dataset_columns')
    .set({ nullable, date_order: dateOrder })
    .where('organization_id', '=', organizationId)
    .where('dataset_id', '=', datasetId)
    .where('name', '=', name)
    .execute();
}

export async function updateRowCount(
  db: Db,
  organizationId: number,
  datasetId: number,
  rowCount: number,
): Promise<void> {
  await db
    .updateTable('datasets')
    .set({ row_count: rowCount, updated_at: new Date() })
    .where('organization_id', '=', organizationId)
    .where('id', '=', datasetId)
    .execute();
}

/** Removes the dataset, its columns, and what its ended imports kept of the files. */
export async function removeDataset(db: Db, organizationId: number, { id, name }: Dataset): Promise<void> {
  await db.deleteFrom('datasets').where('organization_id', '=', organizationId).where('id', '=', id).execute();
  await db
    .deleteFrom('imports')
    .where('organization_id', '=', organizationId)
    .where('dataset', '=', name)
    .where('finished_at', 'is not', null)
    .execute();
}

/** Takes the right to change a dataset and its table, until the end of the transaction; false where another has it. */
export async function tryLockDataset(client: pg.ClientBase, organizationId: number, name: string): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    "select pg_try_advisory_xact_lock(hashtext('dataset ' || $1), $2) as locked",
    [name, organizationId],
  );
  return rows[0]?.locked === true;
}

/** The same for those who write single rows, of whom there may be many at once. */
export async function tryShareDataset(client: pg.ClientBase, organizationId: number, name: string): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    "select pg_try_advisory_xact_lock_shared(hashtext('dataset ' || $1), $2) as locked",
    [name, organizationId],
  );
  return rows[0]?.locked === true;
}

/** Rows as lists of values, in the order of the dataset's columns. */
export async function listFirstRows(
  { client, schema }: BusinessSession,
  dataset: Dataset,
  limit: number,
): Promise<unknown[][]> {
  const text = statements.selectFirst(schema, dataset.name, dataset.columns, limit);
  const { rows } = await client.query<unknown[]>({ text, rowMode: 'array' });
  return rows;
}

export async function dropTable(session: BusinessSession, name: string): Promise<void> {
  const { client, schema } = session;
  await releaseBiView(session, name);
  await client.query(statements.dropTable(schema, name));
}
