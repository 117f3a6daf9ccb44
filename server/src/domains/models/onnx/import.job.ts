import type { Database } from '../../../platform/db/database.ts';
import type { JobContext, JobHandler } from '../../../platform/jobs/job.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import { isOutOfMemory, runInThread } from '../../../platform/threads/run-in-thread.ts';
import type { ThreadModule } from '../../../platform/threads/thread.ts';
import type { Entitlements } from '../../tenancy/index.ts';
import { type Datasets, findDataset } from '../datasets.ts';
import { modelErrors } from '../models.errors.ts';
import * as models from '../models.repository.ts';
import { keepVersion, takeBack } from '../keep-version.ts';
import { trainingPlaces } from '../run-training.ts';
import { insertReferences } from '../watch/watch.repository.ts';
import type { ImportInput, ImportOutput } from './import.ts';
import { toImportedVersion } from './imported-version.ts';
import * as repository from './import.repository.ts';

export const MODEL_IMPORT = 'model_import';

interface ModelImportDeps {
  database: Database;
  outbox: Pick<Outbox, 'append'>;
  datasets: Datasets;
  entitlements: Pick<Entitlements, 'amountOf'>;
  codeVersion: string;
  timeoutMinutes: number;
}

const thread: ThreadModule<ImportInput, ImportOutput> = { url: new URL('./import.thread.ts', import.meta.url) };

const MAX_HEAP_MB = 1024;

/** Judges an imported file in a thread of its own; it becomes a version as a training's result does. */
export function createModelImportHandler(deps: ModelImportDeps): JobHandler {
  return {
    kind: MODEL_IMPORT,
    readPermission: 'ai_analytics:read',
    cancelPermission: 'ai_analytics:manage',
    timeoutMs: deps.timeoutMinutes * 60_000,
    places: trainingPlaces(deps.entitlements),
    run: (context) => runImport(deps, context),
    async onLost(db, { organizationId, jobId }, outcome) {
      await repository.removeImport(db, organizationId, jobId);
      await takeBack(db, organizationId, jobId, outcome);
    },
  };
}

async function runImport(deps: ModelImportDeps, context: JobContext): Promise<void> {
  const { database, datasets } = deps;
  const { organizationId, jobId, signal, report } = context;
  const startedMs = performance.now();
  const db = database.tenant(organizationId);
  const waiting = await repository.findImport(db, organizationId, jobId);
  const model = waiting && (await models.findModel(db, organizationId, waiting.model_id));
  if (!model) throw modelErrors.model_not_found({ model: waiting?.model_id ?? 0 });
  const { source, plan, graph } = waiting;
  const judged = await runInThread(thread, {
    input: {
      connection: database.connection,
      organizationId,
      modelType: model.model_type,
      features: model.feature_columns,
      target: model.target_column ?? '',
      positiveClass: model.positive_class,
      source,
      plan,
      graph,
    },
    signal,
    onProgress: report,
    maxHeapMb: MAX_HEAP_MB,
  }).catch((error: unknown) => {
    throw isOutOfMemory(error) ? modelErrors.training_out_of_memory({}, { cause: error }) : error;
  });
  const dataset = await findDataset(datasets, organizationId, source.dataset);
  const labels = new Map(dataset?.columns.map(({ name, label }) => [name, label]));
  const version = {
    ...toImportedVersion(model, judged, labels),
    job_id: jobId,
    training_data_source: source,
    code_version: deps.codeVersion,
    training_ms: Math.round(performance.now() - startedMs),
  };
  await database.transaction(organizationId, async (within) => {
    const number = await keepVersion(deps, within, context, version);
    await insertReferences(within, organizationId, {
      modelId: model.id,
      version: number,
      references: judged.references,
    });
    await repository.removeImport(within, organizationId, jobId);
  });
}
