import type { Pool, PoolClient } from 'pg';
import type { SealedSecret } from '../../../platform/secrets/secrets.ts';

/** The tables of second factors; they belong to users, in the schema that only the identity's account enters. */
export type IdentityDb = Pool | PoolClient;

export interface FactorRow extends SealedSecret {
  user_id: number;
  confirmed_at: Date | null;
  last_step: number;
  failed_count: number;
  locked_until: Date | null;
}

const FACTOR = 'user_id, key_id, sealed, confirmed_at, last_step, failed_count, locked_until';

export async function findFactor(db: IdentityDb, userId: number): Promise<FactorRow | null> {
  const { rows } = await db.query<FactorRow>(`select ${FACTOR} from second_factor where user_id = $1`, [userId]);
  return rows[0] ?? null;
}

/** Whoever tries a code waits here for the others who try one for the same user. */
export async function lockFactor(db: IdentityDb, userId: number): Promise<FactorRow | null> {
  const { rows } = await db.query<FactorRow>(`select ${FACTOR} from second_factor where user_id = $1 for update`, [
    userId,
  ]);
  return rows[0] ?? null;
}

/** Those of the users who are asked for a code. */
export async function listProtected(db: IdentityDb, userIds: readonly number[]): Promise<number[]> {
  const { rows } = await db.query<{ user_id: number }>(
    'select user_id from second_factor where user_id = any($1) and confirmed_at is not null',
    [userIds],
  );
  return rows.map((row) => row.user_id);
}

/** Begins anew where it was begun before. @returns false where there is a confirmed one, which stays */
export async function beginFactor(db: IdentityDb, userId: number, secret: SealedSecret): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into second_factor (user_id, key_id, sealed) values ($1, $2, $3)
     on conflict (user_id) do update set key_id = excluded.key_id, sealed = excluded.sealed
      where second_factor.confirmed_at is null`,
    [userId, secret.key_id, secret.sealed],
  );
  return rowCount === 1;
}

/** A right code: the factor holds from the first one on. */
export async function acceptStep(db: IdentityDb, userId: number, step: number | null): Promise<void> {
  await db.query(
    `update second_factor set last_step = coalesce($2, last_step), confirmed_at = coalesce(confirmed_at, now()),
            failed_count = 0, locked_until = null
      where user_id = $1`,
    [userId, step],
  );
}

export async function countFailure(db: IdentityDb, userId: number, lockedUntil: Date | null): Promise<void> {
  await db.query('update second_factor set failed_count = failed_count + 1, locked_until = $2 where user_id = $1', [
    userId,
    lockedUntil,
  ]);
}

/** Takes the factor away with all that hangs on it. @returns whether there was one */
export async function deleteFactor(db: IdentityDb, userId: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `with codes as (delete from recovery_code where user_id = $1),
          devices as (delete from trusted_device where user_id = $1),
          challenges as (delete from sign_in_challenge where user_id = $1)
     delete from second_factor where user_id = $1`,
    [userId],
  );
  return rowCount === 1;
}

export async function listFactorsNotSealedWith(db: IdentityDb, keyId: string): Promise<FactorRow[]> {
  const { rows } = await db.query<FactorRow>(`select ${FACTOR} from second_factor where key_id <> $1`, [keyId]);
  return rows;
}

/** @param former only what is still sealed so is replaced */
export async function resealFactor(db: IdentityDb, former: FactorRow, secret: SealedSecret): Promise<void> {
  await db.query('update second_factor set key_id = $3, sealed = $4 where user_id = $1 and sealed = $2', [
    former.user_id,
    former.sealed,
    secret.key_id,
    secret.sealed,
  ]);
}

export async function replaceRecoveryCodes(db: IdentityDb, userId: number, hashes: readonly Buffer[]): Promise<void> {
  await db.query('delete from recovery_code where user_id = $1', [userId]);
  await db.query('insert into recovery_code (user_id, code_hash) select $1, unnest($2::bytea[])', [userId, hashes]);
}

/** @returns whether the code was there; it is not any more */
export async function useRecoveryCode(db: IdentityDb, userId: number, codeHash: Buffer): Promise<boolean> {
  const { rowCount } = await db.query('delete from recovery_code where user_id = $1 and code_hash = $2', [
    userId,
    codeHash,
  ]);
  return rowCount === 1;
}

export async function countRecoveryCodes(db: IdentityDb, userId: number): Promise<number> {
  const { rows } = await db.query<{ left: number }>('select count(*) as left from recovery_code where user_id = $1', [
    userId,
  ]);
  return rows[0]?.left ?? 0;
}
