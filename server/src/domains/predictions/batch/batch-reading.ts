import type { Database } from '../../../platform/db/database.ts';
import { predictionErrors } from '../predictions.errors.ts';
import * as repository from './batch.repository.ts';
import { listRejections } from './files.repository.ts';

const RESULTS_A_PAGE = 5000;
const REJECTIONS_A_PAGE = 1000;

/** Batches and what came of them. */
export function createBatchReading(database: Database) {
  /** @throws AppError batch_not_found */
  async function get(organizationId: number, id: number): Promise<repository.BatchRow> {
    const batch = await repository.findBatch(database.tenant(organizationId), organizationId, id);
    if (!batch) throw predictionErrors.batch_not_found({ batch: id });
    return batch;
  }

  return {
    get,

    list: (organizationId: number, beforeId: number | null, limit: number) =>
      repository.listBatches(database.tenant(organizationId), organizationId, beforeId, limit),

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

    /** What was wrong with the rows of a file, in its order. */
    async *readRejections(organizationId: number, batchId: number) {
      const db = database.tenant(organizationId);
      for (let from = 0; ; from += REJECTIONS_A_PAGE) {
        const page = await listRejections(db, organizationId, batchId, from, REJECTIONS_A_PAGE);
        yield* page;
        if (page.length < REJECTIONS_A_PAGE) return;
      }
    },
  };
}
