import type { Audit } from '../../../platform/audit/audit.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Jobs } from '../../../platform/jobs/jobs.ts';
import { dataErrors } from '../data.errors.ts';
import { readDatasetName } from '../dataset-name.ts';
import { createFileInspector } from './file-inspector.ts';
import { habitOf } from './habits.ts';
import { readingOf } from './import-options.ts';
import * as repository from './imports.repository.ts';
import { createImportStarter, type IncomingFile } from './start-import.ts';
import { createUndoStarter } from './start-undo.ts';
import { receiveUpload } from './upload.ts';

interface ImportDeps {
  database: Database;
  jobs: Jobs;
  audit: Pick<Audit, 'record'>;
  maxSizeMb: number;
}

const REJECTIONS_A_PAGE = 1000;

export function createImportService({ database, jobs, audit, maxSizeMb }: ImportDeps) {
  const enqueue = createImportStarter({ database, jobs, audit });

  return {
    /**
     * Takes a file in and starts its import. What makes a file unreadable is found while it arrives; nothing is kept then.
     * @throws AppError dataset_name_invalid, import_too_large, import_incomplete, import_repeated, import_options_invalid,
     * no_column_matches, dataset_too_wide, file_…, zip_…, csv_…, jsonl_…
     */
    async start(organizationId: number, file: IncomingFile): Promise<{ importId: number; jobId: string }> {
      const dataset = readDatasetName(file.dataset);
      if (file.announcedBytes > maxSizeMb * 1024 * 1024) throw dataErrors.import_too_large({ limit_mb: maxSizeMb });
      const db = database.tenant(organizationId);
      await repository.removeAbandonedUploads(db, organizationId);
      const upload = await receiveUpload(database, organizationId, file.body, {
        options: readingOf(file.options ?? {}),
        habit: habitOf(file.organizationLanguage),
        format: file.format ?? null,
        maxSizeMb,
      });
      try {
        return await enqueue(organizationId, dataset, file, upload);
      } catch (error) {
        await repository.removeUpload(db, organizationId, upload.id);
        throw error;
      }
    },

    inspect: createFileInspector({ database, maxSizeMb }),

    undo: createUndoStarter({ database, jobs, audit }),

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
