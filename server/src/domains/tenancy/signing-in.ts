import type { Pool } from 'pg';
import { type Auth, statusOf } from './auth.ts';
import type { Identity, User } from './identity.types.ts';
import type { SecondFactors } from './second-factor/second-factors.ts';
import type { SignInSteps } from './second-factor/sign-in-steps.ts';
import { tenancyErrors } from './tenancy.errors.ts';

interface SigningInDeps {
  pool: Pool;
  auth(): Promise<Auth>;
  findUser(id: number): Promise<User | null>;
  secondFactors: SecondFactors;
  steps: SignInSteps;
}

/** From the password to the session, with the code between them for whoever has a second factor. */
export function createSigningIn({
  pool,
  auth,
  findUser,
  secondFactors,
  steps,
}: SigningInDeps): Pick<Identity, 'signIn' | 'takeStep' | 'finishSignIn'> {
  return {
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
      const user = await findUser(Number(answer.response.user.id));
      if (!user) throw tenancyErrors.invalid_credentials();
      if (!(await secondFactors.isOn(user.id)) || (await steps.isTrusted(user.id, headers))) {
        return { kind: 'signed_in', user, cookies: answer.headers.getSetCookie() };
      }
      // Nobody has been given this session, and nobody will be.
      await pool.query('delete from session where token = $1', [answer.response.token]);
      return { kind: 'code_needed', user, cookies: [await steps.open({ userId: user.id, remember })] };
    },
    async takeStep(headers) {
      const { userId, remember } = await steps.take(headers);
      const user = await findUser(userId);
      if (!user) throw tenancyErrors.second_factor_expired();
      return { user, remember };
    },
    async finishSignIn(user, { remember, trust }, headers) {
      const ended = await steps.close(headers);
      const { api } = await auth();
      const answer = await api.openSession({
        query: { userId: String(user.id), remember },
        headers,
        returnHeaders: true,
      });
      const trusted = trust ? [await steps.trust(user.id)] : [];
      return { kind: 'signed_in', user, cookies: [...answer.headers.getSetCookie(), ended, ...trusted] };
    },
  };
}
