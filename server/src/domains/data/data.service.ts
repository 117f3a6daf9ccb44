import type { Actor, Audit } from '../../platform/audit/audit.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import { dataErrors } from './data.errors.ts';
import * as repository from './data.repository.ts';
import { createDatasetService } from './datasets/datasets.service.ts';
import type { ShapeDeps } from './datasets/shape-changes.ts';
import { createEvents, type EventsRoomDeps } from './events/create-events.ts';
import { createExportService } from './exports/exports.service.ts';
import { createImportService } from './imports/imports.service.ts';
import { createQuality, type QualityRoomDeps } from './quality/create-quality.ts';
import { listRuleUses, renameInRules } from './quality/rule-uses.ts';
import { createQueries, type QueryRoomDeps } from './query/create-queries.ts';
import { createRecordService } from './records/records.service.ts';
import { createSampleService } from './sample/sample.service.ts';

export type DataService = ReturnType<typeof createDataService>;

interface DataDeps extends EventsRoomDeps, QueryRoomDeps {
  database: Database;
  jobs: Jobs;
  audit: Pick<Audit, 'record'>;
  outbox: EventsRoomDeps['outbox'] & QualityRoomDeps['outbox'];
  importMaxSizeMb: number;
  /** Which models read a dataset. */
  findModelUses?: ShapeDeps['findReaders'];
  now(): Date;
}

const SAMPLE_ROWS = 5;

export function createDataService(deps: DataDeps) {
  const { database, jobs, audit, importMaxSizeMb, now } = deps;

  const { findModelUses = async () => [] } = deps;
  const asking = createQueries(deps);
  const findReaders: ShapeDeps['findReaders'] = async (organizationId, dataset) => [
    ...(await findModelUses(organizationId, dataset)),
    ...(await asking.metrics.listUses(organizationId, dataset)),
    ...(await listRuleUses(database.tenant(organizationId), organizationId, dataset)),
  ];
  const datasets = createDatasetService({ database, jobs, audit, findReaders, onRenamed: renameInRules });

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
    exports: createExportService({ database, audit }),
    imports: createImportService({ database, jobs, audit, maxSizeMb: importMaxSizeMb }),
    sample: createSampleService({ database, jobs, now }),
    datasets,
    records: createRecordService({ ...deps, addColumn: datasets.columns.add }),
    ...createQuality(deps),
    ...createEvents(deps),
    ...asking,
    getDataset,

    listDatasets: (organizationId: number, before: number | null, limit: number) =>
      repository.listDatasets(database.tenant(organizationId), organizationId, before, limit),

    /** The names of the datasets that have every one of these columns. */
    findDatasetsWithColumns: (organizationId: number, columns: readonly string[]) =>
      repository.findDatasetsWithColumns(database.tenant(organizationId), organizationId, columns),

    /** The dataset's first rows, values in the order of its columns. */
    listSampleRows: (organizationId: number, dataset: repository.Dataset) =>
      database.business(organizationId, (session) => repository.listFirstRows(session, dataset, SAMPLE_ROWS)),

    /** Removes a dataset with its rows. @throws AppError dataset_not_found, dataset_busy, dataset_in_use */
    removeDataset: (organizationId: number, name: string, actor: Actor) =>
      datasets.remove(organizationId, name, { ifUnused: false, actor }),
  };
}
