import { createHash } from 'node:crypto';
import type { Database } from '../../platform/db/database.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { JobContext, JobHandler } from '../../platform/jobs/job.ts';
import type { Entitlements } from '../tenancy/index.ts';
import { type Datasets, findDataset } from './datasets.ts';
import { modelErrors } from './models.errors.ts';
import { keepVersion, takeBack } from './keep-version.ts';
import * as models from './models.repository.ts';
import { runTraining, type RunTrainingDeps, trainingPlaces } from './run-training.ts';
import type { TrainingOutput } from './training.ts';
import { readTrainingPayload, TRAINING } from './training-payload.ts';
import { makeReceipt, type Receipt } from './training-receipt.ts';
import type { NewVersion } from './versions.repository.ts';
import { findRival, keepFindings } from './watch/training-watch.ts';

export interface TrainingDeps extends RunTrainingDeps {
  outbox: Pick<Outbox, 'append'>;
  datasets: Datasets;
  entitlements: Pick<Entitlements, 'amountOf'>;
  /** Which version of the product trained; a part of each version's receipt. */
  codeVersion: string;
  timeoutMinutes: number;
}

const SAVING = 0.95;

/** Trains a model in a thread of its own; version, metrics, status and the job's end are one transaction. */
export function createTrainingHandler(deps: TrainingDeps): JobHandler {
  return {
    kind: TRAINING,
    readPermission: 'ai_analytics:read',
    cancelPermission: 'ai_analytics:manage',
    timeoutMs: deps.timeoutMinutes * 60_000,
    places: trainingPlaces(deps.entitlements),
    async run(context) {
      const startedMs = performance.now();
      const request = readTrainingPayload(context.payload);
      const { organizationId, jobId } = context;
      const model = await getModel(deps.database, organizationId, request.modelId);
      const db = deps.database.tenant(organizationId);
      const receipt = await makeReceipt(db, organizationId, model, request);
      const { timeBudgetMinutes } = request;
      const rival = await findRival(db, organizationId, jobId);
      const trained = await runTraining(deps, context, { receipt, timeBudgetMinutes, rival });
      context.report('saving', SAVING);
      const labels = await findLabels(deps.datasets, organizationId, model);
      await save(deps, context, {
        model,
        receipt: { ...receipt, budget_looks: trained.budgetLooks, as_of: trained.asOf },
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

/** The headings of the features; their names where the dataset has gone meanwhile. */
async function findLabels(datasets: Datasets, organizationId: number, model: models.ModelRow) {
  const dataset = await findDataset(datasets, organizationId, model.training_data_source.dataset);
  return new Map(dataset?.columns.map(({ name, label }) => [name, label]));
}

interface Trained {
  model: models.ModelRow;
  receipt: Receipt;
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
    const version = await keepVersion({ outbox }, db, context, toVersion(done, jobId, codeVersion));
    const { findings } = done.trained;
    await keepFindings(db, organizationId, { modelId: done.model.id, version, jobId, findings });
  });
}

function toVersion({ model, receipt, trained, labels, trainingMs }: Trained, jobId: string, codeVersion: string) {
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
    curves: trained.curves,
    trials: trained.trials.map(({ foldScores, ...trial }) => ({ ...trial, fold_scores: [...foldScores] })),
    warnings: trained.warnings.map(({ code, column, params }) => ({
      code,
      ...(column === undefined ? {} : { column }),
      params: { ...params },
    })),
    segments: [...trained.segments],
    importance: trained.importance.map(({ feature, lossIncrease }) => ({ feature, loss_increase: lossIncrease })),
    data_quality: [...trained.dataQuality],
    receipt,
    seed: receipt.seed,
    validation_split: receipt.validation_split,
    hyperparameter_tuning: receipt.hyperparameter_tuning,
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
  } satisfies NewVersion;
}
