import { randomUUID } from 'node:crypto';
import { languages, type LanguageCode } from '../../../platform/messages/languages.ts';
import type { Logger } from '../../../platform/log.ts';
import { layOut } from './layout.ts';
import { createMailer } from './mailer.ts';

/** A mail whose words nobody but its reader may ever see, such as a link that opens an account. */
interface DirectLetter {
  to: string;
  language: LanguageCode;
  title: string;
  message: string;
  link: { url: string; label: string };
  footer: readonly string[];
}

interface DirectMail {
  /** Sends it from memory: it is in no table, no queue and no log, and is lost where the mail server stays away. */
  send(letter: DirectLetter): Promise<void>;
  close(): Promise<void>;
}

const TRIES = 3;
const TIMEOUT_MS = 20_000;

interface DirectMailDeps {
  smtpUrl: string;
  from: string;
  log: Logger;
}

export function createDirectMail({ log, ...options }: DirectMailDeps): DirectMail {
  const mailer = createMailer(options);
  return {
    async send({ to, language, title, message, link, footer }) {
      const { direction } = languages[language];
      const content = layOut({ language, direction, title, message, link, footer, unsubscribe: null });
      const mail = { id: randomUUID(), to, subject: title, ...content, unsubscribe: null };
      for (let tries = 1; tries <= TRIES; tries++) {
        const attempted = await mailer.send(mail, AbortSignal.timeout(TIMEOUT_MS));
        if (attempted.outcome !== 'failed') return;
        // What the mail server says may repeat the mail: its number is enough.
        const isLast = attempted.isFinal || tries === TRIES;
        log.warn({ outcome: attempted.statusCode, tries, isLast }, 'mail not sent');
        if (isLast) return;
      }
    },
    close: () => mailer.close(),
  };
}
