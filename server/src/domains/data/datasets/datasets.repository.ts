import type { Db } from '../../../platform/db/database.ts';
import type { Dataset, DatasetColumn } from '../data.repository.ts';

/** What a person has said of a dataset. */
export async function updateWords(
  db: Db,
  organizationId: number,
  datasetId: number,
  words: Partial<Pick<Dataset, 'label' | 'description'>>,
): Promise<void> {
  await db
    .updateTable('datasets')
    .set(words)
    .where('organization_id', '=', organizationId)
    .where('id', '=', datasetId)
    .execute();
}

export type ColumnChange = Partial<Omit<DatasetColumn, 'dateOrder'>>;

/** Changes what a column is called and what it is for. */
export async function changeColumn(
  db: Db,
  organizationId: number,
  datasetId: number,
  name: string,
  { isKey, ...change }: ColumnChange,
): Promise<void> {
  await db
    .updateTable('dataset_columns')
    .set({ ...change, ...(isKey === undefined ? {} : { is_key: isKey }) })
    .where('organization_id', '=', organizationId)
    .where('dataset_id', '=', datasetId)
    .where('name', '=', name)
    .execute();
}

export async function removeColumn(db: Db, organizationId: number, datasetId: number, name: string): Promise<void> {
  await db
    .deleteFrom('dataset_columns')
    .where('organization_id', '=', organizationId)
    .where('dataset_id', '=', datasetId)
    .where('name', '=', name)
    .execute();
}
