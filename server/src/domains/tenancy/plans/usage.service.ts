import type { Database } from '../../../platform/db/database.ts';
import { tenancyErrors } from '../tenancy.errors.ts';
import { type Entitlement, planWithMore } from './entitlement.ts';
import type { EntitlementCache } from './entitlement-cache.ts';
import { addDays, fillDays, type UsageDay } from './forecast.ts';
import * as plans from './plans.repository.ts';
import type { StandingRule } from './standing.ts';
import { forecast } from './usage-warnings.ts';
import * as usage from './usage.repository.ts';

export type UsageService = ReturnType<typeof createUsageService>;

interface UsageDeps {
  database: Database;
  cache: EntitlementCache;
  standing: readonly StandingRule[];
}

export interface EntitlementUsage {
  entitlement: Entitlement;
  used: number;
  /** Of a daily entitlement: when the next day begins. */
  resetsAt: Date | null;
  forecastOn: string | null;
  planWithMore: string | null;
  /** Today last. */
  history: UsageDay[];
}

/** What an organization has used of its plan. */
export function createUsageService({ database, cache, standing }: UsageDeps) {
  return {
    async get(organizationId: number, days: number) {
      const [set, catalogue] = await Promise.all([cache.get(organizationId), cache.getCatalogue()]);
      const counted = [...set.entitlements.values()].filter(({ kind }) => kind === 'daily' || kind === 'standing');
      // One look at all of it, so that the figures belong together.
      return database.transaction(organizationId, async (db) => {
        const terms = await plans.findTerms(db, organizationId, 'predictions_per_day');
        if (!terms) throw tenancyErrors.organization_not_found({ organization: organizationId });
        const { period, resets_at } = terms;
        const from = addDays(period, 1 - days);
        const rows = await usage.listUsage(db, organizationId, from);
        const items: EntitlementUsage[] = [];
        for (const entitlement of counted) {
          const own = rows.filter((row) => row.entitlement === entitlement.name);
          const isStanding = entitlement.kind === 'standing';
          const rule = standing.find((each) => each.entitlement === entitlement.name);
          const stood = isStanding ? ((await rule?.count(db, organizationId)) ?? 0) : null;
          const used = stood ?? own.find(({ day }) => day === period)?.used ?? 0;
          const current = { entitlement: entitlement.name, used, isStanding };
          const limits = { ...terms, amount: entitlement.amount };
          items.push({
            entitlement,
            used,
            resetsAt: isStanding ? null : resets_at,
            forecastOn:
              entitlement.amount === 0 ? null : await forecast(db, organizationId, current, limits, new Date()),
            planWithMore: planWithMore(catalogue, set.plan, entitlement.name, entitlement.amount),
            history: [...fillDays(own, from, period, isStanding), { day: period, used }],
          });
        }
        const warnings = await usage.listWarnings(db, organizationId, from);
        return { plan: set.plan, period, items, warnings };
      });
    },
  };
}
