import type { Db } from '../../../platform/db/database.ts';
import type { AppError } from '../../../platform/errors.ts';
import type { Jobs } from '../../../platform/jobs/jobs.ts';
import { tenancyErrors } from '../tenancy.errors.ts';
import {
  type EntitlementSet,
  type Feature,
  fullAmount,
  type ParallelEntitlement,
  type RateEntitlement,
  planWithMore,
  type QuotaUse,
  type StandingEntitlement,
} from './entitlement.ts';
import type { EntitlementCache } from './entitlement-cache.ts';
import * as plans from './plans.repository.ts';
import type { Settlement, StandingRule } from './standing.ts';
import type { createUsageWarnings } from './usage-warnings.ts';
import { upsertStanding } from './usage.repository.ts';

/** What the other domains ask of an organization's plan. */
export interface Entitlements {
  get(organizationId: number): Promise<EntitlementSet>;
  /** Not inside a transaction: it may ask on a connection of its own. @throws AppError feature_not_in_plan */
  requireFeature(organizationId: number, feature: Feature, level?: 'basic' | 'full'): Promise<void>;
  /**
   * In the transaction that will add one: nobody else adds one meanwhile, on any node, so the count is exact.
   * @throws AppError limit_reached
   */
  admit(db: Db, organizationId: number, entitlement: StandingEntitlement): Promise<void>;
  /** How many may be under way at once, or begin in a minute. */
  amountOf(db: Db, organizationId: number, entitlement: ParallelEntitlement | RateEntitlement): Promise<number>;
  /** Before any other lock of a transaction that will call `settle`, so that no two wait for each other. */
  lock(db: Db, organizationId: number): Promise<void>;
  /** In the transaction that took one away, or that changed what is allowed: freezes and thaws as the limits say. */
  settle(db: Db, organizationId: number): Promise<Settlement[]>;
  /** To be told after every use of a daily quota, granted or not: warns when little is left. */
  note(organizationId: number, use: QuotaUse): void;
  /** What whoever got nothing of a daily quota is answered. */
  exhausted(use: QuotaUse): Promise<AppError>;
}

export interface EntitlementsDeps {
  cache: EntitlementCache;
  warnings: ReturnType<typeof createUsageWarnings>;
  standing: readonly StandingRule[];
  jobs: Pick<Jobs, 'letIn'>;
}

/** Where there is no plan that gives more. */
const NO_PLAN = 'none';

export function createEntitlements({ cache, warnings, standing, jobs }: EntitlementsDeps): Entitlements {
  async function planThatHas(plan: string, entitlement: string, amount: number, db?: Db): Promise<string> {
    return planWithMore(await cache.getCatalogue(db), plan, entitlement, amount) ?? NO_PLAN;
  }

  return {
    get: cache.get,

    async requireFeature(organizationId, feature, level = 'basic') {
      const { plan, entitlements } = await cache.get(organizationId);
      const amount = entitlements.get(feature)?.amount ?? 0;
      const needed = level === 'full' ? fullAmount(await cache.getCatalogue(), feature) : 1;
      if (amount >= needed) return;
      const available_in = await planThatHas(plan, feature, needed - 1);
      throw tenancyErrors.feature_not_in_plan({
        feature,
        entitlement: feature,
        used: 0,
        limit: amount,
        plan,
        available_in,
      });
    },

    async admit(db, organizationId, entitlement) {
      await plans.lockOrganization(db, organizationId);
      const terms = await getTerms(db, organizationId, entitlement);
      const rule = standing.find((each) => each.entitlement === entitlement);
      if (!rule) throw new Error(`Nobody counts ${entitlement}`);
      const used = await rule.count(db, organizationId);
      const { plan, amount: limit, period } = terms;
      if (used >= limit) {
        const available_in = await planThatHas(plan, entitlement, limit, db);
        throw tenancyErrors.limit_reached({ entitlement, used, limit, plan, available_in });
      }
      await upsertStanding(db, organizationId, entitlement, period, used + 1);
      await warnings.warn(db, organizationId, { entitlement, used: used + 1, isStanding: true }, terms);
    },

    async amountOf(db, organizationId, entitlement) {
      return (await getTerms(db, organizationId, entitlement)).amount;
    },

    async lock(db, organizationId) {
      await plans.lockOrganization(db, organizationId);
    },

    async settle(db, organizationId) {
      await plans.lockOrganization(db, organizationId);
      const settlements: Settlement[] = [];
      for (const rule of standing) {
        const { entitlement } = rule;
        const terms = await getTerms(db, organizationId, entitlement);
        settlements.push({ entitlement, ...(await rule.settle(db, organizationId, terms.amount)) });
        const used = await rule.count(db, organizationId);
        await upsertStanding(db, organizationId, entitlement, terms.period, used);
      }
      // What runs side by side is not frozen, it waits: there may be room now.
      await jobs.letIn(db, organizationId);
      return settlements;
    },

    note: warnings.note,

    async exhausted({ entitlement, used, amount: limit, plan, resets_at }) {
      return tenancyErrors.quota_exhausted({
        entitlement,
        used,
        limit,
        plan,
        available_in: await planThatHas(plan, entitlement, limit),
        resets_at: resets_at.toISOString(),
        retry_after: Math.max(1, Math.ceil((resets_at.getTime() - Date.now()) / 1000)),
      });
    },
  };
}

async function getTerms(db: Db, organizationId: number, entitlement: string): Promise<plans.Terms> {
  const terms = await plans.findTerms(db, organizationId, entitlement);
  if (!terms) throw tenancyErrors.organization_not_found({ organization: organizationId });
  return terms;
}
