import { createHash } from 'node:crypto';
import type { Database, Db } from '../../platform/db/database.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { JobContext, JobHandler, LostOutcome } from '../../platform/jobs/job.ts';
import { isOutOfMemory, runInThread } from '../../platform/threads/run-in-thread.ts';
import type { ThreadModule } from '../../platform/threads/thread.ts';
import { type Datasets, findDataset } from './datasets.ts';
import { modelErrors } from './models.errors.ts';
import { nextStatus, statusAfterLostTraining } from './models.lifecycle.ts';
import * as models from './models.repository.ts';
import type { TrainingInput, TrainingOutput } from './training.ts';
import { readTrainingPayload, TRAINING, type TrainingPayload } from './training-payload.ts';
import * as versions from './versions.repository.ts';

export interface TrainingDeps {
  database: Database;
  outbox: Pick<Outbox, 'append'>;
  datasets: Datasets;
  /** Which version of the product trained; a part of each version's receipt. */
  codeVersion: string;
  maxArtifactSizeMb: number;
  /** How many threads one training may use at once. */
  threads: number;
  timeoutMinutes: number;
}

const thread: ThreadModule<TrainingInput, TrainingOutput> = {
  url: new URL('./training.thread.ts', import.meta.url),
};

/** Of the thread's JavaScript heap; columns lie outside of it. */
const MAX_HEAP_MB = 2048;
const SAVING = 0.95;
const BYTES_A_MB = 1024 * 1024;

/** Trains a model in a thread of its own; version, metrics, status and the job's end are one transaction. */
export function createTrainingHandler(deps: TrainingDeps): JobHandler {
  return {
    kind: TRAINING,
    readPermission: 'ai_analytics:read',
    cancelPermission: 'ai_analytics:manage',
    timeoutMs: deps.timeoutMinutes * 60_000,
    async run(context) {
      const startedMs = performance.now();
      const request = readTrainingPayload(context.payload);
      const model = await getModel(deps.database, context.organizationId, request.modelId);
      const trained = await trainInThread(deps, context, model, request);
      context.report('saving', SAVING);
      const labels = await findLabels(deps.datasets, context.organizationId, model);
      await save(deps, context, {
        model,
        request,
        trained,
        labels,
        trainingMs: Math.round(performance.now() - startedMs),
      });
    },
    onLost: (db, { organizationId, jobId }, outcome) => takeBack(db, organizationId, jobId, outcome),
  };
}

async function getModel(database: Database, organizationId: number, id: number): Promise<models.ModelRow> {
  const model = await models.findModel(database.tenant(organizationId), organizationId, id);
  if (!model) throw modelErrors.model_not_found({ model: id });
  return model;
}

async function trainInThread(
  { database, maxArtifactSizeMb, threads }: TrainingDeps,
  { organizationId, signal, report }: JobContext,
  model: models.ModelRow,
  request: TrainingPayload,
): Promise<TrainingOutput> {
  const { model_type, algorithm, feature_columns, target_column, positive_class, training_data_source } = model;
  const definition = { model_type, algorithm, feature_columns, target_column, positive_class, training_data_source };
  const trained = await runInThread(thread, {
    input: { connection: database.connection, organizationId, definition, request, threads },
    signal,
    onProgress: report,
    maxHeapMb: MAX_HEAP_MB,
  }).catch((error: unknown) => {
    throw isOutOfMemory(error) ? modelErrors.training_out_of_memory({}, { cause: error }) : error;
  });
  const sizeMb = trained.artifact.byteLength / BYTES_A_MB;
  if (sizeMb > maxArtifactSizeMb) {
    throw modelErrors.artifact_too_large({ sizeMb: Math.ceil(sizeMb * 10) / 10, limitMb: maxArtifactSizeMb });
  }
  return trained;
}

/** The headings of the features; their names where the dataset has gone meanwhile. */
async function findLabels(datasets: Datasets, organizationId: number, model: models.ModelRow) {
  const dataset = await findDataset(datasets, organizationId, model.training_data_source.dataset);
  return new Map(dataset?.columns.map(({ name, label }) => [name, label]));
}

interface Trained {
  model: models.ModelRow;
  request: TrainingPayload;
  trained: TrainingOutput;
  labels: ReadonlyMap<string, string>;
  trainingMs: number;
}

async function save(
  { database, outbox, codeVersion }: TrainingDeps,
  context: JobContext,
  done: Trained,
): Promise<void> {
  const { organizationId, jobId } = context;
  await database.transaction(organizationId, async (db) => {
    const model = await models.lockModelInTraining(db, organizationId, jobId);
    if (!model) throw new Error(`The model no longer waits for the training ${jobId}`);
    const version = await versions.insertVersion(db, organizationId, toVersion(done, jobId, codeVersion));
    const { metrics, baseline } = done.trained;
    await versions.insertMetrics(db, organizationId, { modelId: model.id, version, metrics });
    const accuracyMetric = model.model_type === 'classification' ? 'accuracy' : 'r2';
    await models.updateModel(db, organizationId, model.id, {
      status: nextStatus(model.status, 'succeed') ?? model.status,
      status_before_training: null,
      current_version: version,
      performance_metrics: { ...metrics },
      accuracy_metric: accuracyMetric,
      accuracy_score: metrics[accuracyMetric] ?? null,
    });
    await outbox.append(db, organizationId, {
      type: 'model_trained',
      subject: { kind: 'model', id: String(model.id) },
      data: { model_id: model.id, model_name: model.model_name, version, metrics, baseline },
    });
    await context.complete(db, { model_id: model.id, version, metrics, baseline });
  });
}

function toVersion({ model, request, trained, labels, trainingMs }: Trained, jobId: string, codeVersion: string) {
  const artifact = Buffer.from(trained.artifact.buffer, trained.artifact.byteOffset, trained.artifact.byteLength);
  return {
    model_id: model.id,
    job_id: jobId,
    model_type: model.model_type,
    algorithm: trained.algorithm,
    hyperparameters: { ...trained.hyperparameters },
    feature_columns: model.feature_columns,
    target_column: model.target_column,
    classes: [...trained.classes],
    positive_class: trained.positiveClass,
    feature_schema: trained.features.map(({ categories, ...feature }) => ({
      ...feature,
      ...(categories === undefined ? {} : { categories: [...categories] }),
      label: labels.get(feature.name) ?? feature.name,
    })),
    metrics: { ...trained.metrics },
    metric_intervals: { ...trained.metricIntervals },
    baseline: { ...trained.baseline },
    trials: trained.trials.map(({ foldScores, ...trial }) => ({ ...trial, fold_scores: [...foldScores] })),
    warnings: trained.warnings.map(({ code, column, params }) => ({
      code,
      ...(column === undefined ? {} : { column }),
      params: { ...params },
    })),
    seed: request.seed,
    validation_split: request.validationSplit,
    hyperparameter_tuning: request.hyperparameterTuning,
    training_data_source: model.training_data_source,
    data_snapshot_hash: trained.dataSnapshotHash,
    code_version: codeVersion,
    split: trained.split,
    rows_total: trained.rows.total,
    rows_without_target: trained.rows.withoutTarget,
    rows_training: trained.rows.training,
    rows_validation: trained.rows.validation,
    artifact,
    artifact_size_bytes: artifact.byteLength,
    artifact_sha256: createHash('sha256').update(artifact).digest('hex'),
    training_ms: trainingMs,
  } satisfies versions.NewVersion;
}

/** A training that came to nothing: its model goes back to where it was, or says that it failed. */
async function takeBack(db: Db, organizationId: number, jobId: string, outcome: LostOutcome): Promise<void> {
  const model = await models.lockModelInTraining(db, organizationId, jobId);
  if (!model?.status_before_training) return;
  const status = statusAfterLostTraining(model.status_before_training, outcome);
  await models.updateModel(db, organizationId, model.id, { status, status_before_training: null });
}
