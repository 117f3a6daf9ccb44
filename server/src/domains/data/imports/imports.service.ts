import { type Actor, type Audit, userOf } from '../../../platform/audit/audit.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Jobs } from '../../../platform/jobs/jobs.ts';
import type { DateOrder } from '../csv/moments.ts';
import { dataErrors } from '../data.errors.ts';
import { findDataset } from '../data.repository.ts';
import { readDatasetName } from '../dataset-name.ts';
import { IMPORT_JOB } from './import-job.ts';
import * as repository from './imports.repository.ts';
import { planTarget } from './target.ts';
import { receiveUpload, type Upload } from './upload.ts';

interface ImportDeps {
  database: Database;
  jobs: Jobs;
  audit: Pick<Audit, 'record'>;
  maxSizeMb: number;
}

/** A file on its way in. */
export interface IncomingFile {
  dataset: string;
  fileName: string | null;
  actor: Actor;
  /** Says how dates such as 03/04/2025 are written where the file itself does not. */
  organizationLanguage: string | null;
  /** As far as the sender has said. */
  announcedBytes: number;
  body: AsyncIterable<Uint8Array>;
}

const REJECTIONS_A_PAGE = 1000;

export function createImportService({ database, jobs, audit, maxSizeMb }: ImportDeps) {
  async function enqueue(organizationId: number, dataset: string, file: IncomingFile, upload: Upload) {
    const { fileName, actor } = file;
    const createdBy = userOf(actor);
    return database.transaction(organizationId, async (db) => {
      planTarget(dataset, await findDataset(db, organizationId, dataset), upload.profile);
      const { id: uploadId, sizeBytes, profile } = upload;
      const values = { dataset, fileName, sizeBytes, profile, uploadId, createdBy };
      const importId = await repository.insertImport(db, organizationId, values);
      const subject = { kind: 'import' as const, id: importId, name: fileName ?? dataset };
      const jobId = await jobs.enqueue(db, organizationId, { kind: IMPORT_JOB, payload: {}, subject, createdBy });
      await repository.updateJob(db, organizationId, importId, jobId);
      await audit.record(db, organizationId, {
        actor,
        action: 'dataset.import_started',
        subject: { kind: 'dataset', id: dataset },
        detail: { import_id: importId, file_name: fileName, size_bytes: sizeBytes },
      });
      return { jobId, importId };
    });
  }

  return {
    /**
     * Takes a file in and starts its import. What makes a file unreadable is found while it arrives; nothing is kept then.
     * @throws AppError dataset_name_invalid, import_too_large, import_incomplete, no_column_matches, dataset_too_wide, csv_…
     */
    async start(organizationId: number, file: IncomingFile): Promise<{ importId: number; jobId: string }> {
      const dataset = readDatasetName(file.dataset);
      if (file.announcedBytes > maxSizeMb * 1024 * 1024) throw dataErrors.import_too_large({ limit_mb: maxSizeMb });
      const db = database.tenant(organizationId);
      await repository.removeAbandonedUploads(db, organizationId);
      const habit = dateHabitOf(file.organizationLanguage);
      const upload = await receiveUpload(database, organizationId, file.body, { maxSizeMb, habit });
      try {
        return await enqueue(organizationId, dataset, file, upload);
      } catch (error) {
        await repository.removeUpload(db, organizationId, upload.id);
        throw error;
      }
    },

    /** @throws AppError import_not_found */
    async get(organizationId: number, id: number): Promise<repository.Import> {
      const found = await repository.findImport(database.tenant(organizationId), organizationId, id);
      if (!found) throw dataErrors.import_not_found({ import: id });
      return found;
    },

    list: (organizationId: number, filter: repository.ImportFilter) =>
      repository.listImports(database.tenant(organizationId), organizationId, filter),

    /** The rejections of an import, in the order of the file. */
    async *readRejections(organizationId: number, importId: number) {
      const db = database.tenant(organizationId);
      for (let position = 0; ; position += REJECTIONS_A_PAGE) {
        const page = await repository.listRejections(db, organizationId, importId, position, REJECTIONS_A_PAGE);
        yield* page;
        if (page.length < REJECTIONS_A_PAGE) return;
      }
    },
  };
}

/** Languages whose readers put the day before the month everywhere. In English it depends; Chinese and Japanese begin with the year. */
const DAY_FIRST_LANGUAGES = new Set(['ar', 'de', 'es', 'fr', 'hi']);

function dateHabitOf(language: string | null): DateOrder | null {
  return language !== null && DAY_FIRST_LANGUAGES.has(language) ? 'dmy' : null;
}
