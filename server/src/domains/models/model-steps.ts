import type { Database } from '../../platform/db/database.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import { judgeAgainstBaseline } from './baseline-gate.ts';
import { follow, lockModel } from './transition.ts';
import { modelErrors } from './models.errors.ts';
import * as models from './models.repository.ts';
import type { DeploymentRequest, TrainingRequest } from './models.schema.ts';
import { toTrainingPayload, TRAINING } from './training-payload.ts';
import * as versions from './versions.repository.ts';

interface Deps {
  database: Database;
  jobs: Jobs;
  trainingTimeoutMinutes: number;
  get(organizationId: number, id: number): Promise<models.ModelWithVersions>;
}

/** The steps that people take a model through. */
export function createModelSteps({ database, jobs, trainingTimeoutMinutes, get }: Deps) {
  return {
    /** @throws AppError model_in_training, model_out_of_service, training_request_invalid */
    async train(organizationId: number, id: number, request: TrainingRequest, createdBy: number | null) {
      const { time_budget_minutes: budget = 0 } = request;
      if (budget > trainingTimeoutMinutes) {
        const params = { limit: trainingTimeoutMinutes };
        const faults = [{ pointer: '/time_budget_minutes', code: 'time_budget_too_long' as const, params }];
        throw modelErrors.training_request_invalid({}, { faults });
      }
      return database.transaction(organizationId, async (db) => {
        const model = await lockModel(db, organizationId, id);
        const status = follow(model, 'train');
        const jobId = await jobs.enqueue(db, organizationId, {
          kind: TRAINING,
          payload: toTrainingPayload(id, request),
          subject: { kind: 'model', id, name: model.model_name },
          createdBy,
        });
        const change = { status, status_before_training: model.status, training_job_id: jobId };
        await models.updateModel(db, organizationId, id, change);
        return jobId;
      });
    },

    /** @throws AppError model_not_trained, version_not_found, baseline_not_beaten, deployment_invalid */
    async deploy(organizationId: number, id: number, request: DeploymentRequest, deployedBy: number | null) {
      await database.transaction(organizationId, async (db) => {
        const model = await lockModel(db, organizationId, id);
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
          deployed_by: deployedBy,
          ...deployment,
          ...gate,
        });
        const { version: deployedVersion, ...settings } = deployment;
        await models.updateModel(db, organizationId, id, { status, deployed_version: deployedVersion, ...settings });
      });
      return get(organizationId, id);
    },
  };
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
