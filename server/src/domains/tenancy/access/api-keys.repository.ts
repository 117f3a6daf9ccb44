import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { Permission } from '../permissions.ts';

const keyColumns = [
  'id',
  'name',
  'prefix',
  'permissions',
  'created_by',
  'created_at',
  'expires_at',
  'last_used_at',
  'previous_ends_at',
] as const;

interface NewApiKeyRow {
  name: string;
  prefix: string;
  key_hash: Buffer;
  permissions: Permission[];
  expires_at: Date | null;
  created_by: number | null;
}

export async function insertApiKey(db: Db, organizationId: number, key: NewApiKeyRow) {
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

/** Keys that are revoked are not found; with `lock`, nobody else changes the key before the transaction ends. */
export async function findKey(db: Db, organizationId: number, id: number, { lock = false } = {}) {
  return db
    .selectFrom('api_keys')
    .select(keyColumns)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
}

export async function updateApiKey(
  db: Db,
  organizationId: number,
  id: number,
  change: { name?: string; permissions?: Permission[] },
) {
  return db
    .updateTable('api_keys')
    .set(change)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .returning(keyColumns)
    .executeTakeFirstOrThrow();
}

/** The secret of before is accepted for `graceSeconds` more; one that was still accepted from an earlier rotation no longer. */
export async function rotateApiKey(
  db: Db,
  organizationId: number,
  id: number,
  secret: { prefix: string; hash: Buffer; graceSeconds: number },
) {
  return db
    .updateTable('api_keys')
    .set((row) => ({
      previous_hash: row.ref('key_hash'),
      previous_ends_at: sql<Date>`now() + make_interval(secs => ${secret.graceSeconds})`,
      key_hash: secret.hash,
      prefix: secret.prefix,
    }))
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .returning(keyColumns)
    .executeTakeFirstOrThrow();
}

export async function revokeApiKey(db: Db, organizationId: number, id: number) {
  return db
    .updateTable('api_keys')
    .set({ revoked_at: sql<Date>`now()` })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning(['name', 'prefix'])
    .executeTakeFirst();
}

/**
 * The keys of somebody who leaves. With a successor they go on under that name, with no more than the leaver's `bound`;
 * without one they are revoked.
 * @returns how many
 */
export async function handOverApiKeys(
  db: Db,
  organizationId: number,
  leaver: { userId: number; bound: readonly string[] },
  successor: number | null,
): Promise<number> {
  const bounded = sql<
    string[]
  >`array(select unnest(permissions) intersect select unnest(${[...leaver.bound]}::text[]))`;
  const { numUpdatedRows } = await db
    .updateTable('api_keys')
    .set(successor === null ? { revoked_at: sql<Date>`now()` } : { created_by: successor, permissions: bounded })
    .where('organization_id', '=', organizationId)
    .where('created_by', '=', leaver.userId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
