import Type from 'typebox';
import type { Http } from '../../../http/http.ts';
import { principalOf } from '../../../http/principal.ts';
import { memberParams } from '../access/access.schema.ts';
import { timestamp } from '../tenancy.schema.ts';
import { resetLink } from './password-reset.service.ts';
import type { RescueService } from './rescue.service.ts';

const tags = ['Tenancy'];

export function registerRescueRoutes(http: Http, rescue: RescueService, publicUrl: string): void {
  http.post(
    '/api/v1/tenancy/members/:user_id/password-reset',
    {
      config: { permission: 'tenancy:manage', operation: 'members.make_reset_link' },
      schema: {
        tags,
        summary: 'Make a link by which a member chooses a new password',
        description:
          'Answers it this once. Only a person can, for a member of no other organization who may do nothing that they lack.',
        params: memberParams,
        response: {
          201: Type.Object({
            link: Type.String({ description: 'Works once; hand it over yourself.' }),
            expires_at: timestamp('From then on it is refused.'),
          }),
        },
      },
    },
    async (request, reply) => {
      const { token, expiresAt } = await rescue.makeResetLink(principalOf(request), request.params.user_id);
      return reply.code(201).send({ link: resetLink(publicUrl, token), expires_at: expiresAt.toISOString() });
    },
  );
  http.delete(
    '/api/v1/tenancy/members/:user_id/second-factor',
    {
      config: { permission: 'tenancy:manage', operation: 'members.remove_second_factor' },
      schema: {
        tags,
        summary: "Take a member's second factor away",
        description: 'Where authenticator and recovery codes are lost. The same rules as for a link to a new password.',
        params: memberParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await rescue.removeSecondFactor(principalOf(request), request.params.user_id);
      return reply.code(204).send(null);
    },
  );
}
