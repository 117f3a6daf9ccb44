import { actorOf, type Principal } from '../../../http/principal.ts';
import type { Audit } from '../../../platform/audit/audit.ts';
import type { Database, Db } from '../../../platform/db/database.ts';
import { builtInRoles, isPermission, knownPermissions, type Permission, permissionsOfRole } from '../permissions.ts';
import { tenancyErrors } from '../tenancy.errors.ts';
import { asOfNow, requireAll } from './grants.ts';
import { lockAccess } from './members.repository.ts';
import type { Principals } from './principals.ts';
import { readRoleKey, type StoredRole, toRoleKey } from './role-key.ts';
import * as repository from './roles.repository.ts';

export type RoleService = ReturnType<typeof createRoleService>;

export interface Role {
  id: string;
  /** Null for built-in roles, whose names are in the catalogues. */
  name: string | null;
  permissions: readonly string[];
  version: number;
}

interface RoleDeps {
  database: Database;
  principals: Principals;
  audit: Pick<Audit, 'record'>;
}

/** A role by the name that the interface has for it. @throws AppError role_refused */
export async function getRole(
  db: Db,
  organizationId: number,
  key: string,
): Promise<{ stored: StoredRole; permissions: readonly Permission[] }> {
  const stored = readRoleKey(key);
  const custom = stored?.role_id == null ? null : await repository.findCustomRole(db, organizationId, stored.role_id);
  if (!stored || custom === undefined) {
    const faults = [{ pointer: '/role', code: 'unknown_role' as const, params: { role: key } }];
    throw tenancyErrors.role_refused({}, { faults });
  }
  return { stored, permissions: permissionsOfRole(stored.role, custom?.permissions) };
}

export function createRoleService({ database, principals, audit }: RoleDeps) {
  async function change<T>(
    principal: Principal,
    work: (db: Db, acting: Principal) => Promise<{ answer: T; entry: RoleEntry }>,
  ) {
    const { organizationId } = principal;
    const answer = await database.transaction(organizationId, async (db) => {
      await lockAccess(db, organizationId);
      const acting = await asOfNow(db, principal, ['tenancy:manage']);
      const { answer: result, entry } = await work(db, acting);
      const subject = { kind: 'role', id: String(entry.id) };
      await audit.record(db, organizationId, {
        actor: actorOf(principal),
        action: entry.action,
        subject,
        detail: entry.detail,
      });
      return result;
    });
    principals.organizationChanged(organizationId);
    return answer;
  }

  return {
    /** Built-in roles first; with the number of members who have each. */
    async list(organizationId: number): Promise<(Role & { members: number })[]> {
      const db = database.tenant(organizationId);
      const [custom, counts] = await Promise.all([
        repository.listCustomRoles(db, organizationId),
        repository.countMembersByRole(db, organizationId),
      ]);
      const roles: Role[] = [
        ...builtInRoles.map((id) => ({ id, name: null, permissions: permissionsOfRole(id), version: 1 })),
        ...custom.map(toRole),
      ];
      const members = new Map(counts.map((row) => [toRoleKey(row.role, row.role_id), row.members]));
      return roles.map((role) => ({ ...role, members: members.get(role.id) ?? 0 }));
    },

    async get(organizationId: number, id: number): Promise<Role> {
      const role = await repository.findCustomRole(database.tenant(organizationId), organizationId, id);
      if (!role) throw tenancyErrors.role_not_found({ id });
      return toRole(role);
    },

    create: (principal: Principal, wanted: { name: string; permissions: readonly string[] }): Promise<Role> =>
      change(principal, async (db, acting) => {
        const permissions = checkPermissions(acting, wanted.permissions);
        const name = wanted.name.trim();
        const role = await repository.insertCustomRole(db, principal.organizationId, { name, permissions });
        if (!role) throw tenancyErrors.role_name_taken({ name });
        return { answer: toRole(role), entry: { id: role.id, action: 'role.created', detail: { name, permissions } } };
      }),

    /** Everybody who has the role may do the new permissions at once. */
    update: (principal: Principal, id: number, wanted: RoleChange): Promise<Role> =>
      change(principal, async (db, acting) => {
        const before = await getForChange(db, acting, id);
        wanted.check?.(toRole(before));
        const next = await checkChange(db, acting, before, wanted);
        const role = await repository.updateCustomRole(db, principal.organizationId, id, next);
        const detail = { before: { name: before.name, permissions: before.permissions }, ...next };
        return { answer: toRole(role), entry: { id, action: 'role.updated', detail } };
      }),

    /** @throws AppError role_in_use */
    remove: (principal: Principal, id: number): Promise<void> =>
      change(principal, async (db, acting) => {
        const role = await getForChange(db, acting, id);
        const { members, invitations } = await repository.countUsesOfRole(db, principal.organizationId, id);
        if (members + invitations > 0) throw tenancyErrors.role_in_use({ name: role.name, members, invitations });
        await repository.detachEndedInvitations(db, principal.organizationId, id);
        await repository.deleteCustomRole(db, principal.organizationId, id);
        return { answer: undefined, entry: { id, action: 'role.removed', detail: { name: role.name } } };
      }),
  };
}

interface RoleEntry {
  id: number;
  action: string;
  detail: Record<string, unknown>;
}

interface RoleChange {
  name?: string;
  permissions?: readonly string[];
  /** Refuses the change when somebody else has changed the role meanwhile. */
  check?: (current: Role) => void;
}

function toRole(row: { id: number; name: string; permissions: readonly string[]; version: number }): Role {
  const { id, name, permissions, version } = row;
  return { id: toRoleKey('custom', id), name, permissions: knownPermissions(permissions), version };
}

async function checkChange(db: Db, acting: Principal, before: { id: number; name: string }, wanted: RoleChange) {
  const name = wanted.name?.trim();
  if (name !== undefined && name !== before.name) {
    const other = await repository.findCustomRoleByName(db, acting.organizationId, name);
    if (other && other.id !== before.id) throw tenancyErrors.role_name_taken({ name });
  }
  return {
    ...(name === undefined ? {} : { name }),
    ...(wanted.permissions === undefined ? {} : { permissions: checkPermissions(acting, wanted.permissions) }),
  };
}

function checkPermissions(principal: Principal, wanted: readonly string[]): Permission[] {
  const faults = wanted
    .map((permission, index) => ({
      pointer: `/permissions/${index}`,
      code: isPermission(permission) ? ('role_permission_exceeds' as const) : ('unknown_permission' as const),
      params: { permission },
    }))
    .filter(({ params: { permission } }) => !isPermission(permission) || !principal.permissions.has(permission));
  if (faults.length > 0) throw tenancyErrors.role_refused({}, { faults });
  return knownPermissions(wanted);
}

async function getForChange(db: Db, acting: Principal, id: number) {
  const role = await repository.findCustomRole(db, acting.organizationId, id, { lock: true });
  if (!role) throw tenancyErrors.role_not_found({ id });
  requireAll(acting, role.permissions);
  return role;
}
