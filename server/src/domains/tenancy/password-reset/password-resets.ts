import type { Pool } from 'pg';
import { hashToken, makeToken } from '../one-time-token.ts';
import { within } from '../within.ts';

const VALID_SECONDS = 30 * 60;
/** So many links by mail an hour for one address; more would only fill a mailbox. */
const MAILED_AN_HOUR = 3;

export interface ResetLink {
  token: string;
  expiresAt: Date;
}

/** Links that open an account without its password: once, for half an hour, and only while the password is the same. */
export interface PasswordResets {
  /** @returns null where enough links have been made for the user lately */
  makeForMail(userId: number): Promise<ResetLink | null>;
  /** @param organizationId whose member makes it; null: it goes to the user's own address */
  make(userId: number, organizationId: number | null): Promise<ResetLink>;
  /** Whose link it is, and nothing is used up; null where it is worth nothing. */
  find(token: string): Promise<{ userId: number; organizationId: number | null } | null>;
  /** Sets the password and ends every session, every trusted browser and every other link of the user. @returns false where somebody was first */
  use(token: string, passwordHash: string): Promise<boolean>;
  /** What a change of the password ends beside sessions. */
  forget(userId: number): Promise<void>;
}

export function createPasswordResets(pool: Pool): PasswordResets {
  async function make(userId: number, organizationId: number | null): Promise<ResetLink> {
    const { token, tokenHash } = makeToken();
    const expiresAt = new Date(Date.now() + VALID_SECONDS * 1000);
    await pool.query(
      'insert into password_reset (token_hash, user_id, organization_id, expires_at) values ($1, $2, $3, $4)',
      [tokenHash, userId, organizationId, expiresAt],
    );
    return { token, expiresAt };
  }

  return {
    make,
    async makeForMail(userId) {
      await pool.query(
        "delete from password_reset where user_id = $1 and expires_at < now() and created_at < now() - interval '1 hour'",
        [userId],
      );
      const { rows } = await pool.query<{ count: number }>(
        "select count(*) as count from password_reset where user_id = $1 and organization_id is null and created_at > now() - interval '1 hour'",
        [userId],
      );
      return (rows[0]?.count ?? 0) >= MAILED_AN_HOUR ? null : make(userId, null);
    },
    async find(token) {
      const { rows } = await pool.query<{ user_id: number; organization_id: number | null }>(
        'select user_id, organization_id from password_reset where token_hash = $1 and expires_at > now()',
        [hashToken(token)],
      );
      const [row] = rows;
      return row ? { userId: row.user_id, organizationId: row.organization_id } : null;
    },
    use: (token, passwordHash) =>
      within(pool, async (db) => {
        const { rows } = await db.query<{ user_id: number }>(
          'delete from password_reset where token_hash = $1 and expires_at > now() returning user_id',
          [hashToken(token)],
        );
        const [row] = rows;
        if (!row) return false;
        await db.query(
          `with sessions as (delete from session where "userId" = $1)
           update account set password = $2, "updatedAt" = now() where "userId" = $1 and "providerId" = 'credential'`,
          [row.user_id, passwordHash],
        );
        await db.query(FORGET, [row.user_id]);
        return true;
      }),
    async forget(userId) {
      await pool.query(FORGET, [userId]);
    },
  };
}

const FORGET = `with links as (delete from password_reset where user_id = $1),
       devices as (delete from trusted_device where user_id = $1)
  delete from sign_in_challenge where user_id = $1`;
