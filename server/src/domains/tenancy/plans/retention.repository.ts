import { sql } from 'kysely';
import type { Actor } from '../../../platform/audit/audit.ts';
import type { Db } from '../../../platform/db/database.ts';

interface LegalHold {
  reason: string;
  set_by_kind: Actor['kind'];
  set_by_id: number | null;
  set_at: Date;
}

export async function findHold(db: Db, organizationId: number): Promise<LegalHold | null> {
  const row = await db
    .selectFrom('legal_holds')
    .select(['reason', 'set_by_kind', 'set_by_id', 'set_at'])
    .where('organization_id', '=', organizationId)
    .$castTo<LegalHold>()
    .executeTakeFirst();
  return row ?? null;
}

/** Until the transaction ends, nobody sets a hold; and while somebody sets one, this waits. @returns whether one is set */
export async function isHeld(db: Db, organizationId: number): Promise<boolean> {
  await db.selectFrom('organizations').select('id').where('id', '=', organizationId).forShare().execute();
  return (await findHold(db, organizationId)) !== null;
}

export async function upsertHold(db: Db, organizationId: number, reason: string, by: Actor): Promise<void> {
  const values = { reason, set_by_kind: by.kind, set_by_id: by.id, set_at: sql<Date>`now()` };
  await db
    .insertInto('legal_holds')
    .values({ organization_id: organizationId, ...values })
    .onConflict((conflict) => conflict.column('organization_id').doUpdateSet(values))
    .execute();
}

export async function deleteHold(db: Db, organizationId: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('legal_holds')
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

interface RetentionRun {
  finished_at: Date;
  removed: Record<string, number>;
  is_complete: boolean;
}

export async function findRun(db: Db, organizationId: number): Promise<RetentionRun | null> {
  const row = await db
    .selectFrom('retention_runs')
    .select(['finished_at', 'removed', 'is_complete'])
    .where('organization_id', '=', organizationId)
    .$castTo<RetentionRun>()
    .executeTakeFirst();
  return row ?? null;
}

export async function upsertRun(db: Db, organizationId: number, run: Omit<RetentionRun, 'finished_at'>): Promise<void> {
  const values = {
    removed: JSON.stringify(run.removed),
    is_complete: run.is_complete,
    finished_at: sql<Date>`now()`,
  };
  await db
    .insertInto('retention_runs')
    .values({ organization_id: organizationId, ...values })
    .onConflict((conflict) => conflict.column('organization_id').doUpdateSet(values))
    .execute();
}

export async function countOldUsage(db: Db, organizationId: number, before: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from usage_counters
             where organization_id = ${organizationId} and period < (${before}::timestamptz at time zone 'UTC')::date)
         + (select count(*) from usage_warnings
             where organization_id = ${organizationId} and period < (${before}::timestamptz at time zone 'UTC')::date)
      as count`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function deleteOldUsage(db: Db, organizationId: number, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with counters as (
      delete from usage_counters where organization_id = ${organizationId} and (entitlement, period) in (
        select entitlement, period from usage_counters
         where organization_id = ${organizationId} and period < (${before}::timestamptz at time zone 'UTC')::date
         order by period limit ${limit})
      returning 1),
    warnings as (
      delete from usage_warnings where organization_id = ${organizationId} and (entitlement, period, threshold) in (
        select entitlement, period, threshold from usage_warnings
         where organization_id = ${organizationId} and period < (${before}::timestamptz at time zone 'UTC')::date
         order by period limit greatest(${limit} - (select count(*) from counters), 0))
      returning 1)
    select (select count(*) from counters) + (select count(*) from warnings) as count`.execute(db);
  return rows[0]?.count ?? 0;
}

/** What waits or runs is not old, however long ago it was asked for. */
export async function countOldJobs(db: Db, organizationId: number, before: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from jobs
     where organization_id = ${organizationId} and status in ('succeeded', 'failed', 'cancelled')
       and finished_at < ${before}`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function deleteOldJobs(db: Db, organizationId: number, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    delete from jobs where organization_id = ${organizationId} and id in (
      select id from jobs
       where organization_id = ${organizationId} and status in ('succeeded', 'failed', 'cancelled')
         and finished_at < ${before} order by created_at limit ${limit})
    returning id`.execute(db);
  return rows.length;
}
