import type { Actor } from '../../../platform/audit/audit.ts';
import type { Database, Db } from '../../../platform/db/database.ts';
import { baselineNotBeaten, judgeAgainstBaseline, requireBaselineBeaten } from '../baseline-gate.ts';
import { modelErrors } from '../models.errors.ts';
import type { ModelRow, ModelWithVersions } from '../models.repository.ts';
import type { DeploymentRequest } from '../models.schema.ts';
import { follow, lockModel, refuseFrozen } from '../transition.ts';
import { findVersion, type VersionRow } from '../versions.repository.ts';
import { previousVersion } from './previous-version.ts';
import { createPutInService, type NewService, type PutInServiceDeps } from './put-in-service.ts';
import * as repository from './serving.repository.ts';
import type { PromotionRequest } from './serving.schema.ts';

export interface DeploymentDeps extends PutInServiceDeps {
  database: Database;
  get(organizationId: number, id: number): Promise<ModelWithVersions>;
}

/** A rollback looks back over so many deployments. */
const MOST_HISTORY = 1000;

/** Which version answers: going forth, going back, and what answered when. */
export function createDeployments(deps: DeploymentDeps) {
  const { database, get } = deps;
  const putInService = createPutInService(deps);

  /** Who shall answer is decided behind the model's lock, and answers when it is given up. */
  async function change(
    organizationId: number,
    id: number,
    actor: Actor,
    decide: (db: Db, model: ModelRow) => Promise<NewService>,
  ): Promise<ModelWithVersions> {
    await database.transaction(organizationId, async (db) => {
      const model = await lockModel(db, organizationId, id);
      refuseFrozen(model);
      await putInService(db, organizationId, model, actor, await decide(db, model));
    });
    return get(organizationId, id);
  }

  return {
    /** @throws AppError model_not_trained, model_frozen, version_not_found, baseline_not_beaten, deployment_invalid */
    deploy: (organizationId: number, id: number, request: DeploymentRequest, actor: Actor) =>
      change(organizationId, id, actor, async (db, model) => {
        const status = follow(model, 'deploy');
        const number = request.version ?? model.current_version;
        if (number === null) throw modelErrors.model_not_trained({ model: id });
        const gate = passGate(await getVersion(db, organizationId, id, number), request);
        const { auto_scaling = model.auto_scaling, monitoring_enabled = model.monitoring_enabled } = request;
        return { version: number, kind: 'deploy', status, auto_scaling, monitoring_enabled, ...gate };
      }),

    /**
     * A version that has proved itself answers from now on, with the settings of the one before. What is being learned
     * meanwhile is not touched. The challenger that is promoted has ended its challenge.
     * @throws AppError model_not_trained, model_in_training, model_out_of_service, model_frozen, version_not_found,
     * baseline_not_beaten
     */
    promote: (organizationId: number, id: number, { version, reason }: PromotionRequest, actor: Actor) =>
      change(organizationId, id, actor, async (db, model) => {
        // Where nothing answers yet, or the newest training's version has not answered, it is a deployment like any other.
        const isNewest = model.status === 'trained' && version === model.current_version;
        const status = follow(model, model.deployed_version === null || isNewest ? 'deploy' : 'promote');
        requireBaselineBeaten(await getVersion(db, organizationId, id, version));
        return { version, kind: 'promote', status, ...settingsOf(model), forced: false, reason: wordsOf(reason) };
      }),

    /**
     * The version that answered before answers again. It passes the baseline gate, because it did when it was deployed.
     * @throws AppError model_out_of_service, model_frozen, nothing_to_roll_back
     */
    rollback: (organizationId: number, id: number, reason: string | undefined, actor: Actor) =>
      change(organizationId, id, actor, async (db, model) => {
        const status = follow(model, 'roll_back');
        const limits = { beforeId: null, limit: MOST_HISTORY };
        const history = await repository.listDeployments(db, organizationId, id, limits);
        const version = previousVersion(history.toReversed());
        if (version === null) throw modelErrors.nothing_to_roll_back({ model: id, name: model.model_name });
        return { version, kind: 'rollback', status, ...settingsOf(model), forced: false, reason: wordsOf(reason) };
      }),

    /** The latest first. @throws AppError model_not_found */
    async listDeployments(organizationId: number, id: number, beforeId: number | null, limit: number) {
      await get(organizationId, id);
      return repository.listDeployments(database.tenant(organizationId), organizationId, id, { beforeId, limit });
    },
  };
}

async function getVersion(db: Db, organizationId: number, id: number, number: number): Promise<VersionRow> {
  const version = await findVersion(db, organizationId, id, number);
  if (!version) throw modelErrors.version_not_found({ model: id, version: number });
  return version;
}

const settingsOf = ({ auto_scaling, monitoring_enabled }: ModelRow) => ({ auto_scaling, monitoring_enabled });

const wordsOf = (reason = ''): string | null => (reason.trim() === '' ? null : reason.trim());

function passGate(version: VersionRow, { force = false, reason }: DeploymentRequest) {
  const verdict = judgeAgainstBaseline(version);
  if (verdict.beaten) return { forced: false, reason: null };
  if (!force) throw baselineNotBeaten(version, verdict);
  if (reason === undefined || reason.trim() === '') {
    throw modelErrors.deployment_invalid({}, { faults: [{ pointer: '/reason', code: 'reason_required' }] });
  }
  return { forced: true, reason: reason.trim() };
}
