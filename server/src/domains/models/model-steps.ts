import { type Actor, type AuditEntry, userOf } from '../../platform/audit/audit.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { Entitlements } from '../tenancy/index.ts';
import type { Datasets } from './datasets.ts';
import { follow, lockModel, refuseFrozen } from './transition.ts';
import { modelErrors } from './models.errors.ts';
import * as models from './models.repository.ts';
import type { TrainingRequest } from './models.schema.ts';
import { requireAlgorithm } from './plan-gates.ts';
import { noChallenger, type PutInServiceDeps } from './serving/put-in-service.ts';
import { tellServing } from './serving/serving-signal.ts';
import { toTrainingPayload, TRAINING } from './training-payload.ts';
import { checkTrainingRequest } from './training-request.ts';
import { stopWatching } from './watch/stop-watching.ts';

interface Deps extends PutInServiceDeps {
  database: Database;
  jobs: Jobs;
  datasets: Datasets;
  entitlements: Pick<Entitlements, 'requireFeature' | 'lock' | 'settle'>;
  trainingTimeoutMinutes: number;
  get(organizationId: number, id: number): Promise<models.ModelWithVersions>;
}

/** What else is written with the beginning of a training. */
type TrainingNote = (db: Db, jobId: string) => Promise<void>;
const noNote: TrainingNote = () => Promise.resolve();

/** Beginning a training, and taking a model out of service. */
export function createModelSteps(deps: Deps) {
  const { database, jobs, datasets, entitlements, audit, outbox, bus, trainingTimeoutMinutes, get } = deps;
  const record = (db: Db, organizationId: number, id: number, act: Omit<AuditEntry, 'subject'>) =>
    audit.record(db, organizationId, { ...act, subject: { kind: 'model', id: String(id) } });

  return {
    /**
     * @throws AppError model_in_training, model_out_of_service, model_frozen, feature_not_in_plan, training_request_invalid,
     * custom_needs_import
     */
    async train(
      organizationId: number,
      id: number,
      request: TrainingRequest,
      actor: Actor,
      note: TrainingNote = noNote,
    ) {
      const wanted = await get(organizationId, id);
      if (wanted.algorithm === 'custom') throw modelErrors.custom_needs_import();
      const options = await checkTrainingRequest(datasets, organizationId, wanted, request, trainingTimeoutMinutes);
      const { hyperparameters = {} } = options;
      await requireAlgorithm(entitlements, organizationId, { algorithm: wanted.algorithm, hyperparameters });
      return database.transaction(organizationId, async (db) => {
        const model = await lockModel(db, organizationId, id);
        refuseFrozen(model);
        const status = follow(model, 'train');
        const jobId = await jobs.enqueue(db, organizationId, {
          kind: TRAINING,
          payload: toTrainingPayload(id, request, options),
          subject: { kind: 'model', id, name: model.model_name },
          createdBy: userOf(actor),
        });
        const change = { status, status_before_training: model.status, training_job_id: jobId };
        await models.updateModel(db, organizationId, id, change);
        await note(db, jobId);
        await record(db, organizationId, id, { actor, action: 'model.training_started', detail: { job_id: jobId } });
        return jobId;
      });
    },

    /**
     * Takes a model out of service for good; its versions and predictions stay. The plan counts it no more, so one that
     * was frozen may thaw.
     * @throws AppError model_in_training, model_out_of_service
     */
    async retire(organizationId: number, id: number, actor: Actor): Promise<void> {
      await database.transaction(organizationId, async (db) => {
        await entitlements.lock(db, organizationId);
        const model = await lockModel(db, organizationId, id);
        const isUnproved = model.status === 'draft' || model.status === 'failed';
        const status = follow(model, isUnproved ? 'archive' : 'retire');
        const outOfService = { status, deployed_version: null, frozen_at: null, ...noChallenger };
        await models.updateModel(db, organizationId, id, outOfService);
        await stopWatching({ audit, outbox }, db, organizationId, id);
        tellServing(bus, db, organizationId, id);
        await entitlements.settle(db, organizationId);
        await record(db, organizationId, id, { actor, action: 'model.retired' });
      });
    },
  };
}
