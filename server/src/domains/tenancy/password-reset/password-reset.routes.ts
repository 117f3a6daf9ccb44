import Type from 'typebox';
import type { Http } from '../../../http/http.ts';
import { refuseForeignOrigin } from '../authenticate.ts';
import { newPassword } from '../tenancy.schema.ts';
import type { PasswordResetService } from './password-reset.service.ts';

const tags = ['Session'];
const closed = { additionalProperties: false };
/** From one address; mails to one account are counted beside it. */
const askLimit = { max: 10, timeWindow: '10 minutes', hook: 'preHandler' } as const;
const useLimit = { max: 20, timeWindow: '1 minute', hook: 'preHandler' } as const;

export function registerPasswordResetRoutes(http: Http, resets: PasswordResetService): void {
  http.post(
    '/api/v1/auth/password-resets',
    {
      config: { permission: 'public', operation: 'password_resets.ask', rateLimit: askLimit },
      schema: {
        tags,
        summary: 'Forgotten password: ask for a link by mail',
        description:
          'The answer is the same whether or not anybody has the address. The link works once, for 30 minutes.',
        body: Type.Object(
          { email: Type.String({ minLength: 3, maxLength: 254, examples: ['amira@example.com'] }) },
          closed,
        ),
        response: {
          202: Type.Object({
            by_mail: Type.Boolean({
              description: 'False where this server sends no mail: then ask an owner or administrator for a link.',
            }),
          }),
        },
      },
    },
    async (request, reply) => {
      refuseForeignOrigin(request);
      const { byMail } = resets.request(request.body.email, request.language);
      return reply.code(202).send({ by_mail: byMail });
    },
  );
  http.post(
    '/api/v1/auth/password-resets/confirm',
    {
      config: { permission: 'public', operation: 'password_resets.confirm', rateLimit: useLimit },
      schema: {
        tags,
        summary: 'Choose a new password by a link',
        description: 'Ends every session of the user; a second factor is still asked for at the next sign-in.',
        body: Type.Object(
          {
            token: Type.String({ minLength: 1, maxLength: 100, description: 'What stands in the link.' }),
            new_password: newPassword,
          },
          closed,
        ),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      refuseForeignOrigin(request);
      await resets.confirm(request.body.token, request.body.new_password);
      return reply.code(204).send(null);
    },
  );
}
