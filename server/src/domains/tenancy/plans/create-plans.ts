import type { Audit } from '../../../platform/audit/audit.ts';
import type { Bus } from '../../../platform/bus/bus.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { JobHandler } from '../../../platform/jobs/job.ts';
import type { Logger } from '../../../platform/log.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import { createEntitlementCache } from './entitlement-cache.ts';
import { createEntitlements, type Entitlements, type EntitlementsDeps } from './entitlements.service.ts';
import { createPlanService } from './plans.service.ts';
import { createRetentionHandler } from './retention.job.ts';
import { createRetentionService, type RetentionRule } from './retention.service.ts';
import type { PlanServices } from './plans.routes.ts';
import type { StandingRule } from './standing.ts';
import { createUsageService } from './usage.service.ts';
import { createUsageWarnings } from './usage-warnings.ts';

export interface PlansDeps {
  database: Database;
  bus: Bus;
  outbox: Pick<Outbox, 'append'>;
  audit: Pick<Audit, 'record'>;
  log: Logger;
  jobs: EntitlementsDeps['jobs'];
  /** How the domains count and freeze what stands, and what they delete by age. */
  standing: readonly StandingRule[];
  retentionRules: readonly RetentionRule[];
}

export interface Plans extends PlanServices {
  entitlements: Entitlements;
  /** Runs daily for each organization. */
  retentionHandler: JobHandler;
}

/** Everything about plans, put together. */
export function createPlans(deps: PlansDeps): Plans {
  const { database, bus, outbox, audit, log, standing, retentionRules } = deps;
  const cache = createEntitlementCache(database, bus);
  const warnings = createUsageWarnings({ database, outbox, log });
  const entitlements = createEntitlements({ ...deps, cache, warnings });
  const plans = createPlanService({ database, cache, entitlements, standing, audit });
  const usage = createUsageService({ database, cache, standing });
  const retention = createRetentionService({ database, audit, rules: retentionRules });
  const retentionHandler = createRetentionHandler({ database, plans, retention });
  return { entitlements, plans, usage, retention, retentionHandler };
}
