import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { StandingRule } from '../tenancy/index.ts';
import { modelErrors } from './models.errors.ts';

/** A model counts for the plan until it is retired or archived. */
const STANDS = sql<boolean>`status not in ('retired', 'archived')`;

/**
 * How the plan counts models, and which it freezes: chosen ones stay, then deployed ones, then the oldest. A frozen one
 * loses its challenger.
 */
export const modelStanding: StandingRule = {
  entitlement: 'models',

  async count(db, organizationId) {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from ai_models where organization_id = ${organizationId} and ${STANDS}`.execute(db);
    return rows[0]?.count ?? 0;
  },

  async settle(db, organizationId, limit) {
    const { rows } = await sql<{ id: number; name: string; is_frozen: boolean }>`
      with ranked as (
        select id, row_number() over (order by kept_at is null, deployed_version is null, created_at, id) > ${limit} as excess
          from ai_models where organization_id = ${organizationId} and ${STANDS})
      update ai_models m set frozen_at = case when r.excess then now() end,
          challenger_version = case when not r.excess then m.challenger_version end,
          challenger_mode = case when not r.excess then m.challenger_mode end,
          challenger_share = case when not r.excess then m.challenger_share end,
          challenger_since = case when not r.excess then m.challenger_since end
        from ranked r
       where m.organization_id = ${organizationId} and m.id = r.id and r.excess <> (m.frozen_at is not null)
      returning m.id, m.model_name as name, m.frozen_at is not null as is_frozen`.execute(db);
    const changed = (isFrozen: boolean) =>
      rows
        .filter((row) => row.is_frozen === isFrozen)
        .map(({ id, name }) => ({ id, name }))
        .toSorted((left, right) => left.id - right.id);
    return { frozen: changed(true), thawed: changed(false) };
  },

  async listFrozen(db, organizationId) {
    return db
      .selectFrom('ai_models')
      .select(['id', 'model_name as name'])
      .where('organization_id', '=', organizationId)
      .where('frozen_at', 'is not', null)
      .orderBy('id')
      .execute();
  },

  async keep(db, organizationId, ids) {
    await refuseUnknown(db, organizationId, ids);
    await sql`
      update ai_models set kept_at = case when id = any(${ids}::int[]) then now() end
       where organization_id = ${organizationId} and (kept_at is not null or id = any(${ids}::int[]))`.execute(db);
  },
};

async function refuseUnknown(db: Db, organizationId: number, ids: readonly number[]): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select id from ai_models
     where organization_id = ${organizationId} and id = any(${ids}::int[]) and ${STANDS}`.execute(db);
  const known = new Set(rows.map((row) => row.id));
  const unknown = ids.find((id) => !known.has(id));
  if (unknown !== undefined) throw modelErrors.model_not_found({ model: unknown });
}
