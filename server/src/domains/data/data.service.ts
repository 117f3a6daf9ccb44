import type { Actor, Audit } from '../../platform/audit/audit.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import { dataErrors } from './data.errors.ts';
import * as repository from './data.repository.ts';
import { createImportService } from './imports/imports.service.ts';
import { createSampleService } from './sample/sample.service.ts';

export type DataService = ReturnType<typeof createDataService>;

interface DataDeps {
  database: Database;
  jobs: Jobs;
  audit: Pick<Audit, 'record'>;
  importMaxSizeMb: number;
  now(): Date;
}

const SAMPLE_ROWS = 5;

export function createDataService({ database, jobs, audit, importMaxSizeMb, now }: DataDeps) {
  /** @throws AppError dataset_not_found */
  async function getDataset(organizationId: number, name: string): Promise<repository.Dataset> {
    const dataset = await repository.findDataset(
      database.tenant(organizationId),
      organizationId,
      name.normalize('NFC'),
    );
    if (!dataset) throw dataErrors.dataset_not_found({ dataset: name });
    return dataset;
  }

  return {
    imports: createImportService({ database, jobs, audit, maxSizeMb: importMaxSizeMb }),
    sample: createSampleService({ database, jobs, now }),
    getDataset,

    listDatasets: (organizationId: number, before: number | null, limit: number) =>
      repository.listDatasets(database.tenant(organizationId), organizationId, before, limit),

    /** The names of the datasets that have every one of these columns. */
    findDatasetsWithColumns: (organizationId: number, columns: readonly string[]) =>
      repository.findDatasetsWithColumns(database.tenant(organizationId), organizationId, columns),

    /** The dataset's first rows, values in the order of its columns. */
    listSampleRows: (organizationId: number, dataset: repository.Dataset) =>
      database.business(organizationId, (session) => repository.listFirstRows(session, dataset, SAMPLE_ROWS)),

    /** Removes a dataset with its rows. @throws AppError dataset_not_found, dataset_busy */
    async removeDataset(organizationId: number, name: string, actor: Actor): Promise<void> {
      const dataset = await getDataset(organizationId, name);
      await database.business(organizationId, async (session) => {
        const free = await repository.tryLockDataset(session.client, organizationId, dataset.name);
        if (!free) throw dataErrors.dataset_busy({ dataset: dataset.name });
        await repository.dropTable(session, dataset.name);
        await session.asPlatform(async (db) => {
          await repository.removeDataset(db, organizationId, dataset);
          const subject = { kind: 'dataset', id: dataset.name };
          const detail = { rows: dataset.rowCount };
          await audit.record(db, organizationId, { actor, action: 'dataset.deleted', subject, detail });
        });
      });
    },
  };
}
