import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { RetentionRule } from '../../tenancy/index.ts';

/** Of a dataset so many changes are kept at most; the oldest go first, however young they are. */
const MOST_CHANGES = 500_000;

/** By dataset the moment before which history goes. Changes are numbered in their order, so no index by time is needed. */
const cutoffs = (organizationId: number, before: Date, most: number) => sql`
  select d.id as dataset_id,
         greatest(${before}::timestamptz, (
           select c.changed_at from record_changes c
            where c.organization_id = d.organization_id and c.dataset_id = d.id and c.import_id is null
            order by c.id desc offset ${most}::int limit 1)) as moment
    from datasets d where d.organization_id = ${organizationId}`;

/** What the changes of an import are kept for is to take it back: they stay while its own record does. */
const isFree = sql`(c.import_id is null or not exists (
  select from imports i where i.organization_id = c.organization_id and i.id = c.import_id))`;

async function countOf(query: ReturnType<typeof sql<{ count: number }>>, db: Db): Promise<number> {
  const { rows } = await query.execute(db);
  return rows[0]?.count ?? 0;
}

/**
 * Change sets go before their changes, so that none is ever taken back in part: a set is written down before what it
 * changed, hence is older.
 */
export function createHistoryRetention(most: number = MOST_CHANGES): RetentionRule[] {
  return [
    {
      name: 'record_change_sets',
      countOlder: (db, organizationId, before) =>
        countOf(
          sql<{ count: number }>`
            select count(*) as count from record_change_sets s
              join (${cutoffs(organizationId, before, most)}) o on o.dataset_id = s.dataset_id and s.created_at < o.moment
             where s.organization_id = ${organizationId}`,
          db,
        ),
      async removeOlder(db, organizationId, before, limit) {
        const { rows } = await sql`
          delete from record_change_sets where organization_id = ${organizationId} and (dataset_id, id) in (
            select s.dataset_id, s.id from (${cutoffs(organizationId, before, most)}) o
             cross join lateral (
               select c.dataset_id, c.id, c.created_at from record_change_sets c
                where c.organization_id = ${organizationId} and c.dataset_id = o.dataset_id
                order by c.id limit ${limit}) s
             where s.created_at < o.moment limit ${limit})
          returning id`.execute(db);
        return rows.length;
      },
    },
    {
      name: 'record_changes',
      countOlder: (db, organizationId, before) =>
        countOf(
          sql<{ count: number }>`
            select count(*) as count from record_changes c
              join (${cutoffs(organizationId, before, most)}) o on o.dataset_id = c.dataset_id and c.changed_at < o.moment
             where c.organization_id = ${organizationId} and ${isFree}`,
          db,
        ),
      async removeOlder(db, organizationId, before, limit) {
        const { rows } = await sql`
          delete from record_changes where organization_id = ${organizationId} and (dataset_id, id) in (
            select s.dataset_id, s.id from (${cutoffs(organizationId, before, most)}) o
             cross join lateral (
               select c.dataset_id, c.id, c.changed_at from record_changes c
                where c.organization_id = ${organizationId} and c.dataset_id = o.dataset_id and ${isFree}
                order by c.id limit ${limit}) s
             where s.changed_at < o.moment limit ${limit})
          returning id`.execute(db);
        return rows.length;
      },
    },
  ];
}
