import type { Audit, Actor } from '../../../platform/audit/audit.ts';
import type { Database, Db } from '../../../platform/db/database.ts';
import { tenancyErrors } from '../tenancy.errors.ts';
import type { CatalogueRow, EntitlementSet } from './entitlement.ts';
import type { EntitlementCache } from './entitlement-cache.ts';
import type { Entitlements } from './entitlements.service.ts';
import { findRetention, type RetentionPeriod } from './retention-period.ts';
import { createOverrides } from './overrides.ts';
import * as repository from './plans.repository.ts';
import { type FrozenItem, type Settlement, settledIds, type StandingRule } from './standing.ts';

export type PlanService = ReturnType<typeof createPlanService>;

interface PlanDeps {
  database: Database;
  cache: EntitlementCache;
  entitlements: Entitlements;
  standing: readonly StandingRule[];
  audit: Pick<Audit, 'record'>;
}

export interface PlanState {
  set: EntitlementSet;
  catalogue: readonly CatalogueRow[];
  frozen: { entitlement: string; items: FrozenItem[] }[];
}

export interface PlanChange {
  plan: string;
  /** Says what would happen, and leaves all as it is. */
  dryRun?: boolean;
  /** The models to keep in service where the plan allows fewer than there are. */
  keepModels?: readonly number[];
}

export interface PlanOutcome {
  plan: string;
  settlements: Settlement[];
  retention: RetentionPeriod;
}

/** Thrown to take a transaction back that was only to show what it would do. */
const DRY_RUN = new Error('dry run');

export function createPlanService({ database, cache, entitlements, standing, audit }: PlanDeps) {
  async function change(db: Db, organizationId: number, wanted: PlanChange, actor: Actor): Promise<PlanOutcome> {
    const from = await repository.lockOrganization(db, organizationId);
    if (from === null) throw tenancyErrors.organization_not_found({ organization: organizationId });
    const { plan, keepModels } = wanted;
    if (plan !== from) await repository.updatePlan(db, organizationId, from, plan);
    if (keepModels) await keep(db, organizationId, keepModels, standing);
    const settlements = await entitlements.settle(db, organizationId);
    const retention = await findRetention(db, organizationId);
    if (plan !== from || keepModels) {
      await audit.record(db, organizationId, {
        actor,
        action: 'plan.changed',
        subject: { kind: 'organization', id: String(organizationId) },
        detail: {
          from,
          to: plan,
          ...(keepModels ? { keep_models: keepModels } : {}),
          changes: settledIds(settlements),
        },
      });
    }
    return { plan, settlements, retention };
  }

  return {
    getCatalogue: cache.getCatalogue,

    async getState(organizationId: number): Promise<PlanState> {
      const db = database.tenant(organizationId);
      const frozen = standing.map(async (rule) => ({
        entitlement: rule.entitlement,
        items: await rule.listFrozen(db, organizationId),
      }));
      const [set, catalogue] = await Promise.all([cache.get(organizationId), cache.getCatalogue()]);
      return { set, catalogue, frozen: await Promise.all(frozen) };
    },

    /**
     * Another plan, and with it what is frozen and thawed: one transaction. Nothing is deleted.
     * @throws AppError plan_change_invalid
     */
    async changePlan(organizationId: number, wanted: PlanChange, actor: Actor): Promise<PlanOutcome> {
      const known = new Set((await cache.getCatalogue()).map((row) => row.plan));
      if (!known.has(wanted.plan)) {
        const params = { plan: wanted.plan, available: [...known].join(', ') };
        const faults = [{ pointer: '/plan', code: 'unknown_plan' as const, params }];
        throw tenancyErrors.plan_change_invalid({}, { faults });
      }
      let outcome: PlanOutcome | undefined;
      await database
        .transaction(organizationId, async (db) => {
          outcome = await change(db, organizationId, wanted, actor);
          if (wanted.dryRun === true) throw DRY_RUN;
        })
        .catch((error: unknown) => {
          if (error !== DRY_RUN) throw error;
        });
      if (!outcome) throw new Error('The change of the plan has no outcome');
      if (wanted.dryRun !== true) cache.changed(organizationId);
      return outcome;
    },

    ...createOverrides({ database, cache, entitlements, audit }),

    /** For what changes by the passing of time alone: an override that has ended. */
    async settle(organizationId: number): Promise<Settlement[]> {
      return database.transaction(organizationId, (db) => entitlements.settle(db, organizationId));
    },
  };
}

/** @throws AppError plan_change_invalid */
async function keep(
  db: Db,
  organizationId: number,
  ids: readonly number[],
  standing: readonly StandingRule[],
): Promise<void> {
  const terms = await repository.findTerms(db, organizationId, 'models');
  const limit = terms?.amount ?? 0;
  if (ids.length > limit) {
    const fault = { pointer: '/keep_models', code: 'more_than_allowed' as const, params: { limit } };
    throw tenancyErrors.plan_change_invalid({}, { faults: [fault] });
  }
  await standing.find(({ entitlement }) => entitlement === 'models')?.keep(db, organizationId, ids);
}
