import type { Database, Db } from '../../../platform/db/database.ts';
import type { Identity } from '../identity.ts';
import { builtInRoles, knownPermissions, type Permission, permissionsOfRole } from '../permissions.ts';
import { tenancyErrors } from '../tenancy.errors.ts';
import { findKey } from './api-keys.repository.ts';
import { findMember, listMembers, type Member } from './members.repository.ts';
import { toRoleKey } from './role-key.ts';
import { listCustomRoles } from './roles.repository.ts';

export type ExplanationService = ReturnType<typeof createExplanationService>;

/** A role by its id, and its name where the organization gave it one. */
interface NamedRole {
  id: string;
  name: string | null;
}

/** One step of why; the message `tenancy.explain.<code>` says it in words. */
export type Reason =
  | { code: 'role_has' | 'role_lacks' | 'maker_lacks'; role: NamedRole; user: string }
  | { code: 'key_has' | 'key_lacks'; key: string }
  | { code: 'maker_left'; key: string }
  | { code: 'roles_with'; roles: readonly NamedRole[] }
  | { code: 'ask_for_role' | 'ask_for_key'; users: readonly string[] };

export interface Explanation {
  permission: Permission;
  allowed: boolean;
  subject: { kind: 'user' | 'api_key'; id: number; name: string };
  reasons: readonly Reason[];
  /** Members who can grant the permission. */
  granters: readonly { userId: number; name: string }[];
}

type Subject = { userId: number } | { apiKeyId: number };

const MOST_GRANTERS = 10;
const MOST_MEMBERS_SEARCHED = 1000;

export function createExplanationService({ database, identity }: { database: Database; identity: Identity }) {
  async function nameOf(userId: number): Promise<string> {
    const [user] = await identity.listUsers([userId]);
    return user?.name ?? '';
  }

  async function listGranters(db: Db, organizationId: number, permission: Permission) {
    const members = await listMembers(db, organizationId, 0, MOST_MEMBERS_SEARCHED);
    const able = members
      .filter((member) => ['tenancy:manage', permission].every((each) => member.permissions.includes(each)))
      .slice(0, MOST_GRANTERS);
    const users = await identity.listUsers(able.map(({ userId }) => userId));
    return users.map(({ id, name }) => ({ userId: id, name }));
  }

  async function explainUser(db: Db, organizationId: number, permission: Permission, userId: number) {
    const member = await findMember(db, organizationId, userId);
    if (!member) throw tenancyErrors.member_not_found({ user: userId });
    const name = await nameOf(userId);
    const allowed = member.permissions.includes(permission);
    const reason: Reason = { code: allowed ? 'role_has' : 'role_lacks', role: roleOf(member), user: name };
    return { allowed, subject: { kind: 'user' as const, id: userId, name }, reasons: [reason] };
  }

  async function explainKey(db: Db, organizationId: number, permission: Permission, id: number) {
    const key = await findKey(db, organizationId, id);
    if (!key) throw tenancyErrors.api_key_not_found({ id });
    const subject = { kind: 'api_key' as const, id, name: key.name };
    const given = knownPermissions(key.permissions).includes(permission);
    const has: Reason = { code: given ? 'key_has' : 'key_lacks', key: key.name };
    if (!given || key.created_by === null) return { allowed: given, subject, reasons: [has] };
    const maker = await findMember(db, organizationId, key.created_by);
    if (!maker) return { allowed: false, subject, reasons: [has, { code: 'maker_left' as const, key: key.name }] };
    const allowed = maker.permissions.includes(permission);
    const user = await nameOf(key.created_by);
    const bound: Reason = { code: allowed ? 'role_has' : 'maker_lacks', role: roleOf(maker), user };
    return { allowed, subject, reasons: [has, bound] };
  }

  return {
    /** Why somebody may do something, or what is missing and who can grant it. @throws AppError member_not_found, api_key_not_found */
    async explain(organizationId: number, permission: Permission, wanted: Subject): Promise<Explanation> {
      const db = database.tenant(organizationId);
      const { allowed, subject, reasons } =
        'userId' in wanted
          ? await explainUser(db, organizationId, permission, wanted.userId)
          : await explainKey(db, organizationId, permission, wanted.apiKeyId);
      if (allowed) return { permission, allowed, subject, reasons, granters: [] };
      const granters = await listGranters(db, organizationId, permission);
      const help: Reason[] = [
        ...(subject.kind === 'user'
          ? [{ code: 'roles_with' as const, roles: await listRolesWith(db, organizationId, permission) }]
          : []),
        {
          code: subject.kind === 'user' ? ('ask_for_role' as const) : ('ask_for_key' as const),
          users: granters.map(({ name }) => name),
        },
      ];
      return { permission, allowed, subject, reasons: [...reasons, ...help], granters };
    },
  };
}

const roleOf = ({ role, roleName }: Member): NamedRole => ({ id: role, name: roleName });

async function listRolesWith(db: Db, organizationId: number, permission: Permission): Promise<NamedRole[]> {
  const custom = await listCustomRoles(db, organizationId);
  return [
    ...builtInRoles.filter((id) => permissionsOfRole(id).includes(permission)).map((id) => ({ id, name: null })),
    ...custom
      .filter((role) => role.permissions.includes(permission))
      .map(({ id, name }) => ({ id: toRoleKey('custom', id), name })),
  ];
}
