import type { Pool } from 'pg';
import { MIN_PASSWORD_LENGTH } from '../../platform/config.ts';

interface AuthOptions {
  pool: Pool;
  secret: string;
  /** Where browsers reach the server; `https:` makes the cookies secure. */
  publicUrl: string;
}

export type Auth = Awaited<ReturnType<typeof createAuth>>;

const SESSION_SECONDS = 30 * 24 * 3600;

/** better-auth as the product uses it: passwords and sessions, without its own routes. */
export async function createAuth({ pool, secret, publicUrl }: AuthOptions) {
  const [{ betterAuth }, openSession] = await Promise.all([import('better-auth'), createOpenSession()]);
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
    plugins: [{ id: 'open-session', endpoints: { openSession } }],
  });
}

/** A session for somebody who has proved who they are by other means than the password alone. No route leads here. */
async function createOpenSession() {
  const [{ createAuthEndpoint }, { setSessionCookie }] = await Promise.all([
    import('better-auth/api'),
    import('better-auth/cookies'),
  ]);
  return createAuthEndpoint.serverOnly({ method: 'POST', query: opening }, async (ctx) => {
    const { userId, remember } = ctx.query;
    const { internalAdapter } = ctx.context;
    const user = await internalAdapter.findUserById(userId);
    if (!user) throw new Error('The user is gone');
    const session = await internalAdapter.createSession(user.id, !remember);
    await setSessionCookie(ctx, { session, user }, !remember);
  });
}

interface Opening {
  userId: string;
  remember: boolean;
}

interface OpeningSchema {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly types?: { readonly input: Opening; readonly output: Opening };
    validate(value: unknown): { value: Opening };
  };
}

/** Called by this server alone, with what the compiler has checked. */
const opening: OpeningSchema = {
  '~standard': {
    version: 1,
    vendor: 'business-suite',
    validate(value) {
      if (typeof value !== 'object' || value === null) throw new TypeError('No session was described');
      return { value: { userId: '', remember: false, ...value } };
    },
  },
};

/** Of an error that better-auth throws. */
export function statusOf(error: unknown): number {
  if (typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number') {
    return error.statusCode;
  }
  return 500;
}
