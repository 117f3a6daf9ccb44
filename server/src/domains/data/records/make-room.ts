import type { Actor } from '../../../platform/audit/audit.ts';
import type { Database } from '../../../platform/db/database.ts';
import { isAppError } from '../../../platform/errors.ts';
import { type DatasetColumn, findDataset } from '../data.repository.ts';
import { makeStandardFor, usualColumnsFor } from '../datasets/standard-tables.ts';
import type { RecordValues } from './record-values.ts';

export interface MakeRoomDeps {
  database: Database;
  addColumn(organizationId: number, dataset: string, column: DatasetColumn, actor: Actor): Promise<void>;
}

/**
 * Makes a standard dataset at its first records, and columns that it usually has at the first value for them. What is no
 * standard dataset, or no column of one, stays as it is.
 */
export function createMakeRoom({ database, addColumn }: MakeRoomDeps) {
  return async (organizationId: number, name: string, records: readonly RecordValues[], actor: Actor) => {
    const dataset = await findDataset(database.tenant(organizationId), organizationId, name.normalize('NFC'));
    if (!dataset) await makeStandardFor(database, organizationId, name, records);
    for (const column of dataset ? usualColumnsFor(dataset, records) : []) {
      await addColumn(organizationId, name, column, actor).catch((error: unknown) => {
        // Somebody else was first.
        if (!isAppError(error) || error.code !== 'column_exists') throw error;
      });
    }
  };
}
