import { type Actor, type Audit, userOf } from '../../../platform/audit/audit.ts';
import type { Database, Db } from '../../../platform/db/database.ts';
import type { Jobs } from '../../../platform/jobs/jobs.ts';
import { dataErrors } from '../data.errors.ts';
import { findDataset } from '../data.repository.ts';
import { findImport, findJobStatus, type Import } from './imports.repository.ts';
import { UNDO_JOB } from './undo-job.ts';
import { startUndo } from './undo.repository.ts';

interface UndoDeps {
  database: Database;
  jobs: Jobs;
  audit: Pick<Audit, 'record'>;
}

export function createUndoStarter({ database, jobs, audit }: UndoDeps) {
  /**
   * Starts taking an import back.
   * @returns the job
   * @throws AppError import_not_found, import_not_undoable
   */
  return (organizationId: number, id: number, actor: Actor): Promise<string> =>
    database.transaction(organizationId, async (db) => {
      const found = await findImport(db, organizationId, id);
      if (!found) throw dataErrors.import_not_found({ import: id });
      const reason = await whyNotUndoable(db, organizationId, found);
      if (reason !== null) throw dataErrors.import_not_undoable({ import: id, reason });
      const subject = { kind: 'import' as const, id, name: found.fileName ?? found.dataset };
      const createdBy = userOf(actor);
      const payload = { import_id: id };
      const jobId = await jobs.enqueue(db, organizationId, { kind: UNDO_JOB, payload, subject, createdBy });
      await startUndo(db, organizationId, id, jobId);
      await audit.record(db, organizationId, {
        actor,
        action: 'dataset.import_undone',
        subject: { kind: 'dataset', id: found.dataset },
        detail: { import_id: id, file_name: found.fileName, job_id: jobId },
      });
      return jobId;
    });
}

async function whyNotUndoable(
  db: Db,
  organizationId: number,
  found: Import,
): Promise<'undone' | 'nothing' | 'running' | 'gone' | null> {
  if (found.undoneAt !== null) return 'undone';
  if (found.status !== 'succeeded' || !found.rowsImported || found.prior === null) return 'nothing';
  if (found.undoJobId !== null) {
    const status = await findJobStatus(db, organizationId, found.undoJobId);
    if (status === 'queued' || status === 'running') return 'running';
  }
  return (await findDataset(db, organizationId, found.dataset)) === null ? 'gone' : null;
}
