import { setTimeout } from 'node:timers/promises';
import type { Audit } from '../../../platform/audit/audit.ts';
import type { BusinessSession, Database } from '../../../platform/db/database.ts';
import type { JobContext, JobHandler } from '../../../platform/jobs/job.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import { dataErrors } from '../data.errors.ts';
import {
  type Dataset,
  dropTable,
  findDataset,
  tryLockDataset,
  updateColumn,
  updateRowCount,
} from '../data.repository.ts';
import { findImport, type Import, type UndoOutcome } from './imports.repository.ts';
import { markUndone, removeColumns, removeDatasetOnly } from './undo.repository.ts';
import { dropEmptyColumns, findChangedLater, hasBlanks, isEmpty, removeRows, restoreRows } from './undo-rows.ts';

export const UNDO_JOB = 'import_undo';
const TIMEOUT_MS = 60 * 60 * 1000;
const LOCK_WAIT_MS = 200;

interface UndoDeps {
  database: Database;
  outbox: Pick<Outbox, 'append'>;
  audit?: Pick<Audit, 'record'>;
}

/** Takes whole imports back. */
export function createUndoHandler(deps: UndoDeps): JobHandler {
  return {
    kind: UNDO_JOB,
    readPermission: 'data:read',
    cancelPermission: 'data:delete',
    timeoutMs: TIMEOUT_MS,
    async run(context) {
      const { organizationId } = context;
      const importId = readPayload(context.payload);
      const found = await findImport(deps.database.tenant(organizationId), organizationId, importId);
      if (!found) throw dataErrors.import_not_found({ import: importId });
      await deps.database.business(organizationId, (session) => undo(deps, session, found, context));
    },
  };
}

function readPayload(payload: unknown): number {
  const id = typeof payload === 'object' && payload !== null && 'import_id' in payload ? payload.import_id : 0;
  return typeof id === 'number' ? id : 0;
}

async function undo(deps: UndoDeps, session: BusinessSession, found: Import, context: JobContext): Promise<void> {
  const { organizationId, signal, report } = context;
  report('checking', 0);
  while (!(await tryLockDataset(session.client, organizationId, found.dataset))) {
    await setTimeout(LOCK_WAIT_MS, undefined, { signal });
  }
  const dataset = await session.asPlatform((db) => findDataset(db, organizationId, found.dataset));
  if (!dataset) throw dataErrors.import_not_undoable({ import: found.id, reason: 'gone' });
  const later = await session.asPlatform((db) => findChangedLater(db, organizationId, dataset.id, found));
  report('removing', 0.1);
  const removed = await removeRows(session, dataset, found.id, later);
  signal.throwIfAborted();
  report('restoring', 0.4);
  const restored = await restoreRows(session, dataset, { organizationId, found, signal });
  const left = removed.left.length + restored.left;
  const outcome: UndoOutcome = {
    removed: removed.rows,
    restored: restored.rows,
    left,
    examples: [...removed.left, ...restored.examples].slice(0, 100),
  };
  report('finishing', 0.9);
  const gone = found.prior?.created === true && (await isEmpty(session, dataset));
  if (gone) await dropTable(session, dataset.name);
  const dropped = gone ? [] : await dropEmptyColumns(session, dataset, found.prior?.added ?? []);
  const complete = gone ? [] : await findComplete(session, dataset, found);
  await session.asPlatform(async (db) => {
    if (gone) await removeDatasetOnly(db, organizationId, dataset.id);
    else {
      await removeColumns(db, organizationId, dataset.id, dropped);
      for (const column of complete) await updateColumn(db, organizationId, dataset.id, { ...column, nullable: false });
      await updateRowCount(db, organizationId, dataset.id, Math.max(0, dataset.rowCount - removed.rows));
    }
    await markUndone(db, organizationId, found.id, outcome);
    await deps.outbox.append(db, organizationId, {
      type: 'import_undone',
      subject: { kind: 'dataset', id: dataset.name },
      data: {
        import_id: found.id,
        table_name: dataset.name,
        rows_removed: removed.rows,
        rows_restored: restored.rows,
        rows_left: left,
      },
    });
    await context.complete(db, {
      dataset: dataset.name,
      import_id: found.id,
      rows_removed: removed.rows,
      rows_restored: restored.rows,
      rows_left: left,
      left: outcome.examples,
    });
  });
}

/** The columns that had a value in every row before, and have again. */
async function findComplete(
  session: BusinessSession,
  dataset: Dataset,
  { prior }: Import,
): Promise<Dataset['columns']> {
  const complete: Dataset['columns'] = [];
  for (const column of dataset.columns) {
    if (!column.nullable || !(prior?.complete.includes(column.name) ?? false)) continue;
    if (!(await hasBlanks(session, dataset, column.name))) complete.push(column);
  }
  return complete;
}
