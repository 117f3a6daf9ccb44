import { sql } from 'kysely';
import type { Database, Db } from '../../platform/db/database.ts';
import type { Permission } from './permissions.ts';

export interface Membership {
  organization_id: number;
  organization_name: string;
  role: string;
  default_language: string | null;
}

/** Asked before the organization is known. */
export async function findMemberships(database: Database, userId: number): Promise<Membership[]> {
  const { rows } = await database.pool.query<Membership>({
    name: 'find_memberships',
    text: 'select organization_id, organization_name, role, default_language from find_memberships($1)',
    values: [userId],
  });
  return rows;
}

interface ApiKeyRow {
  organization_id: number;
  id: number;
  permissions: string[];
  default_language: string | null;
}

/** Asked before the organization is known. A key that is revoked or past its end is not found. */
export async function findApiKey(database: Database, hash: Buffer) {
  const { rows } = await database.pool.query<ApiKeyRow>({
    name: 'find_api_key',
    text: 'select organization_id, id, permissions, default_language from find_api_key($1)',
    values: [hash],
  });
  return rows[0] ?? null;
}

export async function findOrganization(db: Db, organizationId: number) {
  return db
    .selectFrom('organizations')
    .select(['id', 'name', 'plan', 'default_language', 'time_zone', 'currency'])
    .where('id', '=', organizationId)
    .executeTakeFirst();
}

/** Its number first: row-level security lets a row in only when its organization is the one that is set. */
export async function nextOrganizationId(database: Database): Promise<number> {
  const { rows } = await database.pool.query<{ id: number }>("select nextval('organizations_id_seq')::int as id");
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('The sequence of organizations gave no number');
  return id;
}

export async function insertOrganization(
  db: Db,
  organization: { id: number; name: string; plan: string },
  ownerUserId: number,
): Promise<void> {
  await db.insertInto('organizations').values(organization).execute();
  await db
    .insertInto('memberships')
    .values({ organization_id: organization.id, user_id: ownerUserId, role: 'owner' })
    .execute();
}

const keyColumns = ['id', 'name', 'prefix', 'permissions', 'created_at', 'expires_at', 'last_used_at'] as const;

export async function insertApiKey(
  db: Db,
  organizationId: number,
  key: {
    name: string;
    prefix: string;
    key_hash: Buffer;
    permissions: Permission[];
    expires_at: Date | null;
    created_by: number | null;
  },
) {
  return db
    .insertInto('api_keys')
    .values({ organization_id: organizationId, ...key })
    .returning(keyColumns)
    .executeTakeFirstOrThrow();
}

export async function listApiKeys(db: Db, organizationId: number, beforeId: number | null, limit: number) {
  return db
    .selectFrom('api_keys')
    .select(keyColumns)
    .where('organization_id', '=', organizationId)
    .where('revoked_at', 'is', null)
    .$if(beforeId !== null, (query) => query.where('id', '<', beforeId ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export async function revokeApiKey(db: Db, organizationId: number, id: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('api_keys')
    .set({ revoked_at: sql<Date>`now()` })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
