import type { Actor, Audit } from '../../../platform/audit/audit.ts';
import type { Database, Db } from '../../../platform/db/database.ts';
import { tenancyErrors } from '../tenancy.errors.ts';
import type { CatalogueRow } from './entitlement.ts';
import type { EntitlementCache } from './entitlement-cache.ts';
import type { Entitlements } from './entitlements.service.ts';
import * as repository from './plans.repository.ts';
import { settledIds } from './standing.ts';

interface OverrideDeps {
  database: Database;
  cache: EntitlementCache;
  entitlements: Pick<Entitlements, 'settle'>;
  audit: Pick<Audit, 'record'>;
}

/** What an organization is given instead of what its plan says. */
export function createOverrides({ database, cache, entitlements, audit }: OverrideDeps) {
  /** Overrides change what is allowed, so what is frozen is settled with them. */
  async function changeOverride(
    organizationId: number,
    actor: Actor,
    act: { action: string; entitlement: string; detail: Record<string, unknown> },
    work: (db: Db) => Promise<void>,
  ): Promise<void> {
    await database.transaction(organizationId, async (db) => {
      const plan = await repository.lockOrganization(db, organizationId);
      if (plan === null) throw tenancyErrors.organization_not_found({ organization: organizationId });
      await work(db);
      const settlements = await entitlements.settle(db, organizationId);
      await audit.record(db, organizationId, {
        actor,
        action: act.action,
        subject: { kind: 'entitlement', id: act.entitlement },
        detail: { ...act.detail, changes: settledIds(settlements) },
      });
    });
    cache.changed(organizationId);
  }

  return {
    /** @throws AppError override_invalid */
    async setOverride(organizationId: number, override: repository.NewOverride, actor: Actor): Promise<void> {
      checkOverride(override, await cache.getCatalogue());
      const { entitlement, amount, reason, expiresAt } = override;
      const detail = { amount, reason, expires_at: expiresAt?.toISOString() ?? null };
      await changeOverride(organizationId, actor, { action: 'plan.override_set', entitlement, detail }, (db) =>
        repository.upsertOverride(db, organizationId, override),
      );
    },

    /** @throws AppError override_not_found */
    async removeOverride(organizationId: number, entitlement: string, actor: Actor): Promise<void> {
      await changeOverride(
        organizationId,
        actor,
        { action: 'plan.override_removed', entitlement, detail: {} },
        async (db) => {
          const removed = await repository.deleteOverride(db, organizationId, entitlement);
          if (!removed) throw tenancyErrors.override_not_found({ entitlement });
        },
      );
    },
  };
}

function checkOverride(
  { entitlement, amount, expiresAt }: repository.NewOverride,
  catalogue: readonly CatalogueRow[],
): void {
  const known = [...new Set(catalogue.map((row) => row.entitlement))];
  const faults: NonNullable<NonNullable<Parameters<typeof tenancyErrors.override_invalid>[1]>['faults']>[number][] = [];
  if (!known.includes(entitlement)) {
    const params = { entitlement, available: known.join(', ') };
    faults.push({ pointer: '/override', code: 'unknown_entitlement', params });
  }
  if (!Number.isInteger(amount) || amount < 0 || amount > MAX_AMOUNT) {
    faults.push({ pointer: '/override', code: 'amount_out_of_range', params: { max: MAX_AMOUNT } });
  }
  if (expiresAt && !(expiresAt.getTime() > Date.now())) faults.push({ pointer: '/until', code: 'in_the_past' });
  if (faults.length > 0) throw tenancyErrors.override_invalid({}, { faults });
}

/** What an integer column holds. */
const MAX_AMOUNT = 2_147_483_647;
