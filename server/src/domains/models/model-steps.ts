import { type Actor, type Audit, type AuditEntry, userOf } from '../../platform/audit/audit.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { Entitlements } from '../tenancy/index.ts';
import { judgeAgainstBaseline } from './baseline-gate.ts';
import { follow, lockModel, refuseFrozen } from './transition.ts';
import { modelErrors } from './models.errors.ts';
import * as models from './models.repository.ts';
import type { DeploymentRequest, TrainingRequest } from './models.schema.ts';
import { requireAlgorithm } from './plan-gates.ts';
import { toTrainingPayload, TRAINING } from './training-payload.ts';
import * as versions from './versions.repository.ts';

interface Deps {
  database: Database;
  jobs: Jobs;
  entitlements: Pick<Entitlements, 'requireFeature' | 'lock' | 'settle'>;
  audit: Pick<Audit, 'record'>;
  outbox: Pick<Outbox, 'append'>;
  trainingTimeoutMinutes: number;
  get(organizationId: number, id: number): Promise<models.ModelWithVersions>;
}

/** The steps that people take a model through. */
export function createModelSteps({ database, jobs, entitlements, audit, outbox, trainingTimeoutMinutes, get }: Deps) {
  const record = (db: Db, organizationId: number, id: number, act: Omit<AuditEntry, 'subject'>) =>
    audit.record(db, organizationId, { ...act, subject: { kind: 'model', id: String(id) } });

  return {
    /** @throws AppError model_in_training, model_out_of_service, model_frozen, feature_not_in_plan, training_request_invalid */
    async train(organizationId: number, id: number, request: TrainingRequest, actor: Actor) {
      refuseLongBudget(request, trainingTimeoutMinutes);
      const { algorithm } = await get(organizationId, id);
      await requireAlgorithm(entitlements, organizationId, { ...request, algorithm });
      return database.transaction(organizationId, async (db) => {
        const model = await lockModel(db, organizationId, id);
        refuseFrozen(model);
        const status = follow(model, 'train');
        const jobId = await jobs.enqueue(db, organizationId, {
          kind: TRAINING,
          payload: toTrainingPayload(id, request),
          subject: { kind: 'model', id, name: model.model_name },
          createdBy: userOf(actor),
        });
        const change = { status, status_before_training: model.status, training_job_id: jobId };
        await models.updateModel(db, organizationId, id, change);
        await record(db, organizationId, id, { actor, action: 'model.training_started', detail: { job_id: jobId } });
        return jobId;
      });
    },

    /** @throws AppError model_not_trained, model_frozen, version_not_found, baseline_not_beaten, deployment_invalid */
    async deploy(organizationId: number, id: number, request: DeploymentRequest, actor: Actor) {
      await database.transaction(organizationId, async (db) => {
        const model = await lockModel(db, organizationId, id);
        refuseFrozen(model);
        const status = follow(model, 'deploy');
        const number = request.version ?? model.current_version;
        if (number === null) throw modelErrors.model_not_trained({ model: id });
        const version = await versions.findVersion(db, organizationId, id, number);
        if (!version) throw modelErrors.version_not_found({ model: id, version: number });
        const deployment = {
          version: number,
          auto_scaling: request.auto_scaling ?? model.auto_scaling,
          monitoring_enabled: request.monitoring_enabled ?? model.monitoring_enabled,
        };
        const gate = passGate(version, request);
        await versions.insertDeployment(db, organizationId, {
          model_id: id,
          deployed_by: userOf(actor),
          ...deployment,
          ...gate,
        });
        const { version: deployedVersion, ...settings } = deployment;
        await models.updateModel(db, organizationId, id, { status, deployed_version: deployedVersion, ...settings });
        await record(db, organizationId, id, { actor, action: 'model.deployed', detail: { ...deployment, ...gate } });
        const subject = { kind: 'model', id: String(id) };
        await outbox.append(db, organizationId, {
          type: 'model_deployed',
          subject,
          data: { model_id: id, model_name: model.model_name, ...deployment, forced: gate.forced },
        });
      });
      return get(organizationId, id);
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
        await models.updateModel(db, organizationId, id, { status, deployed_version: null, frozen_at: null });
        await entitlements.settle(db, organizationId);
        await record(db, organizationId, id, { actor, action: 'model.retired' });
      });
    },
  };
}

function refuseLongBudget({ time_budget_minutes: budget = 0 }: TrainingRequest, limit: number): void {
  if (budget <= limit) return;
  const faults = [{ pointer: '/time_budget_minutes', code: 'time_budget_too_long' as const, params: { limit } }];
  throw modelErrors.training_request_invalid({}, { faults });
}

function passGate(version: versions.VersionRow, { force = false, reason }: DeploymentRequest) {
  const { beaten, metric, value, baseline } = judgeAgainstBaseline(version);
  if (beaten) return { forced: false, reason: null };
  if (!force) throw modelErrors.baseline_not_beaten({ version: version.version, metric, value, baseline });
  if (reason === undefined || reason.trim() === '') {
    throw modelErrors.deployment_invalid({}, { faults: [{ pointer: '/reason', code: 'reason_required' }] });
  }
  return { forced: true, reason: reason.trim() };
}
