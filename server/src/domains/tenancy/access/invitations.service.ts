import { createHash, randomBytes } from 'node:crypto';
import { actorOf, type Principal } from '../../../http/principal.ts';
import type { Audit } from '../../../platform/audit/audit.ts';
import type { Database, Db } from '../../../platform/db/database.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Identity } from '../identity.ts';
import { tenancyErrors } from '../tenancy.errors.ts';
import { findKey } from './api-keys.repository.ts';
import { asOfNow, requireAll } from './grants.ts';
import * as repository from './invitations.repository.ts';
import { findMember, lockAccess } from './members.repository.ts';
import { toRoleKey } from './role-key.ts';
import { getRole } from './roles.service.ts';

export type InvitationService = ReturnType<typeof createInvitationService>;

export interface Invitation {
  id: number;
  email: string;
  role: string;
  roleName: string | null;
  createdAt: Date;
  expiresAt: Date;
}

/** The token stands in the link that the invited person gets; only its hash is kept. */
export type SentInvitation = Invitation & { token: string };

interface InvitationDeps {
  database: Database;
  identity: Identity;
  audit: Pick<Audit, 'record'>;
  outbox: Pick<Outbox, 'append'>;
}

const DAY_MS = 86_400_000;

export function createInvitationService(deps: InvitationDeps) {
  const { database, identity } = deps;
  const { record, tellInvited } = createNotes(deps);

  const change = <T>(principal: Principal, work: (db: Db, acting: Principal) => Promise<T>): Promise<T> =>
    database.transaction(principal.organizationId, async (db) => {
      await lockAccess(db, principal.organizationId);
      return work(db, await asOfNow(db, principal, ['tenancy:manage']));
    });

  async function refuseMember(db: Db, organizationId: number, email: string): Promise<void> {
    const known = await identity.findUserByEmail(email);
    if (known && (await findMember(db, organizationId, known.id))) throw tenancyErrors.already_member({ email });
  }

  return {
    list: async (organizationId: number, beforeId: number | null, limit: number): Promise<Invitation[]> =>
      (await repository.listInvitations(database.tenant(organizationId), organizationId, beforeId, limit)).map(
        toInvitation,
      ),

    /** @throws AppError role_refused, permission_exceeds, already_member, invitation_open */
    create: (principal: Principal, wanted: { email: string; role: string; days: number }): Promise<SentInvitation> =>
      change(principal, async (db, acting) => {
        const { organizationId } = principal;
        const email = wanted.email.toLowerCase();
        const role = await getRole(db, organizationId, wanted.role);
        requireAll(acting, role.permissions);
        await refuseMember(db, organizationId, email);
        const open = await repository.findInvitationTo(db, organizationId, email);
        if (open && open.expires_at.getTime() > Date.now()) {
          throw tenancyErrors.invitation_open({ email, invitation: open.id });
        }
        if (open) await repository.revokeInvitation(db, organizationId, open.id);
        const { token, hash } = makeToken();
        const id = await repository.insertInvitation(db, organizationId, {
          email,
          ...role.stored,
          token_hash: hash,
          invited_by: await makerOf(db, principal),
          expires_at: new Date(Date.now() + wanted.days * DAY_MS),
        });
        await tellInvited(db, organizationId, { id, email, role: wanted.role });
        await record(db, principal, id, 'member.invited', { email, role: wanted.role });
        return { ...toInvitation(await getOpen(db, acting, id)), token };
      }),

    /** A new token and a new end; the link of before works no longer. */
    resend: (principal: Principal, id: number, days: number): Promise<SentInvitation> =>
      change(principal, async (db, acting) => {
        const { organizationId } = principal;
        const before = await getOpen(db, acting, id);
        const key = toRoleKey(before.role, before.role_id);
        requireAll(acting, (await getRole(db, organizationId, key)).permissions);
        const { token, hash } = makeToken();
        const invitedBy = await makerOf(db, principal);
        const expiresAt = new Date(Date.now() + days * DAY_MS);
        await repository.renewInvitation(db, organizationId, id, {
          token_hash: hash,
          expires_at: expiresAt,
          invited_by: invitedBy,
        });
        await tellInvited(db, organizationId, { id, email: before.email, role: key });
        await record(db, principal, id, 'member.invited_again', { email: before.email, role: key });
        return { ...toInvitation(before), expiresAt, token };
      }),

    revoke: (principal: Principal, id: number): Promise<void> =>
      change(principal, async (db, acting) => {
        const { email } = await getOpen(db, acting, id);
        await repository.revokeInvitation(db, principal.organizationId, id);
        await record(db, principal, id, 'invitation.revoked', { email });
      }),
  };
}

/** The member who answers for what a principal does: for a key, whoever made it. */
async function makerOf(db: Db, { organizationId, userId, apiKeyId }: Principal): Promise<number | null> {
  if (userId !== null || apiKeyId === null) return userId;
  return (await findKey(db, organizationId, apiKeyId))?.created_by ?? null;
}

function makeToken(): { token: string; hash: Buffer } {
  const token = `bsi_${randomBytes(32).toString('base64url')}`;
  return { token, hash: hashToken(token) };
}

/** SHA-256 is enough: the token cannot be guessed. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function toInvitation(row: repository.InvitationRow): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: toRoleKey(row.role, row.role_id),
    roleName: row.role_name,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}

/** What is written beside an invitation: the record of the act, and the event for the rest of the product. */
function createNotes({ audit, outbox }: Pick<InvitationDeps, 'audit' | 'outbox'>) {
  return {
    record: (db: Db, principal: Principal, id: number, action: string, detail: Record<string, unknown>) =>
      audit.record(db, principal.organizationId, {
        actor: actorOf(principal),
        action,
        subject: { kind: 'invitation', id: String(id) },
        detail,
      }),
    /** Carries no token: events are kept, and read by many. */
    tellInvited: (db: Db, organizationId: number, invitation: { id: number; email: string; role: string }) =>
      outbox.append(db, organizationId, {
        type: 'member_invited',
        subject: { kind: 'invitation', id: String(invitation.id) },
        data: { invitation_id: invitation.id, email: invitation.email, role: invitation.role },
      }),
  };
}

async function getOpen(db: Db, acting: Principal, id: number) {
  const row = await repository.findInvitation(db, acting.organizationId, id);
  if (!row) throw tenancyErrors.invitation_not_found({ id });
  return row;
}
