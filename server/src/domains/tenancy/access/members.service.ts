import { actorOf, type Principal } from '../../../http/principal.ts';
import type { Audit } from '../../../platform/audit/audit.ts';
import type { Database, Db } from '../../../platform/db/database.ts';
import type { Identity, User } from '../identity.ts';
import { tenancyErrors } from '../tenancy.errors.ts';
import { handOverApiKeys } from './api-keys.repository.ts';
import { asOfNow, requireAll, userOf } from './grants.ts';
import { revokeInvitationsBy } from './invitations.repository.ts';
import * as repository from './members.repository.ts';
import type { Principals } from './principals.ts';
import { getRole } from './roles.service.ts';

export type MemberService = ReturnType<typeof createMemberService>;

export type MemberWithUser = repository.Member & { user: Pick<User, 'name' | 'email'>; hasSecondFactor: boolean };

interface MemberEntry {
  action: string;
  detail: Record<string, unknown>;
}

interface MemberDeps {
  database: Database;
  identity: Identity;
  principals: Principals;
  audit: Pick<Audit, 'record'>;
}

export function createMemberService({ database, identity, principals, audit }: MemberDeps) {
  async function get(organizationId: number, userId: number): Promise<MemberWithUser> {
    const member = await repository.findMember(database.tenant(organizationId), organizationId, userId);
    if (!member) throw tenancyErrors.member_not_found({ user: userId });
    const [found] = await withUsers(identity, [member]);
    return found ?? { ...member, user: { name: '', email: '' }, hasSecondFactor: false };
  }

  /** One change at a time in an organization, with its record, and told to every node. */
  async function change(
    principal: Principal,
    userId: number,
    needed: readonly string[],
    work: (db: Db, member: repository.Member, acting: Principal) => Promise<MemberEntry>,
  ): Promise<void> {
    const { organizationId } = principal;
    await database.transaction(organizationId, async (db) => {
      await repository.lockAccess(db, organizationId);
      const acting = await asOfNow(db, principal, needed);
      const member = await repository.findMember(db, organizationId, userId);
      if (!member) throw tenancyErrors.member_not_found({ user: userId });
      const { action, detail } = await work(db, member, acting);
      const subject = { kind: 'user', id: String(userId) };
      await audit.record(db, organizationId, { actor: actorOf(principal), action, subject, detail });
    });
    principals.organizationChanged(organizationId);
    principals.userChanged(userId);
  }

  return {
    get,

    list: async (organizationId: number, afterUserId: number | null, limit: number) =>
      withUsers(
        identity,
        await repository.listMembers(database.tenant(organizationId), organizationId, afterUserId ?? 0, limit),
      ),

    /** @throws AppError own_role, last_owner, permission_exceeds, role_refused */
    async updateRole(principal: Principal, userId: number, roleKey: string): Promise<MemberWithUser> {
      if (userId === principal.userId) throw tenancyErrors.own_role();
      await change(principal, userId, ['tenancy:manage'], async (db, member, acting) => {
        const role = await getRole(db, principal.organizationId, roleKey);
        requireAll(acting, [...member.permissions, ...role.permissions]);
        if (role.stored.role !== 'owner') await keepAnOwner(db, principal.organizationId, member);
        await repository.updateMemberRole(db, principal.organizationId, userId, role.stored);
        return { action: 'member.role_changed', detail: { before: member.role, role: roleKey } };
      });
      return get(principal.organizationId, userId);
    },

    /** @param takeOverKeys whether the keys that the member made go on working, under the remover's name */
    remove: (principal: Principal, userId: number, takeOverKeys: boolean): Promise<void> =>
      change(principal, userId, ['tenancy:manage'], async (db, member, acting) => {
        requireAll(acting, member.permissions);
        const detail = await leave(db, principal.organizationId, member, takeOverKeys ? userOf(principal) : null);
        return { action: 'member.removed', detail };
      }),

    /** One's own leave; the keys that one made end with it. @throws AppError last_owner, user_required */
    leave: (principal: Principal): Promise<void> =>
      change(principal, userOf(principal), [], async (db, member) => ({
        action: 'member.left',
        detail: await leave(db, principal.organizationId, member, null),
      })),

    /** The other becomes an owner and the giver an administrator, at once. */
    async transferOwnership(principal: Principal, userId: number): Promise<void> {
      const giver = userOf(principal);
      if (userId === giver) throw tenancyErrors.own_role();
      await change(principal, userId, ['tenancy:own'], async (db, member) => {
        const { organizationId } = principal;
        await repository.updateMemberRole(db, organizationId, userId, { role: 'owner', role_id: null });
        await repository.updateMemberRole(db, organizationId, giver, { role: 'admin', role_id: null });
        return { action: 'organization.ownership_transferred', detail: { before: member.role, from: giver } };
      });
      principals.userChanged(giver);
    },
  };
}

async function keepAnOwner(db: Db, organizationId: number, member: repository.Member): Promise<void> {
  if (member.role === 'owner' && (await repository.countOwners(db, organizationId)) < 2) {
    throw tenancyErrors.last_owner();
  }
}

/** Their keys go on under the successor's name, or are revoked. */
async function leave(db: Db, organizationId: number, member: repository.Member, successor: number | null) {
  await keepAnOwner(db, organizationId, member);
  const leaver = { userId: member.userId, bound: member.permissions };
  const keys = await handOverApiKeys(db, organizationId, leaver, successor);
  await revokeInvitationsBy(db, organizationId, member.userId);
  await repository.deleteMember(db, organizationId, member.userId);
  return { role: member.role, api_keys: keys, keys_taken_over_by: successor };
}

async function withUsers(identity: Identity, members: readonly repository.Member[]): Promise<MemberWithUser[]> {
  const ids = members.map(({ userId }) => userId);
  const users = new Map((await identity.listUsers(ids)).map((user) => [user.id, user]));
  const isProtected = new Set(await identity.secondFactors.listProtected(ids));
  return members.map((member) => ({
    ...member,
    user: users.get(member.userId) ?? { name: '', email: '' },
    hasSecondFactor: isProtected.has(member.userId),
  }));
}
