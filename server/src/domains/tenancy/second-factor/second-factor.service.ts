import type { RecordAct } from '../access/account-record.ts';
import type { Principals } from '../access/principals.ts';
import type { CurrentSession, Identity, SignedIn, User } from '../identity.ts';
import { tenancyErrors } from '../tenancy.errors.ts';
import { otpauthUri } from './totp.ts';

export type SecondFactorService = ReturnType<typeof createSecondFactorService>;

interface SecondFactorServiceDeps {
  identity: Identity;
  principals: Principals;
  record: RecordAct;
}

/** Under this name the account stands in the authenticator app. */
const ISSUER = 'Business Suite';

/** The code after the password, and what its owner decides of it. */
export function createSecondFactorService({ identity, principals, record }: SecondFactorServiceDeps) {
  const { secondFactors } = identity;

  async function requirePassword(password: string, headers: Headers): Promise<void> {
    if (await identity.isPassword(password, headers)) return;
    const faults = [{ pointer: '/password', code: 'current_password_wrong' as const }];
    throw tenancyErrors.password_refused({}, { faults });
  }

  /** Wrong codes are recorded as what they may be: somebody else who has the password. */
  async function check(user: User, code: string, ip: string) {
    try {
      return await secondFactors.check(user.id, code);
    } catch (error) {
      await record(user, 'user.second_factor_failed', { ip }, false);
      throw error;
    }
  }

  return {
    get: (user: User) => secondFactors.find(user.id),

    /** The second step of signing in. @throws AppError second_factor_expired, second_factor_refused, second_factor_locked */
    async finish(given: { code: string; trust: boolean }, headers: Headers, ip: string): Promise<SignedIn> {
      const { user, remember } = await identity.takeStep(headers);
      const by = await check(user, given.code, ip);
      const signedIn = await identity.finishSignIn(user, { remember, trust: given.trust }, headers);
      await record(user, 'user.signed_in', { ip, second_factor: by });
      return signedIn;
    },

    /** Nothing is asked for yet. @throws AppError password_refused, second_factor_on */
    async begin({ user }: CurrentSession, password: string, headers: Headers) {
      await requirePassword(password, headers);
      const secret = await secondFactors.begin(user.id);
      return { secret, uri: otpauthUri(secret, ISSUER, user.email) };
    },

    /** Sessions that began without it end. @returns the recovery codes, this once */
    async confirm({ user, sessionId }: CurrentSession, code: string): Promise<string[]> {
      const codes = await secondFactors.confirm(user.id, code);
      await identity.removeOtherSessions(user.id, sessionId);
      principals.userChanged(user.id);
      await record(user, 'user.second_factor_on');
      return codes;
    },

    async renewRecoveryCodes({ user }: CurrentSession, code: string, ip: string): Promise<string[]> {
      await check(user, code, ip);
      const codes = await secondFactors.renewRecoveryCodes(user.id);
      await record(user, 'user.recovery_codes_renewed');
      return codes;
    },

    async remove({ user }: CurrentSession, given: { password: string; code: string }, headers: Headers, ip: string) {
      await requirePassword(given.password, headers);
      await check(user, given.code, ip);
      await secondFactors.remove(user.id);
      principals.userChanged(user.id);
      await record(user, 'user.second_factor_off');
    },
  };
}
