import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { DailyEntitlement, QuotaUse } from './entitlement.ts';
import type { UsageDay } from './forecast.ts';

/**
 * A daily quota's answer as one row, for the statement that does the work: what it grants is used up exactly when that
 * statement's transaction commits. Whoever uses the same quota at the same moment waits until then, on any node.
 * @param wanted how much, as SQL
 */
export function consumeQuota(
  organizationId: number | RawBuilder<number>,
  entitlement: DailyEntitlement,
  wanted: RawBuilder<number>,
): RawBuilder<QuotaUse> {
  return sql<QuotaUse>`select ${entitlement}::text as entitlement, granted, used, amount, plan, period, resets_at
    from consume_quota(${organizationId}::int, ${entitlement}, (${wanted})::int)`;
}

/** How many stand, as told last on that day. */
export async function upsertStanding(
  db: Db,
  organizationId: number,
  entitlement: string,
  period: string,
  used: number,
): Promise<void> {
  await db
    .insertInto('usage_counters')
    .values({ organization_id: organizationId, entitlement, period, used })
    .onConflict((conflict) => conflict.columns(['organization_id', 'entitlement', 'period']).doUpdateSet({ used }))
    .execute();
}

/** By day, the oldest first; of each entitlement also the last day before `since`. */
export async function listUsage(
  db: Db,
  organizationId: number,
  since: string,
): Promise<(UsageDay & { entitlement: string })[]> {
  const { rows } = await sql<UsageDay & { entitlement: string }>`
    select entitlement, period as day, used from usage_counters c
     where organization_id = ${organizationId}
       and period >= coalesce((select max(b.period) from usage_counters b
         where b.organization_id = c.organization_id and b.entitlement = c.entitlement and b.period < ${since}), ${since})
     order by entitlement, period`.execute(db);
  return rows;
}

/** When the organization was made: no forecast looks at days before it. */
export async function findFirstDay(db: Db, organizationId: number): Promise<string | null> {
  const { rows } = await sql<{ day: string }>`
    select (created_at at time zone time_zone)::date as day from organizations where id = ${organizationId}`.execute(
    db,
  );
  return rows[0]?.day ?? null;
}

export interface WarningRow {
  entitlement: string;
  period: string;
  /** In per cent. */
  threshold: number;
  used: number;
  amount: number;
  plan: string;
  forecast_on: string | null;
  created_at: Date;
}

/** @returns whether it is the first of its period */
export async function insertWarning(
  db: Db,
  organizationId: number,
  warning: Omit<WarningRow, 'created_at'>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('usage_warnings')
    .values({ organization_id: organizationId, ...warning })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** The latest first. */
export async function listWarnings(db: Db, organizationId: number, since: string): Promise<WarningRow[]> {
  return db
    .selectFrom('usage_warnings')
    .select(['entitlement', 'period', 'threshold', 'used', 'amount', 'plan', 'forecast_on', 'created_at'])
    .where('organization_id', '=', organizationId)
    .where('period', '>=', since)
    .orderBy('created_at', 'desc')
    .execute();
}
