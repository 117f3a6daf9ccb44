import type { Principal } from '../../../http/principal.ts';
import type { Db } from '../../../platform/db/database.ts';
import { tenancyErrors } from '../tenancy.errors.ts';
import { findMember } from './members.repository.ts';

/** Nobody grants, changes or takes away what they may not do themselves. @throws AppError permission_exceeds */
export function requireAll(principal: Principal, permissions: Iterable<string>): void {
  for (const permission of permissions) {
    if (!principal.permissions.has(permission)) throw tenancyErrors.permission_exceeds({ permission });
  }
}

/** @throws AppError user_required for API keys: some acts are a person's own */
export function userOf(principal: Principal): number {
  if (principal.userId === null) throw tenancyErrors.user_required();
  return principal.userId;
}

/**
 * The principal with what the member may at this moment of the transaction: since the request was let in, somebody else
 * may have taken a role away.
 * @throws AppError not_a_member, permission_exceeds
 */
export async function asOfNow(db: Db, principal: Principal, needed: readonly string[]): Promise<Principal> {
  const { organizationId, userId } = principal;
  if (userId === null) return principal;
  const member = await findMember(db, organizationId, userId);
  if (!member) throw tenancyErrors.not_a_member({ organization: organizationId });
  const current = { ...principal, permissions: new Set(member.permissions) };
  requireAll(current, needed);
  return current;
}
