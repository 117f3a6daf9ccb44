import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';

export interface BiAccess {
  role_name: string;
  connection_limit: number;
  statement_timeout_ms: number;
  expires_at: Date;
  created_at: Date;
  rotated_at: Date;
  last_seen_at: Date | null;
  /** False where PostgreSQL has no such account: after a restore into another database. */
  is_there: boolean;
  /** False while the plan lacks SQL access. */
  is_open: boolean;
}

const fields = [
  'role_name',
  'connection_limit',
  'statement_timeout_ms',
  'expires_at',
  'created_at',
  'rotated_at',
  'last_seen_at',
] as const;

export async function findAccess(db: Db, organizationId: number): Promise<BiAccess | null> {
  const row = await db
    .selectFrom('bi_access')
    .select(fields)
    .select(sql<boolean>`exists (select from pg_roles where rolname = role_name)`.as('is_there'))
    .select(sql<boolean>`exists (select from pg_roles where rolname = role_name and rolcanlogin)`.as('is_open'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
  return row ?? null;
}

export interface Bounds {
  connectionLimit: number;
  statementTimeoutMs: number;
  expiresAt: Date;
}

/** Makes PostgreSQL's account, or gives it another password and bounds; whoever is connected is put out. @returns its name */
export async function provideAccount(
  db: Db,
  organizationId: number,
  verifier: string,
  { connectionLimit, statementTimeoutMs, expiresAt }: Bounds,
): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select provide_bi_access(${organizationId}, ${verifier}, ${connectionLimit}, ${expiresAt}, ${statementTimeoutMs}) as name`.execute(
    db,
  );
  const name = rows[0]?.name;
  if (name === undefined) throw new Error('The account of BI tools was not made');
  return name;
}

export async function withdrawAccount(db: Db, organizationId: number): Promise<void> {
  await sql`select withdraw_bi_access(${organizationId})`.execute(db);
}

export async function insertAccess(
  db: Db,
  organizationId: number,
  { name, createdBy, ...bounds }: Bounds & { name: string; createdBy: number | null },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('bi_access')
    .values({
      organization_id: organizationId,
      role_name: name,
      connection_limit: bounds.connectionLimit,
      statement_timeout_ms: bounds.statementTimeoutMs,
      expires_at: bounds.expiresAt,
      created_by: createdBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function updateAccess(
  db: Db,
  organizationId: number,
  { name, ...bounds }: Bounds & { name: string },
): Promise<void> {
  await db
    .updateTable('bi_access')
    .set({
      role_name: name,
      connection_limit: bounds.connectionLimit,
      statement_timeout_ms: bounds.statementTimeoutMs,
      expires_at: bounds.expiresAt,
      rotated_at: sql<Date>`clock_timestamp()`,
    })
    .where('organization_id', '=', organizationId)
    .execute();
}

export async function removeAccess(db: Db, organizationId: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('bi_access')
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
