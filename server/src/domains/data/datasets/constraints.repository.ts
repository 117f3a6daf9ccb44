import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { Constraint, ConstraintKind, ConstraintSetting } from './constraints.ts';

/** The constraints of a dataset, in the order in which they were made. */
export async function listConstraints(db: Db, organizationId: number, datasetId: number): Promise<Constraint[]> {
  const rows = await db
    .selectFrom('dataset_constraints')
    .select(['id', 'column_name', 'kind', 'setting'])
    .where('organization_id', '=', organizationId)
    .where('dataset_id', '=', datasetId)
    .orderBy('id')
    .execute();
  return rows.map(({ id, column_name: column, kind, setting }) => ({
    id,
    column,
    // The table's check allows no other kind, and what a setting holds was written by this file.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    ...({ kind, setting } as { kind: ConstraintKind; setting: ConstraintSetting }),
  }));
}

/** @returns its number, or null where the column has one of the kind already */
export async function insertConstraint(
  db: Db,
  organizationId: number,
  datasetId: number,
  { column, kind, setting }: Omit<Constraint, 'id'>,
): Promise<number | null> {
  const row = await db
    .insertInto('dataset_constraints')
    .values({
      organization_id: organizationId,
      dataset_id: datasetId,
      column_name: column,
      kind,
      setting: JSON.stringify(setting),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function removeConstraint(db: Db, organizationId: number, datasetId: number, id: number): Promise<void> {
  await db
    .deleteFrom('dataset_constraints')
    .where('organization_id', '=', organizationId)
    .where('dataset_id', '=', datasetId)
    .where('id', '=', id)
    .execute();
}

/** The columns of other datasets, or of itself, that hold this dataset's keys. */
export async function listReferencesTo(
  db: Db,
  organizationId: number,
  dataset: string,
): Promise<{ dataset: string; column: string }[]> {
  return db
    .selectFrom('dataset_constraints')
    .innerJoin('datasets', (join) =>
      join
        .onRef('datasets.organization_id', '=', 'dataset_constraints.organization_id')
        .onRef('datasets.id', '=', 'dataset_constraints.dataset_id'),
    )
    .select(['datasets.name as dataset', 'dataset_constraints.column_name as column'])
    .where('dataset_constraints.organization_id', '=', organizationId)
    .where('dataset_constraints.kind', '=', 'reference')
    .where(sql<boolean>`setting ->> 'dataset' = ${dataset}`)
    .execute();
}

/** A column that was declared to hold the keys of a dataset. */
export interface Reference {
  datasetId: number;
  column: string;
  /** The dataset whose keys it holds. */
  dataset: string;
}

export async function listReferencesFrom(
  db: Db,
  organizationId: number,
  datasets: readonly { id: number }[],
): Promise<Reference[]> {
  if (datasets.length === 0) return [];
  const rows = await db
    .selectFrom('dataset_constraints')
    .select(['dataset_id', 'column_name', sql<string>`setting ->> 'dataset'`.as('dataset')])
    .where('organization_id', '=', organizationId)
    .where(
      'dataset_id',
      'in',
      datasets.map(({ id }) => id),
    )
    .where('kind', '=', 'reference')
    .orderBy('id')
    .execute();
  return rows.map(({ dataset_id: datasetId, column_name: column, dataset }) => ({ datasetId, column, dataset }));
}
