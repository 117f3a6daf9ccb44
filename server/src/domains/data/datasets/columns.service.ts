import type { Actor } from '../../../platform/audit/audit.ts';
import type { BusinessSession } from '../../../platform/db/database.ts';
import { MAX_COLUMNS } from '../csv/limits.ts';
import { dataErrors } from '../data.errors.ts';
import { type DatasetColumn, insertColumns } from '../data.repository.ts';
import { createRecordWriter } from '../records/record-writer.ts';
import { addColumns } from '../tables/table-statements.ts';
import { dropColumn, renameColumn } from './column-statements.ts';
import { requireColumns } from './column-rules.ts';
import { changeColumn, removeColumn } from './datasets.repository.ts';
import { datasetErrors } from './datasets.errors.ts';
import type { OpenDataset } from './open-dataset.ts';
import { createShapeChanger, type DatasetUse, getColumn, listUses, type ShapeDeps } from './shape-changes.ts';

export interface ColumnEdit {
  name?: string;
  label?: string;
  role?: DatasetColumn['role'];
  currency?: string | null;
  /** Also where models or metrics would miss the old name. */
  force: boolean;
}

export function createColumnService(deps: ShapeDeps) {
  const change = createShapeChanger(deps);
  const look = createRecordWriter(deps.database);

  return {
    /** @throws AppError dataset_invalid, column_exists, dataset_too_wide */
    add: (organizationId: number, name: string, column: DatasetColumn, actor: Actor) =>
      change(organizationId, name, actor, async (session, dataset) => {
        requireColumns([column], '');
        if (dataset.columns.some((each) => each.name === column.name)) {
          throw datasetErrors.column_exists({ column: column.name, dataset: name });
        }
        const columns = dataset.columns.length + 1;
        if (columns > MAX_COLUMNS) throw dataErrors.dataset_too_wide({ columns, limit: MAX_COLUMNS });
        await translateWidth(columns, () => session.client.query(addColumns(session.schema, dataset.name, [column])));
        await session.asPlatform((db) => insertColumns(db, organizationId, dataset.id, [column]));
        const detail = { column: column.name, type: column.type };
        return { answer: undefined, act: { action: 'dataset.column_added', detail } };
      }),

    /** Changes what a column is called and what it is for. @throws AppError column_not_found, column_exists, column_in_use */
    update: (organizationId: number, name: string, columnName: string, edit: ColumnEdit, actor: Actor) =>
      change(organizationId, name, actor, async ({ client, schema, asPlatform }, dataset) => {
        const column = getColumn(dataset, columnName);
        const { force, ...wanted } = edit;
        const changed = { ...column, ...wanted };
        if (changed.role !== 'money' && edit.currency === undefined) changed.currency = null;
        requireColumns([changed], '');
        if (changed.name !== column.name) {
          if (dataset.columns.some((each) => each.name === changed.name)) {
            throw datasetErrors.column_exists({ column: changed.name, dataset: name });
          }
          await requireUnused(
            deps,
            organizationId,
            { ...dataset, referencedBy: [] },
            { column: column.name, force, following: 'quality_rule' },
          );
          await client.query(renameColumn({ schema, table: dataset.name, from: column.name, to: changed.name }));
        }
        const { name: newName, label, role, currency } = changed;
        await asPlatform(async (db) => {
          await changeColumn(db, organizationId, dataset.id, column.name, { name: newName, label, role, currency });
          if (newName !== column.name)
            await deps.onRenamed(db, organizationId, dataset.id, { from: column.name, to: newName });
        });
        const detail = { column: column.name, ...wanted };
        return { answer: undefined, act: { action: 'dataset.column_changed', detail } };
      }),

    /** What would go with a column. */
    preview: (organizationId: number, name: string, column: string) =>
      look(organizationId, name, async (session, dataset) => {
        getColumn(dataset, column);
        const uses = await listUses(deps, organizationId, dataset, column);
        return { values: await countValues(session, dataset, column), uses };
      }),

    /** @throws AppError column_not_found, column_in_use */
    remove: (organizationId: number, name: string, columnName: string, how: { force: boolean; actor: Actor }) =>
      change(organizationId, name, how.actor, async (session, dataset) => {
        const column = getColumn(dataset, columnName);
        await requireUnused(deps, organizationId, dataset, { column: column.name, force: how.force, following: null });
        const values = await countValues(session, dataset, column.name);
        await session.client.query(dropColumn({ schema: session.schema, table: dataset.name, column: column.name }));
        await session.asPlatform((db) => removeColumn(db, organizationId, dataset.id, column.name));
        const detail = { column: column.name, type: column.type, values };
        return { answer: undefined, act: { action: 'dataset.column_removed', detail } };
      }),
  };
}

/**
 * @param following what takes a new name by itself
 * @throws AppError column_in_use
 */
async function requireUnused(
  deps: ShapeDeps,
  organizationId: number,
  dataset: OpenDataset,
  { column, force, following }: { column: string; force: boolean; following: DatasetUse['kind'] | null },
): Promise<void> {
  const all = await listUses(deps, organizationId, dataset, column);
  const uses = all.filter(({ kind }) => kind !== following);
  const hard = uses.filter(({ kind }) => kind === 'constraint' || !force);
  if (hard.length > 0) throw datasetErrors.column_in_use({ column, count: hard.length, uses: namesOf(hard) });
}

const namesOf = (uses: readonly DatasetUse[]): string => uses.map(({ name }) => name).join(', ');

async function countValues({ client, schema }: BusinessSession, { name }: OpenDataset, column: string) {
  const { rows } = await client.query<{ values: number }>(
    `select count(${client.escapeIdentifier(column)}) as values from ${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`,
  );
  return rows[0]?.values ?? 0;
}

/** PostgreSQL counts columns that were removed as well. */
const TOO_MANY_COLUMNS = '54011';

async function translateWidth(columns: number, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    const code: unknown = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : '';
    throw code === TOO_MANY_COLUMNS
      ? dataErrors.dataset_too_wide({ columns, limit: MAX_COLUMNS }, { cause: thrown })
      : thrown;
  }
}
