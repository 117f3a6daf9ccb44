import Type from 'typebox';
import type { Http } from '../../../http/http.ts';
import { limitOf, pageOf, pageQuery, readIdCursor } from '../../../http/page.ts';
import { principalOf } from '../../../http/principal.ts';
import { memberParams, memberPatch, memberSchema, removeMemberQuery } from './access.schema.ts';
import { toMemberView } from './access.view.ts';
import type { MemberService } from './members.service.ts';

const tags = ['Tenancy'];

export function registerMemberRoutes(http: Http, members: MemberService): void {
  http.get(
    '/api/v1/tenancy/members',
    {
      config: { permission: 'tenancy:read', operation: 'members.list' },
      schema: { tags, summary: 'List members', querystring: pageQuery, response: { 200: pageOf(memberSchema) } },
    },
    async (request) => {
      const { limit, more } = limitOf(request.query);
      const rows = await members.list(principalOf(request).organizationId, readIdCursor(request.query), limit);
      return more(rows.map(toMemberView), (member) => member.user_id);
    },
  );
  http.patch(
    '/api/v1/tenancy/members/:user_id',
    {
      config: { permission: 'tenancy:manage', operation: 'members.update_role' },
      schema: {
        tags,
        summary: "Change a member's role",
        description:
          'Neither the role of before nor the new one may have a permission that you lack. Not your own role.',
        params: memberParams,
        body: memberPatch,
        response: { 200: memberSchema },
      },
    },
    async (request) =>
      toMemberView(await members.updateRole(principalOf(request), request.params.user_id, request.body.role)),
  );
  http.delete(
    '/api/v1/tenancy/members/:user_id',
    {
      config: { permission: 'tenancy:manage', operation: 'members.remove' },
      schema: {
        tags,
        summary: 'Remove a member',
        description: 'Their access ends at once; so do the API keys that they made, unless you take them over.',
        params: memberParams,
        querystring: removeMemberQuery,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { take_over_keys: takeOverKeys = false } = request.query;
      await members.remove(principalOf(request), request.params.user_id, takeOverKeys);
      return reply.code(204).send(null);
    },
  );
  http.delete(
    '/api/v1/tenancy/membership',
    {
      config: { permission: 'signed_in', operation: 'members.leave' },
      schema: {
        tags,
        summary: 'Leave the organization',
        description: 'API keys that you made end with it. The last owner cannot leave.',
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await members.leave(principalOf(request));
      return reply.code(204).send(null);
    },
  );
}
