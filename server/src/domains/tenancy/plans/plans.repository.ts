import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { CatalogueRow, EntitlementKind, Override } from './entitlement.ts';

/** Every plan with everything it gives, from the smallest plan to the largest. The same for all organizations. */
export async function listCatalogue(db: Db): Promise<CatalogueRow[]> {
  const { rows } = await sql<CatalogueRow>`
    select plan, plan_rank, entitlement, kind, amount from plan_catalogue order by plan_rank, rank`.execute(db);
  return rows;
}

type EntitlementRow = {
  plan: string;
  entitlement: string;
  kind: EntitlementKind;
  plan_amount: number;
} & { [K in keyof Override]: Override[K] | null };

/** What the plan gives, each with the override that holds now. */
export async function listEntitlements(db: Db, organizationId: number): Promise<EntitlementRow[]> {
  const { rows } = await sql<EntitlementRow>`
    select o.plan, c.entitlement, c.kind, c.amount as plan_amount, v.amount, v.reason, v.expires_at, v.created_at
      from organizations o
      join plan_catalogue c on c.plan = o.plan
      left join entitlement_overrides v on v.organization_id = o.id and v.entitlement = c.entitlement
        and (v.expires_at is null or v.expires_at > now())
     where o.id = ${organizationId}
     order by c.rank`.execute(db);
  return rows;
}

export interface Terms {
  plan: string;
  amount: number;
  /** The calendar date that is now in the organization's zone, and when it began and ends. */
  period: string;
  starts_at: Date;
  resets_at: Date;
}

export async function findTerms(db: Db, organizationId: number, entitlement: string): Promise<Terms | null> {
  const { rows } = await sql<Terms>`
    select plan, amount, period, starts_at, resets_at from entitlement_terms(${organizationId}::int, ${entitlement})`.execute(
    db,
  );
  return rows[0] ?? null;
}

/**
 * Until the transaction ends, nobody else changes the organization's plan, adds what its plan counts or deletes by age.
 * @returns the plan
 */
export async function lockOrganization(db: Db, organizationId: number): Promise<string | null> {
  const row = await db
    .selectFrom('organizations')
    .select('plan')
    .where('id', '=', organizationId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row?.plan ?? null;
}

export async function updatePlan(db: Db, organizationId: number, from: string, to: string): Promise<void> {
  await db.updateTable('organizations').set({ plan: to }).where('id', '=', organizationId).execute();
  await db
    .insertInto('plan_changes')
    .values({ organization_id: organizationId, from_plan: from, to_plan: to })
    .execute();
}

/** The plans that an organization had in the days before now. */
export async function listFormerPlans(
  db: Db,
  organizationId: number,
  days: number,
): Promise<{ plan: string; left_at: Date }[]> {
  return db
    .selectFrom('plan_changes')
    .select(['from_plan as plan', 'changed_at as left_at'])
    .where('organization_id', '=', organizationId)
    .where('changed_at', '>', sql<Date>`now() - make_interval(days => ${days})`)
    .orderBy('id', 'desc')
    .execute();
}

export interface NewOverride {
  entitlement: string;
  amount: number;
  reason: string | null;
  expiresAt: Date | null;
}

/** Replaces the one that was there. */
export async function upsertOverride(db: Db, organizationId: number, override: NewOverride): Promise<void> {
  const { entitlement, amount, reason, expiresAt } = override;
  const values = { amount, reason, expires_at: expiresAt, created_at: sql<Date>`now()` };
  await db
    .insertInto('entitlement_overrides')
    .values({ organization_id: organizationId, entitlement, ...values })
    .onConflict((conflict) => conflict.columns(['organization_id', 'entitlement']).doUpdateSet(values))
    .execute();
}

export async function deleteOverride(db: Db, organizationId: number, entitlement: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('entitlement_overrides')
    .where('organization_id', '=', organizationId)
    .where('entitlement', '=', entitlement)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
