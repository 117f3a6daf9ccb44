import type { Db } from '../../../platform/db/database.ts';
import { permissionsOfRole } from '../permissions.ts';
import { type StoredRole, toRoleKey } from './role-key.ts';

export interface Member {
  userId: number;
  /** A built-in role, or `role_<id>`. */
  role: string;
  roleName: string | null;
  permissions: readonly string[];
  createdAt: Date;
}

/** Whoever changes members, roles or invitations waits here for the others, so that what was checked stays true to the end. */
export async function lockAccess(db: Db, organizationId: number): Promise<void> {
  await db.selectFrom('organizations').select('id').where('id', '=', organizationId).forNoKeyUpdate().execute();
}

function selectMembers(db: Db, organizationId: number) {
  return db
    .selectFrom('memberships as m')
    .leftJoin('custom_roles as r', (join) =>
      join.onRef('r.organization_id', '=', 'm.organization_id').onRef('r.id', '=', 'm.role_id'),
    )
    .where('m.organization_id', '=', organizationId)
    .select(['m.user_id', 'm.role', 'm.role_id', 'm.created_at', 'r.name as role_name', 'r.permissions as custom']);
}

type MemberRow = Awaited<ReturnType<ReturnType<typeof selectMembers>['execute']>>[number];

function toMember(row: MemberRow): Member {
  return {
    userId: row.user_id,
    role: toRoleKey(row.role, row.role_id),
    roleName: row.role_name,
    permissions: permissionsOfRole(row.role, row.custom),
    createdAt: row.created_at,
  };
}

export async function listMembers(db: Db, organizationId: number, afterUserId: number, limit: number) {
  const rows = await selectMembers(db, organizationId)
    .where('m.user_id', '>', afterUserId)
    .orderBy('m.user_id')
    .limit(limit)
    .execute();
  return rows.map(toMember);
}

export async function findMember(db: Db, organizationId: number, userId: number): Promise<Member | null> {
  const row = await selectMembers(db, organizationId).where('m.user_id', '=', userId).executeTakeFirst();
  return row ? toMember(row) : null;
}

/** Those of the users who are members. */
export async function listMembersAmong(db: Db, organizationId: number, userIds: readonly number[]): Promise<Member[]> {
  if (userIds.length === 0) return [];
  const rows = await selectMembers(db, organizationId)
    .where('m.user_id', 'in', [...userIds])
    .orderBy('m.user_id')
    .execute();
  return rows.map(toMember);
}

export async function countOwners(db: Db, organizationId: number): Promise<number> {
  const { owners } = await db
    .selectFrom('memberships')
    .select((row) => row.fn.countAll<number>().as('owners'))
    .where('organization_id', '=', organizationId)
    .where('role', '=', 'owner')
    .executeTakeFirstOrThrow();
  return owners;
}

export async function insertMember(db: Db, organizationId: number, userId: number, role: StoredRole): Promise<void> {
  await db
    .insertInto('memberships')
    .values({ organization_id: organizationId, user_id: userId, ...role })
    .execute();
}

export async function updateMemberRole(
  db: Db,
  organizationId: number,
  userId: number,
  role: StoredRole,
): Promise<void> {
  await db
    .updateTable('memberships')
    .set(role)
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .execute();
}

export async function deleteMember(db: Db, organizationId: number, userId: number): Promise<void> {
  await db
    .deleteFrom('memberships')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .execute();
}
