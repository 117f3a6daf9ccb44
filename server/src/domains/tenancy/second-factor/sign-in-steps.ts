import type { Pool } from 'pg';
import { hashToken, makeToken } from '../one-time-token.ts';
import { tenancyErrors } from '../tenancy.errors.ts';

/** So long the code may follow the password. */
const CHALLENGE_SECONDS = 5 * 60;
const TRIES = 5;
const TRUST_SECONDS = 30 * 24 * 3600;
const CHALLENGE_COOKIE = 'suite.second_factor';
const TRUST_COOKIE = 'suite.trusted_device';

interface Challenged {
  userId: number;
  remember: boolean;
}

/** What stands between the right password and the session: a token in a cookie, all else here. */
export interface SignInSteps {
  /** Whether this browser has given a code not long ago and was to be trusted. */
  isTrusted(userId: number, headers: Headers): Promise<boolean>;
  /** @returns the cookie that names the step */
  open(challenged: Challenged): Promise<string>;
  /** Takes one of the tries. @throws AppError second_factor_expired */
  take(headers: Headers): Promise<Challenged>;
  /** The step is over. @returns the cookie that takes its name away @throws AppError second_factor_expired where somebody was first */
  close(headers: Headers): Promise<string>;
  /** @returns the cookie that spares this browser the code for 30 days */
  trust(userId: number): Promise<string>;
}

export function createSignInSteps(pool: Pool, isSecure: boolean): SignInSteps {
  const nameOf = (name: string): string => `${isSecure ? '__Secure-' : ''}${name}`;
  const readCookie = (headers: Headers, name: string): Buffer | null => {
    const cookies = (headers.get('cookie') ?? '').split(/; ?/);
    const value = cookies.find((each) => each.startsWith(`${nameOf(name)}=`))?.split('=', 2)[1];
    return value ? hashToken(value) : null;
  };
  const cookie = (name: string, value: string, seconds: number): string =>
    `${nameOf(name)}=${value}; Max-Age=${seconds}; Path=/api/v1; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;

  return {
    async isTrusted(userId, headers) {
      const tokenHash = readCookie(headers, TRUST_COOKIE);
      if (!tokenHash) return false;
      const { rowCount } = await pool.query(
        'select from trusted_device where token_hash = $1 and user_id = $2 and expires_at > now()',
        [tokenHash, userId],
      );
      return rowCount === 1;
    },
    async open({ userId, remember }) {
      const { token, tokenHash } = makeToken();
      await pool.query('delete from sign_in_challenge where user_id = $1 and expires_at < now()', [userId]);
      await pool.query(
        `insert into sign_in_challenge (token_hash, user_id, remember, expires_at)
         values ($1, $2, $3, now() + make_interval(secs => $4))`,
        [tokenHash, userId, remember, CHALLENGE_SECONDS],
      );
      return cookie(CHALLENGE_COOKIE, token, CHALLENGE_SECONDS);
    },
    async take(headers) {
      const { rows } = await pool.query<{ user_id: number; remember: boolean }>(
        `update sign_in_challenge set tries = tries + 1
          where token_hash = $1 and tries < $2 and expires_at > now() returning user_id, remember`,
        [readCookie(headers, CHALLENGE_COOKIE), TRIES],
      );
      const [row] = rows;
      if (!row) throw tenancyErrors.second_factor_expired();
      return { userId: row.user_id, remember: row.remember };
    },
    async close(headers) {
      const { rowCount } = await pool.query('delete from sign_in_challenge where token_hash = $1', [
        readCookie(headers, CHALLENGE_COOKIE),
      ]);
      if (rowCount !== 1) throw tenancyErrors.second_factor_expired();
      return cookie(CHALLENGE_COOKIE, '', 0);
    },
    async trust(userId) {
      const { token, tokenHash } = makeToken();
      await pool.query('delete from trusted_device where user_id = $1 and expires_at < now()', [userId]);
      await pool.query(
        `insert into trusted_device (token_hash, user_id, expires_at)
         values ($1, $2, now() + make_interval(secs => $3))`,
        [tokenHash, userId, TRUST_SECONDS],
      );
      return cookie(TRUST_COOKIE, token, TRUST_SECONDS);
    },
  };
}
