import type { Actor, Audit } from '../../../platform/audit/audit.ts';
import type { BusinessSession, Database } from '../../../platform/db/database.ts';
import { dataErrors } from '../data.errors.ts';
import { type Dataset, findDataset } from '../data.repository.ts';
import { datasetErrors } from '../datasets/datasets.errors.ts';
import type { OpenDataset } from '../datasets/open-dataset.ts';
import {
  type ChangeSet,
  findChangeSet,
  findDeletedRow,
  listChangeSets,
  listChangesOfRow,
  listChangesOfSet,
  markUndone,
  type PastChange,
} from './record-changes.repository.ts';
import type { ToldChange } from './record-events.ts';
import {
  deleteRows,
  insertRows,
  lockRows,
  readRows,
  type StoredRow,
  updateRows,
  withKeys,
  withRows,
} from './record-table.ts';
import { pointerTo, readKey, type RecordValues } from './record-values.ts';
import type { RecordWriter } from './record-writer.ts';
import {
  describeChange,
  keepChanges,
  keyOf,
  requireConstraints,
  requireUnreferenced,
  type WritingDeps,
} from './write-records.ts';

interface HistoryDeps extends WritingDeps {
  database: Database;
  write: RecordWriter;
  audit: Pick<Audit, 'record'>;
}

/** A record that undoing has left as it is, because it was changed later by others. */
export interface LeftRecord {
  key: string;
  reason: 'changed_later' | 'gone' | 'key_taken';
}

export interface Undone {
  changeSet: string | null;
  undone: number;
  left: LeftRecord[];
}

export function createRecordHistory(deps: HistoryDeps) {
  const { database, write } = deps;

  async function getDataset(organizationId: number, name: string): Promise<Dataset> {
    const dataset = await findDataset(database.tenant(organizationId), organizationId, name.normalize('NFC'));
    if (!dataset) throw dataErrors.dataset_not_found({ dataset: name });
    return dataset;
  }

  return {
    /** The changes of a record, also of one that is gone, the last first. @throws AppError record_not_found */
    async list(organizationId: number, name: string, text: string, page: { before: number | null; limit: number }) {
      const dataset = await getDataset(organizationId, name);
      const db = database.tenant(organizationId);
      const key = readKey(text, dataset.columns.find(({ isKey }) => isKey) ?? null);
      const rowId =
        key === null
          ? null
          : ((await findRowId(database, organizationId, dataset, key)) ??
            (await findDeletedRow(db, organizationId, dataset.id, key)));
      if (rowId === null) throw datasetErrors.record_not_found({ record: text, dataset: dataset.name });
      const changes = await listChangesOfRow(db, organizationId, dataset.id, { rowId, ...page });
      return { dataset, changes };
    },

    /** What requests have changed, the last first. */
    async listSets(organizationId: number, name: string, page: { before: string | null; limit: number }) {
      const { id } = await getDataset(organizationId, name);
      return listChangeSets(database.tenant(organizationId), organizationId, id, page);
    },

    /**
     * Takes back what one request changed. Records that were changed again since are left and listed.
     * @param check refuses whoever may not do what taking this back takes
     * @throws AppError change_set_not_found, change_set_undone, record_referenced, records_invalid
     */
    undo: (organizationId: number, name: string, set: string, by: { actor: Actor; check(found: ChangeSet): void }) =>
      write(organizationId, name, async (session, dataset): Promise<Undone> => {
        const past = await session.asPlatform(async (db) => {
          const found = await findChangeSet(db, organizationId, dataset.id, set);
          if (!found) throw datasetErrors.change_set_not_found({ change: set });
          by.check(found);
          if (found.undoneBy !== null) throw datasetErrors.change_set_undone({ change: set });
          return listChangesOfSet(db, organizationId, dataset.id, set);
        });
        const { changes, left } = await takeBack(session, dataset, past);
        if (changes.length === 0) return { changeSet: null, undone: 0, left };
        const { actor } = by;
        const changeSet = await keepChanges(session, organizationId, deps, { dataset, action: 'undo', actor, changes });
        await session.asPlatform(async (db) => {
          await markUndone(db, organizationId, dataset.id, { id: set, undoneBy: changeSet });
          await deps.audit.record(db, organizationId, {
            actor,
            action: 'records.undone',
            subject: { kind: 'dataset', id: dataset.name },
            detail: { change_set: set, undone: changes.length, left: left.length },
          });
        });
        return { changeSet, undone: changes.length, left };
      }),
  };
}

async function findRowId(
  database: Database,
  organizationId: number,
  dataset: Dataset,
  key: string,
): Promise<number | null> {
  const rows = await database.business(organizationId, (session) =>
    readRows(session, dataset, withKeys(dataset, [key]), 1),
  );
  return rows[0]?.rowId ?? null;
}

interface TakenBack {
  changes: ToldChange[];
  left: LeftRecord[];
}

/** Whether the row still has these values in the columns that they name. */
const stillHas = (row: StoredRow, values: RecordValues): boolean =>
  Object.entries(values).every(([name, value]) => JSON.stringify(row.values[name]) === JSON.stringify(value));

async function takeBack(
  session: BusinessSession,
  dataset: OpenDataset,
  past: readonly PastChange[],
): Promise<TakenBack> {
  const rowIds = past.map(({ rowId }) => rowId);
  const now = new Map(
    (await lockRows(session, dataset, withRows(rowIds), rowIds.length)).map((row) => [row.rowId, row]),
  );
  const gone = past.filter(({ change }) => change === 'delete');
  const left: LeftRecord[] = [];
  const leave = (change: PastChange, reason: LeftRecord['reason']): [] => {
    left.push({ key: change.key, reason });
    return [];
  };
  const there = past.flatMap((change) => {
    if (change.change === 'delete') return [];
    const row = now.get(change.rowId);
    if (!row) return leave(change, 'gone');
    return stillHas(row, change.after ?? {}) ? [{ change, row }] : leave(change, 'changed_later');
  });
  const removed = there.filter(({ change }) => change.change === 'create').map(({ row }) => row);
  const restored = there.flatMap(({ change, row }) =>
    change.change === 'update' ? [{ rowId: row.rowId, values: change.before ?? {} }] : [],
  );
  const taken = await findTakenKeys(session, dataset, gone);
  const returning = gone.flatMap((change) => {
    if (now.has(change.rowId) || taken.has(change.key)) return leave(change, 'key_taken');
    return fits(dataset, change.before) ? [change] : leave(change, 'changed_later');
  });

  await requireUnreferenced(
    session,
    dataset,
    removed.map((row) => keyOf(dataset, row)),
  );
  await deleteRows(
    session,
    dataset,
    removed.map(({ rowId }) => rowId),
  );
  const columns = namedColumns(
    dataset,
    restored.map(({ values }) => values),
  );
  const after = columns.length === 0 ? [] : await updateRows(session, dataset, columns, restored);
  const values = returning.map(({ rowId, before }) => ({ ...before, _row_id: rowId }));
  const back = values.length === 0 ? [] : await insertRows(session, dataset, dataset.columns, values, true);
  const pointers = new Map([...after, ...back].map((row) => [row.rowId, pointerTo(keyOf(dataset, row))]));
  await requireConstraints(session, dataset, pointers, 'all');

  const changes = [
    ...removed.map((row) => describeChange(dataset, row, null)),
    ...after.map((row) => describeChange(dataset, now.get(row.rowId) ?? null, row)),
    ...back.map((row) => describeChange(dataset, null, row)),
  ];
  return { changes: changes.flatMap((change) => (change ? [change] : [])), left };
}

/** Values of columns that are gone cannot come back. */
const fits = ({ columns }: OpenDataset, values: RecordValues | null): boolean => {
  const names = new Set(columns.map(({ name }) => name));
  return Object.entries(values ?? {}).every(([name, value]) => value === null || names.has(name));
};

function namedColumns({ columns }: OpenDataset, records: readonly RecordValues[]) {
  const names = new Set(records.flatMap((values) => Object.keys(values)));
  return columns.filter(({ name }) => names.has(name));
}

async function findTakenKeys(session: BusinessSession, dataset: OpenDataset, gone: readonly PastChange[]) {
  if (!dataset.columns.some(({ isKey }) => isKey)) return new Set<string>();
  const keys = gone.map(({ key }) => key);
  const rows = await lockRows(session, dataset, withKeys(dataset, keys), keys.length);
  return new Set(rows.map((row) => keyOf(dataset, row)));
}
