import { type Actor, type Audit, userOf } from '../../../platform/audit/audit.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Jobs } from '../../../platform/jobs/jobs.ts';
import { dataErrors } from '../data.errors.ts';
import { findDataset } from '../data.repository.ts';
import type { FileFormat } from '../files/reading.ts';
import { IMPORT_JOB } from './import-job.ts';
import type { ImportOptions } from './import-options.ts';
import * as repository from './imports.repository.ts';
import { applyMapping, shapeOf } from './mapping.ts';
import { saveMapping } from './mappings.repository.ts';
import { withSavedMapping } from './saved-mapping.ts';
import { planTarget } from './target.ts';
import type { Upload } from './upload.ts';

/** A file on its way in. */
export interface IncomingFile {
  dataset: string;
  fileName: string | null;
  actor: Actor;
  /** Says how dates such as 03/04/2025 are written where the file itself does not. */
  organizationLanguage: string | null;
  /** As the sender calls the file's kind, where it says so. */
  format?: FileFormat | null;
  options?: ImportOptions;
  /** As far as the sender has said. */
  announcedBytes: number;
  body: AsyncIterable<Uint8Array>;
}

interface StartDeps {
  database: Database;
  jobs: Jobs;
  audit: Pick<Audit, 'record'>;
}

/** Gives an import whose file has arrived to a job. @throws AppError import_repeated, import_options_invalid, what `planTarget` throws */
export function createImportStarter({ database, jobs, audit }: StartDeps) {
  return async (organizationId: number, dataset: string, file: IncomingFile, upload: Upload) => {
    const { fileName, actor } = file;
    const createdBy = userOf(actor);
    return database.transaction(organizationId, async (db) => {
      const { id: uploadId, sizeBytes, sha256 } = upload;
      const asked = file.options ?? {};
      const same = asked.repeat ? null : await repository.findSameImport(db, organizationId, dataset, sha256);
      if (same) {
        const at = same.createdAt.toISOString();
        throw dataErrors.import_repeated({ import: same.id, dataset, at: at.slice(0, 10), file: same.fileName ?? '' });
      }
      const options = await withSavedMapping(db, organizationId, { dataset, profile: upload.profile }, asked);
      const known = await findDataset(db, organizationId, dataset);
      const profile = applyMapping(upload.profile, known, options);
      planTarget(dataset, known, profile);
      const values = { dataset, fileName, sizeBytes, sha256, profile, options, uploadId, createdBy };
      const importId = await repository.insertImport(db, organizationId, values);
      const subject = { kind: 'import' as const, id: importId, name: fileName ?? dataset };
      const jobId = await jobs.enqueue(db, organizationId, { kind: IMPORT_JOB, payload: {}, subject, createdBy });
      await repository.updateJob(db, organizationId, importId, jobId);
      if (options.mapping) {
        await saveMapping(db, organizationId, { dataset, shape: shapeOf(upload.profile), mapping: options.mapping });
      }
      await audit.record(db, organizationId, {
        actor,
        action: 'dataset.import_started',
        subject: { kind: 'dataset', id: dataset },
        detail: { import_id: importId, file_name: fileName, size_bytes: sizeBytes },
      });
      return { jobId, importId };
    });
  };
}
