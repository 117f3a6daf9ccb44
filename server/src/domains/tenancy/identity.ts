import { createPool, type Connection } from '../../platform/db/connection.ts';
import type { Secrets } from '../../platform/secrets/secrets.ts';
import { createAuth, statusOf } from './auth.ts';
import { createPasswordResets } from './password-reset/password-resets.ts';
import { createSecondFactors } from './second-factor/second-factors.ts';
import { createSignInSteps } from './second-factor/sign-in-steps.ts';
import { createPasswords } from './passwords.ts';
import { createSigningIn } from './signing-in.ts';
import { tenancyErrors } from './tenancy.errors.ts';
import type { Identity, Session, User } from './identity.types.ts';

export type { CodeNeeded, CurrentSession, Identity, SignedIn, User } from './identity.types.ts';

export interface IdentityOptions {
  accounts: { identity: Connection; secret: string };
  /** Where browsers reach the server; `https:` makes the cookies secure. */
  publicUrl: string;
  secrets: Secrets;
}

const USER_COLUMNS = 'id, name, email, language';

export function createIdentity({ accounts, publicUrl, secrets }: IdentityOptions): Identity {
  const { identity: connection, secret } = accounts;
  const pool = createPool({ ...connection, options: `${connection.options ?? ''} -c search_path=identity` }, 5);
  let loading: ReturnType<typeof createAuth> | undefined;
  // better-auth takes a third of a second to load: not before somebody needs it.
  const auth = () => (loading ??= createAuth({ pool, secret, publicUrl }));

  const secondFactors = createSecondFactors({ pool, secrets });
  const passwordResets = createPasswordResets(pool);
  const steps = createSignInSteps(pool, publicUrl.startsWith('https:'));
  const deps = { pool, auth };
  const findUser = (id: number) => findRow('id', id);

  async function findRow(condition: string, value: string | number): Promise<User | null> {
    const { rows } = await pool.query<User>(`select ${USER_COLUMNS} from "user" where ${condition} = $1`, [value]);
    return rows[0] ?? null;
  }

  return {
    ...createRows(pool),
    ...createSigningIn({ ...deps, findUser, secondFactors, steps }),
    ...createPasswords({ ...deps, passwordResets }),
    secondFactors,
    passwordResets,
    findUserByEmail: (email) => findRow('email', email.toLowerCase()),
    async findSession(headers) {
      const { api } = await auth();
      const found = await api.getSession({ headers });
      // The row, not the answer: better-auth gives ids as text.
      const user = found ? await findRow('id', Number(found.user.id)) : null;
      if (!found || !user) return null;
      const hasSecondFactor = await secondFactors.isOn(user.id);
      return { user, sessionId: Number(found.session.id), expiresAt: found.session.expiresAt, hasSecondFactor };
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
