import type { Database } from '../../../platform/db/database.ts';
import type { Jobs } from '../../../platform/jobs/jobs.ts';
import { type DeployedModel, featuresOf, type Serving } from '../../models/index.ts';
import type { Entitlements } from '../../tenancy/index.ts';
import { predictionErrors } from '../predictions.errors.ts';
import { BATCH } from './batch.job.ts';
import { createBatchReading } from './batch-reading.ts';
import * as repository from './batch.repository.ts';
import { removeFile } from './files.repository.ts';
import { refuseWithoutRows } from './refuse-without-rows.ts';
import { receiveFile } from './receive-file.ts';
import type { BatchRequest } from './batch.schema.ts';

export type BatchService = ReturnType<typeof createBatchService>;

interface BatchDeps {
  database: Database;
  jobs: Jobs;
  newId(prefix: string): string;
  config: { importMaxSizeMb: number };
  entitlements: Pick<Entitlements, 'exhausted' | 'requireFeature'>;
  predictions: { getServing(organizationId: number, modelId: number): Promise<Serving> };
  datasets: {
    /** @throws AppError dataset_not_found */
    getDataset(
      organizationId: number,
      name: string,
    ): Promise<{ name: string; rowCount: number; columns: { name: string }[] }>;
  };
}

type DatasetRequest = Pick<BatchRequest, 'model_id' | 'key_column' | 'prediction_context'> & { dataset: string };

/** A file on its way in. */
interface FileRequest {
  model_id: number;
  key_column?: string;
  prediction_context?: string;
  fileName: string | null;
  body: AsyncIterable<Uint8Array>;
}

/** Predictions of datasets and files, made by jobs. */
export function createBatchService(deps: BatchDeps) {
  const { database, entitlements, predictions, datasets, newId, config } = deps;
  const enqueue = createEnqueue(deps);

  /** Whoever answers now answers all of it. @throws AppError feature_not_in_plan, model_… */
  async function getChampion(organizationId: number, modelId: number): Promise<DeployedModel> {
    await entitlements.requireFeature(organizationId, 'batch_processing');
    const { champion } = await predictions.getServing(organizationId, modelId);
    refuseWithoutRows(champion, { isTable: true });
    return champion;
  }

  return {
    ...createBatchReading(database),

    /**
     * Starts a job that scores a dataset with the version that is deployed now.
     * @throws AppError feature_not_in_plan, dataset_not_found, batch_columns_missing, quota_exhausted, model_…,
     * batch_type_unfit
     */
    async start(organizationId: number, request: DatasetRequest, createdBy: number | null) {
      const champion = await getChampion(organizationId, request.model_id);
      const { name, rowCount, columns } = await datasets.getDataset(organizationId, request.dataset);
      const names = columns.map((column) => column.name);
      requireColumns({ name, columns: names }, columnsOf(champion, request.key_column));
      const source = { dataset: name, file_id: null, file_name: null, rows_total: null };
      return enqueue(organizationId, champion, rowCount, { ...toAsked(request, createdBy), ...source });
    },

    /**
     * Takes a CSV file in, and starts a job that scores its rows with the version that is deployed now.
     * @throws AppError feature_not_in_plan, batch_columns_missing, batch_file_too_large, batch_file_empty, csv_…,
     * quota_exhausted, model_…
     */
    async startFile(organizationId: number, request: FileRequest, createdBy: number | null) {
      const champion = await getChampion(organizationId, request.model_id);
      const { fileName, body } = request;
      const fileId = newId('file');
      const wanted = columnsOf(champion, request.key_column);
      const checkNames = (columns: readonly string[]) => requireColumns({ name: fileName ?? 'csv', columns }, wanted);
      const file = { fileId, body, maxSizeMb: config.importMaxSizeMb, checkNames };
      const rows = await receiveFile(database, organizationId, file);
      try {
        const source = { dataset: null, file_id: fileId, file_name: fileName, rows_total: rows };
        return await enqueue(organizationId, champion, rows, { ...toAsked(request, createdBy), ...source });
      } catch (error) {
        await removeFile(database.tenant(organizationId), organizationId, fileId);
        throw error;
      }
    },
  };
}

type NewBatch = Omit<repository.NewBatch, 'job_id' | 'model_id' | 'model_version'>;

function createEnqueue({ database, jobs, entitlements }: BatchDeps) {
  /** @throws AppError quota_exhausted */
  return (organizationId: number, champion: DeployedModel, rows: number, batch: NewBatch) =>
    database.transaction(organizationId, async (db) => {
      const quota = await repository.takeQuota(db, organizationId, 0);
      if (quota.used + rows > quota.amount) throw await entitlements.exhausted(quota);
      const jobId = await jobs.enqueue(db, organizationId, {
        kind: BATCH,
        payload: {},
        subject: { kind: 'model', id: champion.modelId, name: champion.modelName },
        createdBy: batch.created_by,
      });
      const asked = { ...batch, job_id: jobId, model_id: champion.modelId, model_version: champion.version };
      return { jobId, batchId: await repository.insertBatch(db, organizationId, asked) };
    });
}

const toAsked = (
  { key_column, prediction_context }: Omit<FileRequest, 'body' | 'fileName'>,
  createdBy: number | null,
) => ({
  key_column: key_column ?? null,
  prediction_context: prediction_context ?? null,
  created_by: createdBy,
});

const columnsOf = ({ pipeline }: DeployedModel, keyColumn: string | undefined): string[] => [
  ...featuresOf(pipeline).map(({ name }) => name),
  ...(keyColumn === undefined ? [] : [keyColumn]),
];

/** @throws AppError batch_columns_missing */
function requireColumns({ name, columns }: { name: string; columns: readonly string[] }, wanted: readonly string[]) {
  const known = new Set(columns);
  const missing = wanted.filter((column) => !known.has(column));
  if (missing.length === 0) return;
  throw predictionErrors.batch_columns_missing({
    dataset: name,
    columns: missing.slice(0, 20).join(', '),
    count: missing.length,
  });
}
