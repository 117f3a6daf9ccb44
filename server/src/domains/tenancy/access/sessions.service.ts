import type { Logger } from '../../../platform/log.ts';
import type { CurrentSession, Identity, User } from '../identity.ts';
import { tenancyErrors } from '../tenancy.errors.ts';
import type { RecordAct } from './account-record.ts';
import { checkPassword } from './password-rules.ts';
import type { Organization } from './organizations.service.ts';
import type { Principals } from './principals.ts';

export type SessionService = ReturnType<typeof createSessionService>;

interface SessionDeps {
  identity: Identity;
  principals: Principals;
  record: RecordAct;
  log: Logger;
  languages: readonly string[];
  getOrganization(organizationId: number): Promise<Organization>;
}

/** Signing in and out, and what a user decides of their own account. */
export function createSessionService(deps: SessionDeps) {
  const { identity, principals, record, log, languages, getOrganization } = deps;

  async function recordFailure(email: string, ip: string): Promise<void> {
    const user = await identity.findUserByEmail(email);
    if (user) await record(user, 'user.sign_in_failed', { ip }, false);
  }

  return {
    async signIn(credentials: { email: string; password: string; remember: boolean }, headers: Headers, ip: string) {
      try {
        const signedIn = await identity.signIn(credentials, headers);
        if (signedIn.kind === 'signed_in') await record(signedIn.user, 'user.signed_in', { ip });
        return signedIn;
      } catch (error) {
        // Not waited for: how long the answer takes must not tell whether there is such a user.
        recordFailure(credentials.email, ip).catch((err: unknown) => log.error({ err }, 'failed sign-in not recorded'));
        throw error;
      }
    },

    /** @returns the cookies to set */
    async signOut(session: CurrentSession | null, headers: Headers): Promise<string[]> {
      const cookies = await identity.signOut(headers);
      if (session) principals.userChanged(session.user.id);
      return cookies;
    },

    /** Who a signed-in user is and what they may in the organization; without one, in the first that they belong to. */
    async get(user: User, organizationId: number | null) {
      const memberships = await principals.listMemberships(user.id);
      const current =
        organizationId === null ? memberships[0] : memberships.find((each) => each.organization_id === organizationId);
      if (!current) throw tenancyErrors.not_a_member({ organization: organizationId ?? 0 });
      const hasSecondFactor = await identity.secondFactors.isOn(user.id);
      return {
        user,
        second_factor: { is_on: hasSecondFactor, is_required: current.require_second_factor },
        organization: await getOrganization(current.organization_id),
        organizations: memberships.map((each) => ({
          id: each.organization_id,
          name: each.organization_name,
          plan: each.plan,
          role: each.role,
          role_name: each.role_name,
        })),
        role: current.role,
        role_name: current.role_name,
        permissions: [...current.permissions],
      };
    },

    /**
     * What is left out stays; a null language leaves the choice to the organization and the browser.
     * @throws AppError language_refused
     */
    async update(user: User, { name, language }: { name?: string; language?: string | null }): Promise<User> {
      if (typeof language === 'string' && !languages.includes(language)) {
        throw tenancyErrors.language_refused({ language, allowed: languages.join(', ') });
      }
      const now = {
        ...user,
        ...(name !== undefined && { name: name.trim() }),
        ...(language !== undefined && { language }),
      };
      if (now.name !== user.name) await identity.setName(user.id, now.name);
      if (now.language !== user.language) await identity.setLanguage(user.id, now.language);
      principals.userChanged(user.id);
      return now;
    },

    ...createAccountActs(deps),
  };
}

function createAccountActs({ identity, principals, record }: SessionDeps) {
  return {
    list: (user: User) => identity.listSessions(user.id),

    /** @throws AppError session_not_found */
    async remove(user: User, id: number): Promise<void> {
      if (!(await identity.removeSession(user.id, id))) throw tenancyErrors.session_not_found({ id });
      principals.userChanged(user.id);
    },

    async removeOthers({ user, sessionId }: CurrentSession): Promise<void> {
      await identity.removeOtherSessions(user.id, sessionId);
      principals.userChanged(user.id);
    },

    /** Every other session ends with the old password. @returns the cookies to set @throws AppError password_refused */
    async changePassword(
      { user }: CurrentSession,
      passwords: { current: string; next: string },
      headers: Headers,
    ): Promise<string[]> {
      checkPassword(passwords.next, [user.email, user.name], '/new_password');
      const cookies = await identity.changePassword(passwords, headers);
      principals.userChanged(user.id);
      await record(user, 'user.password_changed');
      return cookies;
    },
  };
}
