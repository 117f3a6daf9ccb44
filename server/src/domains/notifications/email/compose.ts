import { languages, type LanguageCode } from '../../../platform/messages/languages.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import type { Category } from '../notification.ts';
import { ALWAYS_ON } from '../preferences/choices.ts';
import type { Reason } from '../sending/recipients.ts';
import type { Words } from '../sending/words.ts';
import { layOut } from './layout.ts';
import type { Unsubscription, UnsubscribeTokens } from './unsubscribe-token.ts';

/** What exactly is sent, as it is kept. */
export interface MailContent {
  subject: string;
  text: string;
  html: string;
  /** Where one click ends mail of this kind; null where it cannot be ended. */
  unsubscribe: string | null;
}

interface Letter {
  organization: { id: number; name: string };
  language: LanguageCode;
  category: Category;
  words: Words;
  link: string | null;
  reason: Reason;
  who: Unsubscription['who'];
}

export type ComposeMail = (letter: Letter) => MailContent;

export const UNSUBSCRIBE_PATH = '/api/v1/notifications/unsubscribe';

interface ComposeDeps {
  messages: Messages;
  tokens: UnsubscribeTokens;
  /** Where links of mails lead. */
  publicUrl: string;
}

export function createComposeMail({ messages, tokens, publicUrl }: ComposeDeps): ComposeMail {
  return ({ organization, language, category, words, link, reason, who }) => {
    const say = (key: string, params = {}) => messages.translate(language, key, params);
    const kind = say(`notifications.categories.${category}`);
    const unsubscription = { organizationId: organization.id, who, category };
    const unsubscribe =
      category === ALWAYS_ON ? null : `${publicUrl}${UNSUBSCRIBE_PATH}?token=${tokens.make(unsubscription)}`;
    const content = layOut({
      language,
      direction: languages[language].direction,
      ...words,
      link: link === null ? null : { url: new URL(link, publicUrl).href, label: say('notifications.email.open') },
      footer: [
        say('notifications.email.sentBy', { organization: organization.name }),
        say(`notifications.why.${reason.kind}`, { value: reason.value }),
      ],
      unsubscribe:
        unsubscribe === null
          ? null
          : { url: unsubscribe, label: say('notifications.email.unsubscribe', { category: kind }) },
    });
    return { subject: words.title, ...content, unsubscribe };
  };
}
