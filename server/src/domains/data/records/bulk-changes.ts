import type { Actor, Audit } from '../../../platform/audit/audit.ts';
import { datasetErrors } from '../datasets/datasets.errors.ts';
import type { OpenDataset } from '../datasets/open-dataset.ts';
import { usualColumnsFor } from '../datasets/standard-tables.ts';
import type { RowFilter } from '../tables/row-filter.ts';
import { type RecordView, toCondition } from './record-pages.ts';
import { countRows, deleteRows, lockRows, readRows, type StoredRow, updateRows } from './record-table.ts';
import { findValueFaults, pointerTo, type RecordValues } from './record-values.ts';
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

interface BulkDeps extends WritingDeps {
  write: RecordWriter;
  audit: Pick<Audit, 'record'>;
}

/** A change of every record that fulfils a filter: new values, or null to delete them. */
export interface BulkChange {
  filter: RowFilter;
  values: RecordValues | null;
  /** More are never changed: the request is then refused as a whole. */
  cap: number;
  actor: Actor;
}

export interface BulkPreview {
  affected: number;
  cap: number;
  /** Some of them, as they are now. */
  examples: RecordView[];
}

const EXAMPLES = 5;

export function createBulkChanges({ write, audit, ...deps }: BulkDeps) {
  return {
    /** What a change would touch; nothing is changed. @throws AppError filter_does_not_fit, records_invalid */
    preview: (organizationId: number, name: string, { filter, values, cap }: Omit<BulkChange, 'actor'>) =>
      write(organizationId, name, async (session, dataset): Promise<BulkPreview> => {
        requireValues(dataset, values);
        const condition = toCondition(dataset, filter);
        const examples = await readRows(session, dataset, condition, EXAMPLES);
        const affected = await countRows(session, dataset, condition);
        return { affected, cap, examples: examples.map((row) => toRecordView(dataset, row)) };
      }),

    /** @throws AppError too_many_records, filter_does_not_fit, records_invalid, record_referenced */
    apply: (organizationId: number, name: string, { filter, values, cap, actor }: BulkChange) =>
      write(organizationId, name, async (session, dataset): Promise<{ changeSet: string | null; affected: number }> => {
        requireValues(dataset, values);
        const condition = toCondition(dataset, filter);
        const rows = await lockRows(session, dataset, condition, cap + 1);
        if (rows.length > cap) {
          const affected = await countRows(session, dataset, condition);
          throw datasetErrors.too_many_records({ affected, cap });
        }
        let after: (StoredRow | null)[] = rows.map(() => null);
        if (values === null) {
          await requireUnreferenced(
            session,
            dataset,
            rows.map((row) => keyOf(dataset, row)),
          );
          await deleteRows(
            session,
            dataset,
            rows.map(({ rowId }) => rowId),
          );
        } else {
          const columns = dataset.columns.filter((column) => column.name in values);
          after = await updateRows(
            session,
            dataset,
            columns,
            rows.map(({ rowId }) => ({ rowId, values })),
          );
          const pointers = new Map(rows.map(({ rowId }) => [rowId, pointerTo('values')]));
          await requireConstraints(session, dataset, pointers, new Set(Object.keys(values)));
        }
        const changes = rows.flatMap((row, place) => describeChange(dataset, row, after[place] ?? null) ?? []);
        if (changes.length === 0) return { changeSet: null, affected: 0 };
        const action = values === null ? 'delete' : 'update';
        const changeSet = await keepChanges(session, organizationId, deps, { dataset, action, actor, changes });
        await session.asPlatform((db) =>
          audit.record(db, organizationId, {
            actor,
            action: values === null ? 'records.deleted' : 'records.updated',
            subject: { kind: 'dataset', id: dataset.name },
            detail: { change_set: changeSet, records: changes.length, filter: JSON.stringify(filter) },
          }),
        );
        return { changeSet, affected: changes.length };
      }),
  };
}

/** Many records cannot have one key. */
function requireValues(dataset: OpenDataset, values: RecordValues | null): void {
  if (values === null) return;
  const key = dataset.columns.find(({ isKey }) => isKey)?.name;
  const columns = [...dataset.columns, ...usualColumnsFor(dataset, [values])];
  const faults = findValueFaults(values, columns, pointerTo('values'));
  if (key !== undefined && key in values) {
    faults.push({ pointer: pointerTo('values', key), code: 'key_repeated', params: { key: String(values[key]) } });
  }
  if (faults.length > 0) throw datasetErrors.records_invalid({ count: faults.length }, { faults });
}
