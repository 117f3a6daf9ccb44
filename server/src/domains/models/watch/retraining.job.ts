import type { Database } from '../../../platform/db/database.ts';
import type { JobHandler } from '../../../platform/jobs/job.ts';
import type { RetrainingService } from './retraining.service.ts';
import { readWatched, RETRAINING } from './watch-payload.ts';

interface RetrainingJobDeps {
  database: Database;
  retraining: Pick<RetrainingService, 'begin'>;
}

/** The clock of a policy has struck: begins the training, or tells why not. */
export function createRetrainingHandler({ database, retraining }: RetrainingJobDeps): JobHandler {
  return {
    kind: RETRAINING,
    readPermission: 'ai_analytics:read',
    cancelPermission: 'ai_analytics:manage',
    timeoutMs: 60_000,
    async run({ organizationId, payload, complete }) {
      const id = readWatched(payload);
      if (id === null) throw new Error('A retraining without a model');
      const begun = await retraining.begin(organizationId, id, 'schedule');
      const told = 'jobId' in begun ? { training_job_id: begun.jobId } : { training_job_id: null, ...begun };
      const result = { model_id: id, ...told };
      await database.transaction(organizationId, (db) => complete(db, result));
    },
  };
}
