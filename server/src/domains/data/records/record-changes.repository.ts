import { sql } from 'kysely';
import type { Actor } from '../../../platform/audit/audit.ts';
import type { Db } from '../../../platform/db/database.ts';
import type { RecordValues } from './record-values.ts';

export type ChangeAction = 'create' | 'update' | 'upsert' | 'delete' | 'undo';

/** What happened to one record. Of an update, the values of the changed columns only. */
export interface RecordChange {
  rowId: number;
  key: string;
  change: 'create' | 'update' | 'delete';
  before: RecordValues | null;
  after: RecordValues | null;
}

/** What one request changed. */
export interface ChangeSet {
  id: string;
  action: ChangeAction;
  records: number;
  actor: Actor;
  createdAt: Date;
  undoneBy: string | null;
}

/** A change as the history tells it. */
export interface PastChange extends RecordChange {
  id: number;
  changeSet: string | null;
  importId: number | null;
  actor: Actor;
  changedAt: Date;
}

export interface NewChangeSet {
  id: string;
  action: ChangeAction;
  actor: Actor;
  changes: readonly RecordChange[];
}

export async function insertChangeSet(
  db: Db,
  organizationId: number,
  datasetId: number,
  { id, action, actor, changes }: NewChangeSet,
): Promise<void> {
  await db
    .insertInto('record_change_sets')
    .values({
      organization_id: organizationId,
      dataset_id: datasetId,
      id,
      action,
      records: changes.length,
      actor_kind: actor.kind,
      actor_id: actor.id,
    })
    .execute();
  await sql`
    insert into record_changes
      (organization_id, dataset_id, row_id, record_key, change, before, after, change_set, actor_kind, actor_id)
    select ${organizationId}::int, ${datasetId}::int, c."rowId", c.key, c.change, c.before, c.after,
      ${id}::text, ${actor.kind}::text, ${actor.id}::int
      from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
        as c("rowId" bigint, key text, change text, before jsonb, after jsonb)
  `.execute(db);
}

export async function findChangeSet(
  db: Db,
  organizationId: number,
  datasetId: number,
  id: string,
): Promise<ChangeSet | null> {
  const row = await selectSets(db, organizationId, datasetId).where('id', '=', id).forUpdate().executeTakeFirst();
  return row ? toSet(row) : null;
}

export async function listChangeSets(
  db: Db,
  organizationId: number,
  datasetId: number,
  page: { before: string | null; limit: number },
): Promise<ChangeSet[]> {
  const rows = await selectSets(db, organizationId, datasetId)
    .$if(page.before !== null, (query) => query.where('id', '<', page.before ?? ''))
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute();
  return rows.map(toSet);
}

function selectSets(db: Db, organizationId: number, datasetId: number) {
  return db
    .selectFrom('record_change_sets')
    .select(['id', 'action', 'records', 'actor_kind', 'actor_id', 'created_at', 'undone_by'])
    .where('organization_id', '=', organizationId)
    .where('dataset_id', '=', datasetId);
}

function toSet(row: Awaited<ReturnType<ReturnType<typeof selectSets>['executeTakeFirstOrThrow']>>): ChangeSet {
  return {
    id: row.id,
    // The table's check allows no other.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    action: row.action as ChangeAction,
    records: row.records,
    actor: toActor(row),
    createdAt: row.created_at,
    undoneBy: row.undone_by,
  };
}

export async function markUndone(
  db: Db,
  organizationId: number,
  datasetId: number,
  { id, undoneBy }: { id: string; undoneBy: string },
): Promise<void> {
  await db
    .updateTable('record_change_sets')
    .set({ undone_by: undoneBy })
    .where('organization_id', '=', organizationId)
    .where('dataset_id', '=', datasetId)
    .where('id', '=', id)
    .execute();
}

/** The changes of a set, the last first: the order in which they are taken back. */
export async function listChangesOfSet(
  db: Db,
  organizationId: number,
  datasetId: number,
  set: string,
): Promise<PastChange[]> {
  const rows = await selectChanges(db, organizationId, datasetId)
    .where('change_set', '=', set)
    .orderBy('id', 'desc')
    .execute();
  return rows.map(toChange);
}

/** The changes of one row, the last first. */
export async function listChangesOfRow(
  db: Db,
  organizationId: number,
  datasetId: number,
  page: { rowId: number; before: number | null; limit: number },
): Promise<PastChange[]> {
  const rows = await selectChanges(db, organizationId, datasetId)
    .where('row_id', '=', page.rowId)
    .$if(page.before !== null, (query) => query.where('id', '<', page.before ?? 0))
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute();
  return rows.map(toChange);
}

/** The row that a record had which is gone: the one that went last, where several were called alike. */
export async function findDeletedRow(
  db: Db,
  organizationId: number,
  datasetId: number,
  key: string,
): Promise<number | null> {
  const row = await db
    .selectFrom('record_changes')
    .select('row_id')
    .where('organization_id', '=', organizationId)
    .where('dataset_id', '=', datasetId)
    .where('change', '=', 'delete')
    .where('record_key', '=', key)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.row_id ?? null;
}

function selectChanges(db: Db, organizationId: number, datasetId: number) {
  return db
    .selectFrom('record_changes')
    .select(['id', 'row_id', 'record_key', 'change', 'before', 'after', 'change_set', 'import_id'])
    .select(['actor_kind', 'actor_id', 'changed_at'])
    .where('organization_id', '=', organizationId)
    .where('dataset_id', '=', datasetId);
}

function toChange(row: Awaited<ReturnType<ReturnType<typeof selectChanges>['executeTakeFirstOrThrow']>>): PastChange {
  return {
    id: row.id,
    rowId: row.row_id,
    key: row.record_key ?? String(row.row_id),
    // The table's checks allow no other kind, and both are objects.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    ...({ change: row.change, before: row.before, after: row.after } as Pick<
      RecordChange,
      'change' | 'before' | 'after'
    >),
    changeSet: row.change_set,
    importId: row.import_id,
    actor: toActor(row),
    changedAt: row.changed_at,
  };
}

const toActor = (row: { actor_kind: string; actor_id: number | null }) =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the tables' checks allow nothing else
  ({ kind: row.actor_kind, id: row.actor_id }) as Actor;

/** By how many the dataset has grown; it may have shrunk. */
export async function addToRowCount(db: Db, organizationId: number, datasetId: number, rows: number): Promise<void> {
  await db
    .updateTable('datasets')
    .set((eb) => ({ row_count: eb('row_count', '+', rows), updated_at: new Date() }))
    .where('organization_id', '=', organizationId)
    .where('id', '=', datasetId)
    .execute();
}
