import type { Db } from '../../../platform/db/database.ts';
import type { UndoOutcome } from './imports.repository.ts';

/** Says which job takes an import back. */
export async function startUndo(db: Db, organizationId: number, importId: number, jobId: string): Promise<void> {
  await db
    .updateTable('imports')
    .set({ undo_job_id: jobId })
    .where('organization_id', '=', organizationId)
    .where('id', '=', importId)
    .execute();
}

export async function markUndone(
  db: Db,
  organizationId: number,
  importId: number,
  outcome: UndoOutcome,
): Promise<void> {
  await db
    .updateTable('imports')
    .set({ undone_at: new Date(), undo_outcome: JSON.stringify(outcome) })
    .where('organization_id', '=', organizationId)
    .where('id', '=', importId)
    .execute();
}

/** Removes the dataset and leaves its imports, which tell what was here. */
export async function removeDatasetOnly(db: Db, organizationId: number, datasetId: number): Promise<void> {
  await db.deleteFrom('datasets').where('organization_id', '=', organizationId).where('id', '=', datasetId).execute();
}

export async function removeColumns(
  db: Db,
  organizationId: number,
  datasetId: number,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return;
  await db
    .deleteFrom('dataset_columns')
    .where('organization_id', '=', organizationId)
    .where('dataset_id', '=', datasetId)
    .where('name', 'in', [...names])
    .execute();
}
