import { actorOf, type Principal } from '../../../http/principal.ts';
import type { Audit } from '../../../platform/audit/audit.ts';
import type { Database } from '../../../platform/db/database.ts';
import { asOfNow, requireAll, userOf } from '../access/grants.ts';
import { findMember, lockAccess } from '../access/members.repository.ts';
import type { Principals } from '../access/principals.ts';
import type { Identity } from '../identity.ts';
import { tenancyErrors } from '../tenancy.errors.ts';
import { findMemberships } from '../tenancy.repository.ts';
import type { ResetLink } from './password-resets.ts';

export type RescueService = ReturnType<typeof createRescueService>;

interface RescueDeps {
  database: Database;
  identity: Identity;
  principals: Principals;
  audit: Pick<Audit, 'record'>;
}

/** What those who manage members can do for one who cannot get in any more. */
export function createRescueService({ database, identity, principals, audit }: RescueDeps) {
  /**
   * Whoever opens an account can do all that its owner may, everywhere: so only a person, who may do as much here, and
   * only for somebody who belongs nowhere else.
   */
  async function rescue<T>(principal: Principal, userId: number, action: string, act: () => Promise<T>): Promise<T> {
    const { organizationId } = principal;
    const result = await database.transaction(organizationId, async (db) => {
      await lockAccess(db, organizationId);
      const acting = await asOfNow(db, principal, ['tenancy:manage']);
      const member = await findMember(db, organizationId, userId);
      if (!member) throw tenancyErrors.member_not_found({ user: userId });
      if (userOf(principal) === userId) throw tenancyErrors.rescue_refused({ reason: 'self' });
      requireAll(acting, member.permissions);
      if ((await findMemberships(database, userId)).length > 1) {
        throw tenancyErrors.rescue_refused({ reason: 'elsewhere' });
      }
      const subject = { kind: 'user', id: String(userId) };
      await audit.record(db, organizationId, { actor: actorOf(principal), action, subject });
      return act();
    });
    principals.userChanged(userId);
    return result;
  }

  return {
    /** For handing over by hand; worth nothing once the member belongs elsewhere too. */
    makeResetLink: (principal: Principal, userId: number): Promise<ResetLink> =>
      rescue(principal, userId, 'member.password_reset_link_made', () =>
        identity.passwordResets.make(userId, principal.organizationId),
      ),

    /** Where the authenticator and the recovery codes are lost. @throws AppError second_factor_off */
    removeSecondFactor: (principal: Principal, userId: number): Promise<void> =>
      rescue(principal, userId, 'member.second_factor_removed', async () => {
        if (!(await identity.secondFactors.remove(userId))) throw tenancyErrors.second_factor_off();
      }),
  };
}
