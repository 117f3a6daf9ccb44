import type { LanguageCode } from '../../../platform/messages/languages.ts';
import { isLanguageCode } from '../../../platform/messages/languages.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import type { Logger } from '../../../platform/log.ts';
import type { RecordAct } from '../access/account-record.ts';
import { checkPassword } from '../access/password-rules.ts';
import type { Principals } from '../access/principals.ts';
import type { Identity } from '../identity.ts';
import { findMemberships } from '../tenancy.repository.ts';
import type { Database } from '../../../platform/db/database.ts';
import { tenancyErrors } from '../tenancy.errors.ts';

export type PasswordResetService = ReturnType<typeof createPasswordResetService>;

/** Sends a mail whose words are kept nowhere. */
export type SendMail = (letter: {
  to: string;
  language: LanguageCode;
  title: string;
  message: string;
  link: { url: string; label: string };
  footer: readonly string[];
}) => Promise<void>;

interface PasswordResetDeps {
  database: Database;
  identity: Identity;
  principals: Principals;
  messages: Messages;
  log: Logger;
  /** Null where the server sends no mail. */
  sendMail: SendMail | null;
  publicUrl: string;
  record: RecordAct;
}

/** Behind the #, where neither proxies nor logs see it. */
export const resetLink = (publicUrl: string, token: string): string => `${publicUrl}/reset-password#${token}`;

/** The way back in for whoever has forgotten their password. A second factor is asked for all the same. */
export function createPasswordResetService(deps: PasswordResetDeps) {
  const { database, identity, principals, log, record } = deps;
  const { passwordResets } = identity;
  const underWay = new Set<Promise<void>>();

  return {
    /**
     * The answer says only whether this server sends mail at all. The rest happens after it, so that neither words nor
     * time tell whether there is such a user.
     */
    request(email: string, language: LanguageCode): { byMail: boolean } {
      if (!deps.sendMail) return { byMail: false };
      const sending = mailLink(deps, deps.sendMail, email, language)
        .catch((err: unknown) => log.error({ err }, 'reset link not sent'))
        .finally(() => underWay.delete(sending));
      underWay.add(sending);
      return { byMail: true };
    },

    /** Signs nobody in. @throws AppError reset_not_valid, password_refused */
    async confirm(token: string, password: string): Promise<void> {
      const found = await passwordResets.find(token);
      const [user] = found ? await identity.listUsers([found.userId]) : [];
      if (!found || !user) throw tenancyErrors.reset_not_valid();
      if (found.organizationId !== null) {
        const memberships = await findMemberships(database, user.id);
        const isAtHome = memberships.length === 1 && memberships[0]?.organization_id === found.organizationId;
        if (!isAtHome) throw tenancyErrors.reset_not_valid();
      }
      checkPassword(password, [user.email, user.name], '/new_password');
      if (!(await passwordResets.use(token, await identity.hashPassword(password)))) {
        throw tenancyErrors.reset_not_valid();
      }
      principals.userChanged(user.id);
      await record(user, 'user.password_reset', { by: found.organizationId === null ? 'mail' : 'member' });
    },

    /** Waits for what is being sent. */
    async close(): Promise<void> {
      await Promise.all(underWay);
    },
  };
}

async function mailLink(
  { identity, messages, publicUrl, record }: PasswordResetDeps,
  sendMail: SendMail,
  email: string,
  asked: LanguageCode,
): Promise<void> {
  const user = await identity.findUserByEmail(email);
  const made = user && (await identity.passwordResets.makeForMail(user.id));
  if (!user || !made) return;
  await record(user, 'user.password_reset_asked', {}, false);
  const language = isLanguageCode(user.language) ? user.language : asked;
  const say = (key: string, params = {}) => messages.translate(language, key, params);
  await sendMail({
    to: user.email,
    language,
    title: say('tenancy.resetMail.title'),
    message: say('tenancy.resetMail.message', { name: user.name }),
    link: { url: resetLink(publicUrl, made.token), label: say('tenancy.resetMail.open') },
    footer: [say('tenancy.resetMail.footer')],
  });
}
