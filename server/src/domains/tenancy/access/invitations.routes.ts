import Type from 'typebox';
import type { Http } from '../../../http/http.ts';
import { limitOf, pageOf, pageQuery, readIdCursor } from '../../../http/page.ts';
import { principalOf } from '../../../http/principal.ts';
import { idParams } from '../tenancy.schema.ts';
import { invitationSchema, newInvitationBody, resendBody, sentInvitationSchema } from './access.schema.ts';
import { toInvitationView } from './access.view.ts';
import type { InvitationService, SentInvitation } from './invitations.service.ts';

const tags = ['Tenancy'];
const DEFAULT_DAYS = 7;

/** @param publicUrl where browsers reach the console, for the link */
export function registerInvitationRoutes(http: Http, invitations: InvitationService, publicUrl: string): void {
  const toSent = (sent: SentInvitation) => ({
    ...toInvitationView(sent),
    token: sent.token,
    // Behind the #, where neither proxies nor logs see it.
    link: `${publicUrl}/invitation#${sent.token}`,
  });

  http.get(
    '/api/v1/tenancy/invitations',
    {
      config: { permission: 'tenancy:read', operation: 'invitations.list' },
      schema: {
        tags,
        summary: 'List open invitations',
        description: 'Those past their end too: they can be sent again.',
        querystring: pageQuery,
        response: { 200: pageOf(invitationSchema) },
      },
    },
    async (request) => {
      const { limit, more } = limitOf(request.query);
      const found = await invitations.list(principalOf(request).organizationId, readIdCursor(request.query), limit);
      return more(found.map(toInvitationView), (invitation) => invitation.id);
    },
  );
  http.post(
    '/api/v1/tenancy/invitations',
    {
      config: { permission: 'tenancy:manage', operation: 'invitations.create' },
      schema: {
        tags,
        summary: 'Invite somebody',
        description: 'Answers the link, this once. The role may have no permission that you lack.',
        body: newInvitationBody,
        response: { 201: sentInvitationSchema },
      },
    },
    async (request, reply) => {
      const { email, role, days = DEFAULT_DAYS } = request.body;
      const sent = await invitations.create(principalOf(request), { email, role, days });
      return reply.code(201).send(toSent(sent));
    },
  );
  http.post(
    '/api/v1/tenancy/invitations/:id/resend',
    {
      config: { permission: 'tenancy:manage', operation: 'invitations.resend' },
      schema: {
        tags,
        summary: 'Send an invitation again',
        description: 'With a new link; the one of before works no longer.',
        params: idParams,
        body: resendBody,
        response: { 200: sentInvitationSchema },
      },
    },
    async (request) => {
      const { days = DEFAULT_DAYS } = request.body;
      return toSent(await invitations.resend(principalOf(request), request.params.id, days));
    },
  );
  http.delete(
    '/api/v1/tenancy/invitations/:id',
    {
      config: { permission: 'tenancy:manage', operation: 'invitations.revoke' },
      schema: { tags, summary: 'Take an invitation back', params: idParams, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await invitations.revoke(principalOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}
