import { Cron } from 'croner';
import { type Actor, type Audit, userOf } from '../../../platform/audit/audit.ts';
import type { Database, Db } from '../../../platform/db/database.ts';
import { modelErrors } from '../models.errors.ts';
import * as models from '../models.repository.ts';
import { lockModel, refuseFrozen } from '../transition.ts';
import * as repository from './retraining.repository.ts';
import { watchErrors } from './watch.errors.ts';

export type RetrainingPolicyService = ReturnType<typeof createRetrainingPolicies>;

interface PolicyDeps {
  database: Database;
  audit: Pick<Audit, 'record'>;
}

/** When models are to be trained anew, and what came of it. */
export function createRetrainingPolicies({ database, audit }: PolicyDeps) {
  return {
    /** @throws AppError model_not_found */
    async get(organizationId: number, id: number, page: { beforeId: number | null; limit: number }) {
      const db = database.tenant(organizationId);
      const model = await models.findModel(db, organizationId, id);
      if (!model) throw modelErrors.model_not_found({ model: id });
      const [policy, retrainings] = await Promise.all([
        repository.findPolicy(db, organizationId, id),
        repository.listRetrainings(db, organizationId, { modelId: id, ...page }),
      ]);
      return { modelId: id, policy, retrainings };
    },

    /**
     * What is left out of the policy it does not do.
     * @throws AppError model_not_found, model_frozen, custom_needs_import, retraining_policy_invalid
     */
    async set(organizationId: number, id: number, policy: repository.RetrainingPolicy, actor: Actor) {
      await database.transaction(organizationId, async (db) => {
        const model = await lockModel(db, organizationId, id);
        refuseFrozen(model);
        if (model.algorithm === 'custom') throw modelErrors.custom_needs_import();
        refuseInvalid(policy, model.model_type === 'classification');
        const before = await repository.findPolicy(db, organizationId, id);
        const updatedBy = userOf(actor);
        const schedule = { modelId: id, name: model.model_name, cron: policy.schedule, createdBy: updatedBy };
        const isSame = before?.schedule === policy.schedule;
        const scheduleId = isSame ? before.schedule_id : await addSchedule(db, organizationId, schedule);
        const changed = { ...policy, model_id: id, schedule_id: scheduleId, updated_by: updatedBy };
        await repository.upsertPolicy(db, organizationId, changed);
        const outdated = isSame ? null : (before?.schedule_id ?? null);
        if (outdated !== null) await repository.removeSchedule(db, organizationId, outdated);
        const subject = { kind: 'model', id: String(id) };
        const detail = { ...policy };
        await audit.record(db, organizationId, { actor, action: 'model.retraining_policy_set', subject, detail });
      });
    },
  };
}

interface WantedSchedule {
  modelId: number;
  name: string;
  cron: string | null;
  createdBy: number | null;
}

async function addSchedule(db: Db, organizationId: number, { cron, ...wanted }: WantedSchedule) {
  return cron === null ? null : repository.insertSchedule(db, organizationId, { ...wanted, cron });
}

const CLASS_METRICS: ReadonlySet<string> = new Set(['accuracy', 'log_loss', 'brier']);

function refuseInvalid({ schedule, on_error: onError }: repository.RetrainingPolicy, isClassifier: boolean): void {
  const faults = [];
  if (schedule !== null && !isCron(schedule)) {
    faults.push({ pointer: '/schedule', code: 'schedule_invalid' as const, params: { schedule } });
  }
  if (onError && CLASS_METRICS.has(onError.metric) !== isClassifier) {
    const params = { metric: onError.metric };
    faults.push({ pointer: '/on_error/metric', code: 'metric_does_not_fit' as const, params });
  }
  if (faults.length > 0) throw watchErrors.retraining_policy_invalid({}, { faults });
}

function isCron(text: string): boolean {
  try {
    return new Cron(text, { mode: '5-part', paused: true }).nextRun() !== null;
  } catch {
    return false;
  }
}
