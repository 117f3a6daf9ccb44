import type { Actor } from '../../../platform/audit/audit.ts';
import type { BusinessSession } from '../../../platform/db/database.ts';
import type { DatasetColumn } from '../data.repository.ts';
import { indexKey, unindexKey } from './column-statements.ts';
import { requireColumns } from './column-rules.ts';
import { changeColumn } from './datasets.repository.ts';
import { datasetErrors } from './datasets.errors.ts';
import type { OpenDataset } from './open-dataset.ts';
import { createShapeChanger, getColumn, type ShapeDeps } from './shape-changes.ts';

export function createKeyService(deps: ShapeDeps) {
  const change = createShapeChanger(deps);
  return {
    /** Makes a column the key, or null none. @throws AppError column_not_found, key_not_possible, column_in_use */
    set: (organizationId: number, name: string, columnName: string | null, actor: Actor) =>
      change(organizationId, name, actor, async (session, dataset) => {
        const { client, schema } = session;
        const before = dataset.columns.find(({ isKey }) => isKey);
        const column = columnName === null ? null : getColumn(dataset, columnName);
        if (before?.name === column?.name) return { answer: undefined, act: null };
        if (dataset.referencedBy.length > 0) {
          const uses = dataset.referencedBy.map((each) => `${each.dataset}.${each.column}`).join(', ');
          throw datasetErrors.column_in_use({ column: before?.name ?? '', count: dataset.referencedBy.length, uses });
        }
        const place = { schema, table: dataset.name, datasetId: dataset.id };
        if (before) await client.query(unindexKey({ ...place, column: before.name }));
        if (column) await requireKey(session, dataset, column);
        if (column) await client.query(indexKey({ ...place, column: column.name }));
        await session.asPlatform(async (db) => {
          if (before) await changeColumn(db, organizationId, dataset.id, before.name, { isKey: false });
          if (column) await changeColumn(db, organizationId, dataset.id, column.name, { isKey: true, nullable: false });
        });
        const detail = { before: before?.name ?? null, after: column?.name ?? null };
        return { answer: undefined, act: { action: 'dataset.key_changed', detail } };
      }),
  };
}

/** @throws AppError dataset_invalid, key_not_possible */
async function requireKey({ client, schema }: BusinessSession, dataset: OpenDataset, column: DatasetColumn) {
  requireColumns([{ ...column, isKey: true }], '');
  const x = client.escapeIdentifier(column.name);
  const tooLong = column.type === 'text' ? `length(${x}) > 200 or ${x} = ''` : 'false';
  const { rows } = await client.query<{ rows: number }>(
    `select count(*) - count(distinct ${x}) + count(*) filter (where ${tooLong}) as rows
       from ${client.escapeIdentifier(schema)}.${client.escapeIdentifier(dataset.name)}`,
  );
  const unfit = rows[0]?.rows ?? 0;
  if (unfit > 0) throw datasetErrors.key_not_possible({ column: column.name, rows: unfit });
}
