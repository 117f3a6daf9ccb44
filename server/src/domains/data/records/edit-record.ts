import type { Actor } from '../../../platform/audit/audit.ts';
import type { BusinessSession, Database } from '../../../platform/db/database.ts';
import type { Dataset } from '../data.repository.ts';
import { datasetErrors } from '../datasets/datasets.errors.ts';
import type { OpenDataset } from '../datasets/open-dataset.ts';
import type { RecordView } from './record-pages.ts';
import { deleteRows, lockRows, readRows, type StoredRow, updateRows, withKeys } from './record-table.ts';
import { findValueFaults, pointerTo, readKey, type RecordValues } from './record-values.ts';
import { toRecordView } from './record-view.ts';
import type { RecordWriter } from './record-writer.ts';
import {
  describeChange,
  keepChanges,
  keyOf,
  requireConstraints,
  requireUnreferenced,
  type WritingDeps,
} from './write-records.ts';

/** A change of one record. */
export interface RecordEdit {
  actor: Actor;
  /** Told the record as it is, behind its lock: refuses a change that was made from an older state. */
  check?(current: RecordView): void;
}

/** Changes of single records. */
export function createRecordEditing({ write, ...deps }: WritingDeps & { write: RecordWriter }) {
  return {
    /** Gives a record other values; what is not named stays. @throws AppError record_not_found, records_invalid, … */
    update: (organizationId: number, name: string, key: string, values: RecordValues, { actor, check }: RecordEdit) =>
      write(organizationId, name, async (session, dataset) => {
        const row = await lock(session, dataset, key);
        check?.(toRecordView(dataset, row));
        const faults = findValueFaults(values, dataset.columns, pointerTo('values'));
        if (faults.length > 0) throw datasetErrors.records_invalid({ count: faults.length }, { faults });
        const columns = dataset.columns.filter(({ name: column }) => column in values);
        const [after = row] =
          columns.length === 0 ? [] : await updateRows(session, dataset, columns, [{ ...row, values }]);
        if (keyOf(dataset, after) !== keyOf(dataset, row)) {
          await requireUnreferenced(session, dataset, [keyOf(dataset, row)]);
        }
        const pointers = new Map([[row.rowId, pointerTo('values')]]);
        await requireConstraints(session, dataset, pointers, new Set(Object.keys(values)));
        const change = describeChange(dataset, row, after);
        const what = { dataset, action: 'update', actor, changes: change ? [change] : [] } as const;
        const changeSet = change ? await keepChanges(session, organizationId, deps, what) : null;
        return { record: toRecordView(dataset, after), changeSet };
      }),

    /** @throws AppError record_not_found, record_referenced */
    remove: (organizationId: number, name: string, key: string, { actor, check }: RecordEdit) =>
      write(organizationId, name, async (session, dataset) => {
        const row = await lock(session, dataset, key);
        check?.(toRecordView(dataset, row));
        await requireUnreferenced(session, dataset, [keyOf(dataset, row)]);
        await deleteRows(session, dataset, [row.rowId]);
        const change = describeChange(dataset, row, null);
        const what = { dataset, action: 'delete', actor, changes: change ? [change] : [] } as const;
        const changeSet = await keepChanges(session, organizationId, deps, what);
        return { changeSet, record: toRecordView(dataset, row) };
      }),
  };
}

/** The record as it is, kept from changes by others until the end. @throws AppError record_not_found */
async function lock(session: BusinessSession, dataset: OpenDataset, text: string): Promise<StoredRow> {
  const key = readKey(text, dataset.columns.find(({ isKey }) => isKey) ?? null);
  const [row] = key === null ? [] : await lockRows(session, dataset, withKeys(dataset, [key]), 1);
  if (!row) throw datasetErrors.record_not_found({ record: text, dataset: dataset.name });
  return row;
}

/** A record by its key; null where there is none. */
export async function findByKey(
  database: Database,
  organizationId: number,
  dataset: Dataset,
  text: string,
): Promise<RecordView | null> {
  const key = readKey(text, dataset.columns.find(({ isKey }) => isKey) ?? null);
  if (key === null) return null;
  const [row] = await database.business(organizationId, async (session) => {
    await session.client.query("set local timezone = 'UTC'");
    return readRows(session, dataset, withKeys(dataset, [key]), 1);
  });
  return row ? toRecordView(dataset, row) : null;
}
