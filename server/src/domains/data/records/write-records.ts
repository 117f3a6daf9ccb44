import type { Actor } from '../../../platform/audit/audit.ts';
import type { BusinessSession } from '../../../platform/db/database.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import { updateColumn } from '../data.repository.ts';
import { wordsOf } from '../datasets/constraints.ts';
import { datasetErrors } from '../datasets/datasets.errors.ts';
import { conditionsOf, type OpenDataset } from '../datasets/open-dataset.ts';
import { addToRowCount, type ChangeAction, insertChangeSet } from './record-changes.repository.ts';
import { appendRecordEvents, type ToldChange } from './record-events.ts';
import { findBrokenRows, type StoredRow } from './record-table.ts';
import { pointerTo, type RecordValues } from './record-values.ts';

export interface WritingDeps {
  outbox: Pick<Outbox, 'appended'>;
  newId(prefix: string): string;
}

/** What a record is called: by its key, or by its row's number where the dataset has none. */
export function keyOf({ columns }: Pick<OpenDataset, 'columns'>, { rowId, values }: StoredRow): string {
  const key = columns.find(({ isKey }) => isKey);
  return String(key ? values[key.name] : rowId);
}

/** A change of a row, told by how it was and how it is; null where nothing has changed. */
export function describeChange(
  dataset: OpenDataset,
  before: StoredRow | null,
  after: StoredRow | null,
): ToldChange | null {
  const row = before ?? after;
  if (!row) return null;
  const change = before === null ? 'create' : after === null ? 'delete' : 'update';
  const told = { rowId: row.rowId, key: keyOf(dataset, row), change, record: (after ?? row).values } as const;
  if (!before || !after) return { ...told, before: before?.values ?? null, after: after?.values ?? null };
  const changed = Object.keys(after.values).filter(
    (name) => JSON.stringify(after.values[name]) !== JSON.stringify(before.values[name]),
  );
  if (changed.length === 0) return null;
  return { ...told, before: pick(before.values, changed), after: pick(after.values, changed) };
}

const pick = (values: RecordValues, names: readonly string[]): RecordValues =>
  Object.fromEntries(names.map((name) => [name, values[name]]));

/**
 * Refuses rows that break a constraint of one of these columns, after they were written: the transaction then undoes it.
 * @param pointers where each row stands in the request
 * @throws AppError records_invalid
 */
export async function requireConstraints(
  session: BusinessSession,
  dataset: OpenDataset,
  pointers: ReadonlyMap<number, string>,
  columns: ReadonlySet<string> | 'all',
): Promise<void> {
  const checks = conditionsOf(dataset, session.schema, columns);
  const conditions = checks.map(({ condition }) => condition);
  const broken = await findBrokenRows(session, dataset, [...pointers.keys()], conditions);
  const faults = broken.flatMap(({ rowId, condition }) => {
    const constraint = checks[condition]?.constraint;
    if (!constraint) return [];
    const pointer = `${pointers.get(rowId) ?? ''}${pointerTo(constraint.column)}`;
    return [{ pointer, code: constraint.kind, params: wordsOf(constraint) }];
  });
  if (faults.length > 0) throw datasetErrors.records_invalid({ count: faults.length }, { faults });
}

/** Refuses to let records go that others refer to. @throws AppError record_referenced */
export async function requireUnreferenced(
  { client, schema }: BusinessSession,
  { referencedBy }: OpenDataset,
  keys: readonly string[],
): Promise<void> {
  for (const { dataset, column } of referencedBy) {
    const table = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(dataset)}`;
    const { rows } = await client.query<{ key: string; rows: number }>(
      `select t.${client.escapeIdentifier(column)}::text as key, count(*) as rows from ${table} t
        where t.${client.escapeIdentifier(column)}::text = any($1::text[]) group by 1 order by 1 limit 1`,
      [keys],
    );
    const [found] = rows;
    if (found) throw datasetErrors.record_referenced({ record: found.key, dataset, rows: found.rows });
  }
}

/** Writes down what was changed and tells of it, in the transaction of the change. @returns the name of the change set */
export async function keepChanges(
  session: BusinessSession,
  organizationId: number,
  { outbox, newId }: WritingDeps,
  what: { dataset: OpenDataset; action: ChangeAction; actor: Actor; changes: readonly ToldChange[] },
): Promise<string> {
  const { dataset, action, actor, changes } = what;
  const id = newId('chg');
  await session.asPlatform(async (db) => {
    const plain = changes.map(({ rowId, key, change, before, after }) => ({ rowId, key, change, before, after }));
    await insertChangeSet(db, organizationId, dataset.id, { id, action, actor, changes: plain });
    for (const column of dataset.columns) {
      const lacks = changes.some(({ change, record }) => change !== 'delete' && record[column.name] === null);
      if (!column.nullable && lacks) await updateColumn(db, organizationId, dataset.id, { ...column, nullable: true });
    }
    const grown = changes.reduce(
      (sum, { change }) => sum + Number(change === 'create') - Number(change === 'delete'),
      0,
    );
    if (grown !== 0) await addToRowCount(db, organizationId, dataset.id, grown);
    await appendRecordEvents(db, organizationId, { outbox, newId }, { dataset, changeSet: id, changes });
  });
  return id;
}
