import { type Auth, statusOf } from './auth.ts';
import type { Identity } from './identity.types.ts';
import type { PasswordResets } from './password-reset/password-resets.ts';
import { tenancyErrors } from './tenancy.errors.ts';

interface PasswordDeps {
  auth(): Promise<Auth>;
  passwordResets: PasswordResets;
}

export function createPasswords({
  auth,
  passwordResets,
}: PasswordDeps): Pick<Identity, 'isPassword' | 'hashPassword' | 'changePassword'> {
  return {
    async isPassword(password, headers) {
      const { api } = await auth();
      try {
        await api.verifyPassword({ body: { password }, headers });
        return true;
      } catch (error) {
        if (statusOf(error) < 500) return false;
        throw error;
      }
    },
    async hashPassword(password) {
      const context = await (await auth()).$context;
      return context.password.hash(password);
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
      await passwordResets.forget(Number(answer.response.user.id));
      return answer.headers.getSetCookie();
    },
  };
}
