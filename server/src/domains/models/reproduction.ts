import { type Actor, type Audit, userOf } from '../../platform/audit/audit.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import { modelErrors } from './models.errors.ts';
import type { ModelWithVersions } from './models.repository.ts';
import { refuseFrozen } from './transition.ts';
import * as versions from './versions.repository.ts';

export const REPRODUCTION = 'reproduction';

interface ReproductionPayload {
  modelId: number;
  version: number;
}

interface Deps {
  database: Database;
  jobs: Jobs;
  audit: Pick<Audit, 'record'>;
  get(organizationId: number, id: number): Promise<ModelWithVersions>;
}

/** Trainings that prove a receipt. */
export function createReproductions({ database, jobs, audit, get }: Deps) {
  return {
    /** @throws AppError model_not_found, version_not_found, model_frozen, receipt_incomplete */
    async reproduce(organizationId: number, id: number, number: number, actor: Actor): Promise<string> {
      const model = await get(organizationId, id);
      refuseFrozen(model);
      const version = await versions.findVersion(database.tenant(organizationId), organizationId, id, number);
      if (!version) throw modelErrors.version_not_found({ model: id, version: number });
      if (!version.receipt) throw modelErrors.receipt_incomplete({ model: id, version: number });
      const payload: ReproductionPayload = { modelId: id, version: number };
      return database.transaction(organizationId, async (db) => {
        const jobId = await jobs.enqueue(db, organizationId, {
          kind: REPRODUCTION,
          payload: { ...payload },
          subject: { kind: 'model', id, name: model.model_name },
          createdBy: userOf(actor),
        });
        const subject = { kind: 'model', id: String(id) };
        const detail = { version: number, job_id: jobId };
        await audit.record(db, organizationId, { actor, action: 'model.reproduction_started', subject, detail });
        return jobId;
      });
    },
  };
}

/** @throws when the queue holds what `reproduce` never wrote */
export function readReproductionPayload(payload: unknown): ReproductionPayload {
  if (typeof payload === 'object' && payload !== null && 'modelId' in payload && 'version' in payload) {
    const { modelId, version } = payload;
    if (typeof modelId === 'number' && typeof version === 'number') return { modelId, version };
  }
  throw new Error('A reproduction without a version');
}
