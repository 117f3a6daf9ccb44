import type { Actor } from '../../../platform/audit/audit.ts';
import type { BusinessSession } from '../../../platform/db/database.ts';
import type { Fault } from '../../../platform/errors.ts';
import { type DatasetFaultCode, datasetErrors } from '../datasets/datasets.errors.ts';
import type { OpenDataset } from '../datasets/open-dataset.ts';
import type { ToldChange } from './record-events.ts';
import { insertRows, lockRows, type StoredRow, updateRows, withKeys } from './record-table.ts';
import { findValueFaults, pointerTo, type RecordValues } from './record-values.ts';
import { describeChange, keepChanges, keyOf, requireConstraints, type WritingDeps } from './write-records.ts';

export interface Creation {
  records: readonly RecordValues[];
  /** Records whose keys are there already are changed instead of refused. */
  upsert: boolean;
  actor: Actor;
}

export interface Created {
  /** Null where nothing has changed. */
  changeSet: string | null;
  created: number;
  updated: number;
  /** In the order of the request. */
  rows: StoredRow[];
}

const MOST_NAMED = 5;

/** Adds records, all of them or none. @throws AppError records_invalid, record_exists, key_needed */
export async function createRecords(
  session: BusinessSession,
  organizationId: number,
  deps: WritingDeps,
  dataset: OpenDataset,
  { records, upsert, actor }: Creation,
): Promise<Created> {
  const key = dataset.columns.find(({ isKey }) => isKey);
  if (upsert && !key) throw datasetErrors.key_needed({ dataset: dataset.name });
  requireValid(dataset, records, key?.name ?? null);
  const keys = key ? records.map((record) => String(record[key.name])) : [];
  const known = key ? await lockRows(session, dataset, withKeys(dataset, keys), records.length) : [];
  if (!upsert && known.length > 0) {
    const named = known.slice(0, MOST_NAMED).map((row) => keyOf(dataset, row));
    throw datasetErrors.record_exists({ count: known.length, records: named.join(', ') });
  }
  const before = new Map(known.map((row) => [keyOf(dataset, row), row]));
  const fresh = records.flatMap((values, place) => (before.has(keys[place] ?? '') ? [] : [{ values, place }]));
  const stale = records.flatMap((values, place) => {
    const row = before.get(keys[place] ?? '');
    return row ? [{ values, place, row }] : [];
  });
  const named = (list: readonly { values: RecordValues }[]) => {
    const names = new Set(list.flatMap(({ values }) => Object.keys(values)));
    return dataset.columns.filter(({ name }) => names.has(name));
  };
  const added =
    fresh.length === 0
      ? []
      : await insertRows(
          session,
          dataset,
          named(fresh),
          fresh.map(({ values }) => values),
        );
  const changing = named(stale).filter(({ isKey }) => !isKey);
  const patches = stale.map(({ row, values }) => ({ rowId: row.rowId, values }));
  const patched =
    changing.length === 0 ? stale.map(({ row }) => row) : await updateRows(session, dataset, changing, patches);

  const placeOf = new Map<number, number>([
    ...added.map((row, index): [number, number] => [row.rowId, fresh[index]?.place ?? 0]),
    ...stale.map(({ row, place }): [number, number] => [row.rowId, place]),
  ]);
  const pointers = (rows: readonly StoredRow[]) =>
    new Map(rows.map(({ rowId }) => [rowId, pointerTo('records', placeOf.get(rowId) ?? 0)]));
  await requireConstraints(session, dataset, pointers(added), 'all');
  await requireConstraints(session, dataset, pointers(patched), new Set(changing.map(({ name }) => name)));

  const olds = new Map(known.map((row) => [row.rowId, row]));
  const changes = [...added, ...patched].flatMap((row): ToldChange[] => {
    const change = describeChange(dataset, olds.get(row.rowId) ?? null, row);
    return change ? [change] : [];
  });
  const updated = changes.filter(({ change }) => change === 'update').length;
  const action = upsert ? 'upsert' : 'create';
  const changeSet =
    changes.length === 0 ? null : await keepChanges(session, organizationId, deps, { dataset, action, actor, changes });
  const rows = [...added, ...patched].toSorted((a, b) => (placeOf.get(a.rowId) ?? 0) - (placeOf.get(b.rowId) ?? 0));
  return { changeSet, created: added.length, updated, rows };
}

function requireValid({ columns }: OpenDataset, records: readonly RecordValues[], key: string | null): void {
  const faults: Fault<DatasetFaultCode>[] = [];
  const seen = new Set<string>();
  for (const [place, record] of records.entries()) {
    const at = pointerTo('records', place);
    faults.push(...findValueFaults(record, columns, at));
    if (key === null) continue;
    const value = record[key];
    const named = typeof value === 'string' ? value : JSON.stringify(value);
    const pointer = `${at}${pointerTo(key)}`;
    if (value === undefined) faults.push({ pointer, code: 'key_missing', params: { column: key } });
    else if (seen.has(named)) faults.push({ pointer, code: 'key_repeated', params: { key: named } });
    seen.add(named);
  }
  const MOST_FAULTS = 100;
  if (faults.length > 0) {
    throw datasetErrors.records_invalid({ count: faults.length }, { faults: faults.slice(0, MOST_FAULTS) });
  }
}
