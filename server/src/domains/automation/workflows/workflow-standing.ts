import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { StandingRule } from '../../tenancy/index.ts';
import { automationErrors } from '../automation.errors.ts';
import { syncLive } from './sync-live.ts';

/** A workflow counts for the plan while it is active. */
const STANDS = sql<boolean>`is_active and removed_at is null`;

/** How the plan counts workflows, and which it freezes: chosen ones stay, then the oldest. Nothing starts a frozen one. */
export const workflowStanding: StandingRule = {
  entitlement: 'workflows',

  async count(db, organizationId) {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from automation_workflows where organization_id = ${organizationId} and ${STANDS}`.execute(
      db,
    );
    return rows[0]?.count ?? 0;
  },

  async settle(db, organizationId, limit) {
    const { rows } = await sql<{ id: number; name: string; is_frozen: boolean }>`
      with ranked as (
        select id, row_number() over (order by kept_at is null, created_at, id) > ${limit} as excess
          from automation_workflows where organization_id = ${organizationId} and ${STANDS})
      update automation_workflows w set frozen_at = case when r.excess then now() end
        from ranked r
       where w.organization_id = ${organizationId} and w.id = r.id and r.excess <> (w.frozen_at is not null)
      returning w.id, w.workflow_name as name, w.frozen_at is not null as is_frozen`.execute(db);
    for (const { id } of rows) await syncLive(db, organizationId, id, new Date());
    const changed = (isFrozen: boolean) =>
      rows
        .filter((row) => row.is_frozen === isFrozen)
        .map(({ id, name }) => ({ id, name }))
        .toSorted((left, right) => left.id - right.id);
    return { frozen: changed(true), thawed: changed(false) };
  },

  async listFrozen(db, organizationId) {
    return db
      .selectFrom('automation_workflows')
      .select(['id', 'workflow_name as name'])
      .where('organization_id', '=', organizationId)
      .where('frozen_at', 'is not', null)
      .orderBy('id')
      .execute();
  },

  async keep(db, organizationId, ids) {
    await refuseUnknown(db, organizationId, ids);
    await sql`
      update automation_workflows set kept_at = case when id = any(${ids}::int[]) then now() end
       where organization_id = ${organizationId} and (kept_at is not null or id = any(${ids}::int[]))`.execute(db);
  },
};

async function refuseUnknown(db: Db, organizationId: number, ids: readonly number[]): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select id from automation_workflows
     where organization_id = ${organizationId} and id = any(${ids}::int[]) and ${STANDS}`.execute(db);
  const known = new Set(rows.map((row) => row.id));
  const unknown = ids.find((id) => !known.has(id));
  if (unknown !== undefined) throw automationErrors.workflow_not_found({ workflow: unknown });
}
