import type { Database } from '../../../platform/db/database.ts';
import type { Jobs } from '../../../platform/jobs/jobs.ts';
import { featureSchema } from '../../../numeric/index.ts';
import type { Serving } from '../../models/index.ts';
import type { Entitlements } from '../../tenancy/index.ts';
import { predictionErrors } from '../predictions.errors.ts';
import { BATCH } from './batch.job.ts';
import * as repository from './batch.repository.ts';
import type { BatchRequest } from './batch.schema.ts';

export type BatchService = ReturnType<typeof createBatchService>;

interface BatchDeps {
  database: Database;
  jobs: Jobs;
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

const RESULTS_A_PAGE = 5000;

/** Predictions of datasets, made by jobs. */
export function createBatchService(deps: BatchDeps) {
  const { database, jobs, entitlements, predictions, datasets } = deps;

  async function get(organizationId: number, id: number): Promise<repository.BatchRow> {
    const batch = await repository.findBatch(database.tenant(organizationId), organizationId, id);
    if (!batch) throw predictionErrors.batch_not_found({ batch: id });
    return batch;
  }

  return {
    get,

    list: (organizationId: number, beforeId: number | null, limit: number) =>
      repository.listBatches(database.tenant(organizationId), organizationId, beforeId, limit),

    /**
     * Starts a job that scores a dataset with the version that is deployed now.
     * @throws AppError feature_not_in_plan, dataset_not_found, batch_columns_missing, quota_exhausted, model_…
     */
    async start(organizationId: number, request: DatasetRequest, createdBy: number | null) {
      await entitlements.requireFeature(organizationId, 'batch_processing');
      const { champion } = await predictions.getServing(organizationId, request.model_id);
      const dataset = await datasets.getDataset(organizationId, request.dataset);
      const keyColumn = request.key_column ?? null;
      const known = new Set(dataset.columns.map(({ name }) => name));
      const features = featureSchema(champion.pipeline.preprocessor).map(({ name }) => name);
      const missing = [...features, ...(keyColumn === null ? [] : [keyColumn])].filter((name) => !known.has(name));
      if (missing.length > 0) {
        const params = { dataset: dataset.name, columns: missing.slice(0, 20).join(', '), count: missing.length };
        throw predictionErrors.batch_columns_missing(params);
      }
      return database.transaction(organizationId, async (db) => {
        const quota = await repository.takeQuota(db, organizationId, 0);
        if (quota.used + dataset.rowCount > quota.amount) throw await entitlements.exhausted(quota);
        const jobId = await jobs.enqueue(db, organizationId, {
          kind: BATCH,
          payload: {},
          subject: { kind: 'model', id: champion.modelId, name: champion.modelName },
          createdBy,
        });
        const batchId = await repository.insertBatch(db, organizationId, {
          job_id: jobId,
          model_id: champion.modelId,
          model_version: champion.version,
          dataset: dataset.name,
          key_column: keyColumn,
          prediction_context: request.prediction_context ?? null,
          created_by: createdBy,
        });
        return { jobId, batchId };
      });
    },

    /** @throws AppError batch_not_found */
    async listResults(organizationId: number, id: number, after: number, limit: number) {
      await get(organizationId, id);
      return repository.listResults(database.tenant(organizationId), organizationId, { batchId: id, after, limit });
    },

    /** All results, in the order of the rows. */
    async *readResults(organizationId: number, batchId: number) {
      const db = database.tenant(organizationId);
      for (let after = 0; ; after += RESULTS_A_PAGE) {
        const page = await repository.listResults(db, organizationId, { batchId, after, limit: RESULTS_A_PAGE });
        yield* page;
        if (page.length < RESULTS_A_PAGE) return;
      }
    },
  };
}
