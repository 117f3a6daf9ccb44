import type { Database } from '../../../platform/db/database.ts';
import type { JobHandler } from '../../../platform/jobs/job.ts';
import type { PlanService } from './plans.service.ts';
import type { RetentionService } from './retention.service.ts';

interface RetentionJobDeps {
  database: Database;
  plans: Pick<PlanService, 'settle'>;
  retention: Pick<RetentionService, 'run'>;
}

/** The daily care of one organization: freezes what an ended override allowed, deletes what is older than the plan keeps. */
export function createRetentionHandler({ database, plans, retention }: RetentionJobDeps): JobHandler {
  return {
    kind: 'retention',
    readPermission: 'tenancy:read',
    cancelPermission: 'tenancy:manage',
    timeoutMs: 30 * 60_000,
    standing: { cron: 'H 3 * * *' },
    async run({ organizationId, signal, complete }) {
      await plans.settle(organizationId);
      const result = await retention.run(organizationId, signal);
      await database.transaction(organizationId, (db) =>
        complete(db, { removed: result.removed, is_complete: result.is_complete, is_held: result.is_held }),
      );
    },
  };
}
