import Type from 'typebox';
import type { Http } from '../../../http/http.ts';
import { requireMatch } from '../../../http/etag.ts';
import { principalOf } from '../../../http/principal.ts';
import { organizationInListSchema } from '../tenancy.schema.ts';
import type { TenancyService } from '../tenancy.service.ts';
import { newOrganizationBody, organizationPatch, organizationSchema, transferBody } from './access.schema.ts';
import { toOrganization } from './access.view.ts';
import { userOf } from './grants.ts';
import type { Organization } from './organizations.service.ts';
import type { Principals } from './principals.ts';
import { createCurrentSession } from './sessions.routes.ts';

const tags = ['Tenancy'];

export function registerOrganizationRoutes(http: Http, tenancy: TenancyService, principals: Principals): void {
  const { organizations } = tenancy;
  const currentSession = createCurrentSession(principals);

  http.get(
    '/api/v1/tenancy/organizations',
    {
      config: { permission: 'signed_in', operation: 'organizations.list' },
      schema: {
        tags,
        summary: 'The organizations that you belong to',
        description: 'Requests of a browser name the one they speak of by the header `X-Organization`.',
        response: { 200: Type.Object({ items: Type.Array(organizationInListSchema) }) },
      },
    },
    async (request) => {
      const memberships = await principals.listMemberships(userOf(principalOf(request)));
      const items = memberships.map(({ organization_id: id, organization_name: name, plan, role, role_name }) => ({
        id,
        name,
        plan,
        role,
        role_name,
      }));
      return { items };
    },
  );
  http.post(
    '/api/v1/tenancy/organizations',
    {
      config: {
        permission: 'public',
        operation: 'organizations.create',
        rateLimit: { max: 10, timeWindow: '1 hour', hook: 'preHandler' },
      },
      schema: {
        tags,
        summary: 'Make another organization',
        description: 'Takes a browser that is signed in, also of somebody who belongs to no organization yet.',
        body: newOrganizationBody,
        response: { 201: organizationSchema },
      },
    },
    async (request, reply) => {
      const { user } = await currentSession(request);
      const made = await organizations.createOwn({ ...request.body, name: request.body.name.trim() }, user);
      return reply.code(201).send(toOrganization(made));
    },
  );
  registerSettingsRoutes(http, tenancy);
}

function registerSettingsRoutes(http: Http, { organizations, members }: TenancyService): void {
  http.get(
    '/api/v1/tenancy/organization',
    {
      config: { permission: 'signed_in', operation: 'organization.get', etag: true },
      schema: { tags, summary: 'The organization of this request', response: { 200: organizationSchema } },
    },
    async (request) => toOrganization(await organizations.get(principalOf(request).organizationId)),
  );
  http.patch(
    '/api/v1/tenancy/organization',
    {
      config: { permission: 'tenancy:update', operation: 'organization.update', etag: true },
      schema: {
        tags,
        summary: "Change the organization's settings",
        body: organizationPatch,
        response: { 200: organizationSchema },
      },
    },
    async (request, reply) => {
      const check = (current: Organization) => requireMatch(request, reply, toOrganization(current));
      return toOrganization(await organizations.update(principalOf(request), request.body, check));
    },
  );
  http.post(
    '/api/v1/tenancy/organization/transfer',
    {
      config: { permission: 'tenancy:own', operation: 'organization.transfer' },
      schema: {
        tags,
        summary: 'Hand the ownership to another member',
        description: 'The other becomes an owner, and you an administrator.',
        body: transferBody,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await members.transferOwnership(principalOf(request), request.body.user_id);
      return reply.code(204).send(null);
    },
  );
}
