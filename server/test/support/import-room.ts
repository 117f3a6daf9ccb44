import { createExportService } from '../../src/domains/data/exports/exports.service.ts';
import { createImportHandler } from '../../src/domains/data/imports/import-job.ts';
import { createImportService } from '../../src/domains/data/imports/imports.service.ts';
import { createUndoHandler } from '../../src/domains/data/imports/undo-job.ts';
import { createAudit } from '../../src/platform/audit/audit.ts';
import { createIds } from '../../src/platform/ids.ts';
import type { Job } from '../../src/platform/jobs/job.ts';
import { createJobs } from '../../src/platform/jobs/jobs.ts';
import { runJob } from '../../src/platform/jobs/run-job.ts';
import { createLog } from '../../src/platform/log.ts';
import { loneOutbox } from './lone-outbox.ts';
import { createOrganization, createTestDatabase } from './test-database.ts';

/** Imports and exports over a database of their own, two organizations, and jobs that run when they are told to. */
export async function createImportRoom() {
  const { database, owner } = await createTestDatabase();
  const jobs = createJobs(database, createIds(Date.now));
  const audit = createAudit('secret');
  const organizationId = await createOrganization(owner, 'One');
  const handlers = new Map(
    [createImportHandler({ database, outbox: loneOutbox }), createUndoHandler({ database, outbox: loneOutbox })].map(
      (handler) => [handler.kind, handler],
    ),
  );
  return {
    database,
    organizationId,
    otherId: await createOrganization(owner, 'Two'),
    imports: createImportService({ database, jobs, audit, maxSizeMb: 64 }),
    exports: createExportService({ database, audit }),
    async run(jobId: string): Promise<Job> {
      const runner = { database, handlers, log: createLog('silent') };
      await runJob(runner, { organizationId, jobId }, new AbortController().signal);
      return jobs.get(organizationId, jobId);
    },
  };
}
