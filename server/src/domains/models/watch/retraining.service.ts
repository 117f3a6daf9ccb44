import type { Audit } from '../../../platform/audit/audit.ts';
import type { Database, Db } from '../../../platform/db/database.ts';
import { isAppError } from '../../../platform/errors.ts';
import type { ModelService } from '../models.service.ts';
import * as models from '../models.repository.ts';
import { findVersion } from '../versions.repository.ts';
import { POLICY } from './policy-actor.ts';
import { isBreached } from './retraining-triggers.ts';
import * as repository from './retraining.repository.ts';
import { listEpisodes, type NewReport } from './watch.repository.ts';

export type RetrainingService = ReturnType<typeof createRetrainingService>;

export interface RetrainingDeps {
  database: Database;
  audit: Pick<Audit, 'record'>;
  models: Pick<ModelService, 'train'>;
  now(): Date;
}

/** Why a retraining was not begun. */
export type Hindrance =
  | 'no_policy'
  | 'nothing_deployed'
  | 'redefined'
  | 'under_way'
  | 'resting'
  | 'too_soon'
  | 'not_possible';

const DAY_MS = 86_400_000;
const MOST_VALIDATION = 0.5;
const LEARNABLE: ReadonlySet<string> = new Set(['trained', 'deployed', 'monitored']);

/** Trains models anew by what their policies say. */
export function createRetrainingService({ database, audit, models: steps, now }: RetrainingDeps) {
  /** What keeps a policy from beginning a training now, or the version that is to be challenged. */
  async function findHindrance(organizationId: number, model: models.ModelRow): Promise<Hindrance | number> {
    const db = database.tenant(organizationId);
    const policy = await repository.findPolicy(db, organizationId, model.id);
    if (!policy) return 'no_policy';
    if (model.deployed_version === null) return 'nothing_deployed';
    if (model.status === 'training') return 'under_way';
    // What it shall learn has been changed, and that has not been tried yet: a person is at work on it.
    if (!LEARNABLE.has(model.status)) return 'redefined';
    const nowMs = now().getTime();
    if (policy.resting_until && policy.resting_until.getTime() > nowMs) return 'resting';
    const [last] = await repository.listRetrainings(db, organizationId, {
      modelId: model.id,
      beforeId: null,
      limit: 1,
    });
    if (last && last.decision === null) return 'under_way';
    const isSoon =
      last && last.decision !== 'failed' && nowMs - last.started_at.getTime() < policy.min_days_between * DAY_MS;
    return isSoon ? 'too_soon' : model.deployed_version;
  }

  /** @returns the training's job, or why there is none */
  async function begin(
    organizationId: number,
    id: number,
    trigger: repository.Trigger,
  ): Promise<{ jobId: string } | { hindrance: Hindrance; code?: string }> {
    const db = database.tenant(organizationId);
    const model = await models.findModel(db, organizationId, id);
    if (!model) return { hindrance: 'nothing_deployed' };
    const found = await findHindrance(organizationId, model);
    if (typeof found === 'string') return { hindrance: found };
    const champion = await findVersion(db, organizationId, id, found);
    if (!champion) return { hindrance: 'nothing_deployed' };
    const { hyperparameter_tuning, seed } = champion;
    // An imported version was measured on all rows.
    const validation_split = Math.min(champion.validation_split, MOST_VALIDATION);
    const note = async (trx: Db, jobId: string) => {
      const retraining = { model_id: id, trigger, job_id: jobId, champion_version: found, started_at: now() };
      await repository.insertRetraining(trx, organizationId, retraining);
      const subject = { kind: 'model', id: String(id) };
      const detail = { trigger, champion_version: found, job_id: jobId };
      await audit.record(trx, organizationId, { actor: POLICY, action: 'model.retraining_started', subject, detail });
    };
    try {
      const request = { ...champion.receipt?.options, validation_split, hyperparameter_tuning, seed };
      return { jobId: await steps.train(organizationId, id, request, POLICY, note) };
    } catch (error) {
      // In training already, too many jobs, another plan: the next look or the next hour tries again.
      if (isAppError(error)) return { hindrance: 'not_possible', code: error.code };
      throw error;
    }
  }

  return {
    begin,

    /** Begins a retraining where a look has found what its policy waits for. */
    async answerReport(organizationId: number, report: NewReport): Promise<void> {
      const { model_id: id } = report;
      const db = database.tenant(organizationId);
      const policy = await repository.findPolicy(db, organizationId, id);
      if (!policy) return;
      const open = await listEpisodes(db, organizationId, id, { isOpen: true, limit: 2 });
      if (policy.on_drift && open.some(({ kind }) => kind === 'drift')) await begin(organizationId, id, 'drift');
      else if (policy.on_error && isBreached(policy.on_error, report.detail.performance)) {
        await begin(organizationId, id, 'error');
      }
    },
  };
}
