import Type from 'typebox';
import type { Http } from '../../../http/http.ts';
import { requireMatch } from '../../../http/etag.ts';
import { principalOf } from '../../../http/principal.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import { permissions } from '../permissions.ts';
import {
  newRoleBody,
  permissionListSchema,
  roleListSchema,
  roleParams,
  rolePatch,
  roleSchema,
} from './access.schema.ts';
import { createAccessWords } from './access.view.ts';
import type { Role, RoleService } from './roles.service.ts';

const tags = ['Tenancy'];

export function registerRoleRoutes(http: Http, roles: RoleService, messages: Messages): void {
  const words = createAccessWords(messages);

  http.get(
    '/api/v1/tenancy/permissions',
    {
      config: { permission: 'signed_in', operation: 'permissions.list' },
      schema: { tags, summary: 'Everything that one can be allowed', response: { 200: permissionListSchema } },
    },
    async (request) => ({ items: permissions.map((each) => words.permission(request.language, each)) }),
  );
  http.get(
    '/api/v1/tenancy/roles',
    {
      config: { permission: 'tenancy:read', operation: 'roles.list' },
      schema: {
        tags,
        summary: 'List roles with their permissions',
        description: 'The built-in ones first.',
        response: { 200: roleListSchema },
      },
    },
    async (request) => {
      const found = await roles.list(principalOf(request).organizationId);
      return { items: found.map((role) => ({ ...words.role(request.language, role), members: role.members })) };
    },
  );
  http.get(
    '/api/v1/tenancy/roles/:id',
    {
      config: { permission: 'tenancy:read', operation: 'roles.get' },
      schema: { tags, summary: "A role of the organization's own", params: roleParams, response: { 200: roleSchema } },
    },
    async (request) =>
      words.role(request.language, await roles.get(principalOf(request).organizationId, request.params.id)),
  );
  registerRoleChanges(http, roles, words);
}

function registerRoleChanges(http: Http, roles: RoleService, words: ReturnType<typeof createAccessWords>): void {
  http.post(
    '/api/v1/tenancy/roles',
    {
      config: { permission: 'tenancy:manage', operation: 'roles.create' },
      schema: { tags, summary: 'Make a role', body: newRoleBody, response: { 201: roleSchema } },
    },
    async (request, reply) => {
      const role = await roles.create(principalOf(request), request.body);
      return reply.code(201).send(words.role(request.language, role));
    },
  );
  http.patch(
    '/api/v1/tenancy/roles/:id',
    {
      config: { permission: 'tenancy:manage', operation: 'roles.update', etag: true },
      schema: {
        tags,
        summary: 'Change a role',
        description: 'Whoever has it may do the new permissions at once.',
        params: roleParams,
        body: rolePatch,
        response: { 200: roleSchema },
      },
    },
    async (request, reply) => {
      const check = (current: Role) => requireMatch(request, reply, words.role(request.language, current));
      const role = await roles.update(principalOf(request), request.params.id, { ...request.body, check });
      return words.role(request.language, role);
    },
  );
  http.delete(
    '/api/v1/tenancy/roles/:id',
    {
      config: { permission: 'tenancy:manage', operation: 'roles.remove' },
      schema: {
        tags,
        summary: 'Remove a role',
        description: 'Refused while somebody has it or is invited as it.',
        params: roleParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await roles.remove(principalOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}
