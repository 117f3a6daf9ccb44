import { createPool, type Connection } from '../../platform/db/connection.ts';
import { MIN_PASSWORD_LENGTH } from '../../platform/config.ts';
import { tenancyErrors } from './tenancy.errors.ts';

export interface User {
  id: number;
  name: string;
  email: string;
  /** The language that the user chose; null leaves it to the organization and the browser. */
  language: string | null;
}

/** One sign-in that still lasts. */
export interface Session {
  id: number;
  createdAt: Date;
  expiresAt: Date;
  ipAddress: string | null;
  userAgent: string | null;
}

export interface CurrentSession {
  user: User;
  sessionId: number;
  expiresAt: Date;
}

/** Users, passwords and sessions; kept by better-auth in the schema `identity`, which the rest of the server cannot enter. */
export interface Identity {
  /** The session of the request's cookie, or null. */
  findSession(headers: Headers): Promise<CurrentSession | null>;
  /** @returns the cookies to set @throws AppError invalid_credentials */
  signIn(credentials: { email: string; password: string; remember: boolean }, headers: Headers): Promise<SignedIn>;
  /** Ends the session. @returns the cookies to set */
  signOut(headers: Headers): Promise<string[]>;
  /** @throws AppError email_taken */
  createUser(user: { email: string; password: string; name: string }): Promise<User>;
  /** Takes back a user who was made a moment ago and never belonged anywhere. */
  removeUser(userId: number): Promise<void>;
  findUserByEmail(email: string): Promise<User | null>;
  listUsers(userIds: readonly number[]): Promise<User[]>;
  /** Ends all other sessions of the user. @returns the cookies to set @throws AppError password_refused */
  changePassword(passwords: { current: string; next: string }, headers: Headers): Promise<string[]>;
  /** Newest first. */
  listSessions(userId: number): Promise<Session[]>;
  removeSession(userId: number, sessionId: number): Promise<boolean>;
  /** @returns how many were ended */
  removeOtherSessions(userId: number, keptSessionId: number): Promise<number>;
  setLanguage(userId: number, language: string | null): Promise<void>;
  setName(userId: number, name: string): Promise<void>;
  countUsers(): Promise<number>;
  /** Loads what the first sign-in would otherwise wait for. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}

export interface SignedIn {
  user: User;
  cookies: string[];
}

export interface IdentityOptions {
  connection: Connection;
  secret: string;
  /** Where browsers reach the server; `https:` makes the cookies secure. */
  publicUrl: string;
}

const SESSION_SECONDS = 30 * 24 * 3600;
const USER_COLUMNS = 'id, name, email, language';

export function createIdentity({ connection, secret, publicUrl }: IdentityOptions): Identity {
  const pool = createPool({ ...connection, options: `${connection.options ?? ''} -c search_path=identity` }, 5);
  let loading: ReturnType<typeof createAuth> | undefined;
  // better-auth takes a third of a second to load: not before somebody needs it.
  const auth = () => (loading ??= createAuth(pool, secret, publicUrl));

  async function findRow(condition: string, value: string | number): Promise<User | null> {
    const { rows } = await pool.query<User>(`select ${USER_COLUMNS} from "user" where ${condition} = $1`, [value]);
    return rows[0] ?? null;
  }

  return {
    ...createRows(pool),
    findUserByEmail: (email) => findRow('email', email.toLowerCase()),
    async findSession(headers) {
      const { api } = await auth();
      const found = await api.getSession({ headers });
      // The row, not the answer: better-auth gives ids as text.
      const user = found ? await findRow('id', Number(found.user.id)) : null;
      return found && user ? { user, sessionId: Number(found.session.id), expiresAt: found.session.expiresAt } : null;
    },
    async signIn({ email, password, remember }, headers) {
      const { api } = await auth();
      const answer = await api
        .signInEmail({
          body: { email: email.toLowerCase(), password, rememberMe: remember },
          headers,
          returnHeaders: true,
        })
        .catch((cause: unknown) => {
          if (statusOf(cause) < 500) throw tenancyErrors.invalid_credentials({}, { cause });
          throw cause;
        });
      const user = await findRow('id', Number(answer.response.user.id));
      if (!user) throw tenancyErrors.invalid_credentials();
      return { user, cookies: answer.headers.getSetCookie() };
    },
    async signOut(headers) {
      const { api } = await auth();
      const answer = await api.signOut({ headers, returnHeaders: true });
      return answer.headers.getSetCookie();
    },
    async createUser({ email, password, name }) {
      if (await findRow('email', email.toLowerCase())) throw tenancyErrors.email_taken({ email });
      const { api } = await auth();
      const { user } = await api
        .signUpEmail({ body: { email: email.toLowerCase(), password, name } })
        .catch((cause: unknown) => {
          // Two who sign up with one address at the same moment: the other one was first.
          if (statusOf(cause) < 500) throw tenancyErrors.email_taken({ email }, { cause });
          throw cause;
        });
      const created = await findRow('id', Number(user.id));
      if (!created) throw tenancyErrors.user_not_found({ email });
      return created;
    },
    async changePassword({ current, next }, headers) {
      const { api } = await auth();
      const answer = await api
        .changePassword({
          body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
          headers,
          returnHeaders: true,
        })
        .catch((cause: unknown) => {
          if (statusOf(cause) >= 500) throw cause;
          throw tenancyErrors.password_refused(
            {},
            { cause, faults: [{ pointer: '/current_password', code: 'current_password_wrong' }] },
          );
        });
      return answer.headers.getSetCookie();
    },
    async warmUp() {
      await auth();
    },
    close: () => pool.end(),
  };
}

/** What is read and ended without better-auth: plain rows, for sessions are kept nowhere else. */
function createRows(
  pool: ReturnType<typeof createPool>,
): Pick<
  Identity,
  | 'setLanguage'
  | 'setName'
  | 'countUsers'
  | 'removeUser'
  | 'listUsers'
  | 'listSessions'
  | 'removeSession'
  | 'removeOtherSessions'
> {
  return {
    async setLanguage(userId, language) {
      await pool.query('update "user" set language = $2, "updatedAt" = now() where id = $1', [userId, language]);
    },
    async setName(userId, name) {
      await pool.query('update "user" set name = $2, "updatedAt" = now() where id = $1', [userId, name]);
    },
    async countUsers() {
      const { rows } = await pool.query<{ count: number }>('select count(*) as count from "user"');
      return rows[0]?.count ?? 0;
    },
    async removeUser(userId) {
      await pool.query('delete from "user" where id = $1', [userId]);
    },
    async listUsers(userIds) {
      if (userIds.length === 0) return [];
      const { rows } = await pool.query<User>(`select ${USER_COLUMNS} from "user" where id = any($1)`, [userIds]);
      return rows;
    },
    async listSessions(userId) {
      const { rows } = await pool.query<Session>(
        `select id, "createdAt", "expiresAt", "ipAddress", "userAgent" from session
          where "userId" = $1 and "expiresAt" > now() order by id desc`,
        [userId],
      );
      return rows;
    },
    async removeSession(userId, sessionId) {
      const { rowCount } = await pool.query('delete from session where "userId" = $1 and id = $2', [userId, sessionId]);
      return rowCount === 1;
    },
    async removeOtherSessions(userId, keptSessionId) {
      const { rowCount } = await pool.query('delete from session where "userId" = $1 and id <> $2', [
        userId,
        keptSessionId,
      ]);
      return rowCount ?? 0;
    },
  };
}

async function createAuth(pool: ReturnType<typeof createPool>, secret: string, publicUrl: string) {
  const { betterAuth } = await import('better-auth');
  return betterAuth({
    database: pool,
    secret,
    baseURL: publicUrl,
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Sign-ins are limited where they arrive, at the route.
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      autoSignIn: false,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: 200,
    },
    session: { expiresIn: SESSION_SECONDS, updateAge: 24 * 3600 },
    advanced: {
      cookiePrefix: 'suite',
      useSecureCookies: publicUrl.startsWith('https:'),
      database: { generateId: 'serial' },
    },
  });
}

function statusOf(error: unknown): number {
  if (typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number') {
    return error.statusCode;
  }
  return 500;
}
