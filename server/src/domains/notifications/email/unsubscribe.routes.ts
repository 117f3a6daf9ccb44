import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import type { Http } from '../../../http/http.ts';
import { languages, type LanguageCode } from '../../../platform/messages/languages.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import { notificationErrors } from '../notifications.errors.ts';
import { tags } from '../notifications.schema.ts';
import type { PreferenceService } from '../preferences/preferences.service.ts';
import { UNSUBSCRIBE_PATH } from './compose.ts';
import { escape } from './layout.ts';
import type { Unsubscription, UnsubscribeTokens } from './unsubscribe-token.ts';

interface UnsubscribeDeps {
  tokens: UnsubscribeTokens;
  preferences: PreferenceService;
  messages: Messages;
}

const query = Type.Object({
  token: Type.String({ minLength: 1, maxLength: 1000, description: 'As the mail has it.' }),
});
const limit = { rateLimit: { max: 60, timeWindow: '1 minute' } };
const FORM_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/** The link in the foot of every mail. Programs that only look at links must not change anything: so a person is asked. */
export async function registerUnsubscribeRoutes(
  parent: Http,
  { tokens, preferences, messages }: UnsubscribeDeps,
): Promise<void> {
  const read = (token: string): Unsubscription => {
    const found = tokens.read(token);
    if (!found) throw notificationErrors.unsubscribe_token_invalid();
    return found;
  };
  const page = (reply: FastifyReply, language: LanguageCode, { category }: Unsubscription, isDone: boolean) => {
    const say = (key: string, params = {}) => messages.translate(language, key, params);
    const params = { category: say(`notifications.categories.${category}`) };
    const words = {
      text: isDone ? say('notifications.unsubscribe.done', params) : say('notifications.unsubscribe.ask', params),
      button: isDone ? null : say('notifications.unsubscribe.confirm'),
    };
    return reply.type('text/html; charset=utf-8').send(toPage(language, words));
  };

  await parent.register(async (http: Http) => {
    // What mail programs post is of no interest: the address says it all.
    http.addContentTypeParser(FORM_TYPES, { parseAs: 'string' }, (_request, _body, done) => done(null));
    http.get(
      UNSUBSCRIBE_PATH,
      {
        config: { permission: 'public', operation: 'notifications.ask_unsubscribe', ...limit },
        schema: { tags, summary: 'The page behind the link in a mail', querystring: query },
      },
      async (request, reply) => page(reply, request.language, read(request.query.token), false),
    );
    http.post(
      UNSUBSCRIBE_PATH,
      {
        config: { permission: 'public', operation: 'notifications.unsubscribe', ...limit },
        schema: {
          tags,
          summary: 'End mail of one kind with one click (RFC 8058)',
          description: 'For mail programs. The token in the address names the reader and the category.',
          querystring: query,
        },
      },
      async (request, reply) => {
        const unsubscription = read(request.query.token);
        const { organizationId, who, category } = unsubscription;
        if ('address' in who) await preferences.suppress(organizationId, who.address, category);
        else await preferences.update(organizationId, who.userId, { channels: { [category]: { email: false } } });
        return page(reply, request.language, unsubscription, true);
      },
    );
  });
}

function toPage(language: LanguageCode, { text, button }: { text: string; button: string | null }): string {
  return `<!doctype html>
<html lang="${language}" dir="${languages[language].direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${escape(text)}</title></head>
<body>
<p>${escape(text)}</p>
${button === null ? '' : `<form method="post"><button>${escape(button)}</button></form>`}
</body>
</html>
`;
}
