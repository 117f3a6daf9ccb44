import { sql } from 'kysely';
import type { RetentionRule } from '../../tenancy/index.ts';

/** Ended so long ago. Its rows stay in the dataset; what goes is the record of the import, with its rejected rows. */
const isOlder = (before: Date) => sql<boolean>`exists (
  select from jobs j where j.organization_id = i.organization_id and j.id = i.job_id
    and j.status in ('succeeded', 'failed', 'cancelled') and j.finished_at < ${before})`;

export const importRetention: RetentionRule = {
  name: 'imports',

  async countOlder(db, organizationId, before) {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from imports i where i.organization_id = ${organizationId} and ${isOlder(before)}`.execute(
      db,
    );
    return rows[0]?.count ?? 0;
  },

  async removeOlder(db, organizationId, before, limit) {
    const { rows } = await sql<{ id: number }>`
      delete from imports where organization_id = ${organizationId} and id in (
        select id from imports i where i.organization_id = ${organizationId} and ${isOlder(before)}
         order by id limit ${limit})
      returning id`.execute(db);
    return rows.length;
  },
};
