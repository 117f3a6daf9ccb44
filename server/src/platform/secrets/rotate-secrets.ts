import type { Database, Db } from '../db/database.ts';
import type { Secrets } from './secrets.ts';

/** Seals what was sealed with an older key anew, of one organization and one domain. @returns how many */
export type Reseal = (db: Db, organizationId: number) => Promise<number>;

/** Seals every secret with the present key, each organization in one transaction. @returns how many had another */
export async function rotateSecrets(database: Database, secrets: Secrets, reseals: readonly Reseal[]): Promise<number> {
  const { rows } = await database.pool.query<{ organization_id: number }>(
    'select organization_id from list_stale_secrets($1)',
    [secrets.currentKeyId],
  );
  let count = 0;
  for (const { organization_id: organizationId } of rows) {
    count += await database.transaction(organizationId, async (db) => {
      let sealed = 0;
      for (const reseal of reseals) sealed += await reseal(db, organizationId);
      return sealed;
    });
  }
  return count;
}
