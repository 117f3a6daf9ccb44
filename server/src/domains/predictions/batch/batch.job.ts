import type { Database } from '../../../platform/db/database.ts';
import type { JobContext, JobHandler } from '../../../platform/jobs/job.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import { runInThread } from '../../../platform/threads/run-in-thread.ts';
import type { ThreadModule } from '../../../platform/threads/thread.ts';
import type { ModelService } from '../../models/index.ts';
import { predictionErrors } from '../predictions.errors.ts';
import * as repository from './batch.repository.ts';
import { removeFile } from './files.repository.ts';
import type { ScoringInput, ScoringOutput } from './batch.ts';

export const BATCH = 'prediction_batch';

export interface BatchJobDeps {
  database: Database;
  outbox: Pick<Outbox, 'append'>;
  models: Pick<ModelService, 'getArtifact'>;
}

const thread: ThreadModule<ScoringInput, ScoringOutput> = {
  url: new URL('./batch.thread.ts', import.meta.url),
};

const TIMEOUT_MS = 4 * 3_600_000;
/** Of the thread's JavaScript heap; columns lie outside of it. */
const MAX_HEAP_MB = 1024;

/** Scores a dataset or a file in a thread of its own. A job that is started again goes on where the one before was ended. */
export function createBatchHandler(deps: BatchJobDeps): JobHandler {
  return {
    kind: BATCH,
    readPermission: 'ai_analytics:read',
    cancelPermission: 'ai_analytics:predict',
    timeoutMs: TIMEOUT_MS,
    run: (context) => runBatch(deps, context),
    async onLost(db, { organizationId, jobId }) {
      const batch = await repository.findBatchOfJob(db, organizationId, jobId);
      if (batch?.file_id) await removeFile(db, organizationId, batch.file_id);
    },
  };
}

async function runBatch({ database, outbox, models }: BatchJobDeps, context: JobContext): Promise<void> {
  const { organizationId, jobId, signal, report } = context;
  const batch = await repository.findBatchOfJob(database.tenant(organizationId), organizationId, jobId);
  if (!batch) throw predictionErrors.batch_not_found({ batch: 0 });
  const { id: batchId, model_id: modelId, model_version: version, dataset, file_id: fileId } = batch;
  const { rowsTotal } = await runInThread(thread, {
    input: {
      connection: database.connection,
      organizationId,
      batchId,
      dataset,
      fileId,
      keyColumn: batch.key_column,
      artifact: await models.getArtifact(organizationId, modelId, version),
      rowsTotal: batch.rows_total,
    },
    signal,
    onProgress: report,
    maxHeapMb: MAX_HEAP_MB,
  });
  await database.transaction(organizationId, async (db) => {
    await repository.updateBatch(db, organizationId, batchId, { finished_at: new Date() });
    if (fileId !== null) await removeFile(db, organizationId, fileId);
    const done = await repository.findBatch(db, organizationId, batchId);
    const figures = {
      batch_id: batchId,
      model_id: modelId,
      model_version: version,
      rows_total: rowsTotal,
      rows_scored: done?.rows_scored ?? 0,
      rows_without_features: done?.rows_without_features ?? 0,
      rows_rejected: done?.rows_rejected ?? 0,
    };
    await outbox.append(db, organizationId, {
      type: 'prediction_batch_completed',
      subject: { kind: 'prediction_batch', id: String(batchId) },
      data: { ...figures, table_name: dataset, file_name: batch.file_name },
    });
    await context.complete(db, figures);
  });
}
