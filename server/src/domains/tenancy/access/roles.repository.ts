import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { Permission } from '../permissions.ts';

export async function listCustomRoles(db: Db, organizationId: number) {
  return db
    .selectFrom('custom_roles')
    .select(['id', 'name', 'permissions', 'version'])
    .where('organization_id', '=', organizationId)
    .orderBy('id')
    .execute();
}

/** How many members have each role; `role_id` is null for built-in ones. */
export async function countMembersByRole(db: Db, organizationId: number) {
  return db
    .selectFrom('memberships')
    .select((row) => ['role', 'role_id', row.fn.countAll<number>().as('members')])
    .where('organization_id', '=', organizationId)
    .groupBy(['role', 'role_id'])
    .execute();
}

export async function findCustomRole(db: Db, organizationId: number, id: number, { lock = false } = {}) {
  return db
    .selectFrom('custom_roles')
    .select(['id', 'name', 'permissions', 'version'])
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
}

export async function findCustomRoleByName(db: Db, organizationId: number, name: string) {
  return db
    .selectFrom('custom_roles')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where(sql`lower(name)`, '=', sql`lower(${name})`)
    .executeTakeFirst();
}

/** @returns undefined when the name is taken */
export async function insertCustomRole(
  db: Db,
  organizationId: number,
  role: { name: string; permissions: Permission[] },
) {
  return db
    .insertInto('custom_roles')
    .values({ organization_id: organizationId, ...role })
    .onConflict((conflict) => conflict.doNothing())
    .returning(['id', 'name', 'permissions', 'version'])
    .executeTakeFirst();
}

export async function updateCustomRole(
  db: Db,
  organizationId: number,
  id: number,
  change: { name?: string; permissions?: Permission[] },
) {
  return db
    .updateTable('custom_roles')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .returning(['id', 'name', 'permissions', 'version'])
    .executeTakeFirstOrThrow();
}

export async function deleteCustomRole(db: Db, organizationId: number, id: number): Promise<void> {
  await db.deleteFrom('custom_roles').where('organization_id', '=', organizationId).where('id', '=', id).execute();
}

/** Who has the role, and who is invited as it. */
export async function countUsesOfRole(db: Db, organizationId: number, id: number) {
  const { rows } = await sql<{ members: number; invitations: number }>`
    select (select count(*) from memberships where organization_id = ${organizationId} and role_id = ${id}) as members,
           (select count(*) from invitations where organization_id = ${organizationId} and role_id = ${id}
               and accepted_at is null and revoked_at is null and expires_at > now()) as invitations`.execute(db);
  return rows[0] ?? { members: 0, invitations: 0 };
}

/** Invitations that have ended need not know it any longer. */
export async function detachEndedInvitations(db: Db, organizationId: number, roleId: number): Promise<void> {
  await db
    .updateTable('invitations')
    .set({ role_id: null, revoked_at: sql<Date>`case when accepted_at is null then coalesce(revoked_at, now()) end` })
    .where('organization_id', '=', organizationId)
    .where('role_id', '=', roleId)
    .where((row) =>
      row.or([
        row('accepted_at', 'is not', null),
        row('revoked_at', 'is not', null),
        row('expires_at', '<=', sql<Date>`now()`),
      ]),
    )
    .execute();
}
