import type { Db } from '../../platform/db/database.ts';

/** Where the organization is at home. */
export async function findHome(db: Db, organizationId: number): Promise<{ timeZone: string; currency: string }> {
  return db
    .selectFrom('organizations')
    .select(['time_zone as timeZone', 'currency'])
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow();
}
