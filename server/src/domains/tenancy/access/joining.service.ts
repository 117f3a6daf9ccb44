import type { Audit } from '../../../platform/audit/audit.ts';
import type { Database, Db } from '../../../platform/db/database.ts';
import type { CodeNeeded, Identity, User } from '../identity.ts';
import { tenancyErrors } from '../tenancy.errors.ts';
import {
  acceptInvitation,
  findInvitation,
  findInvitationByToken,
  type FoundInvitation,
} from './invitations.repository.ts';
import { hashToken } from './invitations.service.ts';
import { findMember, insertMember, lockAccess } from './members.repository.ts';
import { checkPassword } from './password-rules.ts';
import type { Principals } from './principals.ts';
import { toRoleKey } from './role-key.ts';
import { getRole } from './roles.service.ts';

export interface Acceptance {
  token: string;
  name?: string;
  password?: string;
}

export interface SignUp {
  organizationName: string;
  name: string;
  email: string;
  password: string;
}

/** Who came in, and the cookies that keep them signed in; none where they were signed in already. */
interface Joined {
  kind: 'joined';
  user: User;
  organizationId: number;
  cookies: string[];
}

interface JoiningDeps {
  database: Database;
  identity: Identity;
  principals: Principals;
  audit: Pick<Audit, 'record'>;
  signUp: 'open' | 'closed';
  createOrganization(name: string, owner: User): Promise<{ id: number }>;
}

/** How people come in: by an invitation, or by making an organization of their own. */
export function createJoiningService(deps: JoiningDeps) {
  const { database, identity, principals, audit, signUp, createOrganization } = deps;

  /** Exactly one acceptance of an invitation gets through here. */
  async function join(invitation: FoundInvitation, token: string, user: User): Promise<void> {
    const { organization_id: organizationId, id, role, role_id } = invitation;
    await database.transaction(organizationId, async (db) => {
      await lockAccess(db, organizationId);
      if (await findMember(db, organizationId, user.id)) throw tenancyErrors.already_member({ email: user.email });
      const { stored, permissions } = await getRole(db, organizationId, toRoleKey(role, role_id));
      if (!(await mayStillInvite(db, organizationId, id, permissions))) throw tenancyErrors.invitation_not_valid();
      const acceptance = { tokenHash: hashToken(token), userId: user.id };
      if (!(await acceptInvitation(db, organizationId, id, acceptance))) throw tenancyErrors.invitation_not_valid();
      await insertMember(db, organizationId, user.id, stored);
      await audit.record(db, organizationId, {
        actor: { kind: 'user', id: user.id },
        action: 'member.joined',
        subject: { kind: 'user', id: String(user.id) },
        detail: { invitation: id, role: toRoleKey(role, role_id) },
      });
    });
    principals.organizationChanged(organizationId);
    principals.userChanged(user.id);
  }

  return {
    async look(token: string) {
      const invitation = await getInvitation(database, token);
      return { ...invitation, hasAccount: (await identity.findUserByEmail(invitation.email)) !== null };
    },

    /**
     * Somebody who is signed in joins as whom they are; somebody with an account gives its password; anybody else gets
     * an account with the password and name that they choose. Who has a second factor signs in with it first.
     */
    async accept(wanted: Acceptance, signedIn: User | null, headers: Headers): Promise<Joined | CodeNeeded> {
      const invitation = await getInvitation(database, wanted.token);
      const { organization_id: organizationId, email } = invitation;
      if (signedIn) {
        if (signedIn.email !== email) throw tenancyErrors.invitation_for_another({ email: signedIn.email });
        await join(invitation, wanted.token, signedIn);
        return { kind: 'joined', user: signedIn, organizationId, cookies: [] };
      }
      const { name = '', password = '' } = wanted;
      const hasAccount = (await identity.findUserByEmail(email)) !== null;
      requireFields({ password, ...(hasAccount ? {} : { name: name.trim() }) });
      const credentials = { email, password, remember: true };
      if (hasAccount) {
        const known = await identity.signIn(credentials, headers);
        if (known.kind === 'code_needed') return known;
        await join(invitation, wanted.token, known.user);
        return { ...known, kind: 'joined', organizationId };
      }
      checkPassword(password, [email, name], '/password');
      const user = await withNewUser(identity, { email, password, name: name.trim() }, async (made) => {
        await join(invitation, wanted.token, made);
        return made;
      });
      const { cookies } = await identity.signIn(credentials, headers);
      return { kind: 'joined', user, organizationId, cookies };
    },

    /** @throws AppError sign_up_closed, password_refused, email_taken */
    async signUp({ organizationName, name, email, password }: SignUp, headers: Headers): Promise<Joined> {
      if (signUp === 'closed') throw tenancyErrors.sign_up_closed();
      checkPassword(password, [email, name, organizationName], '/password');
      const { user, id } = await withNewUser(identity, { email, password, name: name.trim() }, async (made) => ({
        user: made,
        ...(await createOrganization(organizationName.trim(), made)),
      }));
      const { cookies } = await identity.signIn({ email, password, remember: true }, headers);
      return { kind: 'joined', user, organizationId: id, cookies };
    },
  };
}

/** An invitation is worth what its sender may still grant; one of the command line is the operator's own. */
async function mayStillInvite(db: Db, organizationId: number, invitationId: number, granted: readonly string[]) {
  const row = await findInvitation(db, organizationId, invitationId);
  if (!row) return false;
  if (row.invited_by === null) return true;
  const sender = await findMember(db, organizationId, row.invited_by);
  return ['tenancy:manage', ...granted].every((permission) => sender?.permissions.includes(permission));
}

function requireFields(fields: { name?: string; password: string }): void {
  const faults = [
    ...(fields.name === '' ? [{ pointer: '/name', code: 'name_missing' as const }] : []),
    ...(fields.password === '' ? [{ pointer: '/password', code: 'password_missing' as const }] : []),
  ];
  if (faults.length > 0) throw tenancyErrors.password_refused({}, { faults });
}

/** A user who was made for this alone does not outlive its failure. */
async function withNewUser<T>(
  identity: Identity,
  user: { email: string; name: string; password: string },
  work: (made: User) => Promise<T>,
): Promise<T> {
  const made = await identity.createUser(user);
  try {
    return await work(made);
  } catch (error) {
    await identity.removeUser(made.id);
    throw error;
  }
}

async function getInvitation(database: Database, token: string): Promise<FoundInvitation> {
  const found = await findInvitationByToken(database, hashToken(token));
  if (!found) throw tenancyErrors.invitation_not_valid();
  return found;
}
