import type { Db } from '../../platform/db/database.ts';
import type { JobContext, LostOutcome } from '../../platform/jobs/job.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import { nextStatus, statusAfterLostTraining } from './models.lifecycle.ts';
import * as models from './models.repository.ts';
import { judgedBy } from './type-rules.ts';
import * as versions from './versions.repository.ts';

/**
 * Keeps what a job has made as the model's newest version, tells of it, and ends the job, in the caller's transaction.
 * @returns the version's number
 */
export async function keepVersion(
  { outbox }: { outbox: Pick<Outbox, 'append'> },
  db: Db,
  context: JobContext,
  made: versions.NewVersion,
): Promise<number> {
  const { organizationId, jobId } = context;
  const model = await models.lockModelInTraining(db, organizationId, jobId);
  if (!model) throw new Error(`The model no longer waits for the job ${jobId}`);
  const version = await versions.insertVersion(db, organizationId, made);
  const { metrics, baseline } = made;
  await versions.insertMetrics(db, organizationId, { modelId: model.id, version, metrics });
  const { headline: accuracyMetric } = judgedBy(made.model_type, made.feature_columns.length);
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
  return version;
}

/** A training or an import that came to nothing: its model goes back to where it was, or says that it failed. */
export async function takeBack(db: Db, organizationId: number, jobId: string, outcome: LostOutcome): Promise<void> {
  const model = await models.lockModelInTraining(db, organizationId, jobId);
  if (!model?.status_before_training) return;
  const status = statusAfterLostTraining(model.status_before_training, outcome);
  await models.updateModel(db, organizationId, model.id, { status, status_before_training: null });
}
