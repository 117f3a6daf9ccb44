import { sql } from 'kysely';
import type { Database, Db } from '../../../platform/db/database.ts';
import type { StoredRole } from './role-key.ts';

const columns = [
  'i.id',
  'i.email',
  'i.role',
  'i.role_id',
  'i.invited_by',
  'i.created_at',
  'i.expires_at',
  'r.name as role_name',
] as const;

/** Open ones: neither accepted nor revoked. Those past their end are among them, to be sent again. */
function selectOpen(db: Db, organizationId: number) {
  return db
    .selectFrom('invitations as i')
    .leftJoin('custom_roles as r', (join) =>
      join.onRef('r.organization_id', '=', 'i.organization_id').onRef('r.id', '=', 'i.role_id'),
    )
    .where('i.organization_id', '=', organizationId)
    .where('i.accepted_at', 'is', null)
    .where('i.revoked_at', 'is', null)
    .select(columns);
}

export type InvitationRow = Awaited<ReturnType<ReturnType<typeof selectOpen>['execute']>>[number];

export async function listInvitations(db: Db, organizationId: number, beforeId: number | null, limit: number) {
  return selectOpen(db, organizationId)
    .$if(beforeId !== null, (query) => query.where('i.id', '<', beforeId ?? 0))
    .orderBy('i.id', 'desc')
    .limit(limit)
    .execute();
}

export async function findInvitation(db: Db, organizationId: number, id: number) {
  return selectOpen(db, organizationId).where('i.id', '=', id).executeTakeFirst();
}

export async function findInvitationTo(db: Db, organizationId: number, email: string) {
  return selectOpen(db, organizationId).where('i.email', '=', email).executeTakeFirst();
}

interface NewInvitation extends StoredRole {
  email: string;
  token_hash: Buffer;
  invited_by: number | null;
  expires_at: Date;
}

export async function insertInvitation(db: Db, organizationId: number, invitation: NewInvitation): Promise<number> {
  const { id } = await db
    .insertInto('invitations')
    .values({ organization_id: organizationId, ...invitation })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The token of before stops working with this. */
export async function renewInvitation(
  db: Db,
  organizationId: number,
  id: number,
  renewed: { token_hash: Buffer; expires_at: Date; invited_by: number | null },
): Promise<void> {
  await db
    .updateTable('invitations')
    .set(renewed)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute();
}

export async function revokeInvitation(db: Db, organizationId: number, id: number): Promise<void> {
  await db
    .updateTable('invitations')
    .set({ revoked_at: sql<Date>`now()` })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute();
}

export async function revokeInvitationsBy(db: Db, organizationId: number, userId: number): Promise<void> {
  await db
    .updateTable('invitations')
    .set({ revoked_at: sql<Date>`now()` })
    .where('organization_id', '=', organizationId)
    .where('invited_by', '=', userId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute();
}

/** @returns false when somebody was faster, or it was revoked or sent anew meanwhile */
export async function acceptInvitation(
  db: Db,
  organizationId: number,
  id: number,
  acceptance: { tokenHash: Buffer; userId: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('invitations')
    .set({ accepted_at: sql<Date>`now()`, accepted_by: acceptance.userId })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('token_hash', '=', acceptance.tokenHash)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export interface FoundInvitation {
  organization_id: number;
  id: number;
  organization_name: string;
  default_language: string | null;
  email: string;
  role: string;
  role_id: number | null;
  role_name: string | null;
  expires_at: Date;
}

/** Asked before the organization is known. One that is accepted, revoked or past its end is not found. */
export async function findInvitationByToken(database: Database, hash: Buffer): Promise<FoundInvitation | null> {
  const { rows } = await database.pool.query<FoundInvitation>('select * from find_invitation($1)', [hash]);
  return rows[0] ?? null;
}
